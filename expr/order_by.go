// QuestDB docs: query/sql/order-by.md

package expr

import "github.com/questql/questql/internal/node"

// OrderBy sorts the result; several calls append. A column or expression sorts
// in ascending order, Desc() turns it. NULL is smaller than any value.
func (q Query) OrderBy(terms ...Order) Query {
	return queryOf(addNodes(q.last(), orderByClause, terms))
}

func writeOrderBy(w *node.Writer, ch *chain) {
	started := false
	for c := range ch.of(orderByClause) {
		for _, n := range c.nodes {
			if started {
				w.SQL(", ")
			} else {
				w.Clause("ORDER BY")
				started = true
			}
			writeTerm(w, n)
		}
	}
}

func writeTerm(w *node.Writer, n *node.Node) {
	term := n
	if n.Form == formAsc || n.Form == formDesc {
		term = n.A
	}
	named := node.Unaliased(term) != term && w.IsItem(term)
	if isConstant(term) && !named {
		w.Failf("a constant sorts nothing, and QuestDB takes a number for the position of a column: sort by the column itself")
		return
	}
	if term.Traits&node.HasWindow != 0 && !w.IsItem(term) {
		w.Failf("a window function cannot be sorted by unless it is an item of the select list: use the same value in both")
		return
	}
	w.Term(term)
	if n.Form == formDesc {
		w.SQL(" DESC")
	}
}
