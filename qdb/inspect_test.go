package qdb_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/schema/schematest"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// modelled is a relation that is declared by its model.
type modelled struct{ node.RelationRef }

func relationOf(t schema.Table) modelled {
	return modelled{node.MakeRelationRef(&node.Relation{Table: &t})}
}

// TestInspectRoundTrip creates 300 random tables, of all types and options,
// and reads each as it was declared.
func TestInspectRoundTrip(t *testing.T) {
	const wanted, seed = 300, 10
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, seed))
	db := qdbtest.DB(t)
	declared := map[string]schema.Table{}
	var all []ddl.Declaration
	for i := 0; len(declared) < wanted; i++ {
		for _, table := range schematest.Random(r, fmt.Sprintf("inspect_rt_%d", i)) {
			declared[table.Name] = table
			all = append(all, relationOf(table))
		}
	}
	qdbtest.Create(t, db, all...)
	live, err := qdb.Inspect(t.Context(), db, qdb.Include("inspect_rt_*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(live.Schema.Tables) != len(declared) || len(live.Unknown) > 0 {
		t.Errorf("%d tables are read, %d were created; unknown: %v", len(live.Schema.Tables), len(declared), live.Unknown)
	}
	for _, table := range live.Schema.Tables {
		want := declared[table.Name]
		if !schema.IsAsDeclared(&table, &want) || len(schema.Differences(&table, &want)) > 0 {
			t.Errorf("%s\nis read as\n%+v\ndeclared as\n%+v\n%v", relationOf(want), table, want.Settled(&table), schema.Differences(&table, &want))
		}
		if err := table.Check(); err != nil {
			t.Errorf("what is read cannot be declared: %v", err)
		}
	}
}

// InspectTable is the base of the views of TestInspect.
type InspectTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
}

type InspectMean struct {
	expr.Table
	Ts     expr.TimestampColumn
	Source expr.SymbolColumn
	Mean   expr.DoubleColumn
}

var inspected = ddl.Define("inspect_base", func(t InspectTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL().DedupKeys(t.Ts, t.Source)
})

func inspectedView(name string, change func(v InspectMean, s ddl.MaterializedSpec) ddl.MatViewSpec) expr.Relation {
	return ddl.DefineMaterializedView(name, func(v InspectMean) ddl.MatViewSpec {
		q := expr.Select(inspected.Ts, inspected.Source, v.Mean.Is(fn.Avg(inspected.Value))).From(inspected).SampleBy(expr.Hours(1))
		return change(v, ddl.Materialized(q))
	})
}

