// Package attest lets a test process prove to a grader which steps and rows have passed. The grader started the
// process to judge the code of a stranger.
//
// The grader writes an [Order] to the standard input of the process: the test to run, and a key that no other
// process gets. [Accept] reads the order before any code of the stranger runs, because the grader makes the
// stranger's package import package accept. The process keeps the key in memory that Go code cannot reach without
// unsafe, a debugger or a file of the system. The key is nowhere else: not in the binary, on disk, in the
// environment or in the arguments. After the tests the process prints a [Report], signed with the key.
//
// In a process without package accept, this package does nothing.
package attest

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
)

// An Order is what a grader wants of a process.
type Order struct {
	Key  []byte
	Test string // the name of the one test to run
}

// A Report is what the process has seen.
type Report struct {
	Test   string
	Passed []string // the tests and rows that passed, by their names in package testing
}

var (
	order  Order
	output *os.File          // the standard output, even if os.Stdout is changed later
	env    map[string]string // the settings that the grader gave, even if the environment is changed later; nil without a grader

	mu     sync.Mutex
	passed []string
)

// Accept reads the order from the standard input. Without one it ends the process.
func Accept() {
	output = os.Stdout
	env = make(map[string]string)
	for _, setting := range os.Environ() {
		name, value, _ := strings.Cut(setting, "=")
		env[name] = value
	}
	if err := json.NewDecoder(bufio.NewReader(os.Stdin)).Decode(&order); err != nil {
		fmt.Fprintf(os.Stderr, "These tests were compiled for make grade, which says on the standard input which test to run. There is no order: %v\n", err)
		os.Exit(3)
	}
	os.Stdin.Close()
}

// Getenv returns a setting of the environment. In a process that a grader started, that is what the grader gave.
func Getenv(name string) string {
	if env == nil {
		return os.Getenv(name)
	}
	return env[name]
}

// Pass notes that a test or row has passed. Call it last of all for that test or row.
func Pass(name string) {
	mu.Lock()
	defer mu.Unlock()
	passed = append(passed, name)
}

// Main runs the ordered test and prints the report. It is the body of a TestMain. First it sets the arguments and
// flags anew, in case the code under test changed them. It ignores the exit code of the tests.
func Main(m interface{ Run() int }) {
	os.Stdout = output
	os.Args = append(os.Args[:0:0], "steps", "-test.run=^"+order.Test+"$", "-test.v=test2json", "-test.paniconexit0", "-test.timeout=0")
	flag.VisitAll(func(f *flag.Flag) { f.Value.Set(f.DefValue) })
	flag.CommandLine.Parse(os.Args[1:])
	m.Run()
	mu.Lock()
	defer mu.Unlock()
	fmt.Fprintf(output, "\n%s%s\n", Prefix, Sign(order.Key, Report{order.Test, passed}))
}

// Prefix begins the line of a report.
const Prefix = "\x16=== REPORT "

// Sign returns a report as text that cannot be made without the key.
func Sign(key []byte, r Report) string {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err) // it has nothing but strings
	}
	return base64.StdEncoding.EncodeToString(data) + "." + base64.StdEncoding.EncodeToString(sum(key, data))
}

// Verify returns the report in a text that [Sign] made with that key.
func Verify(key []byte, text string) (Report, error) {
	first, second, _ := strings.Cut(text, ".")
	data, err := base64.StdEncoding.DecodeString(first)
	signature, err2 := base64.StdEncoding.DecodeString(second)
	if err := errors.Join(err, err2); err != nil {
		return Report{}, err
	}
	if !hmac.Equal(signature, sum(key, data)) {
		return Report{}, errors.New("the report is not signed with this key")
	}
	var r Report
	return r, json.Unmarshal(data, &r)
}

func sum(key, data []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(data)
	return mac.Sum(nil)
}
