// QuestDB docs: query/datatypes/overview.md

package types

import "fmt"

var booleanInfo = &Info{
	Kind:    KindBoolean,
	Name:    "BOOLEAN",
	OID:     16,
	Param:   BinaryFormat, // the server reads text "t" as false
	Result:  BinaryFormat,
	HasNull: false,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		switch b := v.(type) {
		case bool:
			return BooleanValue(b), true, nil
		case *bool:
			if b != nil {
				return BooleanValue(*b), true, nil
			}
		}
		return Value{}, false, nil
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) {
		if v.num != 0 {
			return append(dst, "true"...), nil
		}
		return append(dst, "false"...), nil
	},
	AppendParam: func(dst []byte, v *Value) ([]byte, error) { return append(dst, byte(v.num)), nil },
	Any:         func(v *Value) any { return v.num != 0 },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *bool:
			return into(p, readBoolean)
		case *any:
			return intoAny(p, readBoolean)
		}
		return nil
	},
	Doc: Doc{
		Page: "query/datatypes/overview.md",
		Go:   "`bool`",
		Null: "false",
		Bind: "binary",
		Limits: "A LEFT JOIN without a match reads false. A driver that binds the text `t`, as pgx's exec mode does, " +
			"stores false.",
		Example: func() (Value, error) { return BooleanValue(true), nil },
	},
}

func readBoolean(src []byte) (bool, error) {
	if len(src) != 1 {
		return false, fmt.Errorf("BOOLEAN of %d bytes", len(src))
	}
	return src[0] != 0, nil
}

// BooleanValue is a BOOLEAN. QuestDB has no NULL of this type.
func BooleanValue(b bool) Value {
	v := Value{typ: Boolean}
	if b {
		v.num = 1
	}
	return v
}
