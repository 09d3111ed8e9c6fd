// QuestDB docs: query/sql/union-except-intersect.md

package expr

import (
	"errors"
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// union is a set operation with its right side.
type union struct {
	op    *unionOp
	right *clause
}

type unionOp struct {
	name  string
	write func(w *node.Writer)
	// symbols is true where the result keeps SYMBOL columns.
	symbols bool
}

func (u *union) clauseName() string { return u.op.name }

// AddUses implements node.User.
func (u *union) AddUses(uses *node.Uses) { u.right.addUses(uses) }

var (
	opUnion        = &unionOp{name: "UNION", write: func(w *node.Writer) { w.Between("UNION") }}
	opUnionAll     = &unionOp{name: "UNION ALL", write: func(w *node.Writer) { w.Between("UNION ALL") }}
	opExcept       = &unionOp{name: "EXCEPT", symbols: true, write: func(w *node.Writer) { w.Between("EXCEPT") }}
	opExceptAll    = &unionOp{name: "EXCEPT ALL", symbols: true, write: func(w *node.Writer) { w.Between("EXCEPT ALL") }}
	opIntersect    = &unionOp{name: "INTERSECT", symbols: true, write: func(w *node.Writer) { w.Between("INTERSECT") }}
	opIntersectAll = &unionOp{name: "INTERSECT ALL", symbols: true, write: func(w *node.Writer) { w.Between("INTERSECT ALL") }}
)

// Union is the rows of both queries without duplicates. The queries have the
// same number of columns, of the same classes; the result is named as the
// first. OrderBy and Limit behind it are of the whole; what stands before it,
// and in other, stays in its branch.
func (q Query) Union(other Query) Query { return q.combined(opUnion, other) }

// UnionAll is the rows of both queries. See [Query.Union].
func (q Query) UnionAll(other Query) Query { return q.combined(opUnionAll, other) }

// Except is the rows of q that are not in other, without duplicates. See
// [Query.Union].
func (q Query) Except(other Query) Query { return q.combined(opExcept, other) }

// ExceptAll is the rows of q that are not in other. See [Query.Union].
func (q Query) ExceptAll(other Query) Query { return q.combined(opExceptAll, other) }

// Intersect is the rows that are in both queries, without duplicates. See
// [Query.Union].
func (q Query) Intersect(other Query) Query { return q.combined(opIntersect, other) }

// IntersectAll is the rows of q that are in other. See [Query.Union].
func (q Query) IntersectAll(other Query) Query { return q.combined(opIntersectAll, other) }

func (q Query) combined(op *unionOp, other Query) Query {
	c := q.last().add(setOperation)
	c.arg = &union{op, other.last()}
	if other.last() == nil {
		c.fail("the second query is empty: it was not made by Select")
	}
	return queryOf(c)
}

// lastUnion returns the index of the last set operation, or -1.
func (ch *chain) lastUnion() int {
	if !ch.kinds.has(setOperation) {
		return -1
	}
	for i := len(ch.list) - 1; i >= 0; i-- {
		if ch.list[i].kind == setOperation {
			return i
		}
	}
	return -1
}

// writeQuery writes a query with its set operations. QuestDB applies them from
// left to right.
func writeQuery(w *node.Writer, ch *chain) {
	if i := ch.lastUnion(); i >= 0 {
		writeUnion(w, ch, i)
		return
	}
	writeSelect(w, ch)
}

// writeBehindUses is writeQuery behind WITH or DECLARE, which cannot stand
// before a parenthesis.
func writeBehindUses(w *node.Writer, ch *chain) {
	if !ch.startsNested() {
		writeQuery(w, ch)
		return
	}
	w.Clause("SELECT")
	w.SQL("* FROM ")
	around := w.Nest()
	writeQuery(w, ch)
	w.EndNest(around)
}

func writeUnion(w *node.Writer, ch *chain, i int) {
	u, _ := ch.list[i].arg.(*union)
	left, tail := ch.part(ch.list[:i]), ch.part(ch.list[i+1:])
	writeBranch(w, &left, left.lastUnion() >= 0 && left.lastOp() != u.op)
	u.op.write(w)
	var few [fewClauses]*clause
	right := readChain(few[:0], w, u.right)
	if right.nests(right.lastUnion() >= 0) {
		w.SQL(" ")
	}
	writeBranch(w, &right, right.lastUnion() >= 0)
	if len(tail.list) == 0 {
		return
	}
	outer := w.EnterScope()
	w.NameItems(ch.firstItems())
	writeOrderBy(w, &tail)
	writeLimit(w, tail.only(limitClause))
	w.LeaveScope(outer)
}

// writeBranch writes one side of a set operation, in parentheses if it must be
// or ends in ORDER BY or LIMIT.
func writeBranch(w *node.Writer, ch *chain, nested bool) {
	if tail := ch.tail(); tail.only(orderByClause) != nil && tail.only(limitClause) == nil {
		w.FailIn("ORDER BY", errSortedBranch)
	}
	if ch.nests(nested) {
		around := w.Nest()
		writeQuery(w, ch)
		w.EndNest(around)
		return
	}
	writeQuery(w, ch)
}

// nests reports whether a branch stands in parentheses.
func (ch *chain) nests(must bool) bool { return must || ch.ends() }

// tail is what stands behind the last set operation.
func (ch *chain) tail() chain { return ch.part(ch.list[ch.lastUnion()+1:]) }

// ends reports whether the query ends in ORDER BY or LIMIT.
func (ch *chain) ends() bool {
	t := ch.tail()
	return t.only(orderByClause) != nil || t.only(limitClause) != nil
}

// startsNested reports whether the text of a query with set operations starts
// with a parenthesis.
func (ch *chain) startsNested() bool {
	i := ch.lastUnion()
	if i < 0 {
		return false
	}
	left := ch.part(ch.list[:i])
	return left.ends() || left.lastUnion() >= 0 && (left.lastOp() != ch.lastOp() || left.startsNested())
}

func (ch *chain) lastOp() *unionOp {
	if i := ch.lastUnion(); i >= 0 {
		if u, ok := ch.list[i].arg.(*union); ok {
			return u.op
		}
	}
	return nil
}

// firstItems is the select list of the first branch, which names the columns of
// the whole.
func (ch *chain) firstItems() []*node.Node {
	if list := ch.only(selectList); list != nil {
		return list.nodes
	}
	return nil
}

// items returns the columns of the result, and tells the writer where the sides
// do not fit.
func (u *union) items(w *sqlw.Writer, left []node.Item) []node.Item {
	branch := chainOf(nil, u.right)
	branch.check(w)
	right := branch.items(w)
	if w.Err() != nil {
		return left
	}
	if len(left) != len(right) {
		w.FailIn(u.op.name, errColumnCount(len(left), len(right)))
		return left
	}
	merged := make([]node.Item, len(left))
	for i, it := range left {
		t, err := mergedType(it.Type, right[i].Type, u.op.symbols)
		if err != nil {
			w.FailIn(u.op.name, errColumnTypes(i, it, err))
		}
		it.Type, it.NotNull, it.Outer = t, it.NotNull && right[i].NotNull, it.Outer || right[i].Outer
		merged[i] = it
	}
	return merged
}

var errSortedBranch = errors.New("the order of a branch is lost in the whole: sort the whole, behind the set operation, or limit the branch too")

func errColumnCount(left, right int) error {
	return fmt.Errorf("the first query has %d columns, the second %d: select as many", left, right)
}

func errColumnTypes(i int, it node.Item, err error) error {
	return fmt.Errorf("column %d %q is of different classes, %w, of which the server would make text: cast one side", i+1, it.Name, err)
}
