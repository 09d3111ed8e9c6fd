// QuestDB docs: query/functions/date-time.md

package fn

import (
	"strings"

	"github.com/questql/questql/internal/node"
)

// Period is a unit of time by its letter, which is case-sensitive: y years, M
// months, w weeks, d days, h hours, m minutes, s seconds, T milliseconds, u
// microseconds, n nanoseconds. Constants convert to it: fn.DateAdd("h", n, ts).
type Period string

// periodNode is a unit of DateAdd and DateDiff. Of another letter the server
// makes NULL, or an error.
func periodNode(p Period) *node.Node { return unitNode(p, "yMwdhmsTun") }

// stepNode is a unit of TimestampCeil, which has another letter for
// microseconds: U.
func stepNode(p Period) *node.Node {
	if p == "u" {
		p = "U"
	}
	return unitNode(p, "yMwdhmsTUn")
}

func unitNode(p Period, units string) *node.Node {
	if len(p) != 1 || !strings.Contains(units, string(p)) {
		return failed("%q is not a unit of time: they are %s", string(p), strings.Join(strings.Split(strings.Replace(units, "U", "u", 1), ""), " "))
	}
	return charNode(rune(p[0]))
}
