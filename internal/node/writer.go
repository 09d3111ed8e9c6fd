package node

import (
	"slices"
	"sync"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Writer writes a statement: the text of sqlw.Writer, the relations that are in
// scope and the items that ORDER BY can name.
type Writer struct {
	sqlw.Writer
	// Scope is what FROM and JOIN of the SELECT being written name.
	Scope []*Relation
	// Items is the select list of the SELECT being written.
	Items []*Node
	// relations is the scopes of all SELECTs being written, one behind the
	// other; Scope begins at base.
	relations []*Relation
	base      int
	uses      Uses
	// collected is true within the outermost statement, whose uses are known.
	collected bool
	// valuesOfVariables is true where DECLARE cannot stand: a variable is
	// written as its value.
	valuesOfVariables bool
	// named is true where columns of any relation are written by their names
	// alone: behind a set operation.
	named bool
	// bare is true where columns are written without their relation: the
	// column list of an INSERT.
	bare bool
	// reads collects the names of relations where somebody asks for them.
	reads *[]string
	// rows are bound behind the parameters.
	rows *types.Columns
}

// Expr writes n, in parentheses if it binds looser than needs.
func (w *Writer) Expr(n *Node, needs Precedence) {
	if n == nil {
		n = Missing
	}
	n = Unaliased(n)
	switch {
	case n.Form == columnForm:
		w.Column(n)
	case n.Form.Binds < needs:
		w.SQL("(")
		n.Form.Write(w, n)
		w.SQL(")")
	default:
		n.Form.Write(w, n)
	}
}

// Value writes v at a position, beside an expression of type beside: as $n or
// as a literal, as the table of positions says.
func (w *Writer) Value(p Position, beside types.Type, v *types.Value) {
	verdict := p.Verdict(beside, v.Type())
	switch {
	case w.binds(verdict):
		w.Bind(v)
	case rules[p][beside.Kind].typed:
		w.Constant(v)
		if v.Type().Kind == types.KindDouble {
			w.SQL("::DOUBLE") // the literal alone is a FLOAT in a compiled filter
		}
	default:
		w.Literal(v)
	}
}

// Column writes a column: qualified where several relations are in scope.
func (w *Writer) Column(n *Node) {
	rel, _ := n.Aux.(*Relation)
	switch {
	case len(w.Scope) == 1 && w.Scope[0] == rel: // as most are
	case rel == nil:
		w.Failf("column %q belongs to no relation", n.Name)
		return
	case w.bare || w.named:
	case !w.InScope(rel, n.Name):
		return
	case len(w.Scope) > 1:
		rel.writeQualifier(w)
	}
	if n.Traits&Bare != 0 {
		w.BareName(n.Name)
		return
	}
	w.CheckedName(n.Name)
}

// nodeName writes the name of a column or alias.
func (w *Writer) nodeName(n *Node) { w.checkedName(n.Name, n.Traits&Bare != 0) }

// checkedName writes a name of which it is known whether it is bare: needs no
// quotes.
func (w *Writer) checkedName(name string, bare bool) {
	if bare {
		w.BareName(name)
		return
	}
	w.CheckedName(name)
}

// InScope reports whether a column's relation is in FROM or JOIN; where it is
// not, that is the statement's mistake.
func (w *Writer) InScope(rel *Relation, column string) bool {
	if slices.Contains(w.Scope, rel) || slices.ContainsFunc(w.Scope, rel.Same) {
		return true
	}
	switch {
	case rel.Table.Err != nil:
		w.Fail(rel.Table.Err)
	case len(w.Scope) == 0:
		w.Failf("column %q of %s is used, but there is no FROM: add From(…)", column, rel.Title())
	default:
		w.Failf("column %q of %s is used, but %s is not in FROM or JOIN", column, rel.Title(), rel.Title())
	}
	return false
}

var columnForm = &Form{Name: "column", Write: (*Writer).Column, Binds: Tightest}

// ColumnNode returns a column of a relation by its number.
func ColumnNode(rel *Relation, i int) *Node {
	n := columnNode(&rel.Table.Columns[i], i)
	n.Aux = rel
	return &n
}

// columnNode returns a column of no relation yet.
func columnNode(c *schema.Column, i int) Node {
	n := Node{Form: columnForm, Name: c.Name, Type: c.Type, Traits: HasColumn, Column: uint32(i)}
	if !sqlw.NeedsQuotes(c.Name) {
		n.Traits |= Bare
	}
	return n
}

// ColumnOf returns the relation of a column, or nil if n is not a column.
func ColumnOf(n *Node) *Relation {
	if n.Form != columnForm {
		return nil
	}
	rel, _ := n.Aux.(*Relation)
	return rel
}

// Scope is what columns can be named of a SELECT.
type Scope struct {
	base  int
	items []*Node
	named bool
}

// EnterScope begins a SELECT: nothing is in scope yet. It returns the scope to
// go back to.
func (w *Writer) EnterScope() Scope {
	outer := Scope{w.base, w.Items, w.named}
	w.base, w.Items, w.named = len(w.relations), nil, false
	w.Scope = w.relations[w.base:]
	return outer
}

// AddToScope brings a relation into scope.
func (w *Writer) AddToScope(r *Relation) {
	w.relations = append(w.relations, r)
	w.Scope = w.relations[w.base:]
}

// LeaveScope goes back to the SELECT around.
func (w *Writer) LeaveScope(outer Scope) {
	w.relations = w.relations[:w.base]
	w.base, w.Items, w.named = outer.base, outer.items, outer.named
	w.Scope = w.relations[w.base:]
}

// NameItems makes items the columns that can be named, by their names alone:
// behind a set operation.
func (w *Writer) NameItems(items []*Node) { w.Items, w.named = items, true }

// WithBareColumns runs body with columns written without their relation.
func (w *Writer) WithBareColumns(body func()) {
	bare := w.bare
	w.bare = true
	body()
	w.bare = bare
}

// writers are reused for their buffers. Nothing of a statement stays in one:
// text and parameters are copied out, and release clears the rest.
var writers = sync.Pool{New: func() any { return new(Writer) }}

// getWriter returns a writer that appends to buf, or for nil to a buffer of its
// own.
func getWriter(buf []byte, mode sqlw.Mode) *Writer {
	w, _ := writers.Get().(*Writer)
	if buf == nil {
		buf = w.Bytes()
	}
	w.Reset(buf, mode)
	return w
}

// release gives a writer back, emptied of what the statement held. buf is what
// the writer keeps for the next statement.
func (w *Writer) release(buf []byte) {
	w.EndUses(true)
	clear(w.relations[:cap(w.relations)])
	w.relations, w.base = w.relations[:0], 0
	w.Scope, w.Items, w.bare, w.named = nil, nil, false, false
	w.reads, w.rows = nil, nil
	w.Empty(buf[:0])
	writers.Put(w)
}

// NamedColumn is a column of which nothing is known but its name. The schema
// language names such columns; in a query it is a mistake.
func NamedColumn(name string) *Node { return &Node{Form: columnForm, Name: name} }

// IsColumn reports whether n is a column of a relation or of none.
func IsColumn(n *Node) bool { return n.Form == columnForm }
