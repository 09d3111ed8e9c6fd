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

// RawTick is the shape of views whose query is SQL text.
type RawTick struct {
	expr.Table
	Ts expr.TimestampColumn `qdb:",designated"`
	Px expr.DoubleColumn
}

var (
	RawTicks = ddl.DefineViewRaw[RawTick]("ddl_raw_v", `SELECT ts, price AS px FROM ddl_base`, Base)

	RawHourly = ddl.DefineMaterializedView("ddl_raw_mv", func(RawTick) ddl.MatViewSpec {
		return ddl.MaterializedRaw(`SELECT ts, max(price) AS px FROM ddl_base SAMPLE BY 1h`, Base).PartitionBy(ddl.Day)
	})
)

func TestViewRaw(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Base)
	golden(t, db, drops{"DROP VIEW IF EXISTS ddl_raw_v", "DROP MATERIALIZED VIEW IF EXISTS ddl_raw_mv"}, []row{
		{name: "view", s: ddl.Create(RawTicks), sql: `CREATE VIEW ddl_raw_v AS (SELECT ts, price AS px FROM ddl_base)`},
		{name: "materialized view", s: ddl.Create(RawHourly), sql: `CREATE MATERIALIZED VIEW ddl_raw_mv AS (SELECT ts, max(price) AS px FROM ddl_base SAMPLE BY 1h) PARTITION BY DAY`},
		{name: "ALTER VIEW", s: ddl.AlterView(RawTicks), sql: `ALTER VIEW ddl_raw_v AS (SELECT ts, price AS px FROM ddl_base)`, before: []expr.Statement{ddl.Create(RawTicks)}},
	})
}

// TestViewRawComment has a comment at the end of a query, which must not hide
// the bracket behind it.
func TestViewRawComment(t *testing.T) {
	db := qdbtest.DB(t)
	view := ddl.DefineViewRaw[RawTick]("ddl_raw_comment", "SELECT ts, price AS px FROM ddl_base -- all", Base)
	if got, want := view.String(), "CREATE VIEW ddl_raw_comment AS (SELECT ts, price AS px FROM ddl_base -- all\n)"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	qdbtest.Create(t, db, ddl.NewSchema(view, Base))
}

// TestViewRawInSchema creates what a text reads first, and reads the view as a
// relation with a designated timestamp.
func TestViewRawInSchema(t *testing.T) {
	db := qdbtest.DB(t)
	s := ddl.NewSchema(RawHourly, RawTicks, Base)
	qdbtest.Create(t, db, s)
	if err := qdb.Verify(t.Context(), db, s); err != nil {
		t.Error(err)
	}
	insert := expr.Insert(Base).Values(newYear, "a", 1.5, 2.0, 3, "n").Values(newYear.Add(time.Minute), "b", 2.5, 2.0, 3, nil)
	if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	mean := expr.Select(fn.Avg(RawTicks.Px).As("mean")).From(RawTicks).SampleBy(expr.Hours(1))
	if got, err := qdb.One[float64](t.Context(), db, mean); err != nil || got != 2 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestViewRawMistakes(t *testing.T) {
	for _, c := range []struct {
		view expr.Relation
		want string
	}{
		{ddl.DefineViewRaw[RawTick]("v", " "), `view "v" (ddl_test.RawTick): a view without a query`},
		{ddl.DefineViewRaw[RawTick]("v", "SELECT '\x00'"), `view "v" (ddl_test.RawTick): the query: text has a NUL, which QuestDB does not allow, at byte 8`},
		{ddl.DefineViewRaw[RawTick]("v", "SELECT 1", nil), `view "v" (ddl_test.RawTick): what the query reads is nil, or a struct that Define did not make`},
		{ddl.DefineViewRaw[RawTick]("", "SELECT 1"), `view name is empty`},
		{ddl.DefineMaterializedView("m", func(RawTick) ddl.MatViewSpec { return ddl.MaterializedRaw("") }), `materialized view "m" (ddl_test.RawTick): a view without a query`},
		{ddl.DefineMaterializedView("m", func(RawTick) ddl.MatViewSpec { return ddl.MaterializedSpec{} }), `materialized view "m" (ddl_test.RawTick): a view without a query`},
	} {
		if err := ddl.Check(c.view); err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
