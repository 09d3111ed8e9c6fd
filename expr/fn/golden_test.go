package fn_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/catalogue"
	"github.com/questql/questql/internal/node"
)

var byTime = expr.Window().OrderBy(T.Ts)

// golden has a row for each function: the call, its SQL, and what it gives in
// the first row of the table, or of an aggregate; "" is not known beforehand.
var golden = []struct {
	call expr.Expression
	sql  string
	want string
}{
	// aggregation
	{fn.ApproxCountDistinct(T.L, 4), `approx_count_distinct(l, 4)`, `1`},
	{fn.ApproxMedian(T.D, 4), `approx_median(d, 4)`, `2.5`},
	{fn.ApproxPercentile(T.D, 0.5, 4), `approx_percentile(d, 0.5, 4)`, `2.5`},
	{fn.ArgMax(T.L, T.D), `arg_max(l, d)`, `3`},
	{fn.ArgMaxChar(T.Ch, T.D), `arg_max(ch, d)`, `a`},
	{fn.ArgMaxUUID(T.U, T.Ts), `arg_max(u, ts)`, `[1 2 3 0 0 0 0 0 0 0 0 0 0 0 0 0]`},
	{fn.ArgMaxByUUID(T.Ts, T.U), `arg_max(ts, u)`, `2026-01-02T12:00:00.123456Z`},
	{fn.ArgMin(T.L, T.D), `arg_min(l, d)`, `3`},
	{fn.ArgMinChar(T.Ch, T.D), `arg_min(ch, d)`, `a`},
	{fn.ArgMinUUID(T.U, T.Ts), `arg_min(u, ts)`, `[1 2 3 0 0 0 0 0 0 0 0 0 0 0 0 0]`},
	{fn.ArgMinByUUID(T.Ts, T.U), `arg_min(ts, u)`, `2026-01-02T12:00:00.123456Z`},
	{fn.Avg(T.D), `avg(d)`, `2.5`},
	{fn.AvgBoolean(T.Bo), `avg(bo)`, `1`},
	{fn.AvgDecimal(T.Dc, 2), `avg(dc, 2)`, `{125 -2 false finite true}`},
	{fn.BitAnd(T.L), `bit_and(l)`, `3`},
	{fn.BitOr(T.L), `bit_or(l)`, `3`},
	{fn.BitXor(T.I), `bit_xor(i)`, `3`},
	{fn.BoolAnd(T.Bo), `bool_and(bo)`, `true`},
	{fn.BoolOr(T.Bo), `bool_or(bo)`, `true`},
	{fn.Corr(T.D, T.L), `corr(d, l)`, `<nil>`},
	{fn.Count(), `count(*)`, `1`},
	{fn.CountOf(T.D), `count(d)`, `1`},
	{fn.CountDistinct(T.L), `count_distinct(l)`, `1`},
	{fn.CovarPop(T.D, T.D), `covar_pop(d, d)`, `0`},
	{fn.CovarSamp(T.D, T.D), `covar_samp(d, d)`, `<nil>`},
	{fn.First(T.D), `first(d)`, `2.5`},
	{fn.FirstNotNull(T.D), `first_not_null(d)`, `2.5`},
	{fn.Geomean(T.D), `geomean(d)`, `2.5`},
	{fn.HaversineDistDeg(T.D, T.D, T.Ts), `haversine_dist_deg(d, d, ts)`, `0`},
	{fn.Ksum(T.D), `ksum(d)`, `2.5`},
	{fn.Last(T.D), `last(d)`, `2.5`},
	{fn.LastNotNull(T.D), `last_not_null(d)`, `2.5`},
	{fn.Max(T.D), `max(d)`, `2.5`},
	{fn.MaxBoolean(T.Bo), `max(bo)`, `1`},
	{fn.Min(T.D), `min(d)`, `2.5`},
	{fn.MinBoolean(T.Bo), `min(bo)`, `1`},
	{fn.Mode(T.D), `mode(d)`, `2.5`},
	{fn.Nsum(T.D), `nsum(d)`, `2.5`},
	{fn.Stddev(T.D), `stddev(d)`, `<nil>`},
	{fn.StddevPop(T.D), `stddev_pop(d)`, `0`},
	{fn.StddevSamp(T.D), `stddev_samp(d)`, `<nil>`},
	{fn.StringAgg(T.Vc, '\''), `string_agg(vc, '''')`, `CET`},
	{fn.StringDistinctAgg(T.Vc, ','), `string_distinct_agg(vc, ',')`, `CET`},
	{fn.Sum(T.D), `sum(d)`, `2.5`},
	{fn.SumDecimal(T.Dc), `sum(dc)`, `{1250 -3 false finite true}`},
	{fn.SumLong256(T.L256), `sum(l256)`, `0x1234`},
	{fn.TWAP(T.D, T.Ts), `twap(d, ts)`, `2.5`},
	{fn.VarPop(T.D), `var_pop(d)`, `0`},
	{fn.VarSamp(T.D), `var_samp(d)`, `<nil>`},
	{fn.Variance(T.D), `variance(d)`, `<nil>`},
	{fn.WeightedAvg(T.D, T.L), `weighted_avg(d, l)`, `2.5`},
	{fn.WeightedStddev(T.D, T.D), `weighted_stddev(d, d)`, `<nil>`},
	{fn.WeightedStddevFreq(T.D, T.D), `weighted_stddev_freq(d, d)`, `0`},
	{fn.WeightedStddevRel(T.D, T.D), `weighted_stddev_rel(d, d)`, `<nil>`},

	// array
	{fn.ArrayAvg(T.Arr), `array_avg(arr)`, `1.75`},
	{fn.ArrayBuild(1, T.L, T.D), `array_build(1, l, d)`, `[2.5 2.5 2.5]`},
	{fn.ArrayBuildLike(1, T.Arr, T.D), `array_build(1, arr, d)`, `[2.5 2.5]`},
	{fn.ArrayBuildOf(1, T.L, T.Arr), `array_build(1, l, arr)`, `[1 2.5 <nil>]`},
	{fn.ArrayCount(T.Arr), `array_count(arr)`, `2`},
	{fn.ArrayCumSum(T.Arr), `array_cum_sum(arr)`, `[1 3.5]`},
	{fn.ArrayElemAvg(T.Arr, T.Arr, T.Arr), `array_elem_avg(arr, arr, arr)`, `[1 2.5]`},
	{fn.ArrayElemMax(T.Arr, T.Arr, T.Arr), `array_elem_max(arr, arr, arr)`, `[1 2.5]`},
	{fn.ArrayElemMin(T.Arr, T.Arr, T.Arr), `array_elem_min(arr, arr, arr)`, `[1 2.5]`},
	{fn.ArrayElemSum(T.Arr, T.Arr, T.Arr), `array_elem_sum(arr, arr, arr)`, `[3 7.5]`},
	{fn.ArrayElemAvgRows(T.Arr), `array_elem_avg(arr)`, `[1 2.5]`},
	{fn.ArrayElemMaxRows(T.Arr), `array_elem_max(arr)`, `[1 2.5]`},
	{fn.ArrayElemMinRows(T.Arr), `array_elem_min(arr)`, `[1 2.5]`},
	{fn.ArrayElemSumRows(T.Arr), `array_elem_sum(arr)`, `[1 2.5]`},
	{fn.ArrayMax(T.Arr), `array_max(arr)`, `2.5`},
	{fn.ArrayMin(T.Arr), `array_min(arr)`, `1`},
	{fn.ArrayPosition(T.Arr, T.D), `array_position(arr, d)`, `2`},
	{fn.ArrayReverse(T.Arr), `array_reverse(arr)`, `[2.5 1]`},
	{fn.ArraySort(T.Arr), `array_sort(arr)`, `[1 2.5]`},
	{fn.ArraySortBy(T.Arr, true, true), `array_sort(arr, true, true)`, `[2.5 1]`},
	{fn.ArrayStddev(T.Arr), `array_stddev(arr)`, `1.0606601717798212`},
	{fn.ArrayStddevPop(T.Arr), `array_stddev_pop(arr)`, `0.75`},
	{fn.ArrayStddevSamp(T.Arr), `array_stddev_samp(arr)`, `1.0606601717798212`},
	{fn.ArraySum(T.Arr), `array_sum(arr)`, `3.5`},
	{fn.DimLength(T.Arr2, expr.Int64(2)), `dim_length(arr2, 2)`, `2`},
	{fn.DotProduct(T.Arr, T.Arr), `dot_product(arr, arr)`, `7.25`},
	{fn.DotProductBy(T.Arr, T.D), `dot_product(arr, d)`, `8.75`},
	{fn.DotProductOf(T.D, T.Arr), `dot_product(d, arr)`, `8.75`},
	{fn.Flatten(T.Arr), `flatten(arr)`, `[1 2.5]`},
	{fn.InsertionPoint(T.Arr, T.D, expr.Bool(true)), `insertion_point(arr, d, true)`, `2`},
	{fn.Matmul(T.Arr2, T.Arr2), `matmul(arr2, arr2)`, `[7 10 15 22]`},
	{fn.RoundArray(T.Arr, expr.Int64(2)), `round(arr, 2)`, `[1 2.5]`},
	{fn.Shift(T.Arr, expr.Int64(1), expr.Float64(0)), `shift(arr, 1, 0.0)`, `[0 1]`},
	{fn.Transpose(T.Arr2), `transpose(arr2)`, `[1 3 2 4]`},

	// binary
	{fn.Base64(T.Bin, 8), `base64(bin, 8)`, `AP8=`},
	{fn.FromBase64(expr.String("AP8=")), `from_base64('AP8=')`, `[0 255]`},
	{fn.ToChar(T.Bin), `to_char(bin)`, `00000000 00 ff`},

	// boolean
	{fn.IsOrdered(T.Ts), `isOrdered(ts)`, `true`},

	// conditional
	{fn.Coalesce(T.D, T.D.Neg(), expr.Float64(0)), `coalesce(d, -d, 0.0)`, `2.5`},
	{fn.NullIf(T.I, expr.Int64(3)), `nullif(i, 3)`, `<nil>`},
	{fn.NullIf(T.Dc, T.Dc), `nullif(dc, dc)`, `<nil>`},
	{fn.NullIfText(T.Sy, expr.String("UTC")), `nullif(sy, 'UTC')`, `CET`},
	{fn.NullIfIPv4(T.Ip, "10.1.2.3"), `nullif(ip, '10.1.2.3')`, `<nil>`},

	// date-time
	{fn.DateTrunc("hour", T.Ts), `date_trunc('hour', ts)`, `2026-01-02T12:00:00Z`},
	{fn.DateAdd("h", expr.Int64(2), T.Ts), `dateadd('h', 2, ts)`, `2026-01-02T14:00:00.123456Z`},
	{fn.DateAddZone("h", expr.Int64(2), T.Ts, expr.String("CET")), `dateadd('h', 2, ts, 'CET')`, `2026-01-02T14:00:00.123456Z`},
	{fn.DateDiff("d", T.Ts, expr.Time(noon.AddDate(0, 0, 3))), `datediff('d', ts, '2026-01-05T12:00:00.123456Z'::TIMESTAMP)`, `3`},
	{fn.Day(T.Ts), `day(ts)`, `2`},
	{fn.DayOfWeek(T.Ts), `day_of_week(ts)`, `5`},
	{fn.DayOfWeekSundayFirst(T.Ts), `day_of_week_sunday_first(ts)`, `6`},
	{fn.DaysInMonth(T.Ts), `days_in_month(ts)`, `31`},
	{fn.Extract("dow", T.Ts), `extract('dow', ts)`, `5`},
	{fn.Hour(T.Ts), `hour(ts)`, `12`},
	{fn.Interval(T.Ts, T.Ts), `interval(ts, ts)`, `('2026-01-02T12:00:00.123Z', '2026-01-02T12:00:00.123Z')`},
	{fn.IntervalEnd(fn.Interval(T.Ts, T.Ts)), `interval_end(interval(ts, ts))`, `2026-01-02T12:00:00.123456Z`},
	{fn.IntervalStart(fn.Interval(T.Ts, T.Ts)), `interval_start(interval(ts, ts))`, `2026-01-02T12:00:00.123456Z`},
	{fn.IsLeapYear(T.Ts), `is_leap_year(ts)`, `false`},
	{fn.Micros(T.Ts), `micros(ts)`, `456`},
	{fn.Millis(T.Ts), `millis(ts)`, `123`},
	{fn.Minute(T.Ts), `minute(ts)`, `0`},
	{fn.Month(T.Ts), `month(ts)`, `1`},
	{fn.Nanos(T.Ts), `nanos(ts)`, `0`},
	{fn.Now(), `now()`, ``},
	{fn.NowNS(), `now_ns()`, ``},
	{fn.PGPostmasterStartTime(), `pg_postmaster_start_time()`, ``},
	{fn.Second(T.Ts), `second(ts)`, `0`},
	{fn.Sysdate(), `sysdate()`, ``},
	{fn.Systimestamp(), `systimestamp()`, ``},
	{fn.SystimestampNS(), `systimestamp_ns()`, ``},
	{fn.TimestampCeil("h", T.Ts), `timestamp_ceil('h', ts)`, `2026-01-02T13:00:00Z`},
	{fn.TimestampFloor(expr.Minutes(5), T.Ts), `timestamp_floor('5m', ts)`, `2026-01-02T12:00:00Z`},
	{fn.TimestampFloorFrom(expr.Minutes(5), T.Ts, noon), `timestamp_floor('5m', ts, '2026-01-02T12:00:00.123456Z')`, `2026-01-02T12:00:00.123456Z`},
	{fn.TimestampFloorZone(expr.Days(1), T.Ts, noon.Truncate(24*time.Hour), "00:15", "CET"), `timestamp_floor('1d', ts, '2026-01-02T00:00:00.000000Z', '00:15', 'CET')`, `2026-01-02T00:15:00Z`},
	{fn.TimestampShuffle(noon, noon.Add(time.Hour)), `timestamp_shuffle('2026-01-02T12:00:00.123456Z', '2026-01-02T13:00:00.123456Z')`, ``},
	{fn.ToDate(expr.String("2026-02-03"), "yyyy-MM-dd"), `to_date('2026-02-03', 'yyyy-MM-dd')`, `2026-02-03T00:00:00Z`},
	{fn.ToPGDate(expr.String("2026-02-03")), `to_pg_date('2026-02-03')`, `2026-02-03T00:00:00Z`},
	{fn.ToStr(T.Ts, "yyyy-MM-dd HH:mm:ss.SSSUUU"), `to_str(ts, 'yyyy-MM-dd HH:mm:ss.SSSUUU')`, `2026-01-02 12:00:00.123456`},
	{fn.ToTimestamp(expr.String("03.02.2026"), "dd.MM.yyyy"), `to_timestamp('03.02.2026', 'dd.MM.yyyy')`, `2026-02-03T00:00:00Z`},
	{fn.ToTimestampNS(expr.String("2026-02-03 04"), "yyyy-MM-dd HH"), `to_timestamp_ns('2026-02-03 04', 'yyyy-MM-dd HH')`, `2026-02-03T04:00:00Z`},
	{fn.ToTimestampMicros(expr.String("1770091506000000")), `to_timestamp('1770091506000000')`, `2026-02-03T04:05:06Z`},
	{fn.ToTimestampNanos(expr.String("1770091506000000000")), `to_timestamp_ns('1770091506000000000')`, `2026-02-03T04:05:06Z`},
	{fn.ToTimezone(T.Ts, expr.String("Europe/Berlin")), `to_timezone(ts, 'Europe/Berlin')`, `2026-01-02T13:00:00.123456Z`},
	{fn.ToUTC(T.Ts, expr.String("Asia/Tokyo")), `to_utc(ts, 'Asia/Tokyo')`, `2026-01-02T03:00:00.123456Z`},
	{fn.Today(expr.String("CET")), `today('CET')`, ``},
	{fn.Tomorrow(expr.String("CET")), `tomorrow('CET')`, ``},
	{fn.WeekOfYear(T.Ts), `week_of_year(ts)`, `1`},
	{fn.Year(T.Ts), `year(ts)`, `2026`},
	{fn.Yesterday(expr.String("CET")), `yesterday('CET')`, ``},

	// finance
	{fn.L2Price(T.D, T.Arr, T.Arr), `l2price(d, arr, arr)`, `1.9`},
	{fn.L2PriceLevels(expr.Float64(1.5), expr.Float64(1), expr.Float64(10), expr.Float64(1), expr.Float64(11)), `l2price(1.5, 1.0, 10.0, 1.0, 11.0)`, `10.333333333333334`},
	{fn.Mid(T.D, T.I), `mid(d, i)`, `2.75`},
	{fn.RegrIntercept(T.D, T.D), `regr_intercept(d, d)`, `<nil>`},
	{fn.RegrSlope(T.D, T.D), `regr_slope(d, d)`, `<nil>`},
	{fn.Spread(T.D, T.I), `spread(d, i)`, `0.5`},
	{fn.SpreadBps(T.D, T.I), `spread_bps(d, i)`, `1818.1818181818182`},
	{fn.VWAP(T.D, T.D), `vwap(d, d)`, `2.5`},
	{fn.Wmid(T.I, T.D, T.I, T.D), `wmid(i, d, i, d)`, `2.7727272727272725`},

	// hash
	{fn.MD5(T.Vc), `md5(vc)`, `7e706fb31ff4653c9554f30ff1ad542c`},
	{fn.SHA1(T.Vc), `sha1(vc)`, `1a56c41631c4bec758943c689739d05e32104a8c`},
	{fn.SHA256(T.Vc), `sha256(vc)`, `3cefc51774b8daf542101cd0de0a8734bce70729caebf6dc815c79aedcb1b063`},

	// json
	{fn.JSONExtract(expr.String(`{"a": {"b": [1, 2.5]}}`), ".a.b[1]").ToDouble(), `json_extract('{"a": {"b": [1, 2.5]}}', '.a.b[1]')::DOUBLE`, `2.5`},

	// meta
	{fn.Build(), `build()`, ``},
	{fn.CancelQuery(expr.Int64(1 << 60)), `cancel_query(1152921504606846976L)`, `false`},
	{fn.CurrentDataID(), `current_data_id()`, ``},
	{fn.FlushQueryCache(), `flush_query_cache()`, ``},
	{fn.HydrateTableMetadata("fn_types"), `hydrate_table_metadata('fn_types')`, `true`},
	{fn.ReloadConfig(), `reload_config()`, ``},
	{fn.Version(), `version()`, ``},
	{fn.WaitWALTable("fn_types"), `wait_wal_table('fn_types')`, `true`},

	// numeric
	{fn.Abs(T.D), `abs(d)`, `2.5`},
	{fn.Ceil(T.D), `ceil(d)`, `3`},
	{fn.CeilScale(T.Dc, expr.Int64(2)), `ceil(dc, 2)`, `{125 -2 false finite true}`},
	{fn.Ceiling(T.D), `ceiling(d)`, `3`},
	{fn.CeilingScale(T.Dc, expr.Int64(2)), `ceiling(dc, 2)`, `{125 -2 false finite true}`},
	{fn.Exp(T.D), `exp(d)`, `12.182493960703473`},
	{fn.Floor(T.D), `floor(d)`, `2`},
	{fn.FloorScale(T.Dc, expr.Int64(2)), `floor(dc, 2)`, `{125 -2 false finite true}`},
	{fn.Greatest(T.D, expr.Float64(7)), `greatest(d, 7.0)`, `7`},
	{fn.Greatest(T.Ts, expr.Time(noon.Add(time.Hour))), `greatest(ts, '2026-01-02T13:00:00.123456Z'::TIMESTAMP)`, `2026-01-02T13:00:00.123456Z`},
	{fn.Greatest(T.Dc, T.Dc.Neg()), `greatest(dc, -dc)`, `{1250 -3 false finite true}`},
	{fn.Least(T.L, T.I, expr.Int64(1)), `least(l, i, 1)`, `1`},
	{fn.Ln(T.D), `ln(d)`, `0.9162907318741551`},
	{fn.Log(T.D), `log(d)`, `0.3979400086720376`},
	{fn.Power(T.D, expr.Int64(2)), `power(d, 2)`, `6.25`},
	{fn.Round(T.D.Div(T.I), expr.Int64(2)), `round(d / i, 2)`, `0.8300000000000001`},
	{fn.RoundDown(T.D, expr.Int64(2)), `round_down(d, 2)`, `2.5`},
	{fn.RoundDownDecimal(T.Dc, expr.Int64(2)), `round_down(dc, 2)`, `{125 -2 false finite true}`},
	{fn.RoundHalfEven(T.D, expr.Int64(2)), `round_half_even(d, 2)`, `2.5`},
	{fn.RoundHalfEvenDecimal(T.Dc, expr.Int64(2)), `round_half_even(dc, 2)`, `{125 -2 false finite true}`},
	{fn.RoundUp(T.D, expr.Int64(2)), `round_up(d, 2)`, `2.5100000000000002`},
	{fn.RoundUpDecimal(T.Dc, expr.Int64(2)), `round_up(dc, 2)`, `{125 -2 false finite true}`},
	{fn.Sign(T.D), `sign(d)`, `1`},
	{fn.SizePretty(T.L.Mul(expr.Int64(1 << 20))), `size_pretty(l * 1048576)`, `3.0 MiB`},
	{fn.Sqrt(T.D), `sqrt(d)`, `1.5811388300841898`},

	// parquet

	// pattern-matching
	{fn.RegexpReplace(T.Vc, "C(E)", "x$1"), `regexp_replace(vc, 'C(E)', 'x$1')`, `xET`},
	{fn.Glob(T.Vc, "C*"), `glob(vc, 'C*')`, `true`},

	// random-value-generator
	{fn.List("a", "b", "it's"), `list('a', 'b', 'it''s')`, ``},
	{fn.RndBin(), `rnd_bin()`, ``},
	{fn.RndBinRange(1, 3, 2), `rnd_bin(1, 3, 2)`, ``},
	{fn.RndBoolean(), `rnd_boolean()`, ``},
	{fn.RndByte(), `rnd_byte()`, ``},
	{fn.RndByteRange(1, 3), `rnd_byte(1, 3)`, ``},
	{fn.RndChar(), `rnd_char()`, ``},
	{fn.RndDate(), `rnd_date()`, ``},
	{fn.RndDateRange(noon, noon.Add(time.Hour), 2), `rnd_date('2026-01-02T12:00:00.123456Z'::TIMESTAMP::DATE, '2026-01-02T13:00:00.123456Z'::TIMESTAMP::DATE, 2)`, ``},
	{fn.RndDecimal(4, 2, 2), `rnd_decimal(4, 2, 2)`, ``},
	{fn.RndDouble(2), `rnd_double(2)`, ``},
	{fn.RndDoubleArray(1, 2), `rnd_double_array(1, 2)`, ``},
	{fn.RndFloat(2), `rnd_float(2)`, ``},
	{fn.RndInt(), `rnd_int()`, ``},
	{fn.RndIntRange(1, 3, 2), `rnd_int(1, 3, 2)`, ``},
	{fn.RndInterval(), `rnd_interval()`, ``},
	{fn.RndIPv4(), `rnd_ipv4()`, ``},
	{fn.RndIPv4In("10.0.0.0/8", 2), `rnd_ipv4('10.0.0.0/8', 2)`, ``},
	{fn.RndLog(1, 0.5), `rnd_log(1, 0.5)`, ``},
	{fn.RndLong(), `rnd_long()`, ``},
	{fn.RndLongRange(1, 3, 2), `rnd_long(1, 3, 2)`, ``},
	{fn.RndLong256(), `rnd_long256()`, ``},
	{fn.RndLong256Of(5), `rnd_long256(5)`, ``},
	{fn.RndShort(), `rnd_short()`, ``},
	{fn.RndShortRange(1, 3), `rnd_short(1, 3)`, ``},
	{fn.RndStr("a", "b"), `rnd_str('a', 'b')`, ``},
	{fn.RndStrLength(1, 3, 2), `rnd_str(1, 3, 2)`, ``},
	{fn.RndStrOf(5, 1, 3, 2), `rnd_str(5, 1, 3, 2)`, ``},
	{fn.RndSymbol("BTC", "it's"), `rnd_symbol('BTC', 'it''s')`, ``},
	{fn.RndSymbolOf(5, 1, 3, 2), `rnd_symbol(5, 1, 3, 2)`, ``},
	{fn.RndSymbolWeighted(map[string]float64{"b": 0.25, "a": 0.75}), `rnd_symbol_weighted('a', 0.75, 'b', 0.25)`, ``},
	{fn.RndSymbolZipf(5, 0.5), `rnd_symbol_zipf(5, 0.5)`, ``},
	{fn.RndSymbolZipfOf(1.5, "a", "b"), `rnd_symbol_zipf('a', 'b', 1.5)`, ``},
	{fn.RndTimestamp(noon, noon.Add(time.Hour), 2), `rnd_timestamp('2026-01-02T12:00:00.123456Z', '2026-01-02T13:00:00.123456Z', 2)`, ``},
	{fn.RndTimestampNS(noon, noon.Add(time.Hour), 2), `rnd_timestamp_ns('2026-01-02T12:00:00.123456000Z', '2026-01-02T13:00:00.123456000Z', 2)`, ``},
	{fn.RndUUID4(2), `rnd_uuid4(2)`, ``},
	{fn.RndVarchar("a", "b"), `rnd_varchar('a', 'b')`, ``},
	{fn.RndVarcharLength(1, 3, 2), `rnd_varchar(1, 3, 2)`, ``},

	// row-generator
	{fn.TimestampSequence(noon, T.L), `timestamp_sequence('2026-01-02T12:00:00.123456Z', l)`, `2026-01-02T12:00:00.123456Z`},
	{fn.TimestampSequenceNS(noon, T.L), `timestamp_sequence_ns('2026-01-02T12:00:00.123456000Z', l)`, `2026-01-02T12:00:00.123456Z`},

	// spatial
	{fn.WithinBox(T.D, T.D, expr.Int64(0), expr.Int64(0), T.I, T.I), `within_box(d, d, 0, 0, i, i)`, `true`},
	{fn.WithinRadius(T.D, T.D, T.I, T.I, expr.Float64(0.5)), `within_radius(d, d, i, i, 0.5)`, `false`},
	{fn.GeoDistanceMeters(expr.Float64(52.5), expr.Float64(13.4), expr.Float64(48.9), expr.Float64(2.4)), `geo_distance_meters(52.5, 13.4, 48.9, 2.4)`, `846335.4959518603`},
	{fn.GeoWithinRadiusLatLon(T.D, T.D, expr.Int64(3), expr.Int64(3), expr.Int64(100_000)), `geo_within_radius_latlon(d, d, 3, 3, 100000)`, `true`},
	{fn.MakeGeohash(expr.Float64(13.4), expr.Float64(52.5), 30), `make_geohash(13.4, 52.5, 30)`, `u33d8v`},
	{fn.RndGeohash(7), `rnd_geohash(7)`, ``},

	// text
	{fn.Concat(T.Sy, expr.String("/"), T.I), `concat(sy, '/'::STRING, i)`, `CET/3`},
	{fn.Left(T.Vc, expr.Int64(2)), `left(vc, 2)`, `CE`},
	{fn.Length(T.Vc), `length(vc)`, `3`},
	{fn.LengthBinary(T.Bin), `length(bin)`, `2`},
	{fn.LengthBytes(T.Vc), `length_bytes(vc)`, `3`},
	{fn.Lower(T.Vc), `lower(vc)`, `cet`},
	{fn.Lpad(T.Vc, expr.Int64(5)), `lpad(vc, 5)`, `  CET`},
	{fn.LpadFill(T.Vc, expr.Int64(5), expr.String("-")), `lpad(vc, 5, '-'::STRING)`, `--CET`},
	{fn.Ltrim(T.Vc), `ltrim(vc)`, `CET`},
	{fn.Netmask(expr.String("10.0.0.0/8")), `netmask('10.0.0.0/8')`, `255.0.0.0`},
	{fn.Position(T.Vc, expr.String("ET")), `position(vc, 'ET')`, `2`},
	{fn.QuoteIdent(T.Vc), `quote_ident(vc)`, `CET`},
	{fn.Replace(T.Vc, expr.String("C"), expr.String("it's ")), `replace(vc, 'C'::STRING, coalesce('it''s ', current_user()))`, `it's ET`},
	{fn.Right(T.Vc, expr.Int64(2)), `right(vc, 2)`, `ET`},
	{fn.Rpad(T.Vc, expr.Int64(5)), `rpad(vc, 5)`, `CET  `},
	{fn.RpadFill(T.Vc, expr.Int64(5), expr.String("-")), `rpad(vc, 5, '-'::STRING)`, `CET--`},
	{fn.Rtrim(T.Vc), `rtrim(vc)`, `CET`},
	{fn.SplitPart(T.Vc, "E", 2), `split_part(vc, 'E', 2)`, `T`},
	{fn.StartsWith(T.Sy, expr.String("CE")), `starts_with(sy, 'CE')`, `true`},
	{fn.Strpos(T.Vc, expr.String("T")), `strpos(vc, 'T'::STRING)`, `3`},
	{fn.Substring(T.Vc, expr.Int64(2), expr.Int64(2)), `substring(vc, 2, 2)`, `ET`},
	{fn.ToLowercase(T.Vc), `to_lowercase(vc)`, `cet`},
	{fn.ToUppercase(T.Vc), `to_uppercase(vc)`, `CET`},
	{fn.Trim(T.Vc), `trim(vc)`, `CET`},
	{fn.TypeOf(T.D), `typeOf(d)`, `DOUBLE`},
	{fn.Upper(T.Vc), `upper(vc)`, `CET`},

	// trigonometric
	{fn.Acos(expr.Float64(0.5)), `acos(0.5)`, `1.0471975511965979`},
	{fn.Asin(expr.Float64(0.5)), `asin(0.5)`, `0.5235987755982989`},
	{fn.Atan(T.D), `atan(d)`, `1.1902899496825317`},
	{fn.Atan2(T.D, T.I), `atan2(d, i)`, `0.6947382761967033`},
	{fn.Cos(T.D), `cos(d)`, `-0.8011436155469337`},
	{fn.Cot(T.D), `cot(d)`, `-1.3386481283041514`},
	{fn.Degrees(T.D), `degrees(d)`, `143.2394487827058`},
	{fn.Pi(), `pi()`, `3.141592653589793`},
	{fn.Radians(T.D), `radians(d)`, `0.04363323129985824`},
	{fn.Sin(T.D), `sin(d)`, `0.5984721441039564`},
	{fn.Tan(T.D), `tan(d)`, `-0.7470222972386603`},

	// uuid
	{fn.ToUUID(T.L, T.I), `to_uuid(l, i)`, `[0 0 0 0 0 0 0 3 0 0 0 0 0 0 0 3]`},
	{fn.ToLong256(T.L, T.L, T.L, T.L), `to_long256(l, l, l, l)`, `0x03000000000000000300000000000000030000000000000003`},

	// window-functions/reference
	{fn.AvgAlpha(T.D, 0.5).Over(byTime), `avg(d, 'alpha', 0.5) OVER (ORDER BY ts)`, `2.5`},
	{fn.AvgPeriod(T.D, 2).Over(byTime), `avg(d, 'period', 2) OVER (ORDER BY ts)`, `2.5`},
	{fn.AvgDecay(T.D, "second", 2).Over(byTime), `avg(d, 'second', 2) OVER (ORDER BY ts)`, `2.5`},
	{fn.AvgAlphaWeighted(T.D, 0.5, T.D).Over(byTime), `avg(d, 'alpha', 0.5, d) OVER (ORDER BY ts)`, `2.5`},
	{fn.AvgPeriodWeighted(T.D, 2, T.D).Over(byTime), `avg(d, 'period', 2, d) OVER (ORDER BY ts)`, `2.5`},
	{fn.AvgDecayWeighted(T.D, "minute", 2, T.D).Over(byTime), `avg(d, 'minute', 2, d) OVER (ORDER BY ts)`, `2.5`},
	{fn.RowNumber().Over(byTime), `row_number() OVER (ORDER BY ts)`, `1`},
	{fn.Rank().Over(byTime), `rank() OVER (ORDER BY ts)`, `1`},
	{fn.DenseRank().Over(byTime), `dense_rank() OVER (ORDER BY ts)`, `1`},
	{fn.PercentRank().Over(byTime), `percent_rank() OVER (ORDER BY ts)`, `0`},
	{fn.FirstValue(T.D).Over(byTime), `first_value(d) OVER (ORDER BY ts)`, `2.5`},
	{fn.LastValue(T.D).Over(byTime), `last_value(d) OVER (ORDER BY ts)`, `2.5`},
	{fn.Lag(T.D, 2).Over(byTime), `lag(d, 2) OVER (ORDER BY ts)`, `<nil>`},
	{fn.LagOr(T.D, 2, T.D).Over(byTime), `lag(d, 2, d) OVER (ORDER BY ts)`, `2.5`},
	{fn.Lead(T.D, 2).Over(byTime), `lead(d, 2) OVER (ORDER BY ts)`, `<nil>`},
	{fn.LeadOr(T.D, 2, T.D).Over(byTime), `lead(d, 2, d) OVER (ORDER BY ts)`, `2.5`},
}

