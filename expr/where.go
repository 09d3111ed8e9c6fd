// QuestDB docs: query/sql/where.md

package expr

import "github.com/questql/questql/internal/node"

// Where keeps the rows for which all conditions are true. Several calls are
// one WHERE: their conditions are joined by AND. Absent conditions vanish (see
// [If]).
func (q Query) Where(conditions ...Boolean) Query {
	return queryOf(setNodes(q.last().add(whereClause), conditions))
}

var whereClause = &clauseForm{name: "WHERE", write: func(w *node.Writer, same []*clause) {
	started := false
	for _, c := range same {
		for _, n := range c.nodes {
			if n.Traits&node.Absent != 0 {
				continue
			}
			if started {
				w.SQL(" AND ")
			} else {
				w.Clause("WHERE")
				started = true
			}
			if n.Traits&node.HasAggregate != 0 {
				w.Failf("an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query")
			}
			w.Expr(n, node.BindsAnd)
		}
	}
}}
