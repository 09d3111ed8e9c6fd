// QuestDB docs: query/datatypes/overview.md

package types

import "math"

var shortInfo = func() *Info {
	info := integerInfo(KindShort, "SHORT", 21, 2, math.MinInt16, math.MaxInt16, Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`int16`, any integer",
		Null:    "0",
		Range:   "-32768 to 32767",
		Bind:    "binary",
		Limits:  "INSERT checks the range, a cast wraps: `70000::SHORT` is 4464. `c = -32768` misses rows, `c = CAST(-32768 AS SHORT)` does not.",
		Example: func() (Value, error) { return ShortValue(5), nil },
	})
	info.AppendLiteral = appendSmallInteger(math.MinInt16)
	info.AppendConstant = appendIntegerCast
	return info
}()

// ShortValue is a SHORT. QuestDB has no NULL of this type.
func ShortValue(n int16) Value { return Value{typ: Short, num: uint64(n)} }
