// QuestDB docs: query/datatypes/overview.md

package types

import "math"

var byteInfo = func() *Info {
	info := integerInfo(KindByte, "BYTE", 21, 2, math.MinInt8, math.MaxInt8, Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`int8`, any integer",
		Null:    "0",
		Range:   "-128 to 127",
		Bind:    "binary, two bytes",
		Limits:  "INSERT checks the range, a cast wraps: `128::BYTE` is -128. `c = -128` misses rows, `c = CAST(-128 AS BYTE)` does not.",
		Example: func() (Value, error) { return ByteValue(5), nil },
	})
	info.AppendLiteral = appendSmallInteger(math.MinInt8)
	info.AppendConstant = appendIntegerCast
	return info
}()

// ByteValue is a BYTE. QuestDB has no NULL of this type.
func ByteValue(n int8) Value { return Value{typ: Byte, num: uint64(n)} }
