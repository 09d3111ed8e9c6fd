package corpus

import (
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

var (
	num   = expr.Int64
	float = expr.Float64
	all   = expr.Select(expr.All)

	t  = expr.As(FxTrades, "t")
	m  = expr.As(MarketData, "m")
	p  = expr.As(CorePrice, "p")
	pp = expr.As(CorePrice, "pp")
	c  = expr.As(CorePrice, "c")
	ts = expr.As(TradesTs, "t")
	pr = expr.As(Prices, "p")

	today = Trades.Timestamp.In(expr.Today)
)

// sec is an offset of nanoseconds in seconds.
func sec(h expr.Horizon) expr.Integer { return h.Offset.Div(num(1000000000)).As("horizon_sec") }

func mid(m MarketDataTable) expr.Float { return m.BestBid.Add(m.BestAsk).Div(num(2)) }

func round(x expr.Float, digits int64) expr.Float { return fn.Round(x, num(digits)) }

func utc(text string) time.Time {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// one is a struct of one column, for sub-queries.
type (
	counted struct {
		expr.Table
		CountSec expr.LongColumn
	}
	moved struct {
		expr.Table
		CurrentPrice  expr.DoubleColumn
		PreviousPrice expr.DoubleColumn
	}
	movedTs struct {
		expr.Table
		CurrentTs, PreviousTs expr.TimestampColumn
	}
	numbered struct {
		expr.Table
		Rownum        expr.LongColumn
		CurrentPrice  expr.DoubleColumn
		PreviousPrice expr.DoubleColumn
	}
	numberedAmount struct {
		numbered
		Amount expr.DoubleColumn
	}
	ranked struct {
		TradesTable
		Rn expr.LongColumn
	}
	totals struct {
		expr.Table
		Symbol expr.SymbolColumn
		Total  expr.LongColumn
	}
	totalsRanked struct {
		totals
		Rn expr.LongColumn
	}
	sideTotals struct {
		expr.Table
		Symbol, Side expr.SymbolColumn
		Total        expr.LongColumn
	}
	sideRanked struct {
		sideTotals
		Ranking expr.LongColumn
	}
	volumes struct {
		expr.Table
		Symbol                expr.SymbolColumn
		BuyVolume, SellVolume expr.DoubleColumn
	}
	sampledMid struct {
		expr.Table
		Timestamp expr.TimestampColumn
		Symbol    expr.SymbolColumn
		CloseMid  expr.DoubleColumn
	}
	averaged struct {
		expr.Table
		Timestamp expr.TimestampNSColumn
		Price     expr.DoubleColumn
		AvgPrice  expr.DoubleColumn
	}
	future struct {
		expr.Table
		Symbol    expr.SymbolColumn
		Price     expr.DoubleColumn
		FutureBid expr.DoubleColumn
	}
	stats struct {
		expr.Table
		Timestamp                expr.TimestampNSColumn
		Symbol                   expr.SymbolColumn
		Price                    expr.DoubleColumn
		RollingAvg, RollingAvgSq expr.DoubleColumn
	}
	priceStats struct {
		expr.Table
		Timestamp            expr.TimestampColumn
		Symbol               expr.SymbolColumn
		Price                expr.DoubleColumn
		MovingAvg, Deviation expr.DoubleColumn
	}
	maxMin struct {
		expr.Table
		High expr.DoubleColumn `qdb:"high"`
		Mean expr.DoubleColumn
		Low  expr.DoubleColumn
	}
	twapped struct {
		expr.Table
		TwapPrice expr.DoubleColumn
	}
	lookup struct {
		expr.Table
		Symbol      expr.StringColumn
		Description expr.StringColumn
	}
	symbols struct {
		expr.Table
		Symbol expr.SymbolColumn
	}
	letters struct {
		expr.Table
		A, B expr.IntColumn
	}
	address struct {
		expr.Table
		Address expr.StringColumn
	}
	letter struct {
		expr.Table
		Y expr.IntColumn
	}
	hours struct {
		expr.Table
		Ts    expr.TimestampColumn
		Count expr.LongColumn
	}
)

// statements is the documentation's statements by their numbers.
func statements() map[string]expr.Statement {
	s := map[string]expr.Statement{}
	for _, part := range []map[string]expr.Statement{simple(), ticks(), grouped(), sampled(), joins(), windows(), queries(), pivots(), writes(), arrays(), decimals(), sequences(), unions(), others(), onReference(), onMarkets(), markouts(), pure(), meta(), written(), indicators(), markoutPivots(), timeSeries(), assumed(), called()} {
		for id, q := range part {
			s[id] = q
		}
	}
	return s
}

func simple() map[string]expr.Statement {
	aapl := Trades.Symbol.Eq("AAPL")
	price := expr.Select(Trades.Price).From(Trades)
	from := all.From(Trades)
	return map[string]expr.Statement{
		"q0052": from,
		"q0030": expr.Select(Trades.Timestamp, Trades.Price, Trades.Quantity).From(Trades).Where(aapl),
		"q0032": expr.Explain(expr.Select(Trades.Timestamp, Trades.Price).From(Trades).Where(aapl)),
		"q0034": price.Where(aapl, Trades.Price.Gt(100)),
		"q0035": price.Where(Trades.Symbol.In("AAPL", "GOOGL", "MSFT")),
		"q0036": expr.Select(Trades.Timestamp, Trades.Symbol, Trades.Price).From(Trades).Where(aapl).LatestOn(Trades.Timestamp, Trades.Symbol),
		"q0038": expr.Select(Trades.Symbol).From(Trades).Distinct().Where(Trades.Timestamp.Gt(utc("2024-01-01T00:00:00Z"))),
		"q0039": expr.Select(fn.Count()).From(Trades).Where(aapl),
		"q0040": expr.Select(fn.Count(), fn.Min(Trades.Price), fn.Max(Trades.Price)).From(Trades).Where(aapl),
		"q0068": price.Where(aapl).Hint("no_covering"),
		"q0069": price.Where(aapl).Hint("no_index"),
		"q0127": from.LatestOn(Trades.Timestamp, Trades.Symbol),
		"q0302": expr.Select(Trades.Symbol.As("__text"), Trades.Price.As("__value")).From(Trades).Where(Trades.Symbol.Like("%BTC%")),
		"q0305": expr.Select(fn.Concat(Trades.Symbol, expr.String("#"), Trades.Price)).From(Trades).OrderBy(Trades.Price.Desc()),
		"q0486": from.Where(Trades.Symbol.Eq("BTC-USDT")).OrderBy(Trades.Timestamp.Desc()).Limit(100),
		"q1069": from.Where(Trades.Symbol.ILike("%-usdt")).LatestOn(Trades.Timestamp, Trades.Symbol),
		"q1183": from.Where(
			Trades.Timestamp.GtExpr(expr.QueryTimestamp(expr.Select(fn.Min(Trades.Timestamp)).From(Trades))),
			Trades.Timestamp.LtExpr(expr.QueryTimestamp(expr.Select(fn.Max(Trades.Timestamp)).From(Trades)))),
		"q1770": expr.Select(Trades.Symbol, Trades.Side, expr.When(Trades.Side.Eq("buy"), expr.String("bullish")).Else(expr.String("bearish")).As("sentiment")).From(Trades).Limit(-40),
		"q1941": expr.Explain(from.OrderBy(Trades.Timestamp.Desc())),
		"q2018": expr.Select(FxTrades.Symbol, FxTrades.Timestamp, FxTrades.Price).From(FxTrades).LatestOn(FxTrades.Timestamp, FxTrades.Symbol),
		"q2122": expr.Select(Trades.Timestamp, Trades.Symbol, Trades.Side).From(Trades),
		"q2123": expr.Select(Trades.Timestamp, Trades.Symbol, Trades.Price.As("rate"), Trades.Amount.As("quantity")).From(Trades),
		"q0768": expr.Select(fn.Last(Trades.Symbol)).From(Trades),
		"q0770": expr.Select(fn.LastNotNull(Trades.Symbol)).From(Trades),
		"q1903": func() expr.Statement {
			sub := expr.Sub("s", func(l letter) expr.Query { return expr.Select(l.Y.Is(expr.Var("x", num(5)))) })
			return expr.Select(sub.Y).From(sub)
		}(),
		"q0056": expr.Select(Trades.Timestamp, Trades.Price).From(Trades).Where(Trades.Symbol.EqExpr(expr.Var("symbol", expr.String("BTC-USDT"))), Trades.Timestamp.In("$now - 1d..$now")),
		"q1397": func() expr.Statement {
			sub := expr.Sub("s", func(l letters) expr.Query { return expr.Select(l.A.Is(num(5)), l.B.Is(num(10))) })
			return all.From(sub).Where(sub.A.Eq(5), sub.B.Eq(10))
		}(),
		"q1410": func() expr.Statement {
			sub := expr.Sub("s", func(a address) expr.Query { return expr.Select(a.Address.Is(expr.String("abc@foo.com"))) })
			return expr.Select(sub.Address).From(sub).Where(sub.Address.Matches("@foo.com"))
		}(),
		"q1030": func() expr.Statement {
			l := expr.LongSequence("l", 3)
			return expr.Select(l.X.Sub(num(2)).As("a"), fn.Abs(l.X.Sub(num(2)))).From(l)
		}(),
		"q1041": func() expr.Statement {
			l := expr.LongSequence("l", 1)
			half := func(x float64) expr.Float { return fn.RoundHalfEven(float(x), num(1)) }
			return expr.Select(half(5.55), half(5.65)).From(l)
		}(),
		"q0782": func() expr.Statement {
			l := expr.LongSequence("l", 100)
			return expr.Select(fn.StddevPop(l.X)).From(l)
		}(),
	}
}

func ticks() map[string]expr.Statement {
	from := all.From(Trades)
	in := func(tick expr.Tick) expr.Query { return from.Where(Trades.Timestamp.In(tick)) }
	ints := func(tick expr.Tick) expr.Query { return all.From(TradesTs).Where(TradesTs.Ts.In(tick)) }
	hour := Trades.Timestamp.In("$now-1h..$now")
	minute := Trades.Timestamp.In("$now-1m..$now")
	return map[string]expr.Statement{
		"q0012": from.Where(Trades.Timestamp.Between(utc("2024-01-20T00:00:00Z"), utc("2024-01-20T23:59:59.999999Z"))),
		"q0014": expr.Explain(in("2024-01-[15,16,17]")),
		"q0074": expr.Explain(in("2024-01-15")),
		"q0046": in("$now - 1h..$now"),
		"q0047": in(expr.Today),
		"q0869": ints(expr.Today),
		"q0870": ints("$now - 1h..$now"),
		"q1346": ints("2024-01-15"),
		"q1347": ints("2024-01-15T09:30;1h"),
		"q1350": ints("[$today-5bd..$today-1bd]"),
		"q1437": ints("[$today, $yesterday, 2024-01-15]"),
		"q1443": ints("2024-[01,06]-[10,15]"),
		"q1444": ints("[2024-01-15,2024-03-20,2024-06-01]"),
		"q1445": ints("[2024-12-31,2025-01-[01..05]]"),
		"q1447": ints("[2024-01-15,2024-01-20]T09:30;6h30m"),
		"q1451": ints("2024-01-15T[09:00,18:00];1h"),
		"q1453": ints("2024-01-15T09:30@America/New_York"),
		"q1454": ints("2024-01-15T09:30@+02:00"),
		"q1455": ints("2024-01-15T09:30@UTC"),
		"q1456": ints("2024-01-15T[09:30@America/New_York,08:00@Europe/London,09:00@Asia/Tokyo];6h"),
		"q1457": ints("[2024-01-15@Europe/London,2024-07-15@Europe/London]T08:00"),
		"q1458": ints("[2024-01]#workday"),
		"q1468": ints("2024-W01-1"),
		"q1472": ints("2024-W[01..04]-[1,5]"),
		"q1483": ints("[$now - 4h, $now - 3h, $now - 2h, $now - 1h, $now];5m"),
		"q2433": ints("2024-01-[01..31]T09:30@America/New_York#wd;6h30m"),
		"q2541": ints("2024-01-[01..31]#workday"),
		"q2059": from.Where(minute).OrderBy(Trades.Symbol),
		"q2060": from.Where(minute).OrderBy(Trades.Symbol.Desc()),
		"q2061": from.Where(minute).OrderBy(Trades.Symbol, Trades.Side.Desc()),
		"q2213": from.Where(hour, Trades.Symbol.Ne("BTC-USDT")).Limit(-3),
		"q2215": from.Where(hour, Trades.Symbol.Matches("^BTC")).Limit(-3),
		"q2217": from.Where(hour, Trades.Symbol.NotMatches("^BTC")).Limit(-3),
		"q2223": from.Where(hour, Trades.Amount.Eq(1)).Limit(-3),
		"q2234": in("2026").Limit(-3),
		"q2239": from.Where(Trades.Timestamp.In("2025-01-01;1d;1y;2"), Trades.Symbol.Eq("SOL-ETH")),
		"q2240": in("2026"),
		"q2242": in("2025-12-20"),
		"q2246": from.Where(Trades.Timestamp.Eq(utc("2026-04-01T00:00:00Z")).Or(Trades.Timestamp.Eq(utc("2026-04-01T12:00:00.017999Z"))).Or(Trades.Timestamp.Eq(utc("2026-04-02T00:00:00Z")))),
		"q2247": from.Where(Trades.Timestamp.Between(utc("2026-04-01T00:00:23Z"), utc("2026-04-01T00:00:23.5Z"))),
		"q2251": from.Where(Trades.Timestamp.Between(utc("2026-04-01T00:00:00Z"), utc("2026-04-03T00:00:00.99Z"))).Limit(-1),
		"q2425": in("2025"),
		"q2650": in("2023"),
		"q2651": in("2023-12"),
		"q2652": in("2023-12-20"),
		"q2653": in("2023-12-20;15s"),
		"q2657": from.Where(Trades.Timestamp.Between(utc("2024-04-01T00:00:00Z"), utc("2024-04-03T00:00:00Z"))).Limit(-1),
		"q0463": from.Where(Trades.Timestamp.Between(time.UnixMicro(1746552420000000), time.UnixMicro(1746811620000000))),
		"q0464": all.From(FxTrades).Where(FxTrades.Timestamp.Between(time.Unix(0, 1768303754000000000), time.Unix(0, 1778303754000000000))),
	}
}

func grouped() map[string]expr.Statement {
	fx := FxTrades.Timestamp.In(expr.Today)
	sel := func(items ...expr.Item) expr.Query { return expr.Select(items...).From(FxTrades).Where(fx) }
	count := fn.CountDistinct(FxTrades.ECN)
	bucket := fn.Power(num(10), fn.Floor(fn.Log(Trades.Amount))).As("bucket")
	n := fn.Count().As("count")
	return map[string]expr.Statement{
		"q0325": expr.Select(bucket, n).From(Trades).Where(Trades.Symbol.Eq("BTC-USDT"), Trades.Amount.Gt(0.000001), today).GroupBy(bucket).OrderBy(bucket),
		"q0441": expr.Select(Trades.Symbol, fn.TWAP(Trades.Price, Trades.Timestamp).As("twap")).From(Trades).Where(Trades.Symbol.In("BTC-USDT", "ETH-USDT", "SOL-USDT"), Trades.Timestamp.In(expr.Yesterday)),
		"q0731": sel(fn.Avg(FxTrades.Price)),
		"q0745": sel(fn.Corr(FxTrades.Price, FxTrades.Quantity)),
		"q0746": sel(FxTrades.Symbol, fn.Corr(FxTrades.Price, FxTrades.Quantity)).Limit(5),
		"q0750": sel(FxTrades.Symbol, count).Limit(5),
		"q0752": sel(FxTrades.Symbol, count).Limit(5),
		"q0753": sel(fn.CovarPop(FxTrades.Price, FxTrades.Quantity)),
		"q0755": sel(fn.CovarSamp(FxTrades.Price, FxTrades.Quantity)),
		"q0773": sel(FxTrades.Symbol, fn.Max(FxTrades.Price)).Limit(5),
		"q0774": sel(fn.Min(FxTrades.Price)),
		"q0775": sel(FxTrades.Symbol, fn.Min(FxTrades.Price)).Limit(5),
		"q0786": sel(fn.Sum(FxTrades.Quantity)),
		"q0787": sel(FxTrades.Symbol, fn.Sum(FxTrades.Quantity)).Limit(5),
		"q0790": expr.Select(Trades.Symbol, fn.TWAP(Trades.Price, Trades.Timestamp)).From(Trades).Where(Trades.Timestamp.In(expr.Yesterday)),
		"q0794": sel(fn.WeightedAvg(FxTrades.Price, FxTrades.Quantity)),
		"q0797": sel(fn.WeightedStddev(FxTrades.Price, FxTrades.Quantity)),
		"q0798": sel(FxTrades.Symbol, fn.WeightedStddev(FxTrades.Price, FxTrades.Quantity)).Limit(5),
		"q1918": expr.Select(FxTrades.Symbol).From(FxTrades).Distinct().Where(FxTrades.Timestamp.In("$now - 1h..$now")),
		"q1919": sel(FxTrades.Symbol, fn.Count()).Distinct(),
		"q1948": sel(FxTrades.Symbol, fn.Avg(FxTrades.Price), fn.Count()).Limit(5),
		"q2067": expr.Select(Trades.Symbol, fn.Avg(Trades.Price)).From(Trades).Where(today).GroupBy(Trades.Symbol),
		"q2068": expr.Select(
			onlyOf("BTC-USDT"), onlyOf("ETH-USDT"), onlyOf("SOL-USDT"), onlyOf("ADA-USDT"), onlyOf("AVAX-USDT"),
		).From(Trades).Where(today),
		"q2128": expr.Select(Trades.Symbol, fn.Avg(Trades.Price), fn.Count()).From(Trades),
		"q2129": expr.Select(Trades.Symbol, fn.Avg(Trades.Price), fn.Count()).From(Trades).GroupBy(Trades.Symbol),
		"q2130": expr.Select(Trades.Symbol, fn.Avg(Trades.Price), fn.Count()).From(Trades).GroupBy(expr.Position(1)),
		"q2587": expr.Select(Trades.Symbol, fn.Avg(Trades.Price)).From(Trades).GroupBy(Trades.Symbol),
		"q2588": expr.Select(Trades.Symbol, fn.Avg(Trades.Price)).From(Trades),
		"q2590": expr.Select(Trades.Symbol, Trades.Side, fn.Avg(Trades.Price)).From(Trades),
		"q2428": expr.Select(Trades.Symbol, Trades.Side, fn.Sum(Trades.Price)).From(Trades).Where(today),
		"q2475": expr.Select(fn.ArgMin(Trades.Timestamp, Trades.Price).As("bottom_time")).From(Trades),
		"q0725": expr.Select(Trades.Symbol, fn.ArgMin(Trades.Price, Trades.Amount).As("price_at_min_volume")).From(Trades).Where(today).Limit(5),
		"q0777": expr.Select(Trades.Symbol, fn.Mode(Trades.Side)).From(Trades).Where(today).OrderBy(Trades.Symbol.Asc()),
	}
}

// onlyOf is the average price of one symbol.
func onlyOf(symbol string) expr.Item {
	return fn.Avg(expr.When(Trades.Symbol.Eq(symbol), Trades.Price).End()).As(symbol)
}

func sampled() map[string]expr.Statement {
	hour := expr.Hours(1)
	vwap := fn.Sum(Trades.Price.Mul(Trades.Amount)).Div(fn.Sum(Trades.Amount))
	btc := Trades.Symbol.Eq("BTC-USDT")
	size := expr.Var("bucket_size", float(0.5))
	bucket := fn.Floor(Trades.Amount.Div(size)).Mul(size).As("bucket")
	sum := fn.Sum(Trades.Amount).As("volume")
	return map[string]expr.Statement{
		"q0104": expr.Select(Trades.Timestamp, Trades.Symbol, Trades.Side, fn.Sum(Trades.Price.Mul(Trades.Amount)).As("notional")).From(Trades).Where(today).SampleBy(expr.Minutes(1)),
		"q0266": all.From(Trades).Where(today).LatestOn(Trades.Timestamp, Trades.Symbol),
		"q0327": expr.Select(Trades.Timestamp, bucket, fn.Count().As("count")).From(Trades).Where(btc, today).SampleBy(hour).OrderBy(Trades.Timestamp, bucket),
		"q0333": expr.Select(CorePrice.Timestamp, CorePrice.Symbol, fn.Sum(CorePrice.BidVolume).As("total_bid")).From(CorePrice).Where(CorePrice.Timestamp.In(expr.Today)).SampleBy(expr.Minutes(1)).Limit(20),
		"q0442": expr.Select(Trades.Timestamp, Trades.Symbol, fn.TWAP(Trades.Price, Trades.Timestamp).As("twap")).From(Trades).Where(btc, Trades.Timestamp.In(expr.Yesterday)).SampleBy(hour),
		"q0443": expr.Select(Trades.Timestamp, Trades.Symbol, fn.TWAP(Trades.Price, Trades.Timestamp).As("twap"), vwap.As("vwap"), fn.TWAP(Trades.Price, Trades.Timestamp).Sub(vwap).As("twap_vwap_diff")).
			From(Trades).Where(btc, Trades.Timestamp.In(expr.Yesterday)).SampleBy(hour),
		"q0465": expr.Select(CorePrice.Timestamp, CorePrice.Symbol, fn.Avg(CorePrice.BidPrice).As("bid_price"), fn.Avg(CorePrice.AskPrice).As("ask_price")).
			From(CorePrice).Where(CorePrice.Symbol.Eq("EURUSD"), CorePrice.Timestamp.In(expr.Today)).SampleBy(expr.Milliseconds(100), expr.Fill(expr.Prev, expr.Prev)),
		"q0791": expr.Select(Trades.Timestamp, Trades.Symbol, fn.TWAP(Trades.Price, Trades.Timestamp)).From(Trades).Where(Trades.Symbol.In("BTC-USDT", "ETH-USDT"), Trades.Timestamp.In(expr.Yesterday)).SampleBy(hour),
		"q1914": expr.Select(Trades.Timestamp, Trades.Symbol, Trades.Side, sum).From(Trades).
			Where(Trades.Side.Eq("sell"), Trades.Timestamp.In("2024-11-25"), Trades.Symbol.EqExpr(expr.Var("symbol", expr.String("ETH-USDT")))).SampleBy(expr.Minutes(1), expr.Fill(expr.Null)),
		"q2095": expr.Select(TradesTs.Ts, fn.Count()).From(TradesTs).SampleBy(hour),
		"q2109": expr.Select(TradesTs.Ts, fn.Count()).From(TradesTs).SampleBy(expr.Days(1)),
		"q2117": expr.Select(TradesTs.Ts, fn.Sum(TradesTs.Quantity.Mul(TradesTs.Price))).From(TradesTs).SampleBy(expr.Minutes(30)),
		"q2119": expr.Select(TradesTs.Ts, fn.Avg(TradesTs.Quantity.Mul(TradesTs.Price))).From(TradesTs).SampleBy(expr.Days(1), expr.AlignToCalendar()),
		"q2099": expr.Select(Prices.Ts, fn.Max(Prices.Price).As("max")).From(Prices).SampleBy(hour, expr.Fill(expr.Linear)),
		"q2100": expr.Select(Prices.Ts, fn.Max(Prices.Price).As("max")).From(Prices).SampleBy(hour, expr.Fill(float(100.5))),
		"q2101": expr.Select(Prices.Ts, fn.Max(Prices.Price).As("max")).From(Prices).SampleBy(hour, expr.Fill(expr.Null)),
		"q2113": func() expr.Statement {
			sub := expr.Sub("h", func(h hours) expr.Query {
				return expr.Select(TradesTs.Ts, h.Count.Is(fn.Count())).From(TradesTs).SampleBy(expr.Hours(2), expr.AlignToCalendar().TimeZone("PST"))
			})
			return expr.Select(fn.ToTimezone(sub.Ts, expr.String("PST")).As("ts"), sub.Count).From(sub)
		}(),
		"q2426": expr.Select(Trades.Timestamp, Trades.Symbol, fn.Sum(Trades.Price)).From(Trades).Where(today).SampleBy(hour),
	}
}

func joins() map[string]expr.Statement {
	hour := t.Timestamp.In("$now-1h..$now")
	eurusd := t.Symbol.Eq("EURUSD")
	list := expr.HorizonList("h", expr.Seconds(1), expr.Seconds(5), expr.Seconds(30), expr.Minutes(1))
	list0 := expr.HorizonList("h", expr.Seconds(0), expr.Seconds(5), expr.Seconds(30), expr.Minutes(1))
	five := expr.HorizonRange("h", expr.Seconds(-5), expr.Seconds(5), expr.Seconds(1))
	minute := expr.HorizonRange("h", expr.Seconds(1), expr.Seconds(60), expr.Seconds(1))
	second := expr.Between(expr.Preceding(expr.Seconds(1)), expr.Following(expr.Seconds(1)))
	using := expr.Using(t.Symbol)
	keys := expr.On(t.Symbol.EqExpr(c.Symbol))
	markout := fn.Avg(mid(m).Sub(t.Price)).As("avg_markout")
	avgMid, size := fn.Avg(mid(m)).As("avg_mid"), fn.Count().As("sample_size")
	bps := func(a, b expr.Float) expr.Float { return a.Sub(b).Div(mid(m)).Mul(num(10000)) }
	many := func(n int64) TradesTable {
		return expr.CTE("many_trades", func(TradesTable) expr.Query { return all.From(Trades).Limit(n) })
	}
	pair := expr.CTE("lookup", func(l lookup) expr.Query {
		return expr.Select(l.Symbol.Is(expr.String("BTC-USDT")), l.Description.Is(expr.String("Bitcoin/USDT Pair")))
	})
	last := expr.CTE("t", func(TradesTable) expr.Query { return all.From(Trades).Limit(-10000) })
	last2 := expr.As(last, "t2")
	far := expr.CTE("trades_with_future_bid", func(f future) expr.Query {
		return expr.Select(t.Symbol, t.Price, f.FutureBid.Is(fn.First(c.BidPrice))).From(t).
			WindowJoin(c, keys, expr.Between(expr.Following(expr.Milliseconds(10)), expr.Following(expr.Milliseconds(10))), expr.IncludePrevailing()).Where(hour)
	})
	benchmark := expr.CTE("benchmark", func(b twapped) expr.Query {
		return expr.Select(b.TwapPrice.Is(fn.TWAP(Trades.Price, Trades.Timestamp))).From(Trades).Where(Trades.Symbol.Eq("ETH-USDT"), Trades.Timestamp.In(expr.Yesterday))
	})
	b, tr := expr.As(benchmark, "b"), expr.As(Trades, "t")
	near := func(lo, hi expr.JoinBound, option ...expr.WindowJoinOption) []expr.WindowJoinOption {
		return append([]expr.WindowJoinOption{expr.On(ts.Sym.EqExpr(pr.Sym)), expr.Between(lo, hi)}, option...)
	}
	sum := fn.Sum(pr.Price)
	return map[string]expr.Statement{
		"q0049": expr.Select(t.Timestamp, t.Symbol, t.Price, p.BidPrice, p.AskPrice).From(t).AsofJoin(p, using).Where(hour),
		"q0050": expr.Select(sec(list0), t.Symbol, markout).From(t).HorizonJoin(m, using, list0).Where(hour).OrderBy(t.Symbol, sec(list0)),
		"q0332": expr.Select(p.Timestamp, p.BidPrice, fn.Min(pp.BidPrice).As("min_price"), fn.Max(pp.BidPrice).As("max_price")).From(p).
			WindowJoin(pp, expr.Using(p.Symbol), second).Where(p.Timestamp.In("$now - 1m..$now"), p.Symbol.Eq("EURUSD")),
		"q0430": expr.Select(t.Timestamp, t.ECN, fn.Count().As("trade_count"), round(fn.Avg(
			expr.When(t.Side.Eq("buy"), bps(t.Price, mid(m))).When(t.Side.Eq("sell"), bps(mid(m), t.Price)).End()), 3).As("avg_slippage_bps")).
			From(t).AsofJoin(m, using).Where(t.Timestamp.In(expr.Yesterday)).SampleBy(expr.Hours(1)),
		"q0444": expr.Select(tr.Timestamp, tr.Price.As("fill_price"), b.TwapPrice, tr.Price.Sub(b.TwapPrice).As("slippage")).From(tr).CrossJoin(b).
			Where(tr.Symbol.Eq("ETH-USDT"), tr.Side.Eq("buy"), tr.Timestamp.In(expr.Yesterday)).OrderBy(tr.Timestamp).Limit(20),
		"q1762": expr.Select(MarketData.Timestamp, MarketData.Symbol, MarketData.Bids, expr.AllOf(CorePrice)).From(MarketData).
			AsofJoin(CorePrice, expr.Using(MarketData.Symbol), expr.Tolerance(expr.Milliseconds(50))).Where(MarketData.Timestamp.In(expr.Today)),
		"q1956": expr.Select(sec(five), t.Symbol, avgMid, size).From(t).HorizonJoin(m, using, five).Where(hour).OrderBy(t.Symbol, sec(five)),
		"q1980": all.From(pair).Join(many(-1000000), expr.On(pair.Symbol.EqExpr(many(-1000000).Symbol))),
		"q1985": all.From(many(-100)).LeftJoin(pair, expr.On(pair.Symbol.EqExpr(many(-100).Symbol))),
		"q1990": all.From(last).CrossJoin(last2).Where(
			last.Timestamp.LtExpr(last2.Timestamp),
			fn.DateDiff("s", last.Timestamp, last2.Timestamp).Lt(10),
			last.Symbol.EqExpr(last2.Symbol), last.Side.EqExpr(last2.Side), last.Price.EqExpr(last2.Price), last.Amount.EqExpr(last2.Amount)),
		"q2257": expr.Select(t.Symbol, t.Timestamp, fn.Avg(c.BidPrice).As("pre_trade_bid")).From(t).
			WindowJoin(c, keys, expr.Between(expr.Preceding(expr.Seconds(2)), expr.Preceding(expr.Seconds(1))), expr.ExcludePrevailing()).Where(eurusd, hour).Limit(-20),
		"q2259": expr.Select(t.Symbol, t.Timestamp, fn.Count().As("total_quotes")).From(t).WindowJoin(c, second, expr.ExcludePrevailing()).Where(eurusd, hour).Limit(-20),
		"q2264": expr.Select(t.Symbol, t.Timestamp, fn.Avg(c.BidPrice).As("avg_bid")).From(t).WindowJoin(c, keys, second, expr.ExcludePrevailing()).Where(eurusd, hour).Limit(-20),
		"q2266": expr.Explain(expr.Select(t.Symbol, fn.Avg(c.BidPrice)).From(t).WindowJoin(c, keys, second, expr.ExcludePrevailing()).Where(eurusd, hour)),
		"q2268": expr.Select(far.Symbol, fn.Count().As("trade_count"), fn.Avg(far.FutureBid.Sub(far.Price)).As("avg_slippage")).From(far).GroupBy(far.Symbol),
		"q2660": expr.Select(ts.Sym, ts.Ts, fn.Avg(pr.Price).As("avg_price")).From(ts).
			WindowJoin(pr, expr.On(ts.Sym.EqExpr(pr.Sym), pr.Price.Lt(300)), expr.Between(expr.Preceding(expr.Minutes(2)), expr.Following(expr.Minutes(2))), expr.ExcludePrevailing()).OrderBy(ts.Ts),
		"q2661": expr.Select(ts.Sym, ts.Ts, sum.As("past_sum")).From(ts).WindowJoin(pr, near(expr.Preceding(expr.Minutes(2)), expr.Preceding(expr.Minutes(1)), expr.ExcludePrevailing())...),
		"q2662": expr.Select(ts.Sym, ts.Ts, sum.As("future_sum")).From(ts).WindowJoin(pr, near(expr.Following(expr.Minutes(1)), expr.Following(expr.Minutes(2)), expr.ExcludePrevailing())...),
		"q2665": expr.Select(ts.Sym, ts.Ts, sum.As("window_sum")).From(ts).WindowJoin(pr, near(expr.Preceding(expr.Minutes(1)), expr.Following(expr.Minutes(1)), expr.ExcludePrevailing())...),
		"q2678": expr.Select(sec(list), t.Symbol, markout).From(t).HorizonJoin(m, using, list).OrderBy(t.Symbol, sec(list)),
		"q2679": expr.Select(sec(five), t.Symbol, avgMid, size).From(t).HorizonJoin(m, using, five).OrderBy(t.Symbol, sec(five)),
		"q2680": expr.Select(sec(minute), fn.Sum(mid(m).Sub(t.Price).Mul(t.Quantity)).Div(fn.Sum(t.Quantity)).As("vwap_markout")).From(t).HorizonJoin(m, using, minute).OrderBy(sec(minute)),
		"q2681": expr.Explain(expr.Select(sec(minute), t.Symbol, avgMid).From(t).HorizonJoin(m, using, minute).OrderBy(t.Symbol, sec(minute))),
	}
}

func windows() map[string]expr.Statement {
	byTime := expr.Window().OrderBy(Trades.Timestamp)
	bySymbol := expr.Window().PartitionBy(Trades.Symbol)
	both := bySymbol.OrderBy(Trades.Timestamp)
	byPrice := bySymbol.OrderBy(Trades.Price.Desc())
	sel := func(items ...expr.Item) expr.Query {
		return expr.Select(append([]expr.Item{Trades.Symbol, Trades.Price, Trades.Timestamp}, items...)...).From(Trades).Where(today)
	}
	avg := fn.Avg(Trades.Price)
	btc := Trades.Symbol.Eq("BTC-USDT")
	w := byTime.Rows(9).Named("w")
	short, long := byTime.Rows(9).Named("short_window"), byTime.Rows(49).Named("long_window")
	w1 := byTime.Named("w1")
	w2 := w1.Rows(9).Named("w2")
	head := []expr.Item{Trades.Timestamp, Trades.Symbol, Trades.Price}
	btcs := func(items ...expr.Item) expr.Query {
		return expr.Select(append(head[:3:3], items...)...).From(Trades).Where(btc)
	}
	diff := Trades.Price.Sub(avg.Over(bySymbol)).As("diff_from_avg")
	named := bySymbol.Named("w")
	rank := fn.Rank().Over(expr.Window().OrderBy(Trades.Price.Desc())).As("rank")
	percent := fn.PercentRank().Over(expr.Window().OrderBy(Trades.Price.Desc())).As("percent_rank")
	lag := func(n int64) expr.Float { return fn.Lag(Trades.Price, n).Over(both) }
	first := []expr.Item{fn.FirstValue(Trades.Price).Over(both).As("first_price"), fn.FirstValue(Trades.Price).IgnoreNulls().Over(both).As("first_non_null_price")}
	stats := func(where ...expr.Boolean) priceStats {
		return expr.CTE("price_stats", func(s priceStats) expr.Query {
			w := byTime.Rows(19).Named("w")
			return expr.Select(append(head[:3:3], s.MovingAvg.Is(avg.Over(w)), s.Deviation.Is(Trades.Price.Sub(avg.Over(w))))...).From(Trades).Where(where...)
		})
	}
	always, now := stats(btc), stats(today, btc)
	unbounded := byTime.RowsBetween(expr.UnboundedPreceding(), expr.CurrentRow())
	high, low := fn.Max(Trades.Price).Over(both.Rows(3)).As("highest_price"), fn.Min(Trades.Price).Over(both.Rows(3)).As("lowest_price")
	number := fn.RowNumber().Over(both).As("trade_number")
	percentile := fn.PercentRank().Over(byPrice).As("price_percentile")
	total := fn.Sum(Trades.Price)
	ema := func(f expr.WindowFunction[expr.Float], name string) expr.Item {
		return f.Over(both).As(name)
	}
	return map[string]expr.Statement{
		"q1212": expr.Select(avg.Over(both.Named("w")), fn.Sum(Trades.Amount).Over(both.Named("w"))).From(Trades),
		"q1213": sel(avg.Over(both.Rows(3)).As("moving_avg")).Limit(100),
		"q1221": expr.Select(Trades.Timestamp, Trades.Amount, fn.Sum(Trades.Amount).Over(byTime.Cumulative()).As("running_total")).From(Trades).Where(today),
		"q1223": sel(avg.Over(named).As("symbol_avg"), Trades.Price.Sub(avg.Over(named)).As("diff_from_avg")),
		"q1224": sel(fn.Rank().Over(byPrice).As("price_rank")),
		"q1229": sel(avg.Over(both).As("running_avg")),
		"q1232": sel(ema(fn.AvgAlpha(Trades.Price, 0.2), "ema_alpha")),
		"q1234": sel(ema(fn.AvgDecay(Trades.Price, "minute", 5), "ema_5min")),
		"q1236": sel(ema(fn.AvgPeriodWeighted(Trades.Price, 10, Trades.Amount), "vwema_10")),
		"q1237": sel(ema(fn.AvgDecayWeighted(Trades.Price, "hour", 1, Trades.Amount), "vwema_1h")),
		"q1242": expr.Select(Trades.Symbol, Trades.Timestamp, fn.Count().Over(both.Range(expr.Preceding(expr.Seconds(1)), expr.CurrentRow())).As("trades_last_second")).From(Trades).Where(today),
		"q1246": sel(first...),
		"q1251": expr.Select(Trades.Timestamp, Trades.Price, fn.LastValue(Trades.Price).Over(both.Rows(2)).As("last_price"), fn.LastValue(Trades.Price).IgnoreNulls().Over(both).As("last_non_null_price")).From(Trades).Where(today),
		"q1253": sel(high),
		"q1255": sel(low),
		"q1270": sel(fn.DenseRank().Over(byPrice).As("price_rank")),
		"q1275": sel(percentile),
		"q1276": sel(rank, percent).Where(btc),
		"q1280": sel(number),
		"q1297": expr.Select(Trades.Timestamp, Trades.Price, fn.Lag(Trades.Price, 1).IgnoreNulls().Over(byTime).As("prev_non_null_price")).From(Trades),
		"q1304": expr.Select(Trades.Timestamp, Trades.Price, total.Over(unbounded).As("sum1"), total.Over(unbounded).As("sum2"), total.Over(byTime.Cumulative()).As("sum3")).From(Trades).Where(today),
		"q1305": expr.Select(Trades.Timestamp, Trades.Price, total.Over(unbounded.ExcludeCurrentRow()).As("cumulative_sum_excluding_current")).From(Trades).Where(today).Limit(100),
		"q1307": btcs(avg.Over(w).As("avg_price"), fn.Min(Trades.Price).Over(w).As("min_price"), fn.Max(Trades.Price).Over(w).As("max_price")).Where(today).Limit(100),
		"q1310": all.From(now).Where(now.Deviation.Gt(10)).Limit(100),
		"q1311": btcs(avg.Over(w1).As("symbol_avg"), avg.Over(w2).As("moving_avg")).Where(today).Limit(100),
		"q1314": sel(total.Over(expr.Window()).As("total_sum")),
		"q1316": sel(total.Over(both).As("cumulative_sum")),
		"q2508": sel(avg.Over(bySymbol).As("symbol_avg"), diff),
		"q2514": sel(ema(fn.AvgDecay(Trades.Price, "minute", 5), "ema_5min")),
		"q2519": expr.Select(Trades.Symbol, Trades.Amount, Trades.Timestamp, fn.Sum(Trades.Amount).Over(both.RowsBetween(expr.UnboundedPreceding(), expr.CurrentRow())).As("cumulative_amount")).From(Trades).Where(today),
		"q2522": sel(low),
		"q2523": sel(high),
		"q2524": sel(first...),
		"q2526": sel(number),
		"q2528": sel(percentile),
		"q2529": sel(rank, percent).Where(btc),
		"q2530": expr.Select(Trades.Timestamp, Trades.Price, lag(1).As("previous_price"), fn.LagOr(Trades.Price, 2, float(0)).Over(both).As("price_two_rows_back")).From(Trades).Where(today),
		"q2531": expr.Select(Trades.Timestamp, Trades.Price, fn.Lead(Trades.Price, 1).Over(both).As("next_price"), fn.LeadOr(Trades.Price, 2, float(0)).Over(both).As("price_after_next")).From(Trades).Where(today),
		"q2691": btcs(avg.Over(short).As("avg_10"), avg.Over(long).As("avg_50")).Limit(100),
		"q2692": btcs(avg.Over(w).As("moving_avg"), fn.RowNumber().Over(both).As("seq")).Limit(100),
		"q2693": all.From(always).Where(always.Deviation.Gt(10)).Limit(100),
		"q2694": btcs(avg.Over(w1).As("symbol_avg"), avg.Over(w2).As("moving_avg")).Limit(100),
		"q0461": expr.Select(Trades.Timestamp, fn.Lag(Trades.Timestamp, 1).Over(byTime).As("prev_timestamp"),
			fn.DateDiff("T", Trades.Timestamp, fn.Lag(Trades.Timestamp, 1).Over(byTime)).As("elapsed_millis")).From(Trades).Where(btc, today).Limit(20),
	}
}

func queries() map[string]expr.Statement {
	btc := Trades.Symbol.Eq("BTC-USDT")
	byAmount := expr.Window().OrderBy(Trades.Amount)
	anyOrder := expr.Window()
	moving := expr.Sub("m", func(s moved) expr.Query {
		return expr.Select(s.CurrentPrice.Is(Trades.Price), s.PreviousPrice.Is(fn.Lag(Trades.Price, 1).Over(byAmount))).From(Trades).Where(btc, today)
	})
	movingTs := expr.Sub("m", func(s movedTs) expr.Query {
		return expr.Select(s.CurrentTs.Is(Trades.Timestamp), s.PreviousTs.Is(fn.Lag(Trades.Timestamp, 1).Over(anyOrder))).From(Trades).Where(today)
	})
	withAmount := expr.CTE("column_and_prev", func(s numberedAmount) expr.Query {
		return expr.Select(s.Rownum.Is(fn.RowNumber().Over(byAmount)), Trades.Amount, s.CurrentPrice.Is(Trades.Price), s.PreviousPrice.Is(fn.Lag(Trades.Price, 1).Over(byAmount))).From(Trades).Where(btc, today)
	})
	prev := expr.CTE("column_and_prev", func(s numbered) expr.Query {
		return expr.Select(s.Rownum.Is(fn.RowNumber().Over(anyOrder)), s.CurrentPrice.Is(Trades.Price), s.PreviousPrice.Is(fn.Lag(Trades.Price, 1).Over(anyOrder))).From(Trades).Where(btc, today)
	})
	latest := func(where ...expr.Boolean) ranked {
		return expr.CTE("ranked", func(r ranked) expr.Query {
			w := expr.Window().PartitionBy(Trades.Symbol).OrderBy(Trades.Timestamp.Desc())
			return expr.Select(expr.All, r.Rn.Is(fn.RowNumber().Over(w))).From(Trades).Where(where...)
		})
	}
	r, ever := latest(today), latest()
	tot := expr.CTE("totals", func(s totals) expr.Query {
		return expr.Select(Trades.Symbol, s.Total.Is(fn.Count())).From(Trades)
	})
	rk := expr.CTE("ranked", func(s totalsRanked) expr.Query {
		return expr.Select(expr.All, s.Rn.Is(fn.RowNumber().Over(expr.Window().OrderBy(tot.Total.Desc())))).From(tot)
	})
	others := expr.When(rk.Rn.Le(5), rk.Symbol).Else(expr.String("-Others-")).As("symbol")
	totalTrades := fn.Sum(rk.Total).As("total_trades")
	sides := expr.CTE("totals", func(s sideTotals) expr.Query {
		return expr.Select(Trades.Symbol, Trades.Side, s.Total.Is(fn.Count())).From(Trades).Where(Trades.Timestamp.In("$now - 1d..$now"))
	})
	sideRk := expr.CTE("ranked", func(s sideRanked) expr.Query {
		return expr.Select(expr.All, s.Ranking.Is(fn.Rank().Over(expr.Window().PartitionBy(sides.Side).OrderBy(sides.Total.Desc())))).From(sides)
	})
	sideOthers := expr.When(sideRk.Ranking.Le(3), sideRk.Symbol).Else(expr.String("-Others-")).As("symbol")
	sideTrades := fn.Sum(sideRk.Total).As("total_trades")
	vol := expr.CTE("volumes", func(v volumes) expr.Query {
		only := func(side string) expr.Float {
			return expr.When(Trades.Side.Eq(side), Trades.Amount).Else(float(0))
		}
		return expr.Select(Trades.Symbol, v.BuyVolume.Is(fn.Sum(only("buy"))), v.SellVolume.Is(fn.Sum(only("sell")))).From(Trades).
			Where(Trades.Timestamp.In(expr.Yesterday), Trades.Symbol.In("ETH-USDT", "BTC-USDT", "ETH-BTC"))
	})
	symbol := expr.Var("symbol", expr.String("EURUSD"))
	eurusd := CorePrice.Symbol.EqExpr(symbol)
	midPrice := CorePrice.BidPrice.Add(CorePrice.AskPrice).Div(num(2))
	spread := CorePrice.AskPrice.Sub(CorePrice.BidPrice)
	avgd := expr.CTE("eurusd_today", func(a averaged) expr.Query {
		return expr.Select(FxTrades.Timestamp, FxTrades.Price, a.AvgPrice.Is(fn.Avg(FxTrades.Price).Over(expr.Window()))).From(FxTrades).Where(FxTrades.Symbol.Eq("EURUSD"), FxTrades.Timestamp.In(expr.Today))
	})
	st := expr.CTE("stats", func(s stats) expr.Query {
		w := expr.Window().PartitionBy(FxTrades.Symbol).OrderBy(FxTrades.Timestamp)
		return expr.Select(FxTrades.Timestamp, FxTrades.Symbol, FxTrades.Price, s.RollingAvg.Is(fn.Avg(FxTrades.Price).Over(w)), s.RollingAvgSq.Is(fn.Avg(FxTrades.Price.Mul(FxTrades.Price)).Over(w))).
			From(FxTrades).Where(FxTrades.Timestamp.In(expr.Yesterday), FxTrades.Symbol.Eq("EURUSD"))
	})
	mm := expr.CTE("max_min", func(x maxMin) expr.Query {
		return expr.Select(x.High.Is(fn.Max(Trades.Price)), x.Mean.Is(fn.Avg(Trades.Price)), x.Low.Is(fn.Min(Trades.Price))).From(Trades).Where(Trades.Timestamp.In("2024-12-08"))
	})
	perSecond := expr.Sub("s", func(x counted) expr.Query {
		return expr.Select(x.CountSec.Is(fn.Count())).From(Trades).Where(Trades.Timestamp.In("2024-12-08")).SampleBy(expr.Seconds(1))
	})
	bought := expr.Sub("b", func(TradesTable) expr.Query { return all.From(Trades).Where(Trades.Symbol.Eq("BTC-USD")) })
	few := expr.Sub("sub", func(symbols) expr.Query { return expr.Select(Trades.Symbol).From(Trades).Limit(10) })
	return map[string]expr.Statement{
		"q0020": all.From(bought).Timestamp(bought.Timestamp).Where(bought.Timestamp.In("2024-01-20")),
		"q0317": expr.Select(fn.Count().As("out_of_order_rows")).From(moving).Where(moving.CurrentPrice.LtExpr(moving.PreviousPrice)),
		"q0318": expr.Select(withAmount.Rownum, withAmount.Amount, withAmount.CurrentPrice, withAmount.PreviousPrice).From(withAmount).
			Where(withAmount.CurrentPrice.LtExpr(withAmount.PreviousPrice)).OrderBy(withAmount.Rownum).Limit(1),
		"q0330": expr.Select(fn.Max(perSecond.CountSec), expr.AllOf(mm)).From(perSecond).CrossJoin(mm),
		"q0354": expr.Select(others, totalTrades).From(rk).GroupBy(expr.Position(1)).OrderBy(totalTrades.Desc()),
		"q0359": expr.Select(sideRk.Side, sideOthers, sideTrades).From(sideRk).GroupBy(sideRk.Side, expr.Position(2)).OrderBy(sideRk.Side, sideTrades.Desc()),
		"q0368": expr.Select(vol.Symbol, vol.BuyVolume, vol.SellVolume,
			vol.BuyVolume.Sub(vol.SellVolume).ToDouble().Div(vol.BuyVolume.Add(vol.SellVolume)).Mul(num(100)).As("imbalance")).From(vol),
		"q0372": expr.Select(CorePrice.Timestamp, CorePrice.Symbol, round(CorePrice.BidPrice, 5).As("bid"), round(CorePrice.AskPrice, 5).As("ask"), round(spread, 6).As("spread_absolute"),
			round(spread.Div(midPrice).Mul(num(10000)), 2).As("spread_bps"), round(midPrice, 5).As("mid_price")).
			From(CorePrice).Where(eurusd, CorePrice.Timestamp.In("$now - 1h..$now")).OrderBy(CorePrice.Timestamp),
		"q0405": expr.Select(CorePrice.Timestamp, CorePrice.Symbol, round(midPrice, 5).As("mid_price"),
			fn.Ln(midPrice.Div(fn.Lag(midPrice, 1).Over(expr.Window().PartitionBy(CorePrice.Symbol).OrderBy(CorePrice.Timestamp)))).As("log_return")).
			From(CorePrice).Where(eurusd, CorePrice.ECN.Eq("LMAX"), CorePrice.Timestamp.In("$now - 1m..$now")),
		"q0406": func() expr.Statement {
			s := expr.CTE("sampled", func(s sampledMid) expr.Query {
				return expr.Select(CorePrice.Timestamp, CorePrice.Symbol, s.CloseMid.Is(fn.Last(midPrice))).From(CorePrice).
					Where(eurusd, CorePrice.Timestamp.In("$now - 1d..$now")).SampleBy(expr.Minutes(1), expr.AlignToCalendar())
			})
			w := expr.Window().PartitionBy(s.Symbol).OrderBy(s.Timestamp)
			return expr.Select(s.Timestamp, s.Symbol, round(s.CloseMid, 5).As("close_mid"), fn.Ln(s.CloseMid.Div(fn.Lag(s.CloseMid, 1).Over(w))).As("log_return")).From(s)
		}(),
		"q0454": expr.Select(fn.Count().As("out_of_order_rows")).From(movingTs).Where(movingTs.CurrentTs.LtExpr(movingTs.PreviousTs)),
		"q0456": expr.Select(prev.Rownum, prev.CurrentPrice, prev.PreviousPrice).From(prev).Where(prev.CurrentPrice.LtExpr(prev.PreviousPrice)).Limit(1),
		"q0480": expr.Select(r.Timestamp, r.Symbol, r.Side, r.Price, r.Amount).From(r).Where(r.Rn.Le(5)).OrderBy(r.Symbol, r.Timestamp.Desc()),
		"q0488": all.From(r).Where(r.Rn.Le(5)),
		"q0489": all.From(ever).Where(ever.Rn.Le(5), ever.Timestamp.In(expr.Today)),
		"q1169": expr.Select(fn.StringAgg(few.Symbol, ',').As("symbols")).From(few),
		"q2272": expr.Select(avgd.Timestamp, avgd.Price, avgd.AvgPrice).From(avgd).Where(avgd.Price.GtExpr(avgd.AvgPrice)),
		"q2450": expr.Select(st.Timestamp, st.Symbol, st.Price, st.RollingAvg, fn.Sqrt(st.RollingAvgSq.Sub(st.RollingAvg.Mul(st.RollingAvg))).As("rolling_stddev")).From(st).Limit(10),
	}
}

func pivots() map[string]expr.Statement {
	from := all.From(Trades).Where(today)
	btc, eth, sol := expr.Is("BTC-USDT"), expr.Is("ETH-USDT"), expr.Is("SOL-USDT")
	mean := fn.Avg(Trades.Price)
	return map[string]expr.Statement{
		"q2066": expr.Pivot(all.From(Trades), mean).For(Trades.Symbol, btc, eth).GroupBy(Trades.Side).OrderBy(Trades.Side).Limit(10),
		"q2070": expr.Pivot(from, mean.As("avg_price"), fn.Sum(Trades.Price.Mul(Trades.Amount)).Div(num(2)).As("half_value")).For(Trades.Symbol, btc, eth, sol),
		"q2072": expr.Pivot(from, mean).For(Trades.Symbol, btc, eth, sol, expr.Is("ADA-USDT"), expr.Is("AVAX-USDT")).GroupBy(Trades.Side).OrderBy(Trades.Side),
		"q2075": expr.Pivot(from, mean).For(Trades.Symbol, btc, eth),
		"q2076": expr.Pivot(from, mean, fn.Sum(Trades.Price)).For(Trades.Symbol, btc, eth),
		"q2617": expr.Pivot(all.From(Trades), mean).For(Trades.Symbol, expr.Is("BTC-USD"), expr.Is("ETH-USD")).GroupBy(Trades.Side).OrderBy(Trades.Side).Limit(10),
		"q2619": expr.Pivot(all.From(Trades), mean).For(Trades.Symbol, expr.Is("BTC-USD"), expr.Is("ETH-USD")),
	}
}

func writes() map[string]expr.Statement {
	return map[string]expr.Statement{
		"q2201": expr.Update(Trades).Set(Trades.Price.Set(125.34)).Where(Trades.Symbol.Eq("AAPL")),
	}
}
