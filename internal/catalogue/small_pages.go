package catalogue

var binary = Page{"binary", []Line{
	{Scalar, "base64(x Binary, maxLength int) String", "≤7.3", "is the first maxLength bytes of x in Base64"},
	{Scalar, "from_base64(x Text) Binary", "≤9.3", "is the bytes that x spells in Base64, in one of the alphabets"},
	{Scalar, "to_char(x Binary) String", "≤9.3", "is a dump of the bytes of x in hexadecimal, with their places"},
}}

var boolean = Page{"boolean", []Line{
	{Aggregate, "isOrdered(x Integral) Boolean", "≤7.3", "is true where no value of x is smaller than that in the row before; a NULL after a value is"},
}}

var conditional = Page{"conditional", []Line{
	{ByHand, "coalesce(x Class[C], more... Class[C]) C =x", "≤7.3", "is the first of the values that is not NULL, NULL if all are"},
	{ByHand, "NullIf: nullif(x Numeric[C], y Numeric[C]) C =x", "≤7.3", "is x, or NULL where x equals y"},
	{ByHand, "NullIfText: nullif(x Text, y Text) Varchar", "≤9.3", "is NullIf of text"},
	{Scalar, "NullIfIPv4: nullif(x IPv4, address string) IPv4", "≤9.3", "is x, or NULL where x is the address"},
}}

var hash = Page{"hash", []Line{
	{Scalar, "md5(x Content) Varchar", "≤8.2", "is the MD5 hash of x as 32 hexadecimal digits"},
	{Scalar, "sha1(x Content) Varchar", "≤8.2", "is the SHA-1 hash of x as 40 hexadecimal digits"},
	{Scalar, "sha256(x Content) Varchar", "≤8.2", "is the SHA-256 hash of x as 64 hexadecimal digits"},
}}

var json = Page{"json", []Line{
	{Scalar, "json_extract(document Text, path string) Varchar", "8.1", "is what stands at a JSON path such as .a.b[0] or $.a: cast it, as in fn.JSONExtract(doc, \".price\").ToDouble(), and the server reads it as that type. NULL where there is nothing or the document is no JSON"},
}}

var parquet = Page{"parquet", []Line{
	{ByHand, "expr.ReadParquet: read_parquet(file string) Long", "≤8.1", "is the rows of a Parquet file on the server"},
}}

var patternMatching = Page{"pattern-matching", []Line{
	{Scalar, "regexp_replace(x Text, pattern string, replacement string) String", "≤7.3", "is x with what matches the pattern replaced; pattern and replacement are in Java's syntax"},
	{Scalar, "glob(x Text, pattern string) Boolean", "≤9.3", "is true where x matches a pattern of file names, with * and ?. NULL matches none"},
}}

var spatial = Page{"spatial", []Line{
	{Scalar, "within_box(x Number, y Number, minX Number, minY Number, maxX Number, maxY Number) Boolean", "9.3", "is true where the point lies in the box, its edge included; false where an argument is NULL"},
	{Scalar, "within_radius(x Number, y Number, centerX Number, centerY Number, radius Number) Boolean", "9.3", "is true where the point lies in the circle, its edge included, on a plane; false where an argument is NULL"},
	{Scalar, "geo_distance_meters(lat1 Number, lon1 Number, lat2 Number, lon2 Number) Double", "9.3", "is the distance of two points on the earth, in metres; they are in degrees"},
	{Scalar, "geo_within_radius_latlon(lat Number, lon Number, centerLat Number, centerLon Number, meters Number) Boolean", "9.3", "is true where a point lies within that many metres of a centre on the earth; they are in degrees. False where an argument is NULL"},
	{Scalar, "make_geohash(lon Number, lat Number, bits int) Geohash geohash(bits)", "≤7.3", "is the geohash of a point in degrees, of 1 to 60 bits; an invalid point is NULL, a constant one an error of the query"},
	{Scalar, "rnd_geohash(bits int) Geohash geohash(bits)", "≤7.3", "is a random geohash of 1 to 60 bits; never NULL"},
}}