// TestInspect reads each kind of relation as it was declared; what the random
// tables do not have is here.
func TestInspect(t *testing.T) {
	refreshed := func(name string, r ddl.Refresh) expr.Relation {
		return inspectedView(name, func(_ InspectMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s.Refresh(r) })
	}
	start := time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	relations := []expr.Relation{
		inspected,
		ddl.Table("inspect_long128").Long128("v"),
		ddl.Table("Inspect Odd.name").Int("a b").Symbol("Größe").Timestamp("timestamp").Designated(),
		ddl.Table("inspect_hours").Timestamp("ts").Designated().PartitionBy(ddl.Hour).WAL().TTL(ddl.Hours(36)),
		ddl.Table("inspect_days").Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL().TTL(ddl.Hours(48)),
		ddl.Table("inspect_weeks").Timestamp("ts").Designated().PartitionBy(ddl.Day).BypassWAL().TTL(ddl.Days(14)),
		ddl.Table("inspect_months").Timestamp("ts").Designated().PartitionBy(ddl.Month).WAL().TTL(ddl.Months(13)),
		ddl.Table("inspect_years").Timestamp("ts").Designated().PartitionBy(ddl.Year).WAL().TTL(ddl.Months(24)),
		ddl.DefineView("inspect_view", func(v InspectMean) expr.Query {
			return expr.Select(inspected.Ts, inspected.Source, v.Mean.Is(inspected.Value)).From(inspected).Where(inspected.Source.Eq("it's -- no comment"))
		}),
		inspectedView("inspect_mat", func(_ InspectMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s }),
		inspectedView("inspect_mat_options", func(v InspectMean, s ddl.MaterializedSpec) ddl.MatViewSpec {
			return s.WithBase(inspected).Designated(v.Ts).IndexCapacity(v.Source, 100).PartitionBy(ddl.Week).TTL(ddl.Weeks(2))
		}),
		refreshed("inspect_mat_immediate", ddl.Immediate().Deferred()),
		refreshed("inspect_mat_manual", ddl.Manual().Deferred()),
		refreshed("inspect_mat_every", ddl.Every(ddl.Minutes(90))),
		refreshed("inspect_mat_start", ddl.Every(ddl.Days(1)).Deferred().Start(start).TimeZone("Europe/Berlin")),
		refreshed("inspect_mat_period", ddl.ByPeriod(ddl.PeriodLength(ddl.Hours(2)).TimeZone("Europe/London").Delay(ddl.Minutes(10)))),
		refreshed("inspect_mat_seconds", ddl.ByPeriod(ddl.PeriodLength(ddl.Seconds(30)).Delay(ddl.Seconds(5)))),
		refreshed("inspect_mat_sampled", ddl.Immediate().Period(ddl.PeriodSampleByInterval())),
		refreshed("inspect_mat_manual_period", ddl.Manual().Period(ddl.PeriodLength(ddl.Days(1)))),
		refreshed("inspect_mat_every_period", ddl.Every(ddl.Weeks(1)).Period(ddl.PeriodLength(ddl.Hours(1)).TimeZone("+02:00"))),
	}
	db := qdbtest.DB(t)
	declared := ddl.NewSchema(relations...)
	qdbtest.Create(t, db, declared)
	live, err := qdb.Inspect(t.Context(), db, qdb.Include("inspect_*"), qdb.Exclude("inspect_rt_*"))
	if err != nil {
		t.Fatal(err)
	}
	odd, err := qdb.Inspect(t.Context(), db, qdb.Include("INSPECT odd.NAME"))
	if err != nil || len(odd.Schema.Tables) != 1 {
		t.Fatalf("%v %+v", err, odd)
	}
	live.Schema.Tables = append(live.Schema.Tables, odd.Schema.Tables...)
	for _, r := range relations {
		want, err := ddl.ModelOf(r)
		if err != nil {
			t.Fatal(err)
		}
		l, ok := live.Schema.Table(want.Name)
		if !ok || !schema.IsAsDeclared(&l, &want) {
			t.Errorf("%s\nis read as\n%+v\n%v", r, l, schema.Differences(&l, &want))
		}
		if err := l.Check(); err != nil {
			t.Errorf("what is read cannot be declared: %v", err)
		}
	}
	if err := qdb.Verify(t.Context(), db, declared); err != nil {
		t.Error(err)
	}
}

// TestInspectState reads the state of a table, a view and a materialized view,
// and partitions.
func TestInspectState(t *testing.T) {
	db := qdbtest.DB(t)
	table := ddl.Define("inspect_state", func(t InspectTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })
	view := ddl.DefineView("inspect_state_view", func(InspectMean) expr.Query {
		return expr.Select(table.Ts, table.Source, table.Value.As("mean")).From(table)
	})
	means := ddl.DefineMaterializedView("inspect_state_mat", func(v InspectMean) ddl.MatViewSpec {
		return ddl.Materialized(expr.Select(table.Ts, table.Source, v.Mean.Is(fn.Avg(table.Value))).From(table).SampleBy(expr.Hours(1)))
	})
	qdbtest.Create(t, db, table, view, means)
	insert := expr.Insert(table).Values(noon, "a", 1.5).Values(noon.AddDate(0, 0, 1), "b", 2.5).Values(noon.AddDate(0, 0, 1), "c", 2.5)
	if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	read := func() qdb.Inspection {
		live, err := qdb.Inspect(t.Context(), db, qdb.Include("inspect_state*"), qdb.WithPartitions())
		if err != nil {
			t.Fatal(err)
		}
		return live
	}
	live := read()
	s, ok := live.State("INSPECT_STATE")
	if !ok || s.View != nil || s.WAL == nil || s.WAL.Suspended || s.WAL.Lag != 0 {
		t.Errorf("the table: %+v", s)
	}
	if p := s.Partitions; len(p) != 2 || p[0].Name != "2026-01-02" || p[0].Rows != 1 || !p[0].Min.Equal(noon) || p[0].Active || !p[1].Active || !p[1].Attached || p[1].Rows != 2 || p[1].Bytes == 0 {
		t.Errorf("the partitions: %+v", p)
	}
	if s, ok := live.State("inspect_state_view"); !ok || s.WAL != nil || s.View == nil || s.View.Status != "valid" || s.View.Refresh != nil || s.Partitions != nil {
		t.Errorf("the view: %+v", s)
	}
	if _, ok := live.State("inspect_none"); ok {
		t.Error("the state of what there is not")
	}
	if _, err := qdb.Exec(t.Context(), db, ddl.AlterMaterializedView(means).SetRefreshLimit(ddl.Weeks(1)), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	if _, err := qdb.Exec(t.Context(), db, ddl.Alter(table).DropColumn(table.Value), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		live = read()
		v, _ := live.State("inspect_state_view")
		m, _ := live.State("inspect_state_mat")
		if v.View.Status == "invalid" && v.View.Reason != "" && m.View.Status == "invalid" && m.View.Reason == "drop column operation" && m.View.Refresh.Limit == ddl.Weeks(1) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%+v\n%+v", v.View, m.View)
		}
	}
}

