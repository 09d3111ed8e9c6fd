package schema

import "math/bits"

// Rule tells what becomes of a setting of a declaration on a server, so that
// what the server tells can be compared with what was declared. The rules are
// all that questql assumes; docs/reflection.md has them word by word.
type Rule struct {
	// Setting is how SQL spells it.
	Setting string
	// Live is what the server tells of it.
	Live string
	// settle makes a declaration what the server would tell of it. live is
	// what it tells.
	settle func(want, live *Table)
}

// Rules are the settings that a server does not tell, or not as they were
// declared. All others are told as declared.
var Rules = []Rule{
	// What is never told is taken to be as declared.
	{"`NOT NULL`", "Not told: it is the program's promise, the server has none.", eachColumn(func(w, l *Column) { w.NotNull = l.NotNull })},
	{"`PARQUET(…)` of a column", "Not told, but for the text of SHOW CREATE TABLE.", eachColumn(func(w, l *Column) { w.Parquet = l.Parquet })},
	{"`IN VOLUME`", "Not told.", func(w, l *Table) { w.Volume = l.Volume }},
	{"`OWNED BY`", "Not told; QuestDB Enterprise has owners.", func(w, l *Table) { w.OwnedBy = l.OwnedBy }},
	{"`DEFERRED` of a materialized view", "Not told: it matters when the view is created, not later.", ofRefresh(func(w, l *Refresh) { w.Deferred = l.Deferred })},
	{"`TIMESTAMP(…)` of a materialized view", "Which column it is, not whether it was named.", ofView(func(w, l *View) { w.Timestamp = l.Timestamp })},

	// What is left to the server is what the server made of it.
	{"`CAPACITY` of a symbol", "Rounded up to a power of two. The server makes it larger when there are more values: a larger one is no difference. Without, the server's default.", eachColumn(settleCapacity)},
	{"`CACHE`, `NOCACHE` of a symbol", "Without, the server's default.", eachColumn(settleCache)},
	{"`CAPACITY` of an index", "Rounded up to a power of two. Without, the server's default.", eachColumn(settleIndexCapacity)},
	{"`WAL`, `BYPASS WAL`", "Without, the server's default.", settleWAL},
	{"`maxUncommittedRows`", "Without, the server's default.", func(w, l *Table) { w.MaxUncommittedRows = w.MaxUncommittedRows.or(l.MaxUncommittedRows) }},
	{"`o3MaxLag`", "Without, the server's default.", settleLag},
	{"`PARTITION BY` of a table", "Without, `NONE`.", settlePartitions},
	{"`PARTITION BY` of a materialized view", "Without, what the server chose by the interval of SAMPLE BY.", settleViewPartitions},
	{"`TTL`", "In the largest unit that it is a whole number of: 48 HOURS are 2 DAYS, 14 DAYS are 2 WEEKS, 12 MONTHS a YEAR. Zero is none.", func(w, _ *Table) { w.TTL = w.TTL.largestUnit() }},
	{"`WITH BASE`", "Without, the table that the server found.", settleBase},
	{"`REFRESH`", "Without, `IMMEDIATE`.", ofRefresh(func(w, _ *Refresh) { w.Mode = max(w.Mode, RefreshImmediate) })},
	{"`START` of `REFRESH EVERY`", "Without, the time at which the view was created or altered.", ofRefresh(settleStart)},
	{"`PERIOD (SAMPLE BY INTERVAL)`", "As a `LENGTH`. Any length without time zone and delay is taken for it.", ofRefresh(settlePeriod)},

	// What a view stores is its query's.
	{"The columns of a view", "As the query gives them: options of a symbol are those of the table that it is read from.", settleViewColumns},
	{"The query of a view", "As it was written. Spaces, comments and the case of words make no difference.", ofView(settleQuery)},
}

