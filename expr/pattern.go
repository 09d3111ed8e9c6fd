// QuestDB docs: query/functions/pattern-matching.md

package expr

import (
	"errors"
	"strings"
)

var errTrailingEscape = errors.New(`the pattern ends in a single backslash, which escapes nothing: double it to match a backslash`)

// trailingEscape reports whether a LIKE pattern ends in an escape without a
// character to escape, which the server refuses.
func trailingEscape(p string) bool {
	return (len(p)-len(strings.TrimRight(p, `\`)))%2 == 1
}

// LikeEscape returns s as a part of a pattern of Like or ILike that matches
// just s: % _ and \ lose their meaning.
func LikeEscape(s string) string { return likeEscaper.Replace(s) }

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
