// QuestDB docs: query/functions/pattern-matching.md

package expr

import (
	"errors"
	"regexp"
	"regexp/syntax"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

func matchedRegex(x node.Holder, f *node.Form, text string) *node.Node {
	return compared(x, f, text, regexValue)
}

func regexValue(_ types.Type, v string) (types.Value, error) {
	if err := checkRegex(v); err != nil {
		return types.Value{}, err
	}
	return types.TextValue(types.Varchar, v)
}

// checkRegex returns the mistakes that Go's syntax finds and Java's has too:
// brackets that are not closed or not opened, a dangling backslash or repeat.
// What only Java knows, such as look-around, is the server's to judge.
func checkRegex(v string) error {
	_, err := syntax.Parse(v, syntax.Perl)
	var e *syntax.Error
	if !errors.As(err, &e) {
		return nil
	}
	switch e.Code {
	case syntax.ErrTrailingBackslash:
		return e
	case syntax.ErrMissingParen, syntax.ErrUnexpectedParen, syntax.ErrMissingBracket:
		if !javaOnly.MatchString(v) {
			return e
		}
	}
	return nil
}

// javaOnly finds what Java reads otherwise than Go: quotes, look-around, named
// groups, intersections of character classes, comments. Where there is any, the
// count of brackets proves nothing.
var javaOnly = regexp.MustCompile(`\\Q|\(\?|&&|\[[^\]]*\[|\]`)
