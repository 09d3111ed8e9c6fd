package migrate

import (
	"strings"
	"unicode/utf8"
)

type tokenKind uint8

const (
	space tokenKind = iota
	// lineComment is -- to the end of the line, blockComment /* … */. Unlike
	// those of most databases but like PostgreSQL's, block comments nest.
	lineComment
	blockComment
	// word is a keyword, a name or a number.
	word
	// quoted is '…', name is "…" or `…`. A quote is doubled inside, and nothing
	// else escapes it.
	quoted
	name
	semicolon
	other
)

// token is a piece of SQL text.
type token struct {
	kind tokenKind
	text string
	line int
	// first is true at the start of a line.
	first bool
}

// lexer cuts a text as QuestDB does. There are no dollar quotes.
type lexer struct {
	rest  string
	line  int
	after byte // what stands before rest
}

// next returns the next token; its text is empty at the end. problem says what
// is not closed.
func (l *lexer) next() (t token, problem string) {
	kind, n, problem := cut(l.rest)
	t = token{kind, l.rest[:n], l.line, l.after == 0 || l.after == '\n'}
	l.rest = l.rest[n:]
	l.line += strings.Count(t.text, "\n")
	if n > 0 {
		l.after = t.text[n-1]
	}
	return t, problem
}

// cut returns the length of the first token of a text.
func cut(s string) (kind tokenKind, n int, problem string) {
	switch {
	case s == "":
		return space, 0, ""
	case strings.HasPrefix(s, "--"):
		return lineComment, lengthUntil(s, func(r rune) bool { return r == '\n' || r == '\r' }), ""
	case strings.HasPrefix(s, "/*"):
		return cutBlockComment(s)
	case s[0] == '\'':
		return cutQuoted(s, quoted, "the string that starts here is not closed")
	case s[0] == '"' || s[0] == '`':
		return cutQuoted(s, name, "the quoted name that starts here is not closed")
	case s[0] == ';':
		return semicolon, 1, ""
	case isSpace(rune(s[0])):
		return space, lengthUntil(s, func(r rune) bool { return !isSpace(r) }), ""
	case isWord(firstRune(s)):
		return word, lengthUntil(s, func(r rune) bool { return !isWord(r) }), ""
	}
	return other, len(string(firstRune(s))), ""
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

func isWord(r rune) bool {
	return r == '_' || r == '$' || r == '.' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf
}

func lengthUntil(s string, end func(rune) bool) int {
	if i := strings.IndexFunc(s, end); i >= 0 {
		return i
	}
	return len(s)
}

func cutQuoted(s string, kind tokenKind, notClosed string) (_ tokenKind, n int, problem string) {
	// A doubled quote ends one token and begins the next: all that matters here
	// is what is inside.
	if end := strings.IndexByte(s[1:], s[0]); end >= 0 {
		return kind, end + 2, ""
	}
	return kind, len(s), notClosed
}

func cutBlockComment(s string) (_ tokenKind, n int, problem string) {
	depth := 0
	for i := 0; i+1 < len(s); i++ {
		switch s[i : i+2] {
		case "/*":
			depth++
			i++
		case "*/":
			depth--
			i++
			if depth == 0 {
				return blockComment, i + 1, ""
			}
		}
	}
	return blockComment, len(s), "the comment that starts here is not closed"
}
