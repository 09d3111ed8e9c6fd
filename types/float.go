// QuestDB docs: query/datatypes/overview.md

package types

import (
	"encoding/binary"
	"math"
)

var floatInfo = &Info{
	Kind:    KindFloat,
	Name:    "FLOAT",
	OID:     700,
	Param:   BinaryFormat,
	Result:  BinaryFormat,
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		switch f := v.(type) {
		case float32:
			value, err := FloatValue(f)
			return value, true, err
		case *float32:
			if f != nil {
				value, err := FloatValue(*f)
				return value, true, err
			}
		case float64:
			switch {
			case isNullFloat(f):
				return Value{}, true, nullTwin(t, f)
			case isNullFloat(float64(float32(f))):
				return Value{}, true, unfit(t, f, "it overflows a float32")
			}
			return Value{typ: Float, num: math.Float64bits(float64(float32(f)))}, true, nil
		}
		n, fits, ok := integerOf(v)
		if !ok {
			return Value{}, false, nil
		}
		f := float32(n)
		if !fits || float64(f) >= math.MaxInt64 || int64(f) != n {
			return Value{}, true, unfit(t, v, "not exactly")
		}
		value, err := FloatValue(f)
		return value, true, err
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) {
		// The suffix: 0.1 is a DOUBLE, which no FLOAT equals, and so is 0.1::FLOAT.
		return append(appendFloat(dst, v.float64(), 32), 'f'), nil
	},
	AppendParam: func(dst []byte, v *Value) ([]byte, error) {
		return binary.BigEndian.AppendUint32(dst, math.Float32bits(float32(v.float64()))), nil
	},
	Any:  func(v *Value) any { return float32(v.float64()) },
	Scan: func(_ Type, dst any) ScanFunc { return scanFloat(KindFloat, dst) },
	Doc: Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`float32`, `float64` (rounded, as the column stores it), an integer that fits exactly",
		Null:    "NaN, +Inf, -Inf",
		Range:   "float32",
		Bind:    "binary",
		Limits:  "`0.1::FLOAT` is a DOUBLE; write `0.1f`. No FLOAT equals the DOUBLE `0.1`.",
		Example: func() (Value, error) { return FloatValue(0.1) },
	},
}

// FloatValue is a FLOAT. NaN and the infinities are QuestDB's NULL and an
// error.
func FloatValue(f float32) (Value, error) {
	if isNullFloat(float64(f)) {
		return Value{}, nullTwin(Float, f)
	}
	return Value{typ: Float, num: math.Float64bits(float64(f))}, nil
}
