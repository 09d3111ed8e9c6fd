// QuestDB docs: query/sql/limit.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// Limit keeps the first n rows, or for a negative n the last -n rows.
func (q Query) Limit(n int64) Query {
	c := q.last().add(limitClause)
	v, err := types.LongValue(n)
	if err != nil {
		return queryOf(c.fail("%w", err))
	}
	c.arg = &v
	return queryOf(c)
}

func writeLimit(w *node.Writer, c *clause) {
	if c == nil {
		return
	}
	w.Clause("LIMIT")
	if n, ok := c.arg.(*types.Value); ok {
		w.Value(node.Limited, n)
	}
}
