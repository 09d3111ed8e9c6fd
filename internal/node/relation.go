package node

import (
	"strings"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// Relation is a table, or anything a SELECT can read, under an alias.
// Two relations are the same if name and alias are, whatever made them.
type Relation struct {
	Table *schema.Table
	Alias string
	// Err is the first mistake in the declaration.
	Err error
}

// Name is what columns of the relation are qualified with.
func (r *Relation) Name() string {
	if r.Alias != "" {
		return r.Alias
	}
	return r.Table.Name
}

// Same reports whether the two are one relation.
func (r *Relation) Same(o *Relation) bool {
	return r == o || (strings.EqualFold(r.Alias, o.Alias) && strings.EqualFold(r.Table.Name, o.Table.Name))
}

// Title names the relation in errors.
func (r *Relation) Title() string {
	if r.Alias != "" {
		return r.Table.Name + " AS " + r.Alias
	}
	return r.Table.Name
}

// Write writes the relation as FROM and JOIN name it.
func (r *Relation) Write(w *Writer) {
	if r.Err != nil {
		w.Fail(r.Err)
		return
	}
	w.CheckedName(r.Table.Name)
	if r.Alias != "" {
		w.SQL(" AS ")
		w.CheckedName(r.Alias)
	}
}

// RelationRef is what every relation type embeds.
type RelationRef struct{ r *Relation }

// MakeRelationRef wraps a relation.
func MakeRelationRef(r *Relation) RelationRef { return RelationRef{r} }

func (r RelationRef) relation() *Relation      { return r.r }
func (r *RelationRef) setRelation(to *Relation) { r.r = to }

// String returns the CREATE TABLE statement of a table.
func (r RelationRef) String() string {
	if r.r == nil {
		return "(an undefined table)"
	}
	var w sqlw.Writer
	r.r.Table.WriteCreate(&w, false)
	if err := w.Err(); err != nil {
		return "-- " + err.Error()
	}
	return string(w.Bytes())
}

// RelationHolder is a table, CTE, sub-query or view.
type RelationHolder interface{ relation() *Relation }

// RelationOf returns the relation behind x, or nil if it was never defined.
func RelationOf(x RelationHolder) *Relation {
	if x == nil {
		return nil
	}
	return x.relation()
}
