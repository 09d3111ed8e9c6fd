package corpus

import (
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/types"
)

// geo is a constant geohash; a wrong one is an error when it is written.
func geo(text string) types.Geohash {
	g, err := types.ParseGeohash(text)
	if err != nil {
		return types.Geohash{}
	}
	return g
}

func text(s string) expr.Text { return expr.String(s) }

// at is a constant instant.
func at(s string) expr.Timestamp { return expr.Time(utc(s)) }

// only is a query of one item.
func only(x expr.Item) expr.Statement { return expr.Select(x) }

type (
	latestOrder struct {
		expr.Table
		Ts expr.TimestampColumn
		ID expr.SymbolColumn
	}
	lnValues struct {
		expr.Table
		Date    expr.TimestampColumn
		Symbol  expr.SymbolColumn
		Return  expr.DoubleColumn
		LnValue expr.DoubleColumn
	}
	xy struct {
		expr.Table
		X, Y expr.IntColumn
	}
	allNames struct {
		expr.Table
		Names expr.VarcharColumn
	}
	pickup struct {
		expr.Table
		PickupDatetime expr.TimestampColumn
		PickupGeohash  expr.GeohashColumn `qdb:",geohash=12c"`
	}
	sensorRow struct {
		expr.Table
		Timestamp                       expr.TimestampColumn
		SensorID                        expr.SymbolColumn
		Temperature, Humidity, Pressure expr.DoubleColumn
	}
	movingAverage struct {
		expr.Table
		Symbol         expr.SymbolColumn
		Price          expr.DoubleColumn
		MovingAvgPrice expr.DoubleColumn
		Timestamp      expr.TimestampColumn
	}
	tsRow struct {
		expr.Table
		Ts expr.TimestampNSColumn
	}
	quoted struct {
		expr.Table
		Timestamp          expr.TimestampNSColumn
		Symbol             expr.SymbolColumn
		BidPrice, AskPrice expr.DoubleColumn
	}
	quotedFiller struct {
		quoted
		Filler expr.DoubleColumn
	}
	dayStats struct {
		expr.Table
		Symbol                               expr.SymbolColumn
		OpenPrice, CurrentPrice, TotalVolume expr.DoubleColumn
	}
	classified struct {
		dayStats
		IsAdvancing, IsDeclining expr.LongColumn
	}
	lastBooks struct {
		expr.Table
		Symbol     expr.SymbolColumn
		Bids, Asks expr.DoubleMatrixColumn
	}
	bar struct {
		expr.Table
		Ts                             expr.TimestampColumn
		Open, High, Low, Close, Volume expr.DoubleColumn
	}
	fxBar struct {
		expr.Table
		Timestamp expr.TimestampNSColumn
		Symbol    expr.SymbolColumn
		Close     expr.DoubleColumn
	}
	fxVolume struct {
		fxBar
		Volume expr.DoubleColumn
	}
	fxPeak struct {
		fxBar
		RunningPeak expr.DoubleColumn
	}
	fxDrawdown struct {
		fxPeak
		Drawdown expr.DoubleColumn
	}
	fxDirected struct {
		fxVolume
		DirectedVolume expr.DoubleColumn
	}
	fxReturn struct {
		fxBar
		LogReturn expr.DoubleColumn
	}
	fxStats struct {
		fxReturn
		MeanReturn, MeanSqReturn expr.DoubleColumn
	}
)

