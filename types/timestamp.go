// QuestDB docs: query/datatypes/overview.md

package types

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"time"
)

// pgEpoch is 2000-01-01 in microseconds since 1970, the origin of
// PostgreSQL's binary timestamps.
const pgEpoch = 946684800000000

var timestampInfo = &Info{
	Kind:    KindTimestamp,
	Name:    "TIMESTAMP",
	OID:     1184, // timestamptz: 1114 drops the zone
	Result:  BinaryFormat,
	HasNull: true,
	Param:   BinaryFormat,
	ValueOf: func(t Type, v any) (Value, error) {
		at, ok := v.(time.Time)
		if !ok {
			return Value{}, mismatch(t, v, "a time.Time")
		}
		return TimestampValue(at)
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return appendTimestamp(dst, v.int64()), nil },
	AppendParam: func(dst []byte, v *Value) ([]byte, error) {
		return binary.BigEndian.AppendUint64(dst, uint64(v.int64()-pgEpoch)), nil
	},
	Arg: func(v *Value) any { return time.UnixMicro(v.int64()).UTC() },
	Scan: func(_ Type, dst any) ScanFunc {
		if p, ok := dst.(*time.Time); ok {
			return func(src []byte) error {
				n, err := readInt64(src)
				if err != nil {
					return fmt.Errorf("TIMESTAMP of %d bytes", len(src))
				}
				*p = time.UnixMicro(n + pgEpoch).UTC()
				return nil
			}
		}
		return nil
	},
}

// The instants that a TIMESTAMP literal can spell.
var (
	minTimestamp = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	maxTimestamp = time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)
)

// TimestampValue is a TIMESTAMP: t in UTC, with what is finer than a
// microsecond cut off, as the column stores it.
func TimestampValue(t time.Time) (Value, error) {
	if t.Before(minTimestamp) || t.After(maxTimestamp) {
		return Value{}, fmt.Errorf("TIMESTAMP cannot hold %s: the years are 1 to 9999", t)
	}
	return Value{typ: Timestamp, num: uint64(t.UnixMicro())}, nil
}

// appendTimestamp writes µs since 1970 as '2026-01-02T03:04:05.678900Z'.
func appendTimestamp(dst []byte, us int64) []byte {
	t := time.UnixMicro(us).UTC()
	dst = append(dst, '\'')
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
	dst = appendPadded(dst, t.Nanosecond()/1000, 6)
	return append(dst, "Z'"...)
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
