package types

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
)

// integerInfo is the registry line of an integer type of that many bytes on
// the wire, with values from lowest to highest.
func integerInfo(k Kind, name string, oid uint32, size int, lowest, highest int64, doc Doc) *Info {
	return &Info{
		Kind:    k,
		Name:    name,
		OID:     oid,
		Param:   BinaryFormat,
		Result:  BinaryFormat,
		HasNull: lowest == -highest, // the one below is NULL
		ValueOf: func(t Type, v any) (Value, bool, error) {
			n, fits, ok := integerOf(v)
			if !ok {
				return Value{}, false, nil
			}
			switch {
			case fits && n == lowest-1 && lowest == -highest:
				return Value{}, true, nullTwin(t, n)
			case !fits || n < lowest || n > highest:
				return Value{}, true, unfit(t, v, fmt.Sprintf("its range is %d to %d", lowest, highest))
			}
			return Value{typ: t, num: uint64(n)}, true, nil
		},
		AppendLiteral: appendInteger,
		AppendParam: func(dst []byte, v *Value) ([]byte, error) {
			switch size {
			case 2:
				return binary.BigEndian.AppendUint16(dst, uint16(v.num)), nil
			case 4:
				return binary.BigEndian.AppendUint32(dst, uint32(v.num)), nil
			}
			return binary.BigEndian.AppendUint64(dst, v.num), nil
		},
		Any:  func(v *Value) any { return naturalInteger(k, v.int64()) },
		Scan: func(_ Type, dst any) ScanFunc { return scanInteger(k, dst) },
		Doc:  doc,
	}
}

func appendInteger(dst []byte, v *Value) ([]byte, error) {
	return strconv.AppendInt(dst, v.int64(), 10), nil
}

// appendIntegerCast casts by CAST and not by ::, which binds tighter than a
// minus: -128::BYTE is -(128::BYTE).
func appendIntegerCast(dst []byte, v *Value) ([]byte, error) {
	dst = append(dst, "CAST("...)
	dst = strconv.AppendInt(dst, v.int64(), 10)
	return append(v.typ.AppendSQL(append(dst, " AS "...)), ')'), nil
}

// appendSmallInteger writes the literal of a BYTE or SHORT. The smallest one
// is cast: compared with a plain -128 the server's compiled filters miss rows.
func appendSmallInteger(lowest int64) func(dst []byte, v *Value) ([]byte, error) {
	return func(dst []byte, v *Value) ([]byte, error) {
		if v.int64() == lowest {
			return appendIntegerCast(dst, v)
		}
		return appendInteger(dst, v)
	}
}

// readInteger goes by the length on the wire: what the builder takes for an
// INT may be a LONG to the server.
func readInteger(src []byte) (int64, error) {
	switch len(src) {
	case 2:
		return int64(int16(binary.BigEndian.Uint16(src))), nil
	case 4:
		return int64(int32(binary.BigEndian.Uint32(src))), nil
	case 8:
		return int64(binary.BigEndian.Uint64(src)), nil
	}
	return 0, fmt.Errorf("integer of %d bytes", len(src))
}

func scanInteger(k Kind, dst any) ScanFunc {
	switch p := dst.(type) {
	case *int64:
		return into(p, readInteger)
	case *int:
		return into(p, readIntegerAs[int])
	case *int32:
		return into(p, readIntegerAs[int32])
	case *int16:
		return into(p, readIntegerAs[int16])
	case *int8:
		return into(p, readIntegerAs[int8])
	case *uint:
		return into(p, readIntegerAs[uint])
	case *uint64:
		return into(p, readIntegerAs[uint64])
	case *uint32:
		return into(p, readIntegerAs[uint32])
	case *uint16:
		return into(p, readIntegerAs[uint16])
	case *uint8:
		return into(p, readIntegerAs[uint8])
	case *float64:
		return into(p, readIntegerAsFloat)
	case *any:
		return func(src []byte) error {
			n, err := readInteger(src)
			if err == nil {
				*p = naturalInteger(k, n)
			}
			return err
		}
	}
	return nil
}

// naturalInteger is n as the Go type of the kind, or as an int64 where that is
// too small.
func naturalInteger(k Kind, n int64) any {
	switch {
	case k == KindByte && int64(int8(n)) == n:
		return int8(n)
	case k == KindShort && int64(int16(n)) == n:
		return int16(n)
	case k == KindInt && int64(int32(n)) == n:
		return int32(n)
	}
	return n
}

func readIntegerAs[T int | int8 | int16 | int32 | uint | uint8 | uint16 | uint32 | uint64](src []byte) (T, error) {
	n, err := readInteger(src)
	v := T(n)
	if err == nil && (int64(v) != n || (v < 0) != (n < 0)) {
		return 0, fmt.Errorf("the value %d overflows %T", n, v)
	}
	return v, err
}

func readIntegerAsFloat(src []byte) (float64, error) {
	n, err := readInteger(src)
	f, exact := exactFloat(n)
	if err == nil && !exact {
		return 0, fmt.Errorf("a float64 cannot hold the value %d exactly", n)
	}
	return f, err
}

func exactFloat(n int64) (float64, bool) {
	f := float64(n)
	return f, f < math.MaxInt64 && int64(f) == n
}
