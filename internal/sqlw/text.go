package sqlw

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// TextError says why a string cannot be sent to QuestDB.
type TextError struct {
	// Offset is where the first bad byte stands.
	Offset int
	// Problem says what it is.
	Problem string
}

func (e *TextError) Error() string {
	return "text has " + e.Problem + " at byte " + strconv.Itoa(e.Offset)
}

// CheckText returns nil for text that QuestDB can hold, else a *TextError.
//
// QuestDB takes a NUL for the end of a statement, and to text that is not
// UTF-8 it gives no reply at all: the connection hangs.
func CheckText(s string) error {
	for i := range len(s) {
		if c := s[i]; c == 0 || c >= utf8.RuneSelf {
			return checkTextFrom(s, i)
		}
	}
	return nil
}

func checkTextFrom(s string, i int) error {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == 0:
			return &TextError{Offset: i, Problem: "a NUL, which QuestDB does not allow,"}
		case r == utf8.RuneError && size == 1:
			return &TextError{Offset: i, Problem: "invalid UTF-8"}
		}
		i += size
	}
	return nil
}

// AppendText appends s as a string literal. CheckText must have accepted it.
// Only the single quote is special in a literal: it is doubled; a backslash is
// a backslash.
func AppendText(dst []byte, s string) []byte {
	dst = append(dst, '\'')
	for {
		i := strings.IndexByte(s, '\'')
		if i < 0 {
			break
		}
		dst = append(dst, s[:i+1]...)
		dst = append(dst, '\'')
		s = s[i+1:]
	}
	dst = append(dst, s...)
	return append(dst, '\'')
}

// DamagedByFolding reports whether QuestDB damages s where its literal is an
// argument in an expression of constants.
//
// QuestDB computes such an expression once, when it compiles the statement,
// and takes the result for text that is still quoted: when a result of type
// STRING or VARCHAR begins with a single quote, its first and its last
// character are lost, and a SYMBOL loses them when both are quotes. These are
// empty:
//
//	'''a'::varchar
//	coalesce(null, '''a')
//
// Each function around it takes two more. A literal is right where it stands
// alone (in a select list, comparison, IN list, pattern, INSERT, UPDATE, or as
// the value of a variable), in ::string, and in an expression that has a column
// or a parameter. A parameter is right everywhere.
func DamagedByFolding(s string) bool { return strings.HasPrefix(s, "'") }

// FoldingMayDamage is DamagedByFolding for an argument of a function that
// makes other text of it. This begins with a quote, and its argument does not:
//
//	substring('a''b', 2)
func FoldingMayDamage(s string) bool { return strings.IndexByte(s, '\'') >= 0 }

// IsChar reports whether the literal of s has the type CHAR: one UTF-16 code
// unit, but for a single quote. coalesce loses a CHAR beside text, with columns
// too. This is empty:
//
//	coalesce(null, 'a')
func IsChar(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && size == len(s) && r <= 0xffff && r != '\''
}

// AppendTextSafe appends s in a form that is not folded and thus keeps s
// in any expression, in views and materialized views too. It is for text that
// DamagedByFolding, FoldingMayDamage or IsChar reports, where it is an argument
// of a function, cast, || or CASE. It is not a constant: an IN list, a pattern, the
// values of CASE x WHEN and a separator take none but a literal, which is right
// there.
//
// The function current_user is known only when a statement starts, so that
// what contains it is not folded, and a materialized view may use it.
func AppendTextSafe(dst []byte, s string) []byte {
	dst = append(dst, "coalesce("...)
	dst = AppendText(dst, s)
	return append(dst, ", current_user())"...)
}