var trigonometric = Page{"trigonometric", []Line{
	{Scalar, "acos(x Number) Double", "≤7.3", "is the arc cosine of x in radians; NULL where x is not in -1 to 1"},
	{Scalar, "asin(x Number) Double", "≤7.3", "is the arc sine of x in radians; NULL where x is not in -1 to 1"},
	{Scalar, "atan(x Number) Double", "≤7.3", "is the arc tangent of x in radians"},
	{Scalar, "atan2(y Number, x Number) Double", "≤7.3", "is the angle of the point (x, y) in radians"},
	{Scalar, "cos(x Number) Double", "≤7.3", "is the cosine of an angle in radians"},
	{Scalar, "cot(x Number) Double", "≤7.3", "is the cotangent of an angle in radians"},
	{Scalar, "degrees(x Number) Double", "≤7.3", "is an angle in radians as degrees"},
	{Scalar, "pi() Double", "≤7.3", "is 3.141592653589793"},
	{Scalar, "radians(x Number) Double", "≤7.3", "is an angle in degrees as radians"},
	{Scalar, "sin(x Number) Double", "≤7.3", "is the sine of an angle in radians"},
	{Scalar, "tan(x Number) Double", "≤7.3", "is the tangent of an angle in radians"},
}}

var uuid = Page{"uuid", []Line{
	{Scalar, "to_uuid(lo Integer, hi Integer) UUID", "≤7.3", "is the UUID of its low and its high 64 bits; a NULL counts as the bits that QuestDB keeps it as"},
	{Scalar, "to_long256(l0 Integer, l1 Integer, l2 Integer, l3 Integer) Long256", "≤9.3", "is the LONG256 of four times 64 bits, the lowest first"},
}}

var finance = Page{"finance", []Line{
	{Scalar, "l2price(size Number, sizes Array, prices Array) Double", "9.0", "is the average price of trading that size at the levels of an order book; NULL where they do not hold it"},
	{Scalar, "L2PriceLevels: l2price(size Number, size1 Number, price1 Number, more... Number) Double", "≤9.3", "is L2Price with the levels as numbers, by turns a size and a price"},
	{Scalar, "mid(bid Number, ask Number) Double", "≤8.1", "is the price in the middle of bid and ask"},
	{Aggregate, "regr_intercept(y Number, x Number) Double", "≤8.2", "is where the line that fits y by x best meets x = 0. Rows with a NULL are left out"},
	{Aggregate, "regr_slope(y Number, x Number) Double", "≤8.1", "is the slope of the line that fits y by x best. Rows with a NULL are left out"},
	{Scalar, "spread(bid Number, ask Number) Double", "≤9.0", "is ask less bid"},
	{Scalar, "spread_bps(bid Number, ask Number) Double", "≤8.1", "is the spread in basis points of the price in the middle"},
	{Aggregate, "vwap(price Number, quantity Number) Double", "≤8.0", "is the price averaged by quantity. Rows with a NULL, or a quantity that is not positive, are left out"},
	{Scalar, "wmid(bidSize Number, bidPrice Number, askPrice Number, askSize Number) Double", "≤8.1", "is the price in the middle, weighted by the size of the other side"},
}}

var rowGenerator = Page{"row-generator", []Line{
	{ByHand, "expr.LongSequence: long_sequence(n int64) Long", "≤7.3", "is the numbers 1 to n in a column x"},
	{ByHand, "expr.LongSequenceSeeded: long_sequence(n int64, seed1 int64, seed2 int64) Long", "≤9.3", "is LongSequence with seeds for the functions of random values"},
	{ByHand, "GenerateSeries: generate_series(start int64, end int64, step? int64) Long", "≤9.0", "is the integers from start to end, both included"},
	{ByHand, "GenerateSeriesFloat: generate_series(start float, end float, step? float) Double", "≤9.3", "is numbers from start to end, both included"},
	{ByHand, "GenerateSeriesTime: generate_series(start time, end time, step Stride) Timestamp", "≤9.3", "is times from start to end, both included"},
	{ByHand, "GenerateSeriesTimeNS: generate_series(start timeNS, end timeNS, step Stride) TimestampNS", "≤9.3", "is times from start to end, both included, with nanoseconds"},
	{ByHand, "GenerateSeriesMicros: generate_series(start time, end time, micros int64) Timestamp", "≤9.3", "is times from start to end, both included, each that many microseconds behind the one before"},
	{Scalar, "timestamp_sequence(start time, step Integer) Timestamp", "≤7.3", "is start in the first row and step microseconds more in each further one"},
	{Scalar, "timestamp_sequence_ns(start timeNS, step Integer) TimestampNS", "9.1", "is start in the first row and step nanoseconds more in each further one"},
}}
