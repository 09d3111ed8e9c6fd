package node

import (
	"errors"
	"slices"
	"strings"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Body writes a whole statement and tells what the executor must know of it.
type Body interface {
	WriteStatement(w *Writer)
	// Shape returns the columns of the statement's result, nil if it has none.
	Shape() ([]Item, error)
	// Kind is the command, such as "INSERT".
	Kind() string
}

// Named is a body that can have a name, which stands in traces, logs, comments
// and errors.
type Named interface{ StatementName() string }

// NameOf returns the name of a statement, or "".
func NameOf(s StatementHolder) string { return nameOf(BodyOf(s)) }

func nameOf(b Body) string {
	if named, ok := b.(Named); ok {
		return named.StatementName()
	}
	return ""
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

// Text returns the text with $1, $2, … and the arguments for plain pgx or
// database/sql.
func (s Statement) Text() (text string, args []any, err error) {
	memo := memoOf(s.body)
	if r := memo.of(0); r != nil {
		return r.text, slices.Clone(r.args), nil
	}
	w, err := s.render(nil, 0)
	if err != nil {
		return "", nil, err
	}
	text, args = string(w.Bytes()), w.appendArgs(nil)
	w.release(w.Bytes())
	if memo.again() {
		memo.keepArgs(text, args)
	}
	return text, args, nil
}

// Inlined returns the text with every value as a literal.
func (s Statement) Inlined(mode sqlw.Mode) (string, error) {
	w, err := s.render(nil, sqlw.Inline|mode)
	if err != nil {
		return "", err
	}
	text := string(w.Bytes())
	w.release(w.Bytes())
	return text, nil
}

// Append is Text appended to dst and args.
func (s Statement) Append(dst []byte, args []any) ([]byte, []any, error) {
	if r := memoOf(s.body).of(0); r != nil {
		return append(dst, r.text...), append(args, r.args...), nil
	}
	w, err := s.render(dst, 0)
	if err != nil {
		return dst, args, err
	}
	dst, args = w.Bytes(), w.appendArgs(args)
	w.release(nil)
	return dst, args, nil
}

// Shown is the inlined text, or the mistake as an SQL comment.
func (s Statement) Shown() string {
	text, err := s.Inlined(0)
	if err != nil {
		return "-- " + strings.ReplaceAll(err.Error(), "\n", "\n-- ")
	}
	return text
}

// Declared renders the statement for an executor that declares the types of
// its parameters, which it must not change.
func Declared(s StatementHolder) (text string, params []types.Value, err error) {
	body := BodyOf(s)
	memo := memoOf(body)
	if r := memo.of(sqlw.Declared); r != nil {
		return r.text, r.params, nil
	}
	w, err := Statement{body}.render(nil, sqlw.Declared)
	if err != nil {
		return "", nil, err
	}
	text = string(w.Bytes())
	params = w.values()
	w.release(w.Bytes())
	if memo.again() {
		memo.keep(sqlw.Declared, &rendered{text: text, params: params})
	}
	return text, params, nil
}

// Param is a parameter of a prepared statement: a value, or the name of one that
// comes later.
type Param struct {
	Value types.Value
	Name  string
}

// Prepared is Declared for a statement with named parameters.
func Prepared(s StatementHolder) (text string, params []Param, err error) {
	w, err := Statement{BodyOf(s)}.render(nil, sqlw.Declared|sqlw.Prepared)
	if err != nil {
		return "", nil, err
	}
	text, params = string(w.Bytes()), make([]Param, 0, len(w.Params()))
	for _, p := range w.Params() {
		if named, ok := p.(*namedParam); ok {
			params = append(params, Param{types.NullOf(named.typ), named.name})
		} else {
			params = append(params, Param{Value: *valueOf(p)})
		}
	}
	for _, v := range w.rowValues() {
		params = append(params, Param{Value: v})
	}
	w.release(w.Bytes())
	return text, params, nil
}

var errNoStatement = errors.New("the statement is empty: it was not made by Select, Insert or another constructor")

func (s Statement) render(buf []byte, mode sqlw.Mode) (*Writer, error) {
	w := getWriter(buf, mode)
	if s.body == nil {
		w.Fail(errNoStatement)
	} else {
		s.body.WriteStatement(w)
	}
	if err := w.Err(); err != nil {
		w.NameMistake(nameOf(s.body))
		w.release(nil)
		return nil, err
	}
	return w, nil
}

// valueOf returns the value of a parameter; this package binds no other.
func valueOf(p sqlw.Param) *types.Value {
	v, _ := p.(*types.Value)
	return v
}
