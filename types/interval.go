// QuestDB docs: query/datatypes/overview.md

package types

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"
)

var intervalInfo = &Info{
	Kind:    KindInterval,
	Name:    "INTERVAL",
	Result:  TextFormat, // a binary one ends the connection
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		r, ok := v.(TimeRange)
		if s, isText := v.(string); isText {
			parsed, err := ParseTimeRange(s)
			if err != nil {
				return Value{}, true, err
			}
			r, ok = parsed, true
		}
		if !ok {
			return Value{}, false, nil
		}
		value, err := IntervalValue(r)
		return value, true, err
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) {
		r := v.ext.held.(*TimeRange)
		for i, at := range [2]time.Time{r.Start, r.End} {
			bound, err := TimestampValue(at)
			if err != nil {
				return dst, err
			}
			dst = append(dst, [2]string{"interval(", ", "}[i]...)
			dst = microseconds.append(dst, &bound, false)
		}
		return append(dst, ')'), nil
	},
	AppendParam: func(dst []byte, _ *Value) ([]byte, error) { return dst, errIntervalParam },
	Any:         func(v *Value) any { return *v.ext.held.(*TimeRange) },
	Arg:         func(v *Value) any { return v.ext.held.(*TimeRange).String() },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *TimeRange:
			return into(p, readInterval)
		case *string:
			return into(p, readString)
		case *any:
			return intoAny(p, readInterval)
		}
		return nil
	},
	Doc: Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`types.TimeRange` (cut to microseconds), `string` in its form",
		Null:    "a flag of its own",
		Range:   "instants of TIMESTAMP, the start not after the end",
		Bind:    "not at all: its bounds can be",
		Limits:  "No column can have it. A result has milliseconds: select the bounds with `interval_start` and `interval_end` for microseconds.",
		Example: func() (Value, error) { return IntervalValue(TimeRange{exampleTime, exampleTime}) },
	},
}

var errIntervalParam = errors.New("INTERVAL cannot be bound: write it as interval(start, end)")

// TimeRange is an INTERVAL as a Go value: the instants from Start to End,
// both included.
type TimeRange struct {
	Start, End time.Time
}

// ParseTimeRange reads ('2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'),
// as QuestDB writes it.
func ParseTimeRange(s string) (TimeRange, error) {
	inner, ok := strings.CutPrefix(s, "('")
	inner, closed := strings.CutSuffix(inner, "')")
	start, end, both := strings.Cut(inner, "', '")
	if !ok || !closed || !both {
		return TimeRange{}, fmt.Errorf("INTERVAL %s is not of the form ('start', 'end')", show(s))
	}
	var r TimeRange
	var err error
	if r.Start, err = parseInstant(start); err == nil {
		r.End, err = parseInstant(end)
	}
	if err != nil {
		return TimeRange{}, fmt.Errorf("INTERVAL %s: %w", show(s), err)
	}
	return r, nil
}

func parseInstant(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || strings.Contains(s, ",") {
		return time.Time{}, fmt.Errorf("%s is not of the form 2026-01-02T03:04:05.678Z", show(s))
	}
	return t.UTC(), nil
}

func readInterval(src []byte) (TimeRange, error) { return ParseTimeRange(string(src)) }

func (r TimeRange) append(dst []byte) []byte {
	dst = append(dst, "('"...)
	dst = r.Start.UTC().AppendFormat(dst, time.RFC3339Nano)
	dst = append(dst, "', '"...)
	dst = r.End.UTC().AppendFormat(dst, time.RFC3339Nano)
	return append(dst, "')"...)
}

// String returns ('start', 'end'), as QuestDB does, with as many decimals as
// there are.
func (r TimeRange) String() string { return string(r.append(nil)) }

// MarshalText implements encoding.TextMarshaler, and so JSON too.
func (r TimeRange) MarshalText() ([]byte, error) { return r.append(nil), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *TimeRange) UnmarshalText(text []byte) error {
	v, err := ParseTimeRange(string(text))
	if err == nil {
		*r = v
	}
	return err
}

// Scan implements sql.Scanner. NULL is an error.
func (r *TimeRange) Scan(src any) error { return scanText(r, "INTERVAL", src) }

// Value implements driver.Valuer.
func (r TimeRange) Value() (driver.Value, error) { return r.String(), nil }

// IntervalValue is an INTERVAL. A start after its end is an error, as it is to
// QuestDB.
func IntervalValue(r TimeRange) (Value, error) {
	if r.Start.After(r.End) {
		return Value{}, unfit(Interval, r, "it starts after its end")
	}
	for _, at := range [2]time.Time{r.Start, r.End} {
		if _, err := TimestampValue(at); err != nil {
			return Value{}, fmt.Errorf("INTERVAL %s: %w", cut(r.String()), err)
		}
	}
	r.Start, r.End = r.Start.UTC(), r.End.UTC()
	return Value{typ: Interval, ext: hold(r)}, nil
}