// onReference reads the tables of the reference pages.
func onReference() map[string]expr.Statement {
	tr, us, bal, sc := Transactions, Users, Balances, Scores
	from := func(r expr.Relation) expr.Query { return all.From(r) }
	perDay := func(part func(expr.Timestamp) expr.Integer) expr.Statement {
		return expr.Select(part(tr.Ts), fn.Count()).From(tr)
	}
	latest := expr.Sub("s", func(balancesTable) expr.Query { return from(bal).LatestOn(bal.Ts, bal.CustID) })
	onDay := expr.Sub("s", func(balancesTable) expr.Query {
		return from(bal).Where(bal.Ts.In("2020-04-21")).LatestOn(bal.Ts, bal.CustID)
	})
	unordered := expr.Sub("u", func(balancesTable) expr.Query { return from(Unordered) })
	newest := expr.CTE("ts_takeaway_order", func(l latestOrder) expr.Query {
		return expr.Select(l.Ts.Is(fn.Max(Takeaway.Ts)), Takeaway.ID).From(Takeaway).GroupBy(Takeaway.ID)
	})
	tsO, o := expr.As(newest, "ts_o"), expr.As(Takeaway, "o")
	s, z := expr.As(Lidar, "s"), expr.As(Zones, "z")
	v, d, a := expr.As(Vehicles, "v"), expr.As(Depots, "d"), expr.As(Areas, "a")
	ln := expr.CTE("ln_values", func(l lnValues) expr.Query {
		r := DailyReturns
		w := expr.Window().PartitionBy(r.Symbol).OrderBy(r.Date)
		return expr.Select(r.Date, r.Symbol, r.Return, l.LnValue.Is(fn.Sum(fn.Ln(float(1).Add(r.Return))).Over(w))).From(r)
	})
	hash := expr.Sub("g", func(p pickup) expr.Query {
		return expr.Select(Trips.PickupDatetime, p.PickupGeohash.Is(fn.MakeGeohash(Trips.PickupLatitude, Trips.PickupLongitude, 60))).From(Trips).Limit(5)
	})
	col := Example.Col
	comma := fn.Position(col, text(","))
	recent := expr.CTE("sensor_data", func(sensorRow) expr.Query {
		s := Sensors
		return expr.Select(s.Timestamp, s.SensorID, s.Temperature, s.Humidity, s.Pressure).From(s).Where(s.Timestamp.In("$now - 1h..$now"))
	})
	metric := func(name expr.Text, x expr.DoubleColumn) expr.Query {
		return expr.Select(recent.Timestamp, recent.SensorID, name, x.As("value")).From(recent).Where(x.IsNotNull())
	}
	temperature, humidity, pressure := text("temperature").As("metric"), text("humidity").As("metric"), text("pressure").As("metric")
	hashed := fn.MD5(us.Email).As("hashed_email")
	return map[string]expr.Statement{
		"q0300": expr.Select(fn.Concat(us.Name, text("#"), us.ID)).From(us),
		"q0301": expr.Select(fn.Concat(us.Name, text(" ("), us.ID, text(")"), text("#"), us.ID)).From(us),
		"q0366": metric(temperature, recent.Temperature).UnionAll(metric(humidity, recent.Humidity)).UnionAll(metric(pressure, recent.Pressure)).
			OrderBy(recent.Timestamp, recent.SensorID, temperature),
		"q0384": expr.Select(ln.Date, ln.Symbol, float(100).Mul(fn.Exp(ln.LnValue)).As("stock_price")).From(ln),
		"q0608": expr.Select(expr.AllOf(o)).From(tsO).Join(o, expr.On(tsO.Ts.EqExpr(o.Ts))),
		"q0626": expr.Select(expr.ArrayOfArrays(Tango.Arr, Tango.Brr)).From(Tango),
		"q0632": expr.Select(Tango.Arr.Index(1).As("subarr")).From(Tango),
		"q0656": from(EthFills).Where(EthFills.FillSizeETH.GeExpr(dec("10.000000000000000000"))),
		"q0657": from(EthFills).Where(EthFills.FeeRate.LeExpr(dec("0.00025"))),
		"q0674": expr.Select(Amounts.Amount.Add(dec("10.00"))).From(Amounts),
		"q0698": from(Geo).Where(Geo.G8c.Eq(geo("u33dr01d"))).LatestOn(Geo.Ts, Geo.DeviceID),
		"q0700": expr.Select(Geo.Ts, fn.Last(Geo.G8c), fn.First(Geo.G8c)).From(Geo).Where(Geo.DeviceID.Eq("device_3")).SampleBy(expr.Hours(1)),
		"q0735": expr.Select(fn.BitOr(us.Permissions)).From(us),
		"q0736": expr.Select(us.Role, fn.BitOr(us.Permissions)).From(us),
		"q0739": expr.Select(fn.BoolAnd(Orders.IsFulfilled)).From(Orders),
		"q0740": expr.Select(Items.BatchID, fn.BoolAnd(Items.PassedQA)).From(Items),
		"q0761": expr.Select(fn.Geomean(Growth.GrowthRate)).From(Growth),
		"q0762": expr.Select(Portfolio.Asset, fn.Geomean(Portfolio.ReturnFactor)).From(Portfolio),
		"q0764": expr.Select(Rides.CarID, fn.HaversineDistDeg(Rides.Lat, Rides.Lon, Rides.K)).From(Rides),
		"q0864": expr.Select(tr.Timestamp, fn.Coalesce(tr.Amount, expr.Float(float(0))).As("amount_not_null")).From(tr),
		"q0865": expr.Select(tr.Timestamp, fn.NullIf(tr.Amount, float(0)).As("amount_null_if_zero")).From(tr),
		"q0881": perDay(fn.Day), "q0899": perDay(fn.Millis), "q0901": perDay(fn.Minute), "q0903": perDay(fn.Month), "q0911": perDay(fn.Second), "q0942": perDay(fn.Year),
		"q0948": expr.Select(OrderBook.Ts, fn.L2Price(num(100), OrderBook.AskSize, OrderBook.Ask).As("buy")).From(OrderBook),
		"q0954": expr.Select(Levels.Ts, fn.L2PriceLevels(num(100), Levels.BidSize1, Levels.Bid1, Levels.BidSize2, Levels.Bid2, Levels.BidSize3, Levels.Bid3).As("sell")).From(Levels),
		"q0964": expr.Select(fn.RegrSlope(StockReturns.StockReturn, StockReturns.MarketReturn).As("beta")).From(StockReturns),
		"q0977": expr.Select(hashed, fn.Count().As("user_count")).From(us).GroupBy(hashed),
		"q1039": expr.Select(Rounded.D, round(Rounded.D, -2), round(Rounded.D, -1), round(Rounded.D, 0), round(Rounded.D, 1), round(Rounded.D, 2)).From(Rounded),
		"q1134": expr.Select(Lidar.Ts, Lidar.RobotID, Lidar.PoseX, Lidar.PoseY, Lidar.Scan).From(Lidar).Where(fn.WithinBox(Lidar.PoseX, Lidar.PoseY, float(10), float(5), float(20), float(15))),
		"q1137": expr.Select(s.Ts, s.RobotID, s.Scan).From(s).Join(z, expr.On(fn.WithinBox(s.PoseX, s.PoseY, z.MinX, z.MinY, z.MaxX, z.MaxY))).Where(z.ZoneName.Eq("loading_dock")),
		"q1138": expr.Select(Lidar.Ts, Lidar.RobotID, Lidar.PoseX, Lidar.PoseY, Lidar.Scan).From(Lidar).Where(fn.WithinRadius(Lidar.PoseX, Lidar.PoseY, float(15), float(10), float(10))),
		"q1147": expr.Select(v.Ts, v.VehicleID, round(fn.GeoDistanceMeters(v.Lat, v.Lon, d.Lat, d.Lon), 0).As("distance_m")).From(v).Join(d, expr.On(d.DepotName.Eq("east_depot"))),
		"q1151": expr.Select(v.Ts, v.VehicleID, v.Lat, v.Lon).From(v).Join(a, expr.On(fn.GeoWithinRadiusLatLon(v.Lat, v.Lon, a.CenterLat, a.CenterLon, a.RadiusM))).Where(a.AreaName.Eq("central_london")),
		"q1152": expr.Select(Locations.LocationName, fn.MakeGeohash(Locations.Lon, Locations.Lat, 30).As("geohash")).From(Locations),
		"q1170": expr.Select(FullNames.Name, fn.Strpos(FullNames.Name, text("Thompson")).As("idx")).From(FullNames).Limit(4),
		"q1173": expr.Select(col, fn.Left(col, comma.Sub(num(1))).As("col1"), fn.Right(col, fn.Length(col).Sub(comma)).As("col2")).From(Example),
		"q1344": from(sc).Where(expr.Or(sc.Ts.Eq(utc("2018-01-01T00:00:00Z")), sc.Ts.Eq(utc("2018-01-01T12:00:00Z")), sc.Ts.Eq(utc("2018-01-02T00:00:00Z")))),
		"q1355": from(TradesTs).Where(TradesTs.Ts.GeExpr(fn.DateAdd("d", num(-7), fn.Now())), TradesTs.Ts.LeExpr(fn.Now())),
		"q1406": all.From(hash).Where(hash.PickupGeohash.WithinAny(geo("dr5ru"))),
		"q1407": from(Pos).Where(Pos.G8c.WithinAny(geo("ezz"), geo("u33d8"))).LatestOn(Pos.Ts, Pos.UUID),
		"q1408": from(Pos).Where(Pos.G8c.WithinAny(geo("u33"))).LatestOn(Pos.Ts, Pos.UUID),
		"q1982": from(A).Join(B, expr.Using(A.ID)),
		"q2028": from(bal).LatestOn(bal.Ts, bal.CustID),
		"q2029": expr.Select(bal.CustID, bal.BalanceCcy, bal.Balance).From(bal).LatestOn(bal.Ts, bal.CustID, bal.BalanceCcy),
		"q2039": from(unordered).LatestOn(unordered.Ts, unordered.CustID),
		"q2041": all.From(latest).Where(latest.Balance.Gt(800)),
		"q2046": from(Orders).Limit(5),
		"q2048": from(Orders).Limit(-5),
		"q2054": from(Orders).LimitRange(2, -1),
		"q2057": from(Orders).LimitRange(-5, -3), // the server swaps the documentation's bounds
		"q2226": from(Tradable).Where(Tradable.IsTradable),
		"q2227": from(Tradable).Where(Tradable.IsTradable.Not()),
		"q2479": expr.Select(tr.PaymentType, fn.Avg(tr.Amount)).From(tr),
		"q2480": expr.Select(fn.Corr(tr.Price, tr.Quantity)).From(tr),
		"q2481": expr.Select(tr.PaymentType, fn.Corr(tr.Price, tr.Quantity)).From(tr).GroupBy(tr.PaymentType),
		"q2482": expr.Select(fn.Count()).From(tr),
		"q2484": expr.Select(fn.CountOf(tr.Amount)).From(tr),
		"q2488": expr.Select(fn.CovarPop(tr.Price, tr.Quantity)).From(tr),
		"q2492": expr.Select(fn.Max(tr.Amount)).From(tr),
		"q2495": expr.Select(tr.PaymentType, fn.Min(tr.Amount)).From(tr),
		"q2500": expr.Select(tr.Item, fn.Sum(tr.Quantity)).From(tr),
		"q2502": expr.Select(fn.WeightedStddevFreq(PriceHist.PriceBucket, PriceHist.TradeCount)).From(PriceHist),
		"q2503": expr.Select(TradeHist.Symbol, fn.WeightedStddevFreq(TradeHist.PriceBucket, TradeHist.TradeCount)).From(TradeHist).GroupBy(TradeHist.Symbol),
		"q2604": all.From(onDay).Where(onDay.Balance.Gt(800)),
		"q2608": from(Numbers).Limit(-5),
		"q2612": from(Numbers).LimitRange(2, 5), // the server swaps the documentation's bounds
		"q2632": from(us).Where(us.Name.Eq("John")),
		"q2634": from(us).Where(us.Name.Matches("Jo")),
		"q2637": from(us).Where(expr.Not(us.Name.In("Tim", "Tom"))),
		"q2639": from(us).Where(us.Age.Eq(23)),
		"q2640": from(us).Where(us.Age.Ne(23)),
		"q2643": from(sc).Where(sc.Ts.Eq(utc("2010-01-12T00:02:26Z"))),
		"q2645": from(sc).Where(sc.Ts.In("2018")),
		"q2646": from(sc).Where(sc.Ts.In("2018-05-23T12:15")),
		"q2647": from(sc).Where(sc.Ts.In("2018;1M")),
	}
}

