package types

import (
	"fmt"
	"strconv"
	"strings"
)

// Kind names one of QuestDB's column types, without its parameters.
type Kind uint8

// The kinds. KindUnknown is a type that this version of questql does not know:
// it can be named in an error, never read or written.
const (
	KindUnknown Kind = iota
	KindBoolean
	KindByte
	KindShort
	KindChar
	KindInt
	KindLong
	KindFloat
	KindDouble
	KindDate
	KindTimestamp
	KindTimestampNS
	KindSymbol
	KindString
	KindVarchar
	KindUUID
	KindIPv4
	KindLong256
	KindGeohash
	KindBinary
	KindDecimal
	KindArray
	KindInterval
	KindLong128
	kindCount
)

// Kinds is the number of kinds; a table indexed by Kind has this length.
const Kinds = int(kindCount)

// String returns QuestDB's name of the kind, such as "DOUBLE".
func (k Kind) String() string {
	if info := infoOf(k); info != nil {
		return info.Name
	}
	return "unknown type " + strconv.Itoa(int(k))
}

// Type is a QuestDB column type with its parameters. Types are plain values:
// compare them with ==.
type Type struct {
	// Kind is the type without its parameters.
	Kind Kind
	// Precision is the number of digits of a DECIMAL, the bits of a GEOHASH,
	// the dimensions of an array; 0 elsewhere.
	Precision uint8
	// Scale is the number of decimals of a DECIMAL; 0 elsewhere.
	Scale uint8
}

// The types without parameters.
var (
	Boolean     = Type{Kind: KindBoolean}
	Byte        = Type{Kind: KindByte}
	Short       = Type{Kind: KindShort}
	Char        = Type{Kind: KindChar}
	Int         = Type{Kind: KindInt}
	Long        = Type{Kind: KindLong}
	Float       = Type{Kind: KindFloat}
	Double      = Type{Kind: KindDouble}
	Date        = Type{Kind: KindDate}
	Timestamp   = Type{Kind: KindTimestamp}
	TimestampNS = Type{Kind: KindTimestampNS}
	Symbol      = Type{Kind: KindSymbol}
	String      = Type{Kind: KindString}
	Varchar     = Type{Kind: KindVarchar}
	UUID        = Type{Kind: KindUUID}
	IPv4        = Type{Kind: KindIPv4}
	Long256     = Type{Kind: KindLong256}
	Binary      = Type{Kind: KindBinary}
	Interval    = Type{Kind: KindInterval}
)

// Decimal returns DECIMAL(precision, scale). [Type.Check] tells whether
// QuestDB has it: 1 to 76 digits, 0 to precision of them decimals.
func Decimal(precision, scale int) Type {
	return Type{Kind: KindDecimal, Precision: clamp(precision), Scale: clamp(scale)}
}

// GeohashChars returns GEOHASH(nc), of n base32 characters, 1 to 12. It is the
// same type as the GEOHASH of 5n bits, to QuestDB too.
func GeohashChars(n int) Type {
	return Type{Kind: KindGeohash, Precision: clamp(min(n, maxGeohashBits) * 5)}
}

// GeohashBits returns GEOHASH(nb), of n bits, 1 to 60.
func GeohashBits(n int) Type { return Type{Kind: KindGeohash, Precision: clamp(n)} }

// Array returns DOUBLE[]…[] of that many dimensions, 1 to 32.
func Array(dims int) Type { return Type{Kind: KindArray, Precision: clamp(dims)} }

// clamp keeps what is out of range out of range, for Check to report.
func clamp(n int) uint8 { return uint8(min(max(n, 0), 255)) }

// String returns the type as DDL spells it, such as "DECIMAL(18,3)".
func (t Type) String() string { return string(t.AppendSQL(nil)) }

// AppendSQL appends the type as DDL and casts spell it.
func (t Type) AppendSQL(dst []byte) []byte {
	info := infoOf(t.Kind)
	if info == nil {
		return append(dst, t.Kind.String()...)
	}
	if info.AppendName != nil {
		return info.AppendName(dst, t)
	}
	return append(dst, info.Name...)
}

// ParamOID is the type that a parameter of this type declares, and its wire
// format; 0 for a type that has none.
func (t Type) ParamOID() (oid uint32, format Format) {
	switch info := infoOf(t.Kind); {
	case info == nil:
		return 0, TextFormat
	case info.ParamOf != nil:
		return info.ParamOf(t)
	default:
		return info.OID, info.Param
	}
}

// BindsInComparison reports whether a parameter of this type, declared, is
// compared with a column of this type as the value is. Where it is not, the
// literal is:
//
//   - a geohash of bits is sent as characters, which make it a value of another
//     type, equal to none;
//   - a DECIMAL of more than 38 digits before or after the point is sent as text,
//     with which the server does not compare;
//   - an array with a NULL element equals none.
//
// A BINARY is not compared at all, an INTERVAL not bound. An assignment binds
// all types but INTERVAL, and a DECIMAL(76,76) of more than 38 decimals.
func (t Type) BindsInComparison() bool {
	switch t.Kind {
	case KindGeohash:
		return t.Precision%5 == 0
	case KindDecimal:
		return !t.wide() && t.Scale <= maxNumeric
	case KindArray, KindBinary, KindInterval, KindLong128, KindUnknown:
		return false
	default:
		return true
	}
}

// ResultFormat is the format in which a result column of this type is asked
// for, which the functions of ScannerFor read.
func (t Type) ResultFormat() Format {
	if info := infoOf(t.Kind); info != nil {
		return info.Result
	}
	return TextFormat
}

// Check returns an error if QuestDB has no such type.
func (t Type) Check() error {
	info, err := InfoOf(t.Kind)
	switch {
	case err != nil:
		return err
	case info.Check != nil:
		return info.Check(t)
	case t.Precision != 0 || t.Scale != 0:
		return fmt.Errorf("%s has no parameters", t)
	}
	return nil
}

// ParseType reads a type as table_columns() reports it, in any case. A type
// that this version does not know is an error that names it, with KindUnknown.
func ParseType(s string) (Type, error) {
	name := strings.ToUpper(strings.TrimSpace(s))
	for _, info := range registry {
		if info == nil {
			continue
		}
		t, ok := Type{Kind: info.Kind}, name == strings.ToUpper(info.Name)
		if info.ParseName != nil {
			t, ok = info.ParseName(name)
		}
		if ok {
			return t, t.Check()
		}
	}
	return Type{}, fmt.Errorf("unknown type %q", s)
}
