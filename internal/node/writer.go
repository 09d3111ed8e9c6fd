package node

import (
	"sync"

	"github.com/questql/questql/internal/sqlw"
)

// Writer writes a statement: the text of sqlw.Writer and the relations that
// are in scope.
type Writer struct {
	sqlw.Writer
	// Scope is what FROM and JOIN of the SELECT being written name.
	Scope []*Relation
	// bare is true where columns are written without their relation: the
	// column list of an INSERT.
	bare bool
}

// Expr writes n, in parentheses if it binds looser than needs.
func (w *Writer) Expr(n *Node, needs Precedence) {
	n = Or(n)
	if n.Form.Binds < needs {
		w.SQL("(")
		n.Form.Write(w, n)
		w.SQL(")")
		return
	}
	n.Form.Write(w, n)
}

// List writes nodes separated by commas.
func (w *Writer) List(nodes []*Node) {
	for i, n := range nodes {
		if i > 0 {
			w.SQL(", ")
		}
		w.Expr(n, Loosest)
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
		if !w.inScope(rel) {
			return
		}
		if len(w.Scope) > 1 {
			w.CheckedName(rel.Name())
			w.SQL(".")
		}
	}
	w.CheckedName(n.Name)
}

func (w *Writer) inScope(rel *Relation) bool {
	for _, r := range w.Scope {
		if r.Same(rel) {
			return true
		}
	}
	if rel.Err != nil {
		w.Fail(rel.Err)
		return false
	}
	switch {
	case len(w.Scope) == 0:
		w.Failf("a column of %s is used, but there is no FROM: add From(…)", rel.Title())
	default:
		w.Failf("a column of %s is used, but %s is not in FROM or JOIN", rel.Title(), rel.Title())
	}
	return false
}

var columnForm = &Form{Name: "column", Write: (*Writer).Column, Binds: Tightest}

// IsColumn reports whether n is a column of a relation.
func IsColumn(n *Node) bool { return n.Form == columnForm }

// WithBareColumns runs body with columns written without their relation.
func (w *Writer) WithBareColumns(body func()) {
	bare := w.bare
	w.bare = true
	body()
	w.bare = bare
}

// writers are reused for their buffers. Nothing of a statement stays in one:
// text and parameters are copied out, and put clears the rest.
var writers = sync.Pool{New: func() any { return new(Writer) }}

func getWriter(buf []byte, mode sqlw.Mode) *Writer {
	w, _ := writers.Get().(*Writer)
	w.Reset(buf, mode)
	w.Scope = w.Scope[:0]
	w.bare = false
	return w
}
