package types

import (
	"database/sql/driver"
	"encoding"
	"errors"
	"fmt"
	"reflect"
)

// BindFunc returns the value that a Go variable has now.
type BindFunc func() (Value, error)

// BinderFor is ValueOf prepared for a variable: src is a pointer to it. It is
// called once for a statement and a variable; the function runs for each row
// and does what ValueOf does, without reflection and without allocation where
// the variable is, or is made of, a basic Go type, a time.Time or one of this
// package's types of a fixed size, or a pointer to or [Null] of one.
//
// A Go type that ValueOf does not take for t is an error. The variable's value
// is not looked at.
func BinderFor(t Type, src any) (BindFunc, error) {
	info, err := InfoOf(t.Kind)
	if err != nil {
		return nil, err
	}
	r := reflect.ValueOf(src)
	if r.Kind() != reflect.Pointer || r.IsNil() {
		return nil, fmt.Errorf("%s is bound from a non-nil pointer, got %T", t, src)
	}
	return info.planBind(t, src, r)
}

func (info *Info) planBind(t Type, src any, r reflect.Value) (BindFunc, error) {
	if n, ok := src.(nullableDst); ok {
		v, valid, _ := n.nullableDst()
		bind, err := info.planBind(t, v, reflect.ValueOf(v))
		return func() (Value, error) {
			if !*valid {
				return nullValue(t)
			}
			return bind()
		}, err
	}
	if bind := info.bindPointer(t, src); bind != nil {
		return bind, nil
	}
	if r.Type().Elem().Kind() == reflect.Pointer {
		return info.planBindPointer(t, r.Elem())
	}
	_, valuer := src.(driver.Valuer)
	_, text := src.(encoding.TextMarshaler)
	if basic := basicPointer(r); basic != nil && !valuer && !text {
		if bind := info.bindPointer(t, basic); bind != nil {
			return bind, nil
		}
	}
	var unfit *mismatchError
	if _, err := ValueOf(t, reflect.Zero(r.Type().Elem()).Interface()); errors.As(err, &unfit) {
		return nil, fmt.Errorf("%s takes %s, not %s", t, unfit.accepts, r.Type().Elem())
	}
	return func() (Value, error) { return ValueOf(t, r.Elem().Interface()) }, nil
}

// bindPointer is for the types to which the QuestDB type takes a pointer.
func (info *Info) bindPointer(t Type, src any) BindFunc {
	if info.Bind != nil {
		if bind := info.Bind(t, src); bind != nil {
			return bind
		}
	}
	if _, ok, _ := info.ValueOf(t, src); !ok {
		return nil
	}
	return func() (Value, error) {
		v, _, err := info.ValueOf(t, src)
		return v, err
	}
}

// bindOf makes the BindFunc of a variable of type T, if src points to one.
func bindOf[T any](src any, value func(v T) (Value, error)) BindFunc {
	p, ok := src.(*T)
	if !ok {
		return nil
	}
	return func() (Value, error) { return value(*p) }
}

// planBindPointer plans for a pointer, which may be nil, or another one for
// each row.
func (info *Info) planBindPointer(t Type, p reflect.Value) (BindFunc, error) {
	scratch := reflect.New(p.Type().Elem())
	bind, err := info.planBind(t, scratch.Interface(), scratch)
	return func() (Value, error) {
		if p.IsNil() {
			return nullValue(t)
		}
		scratch.Elem().Set(p.Elem())
		return bind()
	}, err
}
