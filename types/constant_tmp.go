package types

import (
	"errors"
	"fmt"
	"reflect"
	"time"
)

// AppendConstant appends an expression that has the value's type wherever it stands.
func (v *Value) AppendConstant(dst []byte) ([]byte, error) {
	dst, err := v.AppendLiteral(dst)
	if v.typ.Kind == KindTimestamp {
		dst = append(dst, "::TIMESTAMP"...)
	}
	return dst, err
}

type ScanOptions struct{ NullAsZero, NullAsNaN bool }

var ErrNull = errors.New("NULL")

func IsValue(rt reflect.Type) bool { return rt == reflect.TypeFor[time.Time]() }

func ScannerFor(t Type, dst any, _ ScanOptions) (ScanFunc, error) {
	info, err := InfoOf(t.Kind)
	if err != nil {
		return nil, err
	}
	if p, ok := dst.(**string); ok {
		var s string
		f := info.Scan(t, &s)
		return func(src []byte) error {
			if src == nil {
				*p = nil
				return nil
			}
			err := f(src)
			c := s
			*p = &c
			return err
		}, nil
	}
	if f := info.Scan(t, dst); f != nil {
		return func(src []byte) error {
			if src == nil {
				return ErrNull
			}
			return f(src)
		}, nil
	}
	return nil, fmt.Errorf("%s does not go into %T", t, dst)
}
