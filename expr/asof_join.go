// QuestDB docs: query/sql/asof-join.md

package expr

import (
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

var (
	asofJoin   = &joinKind{name: "ASOF JOIN", timed: true, byTime: true, rightMissing: true, write: func(w *node.Writer) { w.Clause("ASOF JOIN") }}
	ltJoin     = &joinKind{name: "LT JOIN", timed: true, byTime: true, rightMissing: true, write: func(w *node.Writer) { w.Clause("LT JOIN") }}
	spliceJoin = &joinKind{name: "SPLICE JOIN", timed: true, byTime: true, leftMissing: true, rightMissing: true, write: func(w *node.Writer) { w.Clause("SPLICE JOIN") }}
)

// AsofOption is an option of AsofJoin and LtJoin: On, Using, Tolerance.
type AsofOption interface{ asof(j *join) }

// SpliceOption is an option of SpliceJoin: On, Using.
type SpliceOption interface{ splice(j *join) }

func (k JoinKeys) asof(j *join)   { k.apply(j) }
func (k JoinKeys) splice(j *join) { k.apply(j) }

// AsofJoin adds to each row the last row of r that is not later, by the
// designated timestamps of both; where there is none, the columns of r are NULL.
// With On or Using it is the last row with equal keys.
func (q Query) AsofJoin(r Relation, options ...AsofOption) Query {
	return q.joined(asofJoin, r).asof(options)
}

// LtJoin is AsofJoin with the last row of r that is strictly earlier.
func (q Query) LtJoin(r Relation, options ...AsofOption) Query {
	return q.joined(ltJoin, r).asof(options)
}

// SpliceJoin adds to each row of either side the last row of the other that is
// not later; columns without one are NULL.
func (q Query) SpliceJoin(r Relation, options ...SpliceOption) Query {
	j := q.joined(spliceJoin, r)
	for _, o := range options {
		if o != nil {
			o.splice(&j.join)
		}
	}
	return j.query()
}

func (j *joinMade) asof(options []AsofOption) Query {
	for _, o := range options {
		if o != nil {
			o.asof(&j.join)
		}
	}
	return j.query()
}

// ToleranceOption bounds how far back AsofJoin and LtJoin look.
type ToleranceOption struct{ within Stride }

// Tolerance takes no row of the right side that is older than within, a number
// of units up to weeks: TOLERANCE 10s.
func Tolerance(within Stride) ToleranceOption { return ToleranceOption{within} }

func (o ToleranceOption) asof(j *join) {
	err := o.within.check()
	if err == nil && (o.within.unit == unitMonth || o.within.unit == unitYear) {
		err = fmt.Errorf("TOLERANCE takes no months and years: use days, got %s", o.within)
	}
	if err != nil {
		j.err = sqlw.MistakeOf(sqlw.NoClause, err)
		return
	}
	j.tolerance = &o.within
}
