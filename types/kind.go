package types

import "strconv"

// Kind names one of QuestDB's column types, without its parameters.
type Kind uint8

// The kinds. Unknown is a type that this version of questql does not know: it
// can be named in an error, never read or written.
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
)

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
