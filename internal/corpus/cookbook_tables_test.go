package corpus

import (
	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

// The tables of the cookbook's pages, and those that its statements take for
// granted.
type (
	ohlcTable struct {
		expr.Table
		Timestamp              expr.TimestampColumn
		Symbol                 expr.SymbolColumn
		Open, High, Low, Close expr.DoubleColumn
	}
	secondsTable struct {
		expr.Table
		Timestamp                          expr.TimestampColumn
		OpenMid, HighMid, CloseMid, LowMid expr.DoubleColumn
	}
	ratingsTable struct {
		expr.Table
		MovieID expr.LongColumn `qdb:"movieId"`
	}
	copiesTable struct {
		expr.Table
		Ts           expr.TimestampColumn
		Copied       expr.VarcharColumn `qdb:"table"`
		Destination  expr.VarcharColumn
		Status       expr.SymbolColumn
		RowsExported expr.LongColumn
	}
	cumulativeTable struct {
		expr.Table
		Timestamp                         expr.TimestampColumn
		CumulativeValue, CumulativeVolume expr.DoubleColumn
	}
	lnTable struct {
		expr.Table
		Timestamp expr.TimestampColumn
		LnValue   expr.DoubleColumn
	}
	opensTable struct {
		expr.Table
		Timestamp expr.TimestampColumn
		Symbol    expr.SymbolColumn
		Open      expr.DoubleColumn
	}
	filesTable struct {
		expr.Table
		Filename, Content, ExpectedHash expr.VarcharColumn
	}
	binariesTable struct {
		expr.Table
		FileID        expr.LongColumn
		BinaryContent expr.BinaryColumn
	}
	countsTable struct {
		expr.Table
		Timestamp expr.TimestampColumn
		Count     expr.LongColumn
	}
	sparkTable struct {
		expr.Table
		Symbol, Side  expr.SymbolColumn
		Price, Amount expr.DoubleColumn
		Ts            expr.TimestampColumn
	}
	orderedTrades struct {
		expr.Table
		Timestamp       expr.TimestampNSColumn
		OrderID         expr.LongColumn
		Symbol, Side    expr.SymbolColumn
		Price, Quantity expr.DoubleColumn
	}
	datesTable struct {
		expr.Table
		DateTime expr.VarcharColumn `qdb:"dateTime"`
		Symbol   expr.SymbolColumn
		Price    expr.DoubleColumn
	}
)

var (
	TradesOHLC   = ddl.Define("corpus_trades_ohlc_15m", func(t ohlcTable) ddl.Spec { return byYear(t.Timestamp) })
	MarketOHLC   = ddl.Define("corpus_market_data_ohlc_15m", func(t ohlcTable) ddl.Spec { return byYear(t.Timestamp) })
	CorePrice1s  = ddl.Define("corpus_core_price_1s", func(t secondsTable) ddl.Spec { return byYear(t.Timestamp) })
	Ratings      = ddl.Define[ratingsTable]("corpus_ratings", nil)
	Copies       = ddl.Define("corpus_copies", func(t copiesTable) ddl.Spec { return byYear(t.Ts) })
	JoinedNames  = ddl.Define[allNames]("corpus_joined_names", nil)
	Cumulative   = ddl.Define("corpus_cumulative_values", func(t cumulativeTable) ddl.Spec { return byYear(t.Timestamp) })
	MaxMins      = ddl.Define[maxMin]("corpus_max_mins", nil)
	LnPrices     = ddl.Define("corpus_ln_prices", func(t lnTable) ddl.Spec { return byYear(t.Timestamp) })
	Fillers      = ddl.Define[quotedFiller]("corpus_fillers", nil)
	Opens        = ddl.Define("corpus_opens", func(t opensTable) ddl.Spec { return byYear(t.Timestamp) })
	Files        = ddl.Define[filesTable]("corpus_files", nil)
	Binaries     = ddl.Define[binariesTable]("corpus_binary_files", nil)
	DayCounts    = ddl.Define("corpus_day_counts", func(t countsTable) ddl.Spec { return byYear(t.Timestamp) })
	SparkTrades  = ddl.Define("corpus_spark_trades", func(t sparkTable) ddl.Spec { return byYear(t.Ts) })
	OrderTrades  = ddl.Define("corpus_order_trades", func(t orderedTrades) ddl.Spec { return byYear(t.Timestamp) })
	TradesByText = ddl.Define[datesTable]("corpus_trades_by_text", nil)
)

// cookbookRows fills them.
const cookbookRows = `
trades_ohlc_15m SELECT timestamp_sequence(dateadd('M', -7, now()), 10800000000L), 'BTC-USDT', 100 + rnd_double(), 102 + rnd_double(), 99 - rnd_double(), 100 + rnd_double() FROM long_sequence(1800, 1, 2)
market_data_ohlc_15m SELECT timestamp_sequence(dateadd('d', -3, now()), 900000000L), rnd_symbol('EURUSD', 'GBPUSD'), 1 + rnd_double(), 3 + rnd_double(), rnd_double(), 1 + rnd_double() FROM long_sequence(288, 1, 2)
core_price_1s SELECT timestamp_sequence(dateadd('s', -50, now()), 400000L), 1 + rnd_double(), 2 + rnd_double(), 1 + rnd_double(), rnd_double() FROM long_sequence(1500, 1, 2)
ratings VALUES (1), (2), (1), (1)
copies VALUES (dateadd('h', -2, now()), 'trades', 'trades.parquet', 'finished', 7), (dateadd('h', -1, now()), 'quotes', 'quotes.parquet', 'failed', 0), ('2024-01-01', 'old', 'old.parquet', 'finished', 1)
joined_names VALUES ('a,b'), ('c,d,e')
cumulative_values VALUES ('2024-01-01', 10.0, 4.0), ('2024-01-02', 30.0, 9.0)
max_mins VALUES (9.5, 5.5, 1.5)
ln_prices VALUES ('2024-01-01', 0.1), ('2024-01-02', -0.2)
fillers VALUES ('2024-01-01', 'EURUSD', 1.5, NULL, 1.25), ('2024-01-02', 'EURUSD', NULL, 2.5, 1.75)
opens VALUES ('2024-01-01', 'EURUSD', 1.5), ('2024-01-02', 'EURUSD', NULL), ('2024-01-03', 'GBPUSD', 2.5), ('2024-01-04', 'USDJPY', 3.5)
files VALUES ('a.txt', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'), ('b.txt', 'abd', 'ba78')
binary_files SELECT x, rnd_bin(4, 9, 3) FROM long_sequence(5, 1, 2)
day_counts VALUES ('2018-01-01', 3), ('2018-01-04', 5), ('2018-02-01', 7), ('2019-01-01', 9)
order_trades SELECT timestamp_sequence(dateadd('d', -2, now()), 180000000L)::timestamp_ns, x / 4, CASE WHEN x % 8 < 4 THEN 'EURUSD' ELSE 'GBPUSD' END, CASE WHEN x % 16 < 8 THEN 'buy' ELSE 'sell' END, 1 + rnd_double(), x * 10.0 FROM long_sequence(960, 1, 2)
trades_by_text VALUES ('2024-01-01T10:00:00.000000Z', 'a', 1.5), ('2024-01-02T10:00:00.000000Z', 'b', 2.5)
scores VALUES (dateadd('M', -3, now()), 7.0)`