// TestGolden renders each row and runs it. Each function of the catalogue has
// one.
func TestGolden(t *testing.T) {
	db := openTypes(t)
	run := map[node.Traits][]int{} // aggregates, window functions and others apart
	for i, g := range golden {
		text, err := expr.Select(g.call).From(T).Inline()
		if err != nil {
			t.Errorf("%s: %v", g.sql, err)
			continue
		}
		if diff := cmp.Diff("SELECT "+g.sql+" FROM fn_types", text); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		traits := node.Of(g.call).Traits & (node.HasAggregate | node.HasWindow)
		if strings.HasPrefix(g.sql, "array_elem") {
			traits = node.HasWindow // alone: see groups
		}
		run[traits] = append(run[traits], i)
	}
	together := [][]int{run[0], run[node.HasAggregate]}
	for _, at := range run[node.HasWindow] { // many in one SELECT are an internal error of the server
		together = append(together, []int{at})
	}
	for _, rows := range together {
		items := make([]expr.Item, len(rows))
		for i, at := range rows {
			items[i] = call{made: golden[at].call}.item(fmt.Sprintf("c%d", i))
		}
		text, args, err := expr.Select(items...).From(T).Where(T.Bo).SQL()
		if err != nil {
			t.Fatal(err)
		}
		got, err := db.Query(t.Context(), text, args...)
		if err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		n := 0
		for ; got.Next(); n++ {
			values, err := got.Values()
			if err != nil {
				t.Fatal(err)
			}
			for i, at := range rows {
				if g := golden[at]; g.want != "" && g.want != shown(values[i]) {
					t.Errorf("%s is %s, want %s", g.sql, shown(values[i]), g.want)
				}
			}
		}
		if err := got.Err(); err != nil || n != 1 {
			t.Errorf("%d rows, %v: %s", n, err, text)
		}
		got.Close()
	}
	checkAllCalled(t)
	t.Logf("%d golden rows", len(golden))
}

func shown(v any) string {
	if at, ok := v.(time.Time); ok {
		return at.Format(time.RFC3339Nano)
	}
	return fmt.Sprint(v)
}

// checkAllCalled reads the tests for calls of each function of the catalogue.
func checkAllCalled(t *testing.T) {
	t.Helper()
	called := map[string]bool{}
	for _, path := range []string{"golden_test.go", "meta_test.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok {
				called[x.Sel.Name] = true
			}
			return true
		})
	}
	for _, f := range must(catalogue.Functions()) {
		if name := strings.TrimPrefix(f.Go, "expr."); !called[name] {
			t.Errorf("%s has no golden row", f.Go)
		}
	}
}
