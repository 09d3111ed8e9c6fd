package schema

import (
	"strings"
	"unicode/utf8"

	"github.com/questql/questql/internal/sqlw"
)

// SameQuery reports whether two texts are the same query, as far as their words
// tell: white space, comments and a semicolon at the end make no difference,
// nor does the case of words and names. The text of a literal counts, and so
// does the case of what may be a unit: 1m is a minute, 1M a month.
func SameQuery(a, b string) bool {
	for {
		var tokenA, tokenB string
		tokenA, a = nextToken(a)
		tokenB, b = nextToken(b)
		if tokenA == "" || tokenB == "" {
			return ends(tokenA, a) && ends(tokenB, b)
		}
		if !sameToken(tokenA, tokenB) {
			return false
		}
	}
}

// ends reports whether nothing, or a semicolon alone, is left.
func ends(token, rest string) bool {
	if token == ";" {
		token, _ = nextToken(rest)
	}
	return token == ""
}

func sameToken(a, b string) bool {
	if a == b {
		return true
	}
	first := a[0]
	isUnit := len(a) == 1 || first >= '0' && first <= '9'
	return first != '\'' && !isUnit && sqlw.SameName(a, b)
}

// nextToken splits a word, a literal, a quoted name or a character off a text.
func nextToken(text string) (token, rest string) {
	text = skipSpace(text)
	if text == "" {
		return "", ""
	}
	end := tokenEnd(text)
	return text[:end], text[end:]
}

func skipSpace(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		switch {
		case strings.HasPrefix(text, "--"):
			_, text, _ = strings.Cut(text, "\n")
		case strings.HasPrefix(text, "/*"):
			_, text, _ = strings.Cut(text, "*/")
		default:
			return text
		}
	}
}

func tokenEnd(text string) int {
	if quote := text[0]; quote == '\'' || quote == '"' || quote == '`' {
		// A doubled quote is the end of one token and the start of the next:
		// two texts differ as their tokens do.
		if end := strings.IndexByte(text[1:], quote); end >= 0 {
			return end + 2
		}
		return len(text)
	}
	end := 0
	for end < len(text) && isWordByte(text[end]) {
		end++
	}
	if end > 0 {
		return end
	}
	_, size := utf8.DecodeRuneInString(text)
	return size
}

func isWordByte(c byte) bool {
	return c == '_' || c == '@' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// Sources returns the names of the relations that the query reads: what the
// declaration knows, or else what follows FROM and JOIN in its text.
func (v *View) Sources() []string {
	names := v.Uses
	if v.Base != "" {
		names = append(names[:len(names):len(names)], v.Base)
	}
	if v.Uses != nil {
		return names
	}
	expected := false
	for token, rest := nextToken(v.Query); token != ""; token, rest = nextToken(rest) {
		if name := strings.Trim(token, "'\"`"); expected && name != "" && name != "(" {
			names = append(names, name)
		}
		expected = strings.EqualFold(token, "FROM") || strings.EqualFold(token, "JOIN")
	}
	return names
}
