package submission

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestUses(t *testing.T) {
	root := t.TempDir()
	kittest.WriteFile(t, filepath.Join(root, "internal", "swiss", "swiss.go"), "package swiss\n")
	for src, want := range map[string]string{
		`import "fmt"; var _ = fmt.Sprint`:                                                                "",
		`import "runtime"; func f() { runtime.GC(); runtime.KeepAlive(0) }`:                               "",
		`import "runtime"; var _ = runtime.FuncForPC; var _ = runtime.FuncForPC; var _ = runtime.Callers`: "runtime.FuncForPC, runtime.Callers",
		`import "log"; var _ = log.New(nil, "", log.Llongfile)`:                                           "log.Llongfile",
		`import "log"; var _ = log.Print`:                                                                 "",
		`import r "runtime"; var _ = r.FuncForPC`:                                                         "runtime.FuncForPC",
		`import . "runtime"; var _ = FuncForPC`:                                                           "all of runtime",
		`import _ "runtime"; var runtime struct { FuncForPC int }; var _ = runtime.FuncForPC`:             "",
		`import "encoding/json"; func f(err error) { _ = err.(*json.UnmarshalTypeError).Type.Method(0) }`: "json.UnmarshalTypeError",
		`import "encoding/json"; var _ = json.Marshal`:                                                    "",
		`import "encoding/xml"; var e xml.UnsupportedTypeError`:                                           "xml.UnsupportedTypeError",
		`import "example.com/kit/internal/swiss"; import "example.com/kitchen"`:                           "the kit's own internal/swiss",
		`import "example.com/kit/stack/mine"`:                                                             "",
		`import "reflect"; import "net/http"; import "unsafe"`:                                            "reflect, net/http, unsafe",
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "stub.go", "package p; "+src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(uses(file, "example.com/kit", root), ", "); got != want {
			t.Errorf("%s uses %q, want %q", src, got, want)
		}
	}
}
