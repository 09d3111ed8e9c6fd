// QuestDB docs: query/datatypes/geohashes.md

package types

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
)

const maxGeohashBits = 60

var geohashInfo = &Info{
	Kind: KindGeohash,
	Name: "GEOHASH",
	AppendName: func(dst []byte, t Type) []byte {
		dst = append(dst, "GEOHASH("...)
		if t.Precision%5 == 0 {
			return append(strconv.AppendUint(dst, uint64(t.Precision/5), 10), "c)"...)
		}
		return append(strconv.AppendUint(dst, uint64(t.Precision), 10), "b)"...)
	},
	ParseName: func(s string) (Type, bool) {
		inner, ok := strings.CutPrefix(s, "GEOHASH(")
		inner, closed := strings.CutSuffix(inner, ")")
		if !ok || !closed || inner == "" {
			return Type{}, false
		}
		n, err := strconv.ParseUint(inner[:len(inner)-1], 10, 8)
		if err != nil {
			return Type{}, false
		}
		switch inner[len(inner)-1] {
		case 'C':
			return GeohashChars(int(n)), true
		case 'B':
			return GeohashBits(int(n)), true
		}
		return Type{}, false
	},
	Check: func(t Type) error {
		if t.Precision < 1 || t.Precision > maxGeohashBits || t.Scale != 0 {
			return fmt.Errorf("%s does not exist: a GEOHASH has 1c to 12c or 1b to 60b", t)
		}
		return nil
	},
	OID:     1043,
	Param:   TextFormat,
	Result:  TextFormat, // a binary one ends the connection
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		var g Geohash
		switch x := v.(type) {
		case Geohash:
			g = x
		case *Geohash:
			if x == nil {
				return Value{}, false, nil
			}
			g = *x
		case string:
			var err error
			if g, err = parseGeohashOf(t, x); err != nil {
				return Value{}, true, err
			}
		default:
			return Value{}, false, nil
		}
		if t.Precision != g.n && g.n > 0 {
			return Value{}, true, unfit(t, g, fmt.Sprintf("it has %d bits, the type %d; Truncate makes it shorter", g.n, t.Precision))
		}
		value, err := GeohashValue(g)
		return value, true, err
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return geohashOf(v).appendLiteral(dst), nil },
	AppendParam:   func(dst []byte, v *Value) ([]byte, error) { return geohashOf(v).pad().append(dst), nil },
	Any:           func(v *Value) any { return geohashOf(v) },
	Arg:           func(v *Value) any { return geohashOf(v).pad().String() },
	Scan: func(t Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *Geohash:
			return into(p, readGeohash(t))
		case *string:
			return into(p, readString)
		case *any:
			return intoAny(p, readGeohash(t))
		}
		return nil
	},
	Doc: Doc{
		Page:  "query/datatypes/geohashes.md",
		Go:    "`types.Geohash`, `string` of exactly the type's characters, or of its bits where it has no characters",
		Null:  "a flag of its own",
		Range: "1 to 12 base32 characters or 1 to 60 bits; GEOHASH(60b) is GEOHASH(12c)",
		Bind:  "text, padded to whole characters",
		Limits: "A longer value is cut silently by INSERT: here it is an error. A parameter never equals a geohash of bits that are no whole " +
			"characters: compare with a literal. Bits are read as text without `##`.",
		Example: func() (Value, error) { return GeohashValue(Geohash{0xd0c, 12}) },
	},
}

// Geohash is a geohash as a Go value: 1 to 60 bits, which are characters of
// base32 where their number is a multiple of five. The zero Geohash is none.
type Geohash struct {
	bits uint64
	n    uint8
}

const base32 = "0123456789bcdefghjkmnpqrstuvwxyz"

// base32Index is the value of each character, 32 for what is none.
var base32Index = func() (index [256]uint8) {
	for i := range index {
		index[i] = 32
	}
	for i := range base32 {
		index[base32[i]] = uint8(i)
		index[strings.ToUpper(base32)[i]] = uint8(i)
	}
	return index
}()

// GeohashFromBits returns the geohash of the lowest n bits of bits.
func GeohashFromBits(bits uint64, n int) (Geohash, error) {
	if n < 1 || n > maxGeohashBits || bits>>n != 0 {
		return Geohash{}, fmt.Errorf("GEOHASH of %#x in %d bits: 1 to %d bits, and no more than that are set", bits, n, maxGeohashBits)
	}
	return Geohash{bits, uint8(n)}, nil
}

// ParseGeohash reads 1 to 12 base32 characters in any case, with or without #
// before them, or 1 to 60 bits after ##.
//
// Text of nothing but 0 and 1 without a ## is characters.
func ParseGeohash(s string) (Geohash, error) {
	if bits, ok := strings.CutPrefix(s, "##"); ok {
		return parseGeohash([]byte(bits), false)
	}
	return parseGeohash([]byte(strings.TrimPrefix(s, "#")), true)
}

