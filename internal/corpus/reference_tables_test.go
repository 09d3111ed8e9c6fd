package corpus

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

// The tables of QuestDB's reference pages. Where pages give a name to several
// tables, renamed says which is meant.
type (
	usersTable struct {
		expr.Table
		Name        expr.VarcharColumn
		ID          expr.LongColumn
		Role        expr.SymbolColumn
		Permissions expr.LongColumn
		Email       expr.VarcharColumn
		Age         expr.IntColumn
	}
	transactionsTable struct {
		expr.Table
		Ts              expr.TimestampColumn
		Timestamp       expr.TimestampColumn
		PaymentType     expr.SymbolColumn
		Item            expr.SymbolColumn
		Amount          expr.DoubleColumn
		Price, Quantity expr.DoubleColumn
	}
	ordersTable struct {
		expr.Table
		OrderID     expr.LongColumn
		IsFulfilled expr.BooleanColumn
	}
	itemsTable struct {
		expr.Table
		BatchID  expr.LongColumn
		PassedQA expr.BooleanColumn `qdb:"passed_qa"`
	}
	portfolioTable struct {
		expr.Table
		Asset        expr.SymbolColumn
		ReturnFactor expr.DoubleColumn
	}
	growthTable struct {
		expr.Table
		GrowthRate expr.DoubleColumn
	}
	scoresTable struct {
		expr.Table
		Ts    expr.TimestampColumn
		Score expr.DoubleColumn
	}
	balancesTable struct {
		expr.Table
		CustID     expr.SymbolColumn
		BalanceCcy expr.SymbolColumn
		Balance    expr.DoubleColumn
		Ts         expr.TimestampColumn
	}
	geoTable struct {
		expr.Table
		Ts       expr.TimestampColumn
		DeviceID expr.SymbolColumn
		G1c      expr.GeohashColumn `qdb:",geohash=1c"`
		G8c      expr.GeohashColumn `qdb:",geohash=8c"`
	}
	geoPairTable struct {
		expr.Table
		A expr.GeohashColumn `qdb:",geohash=3c"`
		B expr.GeohashColumn `qdb:",geohash=7c"`
	}
	geoBitsTable struct {
		expr.Table
		A expr.GeohashColumn `qdb:",geohash=5c"`
		B expr.GeohashColumn `qdb:",geohash=29b"`
	}
	posTable struct {
		expr.Table
		Ts   expr.TimestampColumn
		UUID expr.SymbolColumn  `qdb:"uuid"`
		G8c  expr.GeohashColumn `qdb:",geohash=8c"`
	}
	tripsTable struct {
		expr.Table
		PickupDatetime                  expr.TimestampColumn
		PickupLatitude, PickupLongitude expr.DoubleColumn
	}
	locationsTable struct {
		expr.Table
		LocationName expr.SymbolColumn
		Lat, Lon     expr.DoubleColumn
	}
	tangoTable struct {
		expr.Table
		Arr, Brr expr.DoubleMatrixColumn
	}
	numbersIntTable struct {
		expr.Table
		ID expr.LongColumn
	}
	fillsTable struct {
		expr.Table
		ID          expr.LongColumn
		Venue       expr.SymbolColumn
		FillSizeETH expr.DecimalColumn `qdb:"fill_size_eth,decimal=38:18"`
		Price       expr.DecimalColumn `qdb:",decimal=18:2"`
		FeeRate     expr.DecimalColumn `qdb:",decimal=10:5"`
		Fee         expr.DecimalColumn `qdb:",decimal=38:18"`
		Ts          expr.TimestampColumn
	}
	amountsTable struct {
		expr.Table
		Amount expr.DecimalColumn `qdb:",decimal=10:2"`
	}
	readingsTable struct {
		expr.Table
		Ts    expr.TimestampColumn
		Value expr.DoubleColumn
	}
	measurementsTable struct {
		expr.Table
		Date  expr.DateColumn
		Value expr.DoubleColumn
	}
	takeawayTable struct {
		expr.Table
		Ts     expr.TimestampColumn
		ID     expr.SymbolColumn
		Status expr.SymbolColumn
	}
	bookTable struct {
		expr.Table
		Ts      expr.TimestampColumn
		BidSize expr.DoubleArrayColumn `qdb:"bidSize"`
		Bid     expr.DoubleArrayColumn
		AskSize expr.DoubleArrayColumn `qdb:"askSize"`
		Ask     expr.DoubleArrayColumn
	}
	levelsTable struct {
		expr.Table
		Ts       expr.TimestampColumn
		BidSize1 expr.DoubleColumn `qdb:"bidSize1"`
		Bid1     expr.DoubleColumn
		BidSize2 expr.DoubleColumn `qdb:"bidSize2"`
		Bid2     expr.DoubleColumn
		BidSize3 expr.DoubleColumn `qdb:"bidSize3"`
		Bid3     expr.DoubleColumn
	}
	booksTable struct {
		expr.Table
		Timestamp  expr.TimestampColumn
		Symbol     expr.SymbolColumn
		Bids, Asks expr.DoubleMatrixColumn
	}
	lidarTable struct {
		expr.Table
		Ts           expr.TimestampColumn
		RobotID      expr.SymbolColumn
		PoseX, PoseY expr.DoubleColumn
		Scan         expr.LongColumn
	}
	zonesTable struct {
		expr.Table
		ZoneName               expr.SymbolColumn
		MinX, MinY, MaxX, MaxY expr.DoubleColumn
	}
	circlesTable struct {
		expr.Table
		ZoneName     expr.SymbolColumn
		X, Y, Radius expr.DoubleColumn
	}
	vehiclesTable struct {
		expr.Table
		Ts        expr.TimestampColumn
		VehicleID expr.SymbolColumn
		Lat, Lon  expr.DoubleColumn
	}
	depotsTable struct {
		expr.Table
		DepotName expr.SymbolColumn
		Lat, Lon  expr.DoubleColumn
	}
	areasTable struct {
		expr.Table
		AreaName             expr.SymbolColumn
		CenterLat, CenterLon expr.DoubleColumn
		RadiusM              expr.DoubleColumn
	}
	stockReturnsTable struct {
		expr.Table
		StockReturn, MarketReturn expr.DoubleColumn
	}
	histogramTable struct {
		expr.Table
		Symbol      expr.SymbolColumn
		PriceBucket expr.DoubleColumn
		TradeCount  expr.LongColumn
	}
	dailyReturnsTable struct {
		expr.Table
		Date   expr.TimestampColumn
		Symbol expr.SymbolColumn
		Return expr.DoubleColumn
	}
	ridesTable struct {
		expr.Table
		K        expr.TimestampColumn
		CarID    expr.SymbolColumn
		Lat, Lon expr.DoubleColumn
	}
	namesTable struct {
		expr.Table
		Name expr.VarcharColumn
	}
	columnTable struct {
		expr.Table
		Col expr.VarcharColumn
	}
	idTable struct {
		expr.Table
		ID    expr.LongColumn
		Value expr.LongColumn
	}
	tradableTable struct {
		expr.Table
		Name       expr.SymbolColumn
		IsTradable expr.BooleanColumn
	}
	tabTable struct {
		expr.Table
		Name expr.SymbolColumn
		N    expr.IntColumn
		Ts   expr.TimestampColumn
	}
	stagingTable struct {
		expr.Table
		TimestampMs expr.LongColumn
		Symbol      expr.SymbolColumn
		Price       expr.DoubleColumn
		Amount      expr.DoubleColumn
	}
	stagedTable struct {
		expr.Table
		Timestamp expr.TimestampColumn
		Symbol    expr.SymbolColumn
		Price     expr.DoubleColumn
		Amount    expr.DoubleColumn
	}
	intoTable struct {
		expr.Table
		Timestamp expr.TimestampColumn
		Symbol    expr.SymbolColumn
		Side      expr.SymbolColumn
		Price     expr.DoubleColumn
		Amount    expr.DoubleColumn
		Quantity  expr.DoubleColumn
	}
	confirmedTable struct {
		expr.Table
		Timestamp       expr.TimestampColumn
		Instrument      expr.SymbolColumn
		Quantity, Price expr.DoubleColumn
		Side            expr.SymbolColumn
	}
	unconfirmedTable struct {
		confirmedTable
		TradeID expr.SymbolColumn
	}
	fillTable struct {
		expr.Table
		ID, OrderID expr.LongColumn
		Qty         expr.DoubleColumn
		Ts          expr.TimestampColumn
	}
	pricedTsTable struct {
		expr.Table
		Ts    expr.TimestampColumn
		Price expr.DoubleColumn
	}
	sensorsTable struct {
		expr.Table
		Timestamp                       expr.TimestampColumn
		SensorID                        expr.SymbolColumn
		Temperature, Humidity, Pressure expr.DoubleColumn
	}
	spacedTable struct {
		expr.Table
		Ts expr.TimestampColumn
		X  expr.LongColumn
	}
	roundedTable struct {
		expr.Table
		D expr.DoubleColumn
	}
	detailsTable struct {
		expr.Table
		Quantity     expr.LongColumn
		Price        expr.DoubleColumn
		TradeDetails expr.VarcharColumn
	}
)

