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
	Timestamp  expr.TimestampNSColumn
	Symbol     expr.SymbolColumn
	BestBid    expr.DoubleColumn
	BestAsk    expr.DoubleColumn
	Bids, Asks expr.DoubleMatrixColumn
}

type PricesTable struct {
	expr.Table
	Ts    expr.TimestampColumn
	Sym   expr.SymbolColumn
	Price expr.DoubleColumn
}

// NamesTable and NumbersTable are the sides of set operations.
type NamesTable struct {
	expr.Table
	Symbol expr.SymbolColumn
}

type NumbersTable struct {
	expr.Table
	X expr.LongColumn
}

type QuotesTable struct {
	expr.Table
	InstrumentID expr.LongColumn
	Price        expr.DoubleColumn
}

type InstrumentsTable struct {
	expr.Table
	ID               expr.LongColumn
	Exchange, Sector expr.SymbolColumn
}

var (
	Binance       = ddl.Define[NamesTable]("corpus_binance_symbols", nil)
	Coinbase      = ddl.Define[NamesTable]("corpus_coinbase_symbols", nil)
	Query1        = ddl.Define[NumbersTable]("corpus_query_1", nil)
	Query2        = ddl.Define[NumbersTable]("corpus_query_2", nil)
	Query3        = ddl.Define[NumbersTable]("corpus_query_3", nil)
	Quotes        = ddl.Define[QuotesTable]("corpus_quotes", nil)
	Instruments   = ddl.Define[InstrumentsTable]("corpus_instruments", nil)
	TradesArchive = ddl.Define("corpus_trades_archive", func(t TradesTsTable) ddl.Spec {
		return ddl.Designated(t.Ts).PartitionBy(ddl.Year).BypassWAL()
	})
)

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
	for _, insert := range []string{
		"corpus_binance_symbols VALUES ('a'), ('b'), ('b')", "corpus_coinbase_symbols VALUES ('b'), ('c')",
		"corpus_query_1 VALUES (1), (2)", "corpus_query_2 VALUES (2), (3)", "corpus_query_3 VALUES (3), (4), (2)",
		"corpus_quotes VALUES (1, 1.5), (2, 2.5), (1, 3.5)", "corpus_instruments VALUES (1, 'x', 'tech'), (2, 'y', 'oil')",
		"corpus_trades_ts VALUES ('2024-01-15T14:30', 'x', 'a', 1.0, 2.0), ('2024-01-15T07:30', 'x', 'a', 1.0, 2.0), ('2024-01-15T08:00', 'x', 'a', 1.0, 2.0)",
		"corpus_trades VALUES ('2024-11-25T10:00', 'ETH-USDT', 'sell', 1.0, 2.0, 3.0), ('2025-01-01T10:00', 'SOL-ETH', 'sell', 1.0, 2.0, 3.0), ('2025-09-20T23:59:59', 'x', 'buy', 1.0, 2.0, 3.0), " +
			"('2026-04-01T00:00:00', 'x', 'buy', 1.0, 2.0, 3.0), ('2026-04-01T00:00:23.2', 'x', 'buy', 1.0, 2.0, 3.0), ('2023-12-20T00:00:05', 'x', 'buy', 1.0, 2.0, 3.0), " +
			"('2024-05-22T10:00', 'BTC-USDT', 'buy', 1.0, 2.0, 3.0), ('2024-05-22T10:01', 'BTC-USDT', 'buy', 2.0, 2.0, 3.0), " +
			"(dateadd('m', -10, now()), 'twin', 'buy', 1.0, 2.0, 3.0), (dateadd('s', -595, now()), 'twin', 'buy', 1.0, 2.0, 3.0)",
		"corpus_trades_archive SELECT timestamp_sequence('2022-01-01', 3600000000L), 'old', 'a', 1.0, 2.0 FROM long_sequence(50)",
	} {
		if _, err := db.Exec(t.Context(), "INSERT INTO "+insert); err != nil {
			t.Fatalf("%s: %v", insert, err)
		}
	}
	for _, rows := range []struct{ from, step, count string }{
		{"'2023-01-01T09:30'::timestamp", "21600000000L", "4600"},
		{"dateadd('d', -2, now())", "60000000L", "2880"},
		{"dateadd('s', -50, now())", "500000L", "900"}, // the last minute, and the next ones
	} {
		for _, insert := range []string{
			"corpus_trades SELECT timestamp_sequence(" + rows.from + ", " + rows.step + "), rnd_symbol(" + symbols + "), rnd_symbol('buy','sell'), round(rnd_double() * 200, 2), round(rnd_double() * 2, 2), round(rnd_double() * 10, 2)",
			"corpus_trades_ts SELECT timestamp_sequence(" + rows.from + ", " + rows.step + "), rnd_symbol(" + symbols + "), rnd_symbol('a','b'), round(rnd_double() * 200, 2), round(rnd_double() * 10, 2)",
			"corpus_prices SELECT timestamp_sequence(" + rows.from + ", " + rows.step + "), rnd_symbol('a','b'), round(rnd_double() * 400, 2)",
			"corpus_fx_trades SELECT timestamp_sequence(" + rows.from + ", " + rows.step + ")::timestamp_ns, rnd_symbol('EURUSD','GBPUSD'), rnd_symbol('LMAX','EBS'), rnd_symbol('buy','sell'), 1 + round(rnd_double(), 4), round(rnd_double() * 1000, 0)",
			"corpus_core_price SELECT timestamp_sequence(" + rows.from + ", " + rows.step + ")::timestamp_ns, rnd_symbol('EURUSD','GBPUSD'), rnd_symbol('LMAX','EBS'), 1 + round(rnd_double(), 4), rnd_long(1, 1000, 0), 2 + round(rnd_double(), 4), rnd_long(1, 1000, 0)",
			"corpus_market_data SELECT timestamp_sequence(" + rows.from + ", " + rows.step + ")::timestamp_ns, rnd_symbol('EURUSD','GBPUSD'), 1 + round(rnd_double(), 4), 2 + round(rnd_double(), 4), ARRAY[[rnd_double(), rnd_double()], [rnd_double() * 9, 3.0]], ARRAY[[2.0, rnd_double() + 2], [4.0, rnd_double() * 9]]",
		} {
			if _, err := db.Exec(t.Context(), "INSERT INTO "+insert+" FROM long_sequence("+rows.count+", 1, 2)"); err != nil {
				t.Fatalf("%s: %v", insert, err)
			}
		}
	}
}
