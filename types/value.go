package types

import (
	"fmt"
	"math"
)

// Value is a Go value together with the QuestDB type it is sent as: a
// statement's parameter. The zero Value is NULL of an unknown type.
//
// A Value never holds what QuestDB would silently turn into NULL: the
// constructors refuse it.
type Value struct {
	typ  Type
	null bool
	num  uint64 // booleans, integers, the bits of floats, time as µs or ns
	str  string // text
	ext  any    // everything else
}

// Null returns the NULL of a type.
func NullOf(t Type) Value { return Value{typ: t, null: true} }

// Type returns the QuestDB type of the value.
func (v *Value) Type() Type { return v.typ }

// IsNull reports whether the value is NULL.
func (v *Value) IsNull() bool { return v.null || v.typ.Kind == KindUnknown }

// ValueOf converts a Go value for a column of type t. The error names the
// type and the value.
func ValueOf(t Type, v any) (Value, error) {
	info, err := InfoOf(t.Kind)
	if err != nil {
		return Value{}, err
	}
	if v == nil {
		if !info.HasNull {
			return Value{}, fmt.Errorf("%s cannot be NULL in QuestDB", t)
		}
		return NullOf(t), nil
	}
	if given, ok := v.(Value); ok {
		return given, nil
	}
	return info.ValueOf(t, v)
}

// AppendLiteral appends the value as SQL text.
func (v *Value) AppendLiteral(dst []byte) ([]byte, error) {
	if v.IsNull() {
		return append(dst, "NULL"...), nil
	}
	info, err := InfoOf(v.typ.Kind)
	if err != nil {
		return dst, err
	}
	return info.AppendLiteral(dst, v)
}

// AppendParam appends the value as the bytes of a bound parameter; null is
// true, and nothing is appended, for NULL.
func (v *Value) AppendParam(dst []byte) (out []byte, null bool, err error) {
	if v.IsNull() {
		return dst, true, nil
	}
	info, err := InfoOf(v.typ.Kind)
	if err != nil {
		return dst, false, err
	}
	dst, err = info.AppendParam(dst, v)
	return dst, false, err
}

// ParamOID is the type that a parameter declares, and its wire format.
func (v *Value) ParamOID() (oid uint32, format Format) {
	if info := infoOf(v.typ.Kind); info != nil {
		return info.OID, info.Param
	}
	return 0, TextFormat
}

// Arg returns the value as the argument that pgx and database/sql take.
func (v *Value) Arg() any {
	if v.IsNull() {
		return nil
	}
	return infoOf(v.typ.Kind).Arg(v)
}

func (v *Value) float64() float64 { return math.Float64frombits(v.num) }
func (v *Value) int64() int64     { return int64(v.num) }

// mismatch is the error of a Go value that a type does not take.
func mismatch(t Type, v any, accepts string) error {
	return fmt.Errorf("%s takes %s, got %T(%v)", t, accepts, v, v)
}