var (
	Users        = ddl.Define[usersTable]("corpus_users", nil)
	Transactions = ddl.Define("corpus_transactions", func(t transactionsTable) ddl.Spec { return byYear(t.Ts) })
	Orders       = ddl.Define[ordersTable]("corpus_orders", nil)
	Items        = ddl.Define[itemsTable]("corpus_items", nil)
	Portfolio    = ddl.Define[portfolioTable]("corpus_portfolio", nil)
	Growth       = ddl.Define[growthTable]("corpus_quarterly_data", nil)
	Scores       = ddl.Define("corpus_scores", func(t scoresTable) ddl.Spec { return byYear(t.Ts) })
	Balances     = ddl.Define("corpus_balances", func(t balancesTable) ddl.Spec { return byYear(t.Ts) })
	Unordered    = ddl.Define[balancesTable]("corpus_unordered_balances", nil)
	Geo          = ddl.Define("corpus_geo_data", func(t geoTable) ddl.Spec { return byYear(t.Ts) })
	GeoPairs     = ddl.Define[geoPairTable]("corpus_my_geo_data", nil)
	GeoBits      = ddl.Define[geoBitsTable]("corpus_geo_bits", nil)
	Pos          = ddl.Define("corpus_pos", func(t posTable) ddl.Spec { return byYear(t.Ts) })
	Trips        = ddl.Define("corpus_trips", func(t tripsTable) ddl.Spec { return byYear(t.PickupDatetime) })
	Locations    = ddl.Define[locationsTable]("corpus_locations", nil)
	Tango        = ddl.Define[tangoTable]("corpus_tango", nil)
	Numbers      = ddl.Define[numbersIntTable]("corpus_numbers", nil)
	EthFills     = ddl.Define("corpus_eth_fills", func(t fillsTable) ddl.Spec { return byYear(t.Ts) })
	EthFillsIn   = ddl.Define("corpus_eth_fills_in", func(t fillsTable) ddl.Spec { return byYear(t.Ts) })
	Amounts      = ddl.Define[amountsTable]("corpus_amounts", nil)
	AmountsIn    = ddl.Define[amountsTable]("corpus_amounts_in", nil)
	Readings     = ddl.Define("corpus_readings", func(t readingsTable) ddl.Spec { return byYear(t.Ts) })
	Measured     = ddl.Define[measurementsTable]("corpus_measurements", nil)
	MeasuredTs   = ddl.Define[readingsTable]("corpus_measurements_ts", nil)
	Takeaway     = ddl.Define("corpus_takeaway_order", func(t takeawayTable) ddl.Spec { return byYear(t.Ts) })
	TakeawayIn   = ddl.Define("corpus_takeaway_in", func(t takeawayTable) ddl.Spec { return byYear(t.Ts) })
	OrderBook    = ddl.Define("corpus_order_book", func(t bookTable) ddl.Spec { return byYear(t.Ts) })
	OrderBookIn  = ddl.Define("corpus_order_book_in", func(t bookTable) ddl.Spec { return byYear(t.Ts) })
	Levels       = ddl.Define("corpus_levels", func(t levelsTable) ddl.Spec { return byYear(t.Ts) })
	Books        = ddl.Define("corpus_books", func(t booksTable) ddl.Spec { return byYear(t.Timestamp) })
	Lidar        = ddl.Define("corpus_lidar_scans", func(t lidarTable) ddl.Spec { return byYear(t.Ts) })
	Zones        = ddl.Define[zonesTable]("corpus_zones", nil)
	ZonesIn      = ddl.Define[zonesTable]("corpus_zones_in", nil)
	Circles      = ddl.Define[circlesTable]("corpus_zones_circular", nil)
	Vehicles     = ddl.Define("corpus_vehicle_positions", func(t vehiclesTable) ddl.Spec { return byYear(t.Ts) })
	Depots       = ddl.Define[depotsTable]("corpus_depots", nil)
	Areas        = ddl.Define[areasTable]("corpus_service_areas", nil)
	StockReturns = ddl.Define[stockReturnsTable]("corpus_stock_returns", nil)
	PriceHist    = ddl.Define[histogramTable]("corpus_price_histogram", nil)
	TradeHist    = ddl.Define[histogramTable]("corpus_trade_histogram", nil)
	DailyReturns = ddl.Define("corpus_daily_returns", func(t dailyReturnsTable) ddl.Spec { return byYear(t.Date) })
	Rides        = ddl.Define("corpus_rides", func(t ridesTable) ddl.Spec { return byYear(t.K) })
	FullNames    = ddl.Define[namesTable]("corpus_full_names", nil)
	Example      = ddl.Define[columnTable]("corpus_example_table", nil)
	A            = ddl.Define[idTable]("corpus_a", nil)
	B            = ddl.Define[idTable]("corpus_b", nil)
	Tradable     = ddl.Define[tradableTable]("corpus_tradable", nil)
	Tab          = ddl.Define("corpus_tab", func(t tabTable) ddl.Spec { return byYear(t.Ts) })
	Staging      = ddl.Define[stagingTable]("corpus_trades_staging", nil)
	StagedTrades = ddl.Define("corpus_trades_staged", func(t stagedTable) ddl.Spec { return byYear(t.Timestamp) })
	GeoIn        = ddl.Define("corpus_geo_in", func(t geoTable) ddl.Spec { return byYear(t.Ts) })
	TradesNew    = ddl.Define("corpus_trades_new", func(t intoTable) ddl.Spec { return byYear(t.Timestamp) })
	Confirmed    = ddl.Define("corpus_confirmed_trades", func(t confirmedTable) ddl.Spec { return byYear(t.Timestamp) })
	Unconfirmed  = ddl.Define("corpus_unconfirmed_trades", func(t unconfirmedTable) ddl.Spec { return byYear(t.Timestamp) })
	Fills        = ddl.Define("corpus_fills", func(t fillTable) ddl.Spec { return byYear(t.Ts) })
	PricedTs     = ddl.Define("corpus_priced", func(t pricedTsTable) ddl.Spec { return byYear(t.Ts) })
	Sensors      = ddl.Define("corpus_sensors", func(t sensorsTable) ddl.Spec { return byYear(t.Timestamp) })
	Rounded      = ddl.Define[roundedTable]("corpus_dbl", nil)
	Spaced       = ddl.Define("corpus_spaced", func(t spacedTable) ddl.Spec { return byYear(t.Ts) })
	Details      = ddl.Define("corpus_details", func(t detailsTable) ddl.Spec { return nil })
)

