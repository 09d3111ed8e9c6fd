package corpus

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type (
	// parquetTrades is a file of trades. What the server exports knows its
	// designated timestamp.
	parquetTrades struct {
		expr.Table
		Timestamp expr.TimestampColumn `qdb:",designated"`
		Symbol    expr.SymbolColumn
		Side      expr.SymbolColumn
		Price     expr.DoubleColumn
		Amount    expr.DoubleColumn
		Quantity  expr.DoubleColumn
	}
	referenceTable struct {
		expr.Table
		Symbol expr.SymbolColumn
		Label  expr.VarcharColumn
	}
	minutesTable struct {
		expr.Table
		Timestamp           expr.TimestampColumn
		Symbol, Side        expr.SymbolColumn
		AvgPrice, AvgAmount expr.DoubleColumn
	}
)

var (
	References = ddl.Define[referenceTable]("ref_data", nil)
	Minutes    = ddl.Define("trades_1m", func(t minutesTable) ddl.Spec { return byYear(t.Timestamp) })
)

// fromParquet reads a file that the server exported.
func fromParquet() map[string]expr.Statement {
	const file = "corpus_trades.parquet"
	f := expr.ReadParquet[parquetTrades]("t", file)
	read := expr.Sub("t", func(parquetTrades) expr.Query { return all.From(f) })
	sorted := expr.Sub("s", func(parquetTrades) expr.Query { return all.From(f).OrderBy(f.Timestamp) })
	bought := expr.Sub("b", func(parquetTrades) expr.Query { return all.From(f).Where(f.Side.Eq("buy")) })
	moved := expr.Sub("m", func(m movedTs) expr.Query {
		return expr.Select(m.CurrentTs.Is(f.Timestamp), m.PreviousTs.Is(fn.Lag(f.Timestamp, 1).Over(expr.Window()))).From(f)
	})
	r := expr.As(References, "r")
	return map[string]expr.Statement{
		"q0457": expr.Select(fn.Count().As("out_of_order_rows")).From(moved).Where(moved.CurrentTs.LtExpr(moved.PreviousTs)),
		"q1048": all.From(f),
		"q1049": expr.Select(f.Timestamp, f.Symbol, f.Side, fn.Avg(f.Price).As("avg_price"), fn.Avg(f.Amount).As("avg_amount")).From(f).Where(f.Side.Eq("buy")).SampleBy(expr.Minutes(1)),
		"q1054": expr.Select(sorted.Timestamp, sorted.Symbol, fn.Avg(sorted.Price).As("avg_price")).From(sorted).Timestamp(sorted.Timestamp).SampleBy(expr.Hours(1)),
		"q1056": expr.InsertSelect(Minutes, expr.Select(bought.Timestamp, bought.Symbol, bought.Side, Minutes.AvgPrice.Is(fn.Avg(bought.Price)), Minutes.AvgAmount.Is(fn.Avg(bought.Amount))).
			From(bought).Timestamp(bought.Timestamp).SampleBy(expr.Minutes(1))),
		"q1761": all.From(read).Timestamp(read.Timestamp).AsofJoin(Trades, expr.Using(read.Symbol)),
		"q2506": expr.Select(f.Symbol, f.Price, r.Label).From(f).Join(r, expr.On(f.Symbol.EqExpr(r.Symbol))),
	}
}

// TestCorpusParquet reads a Parquet file, on a server of its own that imports
// from where it exports to.
func TestCorpusParquet(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a server")
	}
	files := t.TempDir()
	server := questdb.OwnForTest(t, questdb.Config(map[string]string{"QDB_CAIRO_SQL_COPY_ROOT": files, "QDB_CAIRO_SQL_COPY_EXPORT_ROOT": files}))
	db, err := qdb.Open(t.Context(), server.DSN())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	qdbtest.Create(t, db, Trades, References, Minutes)
	for _, insert := range []string{
		"INSERT INTO corpus_trades SELECT timestamp_sequence('2024-01-01', 7000000L), rnd_symbol('BTC-USD', 'ETH-USD'), rnd_symbol('buy', 'sell'), rnd_double(), rnd_double(), rnd_double() FROM long_sequence(1000, 1, 2)",
		"INSERT INTO ref_data VALUES ('BTC-USD', 'Bitcoin'), ('ADA-USD', 'Cardano')",
	} {
		run(t, db, insert)
	}
	run(t, db, ddl.CopyQueryTo(all.From(Trades), "corpus_trades").String())
	waitExported(t, db)
	docs := readStatements(t)
	for id, built := range fromParquet() {
		sql := ofTests(id, strings.Replace(docs[id].SQL, "/var/lib/questdb/import/", "", 1))
		t.Run(id, func(t *testing.T) { equal(t, db, id, sql, built) })
	}
}

// waitExported waits for the export, which goes on in the background.
func waitExported(t *testing.T, db *pgxpool.Pool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		var done bool
		err := db.QueryRow(t.Context(), "SELECT count() > 0 FROM sys.copy_export_log WHERE phase = 'success'").Scan(&done)
		if err == nil && done {
			return
		}
	}
	t.Fatal("the export does not end")
}