// onMarkets reads the tables of trades and quotes.
func onMarkets() map[string]expr.Statement {
	bid, cp := CorePrice.BidPrice, CorePrice
	none := expr.Window()
	lag := func(n int64) expr.Float { return fn.Lag(bid, n).Over(none) }
	lead := func(n int64) expr.Float { return fn.Lead(bid, n).Over(none) }
	depth := func(side expr.DoubleMatrixColumn, size int64) expr.Float {
		return fn.L2Price(num(size), side.Index(2), side.Index(1))
	}
	spreadOf := func(asks, bids expr.DoubleMatrixColumn, size int64) expr.Float {
		return depth(asks, size).Sub(depth(bids, size))
	}
	md := MarketData
	big := int64(100_000)
	books := expr.CTE("latest_books", func(lastBooks) expr.Query {
		return expr.Select(md.Symbol, md.Bids, md.Asks).From(md).Where(md.Timestamp.In(expr.Today)).LatestOn(md.Timestamp, md.Symbol)
	})
	sampled := expr.CTE("sampled", func(q quoted) expr.Query {
		return expr.Select(cp.Timestamp, cp.Symbol, q.BidPrice.Is(fn.Avg(bid)), q.AskPrice.Is(fn.Avg(cp.AskPrice))).From(cp).
			Where(cp.Symbol.Eq("EURUSD"), cp.Timestamp.In(expr.Today)).SampleBy(expr.Milliseconds(100), expr.Fill(expr.Null))
	})
	filled := expr.CTE("with_previous_vals", func(q quotedFiller) expr.Query {
		w := expr.Window().PartitionBy(sampled.Symbol).OrderBy(sampled.Timestamp)
		return expr.Select(expr.All, q.Filler.Is(fn.LastValue(sampled.AskPrice).IgnoreNulls().Over(w))).From(sampled)
	})
	either := func(x expr.DoubleColumn, name string) expr.Item {
		return fn.Coalesce(x, expr.Float(filled.Filler)).As(name)
	}
	stats := expr.CTE("daily_stats", func(d dayStats) expr.Query {
		fx := FxTrades
		return expr.Select(fx.Symbol, d.OpenPrice.Is(fn.First(fx.Price)), d.CurrentPrice.Is(fn.Last(fx.Price)), d.TotalVolume.Is(fn.Sum(fx.Quantity))).From(fx).
			Where(fx.Timestamp.In(expr.Today)).SampleBy(expr.Days(1))
	})
	cl := expr.CTE("classified", func(c classified) expr.Query {
		is := func(b expr.Boolean) expr.Integer { return expr.When(b, num(1)).Else(num(0)) }
		return expr.Select(expr.All, c.IsAdvancing.Is(is(stats.CurrentPrice.GtExpr(stats.OpenPrice)).ToLong()), c.IsDeclining.Is(is(stats.CurrentPrice.LtExpr(stats.OpenPrice)).ToLong())).From(stats)
	})
	volumeIf := func(x expr.LongColumn) expr.Float { return fn.Sum(expr.When(x.Eq(1), cl.TotalVolume).Else(float(0))) }
	moving := expr.CTE("prices_and_avg", func(m movingAverage) expr.Query {
		return expr.Select(Trades.Symbol, Trades.Price, m.MovingAvgPrice.Is(fn.Avg(Trades.Price).Over(expr.Window().OrderBy(Trades.Timestamp))), Trades.Timestamp).From(Trades).
			Where(Trades.Timestamp.In("[$today]"))
	})
	perMinute := expr.Window().OrderBy(Trades.Timestamp).Range(expr.Preceding(expr.Seconds(60)), expr.CurrentRow())
	sideCount := func(side string) expr.Integer {
		return fn.CountOf(expr.When(Trades.Side.Eq(side), num(1)).End()).Over(perMinute)
	}
	btc := Trades.Symbol.EqExpr(expr.Var("symbol", text("BTC-USDT")))
	candles := expr.CTE("ohlc", func(b bar) expr.Query {
		return expr.Select(b.Ts.Is(Trades.Timestamp), b.Open.Is(fn.First(Trades.Price)), b.High.Is(fn.Max(Trades.Price)), b.Low.Is(fn.Min(Trades.Price)), b.Close.Is(fn.Last(Trades.Price)), b.Volume.Is(fn.Sum(Trades.Amount))).
			From(Trades).Where(Trades.Timestamp.In("2024-05-22"), btc).SampleBy(expr.Minutes(1))
	})
	typical := candles.High.Add(candles.Low).Add(candles.Close).Div(num(3)).Mul(candles.Volume)
	vwapOver := func(w expr.WindowSpec) expr.Item {
		return fn.Sum(typical).Over(w).Div(fn.Sum(candles.Volume).Over(w)).As("vwap")
	}
	byTs := expr.Window().OrderBy(candles.Ts).Cumulative()
	ten, hundred := expr.LongSequence("l", 10), expr.LongSequence("l", 120)
	prices, volumes := md.Asks.Index(1), md.Asks.Index(2)
	levels := func(target expr.Float) expr.Array {
		return volumes.SliceExpr(num(1), fn.InsertionPoint(prices, target))
	}
	lastBook := func(items ...expr.Item) expr.Query {
		return expr.Select(items...).From(md).Where(md.Symbol.Eq("EURUSD")).Limit(-10)
	}
	level := fn.InsertionPoint(fn.ArrayCumSum(volumes), expr.Var("target_volume", float(30)), expr.Bool(true))
	ohlcv := []expr.Item{candles.Ts, candles.Open, candles.High, candles.Low, candles.Close, candles.Volume}
	return map[string]expr.Statement{
		"q0350": expr.Select(cp.Timestamp, bid, lag(1).As("prev_1"), lag(2).As("prev_2"), lag(3).As("prev_3"), lag(4).As("prev_4"), lag(5).As("prev_5"),
			lead(1).As("next_1"), lead(2).As("next_2"), lead(3).As("next_3"), lead(4).As("next_4"), lead(5).As("next_5")).
			From(cp).Where(cp.Timestamp.In("$now - 1m..$now"), cp.Symbol.Eq("EURUSD")),
		"q0403": expr.Select(md.Timestamp, md.Symbol, fn.Last(spreadOf(md.Asks, md.Bids, big).Div(depth(md.Asks, big).Add(depth(md.Bids, big)).Div(num(2)))).Mul(num(10_000)).As("spread_bps")).
			From(md).Where(md.Timestamp.In(expr.Today), md.Symbol.In("EURUSD", "GBPUSD", "USDJPY")).SampleBy(expr.Hours(1)).OrderBy(md.Timestamp, md.Symbol),
		"q0404": expr.Select(books.Symbol, spreadOf(books.Asks, books.Bids, 10_000).As("spread_10k"), spreadOf(books.Asks, books.Bids, big).As("spread_100k"),
			spreadOf(books.Asks, books.Bids, 500_000).As("spread_500k"), spreadOf(books.Asks, books.Bids, 1_000_000).As("spread_1m")).From(books).OrderBy(books.Symbol),
		"q0438": expr.Select(fn.Sum(cl.IsAdvancing).As("advancing"), fn.Sum(cl.IsDeclining).As("declining"), volumeIf(cl.IsAdvancing).As("advancing_volume"), volumeIf(cl.IsDeclining).As("declining_volume"),
			fn.Sum(cl.IsAdvancing).ToDouble().Div(fn.NullIf(fn.Sum(cl.IsDeclining), num(0))).Div(volumeIf(cl.IsAdvancing).ToDouble().Div(fn.NullIf(volumeIf(cl.IsDeclining), float(0)))).As("trin")).From(cl),
		"q0467": expr.Select(filled.Timestamp, filled.Symbol, either(filled.BidPrice, "bid_price"), either(filled.AskPrice, "ask_price")).From(filled),
		"q0468": expr.Select(filled.Timestamp, filled.Symbol, either(filled.BidPrice, "bid_price"), either(filled.AskPrice, "ask_price"), expr.When(filled.BidPrice.IsNull(), expr.Bool(true)).End().As("filled")).From(filled),
		"q0848": expr.Select(fn.DimLength(md.Bids, num(1)).As("num_sub_arrays"), fn.DimLength(md.Bids, num(2)).As("levels_per_sub_array")).From(md).Where(md.Symbol.Eq("EURUSD")).Limit(-3),
		"q0871": expr.Select(fn.DateAdd("h", num(2), TradesTs.Ts).As("shifted_time")).From(TradesTs),
		"q0907": all.From(Trades).Where(Trades.Timestamp.GtExpr(fn.DateAdd("s", num(-60), fn.Now()))),
		"q0913": all.From(Trades).Where(Trades.Timestamp.GtExpr(fn.DateAdd("s", num(-60), fn.Sysdate()))),
		"q1303": expr.Select(append(ohlcv, vwapOver(byTs.Named("w")))...).From(candles),
		"q2536": expr.Select(append(ohlcv, vwapOver(byTs))...).From(candles),
		"q1313": all.From(moving).Where(moving.MovingAvgPrice.Gt(100)),
		"q2468": expr.Select(expr.CallAggregate[expr.Integer]("approx_count_distinct", Trades.Symbol, num(5))).From(Trades),
		"q2535": expr.Select(Trades.Timestamp, Trades.Symbol, fn.Count().Over(perMinute).As("updates_per_min"), sideCount("buy").As("buys_per_minute"), sideCount("sell").As("sells_per_minute")).
			From(Trades).Where(Trades.Timestamp.In("[$today]"), Trades.Symbol.Eq("BTC-USDT")),
		"q2407": lastBook(md.Timestamp, fn.ArraySum(levels(expr.Var("multiplier", float(1.01)).Mul(prices.At(1)))).As("total_volume")),
		"q2409": lastBook(md.Timestamp, fn.ArraySum(levels(prices.At(1).Add(expr.Var("price_delta", float(0.1))))).As("volume")),
		"q2411": lastBook(md.Timestamp, fn.ArrayCumSum(volumes).As("cum_volumes"), level.As("target_level"), prices.AtExpr(level).As("price")),
		"q0883": expr.Select(fn.ToStr(TradesTs.Ts, "EE"), fn.DayOfWeekSundayFirst(TradesTs.Ts)).From(TradesTs),
		"q0863": expr.Select(fn.IsOrdered(Numbers.ID)).From(Numbers),
		"q0771": expr.Select(fn.LastNotNull(Trades.Symbol)).From(Trades),
		"q2474": expr.Select(Trades.Symbol, fn.ArgMax(Trades.Price, Trades.Amount).As("largest_order")).From(Trades).GroupBy(Trades.Symbol),
		"q1944": expr.Explain(expr.InsertSelect(TradesNew, expr.Select(fn.RndSymbol("a", "b").As("symbol"), fn.RndSymbol("Buy", "Sell").As("side"), fn.RndDouble().As("price"), fn.RndDouble().As("amount"),
			ten.X.ToTimestamp().As("timestamp")).From(ten))),
		"q0598": expr.InsertSelect(Spaced, expr.Select(fn.TimestampSequence(utc("2021-01-01T00:00:00Z"), num(100000).Mul(num(36000))).As("ts"), hundred.X).From(hundred)),
		"q0003": all.From(Prices),
		"q0517": expr.Select(fn.Avg(Quotes.Price)).From(Quotes),
	}
}

