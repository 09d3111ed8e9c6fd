// Package docs_test holds the documentation against the code.
package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/questql/questql/internal/schema"
)

var (
	fence    = regexp.MustCompile("(?ms)^```(go|sql|text)\n(.*?)^```$")
	anyFence = regexp.MustCompile("(?ms)^```.*?^```$|`[^`]*`")
	link     = regexp.MustCompile(`\]\(([^)#]+?)(#[^)]*)?\)`)
)

// TestSnippets finds each Go snippet of the docs, line by line, in an example, a
// test or a script of qdbgen's, so that it compiles; and the lines of each SQL snippet in what an
// example prints or a test expects, so that it is what questql writes.
func TestSnippets(t *testing.T) {
	sources := read(t, func(path string) bool {
		return strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".txtar") || strings.HasPrefix(path, "examples/") && strings.HasSuffix(path, ".go")
	})
	for path := range sources {
		sources[path] = normalised(sources[path])
	}
	pages := read(t, func(path string) bool { return strings.HasSuffix(path, ".md") && path != "CHANGELOG.md" })
	snippets := 0
	for path, page := range pages {
		for _, block := range fence.FindAllStringSubmatch(page, -1) {
			if block[1] == "text" {
				continue
			}
			snippets++
			for _, part := range parts(block[1], block[2]) {
				if !found(sources, part) {
					t.Errorf("%s: no example or test has this %s snippet:\n%s", path, block[1], part)
				}
			}
		}
	}
	if snippets == 0 {
		t.Error("no snippets found")
	}
	t.Logf("%d snippets in %d pages", snippets, len(pages))
}

// parts splits a snippet into what has to be found: Go at lines of "…", SQL
// into its lines.
func parts(language, text string) []string {
	split := "\n"
	if language == "go" {
		split = "\n…\n"
	}
	var all []string
	for part := range strings.SplitSeq(normalised(text), split) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// normalised drops the indentation, blank lines and the comment signs of an
// example's output.
func normalised(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		line = strings.TrimSpace(strings.TrimPrefix(line, "//"))
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func found(sources map[string]string, part string) bool {
	for _, source := range sources {
		if strings.Contains(source, part) {
			return true
		}
	}
	return false
}

// TestLinks follows the links between the pages.
func TestLinks(t *testing.T) {
	for path, page := range read(t, func(path string) bool { return strings.HasSuffix(path, ".md") }) {
		for _, m := range link.FindAllStringSubmatch(anyFence.ReplaceAllString(page, ""), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join("..", filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

// TestReflection finds each rule by which a live table is compared with a
// declaration in docs/reflection.md.
func TestReflection(t *testing.T) {
	page, err := os.ReadFile("reflection.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range schema.Rules {
		if row := "| " + rule.Setting + " | " + rule.Live + " |\n"; !strings.Contains(string(page), row) {
			t.Errorf("docs/reflection.md does not have\n%s", row)
		}
	}
}

// read returns the files of the repository that want accepts, by their path.
func read(t *testing.T, want func(path string) bool) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".":
			return fs.SkipDir
		case d.IsDir() || !want(path):
			return nil
		}
		data, err := fs.ReadFile(root, path)
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
