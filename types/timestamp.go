// QuestDB docs: query/datatypes/overview.md

package types

import "time"

var timestampInfo = timeInfo(KindTimestamp, "TIMESTAMP", microseconds, Doc{
	Page:  "query/datatypes/overview.md",
	Go:    "`time.Time` (cut to microseconds)",
	Null:  "-2^63 µs",
	Range: "-290308-12-21 to 294247-01-10",
	Bind:  "binary, as timestamptz",
	Limits: "Text spells the years 1 to 9999; other instants are written as a cast. A designated timestamp begins in 1970. " +
		"A driver that binds a time without its zone stores the wall clock.",
	Example: func() (Value, error) { return TimestampValue(exampleTime) },
})

// TimestampValue is a TIMESTAMP: t in UTC, with what is finer than a
// microsecond cut off, towards the past, as the column stores it.
func TimestampValue(t time.Time) (Value, error) { return microseconds.value(Timestamp, t) }

// cutToMicroseconds returns t as a TIMESTAMP holds it.
func cutToMicroseconds(t time.Time) (time.Time, error) {
	n, err := microseconds.checked(Timestamp, t)
	return microseconds.time(n), err
}
