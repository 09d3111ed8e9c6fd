// QuestDB docs: query/datatypes/overview.md

package types

import "math"

var longInfo = func() *Info {
	info := integerInfo(KindLong, "LONG", 20, 8, -math.MaxInt64, math.MaxInt64, Doc{
		Page:  "query/datatypes/overview.md",
		Go:    "`int64`, any integer",
		Null:  "-9223372036854775808",
		Range: "-9223372036854775807 to 9223372036854775807",
		Bind:  "binary",
		Limits: "A parameter that is not declared passes through DOUBLE in `$1::long` and loses digits beyond 2^53. " +
			"A sum that overflows is NULL.",
		Example: func() (Value, error) { return LongValue(5) },
	})
	info.AppendConstant = func(dst []byte, v *Value) ([]byte, error) {
		dst, err := appendInteger(dst, v)
		return append(dst, 'L'), err
	}
	return info
}()

// LongValue is a LONG. The smallest int64 is QuestDB's NULL and an error.
func LongValue(n int64) (Value, error) {
	if err := checkLong(n); err != nil {
		return Value{}, err
	}
	return Value{typ: Long, num: uint64(n)}, nil
}

func checkLong(n int64) error {
	if n == math.MinInt64 {
		return nullTwin(Long, n)
	}
	return nil
}
