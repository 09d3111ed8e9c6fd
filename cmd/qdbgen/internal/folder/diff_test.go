package folder_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/cmd/qdbgen/internal/folder"
)

func TestDiff(t *testing.T) {
	c := folder.Change{
		Name: "trades.go",
		Old:  []byte("package p\n\n// a\nA int\n// b\nB int\n// c\nC int\n// d\nD int\n// e\nE int\n"),
		New:  []byte("package p\n\n// a\nA int\n// b\nB int8\n// c\nC int\n// d\nD int\n// e\nE int\n// f\nF int\n"),
	}
	const want = `--- a/trades.go
+++ b/trades.go
@@ -3,10 +3,12 @@
 // a
 A int
 // b
-B int
+B int8
 // c
 C int
 // d
 D int
 // e
 E int
+// f
+F int
`
	if diff := cmp.Diff(want, c.Diff()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, want := (folder.Change{Name: "n.go", New: []byte("a\nb\n")}).Diff(), "--- /dev/null\n+++ b/n.go\n@@ -0,0 +1,2 @@\n+a\n+b\n"; got != want {
		t.Errorf("new file: got\n%s", got)
	}
	if got, want := (folder.Change{Name: "o.go", Old: []byte("a")}).Diff(), "--- a/o.go\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n\\ No newline at end of file\n"; got != want {
		t.Errorf("removed file: got\n%s", got)
	}
}

// TestDiffPatches gives random differences to patch, which must make the new
// text of the old one.
func TestDiffPatches(t *testing.T) {
	if _, err := exec.LookPath("patch"); err != nil {
		t.Skip("there is no patch to try them with")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		before := randomLines(r, 1+r.IntN(30))
		after := append([]string(nil), before...)
		for range 1 + r.IntN(6) {
			at := r.IntN(len(after) + 1)
			after = append(after[:at:at], append(randomLines(r, r.IntN(3)), after[min(len(after), at+r.IntN(3)):]...)...)
		}
		c := folder.Change{Name: "f", Old: []byte(strings.Join(before, "")), New: []byte(strings.Join(after, ""))}
		if string(c.Old) == string(c.New) || len(c.New) == 0 {
			continue
		}
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, c.Old, 0o600); err != nil {
			t.Fatal(err)
		}
		patch := exec.Command("patch", "-s", path)
		patch.Stdin = strings.NewReader(c.Diff())
		if out, err := patch.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, c.Diff())
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != string(c.New) {
			t.Fatalf("%v: got\n%s\nwant\n%s\nby\n%s", err, got, c.New, c.Diff())
		}
	}
}

func randomLines(r *rand.Rand, n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("line %d\n", r.IntN(8))
	}
	return lines
}