// markouts reads the tables of the cookbook's analyses of trades.
func markouts() map[string]expr.Statement {
	fx := FxTrades
	eurusd := []expr.Boolean{fx.Symbol.EqExpr(expr.Var("symbol", text("EURUSD"))), fx.Timestamp.In("$now - 1M..$now")}
	closes := func(stride expr.Stride) fxBar {
		return expr.CTE("ohlc", func(b fxBar) expr.Query {
			return expr.Select(fx.Timestamp, fx.Symbol, b.Close.Is(fn.Last(fx.Price))).From(fx).Where(eurusd...).SampleBy(stride, expr.AlignToCalendar())
		})
	}
	quarter := closes(expr.Minutes(15))
	peak := expr.CTE("with_peak", func(p fxPeak) expr.Query {
		w := expr.Window().PartitionBy(quarter.Symbol).OrderBy(quarter.Timestamp).RowsBetween(expr.UnboundedPreceding(), expr.CurrentRow())
		return expr.Select(expr.All, p.RunningPeak.Is(fn.Max(quarter.Close).Over(w))).From(quarter)
	})
	down := expr.CTE("with_drawdown", func(d fxDrawdown) expr.Query {
		return expr.Select(expr.All, d.Drawdown.Is(peak.Close.Sub(peak.RunningPeak).Div(peak.RunningPeak).Mul(num(100)))).From(peak)
	})
	soFar := expr.Window().PartitionBy(down.Symbol).OrderBy(down.Timestamp).RowsBetween(expr.UnboundedPreceding(), expr.CurrentRow())
	volume := expr.CTE("ohlc", func(b fxVolume) expr.Query {
		return expr.Select(fx.Timestamp, fx.Symbol, b.Close.Is(fn.Last(fx.Price)), b.Volume.Is(fn.Sum(fx.Quantity))).From(fx).Where(eurusd...).SampleBy(expr.Minutes(15), expr.AlignToCalendar())
	})
	directed := expr.CTE("with_direction", func(d fxDirected) expr.Query {
		before := fn.Lag(volume.Close, 1).Over(expr.Window().PartitionBy(volume.Symbol).OrderBy(volume.Timestamp).Named("w"))
		return expr.Select(expr.All, d.DirectedVolume.Is(
			expr.When(volume.Close.GtExpr(before), volume.Volume).When(volume.Close.LtExpr(before), volume.Volume.Neg()).Else(float(0)))).From(volume)
	})
	obv := expr.Window().PartitionBy(directed.Symbol).OrderBy(directed.Timestamp).RowsBetween(expr.UnboundedPreceding(), expr.CurrentRow())
	five := closes(expr.Minutes(5))
	returns := expr.CTE("returns", func(r fxReturn) expr.Query {
		before := fn.Lag(five.Close, 1).Over(expr.Window().PartitionBy(five.Symbol).OrderBy(five.Timestamp))
		return expr.Select(expr.All, r.LogReturn.Is(fn.Ln(five.Close.Div(before)))).From(five)
	})
	st := expr.CTE("with_stats", func(s fxStats) expr.Query {
		w := expr.Window().PartitionBy(returns.Symbol).OrderBy(returns.Timestamp).Rows(11).Named("w")
		return expr.Select(expr.All, s.MeanReturn.Is(fn.Avg(returns.LogReturn).Over(w)), s.MeanSqReturn.Is(fn.Avg(returns.LogReturn.Mul(returns.LogReturn)).Over(w))).From(returns).Where(returns.LogReturn.IsNotNull())
	})
	hour := t.Timestamp.In("$now-1h..$now")
	gain := func(price expr.Float) expr.Float { return mid(m).Sub(price).Div(price).Mul(num(10000)) }
	loss := func(price expr.Float) expr.Float { return price.Sub(mid(m)).Div(price).Mul(num(10000)) }
	bySide := func(buy, sell expr.Float) expr.Float {
		return expr.When(t.Side.Eq("buy"), buy).When(t.Side.Eq("sell"), sell).End()
	}
	around := expr.HorizonRange("h", expr.Seconds(-30), expr.Seconds(30), expr.Seconds(1))
	behind := expr.HorizonRange("h", expr.Seconds(0), expr.Minutes(10), expr.Seconds(10))
	list := expr.HorizonList("h", expr.Seconds(0), expr.Seconds(1), expr.Seconds(5), expr.Seconds(30), expr.Minutes(1), expr.Minutes(5))
	n := fn.Count().As("n")
	return map[string]expr.Statement{
		"q0410": expr.Select(sec(around), n, round(fn.Avg(bySide(gain(t.Price), loss(t.Price))), 3).As("avg_markout_bps")).From(t).HorizonJoin(m, expr.Using(t.Symbol), around).Where(hour).
			GroupBy(sec(around)).OrderBy(sec(around)),
		"q0413": expr.Select(t.Symbol, sec(behind), n, fn.Avg(loss(t.Price)).As("avg_markout_bps"), fn.Sum(t.Price.Sub(mid(m)).Mul(t.Quantity)).As("total_pnl")).From(t).
			HorizonJoin(m, expr.Using(t.Symbol), behind).Where(t.Side.Eq("sell"), hour).GroupBy(t.Symbol, sec(behind)).OrderBy(t.Symbol, sec(behind)),
		"q0416": expr.Select(down.Timestamp, down.Symbol, round(down.Close, 5).As("close"), round(down.RunningPeak, 5).As("peak"), round(down.Drawdown, 4).As("drawdown_pct"),
			round(fn.Min(down.Drawdown).Over(soFar), 4).As("max_drawdown_pct")).From(down).OrderBy(down.Timestamp),
		"q0417": expr.Select(down.Timestamp, down.Symbol, round(down.Close, 5).As("close"), round(down.Drawdown, 2).As("drawdown_pct")).From(down).Where(down.Drawdown.Lt(-1)).OrderBy(down.Drawdown).Limit(10),
		"q0418": expr.Select(directed.Timestamp, directed.Symbol, round(directed.Close, 5).As("close"), round(directed.Volume, 0).As("volume"), round(fn.Sum(directed.DirectedVolume).Over(obv), 0).As("obv")).
			From(directed).OrderBy(directed.Timestamp),
		"q0425": expr.Select(st.Timestamp, st.Symbol, round(st.Close, 5).As("close"), round(st.LogReturn.Mul(num(100)), 4).As("return_pct"),
			round(fn.Sqrt(st.MeanSqReturn.Sub(st.MeanReturn.Mul(st.MeanReturn))).Mul(fn.Sqrt(num(288).Mul(num(365)))).Mul(num(100)), 2).As("realized_vol_annualized")).From(st).OrderBy(st.Timestamp),
		"q2685": expr.Select(t.ECN, t.Side, sec(list), n, round(fn.Avg(bySide(gain(t.Price), loss(t.Price))), 3).As("avg_markout_bps")).From(t).HorizonJoin(m, expr.Using(t.Symbol), list).
			Where(t.Timestamp.In(expr.Yesterday)).GroupBy(t.ECN, t.Side, sec(list)).OrderBy(t.ECN, t.Side, sec(list)),
	}
}