// byYear is a table that is written at once, without a write-ahead log.
func byYear(ts expr.ColumnOf[expr.Timestamp]) ddl.Spec {
	return ddl.Designated(ts).PartitionBy(ddl.Year).BypassWAL()
}

// reference are these tables.
var reference = []ddl.Declaration{
	Users, Transactions, Orders, Items, Portfolio, Growth, Scores, Balances, Unordered, Geo, GeoPairs, GeoBits, Pos, Trips, Locations, Tango, Numbers,
	EthFills, EthFillsIn, Amounts, AmountsIn, Readings, Measured, MeasuredTs, Takeaway, TakeawayIn, OrderBook, OrderBookIn, Levels, Books, Lidar, Zones, ZonesIn, Circles, Vehicles,
	Depots, Areas, StockReturns, PriceHist, TradeHist, DailyReturns, Rides, FullNames, Example, A, B, Tradable, Tab, Staging, StagedTrades, GeoIn, TradesNew, Confirmed,
	Unconfirmed, Fills, PricedTs, Sensors, Rounded, Details, Spaced,
	TradesOHLC, MarketOHLC, CorePrice1s, Ratings, Copies, JoinedNames, Cumulative, MaxMins, LnPrices, Fillers, Opens, Files, Binaries, DayCounts, SparkTrades, OrderTrades, TradesByText,
}

