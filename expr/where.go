// QuestDB docs: query/sql/where.md

package expr

import "github.com/questql/questql/internal/node"

// Where keeps the rows for which all conditions are true. Several calls are
// one WHERE: their conditions are joined by AND. Absent conditions vanish (see
// [If]).
func (q Query) Where(conditions ...Boolean) Query {
	return queryOf(addNodes(q.last(), whereClause, conditions))
}

func writeWhere(w *node.Writer, ch *chain) {
	present := 0
	for c := range ch.of(whereClause) {
		present += c.present()
	}
	if present == 0 {
		return
	}
	// Among others, a condition of OR needs parentheses.
	needs := node.Loosest
	if present > 1 {
		needs = node.BindsAnd
	}
	w.Clause("WHERE")
	started := false
	for c := range ch.of(whereClause) {
		c.checkRowConditions(w)
		for _, n := range c.nodes {
			if n.Traits&node.Absent != 0 {
				continue
			}
			if started {
				w.SQL(" AND ")
			}
			started = true
			w.Expr(n, needs)
		}
	}
}

// present is the number of conditions that are not absent.
func (c *clause) present() int {
	if c.traits&node.Absent == 0 {
		return len(c.nodes)
	}
	n := 0
	for _, x := range c.nodes {
		if x.Traits&node.Absent == 0 {
			n++
		}
	}
	return n
}

// checkRowConditions looks for what is not of single rows, to which WHERE is
// applied.
func (c *clause) checkRowConditions(w *node.Writer) {
	if c.traits&node.HasAggregate != 0 {
		w.Failf("an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query")
	}
	if c.traits&node.HasWindow != 0 {
		w.Failf("a window function cannot stand in WHERE, which is applied before it: filter in an outer query, by expr.Sub or expr.CTE")
	}
}