// pure reads no table.
func pure() map[string]expr.Statement {
	l := func(n int64, items ...expr.Item) expr.Query {
		return expr.Select(items...).From(expr.LongSequence("l", n))
	}
	five, y2015, y2016 := int64(5), utc("2015-01-01T00:00:00Z"), utc("2016-01-01T00:00:00Z")
	eq := func(a, b expr.Text) expr.Statement { return only(a.EqExpr(b)) }
	half := fn.Pi().Div(num(2)).As("angle")
	moment := at("2022-03-11T22:00:30.555555Z")
	x, y := expr.Var("x", num(5)), expr.Var("y", num(2))
	regr := expr.Sub("r", func(v xy) expr.Query {
		row := func(x, y expr.Integer) expr.Query { return expr.Select(v.X.Is(x.ToInt()), v.Y.Is(y.ToInt())) }
		null := expr.When(expr.Bool(false), num(1)).End()
		return row(num(1), num(2)).UnionAll(row(num(2), null)).UnionAll(row(null, num(4))).UnionAll(row(num(4), num(5)))
	})
	ts := expr.CTE("t", func(r tsRow) expr.Query {
		return expr.Select(r.Ts.Is(text("2016-02-10T16:18:22.862145333Z").ToTimestampNS()))
	})
	ceil := func(unit fn.Period, name string) expr.Item { return fn.TimestampCeil(unit, ts.Ts).As(name) }
	day := expr.Var("today", fn.Today())
	extract := func(unit string) expr.Item {
		return fn.Extract(unit, at("2023-03-11T22:00:30.555555Z")).As(unit)
	}
	series := func(r expr.Relation) expr.Statement { return all.From(r) }
	return map[string]expr.Statement{
		"q0686": only(fn.MakeGeohash(float(142.89124148), float(-12.90604153), 40)),
		"q0837": expr.Select(fn.ArraySort(expr.ArrayOf(float(1), expr.When(expr.Bool(false), float(1)).End(), float(2))).As("default_nulls"),
			fn.ArraySortBy(expr.ArrayOf(float(1), expr.When(expr.Bool(false), float(1)).End(), float(2)), false, true).As("nulls_first")),
		"q0861": only(fn.Base64(fn.RndBin(), 20)),
		"q0873": expr.Select(fn.DateTrunc("hour", moment).As("hour"), fn.DateTrunc("month", moment).As("month"), fn.DateTrunc("year", moment).As("year"), fn.DateTrunc("year", moment).As("year2")),
		"q0878": only(fn.DateDiff("d", at("2020-01-23T00:00:00Z"), at("2020-01-27T00:00:00Z"))),
		"q0885": expr.Select(extract("millennium"), extract("year"), extract("month"), extract("week"), extract("hour"), extract("second")),
		"q0888": only(fn.Interval(at("2024-10-08T11:09:47.573Z"), at("2024-10-09T11:09:47.573Z"))),
		"q0908": l(3, fn.NowNS()),
		"q0916": l(1, expr.Bool(true).As("in_today")).Where(fn.Now().InInterval(fn.Today())),
		"q0917": expr.Select(fn.Today().As("today"), fn.Today(text("CEST")).As("adjusted")),
		"q0918": expr.Select(ts.Ts, ceil("n", "c_nano"), ceil("U", "c_micro"), ceil("T", "c_milli"), ceil("s", "c_second"), ceil("m", "c_minute"), ceil("h", "c_hour"), ceil("d", "c_day"), ceil("M", "c_month"), ceil("y", "c_year")).From(ts),
		"q0919": only(fn.TimestampFloor(expr.Days(5), at("2018-01-01T00:00:00Z"))),
		"q0921": only(fn.TimestampFloorFrom(expr.Days(5), at("2018-01-01T00:00:00Z"), utc("2018-01-01T00:00:00Z"))),
		"q0927": l(1, fn.ToStr(fn.Systimestamp(), "yyyy-MM-dd")),
		"q0936": only(fn.ToTimezone(at("2021-06-08T13:45:45.000000Z"), text("PST"))),
		"q0937": only(fn.ToUTC(expr.Time(time.UnixMicro(1623167145000000)), text("Europe/Berlin"))),
		"q0939": only(fn.ToUTC(at("2021-06-08T13:45:45.000000Z"), text("PST"))),
		"q0940": only(fn.WeekOfYear(at("2023-03-31T22:00:30.555998Z"))),
		"q0956": only(fn.Mid(float(1.5760), float(1.5763))),
		"q0959": expr.Select(fn.RegrIntercept(regr.Y, regr.X).As("y_intercept")).From(regr),
		"q0967": only(fn.MD5(text("abc"))),
		"q0970": only(fn.SHA1(text("abc"))),
		"q0971": only(fn.SHA1(text(""))),
		"q0973": only(fn.SHA256(text("abc"))),
		"q0974": only(fn.SHA256(text(""))),
		"q0975": only(fn.SHA256(text("Hello, world!"))),
		"q0989": only(fn.Build()),
		"q0993": only(fn.FlushQueryCache()),
		"q1023": only(fn.Version()),
		"q0041": only(fn.ReloadConfig()),
		"q1031": only(fn.Ceil(float(15.75)).As("RoundedUp")),
		"q1033": only(fn.Floor(float(15.75)).As("RoundedDown")),
		"q1034": only(fn.Greatest(num(11), num(3), num(8), num(15))),
		"q1037": only(fn.Log(num(100))),
		"q1045": only(fn.SizePretty(num(400032))),
		"q1046": only(fn.Sqrt(float(4000.32))),
		"q1060": only(text("quest").Like("ques_")),
		"q1063": only(text("quest").Like("q_")),
		"q1070": only(fn.RegexpReplace(text("MYSQL is a great database"), `^(\S*)`, "QuestDB")),
		"q1076": l(5, fn.RndBinRange(2, 5, 2)),
		"q1081": l(5, fn.RndDateRange(y2015, y2016, 0)),
		"q1086": only(fn.RndDoubleArray(2, 2, 2)),
		"q1091": l(5, fn.RndIntRange(1, 4, 2)),
		"q1093": l(5, fn.RndIntRange(1, 4, 0)),
		"q1098": l(5, fn.RndLongRange(1, 4, 1)),
		"q1100": l(5, fn.RndLong256()),
		"q1102": l(5, fn.RndShortRange(-1, 1)),
		"q1105": l(5, fn.RndStrOf(3, 2, 2, 0)),
		"q1110": l(5, fn.RndSymbolZipfOf(2.0, "AAPL", "MSFT", "GOOGL", "TSLA", "AMZN").As("ticker")),
		"q1112": l(5, fn.RndSymbolZipf(1000, 1.5).As("sym")),
		"q1118": series(fn.GenerateSeries("s", -3, 3)),
		"q1119": series(fn.GenerateSeries("s", 3, -3, -1)),
		"q1120": series(fn.GenerateSeriesFloat("s", -3, 3)),
		"q1121": series(fn.GenerateSeriesFloat("s", 3, -3, -1.5)),
		"q1153": l(3, fn.RndGeohash(7).As("g7"), fn.RndGeohash(10).As("g10"), fn.RndGeohash(30).As("g30"), fn.RndGeohash(60).As("g60")),
		"q1160": only(fn.Ltrim(text("   QuestDB   ")).As("trimmed_string")),
		"q1163": only(fn.Replace(text("Hello World"), text("World"), text("QuestDB"))),
		"q1165": only(fn.Rtrim(text("Hello QuestDB   "))),
		"q1175": only(fn.Substring(text("Lorem ipsum dolor sit amet"), num(-5), num(9))),
		"q1177": only(fn.ToLowercase(text("questDB"))),
		"q1180": only(fn.Trim(text("   QuestDB  ")).As("trimmed_string")),
		"q1195": expr.Select(half, fn.Cos(fn.Pi().Div(num(2))).As("cos")),
		"q1196": expr.Select(half, fn.Cot(fn.Pi().Div(num(2))).As("cot")),
		"q1199": only(fn.Radians(num(180))),
		"q1201": expr.Select(half, fn.Tan(fn.Pi().Div(num(2))).As("tan")),
		"q1317": only(num(1024).BitNot()),
		"q1319": only(num(five).BitXor(num(3))),
		"q1323": only(num(5).EqExpr(num(5))),
		"q1324": eq(text("5"), text("3")),
		"q1328": only(text("a").GtExpr(text("b"))),
		"q1330": only(text("5").GeExpr(text("5"))),
		"q1332": only(text("a").GeExpr(text("b"))),
		"q1336": only(text("123").LeExpr(text("456"))),
		"q1337": only(num(5).LeExpr(num(5))),
		"q1339": only(text("5").NeExpr(text("5"))),
		"q1342": only(num(5).NeExpr(num(3))),
		"q1405": only(num(5).Neg()),
		"q1409": only(text("a").Concat(text("b"))),
		"q1899": only(x),
		"q1901": only(x.Add(y)),
		"q1902": only(day.EqExpr(fn.Interval(expr.Var("start", fn.IntervalStart(day)), expr.Var("end", fn.IntervalEnd(day))))),
	}
}

