package types

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"time"
)

// pgEpoch is 2000-01-01 in microseconds since 1970, the origin of
// PostgreSQL's binary timestamps. To add and subtract it wraps around at the
// ends of the range, here as in the server, so that all instants arrive.
const pgEpoch = 946684800000000

// timeInfo is the registry line of a type of instants.
func timeInfo(k Kind, name string, u unit, doc Doc) *Info {
	info := &Info{
		Kind:    k,
		Name:    name,
		OID:     1184, // timestamptz: 1114 drops the zone
		Param:   BinaryFormat,
		Result:  BinaryFormat,
		HasNull: true,
		ValueOf: func(t Type, v any) (Value, bool, error) {
			switch at := v.(type) {
			case time.Time:
				value, err := u.value(t, at)
				return value, true, err
			case *time.Time:
				if at != nil {
					value, err := u.value(t, *at)
					return value, true, err
				}
			}
			return Value{}, false, nil
		},
		Bind: func(t Type, src any) BindFunc {
			return bindOf(src, func(at time.Time) (Value, error) { return u.value(t, at) })
		},
		AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return u.append(dst, v, false), nil },
		AppendConstant: func(dst []byte, v *Value) ([]byte, error) {
			return u.append(dst, v, true), nil
		},
		Any: func(v *Value) any { return u.time(v.int64()) },
		Doc: doc,
	}
	if u == nanoseconds {
		info.OID = 20 // the server cuts a timestamp on the wire to microseconds
		info.AppendParam = func(dst []byte, v *Value) ([]byte, error) {
			return binary.BigEndian.AppendUint64(dst, v.num), nil
		}
		info.Arg = func(v *Value) any { return v.int64() }
		info.Scan = func(_ Type, dst any) ScanFunc { return scanTime(dst, readNanoseconds) }
		return info
	}
	info.AppendParam = func(dst []byte, v *Value) ([]byte, error) {
		return binary.BigEndian.AppendUint64(dst, uint64(v.int64()*(1e6/u.perSecond)-pgEpoch)), nil
	}
	info.Scan = func(_ Type, dst any) ScanFunc { return scanTime(dst, readMicroseconds) }
	return info
}

func scanTime(dst any, read func([]byte) (time.Time, error)) ScanFunc {
	switch p := dst.(type) {
	case *time.Time:
		return into(p, read)
	case *any:
		return intoAny(p, read)
	}
	return nil
}

func readMicroseconds(src []byte) (time.Time, error) {
	if len(src) != 8 {
		return time.Time{}, fmt.Errorf("timestamp of %d bytes", len(src))
	}
	return time.UnixMicro(int64(binary.BigEndian.Uint64(src) + pgEpoch)).UTC(), nil
}

func readNanoseconds(src []byte) (time.Time, error) {
	if len(src) != 8 {
		return time.Time{}, fmt.Errorf("timestamp of %d bytes", len(src))
	}
	return time.Unix(0, int64(binary.BigEndian.Uint64(src))).UTC(), nil
}

var exampleTime = time.Date(2026, 1, 2, 3, 4, 5, 678900000, time.UTC)

// unit is how a type counts time since 1970.
type unit struct {
	perSecond int64
	nanos     int64 // of one
	seconds   int64 // how many an int64 holds
	digits    int   // decimals of a second in a literal
	limit     int64 // the largest count, and with a minus the smallest
	firstYear int   // the first and last year that a literal can spell
	lastYear  int
}

var (
	// A DATE beyond this limit is stored, but overflows on the wire.
	milliseconds = unit{1e3, 1e6, math.MaxInt64 / 1_000, 3, math.MaxInt64 / 1000, 1, 9999}
	microseconds = unit{1e6, 1e3, math.MaxInt64 / 1_000_000, 6, math.MaxInt64, 1, 9999}
	// The server reads the text of an instant in 1677 as one in 1678.
	nanoseconds = unit{1e9, 1, math.MaxInt64 / 1_000_000_000, 9, math.MaxInt64, 1678, 2262}
)

// value returns t in UTC with what is finer than the unit cut off, as the
// column stores it.
func (u unit) value(t Type, at time.Time) (Value, error) {
	n, err := u.checked(t, at)
	if err != nil {
		return Value{}, err
	}
	return Value{typ: t, num: uint64(n)}, nil
}

// checked is count for a time that the type can hold.
func (u unit) checked(t Type, at time.Time) (int64, error) {
	n, ok := u.count(at)
	if !ok || n > u.limit || n < -u.limit {
		return 0, unfit(t, at, fmt.Sprintf("its range is %s to %s",
			u.time(-u.limit).Format(time.RFC3339Nano), u.time(u.limit).Format(time.RFC3339Nano)))
	}
	return n, nil
}

// count is the number of units since 1970, rounded down.
func (u unit) count(at time.Time) (n int64, ok bool) {
	s, part := at.Unix(), int64(at.Nanosecond())/u.nanos
	if s < 0 { // so that the product does not overflow before the sum would
		s++
		part -= u.perSecond
	}
	if s > u.seconds || s < -u.seconds {
		return 0, false
	}
	n = s*u.perSecond + part
	return n, (part < 0) == (n < s*u.perSecond)
}

func (u unit) time(n int64) time.Time {
	s, part := n/u.perSecond, n%u.perSecond
	return time.Unix(s, part*u.nanos).UTC()
}

// append writes '2026-01-02T03:04:05.678900Z', or a cast of the count where
// the server cannot read such a text.
func (u unit) append(dst []byte, v *Value, typed bool) []byte {
	t := u.time(v.int64())
	if t.Year() < u.firstYear || t.Year() > u.lastYear {
		dst, _ = appendIntegerCast(dst, v)
		return dst
	}
	dst = append(dst, '\'')
	dst = appendTime(dst, t, u.digits)
	dst = append(dst, '\'')
	if typed {
		dst = v.typ.AppendSQL(append(dst, "::"...))
	}
	return dst
}

// appendTime writes t as the server reads and writes it, with that many
// decimals. The year has four digits.
func appendTime(dst []byte, t time.Time, digits int) []byte {
	dst = appendPadded(dst, t.Year(), 4)
	dst = append(dst, '-')
	dst = appendPadded(dst, int(t.Month()), 2)
	dst = append(dst, '-')
	dst = appendPadded(dst, t.Day(), 2)
	dst = append(dst, 'T')
	dst = appendPadded(dst, t.Hour(), 2)
	dst = append(dst, ':')
	dst = appendPadded(dst, t.Minute(), 2)
	dst = append(dst, ':')
	dst = appendPadded(dst, t.Second(), 2)
	dst = append(dst, '.')
	part := t.Nanosecond()
	for range 9 - digits {
		part /= 10
	}
	dst = appendPadded(dst, part, digits)
	return append(dst, 'Z')
}

func appendPadded(dst []byte, n, width int) []byte {
	limit := 1
	for range width - 1 {
		limit *= 10
	}
	for ; n < limit && limit > 1; limit /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}