// renamed are tables that another page gives another shape, by statement.
var renamed = map[string]string{
	"q0648": "eth_fills=eth_fills_in", "q0671": "prices=amounts_in", "q0674": "prices=amounts", "q0676": "geo_data=geo_bits", "q0693": "geo_data=geo_in", "q0932": "measurements=measurements_ts",
	"q0601": "takeaway_order=takeaway_in", "q0602": "takeaway_order=takeaway_in", "q0603": "takeaway_order=takeaway_in", "q0606": "takeaway_order=takeaway_in", "q0607": "takeaway_order=takeaway_in",
	"q0947": "order_book=order_book_in", "q0954": "order_book=levels", "q1136": "zones=zones_in",
	"q2406": "market_data=books", "q2416": "market_data=books", "q2418": "market_data=books", "q2420": "market_data=books", "q2422": "market_data=books",
	"q1982": "a=a,b=b", "q2226": "instruments=tradable", "q2227": "instruments=tradable", "q2606": "tango=numbers", "q2608": "tango=numbers", "q2612": "tango=numbers",
	"q2107": "trades=priced", "q0312": "trades=trades_staged", "q1968": "trades=trades_new", "q1915": "trades=trades_new", "q0986": "trades=details", "q0987": "trades=details",
	"q2201": "trades=trades_new", "q1303": "trades=trades", "q2536": "trades=trades",
	"q0598": "my_table=spaced", "q0863": "my_table=numbers", "q0883": "myTable=trades_ts", "q0771": "trades_unordered=trades", "q1944": "trades=trades_new",
	"q1000": "my_table=prices", "q1001": "my_table=prices", "q1003": "my_table=trades", "q1004": "my_table=trades",
	"q0119": "your_view=mv", "q2083": "trades_hourly=mv", "q2086": "trades_hourly=mv", "q1934": "level2=view", "q1699": "trades=wal", "q1707": "trades=wal",
	"q0396": "fx_trades=order_trades", "q0478": "my_tb=trades", "q0511": "trades=trades_new", "q0559": "trades=spark_trades", "q0922": "trades=day_counts", "q1185": "trades=trades_by_text", "q1222": "trades=trades", "q1803": "sys.copy_export_log=copies", "q1906": "trades=trades",
	"q2435": "tbs=joined_names", "q2437": "cumulative=cumulative_values", "q2441": "max_min=max_mins", "q2449": "ln_values=ln_prices", "q2454": "with_previous_vals=fillers", "q2456": "sampled=opens",
}

