package gen

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// standard has the packages that generated code names by itself.
var standard = map[string]string{
	"netip": "net/netip",
	"time":  "time",
	"ddl":   "github.com/questql/questql/ddl",
	"expr":  "github.com/questql/questql/expr",
	"types": "github.com/questql/questql/types",
}

// imports are the import paths of a file by the names that they have there.
type imports map[string]string

func newImports(names ...string) imports {
	m := imports{}
	for _, name := range names {
		m.use(name)
	}
	return m
}

// use imports a package of the standard ones.
func (m imports) use(name string) { m[name] = standard[name] }

// typeName imports what a type such as "time.Time" needs, and returns it.
func (m imports) typeName(t string) string {
	if name, _, qualified := strings.Cut(t, "."); qualified {
		m.use(name)
	}
	return t
}

// domain imports the package of a type of the user's own, and returns the
// type's name in the file.
func (m imports) domain(d domain) string {
	if d.path == "" {
		return d.name
	}
	base := packageName(d.path)
	name := base
	for i := 2; !m.isFree(name, d.path); i++ {
		name = base + strconv.Itoa(i)
	}
	m[name] = d.path
	return name + "." + d.name
}

// isFree reports whether a name can stand for a path in the file.
func (m imports) isFree(name, path string) bool {
	if known, ok := standard[name]; ok && known != path {
		return false
	}
	known, ok := m[name]
	return !ok || known == path
}

// packageName guesses the name of a package by its path; it need not be right,
// for the import gives it.
func packageName(importPath string) string {
	base := path.Base(importPath)
	if isVersion(base) {
		base = path.Base(path.Dir(importPath))
	}
	base, _, _ = strings.Cut(base, ".")
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, base)
	if name == "" || unicode.IsDigit(rune(name[0])) {
		return "domain"
	}
	return name
}

func isVersion(s string) bool {
	return len(s) > 1 && s[0] == 'v' && strings.Trim(s[1:], "0123456789") == ""
}

// Standard lists the imports of Go's own packages, Others the rest.
func (m imports) Standard() []string { return m.lines(true) }

// Others lists the other imports.
func (m imports) Others() []string { return m.lines(false) }

func (m imports) lines(ofGo bool) []string {
	names := slices.SortedFunc(maps.Keys(m), func(a, b string) int { return strings.Compare(m[a], m[b]) })
	var lines []string
	for _, name := range names {
		root, _, _ := strings.Cut(m[name], "/")
		switch {
		case strings.Contains(root, ".") == ofGo:
		case path.Base(m[name]) == name:
			lines = append(lines, strconv.Quote(m[name]))
		default:
			lines = append(lines, fmt.Sprintf("%s %q", name, m[name]))
		}
	}
	return lines
}
