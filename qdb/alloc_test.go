package qdb_test

import (
	"slices"
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/race"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// perRow returns how many allocations a row takes: what 9,000 more rows add.
func perRow(run func(rows int)) float64 {
	few, many := 1000, 10_000
	allocs := func(rows int) float64 { return testing.AllocsPerRun(3, func() { run(rows) }) }
	return (allocs(many) - allocs(few)) / float64(many-few)
}

// TestRowAllocs shows that a row that is read allocates nothing but its texts,
// and a row that is written nothing at all. What a batch takes is shared by its
// thousand rows.
func TestRowAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Events)
	type row struct {
		X    int64
		Half float64
	}
	read := perRow(func(rows int) {
		s := expr.LongSequence("s", int64(rows))
		for _, err := range qdb.Query[row](ctx, pool, expr.Select(s.X, s.X.ToDouble().Div(expr.Int64(2)).As("half")).From(s)) {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	all := events(10_000)
	written := perRow(func(rows int) {
		if _, err := qdb.InsertAll(ctx, pool, Events, slices.Values(all[:rows])); err != nil {
			t.Fatal(err)
		}
	})
	t.Logf("%.3f allocations a row read, %.3f a row written", read, written)
	if read > .005 {
		t.Errorf("%v allocations a row read", read)
	}
	if written > .05 {
		t.Errorf("%v allocations a row written, at most 0.05", written)
	}
}
