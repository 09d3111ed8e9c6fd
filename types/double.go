// QuestDB docs: query/datatypes/overview.md

package types

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
)

var doubleInfo = &Info{
	Kind:    KindDouble,
	Name:    "DOUBLE",
	OID:     701,
	Result:  BinaryFormat,
	HasNull: true,
	Param:   BinaryFormat,
	ValueOf: func(t Type, v any) (Value, error) {
		switch f := v.(type) {
		case float64:
			return DoubleValue(f)
		case float32:
			return DoubleValue(float64(f))
		}
		n, ok := integerOf(v)
		if !ok {
			return Value{}, mismatch(t, v, "a float64 or an integer")
		}
		if int64(float64(n)) != n || n == math.MaxInt64 {
			return Value{}, fmt.Errorf("DOUBLE cannot hold the integer %d exactly", n)
		}
		return DoubleValue(float64(n))
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return appendFloat(dst, v.float64(), 64), nil },
	AppendParam: func(dst []byte, v *Value) ([]byte, error) {
		return binary.BigEndian.AppendUint64(dst, v.num), nil
	},
	Arg: func(v *Value) any { return v.float64() },
	Scan: func(_ Type, dst any) ScanFunc {
		if p, ok := dst.(*float64); ok {
			return func(src []byte) error {
				if len(src) != 8 {
					return fmt.Errorf("DOUBLE of %d bytes", len(src))
				}
				*p = math.Float64frombits(binary.BigEndian.Uint64(src))
				return nil
			}
		}
		return nil
	},
}

// DoubleValue is a DOUBLE. NaN and the infinities are QuestDB's NULL and an
// error.
func DoubleValue(f float64) (Value, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Value{}, fmt.Errorf("DOUBLE cannot hold %v: QuestDB reads it as NULL; use a nil pointer or SetNull", f)
	}
	return Value{typ: Double, num: math.Float64bits(f)}, nil
}

// appendFloat writes the shortest text that reads back as f, always with a
// point or an exponent so that the server does not read an integer.
func appendFloat(dst []byte, f float64, bits int) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'g', -1, bits)
	if !bytes.ContainsAny(dst[start:], ".e") {
		dst = append(dst, ".0"...)
	}
	return dst
}
