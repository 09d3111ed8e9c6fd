package corpus

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/types"
)

// array is a constant array; a wrong one is an error when it is written.
func array[T []float64 | [][]float64](v T) expr.Array {
	a, err := types.NDArrayOf(v)
	if err != nil {
		return expr.ArrayValue(types.NDArray{})
	}
	return expr.ArrayValue(a)
}

type (
	list   = []float64
	matrix = [][]float64
)

func arrays() map[string]expr.Statement {
	eurusd := MarketData.Symbol.Eq("EURUSD")
	last := func(items ...expr.Item) expr.Query {
		return expr.Select(items...).From(MarketData).Where(eurusd).Limit(-3)
	}
	hourly := func(item expr.Item) expr.Query {
		return expr.Select(MarketData.Timestamp, MarketData.Symbol, item).From(MarketData).Where(eurusd, MarketData.Timestamp.In(expr.Today)).SampleBy(expr.Hours(1))
	}
	bids, asks := MarketData.Bids, MarketData.Asks
	one := func(x expr.Item) expr.Query { return expr.Select(x) }
	square := array(matrix{{1, 2}, {3, 4}})
	small := array(matrix{{1, 1}, {2, 2}})
	bestBid, volume := bids.At(1, 1), bids.At(2, 1)
	w := expr.Window().OrderBy(MarketData.Timestamp)
	minute := w.Range(expr.Preceding(expr.Minutes(1)), expr.CurrentRow())
	gbpusd := expr.Select(MarketData.Timestamp, fn.Sum(volume).Over(minute).As("bid_volume_1min")).From(MarketData).Where(MarketData.Timestamp.In(expr.Today), MarketData.Symbol.Eq("GBPUSD"))
	return map[string]expr.Statement{
		"q0066": expr.Explain(all.From(CorePrice).AsofJoin(MarketData, expr.Using(CorePrice.Symbol)).Where(MarketData.Bids.At(1, 1).Eq(107.03))),
		"q0628": expr.Select(fn.ArrayBuildLike(1, bids.Index(1), fn.ArrayMax(bids.Index(1)))).From(MarketData).Limit(1),
		"q0799": one(fn.ArrayAvg(small)),
		"q0804": func() expr.Statement {
			l := expr.LongSequence("l", 1)
			return expr.Select(fn.ArrayBuildOf(1, num(5), array(list{10, 20, 30}))).From(l)
		}(),
		"q0805": func() expr.Statement {
			l := expr.LongSequence("l", 1)
			return expr.Select(fn.ArrayBuild(2, num(3), float(1), float(0))).From(l)
		}(),
		"q0810": one(fn.ArrayCumSum(small)),
		"q0812": one(fn.ArrayElemAvg(array(list{10, 20, 30}), array(list{30, 40, 50}))),
		"q0813": hourly(fn.ArrayElemAvgRows(bids.Index(2)).As("avg_bid_volume")),
		"q0814": one(fn.ArrayElemMax(array(list{1, 5, 3}), array(list{4, 2, 6}))),
		"q0816": hourly(fn.ArrayElemMaxRows(bids.Index(1)).As("best_bid_per_level")),
		"q0817": one(fn.ArrayElemMin(array(list{1, 5, 3}), array(list{4, 2, 6}))),
		"q0821": one(fn.ArrayElemMin(array(matrix{{1, 8, 3}, {5, 2, 9}}), array(matrix{{4, 6, 7}, {3, 8, 1}}))),
		"q0822": one(fn.ArrayElemSum(array(list{1, 2, 3}), array(list{10, 20, 30}))),
		"q0823": hourly(fn.ArrayElemSumRows(bids.Index(2)).As("total_bid_volume_per_level")),
		"q0825": last(MarketData.Symbol, fn.ArrayMax(bids.Index(1)).As("best_bid"), fn.ArrayMin(asks.Index(1)).As("best_ask")),
		"q0826": one(fn.ArrayMin(array(matrix{{1, 5}, {3, 2}}))),
		"q0827": last(MarketData.Symbol, fn.ArrayMin(bids.Index(1)).As("worst_bid"), fn.ArrayMax(asks.Index(1)).As("worst_ask")),
		"q0829": last(MarketData.Symbol, fn.ArrayPosition(bids.Index(1), MarketData.BestBid).As("best_bid_position")),
		"q0831": one(fn.ArrayReverse(array(list{1, 2, 3}))),
		"q0833": one(fn.ArrayReverse(square)),
		"q0835": last(MarketData.Symbol, fn.ArraySortBy(asks.Index(1), true).As("asks_desc")),
		"q0836": one(fn.ArraySortBy(array(list{3, 1, 2}), true)),
		"q0841": one(fn.ArrayStddevPop(square)),
		"q0844": last(MarketData.Symbol, fn.ArrayStddevSamp(bids.Index(1)).As("bid_price_stddev")),
		"q0849": one(fn.DotProduct(array(matrix{{3, 4}, {2, 5}}), array(matrix{{3, 4}, {2, 5}}))),
		"q0853": expr.Select(
			fn.InsertionPoint(array(list{1, 2, 3}), float(2.5)).As("i1"),
			fn.InsertionPoint(array(list{1, 2, 3}), float(2)).As("i2"),
			fn.InsertionPoint(array(list{1, 2, 3}), float(2), expr.Bool(true)).As("i3")),
		"q0854": last(MarketData.Symbol, fn.InsertionPoint(asks.Index(1), MarketData.BestBid).As("bid_in_ask_book")),
		"q0856": one(fn.Shift(array(matrix{{1, 2}, {3, 4}}), num(1))),
		"q0858": one(fn.Shift(array(matrix{{1, 2}, {3, 4}}), num(-1), float(10))),
		"q0859": last(MarketData.Symbol, bids.Index(1).Sub(fn.Shift(bids.Index(1), num(1), float(0))).As("bid_level_diffs")),
		"q1287": gbpusd,
		"q2534": gbpusd,
		"q2532": expr.Select(MarketData.Timestamp, MarketData.Symbol, bestBid.As("best_bid"),
			fn.Avg(bestBid).Over(expr.Window().PartitionBy(MarketData.Symbol).OrderBy(MarketData.Timestamp).Rows(3)).As("bid_moving_avg")).From(MarketData).Where(MarketData.Timestamp.In(expr.Today)),
		"q2413": expr.Select(MarketData.Timestamp, bids.At(2, 1).Div(asks.At(2, 1)).As("imbalance")).From(MarketData).Where(eurusd).Limit(-10),
	}
}

