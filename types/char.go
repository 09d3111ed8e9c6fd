// QuestDB docs: query/datatypes/overview.md

package types

import (
	"fmt"
	"unicode/utf8"

	"github.com/questql/questql/internal/sqlw"
)

var charInfo = &Info{
	Kind:    KindChar,
	Name:    "CHAR",
	OID:     1042,
	Param:   TextFormat,
	Result:  TextFormat,
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		switch c := v.(type) {
		case rune:
			value, err := CharValue(c)
			return value, true, err
		case string:
			r, size := utf8.DecodeRuneInString(c)
			if size != len(c) || c == "" || r == utf8.RuneError && size == 1 {
				return Value{}, true, unfit(t, c, "it is not one character")
			}
			value, err := CharValue(r)
			return value, true, err
		}
		return Value{}, false, nil
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) {
		dst = sqlw.AppendText(dst, charText(v))
		if v.num >= 0x8000 { // compared with the plain literal the server's compiled filters miss rows
			dst = append(dst, "::CHAR"...)
		}
		return dst, nil
	},
	AppendConstant: func(dst []byte, v *Value) ([]byte, error) {
		dst = sqlw.AppendText(dst, charText(v))
		if v.num >= 0x8000 || v.num == '\'' { // the quote is the one literal of one unit that is no CHAR
			dst = append(dst, "::CHAR"...)
		}
		return dst, nil
	},
	AppendParam: func(dst []byte, v *Value) ([]byte, error) { return utf8.AppendRune(dst, rune(v.num)), nil },
	Any:         func(v *Value) any { return charText(v) },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *string:
			return into(p, readString)
		case *rune:
			return into(p, readRune)
		case *any:
			return intoAny(p, readString)
		}
		return nil
	},
	Doc: Doc{
		Page:  "query/datatypes/overview.md",
		Go:    "`string` of one character, `rune`",
		Null:  "U+0000, which empty text becomes",
		Range: "U+0001 to U+FFFF, one UTF-16 unit",
		Bind:  "text",
		Limits: "`coalesce` loses a CHAR beside text. A filter takes characters from U+8000 on for negative: `c = '韇'` and `c > 'a'` miss rows, " +
			"`c = '韇'::CHAR` does not.",
		Example: func() (Value, error) { return CharValue('a') },
	},
}

func charText(v *Value) string { return string(rune(v.num)) }

func readRune(src []byte) (rune, error) {
	r, size := utf8.DecodeRune(src)
	if size != len(src) || size == 0 || r == utf8.RuneError && size == 1 {
		return 0, fmt.Errorf("CHAR %q is not one character", cut(string(src)))
	}
	return r, nil
}

// CharValue is a CHAR. U+0000 is QuestDB's NULL; what is no character, or
// takes two UTF-16 units, does not fit. These are errors.
func CharValue(r rune) (Value, error) {
	switch {
	case r == 0:
		return Value{}, nullTwin(Char, "\x00")
	case !utf8.ValidRune(r):
		return Value{}, unfit(Char, fmt.Sprintf("%U", r), "it is no character")
	case r > 0xffff:
		return Value{}, unfit(Char, string(r), "it takes two UTF-16 units")
	}
	return Value{typ: Char, num: uint64(r)}, nil
}
