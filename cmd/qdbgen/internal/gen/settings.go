package gen

import (
	"fmt"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/questql/questql/internal/sqlw"
)

// Setting is a choice of the user's for a table or for columns.
type Setting struct {
	// Selector is the name of a table, or table.column, where both may be
	// patterns with * and ?.
	Selector string
	Value    string
}

// ParseSetting reads "selector=value".
func ParseSetting(s string) (Setting, error) {
	i := strings.LastIndexByte(s, '=')
	if i <= 0 || i == len(s)-1 {
		return Setting{}, fmt.Errorf("%q: want table.column=value", s)
	}
	return Setting{s[:i], s[i+1:]}, nil
}

// choose applies the settings. One that selects nothing is a mistake.
func (g *generator) choose() {
	for _, selector := range g.cfg.NotNull {
		g.eachColumn("-not-null", selector, func(c *column) { c.notNull = true })
	}
	for _, s := range g.cfg.Types {
		d, err := parseDomain(s.Value)
		if err != nil {
			g.fail("-type %s: %w", s.Selector, err)
			continue
		}
		g.eachColumn("-type", s.Selector, func(c *column) { g.setDomain(c, d) })
	}
	for _, s := range g.cfg.Names {
		if !token.IsIdentifier(s.Value) || !token.IsExported(s.Value) {
			g.fail("-name %s: %q is not a Go name that begins with a capital", s.Selector, s.Value)
			continue
		}
		if r := g.exactly(s.Selector); r != nil {
			r.Var = s.Value
			continue
		}
		g.eachColumn("-name", s.Selector, func(c *column) { c.Field = s.Value })
	}
}

// exactly returns the relation of that name.
func (g *generator) exactly(name string) *relation {
	i := slices.IndexFunc(g.relations, func(r *relation) bool { return sqlw.SameName(r.Name, name) })
	if i < 0 {
		return nil
	}
	return g.relations[i]
}

// eachColumn calls set for the columns that the selector of a flag selects.
func (g *generator) eachColumn(flag, selector string, set func(c *column)) {
	i := strings.LastIndexByte(selector, '.')
	if i < 0 {
		g.fail("%s %s: there is no such table, and a column is written table.column", flag, selector)
		return
	}
	if _, err := path.Match(selector, ""); err != nil {
		g.fail("%s %s: %w", flag, selector, err)
		return
	}
	found := false
	for _, r := range g.relations {
		for _, c := range r.columns {
			if matches(selector[:i], r.Name) && matches(selector[i+1:], c.Name) {
				found = true
				set(c)
			}
		}
	}
	if !found {
		g.fail("%s %s: there is no such column", flag, selector)
	}
}

// matches reports whether a name matches a pattern, regardless of case as
// QuestDB compares names.
func matches(pattern, name string) bool {
	ok, err := path.Match(sqlw.FoldName(pattern), sqlw.FoldName(name))
	return ok && err == nil
}

// parseDomain reads "import/path.Type", or "Type" of the package itself.
func parseDomain(s string) (domain, error) {
	d := domain{name: s}
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		d = domain{path: s[:i], name: s[i+1:]}
	}
	switch {
	case !token.IsIdentifier(d.name) || d.path != "" && !token.IsExported(d.name):
		return domain{}, fmt.Errorf("%q is not a type of a package: want import/path.Type, or Type for one of the same package", s)
	case strings.ContainsAny(d.path, " \"`\\"):
		return domain{}, fmt.Errorf("%q is not an import path", d.path)
	}
	return d, nil
}

func (g *generator) setDomain(c *column, d domain) {
	if _, ok := c.goType.domain(); !ok {
		g.fail("-type: %s: column %q is a %s, which takes no type of your own: it is for numbers, text and UUID", c.of.Title(), c.Name, c.Type)
		return
	}
	c.domain = d
}
