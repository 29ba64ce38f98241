package callcenter

// EmployeeID names an employee. It is not empty.
type EmployeeID string

// Employee is somebody who handles calls, as [Center.Hire] is told.
type Employee struct {
	ID   EmployeeID
	Name string // for people: the Center does not look at it
	Rank Rank

	// Skills are what the employee can do beyond answering the telephone: languages, products. Their
	// order does not matter, nor that one is there twice. An empty one means nothing.
	Skills []string
}
