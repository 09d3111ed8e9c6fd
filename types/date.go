// QuestDB docs: query/datatypes/overview.md

package types

import "time"

var dateInfo = timeInfo(KindDate, "DATE", milliseconds, Doc{
	Page:    "query/datatypes/overview.md",
	Go:      "`time.Time` (cut to milliseconds)",
	Null:    "-2^63 ms",
	Range:   "-290308-12-21 to 294247-01-10, the instants that fit the wire",
	Bind:    "binary, as timestamptz",
	Limits:  "Cannot be a designated timestamp. What the column could hold beyond the range is read wrongly over the wire.",
	Example: func() (Value, error) { return DateValue(exampleTime) },
})

// DateValue is a DATE: t in UTC, with what is finer than a millisecond cut
// off, towards the past, as the column stores it.
func DateValue(t time.Time) (Value, error) { return milliseconds.value(Date, t) }
