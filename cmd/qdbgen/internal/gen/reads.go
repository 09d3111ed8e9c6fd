package gen

import (
	"slices"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// findReads finds what the queries of views read, as far as it is generated.
// What only seems to be read, and would make a circle, is left out: a server has
// none.
func (g *generator) findReads() {
	for _, view := range g.relations {
		if view.View == nil {
			continue
		}
		names := slices.Concat([]string{view.View.Base}, view.View.Uses, schema.Reads(view.View.Query))
		for _, r := range g.relations {
			named := slices.ContainsFunc(names, func(name string) bool { return sqlw.SameName(name, r.Name) })
			if named && !r.leadsTo(view) {
				view.reads = append(view.reads, r)
			}
		}
	}
}

// leadsTo reports whether the relation is another, or reads it.
func (r *relation) leadsTo(other *relation) bool {
	return r == other || slices.ContainsFunc(r.reads, func(read *relation) bool { return read.leadsTo(other) })
}
