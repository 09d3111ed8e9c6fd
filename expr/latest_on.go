// QuestDB docs: query/sql/latest-on.md

package expr

import "github.com/questql/questql/internal/node"

// LatestOn keeps, of the rows with equal keys, the one with the latest ts:
//
//	expr.Select(expr.All).From(Trades).LatestOn(Trades.Ts, Trades.Symbol)
//
// Filters of Where come first; they are added before LatestOn, so that a reader
// sees so. A filter of the latest rows is one of an outer query, see [Sub].
func (q Query) LatestOn(ts ColumnOf[Timestamp], keys ...Column) Query {
	c := addNodes(q.last(), latestOnClause, append([]Column{ts}, keys...))
	if len(keys) == 0 {
		c.fail("there are no keys: name the columns of which each combination has a latest row")
	}
	return queryOf(c)
}

func writeLatestOn(w *node.Writer, c *clause) {
	if c == nil {
		return
	}
	w.Clause("LATEST ON")
	if len(w.Scope) > 1 {
		w.Failf("LATEST ON is of one relation, not of a join: apply it in a sub-query by expr.Sub and join that")
	}
	for i, n := range c.nodes {
		switch i {
		case 0:
		case 1:
			w.SQL(" PARTITION BY ")
		default:
			w.SQL(", ")
		}
		w.Expr(n, node.Loosest)
	}
}
