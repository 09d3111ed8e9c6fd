package node

import (
	"strings"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// WriteCreate writes the statement that creates a table or view. query is that
// of CREATE TABLE AS, nil for another table; a view has its own.
func (w *Writer) WriteCreate(t *schema.Table, c schema.Create, query StatementHolder) {
	if t.View != nil {
		query, _ = t.View.Source.(StatementHolder)
	}
	switch {
	case query == nil && t.View != nil && t.View.Query != "":
		// A view that was read from a server, or is plain data: its query is
		// the text.
		c.Query = func() { w.queryText(t.View.Query) }
	case query != nil || t.View != nil:
		c.Query = func() { w.InlineQuery(query) }
	}
	t.WriteCreate(&w.Writer, c)
}

// queryText writes the query of a model, in parentheses.
func (w *Writer) queryText(text string) {
	if err := sqlw.CheckText(text); err != nil {
		w.Fail(err)
		return
	}
	w.SQL("(")
	w.Append(func(dst []byte) []byte { return append(dst, text...) })
	if strings.Contains(text, "--") {
		w.SQL("\n") // a comment at the end would take the parenthesis
	}
	w.SQL(")")
}

// InlineQuery writes a query in parentheses, with every value as a literal: the
// schema language has no parameters.
func (w *Writer) InlineQuery(query StatementHolder) {
	body := BodyOf(query)
	if body == nil {
		w.Fail(errNoStatement)
		return
	}
	around := w.Nest()
	w.InlineBody(body)
	w.EndNest(around)
}

// InlineBody writes a statement with every value as a literal.
func (w *Writer) InlineBody(body Body) {
	mode := w.Mode
	w.Mode |= sqlw.Inline
	body.WriteStatement(w)
	w.Mode = mode
}

// Reads returns the names of the relations that a statement reads, in the order
// in which it names them.
func Reads(s StatementHolder) ([]string, error) {
	w := getWriter(nil, sqlw.Inline)
	names := []string{}
	w.reads = &names
	if body := BodyOf(s); body != nil {
		body.WriteStatement(w)
	} else {
		w.Fail(errNoStatement)
	}
	err := w.Err()
	w.release(w.Bytes())
	return names, err
}

// noteRead records that the statement reads r, if that is a table or view.
func (w *Writer) noteRead(r *Relation) {
	if w.reads != nil && r.Source == nil {
		*w.reads = append(*w.reads, r.Table.Name)
	}
}

// created is the statement that a table prints as.
type created struct{ t *schema.Table }

// Kind implements Body.
func (c created) Kind() string { return "CREATE" }

// Shape implements Body.
func (c created) Shape() ([]Item, error) { return nil, nil }

// WriteStatement implements Body.
func (c created) WriteStatement(w *Writer) { w.WriteCreate(c.t, schema.Create{}, nil) }

// InlineExpr writes an expression with every value as a literal.
func (w *Writer) InlineExpr(n *Node) {
	mode := w.Mode
	w.Mode |= sqlw.Inline
	w.Expr(n, Loosest)
	w.Mode = mode
}

// ColumnsIn returns the columns that stand in an expression.
func ColumnsIn(n *Node) []*Node {
	if n == nil {
		return nil
	}
	if n.Form == columnForm {
		return []*Node{n}
	}
	columns := append(ColumnsIn(n.A), ColumnsIn(n.B)...)
	for _, m := range n.More() {
		columns = append(columns, ColumnsIn(m)...)
	}
	return columns
}

// IsInvalid reports whether n could not be made.
func IsInvalid(n *Node) bool { return n.Form == invalidForm }
