// QuestDB docs: query/datatypes/overview.md

package types

import "math"

var intInfo = integerInfo(KindInt, "INT", 23, 4, -math.MaxInt32, math.MaxInt32, Doc{
	Page:    "query/datatypes/overview.md",
	Go:      "`int32`, any integer",
	Null:    "-2147483648",
	Range:   "-2147483647 to 2147483647",
	Bind:    "binary",
	Limits:  "A sum that overflows is NULL; so is `2147483648::INT`.",
	Example: func() (Value, error) { return IntValue(5) },
})

// IntValue is an INT. The smallest int32 is QuestDB's NULL and an error.
func IntValue(n int32) (Value, error) {
	if n == math.MinInt32 {
		return Value{}, nullTwin(Int, n)
	}
	return Value{typ: Int, num: uint64(n)}, nil
}
