// QuestDB docs: query/sql/group-by.md

package expr

import "github.com/questql/questql/internal/node"

// GroupKey is a term of GROUP BY: an expression, or the position of an item.
type GroupKey interface {
	node.Holder
	isGroupKey()
}

func (ref) isGroupKey() {}

// PositionTerm is the position of an item in the select list.
type PositionTerm struct{ nodeRef }

func (PositionTerm) isGroupKey() {}
func (PositionTerm) isOrder()    {}

// Position names an item of the select list by its number, from 1, in GroupBy
// and OrderBy.
func Position(n int) PositionTerm {
	return PositionTerm{node.MakeRef(&node.Node{Form: formPosition, Aux: n})}
}

// Desc sorts by the item, greatest first.
func (p PositionTerm) Desc() Order {
	return order{node.MakeRef(&node.Node{Form: formDesc, A: node.Of(p)})}
}

var formPosition = &node.Form{Name: "position", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	i, _ := n.Aux.(int)
	if i < 1 || i > len(w.Items) {
		w.Failf("position %d is not in the select list, which has %d items", i, len(w.Items))
		return
	}
	w.Int(int64(i))
}}

// GroupBy aggregates the rows with equal keys; several calls append. Without it
// the items of the select list that are no aggregates are the keys. A key that
// is an item with an alias is written as the alias.
func (q Query) GroupBy(keys ...GroupKey) Query {
	return queryOf(addNodes(q.last(), groupByClause, keys))
}

func writeGroupBy(w *node.Writer, ch *chain) {
	started := false
	for c := range ch.of(groupByClause) {
		for _, n := range c.nodes {
			if started {
				w.SQL(", ")
			} else {
				w.Clause("GROUP BY")
				started = true
				if ch.only(sampleByClause) != nil {
					w.Failf("a query with SAMPLE BY has no GROUP BY: the plain items of the select list are the keys")
				}
			}
			writeGroupKey(w, n)
		}
	}
	if started {
		checkGrouped(w, ch)
	}
}

func writeGroupKey(w *node.Writer, n *node.Node) {
	switch {
	case n.Traits&node.HasAggregate != 0:
		w.Failf("an aggregate cannot be a key")
	case n.Traits&node.HasWindow != 0:
		w.Failf("a window function cannot be a key: compute it in a CTE or sub-query")
	case isConstant(n):
		w.Failf("a constant groups nothing, and QuestDB takes a number for the position of a column: use expr.Position")
	default:
		w.Term(n)
	}
}

// checkGrouped holds the plain columns of the select list against the keys.
func checkGrouped(w *node.Writer, ch *chain) {
	for _, it := range w.Items {
		if x := node.Unaliased(it); node.ColumnOf(x) != nil && !groups(w, ch, it) {
			w.Failf("column %q is selected but is neither a key nor within an aggregate: add it to GroupBy", x.Name)
		}
	}
}

func groups(w *node.Writer, ch *chain, it *node.Node) bool {
	x := node.Unaliased(it)
	for c := range ch.of(groupByClause) {
		for _, k := range c.nodes {
			if at, ok := k.Aux.(int); ok && k.Form == formPosition && at <= len(w.Items) && w.Items[at-1] == it {
				return true
			}
			if sameColumn(x, node.Unaliased(k)) {
				return true
			}
		}
	}
	return false
}

// sameColumn reports whether two nodes are one column.
func sameColumn(a, b *node.Node) bool {
	if a == b {
		return true
	}
	ra, rb := node.ColumnOf(a), node.ColumnOf(b)
	return ra != nil && rb != nil && ra.Same(rb) && a.Name == b.Name
}
