// QuestDB docs: query/datatypes/overview.md

package types

import "time"

var timestampNSInfo = timeInfo(KindTimestampNS, "TIMESTAMP_NS", nanoseconds, Doc{
	Page:  "query/datatypes/overview.md",
	Go:    "`time.Time`",
	Null:  "-2^63 ns",
	Range: "1677-09-21T00:12:43.145224193Z to 2262-04-11T23:47:16.854775807Z",
	Bind:  "binary, as a bigint of nanoseconds since 1970",
	Limits: "Over the wire a timestamp has microseconds: questql reads `col::long`. Text of a year after 2262 wraps silently, " +
		"text of 1677 is read as 1678: such instants are errors or written as a cast.",
	Example: func() (Value, error) { return TimestampNSValue(exampleTime) },
})

// TimestampNSValue is a TIMESTAMP_NS: t in UTC. An instant that does not fit is
// an error; QuestDB itself would wrap it around.
func TimestampNSValue(t time.Time) (Value, error) { return nanoseconds.value(TimestampNS, t) }
