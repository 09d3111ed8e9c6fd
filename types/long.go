// QuestDB docs: query/datatypes/overview.md

package types

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
)

var longInfo = &Info{
	Kind:    KindLong,
	Name:    "LONG",
	OID:     20,
	Result:  BinaryFormat,
	HasNull: true,
	Param:   BinaryFormat,
	ValueOf: func(t Type, v any) (Value, error) {
		n, ok := integerOf(v)
		if !ok {
			return Value{}, mismatch(t, v, "an integer")
		}
		return LongValue(n)
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return strconv.AppendInt(dst, v.int64(), 10), nil },
	AppendParam: func(dst []byte, v *Value) ([]byte, error) {
		return binary.BigEndian.AppendUint64(dst, v.num), nil
	},
	Arg: func(v *Value) any { return v.int64() },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *int64:
			return func(src []byte) error {
				n, err := readInt64(src)
				*p = n
				return err
			}
		case *int:
			return func(src []byte) error {
				n, err := readInt64(src)
				*p = int(n)
				return err
			}
		}
		return nil
	},
}

var errLongNull = errors.New("LONG cannot hold -9223372036854775808: QuestDB reads it as NULL; use a nil pointer or SetNull")

// LongValue is a LONG. The smallest int64 is QuestDB's NULL and an error.
func LongValue(n int64) (Value, error) {
	if n == math.MinInt64 {
		return Value{}, errLongNull
	}
	return Value{typ: Long, num: uint64(n)}, nil
}

func readInt64(src []byte) (int64, error) {
	if len(src) != 8 {
		return 0, fmt.Errorf("LONG of %d bytes", len(src))
	}
	return int64(binary.BigEndian.Uint64(src)), nil
}

// integerOf returns any Go integer as an int64.
func integerOf(v any) (int64, bool) {
	switch n := v.(type) {
	case int:
		return int64(n), true
	case int64:
		return n, true
	case int32:
		return int64(n), true
	case int16:
		return int64(n), true
	case int8:
		return int64(n), true
	case uint8:
		return int64(n), true
	case uint16:
		return int64(n), true
	case uint32:
		return int64(n), true
	case uint64:
		return int64(n), n <= math.MaxInt64
	case uint:
		return int64(n), uint64(n) <= math.MaxInt64
	}
	return 0, false
}
