package expr_test

import (
	"testing"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestSampleBy(t *testing.T) {
	db := openClauses(t)
	mean, high := fn.Avg(Ticks.Price).As("mean"), fn.Max(Ticks.Price).As("high")
	one := expr.Select(Ticks.Ts, mean).From(Ticks)
	two := expr.Select(Ticks.Ts, mean, high).From(Ticks)
	keyed := expr.Select(Ticks.Ts, Ticks.Symbol, mean).From(Ticks)
	hour := expr.Hours(1)
	from, to := expr.Time(noon.Truncate(time.Hour).Add(-time.Hour)), expr.Time(noon.Truncate(time.Hour).Add(6*time.Hour))
	const unit = `SELECT ts, avg(price) AS mean FROM clauses_ticks SAMPLE BY `
	const sql = unit + `1h`
	const sql2 = `SELECT ts, avg(price) AS mean, max(price) AS high FROM clauses_ticks SAMPLE BY 1h`
	const fromTo = ` FROM '2026-01-02T11:00:00.000000Z'::TIMESTAMP TO '2026-01-02T18:00:00.000000Z'::TIMESTAMP`
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "nanoseconds", Statement: one.SampleBy(expr.Nanoseconds(1000000000)), SQL: unit + `1000000000n`},
		{Name: "microseconds", Statement: one.SampleBy(expr.Microseconds(500000)), SQL: unit + `500000U`},
		{Name: "milliseconds", Statement: one.SampleBy(expr.Milliseconds(500)), SQL: unit + `500T`},
		{Name: "seconds", Statement: one.SampleBy(expr.Seconds(1)), SQL: unit + `1s`},
		{Name: "minutes", Statement: one.SampleBy(expr.Minutes(10)), SQL: unit + `10m`},
		{Name: "hours", Statement: one.SampleBy(expr.Hours(1)), SQL: unit + `1h`},
		{Name: "days", Statement: one.SampleBy(expr.Days(1)), SQL: unit + `1d`},
		{Name: "weeks", Statement: one.SampleBy(expr.Weeks(1)), SQL: unit + `1w`},
		{Name: "months", Statement: one.SampleBy(expr.Months(1)), SQL: unit + `1M`},
		{Name: "years", Statement: one.SampleBy(expr.Years(1)), SQL: unit + `1y`},
		{Name: "a stride of a request", Statement: one.SampleBy(expr.ParseStride("5m")), SQL: unit + `5m`},
		{Name: "a duration", Statement: one.SampleBy(expr.Every(90 * time.Second)), SQL: unit + `90s`},
		{Name: "keyed", Statement: keyed.Where(Ticks.Live).SampleBy(hour).OrderBy(Ticks.Ts).Limit(3), SQL: `SELECT ts, symbol, avg(price) AS mean FROM clauses_ticks WHERE live SAMPLE BY 1h ORDER BY ts LIMIT $1`},
		{Name: "where behind", Statement: one.SampleBy(hour).Where(Ticks.Live), SQL: `SELECT ts, avg(price) AS mean FROM clauses_ticks WHERE live SAMPLE BY 1h`},
		{Name: "without the timestamp", Statement: expr.Select(mean).From(Ticks).SampleBy(hour), SQL: `SELECT avg(price) AS mean FROM clauses_ticks SAMPLE BY 1h`},
		{Name: "the timestamp by another name", Statement: expr.Select(Ticks.Ts.As("hour"), mean).From(Ticks).SampleBy(hour), SQL: `SELECT ts AS hour, avg(price) AS mean FROM clauses_ticks SAMPLE BY 1h`},
		{Name: "formula of aggregates", Statement: expr.Select(Ticks.Ts, fn.Max(Ticks.Price).Sub(fn.Min(Ticks.Price)).As("range")).From(Ticks).SampleBy(hour), SQL: `SELECT ts, max(price) - min(price) AS range FROM clauses_ticks SAMPLE BY 1h`},
		{Name: "fill prev", Statement: one.SampleBy(hour, expr.Fill(expr.Prev)), SQL: sql + ` FILL(PREV)`},
		{Name: "fill null", Statement: one.SampleBy(hour, expr.Fill(expr.Null)), SQL: sql + ` FILL(NULL)`},
		{Name: "fill linear", Statement: one.SampleBy(hour, expr.Fill(expr.Linear)), SQL: sql + ` FILL(LINEAR)`},
		{Name: "fill none", Statement: one.SampleBy(hour, expr.Fill(expr.None)), SQL: sql + ` FILL(NONE)`},
		{Name: "fill zero", Statement: one.SampleBy(hour, expr.Fill(num(0))), SQL: sql + ` FILL(0)`},
		{Name: "fill negative", Statement: one.SampleBy(hour, expr.Fill(float(-1.5))), SQL: sql + ` FILL(-1.5)`},
		{Name: "fill list", Statement: two.SampleBy(hour, expr.Fill(expr.Null, expr.Linear)), SQL: sql2 + ` FILL(NULL, LINEAR)`},
		{Name: "fill list with a value", Statement: two.SampleBy(hour, expr.Fill(num(0), expr.Prev)), SQL: sql2 + ` FILL(0, PREV)`},
		{Name: "fill one for two", Statement: two.SampleBy(hour, expr.Fill(expr.Prev)), SQL: sql2 + ` FILL(PREV)`},
		{Name: "fill prev of another", Statement: two.SampleBy(hour, expr.Fill(expr.PrevOf(mean), expr.Prev)), SQL: sql2 + ` FILL(PREV(mean), PREV)`},
		{Name: "fill keyed", Statement: keyed.SampleBy(hour, expr.Fill(expr.Prev)), SQL: `SELECT ts, symbol, avg(price) AS mean FROM clauses_ticks SAMPLE BY 1h FILL(PREV)`},
		{Name: "fill keyed null", Statement: keyed.SampleBy(hour, expr.Fill(expr.Null)), SQL: `SELECT ts, symbol, avg(price) AS mean FROM clauses_ticks SAMPLE BY 1h FILL(NULL)`},
		{Name: "fill keyed linear", Statement: keyed.SampleBy(hour, expr.Fill(expr.Linear)), SQL: `SELECT ts, symbol, avg(price) AS mean FROM clauses_ticks SAMPLE BY 1h FILL(LINEAR)`},
		{Name: "from to of times", Statement: one.SampleBy(hour, expr.FromTo(noon.Truncate(time.Hour).Add(-time.Hour), noon.Truncate(time.Hour).Add(6*time.Hour))), SQL: sql + fromTo},
		{Name: "from to of formulas", Statement: one.SampleBy(hour, expr.FromToExpr(fn.DateAdd("d", num(-1), fn.Now()), fn.Now()), expr.Fill(expr.Null)), SQL: sql + ` FROM dateadd('d', -1, now()) TO now() FILL(NULL)`},
		{Name: "from to, linear", Statement: one.SampleBy(hour, expr.FromToExpr(from, to), expr.Fill(expr.Linear)), SQL: sql + fromTo + ` FILL(LINEAR)`},
		{Name: "timestamp of another unit", Statement: expr.Select(fn.TimestampFloor(expr.Days(1), Ticks.Ts).As("day"), mean).From(Ticks).SampleBy(hour), SQL: `SELECT timestamp_floor('1d', ts) AS day, avg(price) AS mean FROM clauses_ticks SAMPLE BY 1h`},
		{Name: "order and limit", Statement: one.SampleBy(hour).OrderBy(Ticks.Ts.Desc()).Limit(2), SQL: sql + ` ORDER BY ts DESC LIMIT $1`},
		{Name: "from to", Statement: one.SampleBy(hour, expr.FromToExpr(from, to), expr.Fill(expr.Null)), SQL: sql + fromTo + ` FILL(NULL)`},
		{Name: "from", Statement: one.SampleBy(hour, expr.FromToExpr(from, nil), expr.Fill(expr.Null)), SQL: sql + ` FROM '2026-01-02T11:00:00.000000Z'::TIMESTAMP FILL(NULL)`},
		{Name: "to", Statement: one.SampleBy(hour, expr.FromToExpr(nil, to), expr.Fill(expr.Null)), SQL: sql + ` TO '2026-01-02T18:00:00.000000Z'::TIMESTAMP FILL(NULL)`},
		{Name: "from to without fill", Statement: one.SampleBy(hour, expr.FromToExpr(from, to)), SQL: sql + fromTo},
		{Name: "first observation", Statement: one.SampleBy(hour, expr.AlignToFirstObservation()), SQL: sql + ` ALIGN TO FIRST OBSERVATION`},
		{Name: "fill and first observation", Statement: one.SampleBy(hour, expr.AlignToFirstObservation(), expr.Fill(expr.Prev)), SQL: sql + ` FILL(PREV) ALIGN TO FIRST OBSERVATION`},
		{Name: "calendar", Statement: one.SampleBy(hour, expr.AlignToCalendar()), SQL: sql + ` ALIGN TO CALENDAR`},
		{Name: "time zone", Statement: one.SampleBy(hour, expr.AlignToCalendar().TimeZone("Europe/Berlin")), SQL: sql + ` ALIGN TO CALENDAR TIME ZONE 'Europe/Berlin'`},
		{Name: "time zone of a variable", Statement: one.SampleBy(hour, expr.AlignToCalendar().TimeZoneExpr(expr.Var("zone", expr.String("Europe/Berlin")))), SQL: `DECLARE @zone := 'Europe/Berlin' ` + sql + ` ALIGN TO CALENDAR TIME ZONE @zone`},
		{Name: "time zone of a formula", Statement: one.SampleBy(hour, expr.AlignToCalendar().TimeZoneExpr(expr.String("Europe/").Concat(expr.String("Berlin")))), SQL: sql + ` ALIGN TO CALENDAR TIME ZONE 'Europe/' || 'Berlin'`},
		{Name: "offset", Statement: one.SampleBy(hour, expr.AlignToCalendar().Offset("-00:30")), SQL: sql + ` ALIGN TO CALENDAR WITH OFFSET '-00:30'`},
		{Name: "everything", Statement: two.SampleBy(hour, expr.FromToExpr(from, to), expr.Fill(expr.Prev, expr.Null), expr.AlignToCalendar().TimeZone("Europe/Berlin").Offset("00:15")), SQL: sql2 + fromTo + ` FILL(PREV, NULL) ALIGN TO CALENDAR TIME ZONE 'Europe/Berlin' WITH OFFSET '00:15'`},

		{Name: "all", Statement: expr.Select(expr.All).From(Ticks).SampleBy(hour), Err: `SAMPLE BY: expr.All cannot be sampled: name the timestamp, the keys and the aggregates`},
		{Name: "no aggregate", Statement: expr.Select(Ticks.Ts, Ticks.Price).From(Ticks).SampleBy(hour), Err: `SAMPLE BY: there is no aggregate in the select list: each interval gives one row of aggregates`},
		{Name: "no timestamp", Statement: expr.Select(fn.Count()).From(Plain).SampleBy(hour), Err: `SAMPLE BY: clauses_plain has no designated timestamp to sample by`},
		{Name: "no FROM", Statement: expr.Select(fn.Count()).SampleBy(hour), Err: `SAMPLE BY: there is no FROM: add From(…)`},
		{Name: "keyed from to", Statement: keyed.SampleBy(hour, expr.FromToExpr(from, to)), Err: `SAMPLE BY: FROM and TO work without keys only: the select list has plain items beside the timestamp; filter by Where, or sample each key in a query of its own`},
		{Name: "from a column", Statement: one.SampleBy(hour, expr.FromToExpr(Ticks.Ts, to)), Err: `SAMPLE BY: FROM and TO take constants, not columns`},
		{Name: "fill list too long", Statement: one.SampleBy(hour, expr.Fill(expr.Prev, expr.Null)), Err: `SAMPLE BY: FILL has 2 values for 1 aggregates: give one for each, or one for all`},
		{Name: "fill list too short", Statement: expr.Select(mean, high, fn.Count()).From(Ticks).SampleBy(hour, expr.Fill(expr.Prev, expr.Null)), Err: `SAMPLE BY: FILL has 2 values for 3 aggregates: give one for each, or one for all`},
		{Name: "fill nothing", Statement: one.SampleBy(hour, expr.Fill()), Err: `SAMPLE BY: FILL has no values: give expr.Prev, expr.Null, expr.Linear, expr.None or a constant`},
		{Name: "fill a column", Statement: one.SampleBy(hour, expr.Fill(Ticks.Price)), Err: `SAMPLE BY: FILL: value 1 is no constant`},
		{Name: "none beside another", Statement: two.SampleBy(hour, expr.Fill(expr.None, expr.Prev)), Err: `SAMPLE BY: FILL: None stands alone`},
		{Name: "prev of no item", Statement: one.SampleBy(hour, expr.Fill(expr.PrevOf(high))), Err: `SAMPLE BY: PREV of high: it is not an item of the select list with an alias`},
		{Name: "group by", Statement: one.SampleBy(hour).GroupBy(Ticks.Ts), Err: `GROUP BY: a query with SAMPLE BY has no GROUP BY: the plain items of the select list are the keys`},
		{Name: "twice", Statement: one.SampleBy(hour).SampleBy(hour), Err: `SAMPLE BY: the statement has this clause already`},
		{Name: "two alignments", Statement: one.SampleBy(hour, expr.AlignToCalendar(), expr.AlignToFirstObservation()), Err: `SAMPLE BY: the intervals are aligned to the first observation and to the calendar: choose one`},
		{Name: "offset of another form", Statement: one.SampleBy(hour, expr.AlignToCalendar().Offset("15m")), Err: `SAMPLE BY: offset "15m" is not of the form hh:mm or -hh:mm`},
		{Name: "time zone of a column", Statement: one.SampleBy(hour, expr.AlignToCalendar().TimeZoneExpr(Ticks.Note)), Err: `SAMPLE BY: the time zone is no constant: it cannot depend on rows`},
		{Name: "empty time zone", Statement: one.SampleBy(hour, expr.AlignToCalendar().TimeZone("")), Err: `SAMPLE BY: the time zone is empty`},
	})
}
