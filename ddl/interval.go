// QuestDB docs: concepts/ttl.md

package ddl

import "github.com/questql/questql/internal/schema"

// Interval is a number of one unit of time, such as 2 weeks: the age of TTL, the
// rhythm of REFRESH EVERY. Which units a clause takes its method says; another
// one is an error before any I/O.
type Interval = schema.Interval

// Seconds is n seconds.
func Seconds(n int) Interval { return Interval{N: n, Unit: schema.Second} }

// Minutes is n minutes.
func Minutes(n int) Interval { return Interval{N: n, Unit: schema.Minute} }

// Hours is n hours.
func Hours(n int) Interval { return Interval{N: n, Unit: schema.HourUnit} }

// Days is n days.
func Days(n int) Interval { return Interval{N: n, Unit: schema.DayUnit} }

// Weeks is n weeks.
func Weeks(n int) Interval { return Interval{N: n, Unit: schema.WeekUnit} }

// Months is n calendar months.
func Months(n int) Interval { return Interval{N: n, Unit: schema.MonthUnit} }

// Years is n calendar years.
func Years(n int) Interval { return Interval{N: n, Unit: schema.YearUnit} }
