// QuestDB docs: query/sql/sample-by.md

package expr

import (
	"errors"
	"fmt"
	"time"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// SampleByOption is an option of SampleBy: FromTo, Fill, AlignToCalendar, ….
type SampleByOption interface{ sampleBy(s *sampleBy) }

// sampleBy is a SAMPLE BY with its options.
type sampleBy struct {
	every    Stride
	from, to *node.Node
	fill     []*node.Node
	filled   bool
	align    *CalendarAlignment
	first    bool
	err      error
}

// SampleBy aggregates the rows of each interval of the stride; the select list
// holds the designated timestamp, plain columns as keys, and aggregates.
// Intervals without rows are left out unless Fill says otherwise.
func (q Query) SampleBy(every Stride, options ...SampleByOption) Query {
	c := q.last().add(sampleByClause)
	s := &sampleBy{every: every, err: every.check()}
	for _, o := range options {
		if o != nil {
			o.sampleBy(s)
		}
	}
	if s.err != nil {
		c.fail("%w", s.err)
	}
	c.arg = s
	return queryOf(c)
}

func (s *sampleBy) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// AddUses implements node.User.
func (s *sampleBy) AddUses(u *node.Uses) {
	u.Expr(s.from)
	u.Expr(s.to)
	for _, n := range s.fill {
		u.Expr(n)
	}
	if s.align != nil {
		u.Expr(s.align.zoneExpr)
	}
}

func writeSampleBy(w *node.Writer, ch *chain) {
	c := ch.only(sampleByClause)
	if c == nil {
		return
	}
	w.Clause("SAMPLE BY")
	s, ok := c.arg.(*sampleBy)
	if !ok {
		return
	}
	s.check(w, ch)
	s.every.write(w)
	s.writeFromTo(w)
	s.writeFill(w)
	s.writeAlign(w)
}

var (
	errSampleAll        = errors.New("expr.All cannot be sampled: name the timestamp, the keys and the aggregates")
	errNothingToSample  = errors.New("there is no aggregate in the select list: each interval gives one row of aggregates")
	errKeyedFromTo      = errors.New("FROM and TO work without keys only: the select list has plain items beside the timestamp; filter by Where, or sample each key in a query of its own")
	errSampleWithoutKey = errors.New("there is no FROM: add From(…)")
)

// check holds the select list against what SAMPLE BY takes.
func (s *sampleBy) check(w *node.Writer, ch *chain) {
	if len(w.Scope) == 0 {
		w.Fail(errSampleWithoutKey)
		return
	}
	rel := w.Scope[0]
	ts := ch.designated(rel)
	if !ch.isOrdered(rel) {
		w.Failf("%s has no designated timestamp to sample by%s", rel.Title(), howToDesignate(rel))
	}
	aggregates, keys := 0, 0
	for _, it := range w.Items {
		x := node.Unaliased(it)
		switch {
		case it.Form == formAll:
			w.Fail(errSampleAll)
			return
		case x.Traits&node.HasAggregate != 0:
			aggregates++
		case x.Traits&node.HasColumn == 0:
		case node.ColumnOf(x) == nil || !sqlw.SameName(x.Name, ts):
			keys++
		}
	}
	switch {
	case len(w.Items) > 0 && aggregates == 0:
		w.Fail(errNothingToSample)
	case keys > 0 && (s.from != nil || s.to != nil):
		w.Fail(errKeyedFromTo)
	case len(s.fill) > 1 && len(s.fill) != aggregates:
		w.Failf("FILL has %d values for %d aggregates: give one for each, or one for all", len(s.fill), aggregates)
	}
}

type fromTo struct{ from, to *node.Node }

// FromTo bounds the intervals: from is the beginning of the first, to the end
// of the last, whether there are rows or not if Fill is given. A zero time is no
// bound.
func FromTo(from, to time.Time) SampleByOption {
	var b fromTo
	if !from.IsZero() {
		b.from = node.Of(Time(from))
	}
	if !to.IsZero() {
		b.to = node.Of(Time(to))
	}
	return b
}

// FromToExpr is FromTo with constant expressions, such as of fn.Now(). A nil
// bound is left out.
func FromToExpr(from, to Timestamp) SampleByOption {
	var b fromTo
	if from != nil {
		b.from = node.Of(from)
	}
	if to != nil {
		b.to = node.Of(to)
	}
	return b
}

func (b fromTo) sampleBy(s *sampleBy) {
	s.from, s.to = b.from, b.to
	for _, n := range []*node.Node{b.from, b.to} {
		if n != nil && n.Traits&node.HasColumn != 0 {
			s.fail(errors.New("FROM and TO take constants, not columns"))
		}
	}
}

func (s *sampleBy) writeFromTo(w *node.Writer) {
	if s.from != nil {
		w.SQL(" FROM ")
		w.Expr(s.from, node.Loosest)
	}
	if s.to != nil {
		w.SQL(" TO ")
		w.Expr(s.to, node.Loosest)
	}
}

// FillValue is what fills an interval without rows: Prev, Null, Linear, None,
// PrevOf, or a constant such as expr.Float64(0).
type FillValue interface {
	node.Holder
	isFill()
}

func (ref) isFill() {}

type fillWord struct{ nodeRef }

func (fillWord) isFill() {}

func makeFillWord(text sqlw.Keyword) FillValue {
	return fillWord{node.MakeRef(&node.Node{Form: formFillWord, Aux: text})}
}

var formFillWord = &node.Form{Name: "fill value", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	if text, ok := n.Aux.(sqlw.Keyword); ok {
		w.Keyword(text)
	}
}}

