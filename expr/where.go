// QuestDB docs: query/sql/where.md

package expr

import "github.com/questql/questql/internal/node"

// Where keeps the rows for which all conditions are true. Several calls are
// one WHERE: their conditions are joined by AND. Absent conditions vanish (see
// [If]).
func (q Query) Where(conditions ...Boolean) Query {
	return queryOf(setNodes(q.last().add(whereClause), conditions))
}

func writeWhere(w *node.Writer, ch chain) {
	// Among others, a condition of OR needs parentheses.
	needs, present := node.Loosest, 0
	for c := range ch.of(whereClause) {
		for _, n := range c.nodes {
			if n.Traits&node.Absent == 0 {
				present++
			}
		}
	}
	if present == 0 {
		return
	}
	if present > 1 {
		needs = node.BindsAnd
	}
	w.Clause("WHERE")
	for c := range ch.of(whereClause) {
		for _, n := range c.nodes {
			if n.Traits&node.Absent != 0 {
				continue
			}
			if n.Traits&node.HasAggregate != 0 {
				w.Failf("an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query")
			}
			if n.Traits&node.HasWindow != 0 {
				w.Failf("a window function cannot stand in WHERE, which is applied before it: filter in an outer query, by expr.Sub or expr.CTE")
			}
			w.Expr(n, needs)
			if present--; present > 0 {
				w.SQL(" AND ")
			}
		}
	}
}