// TestInspectNames has what patterns read.
func TestInspectNames(t *testing.T) {
	db := qdbtest.DB(t)
	for _, name := range []string{"inspect_n_a1", "inspect_n_a2", "inspect_n_B1"} {
		qdbtest.Create(t, db, ddl.Table(name).Long("v"))
	}
	for _, tt := range []struct {
		options []qdb.InspectOption
		want    string
	}{
		{[]qdb.InspectOption{qdb.Include("inspect_n_a1")}, "inspect_n_a1"},
		{[]qdb.InspectOption{qdb.Include("inspect_n_?1")}, "inspect_n_a1 inspect_n_B1"},
		{[]qdb.InspectOption{qdb.Include("INSPECT_N_[A]*", "inspect_n_b1")}, "inspect_n_a1 inspect_n_a2 inspect_n_B1"},
		{[]qdb.InspectOption{qdb.Include("inspect_n_*"), qdb.Exclude("*_b?")}, "inspect_n_a1 inspect_n_a2"},
		{[]qdb.InspectOption{qdb.Include("inspect_n_a1"), qdb.Exclude("inspect_n_A1")}, ""},
		{[]qdb.InspectOption{qdb.Include("inspect_n_")}, ""},
	} {
		live, err := qdb.Inspect(t.Context(), db, tt.options...)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, table := range live.Schema.Tables {
			names = append(names, table.Name)
		}
		if got := strings.Join(names, " "); got != tt.want || len(live.States) != len(names) {
			t.Errorf("%v: got %q, want %q", tt.options, got, tt.want)
		}
	}
	all, err := qdb.Inspect(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := all.Schema.Table("inspect_n_a1"); !ok {
		t.Error("without options a table is missing")
	}
	for _, option := range []qdb.InspectOption{qdb.Include("a[b"), qdb.Exclude("ok", "a[b")} {
		if _, err := qdb.Inspect(t.Context(), db, option); !errors.Is(err, path.ErrBadPattern) || !strings.Contains(err.Error(), `"a[b"`) {
			t.Errorf("a malformed pattern: %v", err)
		}
	}
}

// BenchmarkInspect reads 100 tables of 20 columns.
func BenchmarkInspect(b *testing.B) {
	db := qdbtest.DB(b)
	tables := make([]ddl.Declaration, 100)
	for i := range tables {
		t := ddl.Table(fmt.Sprintf("inspect_bench_%d", i)).Timestamp("ts").Designated()
		for j := range 19 {
			t = t.Double(fmt.Sprintf("c%d", j))
		}
		tables[i] = t.PartitionBy(ddl.Day).WAL()
	}
	qdbtest.Create(b, db, tables...)
	for b.Loop() {
		live, err := qdb.Inspect(b.Context(), db, qdb.Include("inspect_bench_*"))
		if err != nil || len(live.Schema.Tables) != len(tables) {
			b.Fatal(len(live.Schema.Tables), err)
		}
	}
}
