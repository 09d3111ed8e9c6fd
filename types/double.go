// QuestDB docs: query/datatypes/overview.md

package types

import (
	"encoding/binary"
	"math"
)

var doubleInfo = &Info{
	Kind:    KindDouble,
	Name:    "DOUBLE",
	OID:     701,
	Param:   BinaryFormat,
	Result:  BinaryFormat,
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		switch f := v.(type) {
		case float64:
			value, err := DoubleValue(f)
			return value, true, err
		case *float64:
			if f != nil {
				value, err := DoubleValue(*f)
				return value, true, err
			}
		case float32:
			value, err := DoubleValue(float64(f))
			return value, true, err
		}
		n, fits, ok := integerOf(v)
		if !ok {
			return Value{}, false, nil
		}
		f, exact := exactFloat(n)
		if !fits || !exact {
			return Value{}, true, unfit(t, v, "not exactly")
		}
		value, err := DoubleValue(f)
		return value, true, err
	},
	Bind:          func(_ Type, src any) BindFunc { return bindOf(src, DoubleValue) },
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return appendFloat(dst, v.float64(), 64), nil },
	AppendParam: func(dst []byte, v *Value) ([]byte, error) {
		return binary.BigEndian.AppendUint64(dst, v.num), nil
	},
	Any:  func(v *Value) any { return v.float64() },
	Scan: func(_ Type, dst any) ScanFunc { return scanFloat(KindDouble, dst) },
	Doc: Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`float64`, `float32`, an integer that fits exactly",
		Null:    "NaN, +Inf, -Inf",
		Range:   "float64",
		Bind:    "binary",
		Limits:  "A division by zero is NULL. There is no BETWEEN.",
		Example: func() (Value, error) { return DoubleValue(0.1) },
	},
}

// DoubleValue is a DOUBLE. NaN and the infinities are QuestDB's NULL and an
// error.
func DoubleValue(f float64) (Value, error) {
	if err := checkDouble(f); err != nil {
		return Value{}, err
	}
	return Value{typ: Double, num: math.Float64bits(f)}, nil
}

func checkDouble(f float64) error {
	if isNullFloat(f) {
		return nullTwin(Double, f)
	}
	return nil
}
