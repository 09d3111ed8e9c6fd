package fn

import "github.com/questql/questql/types"

// sumType is the type of the sum of a column: integers add up to a LONG.
func sumType(t types.Type) types.Type {
	switch t.Kind {
	case types.KindByte, types.KindShort, types.KindInt:
		return types.Long
	}
	return t
}

// wideType is the type of the value of another row: window functions widen
// numbers.
func wideType(t types.Type) types.Type {
	switch t.Kind {
	case types.KindByte, types.KindShort, types.KindInt:
		return types.Long
	case types.KindFloat:
		return types.Double
	}
	return t
}
