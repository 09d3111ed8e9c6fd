package corpus

import (
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

type (
	dailyBar struct {
		expr.Table
		Timestamp              expr.TimestampColumn
		Symbol                 expr.SymbolColumn
		Open, High, Low, Close expr.DoubleColumn
	}
	smoothed struct {
		expr.Table
		Timestamp                expr.TimestampColumn
		Symbol                   expr.SymbolColumn
		Close, Sma20, AvgCloseSq expr.DoubleColumn
	}
	bollinger struct {
		expr.Table
		Timestamp                          expr.TimestampColumn
		Symbol                             expr.SymbolColumn
		Close, Sma20, UpperBand, LowerBand expr.DoubleColumn
	}
	banded struct {
		bollinger
		Bandwidth expr.DoubleColumn
	}
	bandRange struct {
		banded
		MinBw, MaxBw expr.DoubleColumn
	}
	closing struct {
		expr.Table
		Timestamp expr.TimestampColumn
		Symbol    expr.SymbolColumn
		High, Low expr.DoubleColumn
		Close     expr.DoubleColumn
	}
	withPrev struct {
		closing
		PrevClose expr.DoubleColumn
	}
	withRange struct {
		closing
		TR expr.DoubleColumn `qdb:"tr"`
	}
	keltner struct {
		expr.Table
		Timestamp         expr.TimestampColumn
		Symbol            expr.SymbolColumn
		Close, Ema20, ATR expr.DoubleColumn
	}
	sidedTrade struct {
		expr.Table
		Timestamp expr.TimestampNSColumn
		Symbol    expr.SymbolColumn
		ECN       expr.SymbolColumn `qdb:"ecn"`
		Side      expr.SymbolColumn
		Quantity  expr.DoubleColumn
		VolBucket expr.DoubleColumn
	}
	pricedTrade struct {
		expr.Table
		Timestamp                  expr.TimestampNSColumn
		Symbol, Side               expr.SymbolColumn
		Price, Quantity, VolBucket expr.DoubleColumn
	}
	bucketStats struct {
		expr.Table
		Symbol                 expr.SymbolColumn
		VolBucket              expr.DoubleColumn
		BucketStart, BucketEnd expr.TimestampNSColumn
		TradeCount             expr.LongColumn
		TotalVol               expr.DoubleColumn
		BuyVol, SellVol        expr.DoubleColumn
		BucketImbalance        expr.DoubleColumn
	}
	venueStats struct {
		expr.Table
		Symbol                 expr.SymbolColumn
		ECN                    expr.SymbolColumn `qdb:"ecn"`
		VolBucket              expr.DoubleColumn
		BucketStart, BucketEnd expr.TimestampNSColumn
		TotalVol               expr.DoubleColumn
		BucketImbalance        expr.DoubleColumn
	}
	secondBar struct {
		expr.Table
		Timestamp              expr.TimestampColumn
		Open, High, Close, Low expr.DoubleColumn
	}
	orderedBar struct {
		expr.Table
		Timestamp              expr.TimestampColumn `qdb:",designated"`
		Open, High, Close, Low expr.DoubleColumn
	}
	timed struct {
		expr.Table
		Time     expr.TimestampColumn
		Symbol   expr.SymbolColumn
		ECN      expr.SymbolColumn `qdb:"ecn"`
		BidPrice expr.DoubleColumn
	}
	movingTrade struct {
		expr.Table
		Timestamp                       expr.TimestampNSColumn
		Symbol                          expr.SymbolColumn
		Price, Quantity, MovingAvgPrice expr.DoubleColumn
	}
	symbolBar struct {
		bar
		Symbol expr.SymbolColumn
	}
	instants struct {
		expr.Table
		Timestamp expr.TimestampColumn
		Symbol    expr.SymbolColumn
	}
	castTrade struct {
		expr.Table
		Ts     expr.TimestampColumn
		Symbol expr.SymbolColumn
		Price  expr.DoubleColumn
	}
	tickers struct {
		expr.Table
		Ticker expr.SymbolColumn
	}
	seriesNS struct {
		expr.Table
		Value expr.TimestampNSColumn `qdb:"generate_series"`
	}
	hourlyTrade struct {
		expr.Table
		Symbol                expr.SymbolColumn
		Price, Quantity       expr.DoubleColumn
		HourUTC               expr.IntColumn `qdb:"hour_utc"`
		Offset                expr.LongColumn
		BestBid, BestAsk, Mid expr.DoubleColumn
	}
	venueTrade struct {
		expr.Table
		Symbol           expr.SymbolColumn
		ECN              expr.SymbolColumn `qdb:"ecn"`
		Price, Quantity  expr.DoubleColumn
		Offset           expr.LongColumn
		BestBid, BestAsk expr.DoubleColumn
	}
	venueMarkouts struct {
		expr.Table
		Symbol                                        expr.SymbolColumn
		ECN                                           expr.SymbolColumn `qdb:"ecn"`
		AtFillFills                                   expr.LongColumn   `qdb:"at_fill_corpus_fills"`
		AtFillAvgSize, AtFillVolume, AtFillMarkoutBps expr.DoubleColumn
		T5sFills                                      expr.LongColumn   `qdb:"t_5s_corpus_fills"`
		T5sAvgSize                                    expr.DoubleColumn `qdb:"t_5s_avg_size"`
		T5sVolume                                     expr.DoubleColumn `qdb:"t_5s_volume"`
		T5sMarkoutBps                                 expr.DoubleColumn `qdb:"t_5s_markout_bps"`
		T1mFills                                      expr.LongColumn   `qdb:"t_1m_corpus_fills"`
		T1mAvgSize                                    expr.DoubleColumn `qdb:"t_1m_avg_size"`
		T1mVolume                                     expr.DoubleColumn `qdb:"t_1m_volume"`
		T1mMarkoutBps                                 expr.DoubleColumn `qdb:"t_1m_markout_bps"`
	}
	orderMarkout struct {
		expr.Table
		OrderID                             expr.LongColumn
		Symbol, Side                        expr.SymbolColumn
		Offset                              expr.LongColumn
		WeightedMid, AvgExecPrice, TotalQty expr.DoubleColumn
	}
	orderPivot struct {
		expr.Table
		OrderID                expr.LongColumn
		Symbol, Side           expr.SymbolColumn
		AvgExecPrice, TotalQty expr.DoubleColumn
		AtFillMid              expr.DoubleColumn `qdb:"at_fill_mid"`
		At30mMid               expr.DoubleColumn `qdb:"at_30m_mid"`
	}
	datedTrade struct {
		expr.Table
		Symbol          expr.SymbolColumn
		ECN             expr.SymbolColumn `qdb:"ecn"`
		Price, Quantity expr.DoubleColumn
		TradeDate       expr.DateColumn
		Offset          expr.LongColumn
		Mid             expr.DoubleColumn
	}
)

// bandwidth is the width of Bollinger's bands, with windows that have names or
// not.
func bandwidth(name func(expr.WindowSpec) expr.WindowSpec) expr.Statement {
	o := TradesOHLC
	daily := expr.CTE("daily_ohlc", func(b dailyBar) expr.Query {
		return expr.Select(o.Timestamp, o.Symbol, b.Open.Is(fn.First(o.Open)), b.High.Is(fn.Max(o.High)), b.Low.Is(fn.Min(o.Low)), b.Close.Is(fn.Last(o.Close))).From(o).
			Where(o.Symbol.EqExpr(expr.Var("symbol", text("BTC-USDT"))), o.Timestamp.In("$now - 6M..$now")).SampleBy(expr.Days(1))
	})
	bands := expr.CTE("bands", func(s smoothed) expr.Query {
		w := name(expr.Window().PartitionBy(daily.Symbol).OrderBy(daily.Timestamp).Rows(19))
		return expr.Select(daily.Timestamp, daily.Symbol, daily.Close, s.Sma20.Is(fn.Avg(daily.Close).Over(w)), s.AvgCloseSq.Is(fn.Avg(daily.Close.Mul(daily.Close)).Over(w))).From(daily)
	})
	deviation := num(2).ToDouble().Mul(fn.Sqrt(bands.AvgCloseSq.Sub(bands.Sma20.Mul(bands.Sma20))))
	boll := expr.CTE("bollinger", func(b bollinger) expr.Query {
		return expr.Select(bands.Timestamp, bands.Symbol, bands.Close, bands.Sma20, b.UpperBand.Is(bands.Sma20.Add(deviation)), b.LowerBand.Is(bands.Sma20.Sub(deviation))).From(bands)
	})
	wide := expr.CTE("with_bandwidth", func(b banded) expr.Query {
		return expr.Select(expr.All, b.Bandwidth.Is(boll.UpperBand.Sub(boll.LowerBand).Div(boll.Sma20).Mul(num(100)))).From(boll)
	})
	r := expr.CTE("with_range", func(r bandRange) expr.Query {
		w := name(expr.Window().PartitionBy(wide.Symbol))
		return expr.Select(expr.All, r.MinBw.Is(fn.Min(wide.Bandwidth).Over(w)), r.MaxBw.Is(fn.Max(wide.Bandwidth).Over(w))).From(wide)
	})
	return expr.Select(r.Timestamp, r.Symbol, round(r.Close, 2).As("close"), round(r.Sma20, 2).As("sma20"), round(r.UpperBand, 2).As("upper_band"), round(r.LowerBand, 2).As("lower_band"),
		round(r.Bandwidth, 4).As("bandwidth"), round(r.Bandwidth.Sub(r.MinBw).Div(r.MaxBw.Sub(r.MinBw)).Mul(num(100)), 1).As("range_position")).
		From(r).Where(r.Timestamp.In("$now - 1M..$now")).OrderBy(r.Timestamp)
}

// indicators are the cookbook's of finance.
func indicators() map[string]expr.Statement {
	o := MarketOHLC
	prev := expr.CTE("with_prev", func(p withPrev) expr.Query {
		w := expr.Window().PartitionBy(o.Symbol).OrderBy(o.Timestamp)
		return expr.Select(o.Timestamp, o.Symbol, o.High, o.Low, o.Close, p.PrevClose.Is(fn.Lag(o.Close, 1).Over(w))).From(o).
			Where(o.Symbol.EqExpr(expr.Var("symbol", text("EURUSD"))), o.Timestamp.In("$now - 2d..$now"))
	})
	tr := expr.CTE("with_tr", func(r withRange) expr.Query {
		return expr.Select(prev.Timestamp, prev.Symbol, prev.High, prev.Low, prev.Close,
			r.TR.Is(fn.Greatest(prev.High.Sub(prev.Low), fn.Abs(prev.High.Sub(prev.PrevClose)), fn.Abs(prev.Low.Sub(prev.PrevClose))))).
			From(prev).Where(prev.PrevClose.IsNotNull())
	})
	k := expr.CTE("with_indicators", func(k keltner) expr.Query {
		w := expr.Window().PartitionBy(tr.Symbol).OrderBy(tr.Timestamp).Named("w")
		return expr.Select(tr.Timestamp, tr.Symbol, tr.Close, k.Ema20.Is(fn.AvgPeriod(tr.Close, 20).Over(w)), k.ATR.Is(fn.AvgPeriod(tr.TR, 20).Over(w))).From(tr)
	})
	twice := k.ATR.Mul(num(2))
	size := func(side expr.SymbolColumn, is string, quantity expr.DoubleColumn) expr.Float {
		return fn.Sum(expr.When(side.Eq(is), quantity).Else(float(0)))
	}
	yesterday := []expr.Boolean{t.Symbol.Eq("EURUSD"), t.Timestamp.In(expr.Yesterday)}
	million := func(w expr.WindowSpec) expr.Float { return fn.Floor(fn.Sum(t.Quantity).Over(w).Div(num(1000000))) }
	b := expr.CTE("bucketed", func(b pricedTrade) expr.Query {
		return expr.Select(t.Timestamp, t.Symbol, t.Side, t.Price, t.Quantity, b.VolBucket.Is(million(expr.Window().PartitionBy(t.Symbol).OrderBy(t.Timestamp)))).From(t).Where(yesterday...)
	})
	buy, sell := size(b.Side, "buy", b.Quantity), size(b.Side, "sell", b.Quantity)
	bs := expr.CTE("bucket_stats", func(s bucketStats) expr.Query {
		return expr.Select(b.Symbol, b.VolBucket, s.BucketStart.Is(fn.Min(b.Timestamp)), s.BucketEnd.Is(fn.Max(b.Timestamp)), s.TradeCount.Is(fn.Count()), s.TotalVol.Is(fn.Sum(b.Quantity)),
			s.BuyVol.Is(buy), s.SellVol.Is(sell), s.BucketImbalance.Is(fn.Abs(buy.Sub(sell)).Div(fn.Sum(b.Quantity)))).From(b).GroupBy(b.Symbol, b.VolBucket)
	})
	fifty := expr.Window().PartitionBy(bs.Symbol).OrderBy(bs.VolBucket).Rows(49)
	v := expr.CTE("bucketed", func(b sidedTrade) expr.Query {
		return expr.Select(t.Timestamp, t.Symbol, t.ECN, t.Side, t.Quantity, b.VolBucket.Is(million(expr.Window().PartitionBy(t.Symbol, t.ECN).OrderBy(t.Timestamp)))).From(t).Where(yesterday...)
	})
	vs := expr.CTE("bucket_stats", func(s venueStats) expr.Query {
		difference := size(v.Side, "buy", v.Quantity).Sub(size(v.Side, "sell", v.Quantity))
		return expr.Select(v.Symbol, v.ECN, v.VolBucket, s.BucketStart.Is(fn.Min(v.Timestamp)), s.BucketEnd.Is(fn.Max(v.Timestamp)), s.TotalVol.Is(fn.Sum(v.Quantity)),
			s.BucketImbalance.Is(fn.Abs(difference).Div(fn.Sum(v.Quantity)))).From(v).GroupBy(v.Symbol, v.ECN, v.VolBucket)
	})
	fiftyEach := expr.Window().PartitionBy(vs.Symbol, vs.ECN).OrderBy(vs.VolBucket).Rows(49)
	fx := FxTrades
	mt := expr.CTE("moving_trades", func(m movingTrade) expr.Query {
		w := expr.Window().PartitionBy(fx.Symbol).OrderBy(fx.Timestamp).Range(expr.Preceding(expr.Days(7)), expr.Preceding(expr.Days(1)))
		return expr.Select(fx.Timestamp, fx.Symbol, fx.Price, fx.Quantity, m.MovingAvgPrice.Is(fn.Avg(fx.Price).Over(w))).From(fx).Where(fx.Symbol.Eq("EURUSD"), fx.Timestamp.In("$now - 21d..$now"))
	})
	return map[string]expr.Statement{
		"q0379": bandwidth(func(w expr.WindowSpec) expr.WindowSpec { return w.Named("w") }),
		"q2447": bandwidth(func(w expr.WindowSpec) expr.WindowSpec { return w }),
		"q0400": expr.Select(k.Timestamp, k.Symbol, round(k.Close, 5).As("close"), round(k.Ema20, 5).As("middle"), round(k.Ema20.Add(twice), 5).As("upper"), round(k.Ema20.Sub(twice), 5).As("lower")).
			From(k).OrderBy(k.Timestamp),
		"q0448": expr.Select(bs.Symbol, bs.VolBucket, bs.BucketStart, bs.BucketEnd, bs.TotalVol, bs.BuyVol, bs.SellVol, bs.BucketImbalance, fn.Avg(bs.BucketImbalance).Over(fifty).As("vpin")).From(bs).OrderBy(bs.VolBucket),
		"q0449": expr.Select(vs.Symbol, vs.ECN, vs.VolBucket, vs.BucketStart, vs.BucketEnd, vs.TotalVol, vs.BucketImbalance, fn.Avg(vs.BucketImbalance).Over(fiftyEach).As("vpin")).From(vs).OrderBy(vs.ECN, vs.VolBucket),
		"q0493": expr.Select(mt.Timestamp, mt.Symbol, fn.First(mt.Price).As("open"), fn.Last(mt.Price).As("close"), fn.Min(mt.Price), fn.Max(mt.Price), fn.Sum(mt.Quantity).As("volume")).From(mt).
			Where(mt.Timestamp.In("$now - 14d..$now"), mt.MovingAvgPrice.IsNotNull(), fn.Abs(mt.Price.Sub(mt.MovingAvgPrice)).LeExpr(mt.MovingAvgPrice.Mul(float(0.01)))).SampleBy(expr.Days(1)),
	}
}

// markoutPivots turn offsets of a HORIZON JOIN into columns.
func markoutPivots() map[string]expr.Statement {
	bought := func(h expr.Horizon, items ...expr.Item) expr.Query {
		return expr.Select(items...).From(t).HorizonJoin(m, expr.Using(t.Symbol), h).Where(t.Side.Eq("buy"), t.Timestamp.In(expr.Yesterday))
	}
	list := expr.HorizonList("h", expr.Seconds(0), expr.Seconds(5), expr.Minutes(1))
	minutes := expr.HorizonList("h", expr.Seconds(0), expr.Minutes(1), expr.Minutes(5))
	atFill, at5s, at1m := expr.Is(0, "at_fill"), expr.Is(5000000000, "t_5s"), expr.Is(60000000000, "t_1m")
	hr := expr.CTE("hourly", func(hr hourlyTrade) expr.Query {
		return bought(list, t.Symbol, t.Price, t.Quantity, hr.HourUTC.Is(fn.Hour(t.Timestamp)), hr.Offset.Is(list.Offset), m.BestBid, m.BestAsk, hr.Mid.Is(mid(m)))
	})
	mk := expr.CTE("markouts", func(v venueTrade) expr.Query {
		return bought(list, t.Symbol, t.ECN, t.Price, t.Quantity, v.Offset.Is(list.Offset), m.BestBid, m.BestAsk)
	})
	d := expr.CTE("daily", func(d datedTrade) expr.Query {
		return bought(minutes, t.Symbol, t.ECN, t.Price, t.Quantity, d.TradeDate.Is(t.Timestamp.ToDate()), d.Offset.Is(minutes.Offset), d.Mid.Is(mid(m)))
	})
	bps := func(x, of expr.Float) expr.Float { return fn.Avg(x.Div(of).Mul(num(10000))) }
	between := mk.BestBid.Add(mk.BestAsk).Div(num(2))
	fills := fn.Count().As("corpus_fills") // that is a table too
	byVenue := expr.Sub("v", func(venueMarkouts) expr.Query {
		return expr.Pivot(all.From(mk), fills, fn.Avg(mk.Quantity).As("avg_size"), fn.Sum(mk.Quantity).As("volume"), bps(between.Sub(mk.Price), mk.Price).As("markout_bps")).
			For(mk.Offset, atFill, at5s, at1m).GroupBy(mk.Symbol, mk.ECN).Query
	})
	f, halfHour := expr.As(OrderTrades, "f"), expr.HorizonList("h", expr.Seconds(0), expr.Minutes(30))
	om := expr.CTE("order_markouts", func(o orderMarkout) expr.Query {
		perShare := func(x expr.Float) expr.Float { return fn.Sum(x.Mul(f.Quantity)).Div(fn.Sum(f.Quantity)) }
		return expr.Select(f.OrderID, f.Symbol, f.Side, o.Offset.Is(halfHour.Offset), o.WeightedMid.Is(perShare(mid(m))), o.AvgExecPrice.Is(perShare(f.Price)), o.TotalQty.Is(fn.Sum(f.Quantity))).From(f).
			HorizonJoin(m, expr.On(f.Symbol.EqExpr(m.Symbol)), halfHour).Where(f.Timestamp.In(expr.Yesterday))
	})
	op := expr.CTE("pivoted", func(orderPivot) expr.Query {
		return expr.Pivot(all.From(om), fn.First(om.WeightedMid).As("mid")).For(om.Offset, atFill, expr.Is(1800000000000, "at_30m")).
			GroupBy(om.OrderID, om.Symbol, om.Side, om.AvgExecPrice, om.TotalQty).Query
	})
	shortfall := func(a, b expr.Float) expr.Float {
		return expr.When(op.Side.Eq("buy"), num(1)).Else(num(-1)).ToDouble().Mul(a.Sub(b)).Div(op.AtFillMid).Mul(num(10000))
	}
	total := shortfall(op.AvgExecPrice, op.AtFillMid).As("total_is_bps")
	return map[string]expr.Statement{
		"q0396": expr.Select(op.OrderID, op.Symbol, op.Side, op.TotalQty, total, shortfall(op.At30mMid, op.AtFillMid).As("permanent_bps"), shortfall(op.AvgExecPrice, op.At30mMid).As("temporary_bps")).
			From(op).OrderBy(total.Desc()),
		"q0391": all.From(byVenue).OrderBy(byVenue.T5sMarkoutBps),
		"q0433": expr.Pivot(all.From(hr), fn.Count().As("n"), bps(hr.Mid.Sub(hr.Price), hr.Price).As("markout_bps"), bps(hr.BestAsk.Sub(hr.BestBid), hr.Mid).As("spread_bps")).
			For(hr.Offset, atFill, at5s, at1m).GroupBy(hr.Symbol, hr.HourUTC).OrderBy(hr.Symbol, hr.HourUTC),
		"q0434": expr.Pivot(all.From(d), fills, fn.Sum(d.Quantity).As("volume"), fn.Sum(d.Mid.Sub(d.Price).Mul(d.Quantity)).As("pnl")).
			For(d.Offset, atFill, at1m, expr.Is(300000000000, "t_5m")).GroupBy(d.TradeDate, d.Symbol, d.ECN).OrderBy(d.TradeDate, d.Symbol, d.ECN),
	}
}

// timeSeries are the cookbook's of time series.
func timeSeries() map[string]expr.Statement {
	p := CorePrice1s
	start, end := expr.Var("start_ts", fn.DateAdd("s", num(-3), fn.Now())), expr.Var("end_ts", fn.Now())
	mids := func(b secondBar) expr.Query {
		return expr.Select(p.Timestamp, b.Open.Is(p.OpenMid), b.High.Is(p.HighMid), b.Close.Is(p.CloseMid), b.Low.Is(p.LowMid)).From(p)
	}
	filler := expr.CTE("filler_row", func(b secondBar) expr.Query { return mids(b).Where(p.Timestamp.LtExpr(start)).Limit(-1) })
	union := expr.Sub("u", func(b secondBar) expr.Query {
		return all.From(filler).UnionAll(mids(b).Where(p.Timestamp.GeExpr(start), p.Timestamp.LeExpr(end)))
	})
	sandwich := expr.CTE("sandwich", func(orderedBar) expr.Query { return all.From(union).OrderBy(union.Timestamp) })
	sampled := expr.CTE("sampled", func(b secondBar) expr.Query {
		// The documentation's fifth value has no column.
		return expr.Select(sandwich.Timestamp, b.Open.Is(fn.First(sandwich.Open)), b.High.Is(fn.First(sandwich.High)), b.Low.Is(fn.First(sandwich.Low)), b.Close.Is(fn.First(sandwich.Close))).From(sandwich).
			SampleBy(expr.Milliseconds(100), expr.Fill(expr.Prev, expr.Prev, expr.Prev, expr.Prev))
	})
	cp := CorePrice
	parse := parsed(cp.Timestamp.ToString(), "yyyy-MM-ddTHH:mm:ss.SSSUUUZ").As("time")
	sorted := expr.Sub("s", func(timed) expr.Query {
		return expr.Select(parse, cp.Symbol, cp.ECN, cp.BidPrice).From(cp).Where(cp.Timestamp.In("$now - 1h..$now")).OrderBy(parse)
	})
	forced := expr.CTE("t", func(timed) expr.Query { return all.From(sorted).Timestamp(sorted.Time) })
	cast := expr.Sub("c", func(c castTrade) expr.Query {
		return expr.Select(c.Ts.Is(TradesByText.DateTime.ToTimestamp()), TradesByText.Symbol, TradesByText.Price).From(TradesByText)
	})
	candles := expr.CTE("ohlc", func(b symbolBar) expr.Query {
		btc := Trades.Symbol.EqExpr(expr.Var("symbol", text("BTC-USDT")))
		return expr.Select(b.Ts.Is(Trades.Timestamp), Trades.Symbol, b.Open.Is(fn.First(Trades.Price)), b.High.Is(fn.Max(Trades.Price)), b.Low.Is(fn.Min(Trades.Price)), b.Close.Is(fn.Last(Trades.Price)), b.Volume.Is(fn.Sum(Trades.Amount))).
			From(Trades).Where(Trades.Timestamp.In("2024-05-22"), btc).SampleBy(expr.Minutes(1))
	})
	w := expr.Window().OrderBy(candles.Ts).Cumulative().Named("w")
	typical := candles.High.Add(candles.Low).Add(candles.Close).Div(num(3)).Mul(candles.Volume)
	today := fn.ToStr(fn.Now(), "yyyy-MM-dd").ToTimestamp()
	spark := expr.LongSequence("l", 25920)
	random := expr.Sub("r", func(s sparkTable) expr.Query {
		return expr.Select(s.Symbol.Is(text("BTC-USD")), s.Side.Is(fn.RndSymbol("buy", "sell")), s.Price.Is(fn.RndDouble().Mul(num(10000))), s.Amount.Is(fn.RndDouble()),
			s.Ts.Is(fn.TimestampSequence(utc("2023-03-01T00:00:00Z"), num(10000000)))).From(spark)
	})
	x, nt := expr.LongSequence("x", 10000), TradesNew
	return map[string]expr.Statement{
		"q0122": all.From(TradesOHLC).Where(TradesOHLC.Timestamp.GtExpr(fn.DateAdd("M", num(-1), fn.Now()))),
		"q0470": all.From(sampled).Where(sampled.Timestamp.GeExpr(start)),
		"q0475": all.From(forced).LatestOn(forced.Time, forced.Symbol),
		"q0478": all.From(Trades).Where(Trades.Timestamp.GtExpr(fn.DateAdd("m", num(-15), fn.Now()))),
		"q0511": expr.InsertSelect(nt, expr.Select(fn.TimestampSequence(utc("2024-01-01T00:00:00Z"), num(60000).ToLong().Mul(x.X)).As("timestamp"),
			fn.RndStr("ETH-USD", "BTC-USD", "SOL-USD", "LTC-USD", "UNI-USD").As("symbol"), fn.RndStr("buy", "sell").As("side"),
			fn.RndDouble().Mul(num(1000)).Add(num(100)).As("price"), fn.RndDouble().Mul(num(2000)).Add(float(0.1)).As("amount")).From(x)),
		"q0559": expr.InsertSelect(SparkTrades, all.From(random).Timestamp(random.Ts)),
		"q0922": expr.Select(fn.TimestampFloorFrom(expr.Days(5), DayCounts.Timestamp, utc("2018-01-01T00:00:00Z")).As("t"), DayCounts.Count).From(DayCounts).Where(DayCounts.Timestamp.In("2018")).OrderBy(expr.Position(1)),
		"q1185": all.From(cast).Timestamp(cast.Ts),
		"q1222": expr.Select(candles.Ts, candles.Symbol, candles.Open, candles.High, candles.Low, candles.Close, candles.Volume, fn.Sum(typical).Over(w).Div(fn.Sum(candles.Volume).Over(w)).As("vwap")).From(candles).OrderBy(candles.Ts),
		"q2656": all.From(Scores).Where(Scores.Ts.GeExpr(fn.DateAdd("y", num(-1), today)), Scores.Ts.LeExpr(today)),
	}
}

// assumed are statements on tables that the documentation takes for granted.
func assumed() map[string]expr.Statement {
	perSecond := expr.Sub("s", func(x counted) expr.Query {
		return expr.Select(x.CountSec.Is(fn.Count())).From(Trades).Where(Trades.Timestamp.In("2024-12-08")).SampleBy(expr.Seconds(1))
	})
	pair := expr.Sub("s", func(instants) expr.Query { return expr.Select(Trades.Timestamp, Trades.Symbol).From(Trades) })
	either := func(x expr.DoubleColumn, name string) expr.Item {
		return fn.Coalesce(x, expr.Float(Fillers.Filler)).As(name)
	}
	cu := Cumulative
	return map[string]expr.Statement{
		"q0976": expr.Select(Files.Filename, fn.SHA256(Files.Content).EqExpr(Files.ExpectedHash).As("is_valid")).From(Files),
		"q0978": expr.Select(Binaries.FileID, fn.SHA1(Binaries.BinaryContent).As("content_hash")).From(Binaries),
		"q1803": expr.Select(Copies.Ts, Copies.Copied, Copies.Destination, Copies.Status, Copies.RowsExported).From(Copies).Where(Copies.Ts.In("$now-1d..$now")).OrderBy(Copies.Ts.Desc()),
		"q1906": all.From(pair),
		"q2435": expr.Select(fn.Replace(JoinedNames.Names, text(","), text(" ASOF JOIN "))).From(JoinedNames),
		"q2437": expr.Select(fn.DateAdd("d", num(-1), cu.Timestamp).As("time"), cu.CumulativeValue.Div(cu.CumulativeVolume).As("vwap_today")).From(cu),
		"q2441": expr.Select(fn.Max(perSecond.CountSec), expr.AllOf(MaxMins)).From(perSecond).CrossJoin(MaxMins),
		"q2449": expr.Select(LnPrices.Timestamp, float(100).Mul(fn.Exp(LnPrices.LnValue)).As("price")).From(LnPrices),
		"q2454": expr.Select(Fillers.Timestamp, Fillers.Symbol, either(Fillers.BidPrice, "bid_price"), either(Fillers.AskPrice, "ask_price")).From(Fillers),
		"q2456": all.From(Opens).Where(Opens.Open.IsNotNull(), Opens.Symbol.In("EURUSD", "GBPUSD")),
		"q2584": expr.Select(Ratings.MovieID, fn.Count()).From(Ratings).Distinct(),
	}
}

// called are functions that no other statement calls.
func called() map[string]expr.Statement {
	null := expr.When(expr.Bool(false), float(1)).End()
	over := func(x float64) expr.Float { return float(x).Div(float(0)) }
	five := expr.LongSequence("x", 5)
	amount := func(most int64) expr.Integer { return fn.Abs(fn.RndDouble(0).Mul(num(most)).ToInt()) }
	weighted := expr.Sub("w", func(t tickers) expr.Query {
		return expr.Select(t.Ticker.Is(fn.RndSymbolWeighted(map[string]float64{"AAPL": 50, "MSFT": 30, "GOOGL": 15, "TSLA": 5}))).From(expr.LongSequence("l", 100000))
	})
	cnt := fn.Count().As("cnt")
	activity, readers, wal := fn.QueryActivity("q"), fn.ReaderPool("r"), fn.WALTables("w")
	const days = 24 * time.Hour
	down := fn.GenerateSeriesMicros("s", utc("2025-01-01T00:00:00Z"), utc("2025-02-01T00:00:00Z"), (-5 * days).Microseconds())
	from := fn.ToTimestampNS(text("2025-01-01T00:00:00"), "yyyy-MM-ddTHH:mm:ss")
	nanos := expr.TableFunction[seriesNS]("s", "generate_series", from, text("2025-01-01T00:00:00.000001"), text("500n"))
	return map[string]expr.Statement{
		"q0230": all.From(wal),
		"q0808": expr.Select(
			fn.ArrayCount(expr.ArrayOfArrays(expr.ArrayOf(float(1), null), expr.ArrayOf(null, float(2)))).As("c1"),
			fn.ArrayCount(expr.ArrayOfArrays(expr.ArrayOf(over(0), over(1)), expr.ArrayOf(over(-1), over(0)))).As("c2")),
		"q0923": only(fn.TimestampShuffle(utc("2023-03-31T22:00:30.555998Z"), utc("2023-04-01T22:00:30.555998Z"))),
		"q0997": all.From(activity),
		"q0998": all.From(readers),
		"q1109": expr.Select(weighted.Ticker, cnt).From(weighted).GroupBy(weighted.Ticker).OrderBy(cnt.Desc()),
		"q1114": expr.Select(fn.RndTimestampNS(utc("2015-01-01T00:00:00Z"), utc("2016-01-01T00:00:00Z"), 0)).From(expr.LongSequence("l", 5)),
		"q1123": all.From(down),
		"q1125": all.From(nanos),
		"q1155": expr.Select(fn.Concat(text("corpus_trades,instrument="), fn.RndStrLength(2, 2, 0), text(",side="), fn.RndStr("B", "S"), text(" price="), amount(100000), text(",quantity="), amount(10000), text(" "),
			num(1571270400000).Add(five.X.Sub(num(1)).Mul(num(100))))).From(five),
		"q1192": only(expr.Call[expr.Float]("atan", text("-Infinity"))), // no number is infinite
		"q1767": only(fn.CancelQuery(num(29))),
	}
}
