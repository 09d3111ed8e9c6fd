package migrate

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// splitter cuts the text of a file into statements.
type splitter struct {
	lexer
	file string
	// annotation is called for each comment of goose's; nil takes it as any other.
	annotation func(t token)

	statements []Statement
	errs       []error
	// open are the tokens of the statement that has begun.
	open       []token
	repeatable bool
}

// directive begins the comments that this package reads.
const (
	directive           = "-- questql:"
	repeatableDirective = directive + "repeatable"
)

// newSplitter checks what no server may be sent: bytes that are not UTF-8 hang
// the connection, and NUL cuts the text.
func newSplitter(file, text string) *splitter {
	text = strings.TrimPrefix(text, "\ufeff")
	s := &splitter{lexer: lexer{rest: text, line: 1}, file: file}
	for i, r := range text {
		if r == 0 || r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			s.fail(1+strings.Count(text[:i], "\n"), "the file is not UTF-8 text here")
			s.rest = ""
			break
		}
	}
	return s
}

func (s *splitter) fail(line int, format string, args ...any) {
	s.errs = append(s.errs, &FileError{s.file, line, fmt.Sprintf(format, args...)})
}

// run reads the text to its end, and leaves open what has no semicolon.
func (s *splitter) run() {
	for {
		t, problem := s.next()
		if problem != "" {
			s.fail(t.line, "%s", problem)
			return
		}
		if t.text == "" {
			return
		}
		s.take(t)
	}
}

func (s *splitter) take(t token) {
	switch {
	case t.kind == semicolon:
		s.end()
	case t.kind == lineComment && s.isNote(t):
	case len(s.open) == 0 && t.kind <= blockComment:
		// Between statements.
	default:
		s.open = append(s.open, t)
	}
}

// isNote reports whether a comment is for this package, or for the format.
func (s *splitter) isNote(t token) bool {
	text := strings.TrimSpace(t.text)
	switch {
	case strings.Contains(text, "+goose") && s.annotation != nil:
		s.annotation(t)
		return true
	case !strings.HasPrefix(text, directive):
		return false
	case text != repeatableDirective:
		s.fail(t.line, "unknown comment %q: there is %q", text, repeatableDirective)
	case len(s.open) > 0:
		s.fail(t.line, "%q stands before a statement, not in it", repeatableDirective)
	default:
		s.repeatable = true
	}
	return true
}

// end ends the statement that has begun, if any.
func (s *splitter) end() {
	var b strings.Builder
	for _, t := range s.trimmed() {
		b.WriteString(t.text)
	}
	if b.Len() > 0 {
		s.statements = append(s.statements, Statement{b.String(), s.file, s.open[0].line, s.repeatable})
	} else if s.repeatable {
		s.fail(s.line, "%q has no statement behind it", repeatableDirective)
	}
	s.open, s.repeatable = nil, false
}

// trimmed returns the statement without the space and comments behind it.
func (s *splitter) trimmed() []token {
	n := len(s.open)
	for n > 0 && s.open[n-1].kind <= blockComment {
		n--
	}
	return s.open[:n]
}
