package ddl

import (
	"github.com/questql/questql/internal/node"
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