// meta reads what the server tells of itself.
func meta() map[string]expr.Statement {
	tb, mv, vw := fn.Tables("t"), fn.MaterializedViews("m"), fn.Views("v")
	columns := fn.TableColumns("c", "corpus_prices")
	parts := fn.TablePartitions("p", "corpus_trades")
	wal, storage := fn.WALTables("w"), fn.TableStorage("s")
	named := fn.Tables("t")
	joinable := expr.CTE("tbs", func(n allNames) expr.Query {
		return expr.Select(n.Names.Is(fn.StringAgg(named.TableName, ',').ToVarchar())).From(named).Where(named.TableName.Like("corpus_query_%"))
	})
	checkpoint := fn.CheckpointStatus("c")
	p50 := tb.WALTxSizeP50
	base := []expr.Item{mv.ViewName, mv.ViewStatus, mv.RefreshBaseTableTxn, mv.BaseTableTxn}
	trades := wal.Name.Eq("corpus_wal")
	level := tb.TableMemoryPressureLevel
	return map[string]expr.Statement{
		"q0008": expr.Select(columns.Column, columns.UpsertKey).From(columns),
		"q0289": expr.Select(fn.Replace(joinable.Names, text(","), text(" ASOF JOIN "))).From(joinable),
		"q0290": expr.Select(fn.StringAgg(fn.Concat(text("avg("), tb.TableName, text(".value)")), ',').As("columns")).From(tb).Where(tb.TableName.Like("corpus_query_%")),
		"q0590": all.From(checkpoint),
		"q1000": expr.Select(columns.Column, columns.Type, columns.Designated).From(columns).Where(columns.Designated.Eq(true)),
		"q1001": expr.Select(columns.Type, fn.Count()).From(columns),
		"q1003": all.From(parts),
		"q1004": expr.Select(fn.SizePretty(fn.Sum(parts.DiskSize))).From(parts),
		"q1018": expr.Select(tb.TableName, p50, tb.WALTxSizeMax, tb.WALTxSizeMax.Div(fn.NullIf(p50, num(0))).As("spike_ratio")).From(tb).Where(tb.WalEnabled, tb.WALTxSizeMax.GtExpr(p50.Mul(num(10)))),
		"q1846": expr.Select(columns.Column, columns.UpsertKey).From(columns),
		"q0094": expr.Select(tb.TableName, tb.DesignatedTimestamp).From(tb).Where(tb.TableName.Eq("corpus_trades")),
		"q0119": expr.Select(base...).From(mv).Where(mv.ViewName.Eq("corpus_mv")),
		"q0124": expr.Select(mv.ViewName, mv.RefreshBaseTableTxn, mv.BaseTableTxn, mv.BaseTableTxn.Sub(mv.RefreshBaseTableTxn).As("lag")).From(mv),
		"q0145": expr.Select(parts.Name, parts.NumRows, parts.DiskSizeHuman).From(parts).Where(parts.NumRows.Gt(1000000)),
		"q0613": expr.Select(tb.TableName).From(tb).Where(tb.TableSuspended),
		"q0619": expr.Select(tb.TableName, expr.When(level.Eq(1), text("PRESSURE")).When(level.Eq(2), text("BACKOFF")).End().As("status")).From(tb).Where(level.Gt(0)),
		"q0620": expr.Select(tb.TableName, tb.WALTxSizeP50, tb.WALTxSizeP90, tb.WALTxSizeMax).From(tb).Where(tb.WalEnabled, tb.WALTxSizeP90.Gt(0), tb.WALTxSizeP90.Lt(100)),
		"q0995": all.From(mv),
		"q1007": expr.Select(storage.TableName, storage.RowCount, storage.DiskSize).From(storage).Where(storage.WalEnabled.Eq(true)),
		"q1008": expr.Select(storage.TableName, storage.PartitionCount, storage.RowCount).From(storage).Where(storage.PartitionBy.Eq("HOUR")),
		"q1014": expr.Select(tb.TableName, tb.TableSuspended, level).From(tb).Where(tb.WalEnabled, tb.TableSuspended),
		"q1015": expr.Select(tb.TableName, level).From(tb).Where(level.Gt(0)).OrderBy(level.Desc()),
		"q1025": all.From(vw),
		"q1026": expr.Select(vw.ViewName, vw.InvalidationReason).From(vw).Where(vw.ViewStatus.Eq("invalid")),
		"q1027": all.From(vw).OrderBy(vw.ViewName),
		"q1699": expr.Select(wal.Name, wal.Suspended, wal.WriterTxn, wal.SequencerTxn).From(wal).Where(trades),
		"q1707": expr.Select(wal.WriterTxn).From(wal).Where(trades),
		"q1934": expr.Select(vw.ViewStatus).From(vw).Where(vw.ViewName.Eq("corpus_view")),
		"q2083": expr.Select(mv.ViewName, mv.ViewStatus).From(mv).Where(mv.ViewName.Eq("corpus_mv")),
		"q2086": expr.Select(append(base, mv.LastRefreshStartTimestamp, mv.LastRefreshFinishTimestamp)...).From(mv).Where(mv.ViewName.Eq("corpus_mv")),
	}
}