// What fills an interval without rows.
var (
	// Prev is the value of the interval before.
	Prev = makeFillWord(sqlw.Const("PREV"))
	// Null is NULL.
	Null = makeFillWord(sqlw.Const("NULL"))
	// Linear is on the line between the intervals before and behind.
	Linear = makeFillWord(sqlw.Const("LINEAR"))
	// None leaves the interval out, as without Fill; it stands alone.
	None = makeFillWord(sqlw.Const("NONE"))
)

// PrevOf is the value that the item with this alias has in the interval before:
// PREV(alias).
func PrevOf(item Expression) FillValue {
	return fillWord{node.MakeRef(&node.Node{Form: formPrevOf, A: node.Of(item)})}
}

var formPrevOf = &node.Form{Name: "PREV", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	if !w.IsItem(n.A) {
		w.Failf("PREV of %s: it is not an item of the select list with an alias", title(n.A))
		return
	}
	w.SQL("PREV(")
	w.Term(n.A)
	w.SQL(")")
}}

type fill []*node.Node

// Fill gives the intervals without rows a row: one value for each aggregate of
// the select list in turn, or one for all of them.
func Fill(values ...FillValue) SampleByOption {
	f := make(fill, len(values))
	for i, v := range values {
		f[i] = node.Of(v)
	}
	return f
}

func (f fill) sampleBy(s *sampleBy) {
	s.fill, s.filled = f, true
	if len(f) == 0 {
		s.fail(errors.New("FILL has no values: give expr.Prev, expr.Null, expr.Linear, expr.None or a constant"))
	}
	for i, n := range f {
		switch {
		case n.Form == formFillWord && n.Aux == sqlw.Const("NONE") && len(f) > 1:
			s.fail(errors.New("FILL: None stands alone"))
		case n.Form != formFillWord && n.Form != formPrevOf && !isConstant(n):
			s.fail(fmt.Errorf("FILL: value %d is no constant", i+1))
		}
	}
}

func (s *sampleBy) writeFill(w *node.Writer) {
	if !s.filled {
		return
	}
	w.SQL(" FILL(")
	for i, n := range s.fill {
		if i > 0 {
			w.SQL(", ")
		}
		writeLiteral(w, n)
	}
	w.SQL(")")
}

// CalendarAlignment begins intervals at round times of the calendar.
type CalendarAlignment struct {
	zone, offset string
	zoneExpr     *node.Node // nil where zone says it
	err          error
}

// AlignToCalendar begins the intervals at round times of the calendar, in UTC
// unless TimeZone says otherwise. It is the server's default.
func AlignToCalendar() CalendarAlignment { return CalendarAlignment{} }

// TimeZone takes the calendar of a time zone, such as "Europe/Berlin" or
// "+02:00".
func (a CalendarAlignment) TimeZone(name string) CalendarAlignment {
	a.zone, a.zoneExpr = name, nil
	if name == "" {
		a.err = errors.New("the time zone is empty")
	}
	return a
}

// TimeZoneExpr is TimeZone with a name that is an expression, such as a
// parameter of a prepared statement: expr.Param[expr.Text]("zone").
func (a CalendarAlignment) TimeZoneExpr(name Text) CalendarAlignment {
	a.zone, a.zoneExpr = "", node.Of(name)
	if a.zoneExpr.Traits&(node.HasColumn|node.HasAggregate|node.HasWindow) != 0 {
		a.err = errors.New("the time zone is no constant: it cannot depend on rows")
	}
	return a
}

// Offset moves the beginning of the intervals: "00:15" is a quarter of an hour
// later, "-02:00" two hours earlier.
func (a CalendarAlignment) Offset(offset string) CalendarAlignment {
	a.offset = offset
	if !isOffset(offset) {
		a.err = fmt.Errorf("offset %q is not of the form hh:mm or -hh:mm", offset)
	}
	return a
}

// isOffset reports whether s is hh:mm, with a sign or without.
func isOffset(s string) bool {
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	if len(s) != 5 || s[2] != ':' {
		return false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s[0] <= '2' && s[3] <= '5'
}

func (a CalendarAlignment) sampleBy(s *sampleBy) {
	if s.first {
		s.fail(errTwoAlignments)
	}
	if a.err != nil {
		s.fail(a.err)
	}
	s.align = &a
}

var errTwoAlignments = errors.New("the intervals are aligned to the first observation and to the calendar: choose one")

type firstObservation struct{}

// AlignToFirstObservation begins the intervals at the first row.
func AlignToFirstObservation() SampleByOption { return firstObservation{} }

func (firstObservation) sampleBy(s *sampleBy) {
	if s.align != nil {
		s.fail(errTwoAlignments)
	}
	s.first = true
}

func (s *sampleBy) writeAlign(w *node.Writer) {
	switch {
	case s.first:
		w.SQL(" ALIGN TO FIRST OBSERVATION")
	case s.align != nil:
		w.SQL(" ALIGN TO CALENDAR")
		s.align.writeZone(w)
		if s.align.offset != "" {
			w.SQL(" WITH OFFSET ")
			w.Text(s.align.offset)
		}
	}
}

func (a *CalendarAlignment) writeZone(w *node.Writer) {
	switch {
	case a.zoneExpr != nil:
		w.SQL(" TIME ZONE ")
		w.Expr(a.zoneExpr, node.Loosest)
	case a.zone != "":
		w.SQL(" TIME ZONE ")
		w.Text(a.zone)
	}
}
