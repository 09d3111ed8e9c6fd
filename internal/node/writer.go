package node

import (
	"sync"

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
	// bare is true where columns are written without their relation: the
	// column list of an INSERT.
	bare bool
	// uses collects the names of relations where somebody asks for them.
	uses *[]string
}

// Expr writes n, in parentheses if it binds looser than needs.
func (w *Writer) Expr(n *Node, needs Precedence) {
	if n == nil {
		n = missing
	}
	n = Unaliased(n)
	if n.Form.Binds < needs {
		w.SQL("(")
		n.Form.Write(w, n)
		w.SQL(")")
		return
	}
	n.Form.Write(w, n)
}

// Value writes v at a position: as $n or as a literal, as the table of
// positions says.
func (w *Writer) Value(p Position, v *types.Value) {
	switch p.Verdict(v.Type().Kind) {
	case Bind:
		w.Bind(v)
	case BindDeclared:
		w.BindDeclared(v)
	case Literal:
		w.Literal(v)
	}
}

// Column writes a column: qualified where several relations are in scope.
func (w *Writer) Column(n *Node) {
	rel, _ := n.Aux.(*Relation)
	if rel == nil {
		w.Failf("column %q belongs to no relation", n.Name)
		return
	}
	if !w.bare {
		if !w.inScope(rel, n.Name) {
			return
		}
		if len(w.Scope) > 1 {
			w.CheckedName(rel.Name())
			w.SQL(".")
		}
	}
	w.CheckedName(n.Name)
}

func (w *Writer) inScope(rel *Relation, column string) bool {
	for _, r := range w.Scope {
		if r.Same(rel) {
			return true
		}
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

// ColumnOf returns the relation of a column, or nil if n is not a column.
func ColumnOf(n *Node) *Relation {
	if n.Form != columnForm {
		return nil
	}
	rel, _ := n.Aux.(*Relation)
	return rel
}

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
	clear(w.Params())
	clear(w.Scope)
	clear(w.Items)
	w.Scope, w.Items, w.bare, w.uses = w.Scope[:0], w.Items[:0], false, nil
	w.Reset(buf[:0], 0)
	writers.Put(w)
}

// NamedColumn is a column of which nothing is known but its name. The schema
// language names such columns; in a query it is a mistake.
func NamedColumn(name string) *Node { return &Node{Form: columnForm, Name: name} }

// IsColumn reports whether n is a column of a relation or of none.
func IsColumn(n *Node) bool { return n.Form == columnForm }