// written writes the tables of the reference pages: what is there afterwards is
// compared.
func written() map[string]expr.Statement {
	order := func(id, status string) expr.Statement {
		o := TakeawayIn
		return expr.Insert(o).Set(o.Ts.SetExpr(fn.Now()), o.ID.Set(id), o.Status.Set(status))
	}
	mat := func(v ...[]float64) any { a, _ := types.NDArrayOf(v); return a }
	nt, cf, uc, stg := TradesNew, Confirmed, Unconfirmed, Staging
	confirm := expr.InsertSelect(cf, expr.Select(uc.Timestamp, uc.Instrument, uc.Quantity, uc.Price, uc.Side).From(uc).Where(uc.TradeID.Eq("47219345234")))
	d := func(s string) any { v, _ := types.ParseDec(s); return v }
	detail := func(path string) expr.Text { return fn.JSONExtract(Details.TradeDetails, path) }
	return map[string]expr.Statement{
		"q0601": order("order2", "placed"), "q0602": order("order1", "cooking"), "q0603": order("order1", "in-transit"), "q0606": order("order3", "cooking"), "q0607": order("order3", "in-transit"),
		"q0312": expr.InsertSelect(StagedTrades, expr.Select(stg.TimestampMs.Mul(num(1000)).ToTimestamp().As("timestamp"), stg.Symbol, stg.Price, stg.Amount).From(stg)),
		"q0671": expr.Insert(AmountsIn).Values(d("99.99")),
		"q0676": expr.Insert(GeoBits).Values(geo("u33d8"), bits("10101111100101111111101101101")),
		"q0678": expr.Insert(GeoPairs).Values(geo("u33"), geo("u33d8b1")),
		"q0693": expr.Insert(GeoIn).Set(GeoIn.Ts.SetExpr(fn.Now()), GeoIn.DeviceID.Set("device_1"), GeoIn.G1c.Set(geo("u")), GeoIn.G8c.Set(geo("u33d8b18"))),
		"q0912": expr.Insert(Readings).Set(Readings.Ts.SetExpr(fn.Sysdate()), Readings.Value.Set(123.5)),
		"q0926": expr.Insert(Measured).Set(Measured.Date.SetExpr(fn.ToDate(text("2019-12-12T12:15"), "yyyy-MM-ddTHH:mm")), Measured.Value.Set(123.5)),
		"q0932": expr.Insert(MeasuredTs).Set(MeasuredTs.Ts.SetExpr(fn.ToTimestamp(text("2019-12-12T12:15"), "yyyy-MM-ddTHH:mm")), MeasuredTs.Value.Set(123.5)),
		"q0986": expr.Update(Details).Set(Details.Quantity.SetExpr(detail("$.quantity").ToLong())).All(),
		"q0987": expr.Update(Details).Set(Details.Price.SetExpr(detail("$.price").ToDouble())).All(),
		"q1136": expr.Insert(ZonesIn).Values("loading_dock", 0, 0, 25, 20).Values("storage_area", 40, 25, 60, 45),
		"q1140": expr.Insert(Circles).Values("workstation_A", 15.0, 10.0, 8.0).Values("workstation_B", 47.0, 31.0, 5.0),
		"q1663": expr.Insert(Tab).Values("B", 1, utc("2022-11-08T12:00:00Z")),
		"q1667": expr.Insert(Tab).Values("F", 5, utc("2026-11-08T12:00:00Z")),
		"q1668": expr.Insert(Tab).Values("A", 0, utc("2027-11-08T12:00:00Z")),
		"q1915": expr.InsertSelect(nt, expr.Select(expr.Var("x", fn.Now()).As("timestamp"), expr.Var("y", text("ETH-USDT")).As("symbol"))),
		"q1968": expr.Insert(nt).Set(nt.Timestamp.SetExpr(fn.ToTimestamp(text("2019-10-17T00:00:00"), "yyyy-MM-ddTHH:mm:ss")), nt.Symbol.Set("AAPL"), nt.Quantity.Set(255), nt.Price.Set(123.33), nt.Side.Set("B")),
		"q1972": confirm.Atomic(),
		"q1973": confirm.Batch(4096),
		"q2001": expr.Insert(Fills).Values(1, 1, 10.0, utc("2024-01-01T00:10:00Z")).Values(2, 1, 20.0, utc("2024-01-01T00:40:00Z")).Values(3, 1, 30.0, utc("2024-01-01T01:10:00Z")).
			Values(4, 2, 40.0, utc("2024-01-01T01:10:00Z")).Values(5, 2, 50.0, utc("2024-01-01T01:40:00Z")),
		"q2406": expr.Insert(Books).
			Values(utc("2025-07-01T12:00:00Z"), "EURUSD", mat([]float64{9.3, 9.2}, []float64{0, 0}), mat([]float64{10.1, 10.2}, []float64{0, 0})).
			Values(utc("2025-07-01T12:00:01Z"), "EURUSD", mat([]float64{9.7, 9.4}, []float64{0, 0}), mat([]float64{10.3, 10.5}, []float64{0, 0})),
		"q2418": expr.Insert(Books).
			Values(utc("2025-07-01T12:00:00Z"), "EURUSD", nil, mat([]float64{0, 0, 0, 0, 0, 0}, []float64{20, 15, 13, 12, 18, 20})).
			Values(utc("2025-07-01T12:00:01Z"), "EURUSD", nil, mat([]float64{0, 0, 0, 0, 0, 0}, []float64{20, 25, 3, 7, 5, 2})),
		"q2422": expr.Insert(Books).
			Values(utc("2025-07-01T12:00:00Z"), "EURUSD", mat([]float64{5, 5.1}, []float64{10, 20}), mat([]float64{6, 6.1}, []float64{15, 25})).
			Values(utc("2025-07-01T12:00:01Z"), "EURUSD", mat([]float64{5.1, 5.2}, []float64{20, 25}), mat([]float64{6.2, 6.4}, []float64{20, 9})),
		"q2606": expr.Insert(Numbers).Values(1).Values(2).Values(3).Values(4).Values(5).Values(6).Values(7).Values(8).Values(9).Values(10),
		"q2201": expr.Update(nt).Set(nt.Price.Set(125.34)).Where(nt.Symbol.Eq("AAPL")),
	}
}

// bits is a geohash of binary digits.
func bits(text string) types.Geohash {
	n := uint64(0)
	for _, c := range text {
		n = n<<1 | uint64(c-'0')
	}
	g, err := types.GeohashFromBits(n, len(text))
	if err != nil {
		return types.Geohash{}
	}
	return g
}
