package expr

import (
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// Statement is a statement of any kind, of this package or of ddl. It shows its
// SQL without a database.
type Statement interface {
	node.StatementHolder
	// SQL returns the text with $1, $2, … and the arguments. They are right
	// under plain pgx (in the mode QueryExecModeCacheDescribe) and database/sql,
	// without the types of parameters being declared. The error is a
	// *BuildError: the statement is wrong and would not have been sent.
	SQL() (text string, args []any, err error)
	// Inline returns the text with every value as a literal, for migrations,
	// goldens and a console.
	Inline() (string, error)
	// Pretty is Inline with each clause on a line of its own.
	Pretty() (string, error)
	// AppendSQL is SQL, appended to dst and args, which it returns unchanged
	// beside an error.
	AppendSQL(dst []byte, args []any) ([]byte, []any, error)
	// String returns what Inline does, or the mistake as an SQL comment.
	fmt.Stringer
}

// BuildError says what is wrong with a statement, found before any I/O: the
// clause, the problem, and the caller's line where that is known. It reads
// `SAMPLE BY: stride must be positive, got 0 (built at candles.go:41)`.
type BuildError = sqlw.BuildError

type nodeStatement = node.Statement

// statement is what all statements of this package embed.
type statement struct{ nodeStatement }

func makeStatement(b node.Body) statement { return statement{node.MakeStatement(b)} }

// SQL returns the text with $1, $2, … and the arguments. They are right under
// plain pgx (in the mode QueryExecModeCacheDescribe) and database/sql. The error
// is a *BuildError: the statement is wrong and would not have been sent.
func (s statement) SQL() (text string, args []any, err error) { return s.Text() }

// Inline returns the text with every value as a literal, for migrations,
// goldens and a console.
func (s statement) Inline() (string, error) { return s.Inlined(0) }

// Pretty is Inline with each clause on a line of its own.
func (s statement) Pretty() (string, error) { return s.Inlined(sqlw.Pretty) }

// AppendSQL is SQL, appended to dst and args, which it returns unchanged beside
// an error.
func (s statement) AppendSQL(dst []byte, args []any) ([]byte, []any, error) {
	return s.Append(dst, args)
}

// String returns what Inline does, or the mistake as an SQL comment.
func (s statement) String() string { return s.Shown() }
