package gen

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/questql/questql/internal/schema"
)

func capitalised(word string) string { return word[:1] + strings.ToLower(word[1:]) }

var intervalFuncs = [...]string{
	schema.Second: "Seconds", schema.Minute: "Minutes", schema.HourUnit: "Hours", schema.DayUnit: "Days",
	schema.WeekUnit: "Weeks", schema.MonthUnit: "Months", schema.YearUnit: "Years",
}

func interval(i schema.Interval) string {
	return fmt.Sprintf("ddl.%s(%d)", intervalFuncs[i.Unit], i.N)
}

// duration is a duration in the largest unit that it is a whole number of.
func duration(d time.Duration) string {
	for _, unit := range []struct {
		name string
		d    time.Duration
	}{
		{"Hour", time.Hour},
		{"Minute", time.Minute},
		{"Second", time.Second},
		{"Millisecond", time.Millisecond},
	} {
		if d%unit.d == 0 && d != 0 {
			return fmt.Sprintf("%d * time.%s", d/unit.d, unit.name)
		}
	}
	return fmt.Sprintf("%d * time.Microsecond", d/time.Microsecond)
}

func instant(t time.Time) string {
	t = t.UTC()
	return fmt.Sprintf("time.Date(%d, time.%s, %d, %d, %d, %d, %d, time.UTC)", t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond())
}

var encodings = map[schema.Encoding]string{
	"": "DefaultEncoding", schema.EncodingDefault: "DefaultEncoding", schema.Plain: "Plain", schema.RLEDictionary: "RLEDictionary",
	schema.DeltaBinaryPacked: "DeltaBinaryPacked", schema.DeltaLengthByteArray: "DeltaLengthByteArray",
}

func encoding(e schema.Encoding) string { return "ddl." + encodings[e] }

// codecs has the codecs; those with a level are functions of it.
var codecs = map[string]string{
	schema.Uncompressed: "Uncompressed", schema.Snappy: "Snappy", schema.LZ4Raw: "LZ4Raw",
	schema.Gzip: "Gzip", schema.Brotli: "Brotli", schema.Zstd: "Zstd",
}

func codec(c schema.Codec) string {
	name := codecs[c.Name]
	switch {
	case c.Name == "":
		return "ddl.DefaultCodec"
	case c.Level.Set:
		return fmt.Sprintf("ddl.%s(%d)", name, c.Level.N)
	case name == "Gzip" || name == "Brotli" || name == "Zstd":
		return fmt.Sprintf("ddl.Codec{Name: %q}", c.Name)
	}
	return "ddl." + name
}

// literal is a text as a Go literal, between back quotes if they can hold it.
func literal(text string) string {
	if strconv.CanBackquote(strings.ReplaceAll(text, "\n", "")) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}
