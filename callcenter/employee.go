package callcenter

// EmployeeID identifies an employee. Any text except the empty one is an ID. Only equal texts, byte by
// byte, are the same ID.
type EmployeeID string

// Employee is a person who handles calls, as given to [Center.Hire].
type Employee struct {
	ID   EmployeeID
	Name string // for people to read, and the Center ignores it: any text
	Rank Rank

	// Skills are what the employee can do besides answering the telephone, such as languages or products
	// (step 7). Any text except the empty one is a skill. Only equal texts, byte by byte, are the same
	// skill: "German" is not "german". The order of Skills, repeated skills and empty texts mean nothing.
	Skills []string
}
