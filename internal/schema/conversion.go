package schema

import (
	"slices"

	"github.com/questql/questql/types"
)

// Conversion is how the values of a column get another type.
type Conversion uint8

// The conversions.
const (
	// NoConversion: the server does not convert the one into the other, or not
	// into what could be meant.
	NoConversion Conversion = iota
	// ByCast: ALTER COLUMN … TYPE does not, a query that copies the rows does.
	// It fails where a value does not fit.
	ByCast
	// Lossy: ALTER COLUMN … TYPE does, and stores another value or NULL where
	// one does not fit.
	Lossy
	// Lossless: ALTER COLUMN … TYPE does, and each value can be had back.
	Lossless
)

// ByAlter reports whether ALTER COLUMN … TYPE does it.
func (c Conversion) ByAlter() bool { return c == Lossy || c == Lossless }

// The kinds that convert into one another, in the order of their width where
// they have one. ConversionOf was measured on 9.3.4, for each pair of types.
var (
	textKinds = []types.Kind{types.KindSymbol, types.KindString, types.KindVarchar}
	// wholeKinds hold whole numbers.
	wholeKinds = []types.Kind{types.KindBoolean, types.KindByte, types.KindShort, types.KindInt, types.KindLong}
	floatKinds = []types.Kind{types.KindFloat, types.KindDouble}
	// timeKinds are LONGs in other units.
	timeKinds = []types.Kind{types.KindDate, types.KindTimestamp, types.KindTimestampNS}
	// spelledKinds convert from and to text alone.
	spelledKinds = []types.Kind{types.KindChar, types.KindUUID, types.KindIPv4}
)

// ConversionOf says how a column of one type becomes one of another.
func ConversionOf(from, to types.Type) Conversion {
	f, t := from.Kind, to.Kind
	switch {
	case isOf(textKinds, t) && (isNumeric(f) || isOf(textKinds, f) || isOf(spelledKinds, f)):
		return Lossless
	case f == types.KindVarchar && t == types.KindChar:
		return NoConversion // the server takes the first byte of the UTF-8, not the first letter
	case isOf(textKinds, f) && (isNumeric(t) || isOf(spelledKinds, t)):
		return Lossy
	case isNumeric(f) && isNumeric(t):
		return ofNumbers(f, t)
	case t == types.KindDecimal:
		return intoDecimal(from, to)
	case f == types.KindDecimal && (isOf(floatKinds, t) || t == types.KindInt || t == types.KindLong),
		(f == types.KindDecimal || f == types.KindArray) && (t == types.KindString || t == types.KindVarchar),
		f == types.KindGeohash && t == types.KindGeohash && to.Precision < from.Precision:
		return ByCast
	}
	return NoConversion
}

func isOf(kinds []types.Kind, k types.Kind) bool { return slices.Contains(kinds, k) }

// isNumeric reports whether the kind is stored as a number, as BOOLEAN and the
// times are too.
func isNumeric(k types.Kind) bool {
	return isOf(wholeKinds, k) || isOf(floatKinds, k) || isOf(timeKinds, k)
}

// ofNumbers is lossless where the wider type holds every value of the other,
// NULL included.
func ofNumbers(from, to types.Kind) Conversion {
	lossless := false
	switch {
	case isOf(wholeKinds, from) && isOf(wholeKinds, to):
		lossless = slices.Index(wholeKinds, from) < slices.Index(wholeKinds, to)
	case isOf(wholeKinds, from) && isOf(timeKinds, to):
		lossless = true
	case isOf(timeKinds, from) && to == types.KindLong:
		lossless = true
	case from == types.KindDate && to == types.KindTimestamp:
		lossless = true // TIMESTAMP_NS ends in 2262, and goes on in 1677
	case to == types.KindDouble:
		lossless = from == types.KindFloat || isOf(wholeKinds[:4], from) // all but LONG
	case to == types.KindFloat:
		lossless = isOf(wholeKinds[:3], from) // BOOLEAN, BYTE, SHORT
	}
	if lossless {
		return Lossless
	}
	return Lossy
}

// digits is how many digits a whole number has at most.
var digits = map[types.Kind]uint8{types.KindByte: 3, types.KindShort: 5, types.KindInt: 10, types.KindLong: 19}

// intoDecimal is by ALTER where every value fits: else the server converts as
// long as all do, and suspends a WAL table at the first that does not.
func intoDecimal(from, to types.Type) Conversion {
	whole, scale := digits[from.Kind], uint8(0)
	switch {
	case from.Kind == types.KindDecimal:
		whole, scale = from.Precision-from.Scale, from.Scale
	case isOf(floatKinds, from.Kind):
		return ByCast
	case whole == 0:
		return NoConversion
	}
	if to.Scale >= scale && to.Precision-to.Scale >= whole {
		return Lossless
	}
	return ByCast
}