// Settled returns the declaration as a server would tell it that has it as
// live: equal to live if that is as declared.
func (t *Table) Settled(live *Table) Table {
	want := t.Plain()
	if t.View != nil {
		v := *want.View
		want.View = &v
	}
	for _, rule := range Rules {
		rule.settle(&want, live)
	}
	return want
}

// IsAsDeclared reports whether a live table is as it is declared, as far as the
// server tells.
func IsAsDeclared(live, want *Table) bool { return want.Settled(live).Equal(*live) }

func eachColumn(settle func(want, live *Column)) func(want, live *Table) {
	return func(want, live *Table) {
		for i := range want.Columns {
			if j := live.Column(want.Columns[i].Name); j >= 0 {
				settle(&want.Columns[i], &live.Columns[j])
			}
		}
	}
}

func ofView(settle func(want, live *View)) func(want, live *Table) {
	return func(want, live *Table) {
		if want.View != nil && live.View != nil {
			settle(want.View, live.View)
		}
	}
}

func ofRefresh(settle func(want, live *Refresh)) func(want, live *Table) {
	return ofView(func(want, live *View) {
		if want.Kind == MaterializedView && live.Kind == MaterializedView {
			settle(&want.Refresh, &live.Refresh)
		}
	})
}

func settleCapacity(want, live *Column) {
	if want.Type != live.Type {
		return
	}
	want.Symbol.Capacity = want.Symbol.Capacity.or(live.Symbol.Capacity).roundedUp()
	want.Symbol.Capacity.N = max(want.Symbol.Capacity.N, live.Symbol.Capacity.N)
}

func settleCache(want, live *Column) {
	if !want.Symbol.Cache && !want.Symbol.NoCache {
		want.Symbol.Cache, want.Symbol.NoCache = live.Symbol.Cache, live.Symbol.NoCache
	}
}

func settleIndexCapacity(want, live *Column) {
	if want.Symbol.Index {
		want.Symbol.IndexCapacity = want.Symbol.IndexCapacity.or(live.Symbol.IndexCapacity).roundedUp()
	}
}

func settleWAL(want, live *Table) {
	if want.WAL == WALDefault || want.View != nil {
		want.WAL = live.WAL
	}
}

func settleLag(want, live *Table) {
	if !want.O3MaxLag.Set {
		want.O3MaxLag = live.O3MaxLag
	}
}

func settlePartitions(want, _ *Table) {
	if want.View == nil && want.PartitionBy == "" && want.DesignatedName() != "" {
		want.PartitionBy = None
	}
}

func settleViewPartitions(want, live *Table) {
	if want.View != nil && (want.PartitionBy == "" || want.View.Kind == PlainView) {
		want.PartitionBy = live.PartitionBy
	}
}

func settleBase(want, live *Table) {
	if want.View != nil && live.View != nil && want.View.Base == "" {
		want.View.Base = live.View.Base
	}
}

func settleStart(want, live *Refresh) {
	if want.Mode == RefreshEvery && want.Start.IsZero() {
		want.Start = live.Start
	}
}

func settlePeriod(want, live *Refresh) {
	told := live.Period
	if want.Period.SampleByInterval && told == (Period{Length: told.Length}) {
		want.Period = told
	}
}

func settleViewColumns(want, live *Table) {
	if want.View == nil || live.View == nil {
		return
	}
	eachColumn(func(w, l *Column) {
		if want.View.Kind == PlainView {
			w.Symbol = l.Symbol
		}
	})(want, live)
	if want.Designated < 0 {
		want.Designated = live.Designated
	}
}

func settleQuery(want, live *View) {
	if SameQuery(want.Query, live.Query) {
		want.Query = live.Query
	}
}

// or returns the count, or another where it is left to the server.
func (c Count) or(other Count) Count {
	if c.Set {
		return c
	}
	return other
}

// roundedUp returns the least power of two that is not less.
func (c Count) roundedUp() Count {
	if c.N > 1 {
		c.N = 1 << bits.Len64(uint64(c.N-1))
	}
	return c
}