// dec is a constant decimal; a wrong one is an error when it is written.
func dec(text string) expr.Decimal {
	d, err := types.ParseDec(text)
	if err != nil {
		return nil
	}
	return expr.DecimalValue(d)
}

func decimals() map[string]expr.Statement {
	return map[string]expr.Statement{
		"q0643": expr.Select(dec("123.45")),
		"q0644": expr.Select(dec("0.001")),
		"q0645": expr.Select(dec("1000000.00")),
		"q0650": expr.Select(dec("10.5").Add(dec("1.234"))),
		"q0651": expr.Select(dec("99999999.99").Add(dec("999999.99"))),
		"q0653": expr.Select(dec("100.50").Mul(dec("12.34"))),
		"q0659": expr.Select(num(100).ToDecimal(10, 2)),
		"q1064": expr.Select(expr.String("quest").ILike("QUEST")),
		"q1065": expr.Select(expr.String("qUeSt").ILike("QUEST")),
		"q1066": expr.Select(expr.String("quest").ILike("QUE%")),
		"q1400": expr.Select(num(5).ToFloat(), num(5).ToFloat()),
		"q1413": expr.Select(expr.String("abC").Like("%c"), expr.String("abC").ILike("%c")),
		"q1774": expr.Select(float(3.5).Add(num(2)).ToInt(), num(7234623).ToShort(), float(2334444.323).ToShort()),
		"q0474": expr.Select(parsed(CorePrice.Timestamp.ToString(), "yyyy-MM-ddTHH:mm:ss.SSSUUUZ").As("time"), CorePrice.Symbol, CorePrice.ECN, CorePrice.BidPrice).
			From(CorePrice).Where(CorePrice.Timestamp.In(expr.Today)).Limit(10),
	}
}

// parsed is to_timestamp.
func parsed(text expr.Text, format string) expr.Timestamp {
	return fn.ToTimestamp(text, format)
}

