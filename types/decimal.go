// QuestDB docs: query/datatypes/decimal.md

package types

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

var decimalInfo = &Info{
	Kind: KindDecimal,
	Name: "DECIMAL",
	AppendName: func(dst []byte, t Type) []byte {
		dst = strconv.AppendUint(append(dst, "DECIMAL("...), uint64(t.Precision), 10)
		dst = strconv.AppendUint(append(dst, ','), uint64(t.Scale), 10)
		return append(dst, ')')
	},
	ParseName: func(s string) (Type, bool) {
		inner, ok := strings.CutPrefix(s, "DECIMAL(")
		inner, closed := strings.CutSuffix(inner, ")")
		precision, scale, both := strings.Cut(inner, ",")
		p, perr := strconv.ParseUint(strings.TrimSpace(precision), 10, 8)
		q, serr := strconv.ParseUint(strings.TrimSpace(scale), 10, 8)
		if !ok || !closed || !both || perr != nil || serr != nil {
			return Type{}, false
		}
		return Decimal(int(p), int(q)), true
	},
	Check: func(t Type) error {
		if t.Precision < 1 || t.Precision > maxDigits || t.Scale > t.Precision {
			return fmt.Errorf("%s does not exist: a DECIMAL has 1 to %d digits, and no more decimals than digits", t, maxDigits)
		}
		return nil
	},
	OID:   1700,
	Param: BinaryFormat,
	ParamOf: func(t Type) (uint32, Format) {
		if t.wide() {
			return 1043, TextFormat
		}
		return 1700, BinaryFormat
	},
	Result:  BinaryFormat,
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		var d Dec
		var err error
		switch n := v.(type) {
		case Dec:
			d = n
		case *Dec:
			if n == nil {
				return Value{}, false, nil
			}
			d = *n
		case string:
			d, err = ParseDec(n)
		case json.Number:
			d, err = ParseDec(string(n))
		case *big.Int:
			if n == nil {
				return NullOf(t), true, nil
			}
			d, err = DecFromBig(n, 0)
		default:
			i, fits, ok := integerOf(v)
			if !ok {
				return Value{}, false, nil
			}
			d, err = newDec(uint256{uint64(i)}, false, 0)
			if fits {
				d, err = NewDec(i, 0)
			}
		}
		if err != nil {
			return Value{}, true, err
		}
		value, err := DecimalValue(t, d)
		return value, true, err
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return appendDecLiteral(dst, v.ext.held.(*Dec)) },
	AppendConstant: func(dst []byte, v *Value) ([]byte, error) {
		d := v.ext.held.(*Dec)
		if d.Type() == v.typ && d.scale != maxDigits {
			return appendDecLiteral(dst, d)
		}
		dst, err := appendDecLiteral(append(dst, "CAST("...), d)
		return append(v.typ.AppendSQL(append(dst, " AS "...)), ')'), err
	},
	AppendParam: func(dst []byte, v *Value) ([]byte, error) {
		d := *v.ext.held.(*Dec)
		if v.typ.wide() {
			return d.append(dst), nil
		}
		if v.typ.Scale == maxDigits {
			if d = d.trim(); d.scale > maxNumeric {
				return dst, unfit(v.typ, d, "a parameter of this type has at most 38 decimals; write the literal")
			}
		}
		return d.appendNumeric(dst), nil
	},
	Any: func(v *Value) any { return *v.ext.held.(*Dec) },
	Arg: func(v *Value) any { return v.ext.held.(*Dec).String() },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *Dec:
			return into(p, readNumeric)
		case *string:
			return into(p, func(src []byte) (string, error) {
				d, err := readNumeric(src)
				return d.String(), err
			})
		case *any:
			return intoAny(p, readNumeric)
		}
		return nil
	},
	Doc: Doc{
		Page:  "query/datatypes/decimal.md",
		Go:    "`types.Dec`, `string`, any integer, `*big.Int`, `json.Number`; never a float",
		Null:  "a value below the range",
		Range: "1 to 76 digits, of which 0 to all are decimals",
		Bind:  "binary, as numeric; as text where it has more than 38 digits before or after the point",
		Limits: "Nothing converts between DOUBLE and DECIMAL by itself, not even a comparison. A numeric parameter is a DECIMAL(76,38): " +
			"of wider types only INSERT and UPDATE take a parameter (text), a comparison takes the literal. The 0 of a literal `0.5m` counts " +
			"as a digit: a 76th decimal cannot be sent, and DECIMAL(76,76) takes parameters of up to 38 decimals.",
		Example: func() (Value, error) { return DecimalValue(Decimal(10, 2), Dec{abs: uint256{150}, scale: 2}) },
	},
}

