package types

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math/big"
	"math/bits"
	"strconv"
)

// maxDigits is the precision that DECIMAL can have.
const maxDigits = 76

// Dec is a DECIMAL as a Go value: an exact number of up to 76 digits, of which
// up to 76 are decimals. It needs no allocation. The zero Dec is 0.
//
// Dec is for carrying numbers to and from QuestDB; to compute, convert with
// Unscaled to a big.Int. Two Decs are == if they have the same value and the
// same number of decimals; Cmp compares by value.
type Dec struct {
	abs   uint256
	neg   bool
	scale uint8
}

// uint256 is an unsigned integer, the lowest word first.
type uint256 [4]uint64

// mulAdd returns x*m + a; ok is false if it overflows.
func (x uint256) mulAdd(m, a uint64) (y uint256, ok bool) {
	carry := a
	for i, word := range x {
		hi, lo := bits.Mul64(word, m)
		var c uint64
		y[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	return y, carry == 0
}

func (x uint256) divMod(d uint64) (q uint256, r uint64) {
	for i := len(x) - 1; i >= 0; i-- {
		q[i], r = bits.Div64(r, x[i], d)
	}
	return q, r
}

func (x uint256) isZero() bool { return x == uint256{} }

func (x uint256) less(y uint256) bool {
	for i := len(x) - 1; i >= 0; i-- {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}

var pow10 = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// tooLarge is the first number of 77 digits.
var tooLarge = func() uint256 {
	x := uint256{1}
	for range maxDigits {
		x, _ = x.mulAdd(10, 0)
	}
	return x
}()

// scaleUp returns x*10^n; ok is false if that has more than 76 digits.
func (x uint256) scaleUp(n int) (uint256, bool) {
	for ; n > 0 && !x.isZero(); n -= 19 {
		y, ok := x.mulAdd(pow10[min(n, 19)], 0)
		if !ok {
			return x, false
		}
		x = y
	}
	return x, x.less(tooLarge)
}

// scaleDown returns x/10^n; ok is false if that is no whole number.
func (x uint256) scaleDown(n int) (uint256, bool) {
	for ; n > 0 && !x.isZero(); n -= 19 {
		var rest uint64
		if x, rest = x.divMod(pow10[min(n, 19)]); rest != 0 {
			return x, false
		}
	}
	return x, true
}

// appendDigits appends the decimal digits of x, without leading zeros: nothing
// for 0.
func (x uint256) appendDigits(dst []byte) []byte {
	var chunks [5]uint64
	n := 0
	for ; !x.isZero(); n++ {
		x, chunks[n] = x.divMod(pow10[19])
	}
	for i := n - 1; i >= 0; i-- {
		if i < n-1 {
			for limit := pow10[18]; limit > chunks[i] && limit > 1; limit /= 10 {
				dst = append(dst, '0')
			}
		}
		dst = strconv.AppendUint(dst, chunks[i], 10)
	}
	return dst
}

// NewDec returns unscaled / 10^scale.
func NewDec(unscaled int64, scale int) (Dec, error) {
	abs := uint64(unscaled)
	if unscaled < 0 {
		abs = -abs
	}
	return newDec(uint256{abs}, unscaled < 0, scale)
}

// DecFromBig returns unscaled / 10^scale.
func DecFromBig(unscaled *big.Int, scale int) (Dec, error) {
	var abs uint256
	var buf [32]byte
	if unscaled.BitLen() > 256 {
		return Dec{}, fmt.Errorf("DECIMAL of more than %d digits: %s", maxDigits, show(unscaled))
	}
	unscaled.FillBytes(buf[:])
	for i, b := range buf {
		abs[3-i/8] = abs[3-i/8]<<8 | uint64(b)
	}
	return newDec(abs, unscaled.Sign() < 0, scale)
}

func newDec(abs uint256, neg bool, scale int) (Dec, error) {
	switch {
	case scale < 0 || scale > maxDigits:
		return Dec{}, fmt.Errorf("DECIMAL of %d decimals: 0 to %d", scale, maxDigits)
	case !abs.less(tooLarge):
		return Dec{}, fmt.Errorf("DECIMAL of more than %d digits", maxDigits)
	}
	return Dec{abs, neg && !abs.isZero(), uint8(scale)}, nil
}

// ParseDec reads a number as SQL spells it: digits with an optional sign,
// point and exponent, such as -12.50 or 1e3. Decimals are kept as they are
// written: 1.50 has two.
func ParseDec(s string) (Dec, error) { return parseDec([]byte(s)) }

func parseDec(s []byte) (Dec, error) {
	rest := s
	neg := len(rest) > 0 && rest[0] == '-'
	if len(rest) > 0 && (rest[0] == '-' || rest[0] == '+') {
		rest = rest[1:]
	}
	var abs uint256
	digits, decimals, point := 0, 0, false
	for len(rest) > 0 {
		switch c := rest[0]; {
		case c >= '0' && c <= '9':
			var ok bool
			if abs, ok = abs.mulAdd(10, uint64(c-'0')); !ok || !abs.less(tooLarge) {
				return Dec{}, fmt.Errorf("DECIMAL %s has more than %d digits", show(string(s)), maxDigits)
			}
			digits++
			if point {
				decimals++
			}
		case c == '.' && !point:
			point = true
		case (c == 'e' || c == 'E') && digits > 0:
			exp, err := strconv.Atoi(string(rest[1:]))
			if err != nil || exp > 2*maxDigits || exp < -2*maxDigits {
				return Dec{}, errDec(s)
			}
			decimals -= exp
			rest = rest[:1]
		default:
			return Dec{}, errDec(s)
		}
		rest = rest[1:]
	}
	if digits == 0 {
		return Dec{}, errDec(s)
	}
	if decimals < 0 {
		var ok bool
		if abs, ok = abs.scaleUp(-decimals); !ok {
			return Dec{}, fmt.Errorf("DECIMAL %s has more than %d digits", show(string(s)), maxDigits)
		}
		decimals = 0
	}
	if decimals > maxDigits {
		return Dec{}, fmt.Errorf("DECIMAL %s has %d decimals: 0 to %d", show(string(s)), decimals, maxDigits)
	}
	return Dec{abs, neg && !abs.isZero(), uint8(decimals)}, nil
}

func errDec(s []byte) error { return fmt.Errorf("DECIMAL %s is not a number", show(string(s))) }

// Sign returns -1, 0 or 1.
func (d Dec) Sign() int {
	switch {
	case d.abs.isZero():
		return 0
	case d.neg:
		return -1
	}
	return 1
}

// Scale returns the number of decimals.
func (d Dec) Scale() int { return int(d.scale) }

// Unscaled returns the value times 10^Scale as a new big.Int.
func (d Dec) Unscaled() *big.Int {
	var buf [32]byte
	for i := range buf {
		buf[i] = byte(d.abs[3-i/8] >> (56 - i%8*8))
	}
	n := new(big.Int).SetBytes(buf[:])
	if d.neg {
		n.Neg(n)
	}
	return n
}

// Rescale returns the same value with that many decimals; an error if that
// takes more than 76 digits, or loses some.
func (d Dec) Rescale(scale int) (Dec, error) {
	if scale < 0 || scale > maxDigits {
		return Dec{}, fmt.Errorf("DECIMAL of %d decimals: 0 to %d", scale, maxDigits)
	}
	abs, ok := d.abs, false
	if up := scale - int(d.scale); up >= 0 {
		if abs, ok = abs.scaleUp(up); !ok {
			return Dec{}, fmt.Errorf("DECIMAL %s with %d decimals has more than %d digits", cut(d.String()), scale, maxDigits)
		}
	} else if abs, ok = abs.scaleDown(-up); !ok {
		return Dec{}, fmt.Errorf("DECIMAL %s has more than %d decimals", cut(d.String()), scale)
	}
	return Dec{abs, d.neg, uint8(scale)}, nil
}

// Cmp compares by value: -1 if d is less than e, 0 if they are equal, 1 if it
// is greater.
func (d Dec) Cmp(e Dec) int {
	a, b := d.Unscaled(), e.Unscaled()
	if up := int64(d.scale) - int64(e.scale); up > 0 {
		b.Mul(b, new(big.Int).Exp(big.NewInt(10), big.NewInt(up), nil))
	} else if up < 0 {
		a.Mul(a, new(big.Int).Exp(big.NewInt(10), big.NewInt(-up), nil))
	}
	return a.Cmp(b)
}

// Type returns the type of d's literal: the digits before the point, at least
// one, and those after it.
func (d Dec) Type() Type {
	var buf [maxDigits + 4]byte
	whole := max(len(d.abs.appendDigits(buf[:0]))-int(d.scale), 1)
	return Decimal(min(whole+int(d.scale), maxDigits), int(d.scale))
}

// String returns the number with all its decimals, without an exponent.
func (d Dec) String() string { return string(d.append(nil)) }

func (d Dec) append(dst []byte) []byte {
	if d.neg {
		dst = append(dst, '-')
	}
	var buf [maxDigits + 4]byte
	digits := d.abs.appendDigits(buf[:0])
	whole := len(digits) - int(d.scale)
	if whole <= 0 {
		dst = append(dst, '0')
	} else {
		dst = append(dst, digits[:whole]...)
		digits = digits[whole:]
	}
	if d.scale > 0 {
		dst = append(dst, '.')
		for ; whole < 0; whole++ {
			dst = append(dst, '0')
		}
		dst = append(dst, digits...)
	}
	return dst
}

// MarshalText implements encoding.TextMarshaler.
func (d Dec) MarshalText() ([]byte, error) { return d.append(nil), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Dec) UnmarshalText(text []byte) error {
	v, err := parseDec(text)
	if err == nil {
		*d = v
	}
	return err
}

// MarshalJSON implements json.Marshaler: a string, since readers take JSON
// numbers for float64.
func (d Dec) MarshalJSON() ([]byte, error) {
	return append(d.append([]byte{'"'}), '"'), nil
}

// UnmarshalJSON implements json.Unmarshaler: a string or a number.
func (d *Dec) UnmarshalJSON(data []byte) error {
	if data = bytes.TrimSpace(data); len(data) > 0 && data[0] == '"' {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		data = []byte(s)
	}
	return d.UnmarshalText(data)
}

// Scan implements sql.Scanner. A float64 is an error: its digits are not those
// that were stored. So is NULL.
func (d *Dec) Scan(src any) error {
	if n, ok := src.(int64); ok {
		v, err := NewDec(n, 0)
		*d = v
		return err
	}
	return scanText(d, "DECIMAL", src)
}

// Value implements driver.Valuer.
func (d Dec) Value() (driver.Value, error) { return d.String(), nil }
