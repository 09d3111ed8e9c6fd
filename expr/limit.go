// QuestDB docs: query/sql/limit.md

package expr

import (
	"errors"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// limits is the bounds of LIMIT: one or two.
type limits struct {
	lo types.Value
	hi *types.Value // nil where lo is the only bound
}

// limitMade is the clause of a LIMIT, in one piece.
type limitMade struct {
	clause
	limits
}

func (q Query) addLimits() *limitMade {
	l := &limitMade{clause: clause{prev: q.last(), kind: limitClause}}
	l.arg = &l.limits
	return l
}

// Limit keeps the first n rows, or for a negative n the last -n rows. It ends
// the query: what is added behind it would come before it, and is an error.
func (q Query) Limit(n int64) Query {
	l := q.addLimits()
	var err error
	if l.lo, err = types.LongValue(n); err != nil {
		l.fail("%w", err)
	}
	return queryOf(&l.clause)
}

var (
	errLimitSigns = errors.New("a range from a negative to a positive row is not allowed: count both from the same end")
	errLimitOrder = errors.New("the range ends before it begins, and the server would swap its bounds")
)

// LimitRange keeps the rows behind the first lo up to the first hi, as Go's
// s[lo:hi] does: LimitRange(5, 10) is rows 6 to 10. Negative bounds count from
// the end: LimitRange(-5, -2) is the last five rows but for the last two;
// LimitRange(5, -2) leaves out the first five and the last two.
func (q Query) LimitRange(lo, hi int64) Query {
	l := q.addLimits()
	l.hi = new(types.Value)
	var err error
	switch {
	case lo < 0 && hi > 0:
		err = errLimitSigns
	case (lo < 0) == (hi < 0) && hi < lo:
		err = errLimitOrder
	default:
		if l.lo, err = types.LongValue(lo); err == nil {
			*l.hi, err = types.LongValue(hi)
		}
	}
	if err != nil {
		l.fail("%w", err)
	}
	return queryOf(&l.clause)
}

// LimitExpr is Limit with a number that is an expression: a parameter of a
// prepared statement, a variable, or a formula of constants.
//
//	q.LimitExpr(expr.Param[expr.Integer]("rows"))
func (q Query) LimitExpr(n Integer) Query {
	return queryOf(q.last().limitedBy(n))
}

// LimitRangeExpr is LimitRange with bounds that are expressions, as those of
// LimitExpr. Which way they go only the server sees.
func (q Query) LimitRangeExpr(lo, hi Integer) Query {
	return queryOf(q.last().limitedBy(lo, hi))
}

func (c *clause) limitedBy(bounds ...Integer) *clause {
	l := addNodes(c, limitClause, bounds)
	if l.traits&(node.HasColumn|node.HasAggregate|node.HasWindow) != 0 {
		l.fail("a bound is no constant: LIMIT cannot depend on rows")
	}
	return l
}

func writeLimit(w *node.Writer, c *clause) {
	if c == nil {
		return
	}
	w.Clause("LIMIT")
	for i, n := range c.nodes {
		if i > 0 {
			w.SQL(", ")
		}
		w.Expr(n, node.Loosest)
	}
	l, ok := c.arg.(*limits)
	if !ok {
		return
	}
	w.Value(node.Limited, types.Long, &l.lo)
	if l.hi != nil {
		w.SQL(", ")
		w.Value(node.Limited, types.Long, l.hi)
	}
}
