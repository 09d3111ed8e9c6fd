package types

import "github.com/questql/questql/internal/sqlw"

// textInfo is the registry line of a type that holds text and crosses the
// wire as it is.
func textInfo(k Kind, name string, doc Doc) *Info {
	return &Info{
		Kind:    k,
		Name:    name,
		OID:     1043,
		Param:   TextFormat,
		Result:  TextFormat,
		HasNull: true,
		ValueOf: func(t Type, v any) (Value, bool, error) {
			switch s := v.(type) {
			case string:
				value, err := TextValue(t, s)
				return value, true, err
			case *string:
				if s != nil {
					value, err := TextValue(t, *s)
					return value, true, err
				}
			case []byte:
				if s == nil {
					return NullOf(t), true, nil
				}
				value, err := TextValue(t, string(s))
				return value, true, err
			}
			return Value{}, false, nil
		},
		Bind: func(t Type, src any) BindFunc {
			return bindOf(src, func(s string) (Value, error) { return TextValue(t, s) })
		},
		AppendLiteral:  func(dst []byte, v *Value) ([]byte, error) { return sqlw.AppendText(dst, v.str), nil },
		AppendConstant: appendTextConstant,
		AppendParam:    func(dst []byte, v *Value) ([]byte, error) { return append(dst, v.str...), nil },
		Any:            func(v *Value) any { return v.str },
		Scan: func(_ Type, dst any) ScanFunc {
			switch p := dst.(type) {
			case *string:
				return into(p, readString)
			case *[]byte:
				return into(p, readBytes)
			case *any:
				return intoAny(p, readString)
			}
			return nil
		},
		Doc: doc,
	}
}

func readString(src []byte) (string, error) { return string(src), nil }

// readBytes copies: the wire's bytes are gone with the next row. Empty is not
// nil, which is NULL.
func readBytes(src []byte) ([]byte, error) { return append(make([]byte, 0, len(src)), src...), nil }

// TextValue is a SYMBOL, STRING or VARCHAR. NUL and invalid UTF-8 are errors:
// the server refuses the one and never answers the other. Empty text is not
// NULL.
func TextValue(t Type, s string) (Value, error) {
	if !isText(t.Kind) {
		return Value{}, mismatch(t, s)
	}
	if err := checkText(t, s); err != nil {
		return Value{}, err
	}
	return Value{typ: t, str: s}, nil
}

func checkText(t Type, s string) error {
	if err := sqlw.CheckText(s); err != nil {
		return unfit(t, s, err.Error())
	}
	return nil
}

// appendTextConstant avoids the two ways in which a literal is not the text
// that it spells: of one UTF-16 unit it is a CHAR, and with a quote it is
// damaged where QuestDB folds an expression of constants.
func appendTextConstant(dst []byte, v *Value) ([]byte, error) {
	safe := sqlw.FoldingMayDamage(v.str)
	if safe {
		dst = sqlw.AppendTextSafe(dst, v.str)
	} else {
		dst = sqlw.AppendText(dst, v.str)
	}
	if v.typ.Kind == KindString && (safe || !sqlw.IsChar(v.str)) {
		return dst, nil
	}
	return v.typ.AppendSQL(append(dst, "::"...)), nil
}
