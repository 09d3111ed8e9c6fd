package ddl_test

import (
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// Tick is the shape of a view, Candle that of materialized views.
type Tick struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Px     expr.DoubleColumn
}

type Candle struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Mean   expr.DoubleColumn
}

var Ticks = ddl.DefineView("ddl_zv", func(v Tick) expr.Query {
	return expr.Select(Base.Ts, Base.Symbol, v.Px.Is(Base.Price)).From(Base).Where(Base.Price.Gt(1))
})

// hourly is the query of the materialized views.
func hourly(c Candle) expr.Query {
	return expr.Select(Base.Ts, Base.Symbol, c.Mean.Is(fn.Avg(Base.Price))).From(Base).SampleBy(expr.Hours(1))
}

func candles(spec func(m ddl.MaterializedSpec, c Candle) ddl.MatViewSpec) Candle {
	return ddl.DefineMaterializedView("ddl_zmv", func(c Candle) ddl.MatViewSpec { return spec(ddl.Materialized(hourly(c)), c) })
}

var Hourly = candles(func(m ddl.MaterializedSpec, _ Candle) ddl.MatViewSpec { return m.PartitionBy(ddl.Day) })

var dropViews = drops{"DROP VIEW IF EXISTS ddl_zv", "DROP MATERIALIZED VIEW IF EXISTS ddl_zmv2", "DROP MATERIALIZED VIEW IF EXISTS ddl_zmv"}

func TestView(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Base)
	made := []expr.Statement{ddl.Create(Ticks)}
	const query = ` (SELECT ts, symbol, price AS px FROM ddl_base WHERE price > 1.0)`
	const above = `SELECT ts, symbol, price AS px FROM ddl_base WHERE price > @lo)`
	declared := func(lo expr.Integer) Tick {
		return ddl.DefineView("ddl_zv", func(v Tick) expr.Query {
			return expr.Select(Base.Ts, Base.Symbol, v.Px.Is(Base.Price)).From(Base).Where(Base.Price.GtExpr(lo))
		})
	}
	lo, high := expr.OverridableVar("lo", expr.Int64(5)), expr.Var("lo", expr.Int64(50))
	rows := []row{
		{surface: "CREATE VIEW v AS (query); CREATE VIEW quoted name; CREATE VIEW v AS query (no parens)", s: ddl.Create(Ticks), sql: `CREATE VIEW ddl_zv AS` + query},
		{surface: "CREATE VIEW with DECLARE (non-overridable)", s: ddl.Create(declared(expr.Var("lo", expr.Int64(5)))), sql: `CREATE VIEW ddl_zv AS (DECLARE @lo := 5 ` + above},
		{surface: "CREATE VIEW with DECLARE OVERRIDABLE", s: ddl.Create(declared(lo)), sql: `CREATE VIEW ddl_zv AS (DECLARE OVERRIDABLE @lo := 5 ` + above},
		{
			surface: "override at query time: DECLARE @lo := … SELECT FROM view", s: expr.Select(Ticks.Px).From(Ticks).Where(high.EqExpr(high)),
			sql: `DECLARE @lo := 50 SELECT px FROM ddl_zv WHERE @lo = @lo`, before: []expr.Statement{ddl.Create(declared(lo))},
		},
		{surface: "CREATE VIEW IF NOT EXISTS", s: ddl.Create(Ticks).IfNotExists(), sql: `CREATE VIEW IF NOT EXISTS ddl_zv AS` + query, before: made},
		{surface: "CREATE OR REPLACE VIEW", s: ddl.Create(Ticks).OrReplace(), sql: `CREATE OR REPLACE VIEW ddl_zv AS` + query, before: made},
		{surface: "ALTER VIEW … AS", s: ddl.AlterView(Ticks), sql: `ALTER VIEW ddl_zv AS` + query, before: made},
		{surface: "COMPILE VIEW", s: ddl.CompileView(Ticks), sql: `COMPILE VIEW ddl_zv`, before: made},
		{surface: "SHOW CREATE VIEW", s: ddl.ShowCreate(Ticks), sql: `SHOW CREATE VIEW ddl_zv`, before: made},
		{name: "SHOW COLUMNS FROM view", s: ddl.ShowColumns(Ticks), sql: `SHOW COLUMNS FROM ddl_zv`, before: made},
		{surface: "SELECT from a view", s: expr.Select(Ticks.Symbol, Ticks.Px).From(Ticks).Where(Ticks.Px.Lt(5)), sql: `SELECT symbol, px FROM ddl_zv WHERE px < $1`, before: made},
		{surface: "DROP VIEW", s: ddl.Drop(Ticks), sql: `DROP VIEW ddl_zv`, before: made},
		{surface: "DROP VIEW IF EXISTS", s: ddl.Drop(Ticks).IfExists(), sql: `DROP VIEW IF EXISTS ddl_zv`},
	}
	golden(t, db, dropViews, rows)
}

