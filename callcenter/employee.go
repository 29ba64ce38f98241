package callcenter

// EmployeeID names an employee. Any text but the empty one is an ID, and IDs are compared byte by byte.
type EmployeeID string

// Employee is a person who handles calls, as [Center.Hire] is told.
type Employee struct {
	ID   EmployeeID
	Name string // for people: the Center does not look at it
	Rank Rank

	// Skills are what the employee can do beyond answering the telephone: languages, products. Any
	// text but the empty one is a skill, and skills are compared byte by byte. Order, repeated skills
	// and empty ones mean nothing.
	Skills []string
}
