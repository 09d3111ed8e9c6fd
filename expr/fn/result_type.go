package fn

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// sumType is the type of the sum of a column: integers add up to a LONG.
func sumType(t types.Type) types.Type {
	switch t.Kind {
	case types.KindByte, types.KindShort, types.KindInt:
		return types.Long
	}
	return t
}

// wideType is the type of the value of another row.
func wideType(t types.Type) types.Type { return node.WideType(t) }

// argType is the type of the value of ArgMax: in microseconds, of a time.
func argType(t types.Type) types.Type {
	if t == types.TimestampNS {
		return types.Timestamp
	}
	return wideType(t)
}

// smallAsIntType is the type of functions that know no BYTE and SHORT.
func smallAsIntType(t types.Type) types.Type {
	if t == types.Byte || t == types.Short {
		return types.Int
	}
	return t
}

// extremeType is the type of a greatest or smallest value.
func extremeType(t types.Type) types.Type {
	if t == types.Symbol {
		return types.String
	}
	return smallAsIntType(t)
}

// extremeOverType is that type over a window, none for a DATE.
func extremeOverType(t types.Type) types.Type {
	if t == types.Date {
		return types.Type{}
	}
	return wideType(t)
}

// modeType is the type of a most frequent value.
func modeType(t types.Type) types.Type {
	if t == types.Char {
		return types.String
	}
	return wideType(t)
}

// absoluteType is the type of abs.
func absoluteType(t types.Type) types.Type {
	switch t {
	case types.Byte:
		return types.Short
	case types.Float:
		return types.Double
	}
	return anyDigits(t)
}

// wholeType is the type of a number rounded to a whole one, doubleType to
// decimals.
func wholeType(t types.Type) types.Type { return anyDigits(t) }

func doubleType(t types.Type) types.Type {
	if t == types.Float {
		return types.Double
	}
	return anyDigits(t)
}

// anyDigits is t without the digits of a DECIMAL, which are the server's to say.
func anyDigits(t types.Type) types.Type {
	if t.Kind == types.KindDecimal {
		return anyDecimalType()
	}
	return t
}

func anyDecimalType() types.Type { return types.Type{Kind: types.KindDecimal} }

func decimalType(precision, scale int) types.Type { return types.Decimal(precision, scale) }

func geohashType(bits int) types.Type { return types.GeohashBits(bits) }

// timeType is the type of a time computed of t: a DATE becomes a TIMESTAMP.
func timeType(t types.Type) types.Type {
	if t == types.TimestampNS {
		return t
	}
	return types.Timestamp
}

// extractedType is the type of a part of a time.
func extractedType(unit string) types.Type {
	if unit == "epoch" {
		return types.Long
	}
	return types.Int
}

// textType is the type of text made of t.
func textType(t types.Type) types.Type {
	if t == types.Varchar {
		return t
	}
	return types.String
}

// paddedType is the type of t filled with text of type fill.
func paddedType(t, fill types.Type) types.Type {
	if t == types.Varchar && fill == types.Varchar {
		return t
	}
	return types.String
}

// replacedType is the type of t with one text replaced by another: the one that
// more of the three have.
func replacedType(t, from, to types.Type) types.Type {
	more := 0
	for _, x := range [...]types.Type{t, from, to} {
		switch x {
		case types.Varchar:
			more++
		case types.String:
			more--
		}
	}
	if more > 0 {
		return types.Varchar
	}
	return types.String
}

// signType is the type of sign.
func signType(t types.Type) types.Type {
	if t.Kind == types.KindDecimal {
		return types.Decimal(1, 0)
	}
	return t
}

// typeOfType is the type of the name of a type: VARCHAR for one, else STRING.
func typeOfType(t types.Type) types.Type { return textType(t) }

// builtType is an array of that many dimensions, flatType of one.
func builtType(dims int) types.Type { return types.Array(dims) }

func flatType() types.Type { return types.Array(1) }