func TestMaterializedView(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Base)
	const (
		create = `CREATE MATERIALIZED VIEW ddl_zmv`
		query  = ` AS (SELECT ts, symbol, avg(price) AS mean FROM ddl_base SAMPLE BY 1h)`
		byDay  = query + ` PARTITION BY DAY`
		alter  = `ALTER MATERIALIZED VIEW ddl_zmv `
	)
	type spec = ddl.MaterializedSpec
	type result = ddl.MatViewSpec
	with := func(r ddl.Refresh) expr.Statement {
		return ddl.Create(candles(func(m spec, _ Candle) result { return m.Refresh(r).PartitionBy(ddl.Day) }))
	}
	made := []expr.Statement{ddl.Create(Hourly)}
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	on := ddl.AlterMaterializedView(Hourly)
	daily := ddl.DefineMaterializedView("ddl_zmv2", func(c Candle) ddl.MatViewSpec {
		return ddl.Materialized(expr.Select(Hourly.Ts, Hourly.Symbol, c.Mean.Is(fn.Avg(Hourly.Mean))).From(Hourly).SampleBy(expr.Days(1))).PartitionBy(ddl.Month)
	})
	rows := []row{
		{surface: "CREATE MATERIALIZED VIEW … AS (…) PARTITION BY", s: ddl.Create(Hourly), sql: create + byDay},
		{surface: "no PARTITION BY, no parens", s: ddl.Create(candles(func(m spec, _ Candle) result { return m })), sql: create + query},
		{surface: "IF NOT EXISTS", s: ddl.Create(Hourly).IfNotExists(), sql: `CREATE MATERIALIZED VIEW IF NOT EXISTS ddl_zmv` + byDay},
		{surface: "WITH BASE t", s: ddl.Create(candles(func(m spec, _ Candle) result { return m.WithBase(Base).PartitionBy(ddl.Day) })), sql: create + ` WITH BASE ddl_base` + byDay},
		{surface: "REFRESH IMMEDIATE", s: ddl.Create(candles(func(m spec, _ Candle) result { return m.RefreshImmediate().PartitionBy(ddl.Day) })), sql: create + ` REFRESH IMMEDIATE` + byDay},
		{surface: "REFRESH IMMEDIATE DEFERRED", s: with(ddl.Immediate().Deferred()), sql: create + ` REFRESH IMMEDIATE DEFERRED` + byDay},
		{surface: "REFRESH MANUAL", s: ddl.Create(candles(func(m spec, _ Candle) result { return m.RefreshManual().PartitionBy(ddl.Day) })), sql: create + ` REFRESH MANUAL` + byDay},
		{surface: "REFRESH MANUAL DEFERRED", s: with(ddl.Manual().Deferred()), sql: create + ` REFRESH MANUAL DEFERRED` + byDay},
		{surface: "REFRESH EVERY 10m", s: with(ddl.Every(ddl.Minutes(10))), sql: create + ` REFRESH EVERY 10m` + byDay},
		{surface: "REFRESH EVERY 1h START … TIME ZONE …", s: with(ddl.Every(ddl.Hours(1)).Start(start).TimeZone("Europe/Berlin")), sql: create + ` REFRESH EVERY 1h START '2025-01-01T00:00:00.000000Z' TIME ZONE 'Europe/Berlin'` + byDay},
		{surface: "REFRESH EVERY 1h DEFERRED START", s: with(ddl.Every(ddl.Hours(1)).Deferred().Start(start)), sql: create + ` REFRESH EVERY 1h DEFERRED START '2025-01-01T00:00:00.000000Z'` + byDay},
		{
			surface: "REFRESH PERIOD (LENGTH … TIME ZONE … DELAY …)", s: with(ddl.ByPeriod(ddl.PeriodLength(ddl.Days(1)).TimeZone("Europe/London").Delay(ddl.Hours(2)))),
			sql: create + ` REFRESH PERIOD (LENGTH 1d TIME ZONE 'Europe/London' DELAY 2h)` + byDay,
		},
		{surface: "REFRESH IMMEDIATE PERIOD (…)", s: with(ddl.Immediate().Period(ddl.PeriodLength(ddl.Days(1)))), sql: create + ` REFRESH IMMEDIATE PERIOD (LENGTH 1d)` + byDay},
		{surface: "REFRESH PERIOD (SAMPLE BY INTERVAL)", s: with(ddl.ByPeriod(ddl.PeriodSampleByInterval())), sql: create + ` REFRESH PERIOD (SAMPLE BY INTERVAL)` + byDay},
		{name: "REFRESH DEFERRED PERIOD", s: with(ddl.ByPeriod(ddl.PeriodSampleByInterval()).Deferred()), sql: create + ` REFRESH DEFERRED PERIOD (SAMPLE BY INTERVAL)` + byDay},
		{
			surface: "REFRESH EVERY 15m PERIOD (LENGTH 1h DELAY 5m)", s: with(ddl.Every(ddl.Minutes(15)).Period(ddl.PeriodLength(ddl.Hours(1)).Delay(ddl.Minutes(5)))),
			sql: create + ` REFRESH EVERY 15m PERIOD (LENGTH 1h DELAY 5m)` + byDay,
		},
		{
			surface: "REFRESH MANUAL PERIOD (LENGTH 1d …)", s: with(ddl.Manual().Period(ddl.PeriodLength(ddl.Days(1)).TimeZone("UTC").Delay(ddl.Hours(1)))),
			sql: create + ` REFRESH MANUAL PERIOD (LENGTH 1d TIME ZONE 'UTC' DELAY 1h)` + byDay,
		},
		{surface: "TIMESTAMP(col)", s: ddl.Create(candles(func(m spec, c Candle) result { return m.Designated(c.Ts).PartitionBy(ddl.Day) })), sql: create + query + ` TIMESTAMP(ts) PARTITION BY DAY`},
		{surface: "PARTITION BY … TTL", s: ddl.Create(candles(func(m spec, _ Candle) result { return m.PartitionBy(ddl.Day).TTL(ddl.Days(7)) })), sql: create + byDay + ` TTL 7 DAYS`},
		{surface: "PARTITION BY YEAR", s: ddl.Create(candles(func(m spec, _ Candle) result { return m.PartitionBy(ddl.Year) })), sql: create + query + ` PARTITION BY YEAR`},
		{
			surface: ", INDEX(col CAPACITY n)", s: ddl.Create(candles(func(m spec, c Candle) result { return m.IndexCapacity(c.Symbol, 256).PartitionBy(ddl.Day) })),
			sql: create + query + `, INDEX(symbol CAPACITY 256) PARTITION BY DAY`,
		},
		{
			surface: "IN VOLUME", s: ddl.Create(candles(func(m spec, _ Candle) result { return m.PartitionBy(ddl.Day).InVolume("x") })), sql: create + byDay + ` IN VOLUME 'x'`,
			refused: "volume alias is not allowed [alias=x]", // the clause is parsed; the server has no volumes
		},
		{surface: "OWNED BY", s: ddl.Create(candles(func(m spec, _ Candle) result { return m.PartitionBy(ddl.Day).OwnedBy("admin") })), sql: create + byDay + ` OWNED BY admin`, notRun: "it needs QuestDB Enterprise"},
		{surface: "mat view on mat view", s: ddl.Create(daily), sql: `CREATE MATERIALIZED VIEW ddl_zmv2 AS (SELECT ts, symbol, avg(mean) AS mean FROM ddl_zmv SAMPLE BY 1d) PARTITION BY MONTH`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … SET REFRESH IMMEDIATE", s: on.SetRefresh(ddl.Immediate()), sql: alter + `SET REFRESH IMMEDIATE`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … SET REFRESH MANUAL", s: on.SetRefresh(ddl.Manual()), sql: alter + `SET REFRESH MANUAL`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … SET REFRESH EVERY 1h", s: on.SetRefresh(ddl.Every(ddl.Hours(1))), sql: alter + `SET REFRESH EVERY 1h`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … SET REFRESH EVERY 1h START", s: on.SetRefresh(ddl.Every(ddl.Hours(1)).Start(start).TimeZone("Europe/Berlin")), sql: alter + `SET REFRESH EVERY 1h START '2025-01-01T00:00:00.000000Z' TIME ZONE 'Europe/Berlin'`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … SET REFRESH PERIOD", s: on.SetRefresh(ddl.ByPeriod(ddl.PeriodLength(ddl.Days(1)).Delay(ddl.Hours(1)))), sql: alter + `SET REFRESH PERIOD (LENGTH 1d DELAY 1h)`, before: made},
		{
			surface: "ALTER MATERIALIZED VIEW … SET REFRESH EVERY … PERIOD", s: on.SetRefresh(ddl.Every(ddl.Hours(1)).Period(ddl.PeriodLength(ddl.Days(1)).Delay(ddl.Hours(1)))),
			sql: alter + `SET REFRESH EVERY 1h PERIOD (LENGTH 1d DELAY 1h)`, before: made,
		},
		{surface: "ALTER MATERIALIZED VIEW … SET REFRESH LIMIT n unit", s: on.SetRefreshLimit(ddl.Weeks(1)), sql: alter + `SET REFRESH LIMIT 1 WEEK`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … SET TTL n unit", s: on.SetTTL(ddl.Days(7)), sql: alter + `SET TTL 7 DAYS`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … SET TTL short", s: on.SetTTL(ddl.Weeks(3)), sql: alter + `SET TTL 3 WEEKS`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … RESUME WAL", s: on.ResumeWAL(), sql: alter + `RESUME WAL`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … RESUME WAL FROM TXN", s: on.ResumeWALFromTxn(1), sql: alter + `RESUME WAL FROM TXN 1`, before: made},
		{surface: "SUSPEND WAL", s: on.SuspendWAL(), sql: alter + `SUSPEND WAL`, before: made, refused: "database is not in dev mode"},
		{surface: "ALTER MATERIALIZED VIEW … ALTER COLUMN ADD INDEX", s: on.AlterColumn(Hourly.Symbol).AddIndex(), sql: alter + `ALTER COLUMN symbol ADD INDEX`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … ALTER COLUMN ADD INDEX CAPACITY", s: on.AlterColumn(Hourly.Symbol).AddIndexCapacity(256), sql: alter + `ALTER COLUMN symbol ADD INDEX CAPACITY 256`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … ALTER COLUMN SYMBOL CAPACITY", s: on.AlterColumn(Hourly.Symbol).SymbolCapacity(1024), sql: alter + `ALTER COLUMN symbol SYMBOL CAPACITY 1024`, before: made},
		{surface: "ALTER MATERIALIZED VIEW … DROP INDEX", s: on.AlterColumn(Hourly.Symbol).DropIndex(), sql: alter + `ALTER COLUMN symbol DROP INDEX`, before: append(made[:1:1], on.AlterColumn(Hourly.Symbol).AddIndex())},
		{surface: "REFRESH MATERIALIZED VIEW v FULL", s: ddl.RefreshMaterializedView(Hourly).Full(), sql: `REFRESH MATERIALIZED VIEW ddl_zmv FULL`, before: made},
		{surface: "REFRESH MATERIALIZED VIEW v INCREMENTAL", s: ddl.RefreshMaterializedView(Hourly).Incremental(), sql: `REFRESH MATERIALIZED VIEW ddl_zmv INCREMENTAL`, before: made},
		{
			surface: "REFRESH MATERIALIZED VIEW v RANGE FROM … TO …", s: ddl.RefreshMaterializedView(Hourly).Range(start, start.AddDate(0, 1, 0)),
			sql: `REFRESH MATERIALIZED VIEW ddl_zmv RANGE FROM '2025-01-01T00:00:00.000000Z' TO '2025-02-01T00:00:00.000000Z'`, before: made,
		},
		{surface: "SHOW CREATE MATERIALIZED VIEW", s: ddl.ShowCreate(Hourly), sql: `SHOW CREATE MATERIALIZED VIEW ddl_zmv`, before: made},
		{surface: "DROP MATERIALIZED VIEW", s: ddl.Drop(Hourly), sql: `DROP MATERIALIZED VIEW ddl_zmv`, before: made},
		{surface: "DROP MATERIALIZED VIEW IF EXISTS", s: ddl.Drop(Hourly).IfExists(), sql: `DROP MATERIALIZED VIEW IF EXISTS ddl_zmv`},
	}
	golden(t, db, dropViews, rows)
}

