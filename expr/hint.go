// QuestDB docs: concepts/deep-dive/sql-optimizer-hints.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// hint is one hint and what it is about.
type hint struct {
	name string
	args []string
}

// Hint gives the optimizer a hint: Hint("asof_linear", "t", "q") writes
// SELECT /*+ asof_linear(t q) */. The server ignores a hint that it does not
// know. Names are plain words; another character is an error.
func (q Query) Hint(name string, args ...string) Query {
	c := q.last().add(hintClause)
	for _, word := range append([]string{name}, args...) {
		if !sqlw.IsFunctionName(word) {
			return queryOf(c.fail("hint %q: a hint and its arguments are plain words", word))
		}
	}
	c.arg = hint{name, append([]string(nil), args...)}
	return queryOf(c)
}

func writeHints(w *node.Writer, ch *chain) {
	started := false
	for c := range ch.of(hintClause) {
		h, _ := c.arg.(hint)
		if !started {
			w.SQL("/*+ ")
		}
		started = true
		w.FunctionName(h.name)
		for i, arg := range h.args {
			if i == 0 {
				w.SQL("(")
			} else {
				w.SQL(" ")
			}
			w.FunctionName(arg)
		}
		if len(h.args) > 0 {
			w.SQL(")")
		}
		w.SQL(" ")
	}
	if started {
		w.SQL("*/ ")
	}
}
