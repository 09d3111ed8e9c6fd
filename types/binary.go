// QuestDB docs: query/datatypes/overview.md

package types

import "errors"

var binaryInfo = &Info{
	Kind:    KindBinary,
	Name:    "BINARY",
	OID:     17,
	Param:   BinaryFormat,
	Result:  BinaryFormat, // as text it is raw bytes, which drivers misread
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		b, ok := v.([]byte)
		if ok && b == nil {
			return NullOf(t), true, nil
		}
		return BinaryValue(b), ok, nil
	},
	AppendLiteral: func(dst []byte, _ *Value) ([]byte, error) { return dst, errBinaryLiteral },
	AppendParam:   func(dst []byte, v *Value) ([]byte, error) { return append(dst, v.str...), nil },
	Any:           func(v *Value) any { return []byte(v.str) },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *[]byte:
			return into(p, readBytes)
		case *any:
			return intoAny(p, readBytes)
		}
		return nil
	},
	Doc: Doc{
		Page:   "query/datatypes/overview.md",
		Go:     "`[]byte` (nil is NULL, empty is not)",
		Null:   "a length of its own",
		Bind:   "binary",
		Limits: "No literal, no cast, no comparison: it can only be bound. A message of 1 MiB or more closes the connection.",
	},
}

var errBinaryLiteral = errors.New("BINARY has no literal in QuestDB: bind the value")

// BinaryValue is a BINARY; nil is empty too, for NULL there is NullOf.
func BinaryValue(b []byte) Value { return Value{typ: Binary, str: string(b)} }
