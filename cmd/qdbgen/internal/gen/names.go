package gen

import (
	"cmp"
	"fmt"
	"go/build"
	"go/token"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/questql/questql/internal/naming"
)

// wish is an SQL name that is to get a Go name.
type wish struct {
	sql string
	// title names it in errors, selector on the command line.
	title, selector string
	// otherwise is what can be done but to choose a name.
	otherwise string
	// chosen is the Go name that the user has chosen, "" for none.
	chosen string
	// forms returns the Go names that come with a name.
	forms func(name string) []string
	// set is called with the name.
	set func(name string)
}

// rank says who is first to get a name: what the user has chosen, then the names
// that lead back to the SQL name. No two of these are the same, so that none
// loses its name to a newcomer.
func (w *wish) rank() int {
	switch {
	case w.chosen != "":
		return 0
	case naming.ColumnName(naming.GoName(w.sql)) == w.sql:
		return 1
	}
	return 2
}

// scope is where each Go name stands for one thing.
type scope struct {
	// reserved tells what has a name in each package that is generated; suffix
	// makes another one of it.
	reserved map[string]string
	suffix   string
	// taken tells what has been given a name.
	taken map[string]string
}

func newScope(suffix string, reserved map[string]string) *scope {
	return &scope{reserved: reserved, suffix: suffix, taken: map[string]string{}}
}

// nameRelations names variables, types and files.
func (g *generator) nameRelations() {
	s := newScope("Table", map[string]string{"Schema": "the schema of all tables"})
	var wishes []*wish
	for _, r := range g.relations {
		wishes = append(wishes, &wish{
			sql: r.Name, title: r.Title(), selector: r.Name, chosen: r.Var, otherwise: ", or leave it out by -exclude " + shellWord(r.Name),
			forms: func(name string) []string { return []string{name, r.typeName(name), name + "Row"} },
			set:   func(name string) { r.Var, r.Type, r.Row = name, r.typeName(name), name+"Row" },
		})
	}
	g.give(s, wishes)
	files := map[string]bool{schemaFile: true}
	for _, r := range g.relations {
		r.File = fileName(r.Name, files)
	}
}

// typeName is the name of the struct of columns.
func (r *relation) typeName(name string) string {
	if r.View != nil {
		return name + "View"
	}
	return name + "Table"
}

// nameFields names the fields of a relation's structs.
func (g *generator) nameFields(r *relation) {
	s := newScope("Column", map[string]string{
		"Table": "expr.Table, which is embedded", "As": "the method As", "String": "the method String",
	})
	var wishes []*wish
	for _, c := range r.columns {
		wishes = append(wishes, &wish{
			sql: c.Name, title: fmt.Sprintf("%s: column %q", r.Title(), c.Name), selector: r.Name + "." + c.Name, chosen: c.Field,
			forms: func(name string) []string { return []string{name} },
			set:   func(name string) { c.Field = name },
		})
	}
	g.give(s, wishes)
}

// give names all wishes; those of one rank in their order, which of columns is
// that of the table, where new ones come last.
func (g *generator) give(s *scope, wishes []*wish) {
	slices.SortStableFunc(wishes, func(a, b *wish) int { return cmp.Compare(a.rank(), b.rank()) })
	for _, w := range wishes {
		if name, ok := g.nameFor(s, w); ok {
			for _, form := range w.forms(name) {
				s.taken[form] = w.title
			}
			w.set(name)
		}
	}
}

func (g *generator) nameFor(s *scope, w *wish) (name string, ok bool) {
	if w.chosen != "" {
		if owner := s.ownerOf(w, w.chosen); owner != "" {
			g.fail("%s: the name %s is taken by %s", w.title, w.chosen, owner)
			return "", false
		}
		return w.chosen, true
	}
	plain := naming.GoName(w.sql)
	if !token.IsIdentifier(plain) || !token.IsExported(plain) {
		g.fail("%s has no Go name that begins with a capital: choose one by -name %s=…%s", w.title, shellWord(w.selector), w.otherwise)
		return "", false
	}
	name = s.free(w, plain)
	if name != plain {
		g.note("%s is named %s: the name %s is taken by %s (-name %s=… chooses another)", w.title, name, plain, s.ownerOf(w, plain), shellWord(w.selector))
	}
	return name, true
}

// ownerOf tells what has one of the names that come with a name, "" for nothing.
func (s *scope) ownerOf(w *wish, name string) string {
	for _, form := range w.forms(name) {
		if owner := cmp.Or(s.reserved[form], s.taken[form]); owner != "" {
			return owner
		}
	}
	return ""
}

// free returns the name, or one made of it that is free. GoName makes no
// underscores, so that a name with one is nobody else's.
func (s *scope) free(w *wish, name string) string {
	if s.ownerOf(w, name) == "" {
		return name
	}
	if longer := name + s.suffix; s.reserved[name] != "" && s.ownerOf(w, longer) == "" {
		return longer
	}
	for i := 2; ; i++ {
		if next := name + "_" + strconv.Itoa(i); s.ownerOf(w, next) == "" {
			return next
		}
	}
}

// fileName returns the name of the file of a table: the table's, as far as a
// file can have it. It does not change with the names in Go.
func fileName(table string, taken map[string]bool) string {
	stem := strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '_'
	}, table), "_")
	if stem == "" || isConditional(stem+".go") {
		stem += "_table"
	}
	name := stem + ".go"
	for i := 2; taken[name]; i++ {
		name = stem + "_" + strconv.Itoa(i) + ".go"
	}
	taken[name] = true
	return name
}

// isConditional reports whether the go command would compile a file of that
// name for tests or one system only: cpu_linux.go.
func isConditional(name string) bool {
	if strings.HasSuffix(name, "_test.go") {
		return true
	}
	nowhere := build.Context{GOOS: "none", GOARCH: "none", Compiler: "gc", OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package p\n")), nil
	}}
	match, err := nowhere.MatchFile("", name)
	return err != nil || !match
}