// initial fills the tables that statements write, before each of them.
var initial = map[string]string{
	"corpus_trades_new": "INSERT INTO corpus_trades_new VALUES ('2024-01-01', 'AAPL', 'buy', 1.0, 2.0, 3.0), ('2024-01-02', 'MSFT', 'sell', 4.0, 5.0, 6.0)",
	"corpus_details":    `INSERT INTO corpus_details VALUES (1, 1.5, '{"quantity": 77, "price": 88.25}')`,
}

// fillReference gives the tables a few rows each.
func fillReference(t *testing.T, db *pgxpool.Pool) {
	t.Helper()
	const rows = `
users VALUES ('John', 1, 'admin', 5, 'a@b.c', 23), ('Tim', 2, 'user', 3, 'd@e.f', 40), ('Jo', 3, 'user', 4, NULL, NULL), ('Mary', 4, 'admin', 8, 'a@b.c', 17)
transactions SELECT timestamp_sequence('2024-03-01T00:30', 3601000000L), timestamp_sequence('2024-03-01', 60000000L), rnd_symbol('card', 'cash'), rnd_symbol('apple', 'pear'), CASE WHEN x % 7 = 0 THEN NULL WHEN x % 5 = 0 THEN 0.0 ELSE x * 1.5 END, x * 2.0, 100.0 - x FROM long_sequence(60, 1, 2)
orders VALUES (1, true), (2, false), (3, true), (4, true), (5, true), (6, true), (7, false)
items VALUES (1, true), (1, false), (2, true), (2, true)
portfolio VALUES ('a', 1.1), ('a', 1.2), ('b', 0.9)
quarterly_data VALUES (1.1), (1.2), (1.3)
scores VALUES ('2010-01-12T00:02:26.000000Z', 1.0), ('2018-01-01', 2.0), ('2018-01-01T12:00', 3.0), ('2018-01-02', 4.0), ('2018-05-23T12:15:30', 5.0), ('2019-01-01', 6.0)
balances VALUES ('1', 'USD', 600.5, '2020-04-21T16:03:43'), ('2', 'USD', 950.0, '2020-04-21T16:08:34'), ('2', 'EUR', 880.2, '2020-04-21T16:11:22'), ('1', 'EUR', 650.5, '2020-04-22T16:11:32')
unordered_balances VALUES ('2', 'USD', 950.0, '2020-04-21T16:08:34'), ('1', 'EUR', 650.5, '2020-04-22T16:11:32'), ('1', 'USD', 1500.0, '2020-04-21T16:11:32'), ('2', 'EUR', 780.2, '2020-04-21T16:11:22')
geo_data VALUES ('2024-01-01T10:00', 'device_1', #u, #u33dr01d), ('2024-01-01T10:30', 'device_3', #u, #u33d8b18), ('2024-01-01T10:40', 'device_3', #u, #u33dr01d)
pos VALUES ('2024-01-01T10:00', 'a', #ezzn5kxb), ('2024-01-01T11:00', 'b', #u33d8b12), ('2024-01-01T12:00', 'c', #gbsuv000), ('2024-01-01T13:00', 'a', #u33dr01d)
trips VALUES ('2024-01-01', -73.97, 40.74), ('2024-01-02', -74.0, 40.69), ('2024-01-03', 0.1, 51.5)
locations VALUES ('berlin', 52.5, 13.4), ('london', 51.5, -0.1)
tango VALUES (ARRAY[[1.0, 2.0], [3.0, 4.0]], ARRAY[[5.0, 6.0], [7.0, 8.0]])
numbers VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)
eth_fills VALUES (1, 'a', 0.842345678901234567m, 2123.45m, 0.00040m, 0.0023m, '2024-01-01'), (2, 'b', 15.25m, 2118.10m, 0.00020m, 0.0012m, '2024-01-02')
amounts VALUES (99.99m), (0.01m)
takeaway_order VALUES ('2024-01-01T10:00', 'order1', 'placed'), ('2024-01-01T10:05', 'order2', 'placed'), ('2024-01-01T10:10', 'order1', 'cooking')
order_book VALUES ('2024-05-22T09:40:15', ARRAY[40.0, 47.0, 39.0], ARRAY[14.10, 14.00, 13.90], ARRAY[54.0, 36.0, 23.0], ARRAY[14.50, 14.60, 14.80])
levels VALUES ('2024-05-22T09:40:15', 40.0, 14.10, 47.0, 14.00, 39.0, 13.90)
lidar_scans VALUES ('2024-01-01', 'r1', 12.0, 6.0, 1), ('2024-01-02', 'r2', 50.0, 50.0, 2), ('2024-01-03', 'r1', 15.0, 11.0, 3)
zones VALUES ('loading_dock', 0.0, 0.0, 25.0, 20.0), ('storage_area', 40.0, 25.0, 60.0, 55.0)
vehicle_positions VALUES ('2024-01-01', 'v1', 51.5, -0.12), ('2024-01-02', 'v2', 52.4, 13.3)
depots VALUES ('east_depot', 51.51, 0.05), ('west_depot', 51.5, -0.3)
service_areas VALUES ('central_london', 51.507, -0.127, 5000.0), ('berlin', 52.5, 13.4, 9000.0)
stock_returns VALUES (0.1, 0.05), (0.2, 0.15), (-0.1, -0.02)
price_histogram VALUES ('a', 10.0, 3), ('a', 11.0, 5), ('b', 12.0, 2)
trade_histogram VALUES ('a', 10.0, 3), ('a', 11.0, 5), ('b', 12.0, 2), ('b', 13.0, 4)
daily_returns VALUES ('2024-01-01', 'a', 0.01), ('2024-01-02', 'a', -0.02), ('2024-01-01', 'b', 0.03)
rides VALUES ('2024-01-01T10:00', 'c1', 51.5, 0.1), ('2024-01-01T10:10', 'c1', 51.6, 0.1), ('2024-01-01T10:20', 'c1', 51.7, 0.2)
full_names VALUES ('Tim Thompson'), ('Anna C. Thompson'), ('Bob'), (NULL), ('Zoe')
example_table VALUES ('apple,pear'), ('cherry,date')
a VALUES (1, 10), (2, 20)
b VALUES (2, 200), (3, 300)
tradable VALUES ('x', true), ('y', false)
trades_staging VALUES (1700000000000, 'a', 1.5, 2.5), (1700000001000, 'b', 2.5, 3.5)
unconfirmed_trades SELECT timestamp_sequence('2024-01-01', 60000000L), 'x', x * 1.0, x * 2.0, 'buy', CASE WHEN x % 2 = 0 THEN '47219345234' ELSE 'other' END FROM long_sequence(10)
sensors SELECT timestamp_sequence(dateadd('m', -50, now()), 60000000L), rnd_symbol('s1', 's2'), CASE WHEN x % 3 = 0 THEN NULL ELSE x * 1.0 END, CASE WHEN x % 4 = 0 THEN NULL ELSE x * 2.0 END, x * 3.0 FROM long_sequence(40, 1, 2)
dbl VALUES (123.456), (-0.5555), (2.5)`
	for line := range strings.Lines(strings.TrimSpace(rows + cookbookRows)) {
		if _, err := db.Exec(t.Context(), "INSERT INTO corpus_"+line); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	for _, create := range []string{
		"TABLE corpus_wal (ts TIMESTAMP, x DOUBLE) TIMESTAMP(ts) PARTITION BY HOUR WAL",
		"MATERIALIZED VIEW corpus_mv AS (SELECT ts, avg(x) AS a FROM corpus_wal SAMPLE BY 1h) PARTITION BY DAY",
		"VIEW corpus_view AS (SELECT * FROM corpus_wal)",
	} {
		kind, name, _ := strings.Cut(create, " corpus_")
		name, _, _ = strings.Cut(name, " ")
		drop := func() { _, _ = db.Exec(context.Background(), "DROP "+kind+" IF EXISTS corpus_"+name) }
		drop()
		t.Cleanup(drop)
		if _, err := db.Exec(t.Context(), "CREATE "+create); err != nil {
			t.Fatalf("%s: %v", create, err)
		}
	}
}