func sequences() map[string]expr.Statement {
	l := func(n int64, items ...expr.Item) expr.Query {
		return expr.Select(items...).From(expr.LongSequence("l", n))
	}
	x := expr.LongSequence("l", 1).X
	at := expr.String("2020-03-01:15:43:21")
	const format = "yyyy-MM-dd:HH:mm:ss"
	ns := func(text, format string) expr.Timestamp {
		return fn.ToTimestampNS(expr.String(text), format)
	}
	val := expr.Sub("v", func(v value) expr.Query {
		return l(10, v.Val.Is(fn.RndIntRange(1, 100, 0)))
	})
	random := expr.Sub("r", func(a single) expr.Query { return l(100, a.A.Is(fn.RndDouble())) })
	five := expr.Sub("s", func(s expr.Sequence) expr.Query { return l(5, x) })
	return map[string]expr.Statement{
		"q0765": expr.Select(fn.Ksum(random.A)).From(random),
		"q0778": expr.Select(fn.Nsum(random.A)).From(random),
		"q0783": expr.Select(fn.StringAgg(five.X.ToVarchar(), ',')).From(five),
		"q0802": l(3, x, fn.ArrayBuild(1, x.ToInt(), num(-1))),
		"q0886": l(1, fn.Hour(parsed(at, format))),
		"q0895": l(1, fn.Micros(parsed(expr.String("2020-03-01:15:43:21.123456"), "yyyy-MM-dd:HH:mm:ss.SSSU"))),
		"q0904": l(1, fn.Nanos(ns("2020-03-01:15:43:21.123456789", "yyyy-MM-dd:HH:mm:ss.SSSUUUNNN")).As("nanos")),
		"q0930": l(1, parsed(expr.String("2020-03-01:15:43:00.000000001Z"), "yyyy-MM-dd:HH:mm:ss.SSSUUUNNNZ")),
		"q0931": l(1, parsed(at, "yyyy")),
		"q0933": l(1, ns("2020-03-01:15:43:21.127329512", "yyyy-MM-dd:HH:mm:ss.SSSUUUNNN").As("timestamp_ns")),
		"q0941": l(1, fn.Year(parsed(at, format))),
		"q0943": l(1, parsed(expr.String("2024-03-15T14:30:45.123456Z"), "yyyy-MM-ddTHH:mm:ss.SSSUUUZ").As("iso"),
			parsed(expr.String("2024-03-15 14:30:45"), "yyyy-MM-dd HH:mm:ss").As("standard"), parsed(expr.String("15/03/2024 14:30:45"), "dd/MM/yyyy HH:mm:ss").As("european")),
		"q1072": expr.Select(val.Val).From(val).Where(val.Val.Gt(50)),
		"q1078": l(5, fn.RndByte()),
		"q1080": l(5, fn.RndChar()),
		"q1085": l(5, fn.RndDouble(2)),
		"q1090": l(5, fn.RndIntRange(1, 4, 1)),
		"q1096": l(5, fn.RndLong()),
		"q1097": l(5, fn.RndLongRange(1, 4, 0)),
		"q1103": l(5, fn.RndStr("ABC", "def", "123")),
		"q1117": l(4, fn.RndVarcharLength(2, 2, 4)),
		"q1126": l(5, x, fn.RndDouble()),
	}
}

type (
	value struct {
		expr.Table
		Val expr.IntColumn
	}
	single struct {
		expr.Table
		A expr.DoubleColumn
	}
	archive struct {
		expr.Table
		Ts     expr.TimestampColumn `qdb:",designated"`
		Symbol expr.SymbolColumn
		Price  expr.DoubleColumn
	}
	instrument struct {
		expr.Table
		InstID           expr.LongColumn
		Exchange, Sector expr.SymbolColumn
	}
	sector struct {
		expr.Table
		InstID expr.LongColumn
		Sector expr.SymbolColumn
	}
)

