package node

import (
	"errors"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Body writes a whole statement and tells what the executor must know of it.
type Body interface {
	WriteStatement(w *Writer)
	// Shape returns the columns of the statement's result, nil if it has none.
	Shape() []Item
	// Kind is the command, such as "INSERT".
	Kind() string
}

// Item is one column of a result.
type Item struct {
	Name string
	Type types.Type
	// NotNull is set for a column declared so and passed through unchanged.
	NotNull bool
}

// Statement is what every statement type of expr and ddl embeds: the ways in
// which a statement shows its SQL.
type Statement struct{ body Body }

// MakeStatement wraps a statement's body.
func MakeStatement(b Body) Statement { return Statement{b} }

func (s Statement) statement() Body { return s.body }

// StatementHolder is any statement.
type StatementHolder interface{ statement() Body }

// BodyOf returns the body of a statement, or nil.
func BodyOf(s StatementHolder) Body {
	if s == nil {
		return nil
	}
	return s.statement()
}

// SQL returns the statement's text with $1, $2, … and the arguments, for plain
// pgx or database/sql. The error is a *BuildError: the statement is wrong and
// would not have been sent.
func (s Statement) SQL() (text string, args []any, err error) {
	buf, params, err := s.render(nil, 0)
	if err != nil {
		return "", nil, err
	}
	defer release(buf)
	return string(buf.Bytes()), boxed(params), nil
}

// Inline returns the statement's text with every value as a literal, for
// migrations, goldens and a console.
func (s Statement) Inline() (string, error) {
	w, _, err := s.render(nil, sqlw.Inline)
	if err != nil {
		return "", err
	}
	defer release(w)
	return string(w.Bytes()), nil
}

// Pretty is Inline with each clause on a line of its own.
func (s Statement) Pretty() (string, error) {
	w, _, err := s.render(nil, sqlw.Inline|sqlw.Pretty)
	if err != nil {
		return "", err
	}
	defer release(w)
	return string(w.Bytes()), nil
}

// AppendSQL appends the statement's text to dst and its arguments to args: SQL
// without the allocations.
func (s Statement) AppendSQL(dst []byte, args []any) ([]byte, []any, error) {
	w, params, err := s.render(dst, 0)
	if err != nil {
		return dst, args, err
	}
	for _, p := range params {
		args = append(args, argOf(p))
	}
	dst = w.Bytes()
	w.Reset(nil, 0)
	writers.Put(w)
	return dst, args, nil
}

// String returns the SQL with its values, or the mistake as an SQL comment.
func (s Statement) String() string {
	text, err := s.Inline()
	if err != nil {
		return "-- " + err.Error()
	}
	return text
}

// Declared renders the statement for an executor that declares the types of
// its parameters.
func Declared(s StatementHolder) (text string, params []*types.Value, err error) {
	w, found, err := Statement{BodyOf(s)}.render(nil, sqlw.Declared)
	if err != nil {
		return "", nil, err
	}
	defer release(w)
	params = make([]*types.Value, len(found))
	for i, p := range found {
		params[i], _ = p.(*types.Value)
	}
	return string(w.Bytes()), params, nil
}

var errNoStatement = errors.New("the statement is empty: it was not made by Select, Insert or another constructor")

func (s Statement) render(buf []byte, mode sqlw.Mode) (*Writer, []sqlw.Param, error) {
	w := getWriter(buf, mode)
	if s.body == nil {
		w.Fail(errNoStatement)
	} else {
		s.body.WriteStatement(w)
	}
	if err := w.Err(); err != nil {
		release(w)
		return nil, nil, err
	}
	return w, w.Params(), nil
}

// release gives a writer back, emptied of what the statement held.
func release(w *Writer) {
	clear(w.Params())
	w.Reset(w.Bytes()[:0], 0)
	writers.Put(w)
}

func boxed(params []sqlw.Param) []any {
	if len(params) == 0 {
		return nil
	}
	args := make([]any, len(params))
	for i, p := range params {
		args[i] = argOf(p)
	}
	return args
}

func argOf(p sqlw.Param) any {
	if v, ok := p.(*types.Value); ok {
		return v.Arg()
	}
	return p
}

// Create is the statement CREATE TABLE.
type Create struct {
	Table       *schema.Table
	IfNotExists bool
}
