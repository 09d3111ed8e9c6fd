package expr_test

import (
	"errors"
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

// TestNamed shows that a name changes no statement's text, whatever is added
// behind it, and that a mistake is told with it.
func TestNamed(t *testing.T) {
	base := expr.Select(Ticks.Ts, Ticks.Symbol, Ticks.Price).From(Ticks)
	named := base.Named("ticks.all")
	pivot := expr.Pivot(base, fn.Avg(Ticks.Price).As("p"))
	into := expr.InsertSelect(Fixes, base)
	insert := expr.Insert(Fixes)
	update := expr.Update(Ticks).Set(Ticks.Price.Set(1))
	for _, tt := range []struct {
		name         string
		named, plain expr.Statement
	}{
		{"at the end", base.Where(Ticks.Live).Named("a"), base.Where(Ticks.Live)},
		{"a base", named.Where(Ticks.Live).LatestOn(Ticks.Ts, Ticks.Symbol), base.Where(Ticks.Live).LatestOn(Ticks.Ts, Ticks.Symbol)},
		{"twice", named.Named("other").Distinct(), base.Distinct()},
		{"a branch", base.Union(named), base.Union(base)},
		{"before a branch", named.Union(base).OrderBy(Ticks.Ts), base.Union(base).OrderBy(Ticks.Ts)},
		{"behind a branch", base.Union(base).Named("a").Limit(1), base.Union(base).Limit(1)},
		{"behind LIMIT", base.Limit(1).Named("a").UnionAll(base), base.Limit(1).UnionAll(base)},
		{"PIVOT", pivot.Named("a").For(Ticks.Symbol, expr.Is("BTC-USD")), pivot.For(Ticks.Symbol, expr.Is("BTC-USD"))},
		{"INSERT", insert.Named("a").Values(noon, "a", 1), insert.Values(noon, "a", 1)},
		{"INSERT of rows", expr.InsertRows(Ticks, tickRows(2)).Named("a"), expr.InsertRows(Ticks, tickRows(2))},
		{"INSERT of a query", into.Batch(10).Named("a").O3MaxLag(expr.Seconds(1)), into.Batch(10).O3MaxLag(expr.Seconds(1))},
		{"UPDATE", update.Named("a").All(), update.All()},
		{"EXPLAIN", expr.Explain(named).Named("a").JSON(), expr.Explain(base).JSON()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := tt.named.SQL()
			want, _, plainErr := tt.plain.SQL()
			if err != nil || plainErr != nil || got != want {
				t.Errorf("%s %v\nwant %s %v", got, err, want, plainErr)
			}
		})
	}
	for _, tt := range []struct {
		name string
		s    expr.Statement
		want string
	}{
		{"query", named.Where(fn.Max(Ticks.Price).Gt(1)), `ticks.all: WHERE: an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query`},
		{"the last name", named.Named("other").Limit(1).Limit(2), `other: LIMIT: the statement has this clause already`},
		{"a base of a CTE", expr.Select(expr.All).From(expr.Sub("s", func(s TicksTable) expr.Query {
			return expr.Select(expr.All).From(Ticks).Named("inner").SampleBy(expr.Hours(0))
		})).Named("outer"), `outer: SAMPLE BY: stride must be positive, got 0`},
		{"INSERT", insert.Named("fixes.add"), `fixes.add: INSERT: there is nothing to insert: add Values(…) or Set(…)`},
		{"INSERT of a query", into.Named("fixes.copy").Batch(-1), `fixes.copy: INSERT: a batch must have a positive number of rows, got -1`},
		{"UPDATE", update.Named("ticks.fix"), `ticks.fix: UPDATE: there is no condition: add Where(…), or All() to change every row`},
		{"EXPLAIN", expr.Explain(nil).Named("ticks.plan"), `ticks.plan: EXPLAIN: there is no statement to explain`},
		{"EXPLAIN of a named query", expr.Explain(named.Limit(1).Limit(2)), `LIMIT: the statement has this clause already`},
		{"an empty name", base.Named(""), `Named: the name of the statement is empty`},
		{"an empty name of EXPLAIN", expr.Explain(base).Named(""), `EXPLAIN: the name of the statement is empty`},
		{"no query", expr.Query{}.Named("a"), `a: SELECT: the query is empty: it was not made by Select`},
		{"no UPDATE", expr.UpdateStatement{}.Named("a"), `a: UPDATE: the statement is empty: it was not made by Update`},
	} {
		t.Run("mistake in "+tt.name, func(t *testing.T) { checkMistake(t, tt.s, tt.want) })
	}
}

func checkMistake(t *testing.T, s expr.Statement, want string) {
	t.Helper()
	_, _, err := s.SQL()
	var found *expr.BuildError
	if !errors.As(err, &found) {
		t.Fatalf("got %v", err)
	}
	if found.At = ""; found.Error() != want {
		t.Errorf("got  %s\nwant %s", found, want)
	}
}

// TestNamedAllocs shows that statements without a name do not pay for names.
func TestNamedAllocs(t *testing.T) {
	base := expr.Select(Ticks.Ts).From(Ticks)
	named := base.Named("ticks.all")
	dst := make([]byte, 0, 1000)
	render := func(q expr.Query) float64 {
		return testing.AllocsPerRun(100, func() { _, _, _ = q.AppendSQL(dst, nil) })
	}
	if plain, with := render(base), render(named); plain != with {
		t.Errorf("%v allocations without a name, %v with one", plain, with)
	}
}
