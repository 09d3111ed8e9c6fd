// QuestDB docs: query/datatypes/overview.md

package types

import (
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

var uuidInfo = &Info{
	Kind: KindUUID,
	Name: "UUID",
	// Not 2950 in binary form: a compiled filter of several parameters takes such
	// a one for another, and finds other rows.
	OID:     1043,
	Param:   TextFormat,
	Result:  BinaryFormat,
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		switch id := v.(type) {
		case GUID:
			value, err := UUIDValue(id)
			return value, true, err
		case [16]byte:
			value, err := UUIDValue(id)
			return value, true, err
		case *GUID:
			if id != nil {
				value, err := UUIDValue(*id)
				return value, true, err
			}
		case *[16]byte:
			if id != nil {
				value, err := UUIDValue(*id)
				return value, true, err
			}
		case string:
			g, err := ParseGUID(id)
			if err != nil {
				return Value{}, true, err
			}
			value, err := UUIDValue(g)
			return value, true, err
		}
		return Value{}, false, nil
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) {
		return append(uuidOf(v).append(append(dst, '\'')), '\''), nil
	},
	AppendConstant: func(dst []byte, v *Value) ([]byte, error) {
		return append(uuidOf(v).append(append(dst, '\'')), "'::UUID"...), nil
	},
	AppendParam: func(dst []byte, v *Value) ([]byte, error) {
		return uuidOf(v).append(dst), nil
	},
	Any: func(v *Value) any { return uuidOf(v) },
	Arg: func(v *Value) any { return uuidOf(v).String() },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *GUID:
			return into(p, readGUID)
		case *[16]byte:
			return into((*GUID)(p), readGUID)
		case *string:
			return into(p, func(src []byte) (string, error) {
				g, err := readGUID(src)
				return g.String(), err
			})
		case *any:
			return intoAny(p, readGUID)
		}
		return nil
	},
	Doc: Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`types.GUID`, `[16]byte` and Go types made of it, `string`",
		Null:    "80000000-0000-0000-8000-000000000000",
		Range:   "any other 16 bytes",
		Bind:    "text",
		Limits:  "A comparison by order with text, `uuid < 'text'`, ends the server process; a cast of bad text is NULL; a filter with a UUID parameter in binary form and any other parameter finds wrong rows, so it is sent as text.",
		Example: func() (Value, error) { return UUIDValue(GUID{15: 1}) },
	},
}

// GUID is a UUID as a Go value. The zero GUID is the nil UUID, which is not
// NULL.
type GUID [16]byte

// nullGUID is what QuestDB stores for NULL.
var nullGUID = GUID{0: 0x80, 8: 0x80}

// ParseGUID reads 8-4-4-4-12 hexadecimal digits, in any case.
func ParseGUID(s string) (GUID, error) {
	var g GUID
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return GUID{}, errGUID(s)
	}
	var digits [32]byte
	n := 0
	for _, part := range [5]string{s[:8], s[9:13], s[14:18], s[19:23], s[24:]} {
		n += copy(digits[n:], part)
	}
	if _, err := hex.Decode(g[:], digits[:]); err != nil {
		return GUID{}, errGUID(s)
	}
	return g, nil
}

func errGUID(s string) error {
	return fmt.Errorf("UUID %s is not of the form 8-4-4-4-12 hexadecimal digits", show(s))
}

func (g GUID) append(dst []byte) []byte {
	for i, from := range [5]int{0, 4, 6, 8, 10} {
		to := [5]int{4, 6, 8, 10, 16}[i]
		if i > 0 {
			dst = append(dst, '-')
		}
		dst = hex.AppendEncode(dst, g[from:to])
	}
	return dst
}

// String returns the UUID as 8-4-4-4-12 lower-case hexadecimal digits.
func (g GUID) String() string { return string(g.append(make([]byte, 0, 36))) }

// MarshalText implements encoding.TextMarshaler, and so JSON too.
func (g GUID) MarshalText() ([]byte, error) { return g.append(nil), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (g *GUID) UnmarshalText(text []byte) error {
	v, err := ParseGUID(string(text))
	if err == nil {
		*g = v
	}
	return err
}

// Scan implements sql.Scanner. NULL is an error.
func (g *GUID) Scan(src any) error {
	switch src := src.(type) {
	case [16]byte:
		*g = src
		return nil
	case []byte:
		if len(src) == 16 {
			*g = GUID(src)
			return nil
		}
	}
	return scanText(g, "UUID", src)
}

// Value implements driver.Valuer.
func (g GUID) Value() (driver.Value, error) { return g.String(), nil }

// UUIDValue is a UUID. The one that QuestDB stores for NULL is an error.
func UUIDValue(id [16]byte) (Value, error) {
	if id == nullGUID {
		return Value{}, nullTwin(UUID, GUID(id))
	}
	return Value{typ: UUID, hi: binary.BigEndian.Uint64(id[:8]), num: binary.BigEndian.Uint64(id[8:])}, nil
}

func uuidOf(v *Value) (g GUID) {
	binary.BigEndian.PutUint64(g[:8], v.hi)
	binary.BigEndian.PutUint64(g[8:], v.num)
	return g
}

func readGUID(src []byte) (GUID, error) {
	if len(src) != 16 {
		return GUID{}, fmt.Errorf("UUID of %d bytes", len(src))
	}
	return GUID(src), nil
}
