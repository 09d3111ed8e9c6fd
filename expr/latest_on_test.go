package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestLatestOn(t *testing.T) {
	db := openClauses(t)
	all := expr.Select(expr.All).From(Ticks)
	latest := all.LatestOn(Ticks.Ts, Ticks.Symbol)
	cheap := expr.Sub("cheap", func(TicksTable) expr.Query { return all.Where(Ticks.Price.Lt(105)) })
	newest := expr.Sub("newest", func(TicksTable) expr.Query { return latest })
	type Renamed struct {
		expr.Table
		T2     expr.TimestampColumn
		Symbol expr.SymbolColumn
	}
	renamed := expr.Sub("renamed", func(r Renamed) expr.Query { return expr.Select(r.T2.Is(Ticks.Ts), Ticks.Symbol).From(Ticks) })
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "key", Statement: latest, SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol`},
		{Name: "keys", Statement: all.LatestOn(Ticks.Ts, Ticks.Symbol, Ticks.Side, Ticks.Lot), SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol, side, lot`},
		{Name: "varchar key", Statement: all.LatestOn(Ticks.Ts, Ticks.Note), SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY note`},
		{Name: "where", Statement: all.Where(Ticks.Side.Eq("buy")).LatestOn(Ticks.Ts, Ticks.Symbol).OrderBy(Ticks.Price).Limit(1), SQL: `SELECT * FROM clauses_ticks WHERE side = $1 LATEST ON ts PARTITION BY symbol ORDER BY price LIMIT $2`},
		{Name: "grouped", Statement: expr.Select(Ticks.Side, fn.Count().As("n")).From(Ticks).LatestOn(Ticks.Ts, Ticks.Symbol).GroupBy(Ticks.Side), SQL: `SELECT side, count(*) AS n FROM clauses_ticks LATEST ON ts PARTITION BY symbol GROUP BY side`},
		{Name: "sampled", Statement: expr.Select(Ticks.Ts, fn.Avg(Ticks.Price).As("mean")).From(Ticks).LatestOn(Ticks.Ts, Ticks.Symbol).SampleBy(expr.Days(1)), SQL: `SELECT ts, avg(price) AS mean FROM clauses_ticks LATEST ON ts PARTITION BY symbol SAMPLE BY 1d`},
		{Name: "of an alias", Statement: expr.Select(tk.Price).From(tk).LatestOn(tk.Ts, tk.Symbol), SQL: `SELECT price FROM clauses_ticks AS t LATEST ON ts PARTITION BY symbol`},
		{Name: "absent filter behind", Statement: latest.Where(expr.If(false, Ticks.Live)), SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol`},
		{Name: "number key", Statement: all.LatestOn(Ticks.Ts, Ticks.Lot), SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY lot`},
		{Name: "of a sub-query", Statement: expr.Select(expr.All).From(cheap).LatestOn(cheap.Ts, cheap.Symbol), SQL: `SELECT * FROM (SELECT * FROM clauses_ticks WHERE price < $1) AS cheap LATEST ON ts PARTITION BY symbol`},
		{Name: "by another timestamp", Statement: expr.Select(expr.All).From(renamed).LatestOn(renamed.T2, renamed.Symbol), SQL: `SELECT * FROM (SELECT ts AS t2, symbol FROM clauses_ticks) AS renamed LATEST ON t2 PARTITION BY symbol`},
		{Name: "aggregates of the latest", Statement: expr.Select(fn.Count().As("n")).From(newest), SQL: `SELECT count(*) AS n FROM (SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol) AS newest`},

		{Name: "filter behind", Statement: latest.Where(Ticks.Live), Err: `WHERE: this filter would come before LATEST ON and choose among other rows: call Where before LatestOn, or filter a sub-query by expr.Sub`},
		{Name: "no keys", Statement: all.LatestOn(Ticks.Ts), Err: `LATEST ON: there are no keys: name the columns of which each combination has a latest row`},
		{Name: "of a join", Statement: expr.Select(tk.Ts).From(tk).Join(qt, expr.Using(tk.Symbol)).LatestOn(tk.Ts, tk.Symbol), Err: `LATEST ON: LATEST ON is of one relation, not of a join: apply it in a sub-query by expr.Sub and join that`},
		{Name: "of another table", Statement: all.LatestOn(Bids.Ts, Ticks.Symbol), Err: `LATEST ON: column "ts" of clauses_quotes is used, but clauses_quotes is not in FROM or JOIN`},
	})
}
