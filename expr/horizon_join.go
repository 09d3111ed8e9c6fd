// QuestDB docs: query/sql/horizon-join.md

package expr

import (
	"errors"
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

var horizonJoin = &joinKind{name: "HORIZON JOIN", timed: true, rightMissing: true, write: func(w *node.Writer) { w.Clause("HORIZON JOIN") }}

// HorizonOption is an option of HorizonJoin: On, Using, and the horizon.
type HorizonOption interface{ horizon(j *join) }

func (k JoinKeys) horizon(j *join) { k.apply(j) }

// HorizonJoin pairs each row with the rows of r that prevail at a set of offsets
// from it: what the price was a minute, five minutes, … later.
//
//	h := expr.HorizonList("h", expr.Seconds(0), expr.Minutes(30))
//	expr.Select(h.Offset, fn.Avg(q.Bid).As("bid")).From(t).HorizonJoin(q, expr.Using(t.Symbol), h)
func (q Query) HorizonJoin(r Relation, options ...HorizonOption) Query {
	j := q.joined(horizonJoin, r)
	for _, o := range options {
		if o != nil {
			o.horizon(&j.join)
		}
	}
	return j.query()
}

// Horizon is the offsets of a HorizonJoin, and a relation with two columns.
type Horizon struct {
	Table
	// Offset is the offset from the left row, in the unit of its timestamp:
	// microseconds.
	Offset LongColumn
	// Timestamp is the instant at the offset.
	Timestamp TimestampColumn

	rel            *node.Relation
	list           []Stride
	from, to, step Stride
	err            *sqlw.BuildError
}

// horizonColumns is the part of Horizon that holds columns.
type horizonColumns struct {
	Table
	Offset    LongColumn
	Timestamp TimestampColumn
}

func makeHorizon(alias string, strides ...Stride) Horizon {
	c := node.DefineFunction[horizonColumns](alias, nil)
	h := Horizon{Table: c.Table, Offset: c.Offset, Timestamp: c.Timestamp, rel: node.RelationOf(c)}
	if err := h.rel.Check(); err != nil {
		h.err = sqlw.MistakeOf(sqlw.NoClause, err)
	}
	for _, s := range strides {
		if err := s.checkOffset(); err != nil && h.err == nil {
			h.err = sqlw.MistakeOf(sqlw.NoClause, err)
		}
	}
	return h
}

// HorizonList is a horizon of single offsets, which may be negative:
// LIST (0s, 30m) AS alias.
func HorizonList(alias string, offsets ...Stride) Horizon {
	h := makeHorizon(alias, offsets...)
	h.list = append(h.list, offsets...)
	if len(offsets) == 0 && h.err == nil {
		h.err = sqlw.Mistake(sqlw.NoClause, "the horizon has no offsets")
	}
	return h
}

// HorizonRange is a horizon of the offsets from one to another by steps:
// RANGE FROM -1m TO 5m STEP 30s AS alias.
func HorizonRange(alias string, from, to, step Stride) Horizon {
	h := makeHorizon(alias, from, to)
	h.from, h.to, h.step = from, to, step
	if err := step.check(); err != nil && h.err == nil {
		h.err = sqlw.Mistake(sqlw.NoClause, "step: %w", err)
	}
	return h
}

func (h Horizon) horizon(j *join) {
	if j.err == nil {
		j.err = h.err
	}
	j.horizon = &h
}

var errNoHorizon = errors.New("there is no horizon: add expr.HorizonList(…) or expr.HorizonRange(…)")

func (j *join) writeHorizon(w *node.Writer) {
	if j.kind != horizonJoin {
		return
	}
	h := j.horizon
	switch {
	case h == nil || h.rel == nil:
		w.Fail(errNoHorizon)
		return
	case len(h.list) > 0:
		w.SQL(" LIST (")
		for i, s := range h.list {
			if i > 0 {
				w.SQL(", ")
			}
			s.write(w)
		}
		w.SQL(")")
	default:
		w.SQL(" RANGE FROM ")
		h.from.write(w)
		w.SQL(" TO ")
		h.to.write(w)
		w.SQL(" STEP ")
		h.step.write(w)
	}
	w.SQL(" AS ")
	w.CheckedName(h.rel.Name())
}

// checkFiltered looks for columns of the right side in WHERE.
func (j *join) checkFiltered(w *node.Writer, ch *chain) {
	for c := range ch.of(whereClause) {
		for _, n := range c.nodes {
			if n := j.plainColumn(n); n != nil {
				w.FailIn("WHERE", fmt.Errorf("column %q of %s cannot be filtered here: HORIZON JOIN filters rows of %s alone; aggregate a condition, as in fn.Avg(expr.When(condition, x).End())", n.Name, j.rel.Title(), w.Scope[0].Title()))
			}
		}
	}
}