func unions() map[string]expr.Statement {
	archived := expr.Sub("a", func(archive) expr.Query {
		return expr.Select(TradesTs.Ts, TradesTs.Symbol, TradesTs.Price).From(TradesTs).
			UnionAll(expr.Select(TradesArchive.Ts, TradesArchive.Symbol, TradesArchive.Price).From(TradesArchive)).OrderBy(TradesTs.Ts)
	})
	q1, q2, q3 := all.From(Query1), all.From(Query2), all.From(Query3)
	inst := expr.Sub("i", func(i instrument) expr.Query {
		return expr.Select(i.InstID.Is(Instruments.ID), Instruments.Exchange, Instruments.Sector).From(Instruments)
	})
	sect := expr.Sub("a", func(s sector) expr.Query {
		return expr.Select(s.InstID.Is(Instruments.ID), Instruments.Sector).From(Instruments)
	})
	return map[string]expr.Statement{
		"q0076": all.From(archived).Timestamp(archived.Ts),
		"q2166": all.From(Binance).Union(all.From(Coinbase)),
		"q2172": q1.Union(q2).Except(q3),
		"q2174": q1.Union(q2).Intersect(q3),
		"q0518": all.From(Quotes).Join(inst, expr.On(Quotes.InstrumentID.EqExpr(inst.InstID))),
		"q0519": expr.Select(sect.Sector, fn.Max(Quotes.Price)).From(Quotes).Join(sect, expr.On(Quotes.InstrumentID.EqExpr(sect.InstID))),
	}
}

type (
	subset struct {
		expr.Table
		Symbol expr.SymbolColumn
		Bids   expr.DoubleMatrixColumn
	}
	walTables struct {
		expr.Table
		TableName          expr.StringColumn
		WALEnabled         expr.BooleanColumn `qdb:"walEnabled"`
		WALTxn             expr.LongColumn    `qdb:"wal_txn"`
		TableTxn           expr.LongColumn
		WALPendingRowCount expr.LongColumn `qdb:"wal_pending_row_count"`
	}
	priced struct {
		expr.Table
		Symbol expr.SymbolColumn
		Price  expr.DoubleColumn
	}
	pricedVolume struct {
		priced
		Volume expr.DoubleColumn
	}
)

func others() map[string]expr.Statement {
	sub := expr.CTE("market_subset", func(subset) expr.Query {
		return expr.Select(MarketData.Symbol, MarketData.Bids).From(MarketData).Where(MarketData.Timestamp.In(expr.Today))
	})
	tables := expr.TableFunction[walTables]("t", "tables")
	pending := tables.WALTxn.Sub(tables.TableTxn).As("pending_txns")
	hash := func(symbol expr.Text, price expr.Float) expr.Item {
		return fn.Concat(symbol, expr.String("#"), price)
	}
	btc := expr.CTE("t", func(p priced) expr.Query {
		return expr.Select(Trades.Symbol, p.Price.Is(fn.First(Trades.Price))).From(Trades).Where(Trades.Symbol.Like("%BTC%"))
	})
	each := expr.CTE("t", func(p pricedVolume) expr.Query {
		return expr.Select(Trades.Symbol, p.Price.Is(fn.First(Trades.Price)), p.Volume.Is(fn.Sum(Trades.Amount))).From(Trades).GroupBy(Trades.Symbol)
	})
	symbols := fn.StringDistinctAgg(Trades.Symbol, ',').As("distinct_symbols")
	median := fn.ApproxMedian(Trades.Price, 3)
	return map[string]expr.Statement{
		"q1759": all.From(sub).AsofJoin(CorePrice, expr.Using(sub.Symbol)),
		"q1013": expr.Select(tables.TableName, pending, tables.WALPendingRowCount).From(tables).
			Where(tables.WALEnabled, tables.WALTxn.IsNotNull(), tables.WALTxn.GtExpr(tables.TableTxn)).OrderBy(pending.Desc()),
		"q0297": expr.Select(hash(btc.Symbol, btc.Price)).From(btc),
		"q0306": expr.Select(hash(each.Symbol, each.Price)).From(each).OrderBy(each.Volume.Desc()),
		"q0785": expr.Select(Trades.Side, symbols).From(Trades).Where(today),
		"q2497": expr.Select(symbols).From(Trades).Where(today),
		"q2498": expr.Select(Trades.Side, symbols).From(Trades).Where(today),
		"q2469": expr.Select(fn.ApproxPercentile(Trades.Price, 0.99)).From(Trades),
		"q2471": expr.Select(Trades.Symbol, median).From(Trades).Where(today).GroupBy(Trades.Symbol),
		"q0872": expr.Select(fn.Year(TradesTs.Ts), fn.Month(TradesTs.Ts)).From(TradesTs),
		"q0880": expr.Select(fn.Day(parsed(expr.String("2020-03-01:15:43:21"), "yyyy-MM-dd:HH:mm:ss"))).From(Trades).Limit(-1),
		"q2244": all.From(Trades).Where(Trades.Timestamp.In("2025-09-20T23:59:58;4s;-1d;7")),
	}
}
