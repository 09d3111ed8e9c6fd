package types

import (
	"database/sql/driver"
	"encoding"
	"fmt"
	"math"
	"reflect"
)

// ValueOf converts a Go value for a column of type t. Besides the Go types in
// the type's row of docs/types.md it takes pointers to them (nil is NULL),
// [Null], Go types made of them (type Side string), driver.Valuer, and, for
// types that have a text form, encoding.TextMarshaler; text types take
// fmt.Stringer too.
//
// A [Value] of another type is converted. The error names the type and the
// value.
func ValueOf(t Type, v any) (Value, error) {
	info, err := InfoOf(t.Kind)
	if err != nil {
		return Value{}, err
	}
	if v == nil {
		return nullValue(t)
	}
	switch given := v.(type) {
	case Value:
		return info.convert(t, &given)
	case *Value:
		if given == nil {
			return nullValue(t)
		}
		return info.convert(t, given)
	}
	value, ok, err := info.ValueOf(t, v)
	if ok || err != nil {
		return value, err
	}
	if n, isNull := v.(nullable); isNull {
		inner, valid := n.nullable()
		if !valid {
			return nullValue(t)
		}
		return ValueOf(t, inner)
	}
	return info.valueOfOther(t, v)
}

func nullValue(t Type) (Value, error) {
	if info := infoOf(t.Kind); info != nil && !info.HasNull {
		return Value{}, errNoNull(t)
	}
	return NullOf(t), nil
}

// convert is ValueOf for what is a Value already.
func (info *Info) convert(t Type, given *Value) (Value, error) {
	switch {
	case given.IsNull():
		return nullValue(t)
	case given.typ == t:
		return *given, nil
	}
	value, ok, err := info.ValueOf(t, given.Any())
	if !ok && err == nil {
		err = fmt.Errorf("%s cannot hold the %s %s", t, given.typ, cut(given.String()))
	}
	return value, err
}

// valueOfOther takes apart what is not one of the type's own Go types.
func (info *Info) valueOfOther(t Type, v any) (Value, error) {
	r := reflect.ValueOf(v)
	if r.Kind() == reflect.Pointer && r.IsNil() {
		return nullValue(t)
	}
	if valuer, ok := v.(driver.Valuer); ok {
		inner, err := valuer.Value()
		if err != nil {
			return Value{}, fmt.Errorf("%s: %T: %w", t, v, err)
		}
		if inner == nil {
			return nullValue(t)
		}
		value, ok, err := info.ValueOf(t, inner)
		if !ok && err == nil {
			err = mismatch(t, v)
		}
		return value, err
	}
	if text, ok := v.(encoding.TextMarshaler); ok && info.hasText(t) {
		s, err := text.MarshalText()
		if err != nil {
			return Value{}, fmt.Errorf("%s: %T: %w", t, v, err)
		}
		value, _, err := info.ValueOf(t, string(s))
		return value, err
	}
	if r.Kind() == reflect.Pointer {
		return ValueOf(t, r.Elem().Interface())
	}
	if basic := basicOf(r); basic != nil {
		value, ok, err := info.ValueOf(t, basic)
		if ok || err != nil {
			return value, err
		}
	}
	if s, ok := v.(fmt.Stringer); ok && isText(t.Kind) {
		return TextValue(t, s.String())
	}
	return Value{}, mismatch(t, v)
}

func isText(k Kind) bool { return k == KindSymbol || k == KindString || k == KindVarchar }

// hasText reports whether values of the type can be scanned into a string, and
// so be read from one.
func (info *Info) hasText(t Type) bool { return info.Scan(t, new(string)) != nil }

// basicOf returns the value of a named type as the type it is made of, nil if
// that is none that ValueOf knows.
func basicOf(r reflect.Value) any {
	switch r.Kind() {
	case reflect.Bool:
		return r.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int64:
		return r.Int()
	case reflect.Int32: // a rune too
		return int32(r.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return r.Uint()
	case reflect.Float32:
		return float32(r.Float())
	case reflect.Float64:
		return r.Float()
	case reflect.String:
		return r.String()
	case reflect.Slice, reflect.Array, reflect.Struct:
		for _, target := range compositeTypes {
			if r.Type() != target && r.CanConvert(target) && r.Type().Kind() == target.Kind() {
				return r.Convert(target).Interface()
			}
		}
	default:
	}
	return nil
}

// integerOf returns any Go integer, or what a pointer to one points to, as an
// int64; ok is false for what is none, and fits for a uint64 beyond int64.
func integerOf(v any) (n int64, fits, ok bool) {
	switch n := v.(type) {
	case int:
		return int64(n), true, true
	case int64:
		return n, true, true
	case int32:
		return int64(n), true, true
	case int16:
		return int64(n), true, true
	case int8:
		return int64(n), true, true
	case uint8:
		return int64(n), true, true
	case uint16:
		return int64(n), true, true
	case uint32:
		return int64(n), true, true
	case uint64:
		return int64(n), n <= math.MaxInt64, true
	case uint:
		return int64(n), uint64(n) <= math.MaxInt64, true
	case *int:
		return pointedInteger(n)
	case *int64:
		return pointedInteger(n)
	case *int32:
		return pointedInteger(n)
	case *int16:
		return pointedInteger(n)
	case *int8:
		return pointedInteger(n)
	case *uint8:
		return pointedInteger(n)
	case *uint16:
		return pointedInteger(n)
	case *uint32:
		return pointedInteger(n)
	case *uint64:
		return pointedInteger(n)
	case *uint:
		return pointedInteger(n)
	}
	return 0, false, false
}

func pointedInteger[T int | int8 | int16 | int32 | int64 | uint | uint8 | uint16 | uint32 | uint64](p *T) (n int64, fits, ok bool) {
	if p == nil {
		return 0, false, false
	}
	n = int64(*p)
	return n, (n < 0) == (*p < 0), true
}
