// QuestDB docs: query/datatypes/overview.md

package types

import "errors"

// LONG128 can be declared and stored, but the server returns it neither over
// the wire nor over HTTP. It is known by name, and refused.
var long128Info = &Info{
	Kind:          KindLong128,
	Name:          "LONG128",
	HasNull:       true,
	ValueOf:       func(Type, any) (Value, bool, error) { return Value{}, true, errLong128 },
	AppendLiteral: func(dst []byte, _ *Value) ([]byte, error) { return dst, errLong128 },
	AppendParam:   func(dst []byte, _ *Value) ([]byte, error) { return dst, errLong128 },
	Any:           func(*Value) any { return nil },
	Scan:          func(Type, any) ScanFunc { return nil },
	Doc: Doc{
		Page:   "query/datatypes/overview.md",
		Go:     "nothing",
		Limits: "Internal to the server: no literal, no parameter, no result.",
	},
}

var errLong128 = errors.New("LONG128 is internal to QuestDB: it has no literal, parameter or result")
