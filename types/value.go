package types

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"unicode/utf8"
)

// Value is a Go value together with the QuestDB type it is sent as: a
// statement's parameter. The zero Value is NULL of an unknown type.
//
// A Value never holds what QuestDB would silently turn into NULL: the
// constructors refuse it. Nor does it share memory with the caller's value.
type Value struct {
	typ  Type
	null bool
	num  uint64 // booleans, integers, the bits of floats, time as ms, µs or ns
	hi   uint64 // the first half of a UUID, of which num is the second
	str  string // text, bytes
	ext  *extra // anything else
}

// extra holds a pointer to what few types need. It is a pointer of its own so
// that a Value, of which a statement has one for each comparison, is not larger
// for it.
type extra struct{ held any }

// hold returns the extra of x, in one allocation.
func hold[T any](x T) *extra {
	both := &struct {
		extra extra
		x     T
	}{x: x}
	both.extra.held = &both.x
	return &both.extra
}

// NullOf returns the NULL of a type.
func NullOf(t Type) Value { return Value{typ: t, null: true} }

// Type returns the QuestDB type of the value.
func (v *Value) Type() Type { return v.typ }

// IsNull reports whether the value is NULL.
func (v *Value) IsNull() bool { return v.null || v.typ.Kind == KindUnknown }

// AppendLiteral appends the value as SQL text, in the shortest form that is
// right where the context gives the type: a value of INSERT or UPDATE, or a
// comparison with an expression of this type. For anywhere else there is
// AppendConstant. A BINARY has no literal and is an error: bind it.
func (v *Value) AppendLiteral(dst []byte) ([]byte, error) {
	if v.IsNull() {
		if err := v.checkNull(); err != nil {
			return dst, err
		}
		return append(dst, "NULL"...), nil
	}
	info, err := InfoOf(v.typ.Kind)
	if err != nil {
		return dst, err
	}
	return info.AppendLiteral(dst, v)
}

// AppendConstant appends the value as an expression that has exactly its type
// wherever it stands, such as 5L for a LONG, 'a'::VARCHAR, and for text that
// QuestDB would damage in an expression of constants, a form that survives.
//
// It is no literal for the places that take nothing else: LIKE patterns, the
// values of CASE x WHEN, separators, frames.
func (v *Value) AppendConstant(dst []byte) ([]byte, error) {
	if v.IsNull() {
		if err := v.checkNull(); err != nil || v.typ.Kind == KindUnknown {
			return append(dst, "NULL"...), err
		}
		return append(v.typ.AppendSQL(append(dst, "CAST(NULL AS "...)), ')'), nil
	}
	info, err := InfoOf(v.typ.Kind)
	if err != nil {
		return dst, err
	}
	if info.AppendConstant != nil {
		return info.AppendConstant(dst, v)
	}
	return info.AppendLiteral(dst, v)
}

// AppendParam appends the value as the bytes of a bound parameter, in the
// format that ParamOID returns; null is true, and nothing is appended, for NULL.
func (v *Value) AppendParam(dst []byte) (out []byte, null bool, err error) {
	if v.IsNull() {
		return dst, true, v.checkNull()
	}
	info, err := InfoOf(v.typ.Kind)
	if err != nil {
		return dst, false, err
	}
	dst, err = info.AppendParam(dst, v)
	return dst, false, err
}

// ParamOID is the type that a parameter declares, and its wire format. It
// depends on the value's type alone.
func (v *Value) ParamOID() (oid uint32, format Format) { return v.typ.ParamOID() }

// Arg returns the value as the argument that pgx and database/sql take, nil
// for NULL. A TIMESTAMP_NS is an int64 of nanoseconds, which a driver that does
// not declare it refuses: as a time.Time it would lose digits silently.
func (v *Value) Arg() any {
	if v.IsNull() {
		return nil
	}
	if info := infoOf(v.typ.Kind); info.Arg != nil {
		return info.Arg(v)
	}
	return v.Any()
}

// Text returns the text of a SYMBOL, STRING or VARCHAR that is not NULL.
func (v *Value) Text() (text string, ok bool) { return v.str, !v.null && isText(v.typ.Kind) }

// Any returns the value as the natural Go type, the first one of its row in
// docs/types.md; nil for NULL.
func (v *Value) Any() any {
	if v.IsNull() {
		return nil
	}
	return infoOf(v.typ.Kind).Any(v)
}

// String returns the value as SQL, for people.
func (v Value) String() string {
	text, err := v.AppendLiteral(nil)
	if err != nil {
		return fmt.Sprintf("%s(%s)", v.typ, show(v.Any()))
	}
	return string(text)
}

// checkNull returns the error of a NULL where QuestDB has none.
func (v *Value) checkNull() error {
	if info := infoOf(v.typ.Kind); info != nil && !info.HasNull {
		return errNoNull(v.typ)
	}
	return nil
}

func errNoNull(t Type) error {
	return fmt.Errorf("%s cannot be NULL: QuestDB would store %s", t, infoOf(t.Kind).Doc.Null)
}

func (v *Value) float64() float64 { return math.Float64frombits(v.num) }
func (v *Value) int64() int64     { return int64(v.num) }

// mismatchError is the error of a Go value that a type does not take.
type mismatchError struct {
	typ     Type
	accepts string
	v       any
}

func (e *mismatchError) Error() string {
	return fmt.Sprintf("%s takes %s, got %T(%s)", e.typ, e.accepts, e.v, show(e.v))
}

func mismatch(t Type, v any) error {
	accepts := "no values"
	if info := infoOf(t.Kind); info != nil {
		accepts = strings.ReplaceAll(info.Doc.Go, "`", "")
	}
	return &mismatchError{t, accepts, v}
}

// unfit is the error of a value that a type cannot hold.
func unfit(t Type, v any, why string) error {
	return fmt.Errorf("%s cannot hold %s: %s", t, show(v), why)
}

// nullTwin is unfit for a value that would be NULL when it is read back.
func nullTwin(t Type, v any) error {
	return unfit(t, v, "QuestDB reads it as NULL; for NULL use nil, a nil pointer or SetNull")
}

// maxShown is about how many bytes of a value an error shows.
const maxShown = 60

// show prints a value for an error, text in quotes, long values cut. Of a pointer
// it prints what it points to: a BindFunc reads a variable.
func show(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", cut(v))
	case []byte:
		s := fmt.Sprintf("% x", v[:min(len(v), maxShown/3)])
		if len(v) > maxShown/3 {
			s += "…"
		}
		return s
	case []float64:
		return cut(fmt.Sprint(v[:min(len(v), maxShown)]))
	case fmt.Stringer:
		return cut(fmt.Sprint(v))
	}
	if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer && !p.IsNil() {
		return show(p.Elem().Interface())
	}
	return cut(fmt.Sprint(v))
}

func cut(s string) string {
	if len(s) <= maxShown {
		return s
	}
	end := maxShown
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