func parseGeohash(s []byte, chars bool) (Geohash, error) {
	width, limit, alphabet := uint8(1), maxGeohashBits, "0 and 1"
	if chars {
		width, limit, alphabet = 5, maxGeohashBits/5, base32
	}
	if len(s) < 1 || len(s) > limit {
		return Geohash{}, fmt.Errorf("GEOHASH %s has %d characters: 1 to %d", show(string(s)), len(s), limit)
	}
	var g Geohash
	for _, c := range s {
		digit := base32Index[c]
		if digit >= 1<<width {
			return Geohash{}, fmt.Errorf("GEOHASH %s has %s, which is not of %s", show(string(s)), strconv.QuoteRune(rune(c)), alphabet)
		}
		g.bits = g.bits<<width | uint64(digit)
		g.n += width
	}
	return g, nil
}

// parseGeohashOf reads text for a type, whose spelling the type decides, as it
// does on the wire.
func parseGeohashOf(t Type, s string) (Geohash, error) {
	if strings.HasPrefix(s, "#") {
		return ParseGeohash(s)
	}
	return parseGeohash([]byte(s), t.Precision%5 == 0)
}

func readGeohash(t Type) func([]byte) (Geohash, error) {
	chars := t.Precision%5 == 0
	return func(src []byte) (Geohash, error) {
		g, err := parseGeohash(src, chars)
		if err == nil && g.n != t.Precision && t.Precision != 0 {
			return Geohash{}, fmt.Errorf("%s of %d bits: %s", t, g.n, show(string(src)))
		}
		return g, err
	}
}

// Bits returns the number of bits.
func (g Geohash) Bits() int { return int(g.n) }

// Uint64 returns the bits as a number.
func (g Geohash) Uint64() uint64 { return g.bits }

// Type returns the GEOHASH type of exactly this many bits.
func (g Geohash) Type() Type { return GeohashBits(int(g.n)) }

// Truncate returns the first n bits: a larger area around this one. More bits
// than there are change nothing; none make the zero Geohash.
func (g Geohash) Truncate(n int) Geohash {
	switch {
	case n >= int(g.n):
		return g
	case n <= 0:
		return Geohash{}
	}
	return Geohash{g.bits >> (int(g.n) - n), uint8(n)}
}

// pad fills the last character up with zero bits: the server reads a parameter
// as characters and cuts them to the column's bits.
func (g Geohash) pad() Geohash {
	n := (5 - g.n%5) % 5
	return Geohash{g.bits << n, g.n + n}
}

// String returns base32 characters, or ## and bits where there are no whole
// characters.
func (g Geohash) String() string { return string(g.append(nil)) }

func (g Geohash) append(dst []byte) []byte {
	if g.n%5 != 0 {
		dst = append(dst, "##"...)
		for i := int(g.n) - 1; i >= 0; i-- {
			dst = append(dst, '0'+byte(g.bits>>i&1))
		}
		return dst
	}
	for i := int(g.n) - 5; i >= 0; i -= 5 {
		dst = append(dst, base32[g.bits>>i&31])
	}
	return dst
}

func (g Geohash) appendLiteral(dst []byte) []byte {
	if g.n%5 == 0 {
		dst = append(dst, '#')
	}
	return g.append(dst)
}

// MarshalText implements encoding.TextMarshaler, and so JSON too.
func (g Geohash) MarshalText() ([]byte, error) { return g.append(nil), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (g *Geohash) UnmarshalText(text []byte) error {
	v, err := ParseGeohash(string(text))
	if err == nil {
		*g = v
	}
	return err
}

// Scan implements sql.Scanner, for drivers other than this module's. Text of
// nothing but 0 and 1 is an error: a driver cannot tell bits from characters.
// NULL is an error.
func (g *Geohash) Scan(src any) error {
	var text string
	switch s := src.(type) {
	case string:
		text = s
	case []byte:
		text = string(s)
	}
	if text != "" && strings.Trim(text, "01") == "" {
		return fmt.Errorf("GEOHASH %s may be bits or characters: scan it with qdb, which knows the column's type", show(text))
	}
	return scanText(g, "GEOHASH", src)
}

// Value implements driver.Valuer. Bits that are no whole characters are an
// error: a driver would send them as characters.
func (g Geohash) Value() (driver.Value, error) {
	if g.n%5 != 0 {
		return nil, fmt.Errorf("GEOHASH %s has no whole characters: send it with qdb, which knows the column's type", g)
	}
	return g.String(), nil
}

// GeohashValue is a GEOHASH of exactly g's bits. The zero Geohash is an error.
func GeohashValue(g Geohash) (Value, error) {
	if g.n == 0 {
		return Value{}, unfit(Type{Kind: KindGeohash}, "", "it is empty")
	}
	return Value{typ: g.Type(), num: g.bits}, nil
}

func geohashOf(v *Value) Geohash { return Geohash{v.num, v.typ.Precision} }
