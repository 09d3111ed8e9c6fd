package types

import (
	"fmt"

	"github.com/questql/questql/internal/sqlw"
)

// textInfo is the registry line of a type that holds text and crosses the
// wire as it is.
func textInfo(k Kind, name string) *Info {
	return &Info{
		Kind:    k,
		Name:    name,
		OID:     1043,
		Result:  TextFormat,
		HasNull: true,
		Param:   TextFormat,
		ValueOf: func(t Type, v any) (Value, error) {
			s, ok := v.(string)
			if !ok {
				if stringer, isText := v.(fmt.Stringer); isText {
					s, ok = stringer.String(), true
				}
			}
			if !ok {
				return Value{}, mismatch(t, v, "a string")
			}
			return TextValue(t, s)
		},
		AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return sqlw.AppendText(dst, v.str), nil },
		AppendParam:   func(dst []byte, v *Value) ([]byte, error) { return append(dst, v.str...), nil },
		Arg:           func(v *Value) any { return v.str },
		Scan: func(_ Type, dst any) ScanFunc {
			switch p := dst.(type) {
			case *string:
				return func(src []byte) error { *p = string(src); return nil }
			case *[]byte:
				return func(src []byte) error { *p = append((*p)[:0], src...); return nil }
			}
			return nil
		},
	}
}

// TextValue is a SYMBOL, STRING or VARCHAR. NUL and invalid UTF-8 are errors:
// the server refuses the one and never answers the other.
func TextValue(t Type, s string) (Value, error) {
	if err := sqlw.CheckText(s); err != nil {
		return Value{}, err
	}
	return Value{typ: t, str: s}, nil
}
