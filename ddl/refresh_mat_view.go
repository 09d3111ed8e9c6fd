// QuestDB docs: query/sql/refresh-mat-view.md

package ddl

import (
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// RefreshMatView is the start of a REFRESH MATERIALIZED VIEW.
type RefreshMatView struct{ view expr.Relation }

// RefreshMaterializedView refreshes a materialized view. The server does it in
// the background.
func RefreshMaterializedView(view expr.Relation) RefreshMatView { return RefreshMatView{view} }

func (r RefreshMatView) refresh(write func(w *node.Writer)) Statement {
	return onView(r.view, schema.MaterializedView, "REFRESH MATERIALIZED VIEW", func(w *node.Writer, t *schema.Table) {
		w.Clause("REFRESH MATERIALIZED VIEW")
		writeName(w, t)
		write(w)
	})
}

// Full computes all of the view anew. It makes an invalid view valid.
func (r RefreshMatView) Full() Statement {
	return r.refresh(func(w *node.Writer) { w.SQL(" FULL") })
}

// Incremental takes in what has changed since the last refresh.
func (r RefreshMatView) Incremental() Statement {
	return r.refresh(func(w *node.Writer) { w.SQL(" INCREMENTAL") })
}

// Range computes anew what lies between two instants, to included.
func (r RefreshMatView) Range(from, to time.Time) Statement {
	return r.refresh(func(w *node.Writer) {
		if to.Before(from) {
			w.Failf("the range ends at %s, before it begins at %s", schema.Instant(to), schema.Instant(from))
		}
		w.SQL(" RANGE FROM ")
		writeInstant(w, from)
		w.SQL(" TO ")
		writeInstant(w, to)
	})
}

func writeInstant(w *node.Writer, t time.Time) {
	if y := t.UTC().Year(); y < 1970 || y > 9999 {
		w.Failf("%s: the years are 1970 to 9999", t)
		return
	}
	w.Text(schema.Instant(t))
}

// Refresh says when a materialized view is refreshed: what Immediate, Manual,
// Every and ByPeriod return.
type Refresh interface{ refresh() schema.Refresh }

// ImmediateRefresh refreshes a view with each commit to its base table.
type ImmediateRefresh struct{ r schema.Refresh }

// Immediate refreshes the view with each commit to the base table.
func Immediate() ImmediateRefresh {
	return ImmediateRefresh{schema.Refresh{Mode: schema.RefreshImmediate}}
}

func (r ImmediateRefresh) refresh() schema.Refresh { return r.r }

// Deferred leaves a view that is created empty until the first commit.
func (r ImmediateRefresh) Deferred() ImmediateRefresh { r.r.Deferred = true; return r }

// Period refreshes no period before it is over.
func (r ImmediateRefresh) Period(p Period) ImmediateRefresh { r.r.Period = p.p; return r }

// ManualRefresh refreshes a view when it is told to.
type ManualRefresh struct{ r schema.Refresh }

// Manual refreshes the view by [RefreshMaterializedView] alone.
func Manual() ManualRefresh { return ManualRefresh{schema.Refresh{Mode: schema.RefreshManual}} }

func (r ManualRefresh) refresh() schema.Refresh { return r.r }

// Deferred leaves a view that is created empty.
func (r ManualRefresh) Deferred() ManualRefresh { r.r.Deferred = true; return r }

// Period refreshes no period before it is over.
func (r ManualRefresh) Period(p Period) ManualRefresh { r.r.Period = p.p; return r }

// EveryRefresh refreshes a view by the clock.
type EveryRefresh struct{ r schema.Refresh }

// Every refreshes the view every so many minutes, hours, days, weeks, months or
// years.
func Every(interval Interval) EveryRefresh {
	return EveryRefresh{schema.Refresh{Mode: schema.RefreshEvery, Every: interval}}
}

func (r EveryRefresh) refresh() schema.Refresh { return r.r }

// Deferred leaves a view that is created empty until the first time comes.
func (r EveryRefresh) Deferred() EveryRefresh { r.r.Deferred = true; return r }

// Start counts the intervals from an instant. It excludes Period.
func (r EveryRefresh) Start(at time.Time) StartedRefresh {
	r.r.Start = at
	return StartedRefresh{r}
}

// Period refreshes no period before it is over. It excludes Start.
func (r EveryRefresh) Period(p Period) EveryPeriodRefresh {
	r.r.Period = p.p
	return EveryPeriodRefresh(r)
}

// StartedRefresh refreshes a view by the clock, from an instant on.
type StartedRefresh struct{ r EveryRefresh }

func (r StartedRefresh) refresh() schema.Refresh { return r.r.r }

// TimeZone counts days and what is longer in a time zone, such as
// "Europe/Berlin".
func (r StartedRefresh) TimeZone(zone string) StartedRefresh { r.r.r.TimeZone = zone; return r }

// EveryPeriodRefresh refreshes the periods of a view by the clock.
type EveryPeriodRefresh struct{ r schema.Refresh }

func (r EveryPeriodRefresh) refresh() schema.Refresh { return r.r }

// PeriodRefresh refreshes a view when a period is over.
type PeriodRefresh struct{ r schema.Refresh }

// ByPeriod refreshes the view each time that a period is over.
func ByPeriod(p Period) PeriodRefresh { return PeriodRefresh{schema.Refresh{Period: p.p}} }

func (r PeriodRefresh) refresh() schema.Refresh { return r.r }

// Deferred leaves a view that is created empty until a period is over.
func (r PeriodRefresh) Deferred() PeriodRefresh { r.r.Deferred = true; return r }

// Period is a stretch of time that a view is refreshed by.
type Period struct{ p schema.Period }

// PeriodLength is a period of seconds to days, 24 hours at most.
func PeriodLength(length Interval) Period { return Period{schema.Period{Length: length}} }

// PeriodSampleByInterval is a period as long as the interval of the query's
// SAMPLE BY.
func PeriodSampleByInterval() Period { return Period{schema.Period{SampleByInterval: true}} }

// TimeZone begins periods in a time zone, such as "Europe/London".
func (p Period) TimeZone(zone string) Period { p.p.TimeZone = zone; return p }

// Delay waits after the end of a period, for rows that come late; it is shorter
// than the period.
func (p Period) Delay(delay Interval) Period { p.p.Delay = delay; return p }
