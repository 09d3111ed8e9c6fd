// QuestDB docs: query/datatypes/overview.md

package types

import (
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"math/big"
)

var long256Info = &Info{
	Kind:    KindLong256,
	Name:    "LONG256",
	OID:     1043,
	Param:   TextFormat,
	Result:  TextFormat,
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		var u Uint256
		var err error
		switch n := v.(type) {
		case Uint256:
			u = n
		case [32]byte:
			u = n
		case *big.Int:
			if n == nil {
				return NullOf(t), true, nil
			}
			u, err = Uint256FromBig(n)
		case string:
			u, err = ParseUint256(n)
		default:
			i, fits, ok := integerOf(v)
			if !ok {
				return Value{}, false, nil
			}
			b := big.NewInt(i)
			if !fits { // a uint64 that is negative as an int64
				b.Add(b, new(big.Int).Lsh(big.NewInt(1), 64))
			}
			u, err = Uint256FromBig(b)
		}
		if err != nil {
			return Value{}, true, err
		}
		value, err := Long256Value(u)
		return value, true, err
	},
	AppendLiteral: appendUint256,
	AppendParam:   appendUint256,
	Any:           func(v *Value) any { return *v.ext.held.(*Uint256) },
	Arg:           func(v *Value) any { return v.ext.held.(*Uint256).String() },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *Uint256:
			return into(p, parseUint256)
		case *[32]byte:
			return into((*Uint256)(p), parseUint256)
		case *string:
			return into(p, readString)
		case *any:
			return intoAny(p, parseUint256)
		}
		return nil
	},
	Doc: Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`types.Uint256`, `[32]byte` (the first byte is the highest), `*big.Int`, `string` (`0x…`), an integer from 0",
		Null:    "0x8000000000000000, four times",
		Range:   "0 to 2^256-1",
		Bind:    "text",
		Limits:  "Only `=` and `<>`. Text without `0x` is read as hexadecimal all the same.",
		Example: func() (Value, error) { return Long256Value(Uint256{31: 31}) },
	},
}

// Uint256 is a LONG256 as a Go value: an unsigned integer, the first byte
// being the highest.
type Uint256 [32]byte

// nullUint256 is what QuestDB stores for NULL.
var nullUint256 = Uint256{0: 0x80, 8: 0x80, 16: 0x80, 24: 0x80}

// ParseUint256 reads 0x and 1 to 64 hexadecimal digits.
func ParseUint256(s string) (Uint256, error) { return parseUint256([]byte(s)) }

func parseUint256(s []byte) (Uint256, error) {
	var digits [64]byte
	var u Uint256
	if len(s) < 3 || len(s) > 66 || s[0] != '0' || s[1] != 'x' {
		return u, errUint256(s)
	}
	for i := range digits {
		digits[i] = '0'
	}
	copy(digits[66-len(s):], s[2:])
	if _, err := hex.Decode(u[:], digits[:]); err != nil {
		return Uint256{}, errUint256(s)
	}
	return u, nil
}

func errUint256(s []byte) error {
	return fmt.Errorf("LONG256 %s is not 0x and 1 to 64 hexadecimal digits", show(string(s)))
}

// Uint256FromBig converts a big.Int; one that is negative or has more than 256
// bits is an error.
func Uint256FromBig(n *big.Int) (Uint256, error) {
	var u Uint256
	if n.Sign() < 0 || n.BitLen() > 256 {
		return u, unfit(Long256, n, "its range is 0 to 2^256-1")
	}
	n.FillBytes(u[:])
	return u, nil
}

// Big returns the value as a new big.Int.
func (u Uint256) Big() *big.Int { return new(big.Int).SetBytes(u[:]) }

func (u Uint256) append(dst []byte) []byte {
	i := 0
	for i < len(u)-1 && u[i] == 0 {
		i++
	}
	return hex.AppendEncode(append(dst, "0x"...), u[i:])
}

// String returns 0x and an even number of hexadecimal digits, as QuestDB does.
func (u Uint256) String() string { return string(u.append(make([]byte, 0, 66))) }

// MarshalText implements encoding.TextMarshaler, and so JSON too.
func (u Uint256) MarshalText() ([]byte, error) { return u.append(nil), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (u *Uint256) UnmarshalText(text []byte) error {
	v, err := parseUint256(text)
	if err == nil {
		*u = v
	}
	return err
}

// Scan implements sql.Scanner. NULL is an error.
func (u *Uint256) Scan(src any) error { return scanText(u, "LONG256", src) }

// Value implements driver.Valuer.
func (u Uint256) Value() (driver.Value, error) { return u.String(), nil }

// Long256Value is a LONG256. The value that QuestDB stores for NULL is an error.
func Long256Value(u Uint256) (Value, error) {
	if u == nullUint256 {
		return Value{}, nullTwin(Long256, u)
	}
	return Value{typ: Long256, ext: hold(u)}, nil
}

func appendUint256(dst []byte, v *Value) ([]byte, error) {
	return v.ext.held.(*Uint256).append(dst), nil
}
