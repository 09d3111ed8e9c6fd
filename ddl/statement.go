package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

type nodeStatement = node.Statement

// statement is what all statements of this package embed. They have no
// parameters: every value is a literal.
type statement struct{ nodeStatement }

// SQL returns the text; a statement of the schema language has no arguments.
// The error is an *expr.BuildError.
func (s statement) SQL() (text string, args []any, err error) { return s.Text() }

// Inline returns the text.
func (s statement) Inline() (string, error) { return s.Inlined(0) }

// Pretty returns the text with each clause on a line of its own.
func (s statement) Pretty() (string, error) { return s.Inlined(sqlw.Pretty) }

// AppendSQL appends the text to dst; args is returned unchanged.
func (s statement) AppendSQL(dst []byte, args []any) ([]byte, []any, error) {
	return s.Append(dst, args)
}

// String returns the text, or the mistake as an SQL comment.
func (s statement) String() string { return s.Shown() }

// Equal reports whether the two statements have the same text, or the same
// mistake. It is what go-cmp compares statements by.
func (s statement) Equal(o expr.Statement) bool { return o != nil && s.Shown() == o.String() }

// Statement is a statement of the schema language without options: all that can
// be said of it was said where it was made.
type Statement struct{ statement }

// body is a statement that writes itself.
type body struct {
	kind  string
	write func(w *node.Writer)
	// items are the columns of the result, nil if there is none.
	items []node.Item
}

// Kind implements node.Body.
func (b body) Kind() string { return b.kind }

// Shape implements node.Body.
func (b body) Shape() ([]node.Item, error) { return b.items, nil }

// WriteStatement implements node.Body.
func (b body) WriteStatement(w *node.Writer) { b.write(w) }

// made wraps a statement that writes itself.
func made(kind string, write func(w *node.Writer)) statement {
	return statement{node.MakeStatement(body{kind: kind, write: write})}
}

// tableOf returns the model of a table or view.
func tableOf(r expr.Relation) *schema.Table {
	if rel := node.RelationOf(r); rel != nil {
		return rel.Table
	}
	return &schema.Table{Designated: -1, Err: errNotDeclared}
}

// writeName writes the name of a table or view. Of its declaration no more than
// the name must be right: a statement can drop what it does not describe.
func writeName(w *node.Writer, t *schema.Table) {
	if t.Name == "" && t.Err != nil {
		w.Fail(t.Err)
		return
	}
	t.WriteName(&w.Writer)
}
