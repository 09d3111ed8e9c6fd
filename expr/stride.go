// QuestDB docs: query/sql/sample-by.md

package expr

import (
	"fmt"
	"strconv"
	"time"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// Stride is a length of time as QuestDB counts it: a number of one unit, such
// as 5 minutes or 1 month.
type Stride struct {
	n    int64
	unit strideUnit
	err  error
}

type strideUnit struct{ text sqlw.Keyword }

// The units of SAMPLE BY. They are case-sensitive.
var (
	unitNanosecond  = strideUnit{sqlw.Const("n")}
	unitMicrosecond = strideUnit{sqlw.Const("U")}
	unitMillisecond = strideUnit{sqlw.Const("T")}
	unitSecond      = strideUnit{sqlw.Const("s")}
	unitMinute      = strideUnit{sqlw.Const("m")}
	unitHour        = strideUnit{sqlw.Const("h")}
	unitDay         = strideUnit{sqlw.Const("d")}
	unitWeek        = strideUnit{sqlw.Const("w")}
	unitMonth       = strideUnit{sqlw.Const("M")}
	unitYear        = strideUnit{sqlw.Const("y")}
)

// Nanoseconds is n nanoseconds.
func Nanoseconds(n int64) Stride { return Stride{n: n, unit: unitNanosecond} }

// Microseconds is n microseconds.
func Microseconds(n int64) Stride { return Stride{n: n, unit: unitMicrosecond} }

// Milliseconds is n milliseconds.
func Milliseconds(n int64) Stride { return Stride{n: n, unit: unitMillisecond} }

// Seconds is n seconds.
func Seconds(n int64) Stride { return Stride{n: n, unit: unitSecond} }

// Minutes is n minutes.
func Minutes(n int64) Stride { return Stride{n: n, unit: unitMinute} }

// Hours is n hours.
func Hours(n int64) Stride { return Stride{n: n, unit: unitHour} }

// Days is n days.
func Days(n int64) Stride { return Stride{n: n, unit: unitDay} }

// Weeks is n weeks.
func Weeks(n int64) Stride { return Stride{n: n, unit: unitWeek} }

// Months is n calendar months.
func Months(n int64) Stride { return Stride{n: n, unit: unitMonth} }

// Years is n calendar years.
func Years(n int64) Stride { return Stride{n: n, unit: unitYear} }

// Every is d in the largest unit up to days that it is a whole number of:
// 90 * time.Second >> 90s, time.Hour >> 1h.
func Every(d time.Duration) Stride {
	for _, u := range []struct {
		unit strideUnit
		d    time.Duration
	}{
		{unitDay, 24 * time.Hour},
		{unitHour, time.Hour},
		{unitMinute, time.Minute},
		{unitSecond, time.Second},
		{unitMillisecond, time.Millisecond},
		{unitMicrosecond, time.Microsecond},
	} {
		if d%u.d == 0 {
			return Stride{n: int64(d / u.d), unit: u.unit}
		}
	}
	return Nanoseconds(int64(d))
}

// ParseStride reads a stride as QuestDB writes it, such as "5m" or "1M": a
// number and one of the units n U T s m h d w M y, which are case-sensitive.
// It is for text from a request; anything else is an error when the statement
// is rendered.
func ParseStride(text string) Stride {
	for _, unit := range []strideUnit{
		unitNanosecond, unitMicrosecond, unitMillisecond, unitSecond, unitMinute,
		unitHour, unitDay, unitWeek, unitMonth, unitYear,
	} {
		if n, ok := parseCount(text, unit.text.String()); ok {
			return Stride{n: n, unit: unit}
		}
	}
	return Stride{err: sqlw.Mistake(sqlw.NoClause, "%q is not a stride: it is a number and one of the units n U T s m h d w M y, such as 5m (five minutes), 1M (a month), 100T (milliseconds)", text)}
}

// parseCount reads digits followed by unit.
func parseCount(text, unit string) (int64, bool) {
	digits := len(text) - len(unit)
	if digits < 1 || digits > 9 || text[digits:] != unit {
		return 0, false
	}
	n := int64(0)
	for i := range digits {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(text[i]-'0')
	}
	return n, true
}

// String returns the stride as SQL has it, such as "5m".
func (s Stride) String() string { return strconv.FormatInt(s.n, 10) + s.unit.text.String() }

// Err tells why the stride cannot be used, such as one that ParseStride could
// not read, or is nil. To call it is no duty: rendering a statement does.
func (s Stride) Err() error { return s.check() }

func (s Stride) check() error {
	switch {
	case s.err != nil:
		return s.err
	case s.n <= 0:
		return fmt.Errorf("stride must be positive, got %d", s.n)
	case s.n > maxStride:
		return fmt.Errorf("stride must be at most %d of a unit, got %d", maxStride, s.n)
	}
	return nil
}

// maxStride is the largest number that the server takes before a unit.
const maxStride = 1<<31 - 1

func (s Stride) write(w *node.Writer) {
	w.Int(s.n)
	w.Keyword(s.unit.text)
}

// checkOffset is check of a length that may be zero or negative.
func (s Stride) checkOffset() error {
	switch {
	case s.err != nil:
		return s.err
	case s.n > maxStride || s.n < -maxStride:
		return fmt.Errorf("an offset must be at most %d of a unit, got %d", maxStride, s.n)
	}
	return nil
}
