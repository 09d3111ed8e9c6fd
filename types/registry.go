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
// A type is added by one file with its Info, one line in registry and one row
// in the round-trip test.
//
// The functions never see NULL; what surrounds them takes care of it.
type Info struct {
	Kind Kind
	// Name is QuestDB's spelling without parameters.
	Name string
	// AppendName, ParseName and Check spell, read (in upper case) and check a
	// type with parameters; nil where there are none.
	AppendName func(dst []byte, t Type) []byte
	ParseName  func(s string) (Type, bool)
	Check      func(t Type) error
	// OID is what a parameter of the type declares, 0 where there is none. One
	// OID serves several QuestDB types: it never identifies one.
	OID uint32
	// Param is the format of AppendParam.
	Param Format
	// ParamOf is for a type whose parameters decide about OID and Param.
	ParamOf func(t Type) (oid uint32, format Format)
	// Result is the format in which a result column of the type is asked for.
	Result Format
	// HasNull is false for the types in which QuestDB cannot store NULL.
	HasNull bool
	// ValueOf converts the Go types that a user may give for a column of type t.
	// For a Go type that it does not know it returns ok == false: pointers,
	// named types and interfaces are taken apart outside.
	ValueOf func(t Type, v any) (value Value, ok bool, err error)
	// Bind is ValueOf for the variable that src points to, without the search
	// for its Go type in each call; nil for a Go type that is not worth it.
	Bind func(t Type, src any) BindFunc
	// AppendLiteral appends v as SQL text that stores and compares as v does
	// when bound.
	AppendLiteral func(dst []byte, v *Value) ([]byte, error)
	// AppendConstant appends v as an expression of exactly its type; nil where
	// the literal is one.
	AppendConstant func(dst []byte, v *Value) ([]byte, error)
	// AppendParam appends v as the bytes of a bound parameter, in Param format.
	AppendParam func(dst []byte, v *Value) ([]byte, error)
	// Any returns v as the natural Go type.
	Any func(v *Value) any
	// Arg returns v as the argument that pgx and database/sql take; nil where
	// that is Any.
	Arg func(v *Value) any
	// Scan returns a function that decodes a wire value in Result format into
	// dst, a pointer to one of the Go types of this QuestDB type; nil if it is
	// none. Everything else that can be scanned into is made of these.
	Scan func(t Type, dst any) ScanFunc
	// Doc is the type's row in docs/types.md.
	Doc Doc
}

// Doc is what docs/types.md tells about a type, in Markdown.
type Doc struct {
	Page   string // of QuestDB's documentation
	Go     string // Go types accepted and scanned into, the natural one first
	Null   string
	Range  string
	Bind   string
	Limits string // what the server does that surprises
	// Example is a value whose literal is shown; nil for a type that has none.
	Example func() (Value, error)
}

// ScanFunc decodes one wire value. src is nil for NULL and is only valid
// during the call.
type ScanFunc func(src []byte) error

// registry has one line for each type, indexed by kind.
var registry [Kinds]*Info

func init() {
	for _, info := range []*Info{
		booleanInfo,
		byteInfo,
		shortInfo,
		charInfo,
		intInfo,
		longInfo,
		floatInfo,
		doubleInfo,
		dateInfo,
		timestampInfo,
		timestampNSInfo,
		symbolInfo,
		stringInfo,
		varcharInfo,
		uuidInfo,
		ipv4Info,
		long256Info,
		geohashInfo,
		binaryInfo,
		decimalInfo,
		arrayInfo,
		intervalInfo,
		long128Info,
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