// TestSchema creates tables and views by their dependencies, reads a view, and
// drops all.
func TestSchema(t *testing.T) {
	db := qdbtest.DB(t)
	dropViews.run(t.Context(), db)
	s := ddl.NewSchema(Hourly, Ticks).With(Base)
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
	if err := qdb.CreateAll(t.Context(), db, s); err != nil {
		t.Fatal(err)
	}
	if err := qdb.Verify(t.Context(), db, s); err != nil {
		t.Error(err)
	}
	if ok, err := qdb.HasTable(t.Context(), db, s); !ok || err != nil {
		t.Error(ok, err)
	}
	insert := expr.Insert(Base).Values(newYear, "a", 1.5, 2.0, 3, "n").Values(newYear.Add(time.Hour), "b", 0.5, 2.0, 3, nil)
	if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	type tick struct {
		Symbol string
		Px     float64
	}
	got, err := qdb.One[tick](t.Context(), db, expr.Select(Ticks.Symbol, Ticks.Px).From(Ticks))
	if err != nil || got != (tick{"a", 1.5}) {
		t.Errorf("got %v, %v", got, err)
	}
	dropped, err := s.Drop()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dropped {
		if _, err := qdb.Exec(t.Context(), db, d); err != nil {
			t.Errorf("%s: %v", d, err)
		}
	}
	if left := texts(t, db, `SELECT table_name FROM tables() WHERE table_name IN ('ddl_base', 'ddl_zv', 'ddl_zmv')`); len(left) > 0 {
		t.Errorf("not dropped: %v", left)
	}
}
