package expr_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestUnion(t *testing.T) {
	db := openClauses(t)
	a := expr.Select(Ticks.Symbol).From(Ticks)
	b := expr.Select(Bids.Symbol).From(Bids)
	base := expr.Select(Ticks.Ts, Ticks.Price).From(Ticks)
	p := expr.Select(Ticks.Price.As("p")).From(Ticks)
	kind := expr.String("tick").As("kind")
	const as, bs = `SELECT symbol FROM clauses_ticks`, `SELECT symbol FROM clauses_quotes`
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "union", Statement: a.Union(b), SQL: as + ` UNION ` + bs},
		{Name: "union all", Statement: a.UnionAll(b), SQL: as + ` UNION ALL ` + bs},
		{Name: "except", Statement: a.Except(b), SQL: as + ` EXCEPT ` + bs},
		{Name: "except all", Statement: a.ExceptAll(b), SQL: as + ` EXCEPT ALL ` + bs},
		{Name: "intersect", Statement: a.Intersect(b), SQL: as + ` INTERSECT ` + bs},
		{Name: "intersect all", Statement: a.IntersectAll(b), SQL: as + ` INTERSECT ALL ` + bs},
		{Name: "wishlist", Statement: base.Where(Ticks.Side.Eq("buy")).UnionAll(base.Where(Ticks.Side.Eq("sell"))), SQL: `SELECT ts, price FROM clauses_ticks WHERE side = $1 UNION ALL SELECT ts, price FROM clauses_ticks WHERE side = $2`, Args: []any{"buy", "sell"}},
		{Name: "order and limit of the whole", Statement: a.UnionAll(b).OrderBy(Ticks.Symbol.Desc()).Limit(3), SQL: as + ` UNION ALL ` + bs + ` ORDER BY symbol DESC LIMIT $1`},
		{Name: "order by an alias", Statement: p.UnionAll(expr.Select(Bids.Bid).From(Bids)).OrderBy(Ticks.Price.As("p")), SQL: `SELECT price AS p FROM clauses_ticks UNION ALL SELECT bid FROM clauses_quotes ORDER BY p`},
		{Name: "order by a constant with an alias", Statement: expr.Select(kind, Ticks.Ts).From(Ticks).UnionAll(expr.Select(expr.String("quote").As("kind"), Bids.Ts).From(Bids)).OrderBy(kind), SQL: `SELECT 'tick' AS kind, ts FROM clauses_ticks UNION ALL SELECT 'quote' AS kind, ts FROM clauses_quotes ORDER BY kind`},
		{Name: "limited branches", Statement: a.OrderBy(Ticks.Ts).Limit(2).UnionAll(b.Limit(1)), SQL: `(` + as + ` ORDER BY ts LIMIT $1) UNION ALL (` + bs + ` LIMIT $2)`},
		{Name: "limited second branch", Statement: a.UnionAll(b.Limit(1)), SQL: as + ` UNION ALL (` + bs + ` LIMIT $1)`},
		{Name: "chain of one", Statement: a.UnionAll(b).UnionAll(a), SQL: as + ` UNION ALL ` + bs + ` UNION ALL ` + as},
		{Name: "chain of two", Statement: a.Union(b).Except(a), SQL: `(` + as + ` UNION ` + bs + `) EXCEPT ` + as},
		{Name: "nested", Statement: a.Except(b.Union(a)), SQL: as + ` EXCEPT (` + bs + ` UNION ` + as + `)`},
		{Name: "nested left", Statement: a.Union(b).Except(a).UnionAll(b), SQL: `((` + as + ` UNION ` + bs + `) EXCEPT ` + as + `) UNION ALL ` + bs},
		{Name: "limited whole", Statement: a.UnionAll(b).Limit(3).UnionAll(a), SQL: `(` + as + ` UNION ALL ` + bs + ` LIMIT $1) UNION ALL ` + as},
		{Name: "aliased tables", Statement: expr.Select(tk.Symbol).From(tk).Join(qt, expr.Using(tk.Symbol)).Union(b).OrderBy(tk.Symbol), SQL: `SELECT t.symbol FROM clauses_ticks AS t JOIN clauses_quotes AS q ON (symbol) UNION ` + bs + ` ORDER BY symbol`},
		{Name: "numbers", Statement: expr.Select(Ticks.Lot).From(Ticks).UnionAll(expr.Select(Bids.Bid).From(Bids)), SQL: `SELECT lot FROM clauses_ticks UNION ALL SELECT bid FROM clauses_quotes`},

		{Name: "column counts", Statement: base.UnionAll(b), Err: `UNION ALL: the first query has 2 columns, the second 1: select as many`},
		{Name: "classes", Statement: expr.Select(Ticks.Price).From(Ticks).Union(b), Err: `UNION: column 1 "price" is of different classes, DOUBLE and SYMBOL, of which the server would make text: cast one side`},
		{Name: "where behind", Statement: a.Union(b).Where(Ticks.Live), Err: `WHERE: this would be a part of the last branch: for all branches together make the query a sub-query by expr.Sub and read that, for one branch add it to that`},
		{Name: "group by behind", Statement: a.Union(b).GroupBy(Ticks.Symbol), Err: `GROUP BY: this would be a part of the last branch: for all branches together make the query a sub-query by expr.Sub and read that, for one branch add it to that`},
		{Name: "order of a branch", Statement: a.OrderBy(Ticks.Symbol).Union(b), Err: `ORDER BY: the order of a branch is lost in the whole: sort the whole, behind the set operation, or limit the branch too`},
		{Name: "order of the second branch", Statement: a.Union(b.OrderBy(Bids.Symbol)), Err: `ORDER BY: the order of a branch is lost in the whole: sort the whole, behind the set operation, or limit the branch too`},
		{Name: "order by what is not selected", Statement: a.Union(b).OrderBy(Ticks.Price), Err: `ORDER BY: column "price" is not in the result of the set operation: select it`},
		{Name: "empty query", Statement: a.Union(expr.Query{}), Err: `UNION: the second query is empty: it was not made by Select`},
		{Name: "mistake in the second", Statement: a.Union(b.Where(fn.Max(Bids.Bid).Gt(1))), Err: `WHERE: an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query`},
	})
	got, err := node.BodyOf(a.Union(b)).Shape()
	if err != nil || len(got) != 1 || got[0].Type.String() != "STRING" {
		t.Errorf("%v %v", got, err)
	}
}

func TestUnionPretty(t *testing.T) {
	a := expr.Select(Ticks.Symbol).From(Ticks)
	got, err := a.Limit(1).UnionAll(a).OrderBy(Ticks.Symbol).Pretty()
	want := `(
  SELECT symbol
  FROM clauses_ticks
  LIMIT 1
)
UNION ALL
SELECT symbol
FROM clauses_ticks
ORDER BY symbol`
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
}
