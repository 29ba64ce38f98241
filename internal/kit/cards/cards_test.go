package cards

import (
	"fmt"
	"os"
	"testing"

	"github.com/oodkit/oodkit/internal/question"
)

func TestDump(t *testing.T) {
	for _, q := range question.All("../../..") {
		if n := os.Getenv("ONLY"); n != "" && n != q.Name {
			continue
		}
		cards, err := Of(q)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("===== %s: %d\n", q.Name, len(cards))
		for _, c := range cards {
			fmt.Printf("[%d] %s\n   Q %s\n   A %s\n", words(c.Back), c.ID, c.Front, c.Back)
		}
	}
}
