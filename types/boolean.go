// QuestDB docs: query/datatypes/overview.md

package types

import "fmt"

var booleanInfo = &Info{
	Kind:    KindBoolean,
	Name:    "BOOLEAN",
	OID:     16,
	Result:  BinaryFormat,
	HasNull: false,
	Param:   BinaryFormat, // the server reads text "t" as false
	ValueOf: func(t Type, v any) (Value, error) {
		switch b := v.(type) {
		case bool:
			return BooleanValue(b), nil
		case *bool:
			if b != nil {
				return BooleanValue(*b), nil
			}
		}
		return Value{}, mismatch(t, v, "a bool")
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) {
		if v.num != 0 {
			return append(dst, "true"...), nil
		}
		return append(dst, "false"...), nil
	},
	AppendParam: func(dst []byte, v *Value) ([]byte, error) { return append(dst, byte(v.num)), nil },
	Arg:         func(v *Value) any { return v.num != 0 },
	Scan: func(_ Type, dst any) ScanFunc {
		if p, ok := dst.(*bool); ok {
			return func(src []byte) error {
				if len(src) != 1 {
					return fmt.Errorf("BOOLEAN of %d bytes", len(src))
				}
				*p = src[0] != 0
				return nil
			}
		}
		return nil
	},
}

// BooleanValue is a BOOLEAN. QuestDB has no NULL of this type.
func BooleanValue(b bool) Value {
	v := Value{typ: Boolean}
	if b {
		v.num = 1
	}
	return v
}
