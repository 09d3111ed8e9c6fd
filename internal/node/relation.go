package node

import (
	"errors"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// Relation is a table, or anything a SELECT can read, under an alias.
// Two relations are the same if name and alias are, whatever made them.
type Relation struct {
	Table *schema.Table
	Alias string
	// Shape is the struct of columns that the relation was declared with, nil
	// for a table without one.
	Shape *Shape
	// Source gives the rows of what is no table: a CTE, a sub-query, a table
	// function.
	Source *Source
	// bare is true where Name needs no quotes, bareTable where that of the table
	// needs none.
	bare, bareTable bool
}

// MakeRelation completes a relation.
func MakeRelation(r Relation) *Relation {
	r.complete()
	return &r
}

func (r *Relation) complete() {
	r.bareTable = !sqlw.NeedsQuotes(r.Table.Name)
	if r.bare = r.bareTable; r.Alias != "" {
		r.bare = !sqlw.NeedsQuotes(r.Alias)
	}
}

// writeQualifier writes what stands before a column of the relation.
func (r *Relation) writeQualifier(w *Writer) {
	if r.bare {
		w.Qualifier(r.Name())
		return
	}
	w.CheckedName(r.Name())
	w.SQL(".")
}

// NoRelation stands for a relation that was not given. Writing it is an error.
var NoRelation = &Relation{Table: &schema.Table{Designated: -1, Err: errors.New("there is no relation")}}

// ItemsOf returns the columns of a relation as SELECT * names them.
func ItemsOf(r *Relation) []Item {
	if r.Source != nil && r.Source.Items != nil {
		return r.Source.Items
	}
	items := make([]Item, len(r.Table.Columns))
	for i, c := range r.Table.Columns {
		items[i] = Item{Name: c.Name, Type: c.Type, NotNull: c.NotNull}
	}
	return items
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
	return r == o || sqlw.SameName(r.Alias, o.Alias) && sqlw.SameName(r.Table.Name, o.Table.Name)
}

// IsOrdered reports whether the rows have a designated timestamp, by which
// SAMPLE BY and the joins by time go.
func (r *Relation) IsOrdered() bool {
	return r.Table.DesignatedName() != "" || r.Source != nil && r.Source.Ordered
}

// Title names the relation in errors.
func (r *Relation) Title() string {
	if r.Alias != "" {
		return r.Table.Name + " AS " + r.Alias
	}
	return r.Table.Name
}

// Check returns the first mistake of the declaration. What it accepts can be
// named in a statement.
func (r *Relation) Check() error {
	if r.Table.Err != nil || r.Alias == "" {
		return r.Table.Err
	}
	return sqlw.CheckName(sqlw.TableAliasName, r.Alias)
}

// Write writes the relation, which Check has accepted, as FROM and JOIN name
// it.
func (r *Relation) Write(w *Writer) {
	if r.Source != nil && r.Source.Kind != WithQuery {
		r.Source.Write(w)
		w.SQL(" AS ")
		w.checkedName(r.Name(), r.bare)
		return
	}
	w.noteRead(r)
	r.WriteName(w)
	if r.Alias != "" {
		w.SQL(" AS ")
		w.checkedName(r.Alias, r.bare)
	}
}

// WriteName writes the name of a table or CTE.
func (r *Relation) WriteName(w *Writer) {
	if r.Source == nil && w.hidden(r.Table.Name) {
		w.Failf("table %s is hidden by the CTE of that name: give the CTE another name", r.Table.Name)
	}
	r.writeTableName(w)
}

// writeTableName writes the name of the table or CTE, whatever its alias.
func (r *Relation) writeTableName(w *Writer) {
	w.checkedName(r.Table.Name, r.bareTable)
}

// RelationRef is what every relation type embeds.
type RelationRef struct{ r *Relation }

// MakeRelationRef wraps a relation.
func MakeRelationRef(r *Relation) RelationRef { return RelationRef{r} }

func (r RelationRef) relation() *Relation       { return r.r }
func (r *RelationRef) setRelation(to *Relation) { r.r = to }

// String returns the statement that creates the table or view.
func (r RelationRef) String() string {
	if r.r == nil {
		return "(an undefined table)"
	}
	return Statement{created{r.r.Table}}.Shown()
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

// RelationSet is a relation, or several: a schema.
type RelationSet interface{ relations() []*Relation }

func (r RelationRef) relations() []*Relation { return []*Relation{r.r} }

// RelationList is what a type of several relations embeds.
type RelationList struct{ list []*Relation }

// MakeRelationList makes a list; a nil relation is kept.
func MakeRelationList[T RelationHolder](relations []T) RelationList {
	list := make([]*Relation, len(relations))
	for i, r := range relations {
		list[i] = RelationOf(r)
	}
	return RelationList{list}
}

func (l RelationList) relations() []*Relation { return l.list }

// RelationsOf returns the relations of a set, nil ones among them.
func RelationsOf(s RelationSet) []*Relation {
	if s == nil {
		return []*Relation{nil}
	}
	return s.relations()
}
