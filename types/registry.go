package types

import "fmt"

// Format is the form in which a value crosses the wire.
type Format int16

// The two wire formats of the PostgreSQL protocol.
const (
	TextFormat   Format = 0
	BinaryFormat Format = 1
)

// Info is one line of the registry: what the library knows of a QuestDB type.
// A type is added by one file with its Info and one line in registry.
type Info struct {
	Kind Kind
	// Name is QuestDB's spelling without parameters.
	Name string
	// AppendName spells a type with parameters; nil where there are none.
	AppendName func(dst []byte, t Type) []byte
	// OID is what a parameter of the type declares. One OID serves several
	// QuestDB types: it never identifies one.
	OID uint32
	// Result is the format in which a result column of the type is asked for.
	Result Format
	// HasNull is false for the types in which QuestDB cannot store NULL.
	HasNull bool
	// ValueOf converts a Go value that a user may give for a column of type t.
	ValueOf func(t Type, v any) (Value, error)
	// AppendLiteral appends v as SQL text that stores and compares as v does
	// when bound.
	AppendLiteral func(dst []byte, v *Value) ([]byte, error)
	// AppendParam appends v as the bytes of a bound parameter, in Param format.
	AppendParam func(dst []byte, v *Value) ([]byte, error)
	// Param is the format of AppendParam.
	Param Format
	// Arg returns v as the argument that pgx and database/sql take.
	Arg func(v *Value) any
	// Scan returns a function that decodes a wire value in Result format into
	// dst, a pointer to a Go value; nil if dst is of a type that cannot hold
	// it. The function gets nil for NULL only if dst can hold it.
	Scan func(t Type, dst any) ScanFunc
}

// ScanFunc decodes one wire value. src is nil for NULL and is only valid
// during the call.
type ScanFunc func(src []byte) error

// registry has one line for each type, indexed by kind.
var registry [Kinds]*Info

func init() {
	for _, info := range []*Info{
		booleanInfo, longInfo, doubleInfo, symbolInfo, varcharInfo, timestampInfo,
	} {
		registry[info.Kind] = info
	}
}

func infoOf(k Kind) *Info {
	if int(k) >= len(registry) {
		return nil
	}
	return registry[k]
}

// InfoOf returns what is known of a kind, or an error that names it.
func InfoOf(k Kind) (*Info, error) {
	if info := infoOf(k); info != nil {
		return info, nil
	}
	return nil, fmt.Errorf("unknown QuestDB type %d", k)
}
