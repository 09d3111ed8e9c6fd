// QuestDB docs: query/sql/window-join.md

package expr

import (
	"errors"
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

var windowJoin = &joinKind{name: "WINDOW JOIN", timed: true, write: func(w *node.Writer) { w.Clause("WINDOW JOIN") }}

// WindowJoinOption is an option of WindowJoin: On, Using, Between,
// IncludePrevailing, ExcludePrevailing.
type WindowJoinOption interface{ windowJoin(j *join) }

func (k JoinKeys) windowJoin(j *join) { k.apply(j) }

// WindowJoin aggregates, for each row, the rows of r around it in time: those
// in the frame that Between gives. Columns of r stand in aggregates alone.
//
//	WindowJoin(q, expr.Using(t.Symbol), expr.Between(expr.Preceding(expr.Minutes(1)), expr.CurrentRow()))
func (q Query) WindowJoin(r Relation, options ...WindowJoinOption) Query {
	j := q.joined(windowJoin, r)
	for _, o := range options {
		if o != nil {
			o.windowJoin(&j.join)
		}
	}
	return j.query()
}

// JoinBound is a bound of the frame of WindowJoin: Preceding, Following,
// PrecedingExpr, FollowingExpr or CurrentRow.
type JoinBound interface {
	joinBound() rangeBound
}

// RangeFrame is the frame of a WindowJoin.
type RangeFrame struct {
	lo, hi rangeBound
	err    *sqlw.BuildError
}

// Between is the frame from lo to hi, both included.
func Between(lo, hi JoinBound) RangeFrame {
	f := RangeFrame{}
	if lo == nil || hi == nil {
		f.err = sqlw.Mistake(sqlw.NoClause, "a bound is nil: use Preceding, Following or CurrentRow")
		return f
	}
	f.lo, f.hi = lo.joinBound(), hi.joinBound()
	for _, b := range []rangeBound{f.lo, f.hi} {
		if err := b.check(); err != nil && f.err == nil {
			f.err = sqlw.MistakeOf(sqlw.NoClause, err)
		}
	}
	return f
}

func (f RangeFrame) windowJoin(j *join) {
	if j.err == nil {
		j.err = f.err
	}
	j.frame = &f
}

// PrevailingOption says whether the last row before the frame counts.
type PrevailingOption struct{ text sqlw.Keyword }

// IncludePrevailing counts the last row before the frame too: the value that
// prevails when it begins. It is the server's default.
func IncludePrevailing() PrevailingOption {
	return PrevailingOption{sqlw.Const(" INCLUDE PREVAILING")}
}

// ExcludePrevailing counts the rows of the frame alone.
func ExcludePrevailing() PrevailingOption {
	return PrevailingOption{sqlw.Const(" EXCLUDE PREVAILING")}
}

func (o PrevailingOption) windowJoin(j *join) { j.prevail = o }

var errNoFrame = errors.New("there is no frame: add expr.Between(expr.Preceding(…), expr.Following(…))")

func (j *join) writeFrame(w *node.Writer) {
	if j.kind != windowJoin {
		return
	}
	if j.frame == nil {
		w.Fail(errNoFrame)
		return
	}
	for _, n := range j.frame.nodes() {
		j.checkBound(w, n)
	}
	w.SQL(" RANGE BETWEEN ")
	j.frame.lo.write(w)
	w.SQL(" AND ")
	j.frame.hi.write(w)
	w.Keyword(j.prevail.text)
}

// nodes is the expressions of the bounds.
func (f *RangeFrame) nodes() []*node.Node {
	var all []*node.Node
	for _, b := range []rangeBound{f.lo, f.hi} {
		if b.times != nil {
			all = append(all, b.times)
		}
	}
	return all
}

// checkBound looks for what cannot be computed from a row of the left side.
func (j *join) checkBound(w *node.Writer, n *node.Node) {
	if n.Traits&(node.HasAggregate|node.HasWindow) != 0 {
		w.Failf("a bound of the frame is computed from a row: it takes no aggregate or window function")
	}
	if c := j.plainColumn(n); c != nil {
		w.Failf("a bound of the frame uses column %q of %s, whose rows the frame chooses: use columns of the left side", c.Name, j.rel.Title())
	}
}

// checkAggregated looks for columns of the right side outside of aggregates.
func (j *join) checkAggregated(w *node.Writer) {
	for _, it := range w.Items {
		if n := j.plainColumn(it); n != nil {
			w.FailIn("SELECT", fmt.Errorf("column %q of %s stands outside of an aggregate, and WINDOW JOIN gives many rows for each: aggregate it", n.Name, j.rel.Title()))
		}
	}
}