// DecimalValue is a DECIMAL of type t. Decimals beyond those of the type are an
// error unless they are zeros, digits that do not fit always.
func DecimalValue(t Type, d Dec) (Value, error) {
	if t.Kind != KindDecimal {
		return Value{}, mismatch(t, d)
	}
	if err := t.Check(); err != nil {
		return Value{}, err
	}
	// Rescale can fail for what has too many digits or loses some.
	r, err := d.Rescale(int(t.Scale))
	if err != nil {
		if _, loses := d.abs.scaleDown(int(d.scale) - int(t.Scale)); !loses {
			return Value{}, unfit(t, d, fmt.Sprintf("it has more than %d decimals", t.Scale))
		}
		return Value{}, unfit(t, d, "it has too many digits")
	}
	if t.Scale == maxDigits {
		if _, ok := r.abs.scaleDown(1); !ok {
			return Value{}, unfit(t, d, "QuestDB reads at most 75 decimals")
		}
	}
	if limit, ok := (uint256{1}).scaleUp(int(t.Precision)); ok && !r.abs.less(limit) {
		return Value{}, unfit(t, d, fmt.Sprintf("it has more than %d digits before the point", t.Precision-t.Scale))
	}
	return Value{typ: t, ext: hold(r)}, nil
}

func appendDecLiteral(dst []byte, d *Dec) ([]byte, error) {
	if d.scale == maxDigits { // DecimalValue has seen to the last digit, a 0
		shorter, err := d.Rescale(maxDigits - 1)
		return append(shorter.append(dst), 'm'), err
	}
	return append(d.append(dst), 'm'), nil
}

// maxNumeric is how many digits the server reads before and after the point of
// a numeric parameter.
const maxNumeric = 38

// wide reports whether a numeric parameter cannot hold all values of a DECIMAL
// type and text can.
func (t Type) wide() bool {
	return t.Scale != maxDigits && (t.Scale > maxNumeric || t.Precision-t.Scale > maxNumeric)
}

// trim takes the zeros at the end of the decimals away.
func (d Dec) trim() Dec {
	for d.scale > 0 {
		abs, ok := d.abs.scaleDown(1)
		if !ok {
			break
		}
		d.abs = abs
		d.scale--
	}
	return d
}

// appendNumeric appends PostgreSQL's binary numeric: groups of four digits
// aligned at the point, without zero groups at either end.
func (d Dec) appendNumeric(dst []byte) []byte {
	// The digits in groups: zeros, digits, zeros. The scale may exceed the digits.
	var buf [2*maxDigits + 16]byte
	var digitBuf [maxDigits + 4]byte
	digits := d.abs.appendDigits(digitBuf[:0])
	text := buf[:0]
	whole := len(digits) - int(d.scale)
	groupsBefore := 0
	if whole > 0 {
		groupsBefore = (whole + 3) / 4
		for range groupsBefore*4 - whole {
			text = append(text, '0')
		}
	}
	for ; whole < 0; whole++ {
		text = append(text, '0')
	}
	text = append(text, digits...)
	for len(text)%4 != 0 {
		text = append(text, '0')
	}
	weight := groupsBefore - 1
	for len(text) > 0 && string(text[:4]) == "0000" {
		text = text[4:]
		weight--
	}
	for len(text) > 0 && string(text[len(text)-4:]) == "0000" {
		text = text[:len(text)-4]
	}
	var sign uint16
	if d.neg {
		sign = 0x4000
	}
	if len(text) == 0 {
		weight = 0
	}
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(text)/4))
	dst = binary.BigEndian.AppendUint16(dst, uint16(int16(weight)))
	dst = binary.BigEndian.AppendUint16(dst, sign)
	dst = binary.BigEndian.AppendUint16(dst, uint16(d.scale))
	for ; len(text) > 0; text = text[4:] {
		group := uint16(0)
		for _, c := range text[:4] {
			group = group*10 + uint16(c-'0')
		}
		dst = binary.BigEndian.AppendUint16(dst, group)
	}
	return dst
}

func readNumeric(src []byte) (Dec, error) {
	if len(src) < 8 || len(src)%2 != 0 {
		return Dec{}, fmt.Errorf("DECIMAL of %d bytes", len(src))
	}
	n := int(binary.BigEndian.Uint16(src))
	weight := int(int16(binary.BigEndian.Uint16(src[2:])))
	sign := binary.BigEndian.Uint16(src[4:])
	scale := int(binary.BigEndian.Uint16(src[6:]))
	if len(src) != 8+2*n || sign != 0 && sign != 0x4000 || scale > maxDigits {
		return Dec{}, fmt.Errorf("DECIMAL cannot be read: % x", src[:min(len(src), 20)])
	}
	var abs uint256
	decimals := 0 // of what abs holds so far
	for i := range n {
		group := uint64(binary.BigEndian.Uint16(src[8+2*i:]))
		decimals = 4 * (i - weight)
		factor := uint64(1e4)
		if extra := decimals - scale; extra > 0 { // the last group reaches beyond the decimals
			if extra > 4 || group%pow10[extra] != 0 {
				return Dec{}, fmt.Errorf("DECIMAL of more decimals than the %d it announces", scale)
			}
			group /= pow10[extra]
			factor = pow10[4-extra]
			decimals = scale
		}
		ok := group < 1e4
		if ok {
			abs, ok = abs.mulAdd(factor, group)
		}
		if !ok {
			return Dec{}, fmt.Errorf("DECIMAL of more than %d digits", maxDigits)
		}
	}
	if n > 0 {
		var ok bool
		if decimals > scale {
			abs, ok = abs.scaleDown(decimals - scale)
		} else {
			abs, ok = abs.scaleUp(scale - decimals)
		}
		if !ok {
			return Dec{}, fmt.Errorf("DECIMAL of more than %d digits", maxDigits)
		}
	}
	return newDec(abs, sign != 0, scale)
}
