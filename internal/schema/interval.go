package schema

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/questql/questql/internal/sqlw"
)

// Unit is a unit of the intervals of the schema language.
type Unit uint8

// The units. NoUnit is that of the zero Interval: no interval is given.
const (
	NoUnit Unit = iota
	Second
	Minute
	HourUnit
	DayUnit
	WeekUnit
	MonthUnit
	YearUnit
)

type unitSpelling struct {
	// name is what the server calls it.
	name string
	// letter is the short form, word and words the long one, "" where TTL has
	// no such unit.
	letter, word, words sqlw.Keyword
	// hours is how long it is; 0 for months and years, which vary, and for what
	// is shorter.
	hours int64
	// months is how many calendar months it has.
	months int64
	d      time.Duration
}

var units = [...]unitSpelling{
	Second:    {name: "SECOND", letter: sqlw.Const("s"), d: time.Second},
	Minute:    {name: "MINUTE", letter: sqlw.Const("m"), d: time.Minute},
	HourUnit:  {name: "HOUR", letter: sqlw.Const("h"), word: sqlw.Const("HOUR"), words: sqlw.Const("HOURS"), hours: 1, d: time.Hour},
	DayUnit:   {name: "DAY", letter: sqlw.Const("d"), word: sqlw.Const("DAY"), words: sqlw.Const("DAYS"), hours: 24, d: 24 * time.Hour},
	WeekUnit:  {name: "WEEK", letter: sqlw.Const("w"), word: sqlw.Const("WEEK"), words: sqlw.Const("WEEKS"), hours: 7 * 24},
	MonthUnit: {name: "MONTH", letter: sqlw.Const("M"), word: sqlw.Const("MONTH"), words: sqlw.Const("MONTHS"), months: 1},
	YearUnit:  {name: "YEAR", letter: sqlw.Const("y"), word: sqlw.Const("YEAR"), words: sqlw.Const("YEARS"), months: 12},
}

// UnitOf returns the unit that the server calls so: "MINUTE", "HOUR".
func UnitOf(name string) (u Unit, ok bool) {
	for u := range units {
		if unitNamed := units[u].name; unitNamed != "" && strings.EqualFold(unitNamed, name) {
			return Unit(u), true
		}
	}
	return NoUnit, false
}

// Interval is a number of one unit of time, as TTL, REFRESH EVERY and their
// like take it. The zero Interval is none.
type Interval struct {
	N    int
	Unit Unit
}

// Given reports whether there is an interval.
func (i Interval) Given() bool { return i.Unit != NoUnit }

// String returns the interval as SQL has it, such as "5m".
func (i Interval) String() string {
	if !i.Given() {
		return "no interval"
	}
	return strconv.Itoa(i.N) + units[i.Unit].letter.String()
}

// WriteShort writes 5m.
func (i Interval) WriteShort(w *sqlw.Writer) {
	w.Int(int64(i.N))
	w.Keyword(units[i.Unit].letter)
}

// WriteTTL writes 5 DAYS.
func (i Interval) WriteTTL(w *sqlw.Writer) {
	w.Int(int64(i.N))
	w.SQL(" ")
	if i.N == 1 {
		w.Keyword(units[i.Unit].word)
		return
	}
	w.Keyword(units[i.Unit].words)
}

// Check returns an error if the server does not take the interval where the
// units from first to last are allowed. Zero is allowed where zero is.
func (i Interval) Check(first, last Unit, zero bool) error {
	switch {
	case !i.Given() || int(i.Unit) >= len(units):
		return fmt.Errorf("the interval is not given: use %s", unitNames(first, last))
	case i.Unit < first || i.Unit > last:
		return fmt.Errorf("%s: the unit must be one of %s", i, unitNames(first, last))
	case i.N < 0 || i.N == 0 && !zero:
		return fmt.Errorf("%s: the interval must be positive", i)
	case i.N > math.MaxInt32:
		return fmt.Errorf("%s: the number must be at most %d", i, math.MaxInt32)
	}
	return nil
}

func unitNames(first, last Unit) string {
	names := [...]string{Second: "ddl.Seconds", Minute: "Minutes", HourUnit: "Hours", DayUnit: "Days", WeekUnit: "Weeks", MonthUnit: "Months", YearUnit: "Years"}
	text := ""
	for u := first; u <= last; u++ {
		if text != "" {
			text += ", "
		}
		text += names[u]
	}
	return text
}

// CheckTTL returns an error if the server does not take the interval as the
// TTL of a table or materialized view with such partitions: it drops whole
// partitions, so that a TTL is a whole number of them.
func (i Interval) CheckTTL(partition PartitionUnit) error {
	if err := i.Check(HourUnit, YearUnit, true); err != nil {
		return err
	}
	if m := units[i.Unit].months * int64(i.N); m > math.MaxInt32 {
		return fmt.Errorf("%s: a TTL is at most %d months", i, math.MaxInt32)
	}
	if h := units[i.Unit].hours * int64(i.N); h > math.MaxInt32 {
		return fmt.Errorf("%s: a TTL is at most %d hours", i, math.MaxInt32)
	}
	if i.N == 0 && !partition.TTLEnds() {
		return fmt.Errorf("%s: QuestDB does not end the TTL of a table with %s partitions", i, partition)
	}
	whole := true
	switch u := units[i.Unit]; partition {
	case Hour:
	case Day:
		whole = u.months > 0 || u.hours*int64(i.N)%24 == 0
	case Week:
		whole = u.months > 0 || u.hours*int64(i.N)%(7*24) == 0
	case Month:
		whole = u.months > 0
	case Year:
		whole = u.months > 0 && u.months*int64(i.N)%12 == 0
	default:
		return fmt.Errorf("a TTL needs PARTITION BY HOUR, DAY, WEEK, MONTH or YEAR")
	}
	if !whole {
		return fmt.Errorf("%s is no whole number of %s partitions, which are dropped as a whole", i, partition)
	}
	return nil
}

// TTLEnds reports whether the TTL of a table with such partitions can be ended:
// the server takes zero for no whole number of months and years.
func (u PartitionUnit) TTLEnds() bool { return u != Month && u != Year }

// largestUnit returns the interval in the largest unit that it is a whole
// number of, as the server tells a TTL: weeks are the largest of those that
// have a length, and years of those that are months. Zero is no interval.
func (i Interval) largestUnit() Interval {
	if i.N == 0 {
		return Interval{}
	}
	for u := YearUnit; u >= HourUnit; u-- {
		of, to := units[i.Unit], units[u]
		switch {
		case of.months > 0 && to.months > 0 && of.months*int64(i.N)%to.months == 0:
			return Interval{int(of.months * int64(i.N) / to.months), u}
		case of.hours > 0 && to.hours > 0 && of.hours*int64(i.N)%to.hours == 0:
			return Interval{int(of.hours * int64(i.N) / to.hours), u}
		}
	}
	return i
}

// Keeps reports whether a TTL keeps all that another keeps. Zero keeps all.
// Months are taken to be of 28 days here and of 31 there, so that it is true
// whatever the month.
func (i Interval) Keeps(other Interval) bool {
	switch {
	case i.N == 0:
		return true
	case other.N == 0:
		return false
	}
	mine, theirs := units[i.Unit], units[other.Unit]
	if mine.months > 0 && theirs.months > 0 {
		return mine.months*int64(i.N) >= theirs.months*int64(other.N)
	}
	const shortest, longest = 28 * 24, 31 * 24
	return int64(i.N)*(mine.hours+mine.months*shortest) >= int64(other.N)*(theirs.hours+theirs.months*longest)
}
