package corpus

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

type TradesTable struct {
	expr.Table
	Timestamp expr.TimestampColumn
	Symbol    expr.SymbolColumn
	Side      expr.SymbolColumn
	Price     expr.DoubleColumn
	Amount    expr.DoubleColumn
	Quantity  expr.DoubleColumn
}

// TradesTsTable is trades on pages that call its timestamp ts.
type TradesTsTable struct {
	expr.Table
	Ts       expr.TimestampColumn
	Symbol   expr.SymbolColumn
	Sym      expr.SymbolColumn
	Price    expr.DoubleColumn
	Quantity expr.DoubleColumn
}

type FxTradesTable struct {
	expr.Table
	Timestamp expr.TimestampNSColumn
	Symbol    expr.SymbolColumn
	ECN       expr.SymbolColumn `qdb:"ecn"`
	Side      expr.SymbolColumn
	Price     expr.DoubleColumn
	Quantity  expr.DoubleColumn
}

type CorePriceTable struct {
	expr.Table
	Timestamp expr.TimestampNSColumn
	Symbol    expr.SymbolColumn
	ECN       expr.SymbolColumn `qdb:"ecn"`
	BidPrice  expr.DoubleColumn
	BidVolume expr.LongColumn
	AskPrice  expr.DoubleColumn
	AskVolume expr.LongColumn
}

type MarketDataTable struct {
	expr.Table
	Timestamp expr.TimestampNSColumn
	Symbol    expr.SymbolColumn
	BestBid   expr.DoubleColumn
	BestAsk   expr.DoubleColumn
	Bids      expr.DoubleColumn
}

type PricesTable struct {
	expr.Table
	Ts    expr.TimestampColumn
	Sym   expr.SymbolColumn
	Price expr.DoubleColumn
}

var (
	Trades = ddl.Define("corpus_trades", func(t TradesTable) ddl.Spec {
		return ddl.Designated(t.Timestamp).PartitionBy(ddl.Year).BypassWAL()
	})
	TradesTs = ddl.Define("corpus_trades_ts", func(t TradesTsTable) ddl.Spec {
		return ddl.Designated(t.Ts).PartitionBy(ddl.Year).BypassWAL()
	})
	FxTrades = ddl.Define("corpus_fx_trades", func(t FxTradesTable) ddl.Spec {
		return ddl.Designated(t.Timestamp).PartitionBy(ddl.Year).BypassWAL()
	})
	CorePrice = ddl.Define("corpus_core_price", func(t CorePriceTable) ddl.Spec {
		return ddl.Designated(t.Timestamp).PartitionBy(ddl.Year).BypassWAL()
	})
	MarketData = ddl.Define("corpus_market_data", func(t MarketDataTable) ddl.Spec {
		return ddl.Designated(t.Timestamp).PartitionBy(ddl.Year).BypassWAL()
	})
	Prices = ddl.Define("corpus_prices", func(t PricesTable) ddl.Spec {
		return ddl.Designated(t.Ts).PartitionBy(ddl.Year).BypassWAL()
	})
)

// fill inserts rows of the last years, four a day, and of the last two days, one
// a minute: what the documentation asks for is there.
func fill(t *testing.T, db *pgxpool.Pool) {
	t.Helper()
	const symbols = "'BTC-USDT','ETH-USDT','SOL-USDT','AAPL','BTC-USD','ETH-BTC'"
	for _, rows := range []struct{ from, step, count string }{
		{"'2023-01-01T09:30'::timestamp", "21600000000L", "4600"},
		{"dateadd('d', -2, now())", "60000000L", "2880"},
	} {
		for _, insert := range []string{
			"corpus_trades SELECT timestamp_sequence(" + rows.from + ", " + rows.step + "), rnd_symbol(" + symbols + "), rnd_symbol('buy','sell'), round(rnd_double() * 200, 2), round(rnd_double() * 2, 2), round(rnd_double() * 10, 2)",
			"corpus_trades_ts SELECT timestamp_sequence(" + rows.from + ", " + rows.step + "), rnd_symbol(" + symbols + "), rnd_symbol('a','b'), round(rnd_double() * 200, 2), round(rnd_double() * 10, 2)",
			"corpus_prices SELECT timestamp_sequence(" + rows.from + ", " + rows.step + "), rnd_symbol('a','b'), round(rnd_double() * 400, 2)",
			"corpus_fx_trades SELECT timestamp_sequence(" + rows.from + ", " + rows.step + ")::timestamp_ns, rnd_symbol('EURUSD','GBPUSD'), rnd_symbol('LMAX','EBS'), rnd_symbol('buy','sell'), 1 + round(rnd_double(), 4), round(rnd_double() * 1000, 0)",
			"corpus_core_price SELECT timestamp_sequence(" + rows.from + ", " + rows.step + ")::timestamp_ns, rnd_symbol('EURUSD','GBPUSD'), rnd_symbol('LMAX','EBS'), 1 + round(rnd_double(), 4), rnd_long(1, 1000, 0), 2 + round(rnd_double(), 4), rnd_long(1, 1000, 0)",
			"corpus_market_data SELECT timestamp_sequence(" + rows.from + ", " + rows.step + ")::timestamp_ns, rnd_symbol('EURUSD','GBPUSD'), 1 + round(rnd_double(), 4), 2 + round(rnd_double(), 4), 1.5",
		} {
			if _, err := db.Exec(t.Context(), "INSERT INTO "+insert+" FROM long_sequence("+rows.count+", 1, 2)"); err != nil {
				t.Fatalf("%s: %v", insert, err)
			}
		}
	}
}
