// QuestDB docs: query/sql/join.md

package expr

import (
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// join is a JOIN of any kind.
type join struct {
	kind      *joinKind
	rel       *node.Relation
	on        []*node.Node
	using     []*node.Node
	tolerance *Stride
	frame     *RangeFrame
	prevail   PrevailingOption
	horizon   *Horizon
	err       *sqlw.BuildError
}

func (j *join) clauseName() string { return j.kind.name }

// AddUses implements node.User.
func (j *join) AddUses(u *node.Uses) {
	u.Relation(j.rel)
	for _, n := range j.on {
		u.Expr(n)
	}
	if j.frame == nil {
		return
	}
	for _, n := range j.frame.nodes() {
		u.Expr(n)
	}
}

// joinKind is what the kinds of joins differ in.
type joinKind struct {
	name  string
	write func(w *node.Writer)
	// leftMissing and rightMissing say which side need not have a row for each
	// row of the result.
	leftMissing, rightMissing bool
	// timed is true where both sides are matched by their designated timestamps,
	// byTime where keys must be equal columns besides.
	timed, byTime bool
	// keyed is true where ON must be there.
	keyed bool
}

var (
	innerJoin = &joinKind{name: "JOIN", keyed: true, write: func(w *node.Writer) { w.Clause("JOIN") }}
	leftJoin  = &joinKind{name: "LEFT JOIN", keyed: true, rightMissing: true, write: func(w *node.Writer) { w.Clause("LEFT JOIN") }}
	rightJoin = &joinKind{name: "RIGHT JOIN", keyed: true, leftMissing: true, write: func(w *node.Writer) { w.Clause("RIGHT JOIN") }}
	fullJoin  = &joinKind{name: "FULL JOIN", keyed: true, leftMissing: true, rightMissing: true, write: func(w *node.Writer) { w.Clause("FULL JOIN") }}
	crossJoin = &joinKind{name: "CROSS JOIN", write: func(w *node.Writer) { w.Clause("CROSS JOIN") }}
)

// JoinKeys says which rows belong together: On or Using.
type JoinKeys struct {
	first     *node.Node // of the conditions: most joins have one, which needs no slice
	on, using []*node.Node
}

// On joins the rows for which all conditions are true. The sides of an equality
// must be of one type (text counts as one): the server refuses to join a LONG
// with an INT, so cast one side. The joins by time take equalities of columns
// alone.
func On(conditions ...Boolean) JoinKeys {
	if len(conditions) == 1 && !absent(conditions[0]) {
		return JoinKeys{first: node.Of(conditions[0])}
	}
	return JoinKeys{on: presentConditions(conditions)}
}

// Using joins the rows with equal values in columns that both sides have:
// ON (symbol).
func Using(columns ...Column) JoinKeys {
	k := JoinKeys{using: make([]*node.Node, len(columns))}
	for i, c := range columns {
		k.using[i] = node.Of(c)
	}
	return k
}

func (k JoinKeys) apply(j *join) {
	if k.first != nil {
		j.on = append(j.on, k.first)
	}
	j.on, j.using = append(j.on, k.on...), append(j.using, k.using...)
}

// Join keeps the pairs of rows that belong together.
func (q Query) Join(r Relation, keys JoinKeys) Query { return q.joinedBy(innerJoin, r, keys) }

// LeftJoin keeps the rows of the left side too that no row of r belongs to; the
// columns of r are NULL there.
func (q Query) LeftJoin(r Relation, keys JoinKeys) Query { return q.joinedBy(leftJoin, r, keys) }

// RightJoin keeps the rows of r too that belong to no row of the left side; its
// columns are NULL there.
func (q Query) RightJoin(r Relation, keys JoinKeys) Query { return q.joinedBy(rightJoin, r, keys) }

// FullJoin keeps the rows of both sides too that no other belongs to; the other
// side's columns are NULL there.
func (q Query) FullJoin(r Relation, keys JoinKeys) Query { return q.joinedBy(fullJoin, r, keys) }

// CrossJoin keeps all pairs of rows.
func (q Query) CrossJoin(r Relation) Query { return q.joinedBy(crossJoin, r, JoinKeys{}) }

func (q Query) joinedBy(kind *joinKind, r Relation, keys JoinKeys) Query {
	j := q.joined(kind, r)
	keys.apply(&j.join)
	return j.query()
}

// joinMade is the clause of a JOIN, in one piece.
type joinMade struct {
	clause
	join join
	room [1]*node.Node // for the usual number of conditions
}

// joined begins a JOIN; what query returns is complete.
func (q Query) joined(kind *joinKind, r Relation) *joinMade {
	j := &joinMade{clause: clause{prev: q.last(), kind: joinClause}, join: join{kind: kind, rel: node.NoRelation}}
	j.join.on = j.room[:0]
	if j.relation(r); j.mistake() == nil {
		j.join.rel = node.RelationOf(r)
	}
	j.arg = &j.join
	return j
}

func (j *joinMade) query() Query {
	if j.join.err != nil {
		j.memo.Fail(j.join.err)
	}
	return queryOf(&j.clause)
}

func errSameName(r *node.Relation) error {
	return fmt.Errorf("two relations are named %s: give one an alias by expr.As", r.Name())
}

func sameName(a, b *node.Relation) bool { return sqlw.SameName(a.Name(), b.Name()) }

func writeJoins(w *node.Writer, ch *chain) {
	seen := 1
	for c := range ch.of(joinClause) {
		j, ok := c.arg.(*join)
		if !ok {
			continue
		}
		if ch.only(fromClause) == nil {
			w.FailIn(j.kind.name, errJoinsNothing)
		}
		all := w.Scope
		seen++
		w.Scope = all[:min(seen, len(all))]
		j.write(w, ch)
		if j.horizon != nil {
			seen++
		}
		w.Scope = all
	}
}

var errJoinsNothing = fmt.Errorf("there is nothing to join with: add From(…)")

func (j *join) write(w *node.Writer, ch *chain) {
	j.kind.write(w)
	j.rel.Write(w)
	j.writeKeys(w)
	if j.kind.timed {
		j.checkTimes(w, ch)
	}
	if j.tolerance != nil {
		w.SQL(" TOLERANCE ")
		j.tolerance.write(w)
	}
	j.writeFrame(w)
	j.writeHorizon(w)
	switch j.kind {
	case windowJoin:
		j.checkTable(w)
		j.checkAggregated(w)
	case horizonJoin:
		j.checkTable(w)
		j.checkFiltered(w, ch)
	}
}

// plainColumn returns a column of the right side that stands in n outside of an
// aggregate, or nil.
func (j *join) plainColumn(n *node.Node) *node.Node {
	var found *node.Node
	n.Walk(func(m *node.Node) bool {
		if of := node.ColumnOf(m); of != nil && of.Same(j.rel) {
			found = m
		}
		f := node.FuncOf(m)
		return f == nil || f.Traits&node.HasAggregate == 0
	})
	return found
}

func (j *join) writeKeys(w *node.Writer) {
	switch {
	case len(j.on) > 0 && len(j.using) > 0:
		w.Failf("there are both On(…) and Using(…): name all keys in one of them")
	case len(j.on) > 0:
		j.writeOn(w)
	case len(j.using) > 0:
		j.writeUsing(w)
	case j.kind.keyed:
		w.Failf("there is no condition: add one to On(…), or use CrossJoin for all pairs of rows")
	}
}

func (j *join) writeOn(w *node.Writer) {
	w.SQL(" ON ")
	needs := node.Loosest
	if len(j.on) > 1 {
		needs = node.BindsAnd
	}
	for i, n := range j.on {
		if i > 0 {
			w.SQL(" AND ")
		}
		j.checkCondition(w, n)
		w.Expr(n, needs)
	}
}

// checkCondition looks at the parts of a condition that AND joins.
func (j *join) checkCondition(w *node.Writer, n *node.Node) {
	if n.Form == formAnd {
		for _, part := range conjuncts(n) {
			j.checkCondition(w, part)
		}
		return
	}
	if n.Traits&(node.HasAggregate|node.HasWindow) != 0 {
		w.Failf("an aggregate or window function cannot stand in ON, which is applied to single rows")
	}
	a, b := equalColumns(n)
	if a == nil {
		if j.kind.byTime {
			w.Failf("%s takes equalities of columns alone: move other conditions to Where, or into a sub-query", j.kind.name)
		}
		return
	}
	j.checkKey(w, a, b)
}

func conjuncts(n *node.Node) []*node.Node {
	if n.A == nil {
		return n.More()
	}
	return []*node.Node{n.A, n.B}
}

// equalColumns returns the columns of an equality of two relations' columns, or
// nil.
func equalColumns(n *node.Node) (a, b *node.Node) {
	if n.Form != formEq || n.B == nil {
		return nil, nil
	}
	a, b = node.Unaliased(n.A), node.Unaliased(n.B)
	ra, rb := node.ColumnOf(a), node.ColumnOf(b)
	if ra == nil || rb == nil || ra.Same(rb) {
		return nil, nil
	}
	return a, b
}

func (j *join) checkKey(w *node.Writer, a, b *node.Node) {
	if !joinable(a.Type, b.Type) {
		w.Failf("keys %s (%s) and %s (%s) are of different types, which QuestDB does not join: cast one side, in a sub-query where columns are needed", a.Name, a.Type, b.Name, b.Type)
	}
	if !j.kind.byTime {
		return
	}
	for _, n := range []*node.Node{a, b} {
		if sqlw.SameName(n.Name, node.ColumnOf(n).Table.DesignatedName()) {
			w.Failf("the designated timestamp %s cannot be a key: %s matches by it already", n.Name, j.kind.name)
		}
	}
}

// joinable reports whether the server joins columns of two types by equality.
func joinable(a, b types.Type) bool {
	text := func(t types.Type) bool {
		return t.Kind == types.KindSymbol || t.Kind == types.KindString || t.Kind == types.KindVarchar
	}
	switch {
	case a.Kind == b.Kind:
		return true
	case text(a) && text(b):
		return true
	}
	return node.ClassOf(a) == node.Timestamp && node.ClassOf(b) == node.Timestamp
}

func (j *join) writeUsing(w *node.Writer) {
	w.SQL(" ON (")
	for i, n := range j.using {
		if i > 0 {
			w.SQL(", ")
		}
		j.checkUsing(w, n)
		w.CheckedName(n.Name)
	}
	w.SQL(")")
}

// checkUsing looks for the column on both sides.
func (j *join) checkUsing(w *node.Writer, n *node.Node) {
	if node.ColumnOf(n) == nil {
		w.Expr(n, node.Loosest) // a mistake: writing it tells which
		w.Failf("Using takes columns")
		return
	}
	right := columnNamed(j.rel, n.Name)
	var left *node.Node
	for _, r := range w.Scope {
		if r != j.rel && left == nil {
			left = columnNamed(r, n.Name)
		}
	}
	if left == nil || right == nil {
		side := "the left side"
		if right == nil {
			side = j.rel.Title()
		}
		w.Failf("column %q is not on both sides: %s has none; join by On(…)", n.Name, side)
		return
	}
	j.checkKey(w, left, right)
}

func columnNamed(r *node.Relation, name string) *node.Node {
	if i := r.Table.Column(name); i >= 0 {
		return node.ColumnNode(r, i)
	}
	return nil
}

// checkTimes looks for the designated timestamps by which rows are matched.
func (j *join) checkTimes(w *node.Writer, ch *chain) {
	left := w.Scope[0]
	if !ch.isOrdered(left) {
		w.Failf("%s has no designated timestamp, by which %s matches rows%s", left.Title(), j.kind.name, howToDesignate(left))
	}
	if !j.rel.IsOrdered() {
		w.Failf("%s has no designated timestamp, by which %s matches rows%s", j.rel.Title(), j.kind.name, howToDesignate(j.rel))
	}
}

// checkTable makes sure that the right side is a table: of a sub-query the
// server takes no more than the choice of columns.
func (j *join) checkTable(w *node.Writer) {
	if j.rel.Source == nil {
		return
	}
	body, ok := j.rel.Source.Body.(*selectBody)
	if !ok || !(*clause)(body).choosesColumns() {
		w.Failf("%s computes or filters rows, and the right side of %s is a table, or a sub-query that does no more than choose columns: aggregate a condition, as in fn.Avg(expr.When(condition, x).End()), or store the rows in a materialized view", j.rel.Title(), j.kind.name)
	}
}

// choosesColumns reports whether a query is a choice of columns of a table.
func (c *clause) choosesColumns() bool {
	for ; c != nil; c = c.prev {
		switch c.kind {
		case nameClause, hintClause:
		case fromClause:
			if relationOf(c).Source != nil {
				return false
			}
		case selectList:
			for _, n := range c.nodes {
				if n.Form != formAll && node.ColumnOf(node.Unaliased(n)) == nil {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// howToDesignate tells what to do about a missing designated timestamp.
func howToDesignate(r *node.Relation) string {
	if r.Source == nil {
		return ""
	}
	return ": pass it through, or tag the field `qdb:\",designated\"`"
}
