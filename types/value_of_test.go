package types_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/types"
)

type (
	side   string
	qty    int64
	price  float64
	flag   bool
	raw    []byte
	key    [16]byte
	series []float64
	when   time.Time
	enum   int // has a String
	money  struct{ cents int64 }
	label  struct{ s string } // has MarshalText and UnmarshalText
	broken struct{}
)

func (e enum) String() string { return [...]string{"buy", "sell"}[e] }
func (m money) Value() (driver.Value, error) {
	return fmt.Sprintf("%d.%02d", m.cents/100, m.cents%100), nil
}

func (m *money) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("money from %T", src)
	}
	_, err := fmt.Sscan(strings.Replace(s, ".", "", 1), &m.cents)
	return err
}
func (l label) MarshalText() ([]byte, error)  { return []byte("<" + l.s + ">"), nil }
func (l *label) UnmarshalText(b []byte) error { l.s = strings.Trim(string(b), "<>"); return nil }
func (broken) Value() (driver.Value, error)   { return nil, errors.New("out of order") }

func ptr[T any](v T) *T { return &v }

func TestValueOf(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 123456789, time.FixedZone("", 5*3600+1800))
	for _, test := range []struct {
		typ  types.Type
		v    any
		want string // the literal
	}{
		{types.Boolean, flag(true), "true"},
		{types.Boolean, ptr(true), "true"},
		{types.Boolean, types.Valid(false), "false"},
		{types.Byte, 5, "5"},
		{types.Byte, -128, "CAST(-128 AS BYTE)"},
		{types.Short, uint8(5), "5"},
		{types.Int, int64(-2147483647), "-2147483647"},
		{types.Int, ptr(5), "5"},
		{types.Long, qty(7), "7"},
		{types.Long, ptr(qty(7)), "7"},
		{types.Long, ptr(ptr(qty(7))), "7"},
		{types.Long, uint64(math.MaxInt64), "9223372036854775807"},
		{types.Long, types.Valid(qty(7)), "7"},
		{types.Long, types.Null[qty]{}, "NULL"},
		{types.Long, (*int64)(nil), "NULL"},
		{types.Long, (*qty)(nil), "NULL"},
		{types.Long, nil, "NULL"},
		{types.Long, time.Second, "1000000000"},
		{types.Long, sql.NullInt64{Int64: 3, Valid: true}, "3"},
		{types.Long, sql.NullInt64{}, "NULL"},
		{types.Float, 0.1, "0.1f"},
		{types.Float, float32(1), "1.0f"},
		{types.Float, 3, "3.0f"},
		{types.Double, 1, "1.0"},
		{types.Double, price(0.1), "0.1"},
		{types.Double, ptr(price(0.1)), "0.1"},
		{types.Double, float32(0.5), "0.5"},
		{types.Double, 1e21, "1e+21"},
		{types.Double, 1 << 53, "9.007199254740992e+15"},
		{types.Double, (*float64)(nil), "NULL"},
		{types.Symbol, "it's", "'it''s'"},
		{types.Symbol, side("buy"), "'buy'"},
		{types.Symbol, ptr(side("buy")), "'buy'"},
		{types.Symbol, enum(1), "'sell'"},
		{types.Symbol, label{"x"}, "'<x>'"},
		{types.Symbol, (*label)(nil), "NULL"},
		{types.Varchar, []byte("x"), "'x'"},
		{types.Varchar, json.RawMessage(`{"a":1}`), `'{"a":1}'`},
		{types.Varchar, netip.MustParseAddr("::1"), "'::1'"},
		{types.Varchar, "", "''"},
		{types.Char, 'x', "'x'"},
		{types.Char, "é", "'é'"},
		{types.Char, side("b"), "'b'"},
		{types.Char, '韇', "'韇'::CHAR"},
		{types.Timestamp, at, "'2026-01-01T21:34:05.123456Z'"},
		{types.Timestamp, when(at), "'2026-01-01T21:34:05.123456Z'"},
		{types.Timestamp, ptr(at), "'2026-01-01T21:34:05.123456Z'"},
		{types.Timestamp, time.Unix(0, -1), "'1969-12-31T23:59:59.999999Z'"},
		{types.Timestamp, time.Time{}, "'0001-01-01T00:00:00.000000Z'"},
		{types.Timestamp, year(10000), "CAST(253402300800000000 AS TIMESTAMP)"},
		{types.Date, at, "'2026-01-01T21:34:05.123Z'"},
		{types.Date, time.Unix(0, -1), "'1969-12-31T23:59:59.999Z'"},
		{types.TimestampNS, at, "'2026-01-01T21:34:05.123456789Z'"},
		{types.TimestampNS, time.Unix(0, -math.MaxInt64), "CAST(-9223372036854775807 AS TIMESTAMP_NS)"},
		{types.UUID, [16]byte{15: 1}, "'00000000-0000-0000-0000-000000000001'"},
		{types.UUID, key{15: 1}, "'00000000-0000-0000-0000-000000000001'"},
		{types.UUID, "AAAAAAAA-0000-0000-0000-000000000001", "'aaaaaaaa-0000-0000-0000-000000000001'"},
		{types.IPv4, "10.0.0.1", "'10.0.0.1'"},
		{types.IPv4, net.IPv4(10, 0, 0, 1), "'10.0.0.1'"},
		{types.IPv4, netip.MustParseAddr("::ffff:10.0.0.1"), "'10.0.0.1'"},
		{types.Long256, "0xF", "0x0f"},
		{types.Long256, big.NewInt(255), "0xff"},
		{types.Long256, uint64(math.MaxUint64), "0xffffffffffffffff"},
		{types.Long256, [32]byte{30: 1}, "0x0100"},
		{types.GeohashChars(4), "U33d", "#u33d"},
		{types.GeohashChars(4), "#u33d", "#u33d"},
		{types.GeohashBits(4), "0101", "##0101"},
		{types.GeohashBits(5), "##01010", "#b"},
		{types.GeohashChars(4), geohash("u33d8").Truncate(20), "#u33d"},
		{types.Decimal(10, 2), "1.5", "1.50m"},
		{types.Decimal(10, 2), "-1.500", "-1.50m"},
		{types.Decimal(10, 2), 3, "3.00m"},
		{types.Decimal(10, 2), uint64(12345678), "12345678.00m"},
		{types.Decimal(20, 0), uint64(math.MaxUint64), "18446744073709551615m"},
		{types.Decimal(10, 2), big.NewInt(-3), "-3.00m"},
		{types.Decimal(10, 2), json.Number("1e2"), "100.00m"},
		{types.Decimal(10, 2), money{150}, "1.50m"},
		{types.Decimal(2, 2), "0.05", "0.05m"},
		{types.Array(1), []float64{1, math.NaN()}, "ARRAY[1.0,NULL]"},
		{types.Array(1), series{1}, "ARRAY[1.0]"},
		{types.Array(1), []float64{}, "'{}'::DOUBLE[]"},
		{types.Array(1), []float64(nil), "NULL"},
		{types.Array(2), [][]float64{{1, 2}, {3, 4}}, "ARRAY[[1.0,2.0],[3.0,4.0]]"},
		{types.Array(3), [][][]float64{{{1}}}, "ARRAY[[[1.0]]]"},
		{types.Interval, types.TimeRange{Start: at, End: at}, "interval('2026-01-01T21:34:05.123456Z', '2026-01-01T21:34:05.123456Z')"},
	} {
		v, err := types.ValueOf(test.typ, test.v)
		if err != nil {
			t.Errorf("ValueOf(%s, %T(%v)): %v", test.typ, test.v, test.v, err)
			continue
		}
		if got, err := v.AppendLiteral([]byte("x ")); err != nil || string(got) != "x "+test.want || v.Type() != test.typ {
			t.Errorf("ValueOf(%s, %T(%v)) is %s, %v, want %s", test.typ, test.v, test.v, got, err, test.want)
		}
		// A Value of the type is taken as it is.
		if again, err := types.ValueOf(test.typ, v); err != nil || again.String() != v.String() {
			t.Errorf("%s again is %s, %v", v, again, err)
		}
	}
}

// Each error names the type and the value.
func TestValueOfRefuses(t *testing.T) {
	long := strings.Repeat("x", 1000)
	for _, test := range []struct {
		typ  types.Type
		v    any
		want string
	}{
		{types.Boolean, nil, "BOOLEAN cannot be NULL: QuestDB would store false"},
		{types.Boolean, 1, "BOOLEAN takes bool, got int(1)"},
		{types.Byte, types.Null[int]{}, "BYTE cannot be NULL: QuestDB would store 0"},
		{types.Byte, 128, "BYTE cannot hold 128: its range is -128 to 127"},
		{types.Int, math.MinInt32, "INT cannot hold -2147483648: QuestDB reads it as NULL; for NULL use nil, a nil pointer or SetNull"},
		{types.Int, math.MaxInt32 + 1, "INT cannot hold 2147483648: its range is -2147483647 to 2147483647"},
		{types.Long, uint64(1 << 63), "LONG cannot hold 9223372036854775808: its range is"},
		{types.Long, 1.5, "LONG takes int64, any integer, got float64(1.5)"},
		{types.Long, "5", `LONG takes int64, any integer, got string("5")`},
		{types.Double, math.NaN(), "DOUBLE cannot hold NaN: QuestDB reads it as NULL"},
		{types.Double, math.MaxInt64, "DOUBLE cannot hold 9223372036854775807: not exactly"},
		{types.Float, 1e39, "FLOAT cannot hold 1e+39: it overflows a float32"},
		{types.Varchar, "a\x00", `VARCHAR cannot hold "a\x00": text has a NUL, which QuestDB does not allow, at byte 1`},
		{types.Symbol, "\xff", `SYMBOL cannot hold "\xff": text has invalid UTF-8 at byte 0`},
		{types.Symbol, 5, "SYMBOL takes string, []byte, got int(5)"},
		{types.Symbol, long + "\xff", `SYMBOL cannot hold "` + long[:60] + `…": text has invalid UTF-8 at byte 1000`},
		{types.Char, "ab", `CHAR cannot hold "ab": it is not one character`},
		{types.Char, "😀", `CHAR cannot hold "😀": it takes two UTF-16 units`},
		{types.Timestamp, "2026-01-01", `TIMESTAMP takes time.Time (cut to microseconds), got string("2026-01-01")`},
		{types.TimestampNS, year(2300), "TIMESTAMP_NS cannot hold 2300-01-01 00:00:00 +0000 UTC: its range is 1677-09-21T00:12:43.145224193Z to 2262-04-11T23:47:16.854775807Z"},
		{types.UUID, "abc", `UUID "abc" is not of the form 8-4-4-4-12 hexadecimal digits`},
		{types.UUID, []byte("abc"), "UUID takes types.GUID"},
		{types.IPv4, "::1", `IPv4 "::1" is not of the form 1.2.3.4`},
		{types.IPv4, netip.MustParseAddr("::1"), "IPv4 cannot hold ::1: it is an IPv6 address"},
		{types.IPv4, "0.0.0.0", "IPv4 cannot hold 0.0.0.0: QuestDB reads it as NULL"},
		{types.Long256, "255", `LONG256 "255" is not 0x and 1 to 64 hexadecimal digits`},
		{types.Long256, -1, "LONG256 cannot hold -1: its range is 0 to 2^256-1"},
		{types.GeohashChars(4), "u33", "GEOHASH(4c) cannot hold u33: it has 15 bits, the type 20; Truncate makes it shorter"},
		{types.GeohashChars(4), "u33a", `GEOHASH "u33a" has 'a', which is not of 0123456789bcdefghjkmnpqrstuvwxyz`},
		{types.GeohashBits(4), "012", `GEOHASH "012" has '2', which is not of 0 and 1`},
		{types.GeohashChars(1), types.Geohash{}, "it is empty"},
		{types.Decimal(10, 2), "1.555", "DECIMAL(10,2) cannot hold 1.555: it has more than 2 decimals"},
		{types.Decimal(10, 2), "123456789", "DECIMAL(10,2) cannot hold 123456789: it has more than 8 digits before the point"},
		{types.Decimal(10, 2), 0.5, "DECIMAL(10,2) takes types.Dec, string, any integer, *big.Int, json.Number; never a float, got float64(0.5)"},
		{types.Decimal(10, 2), "0x5", `DECIMAL "0x5" is not a number`},
		{types.Decimal(76, 70), "12345678", "DECIMAL(76,70) cannot hold 12345678: it has too many digits"},
		{types.Decimal(76, 76), "1e-76", "QuestDB reads at most 75 decimals"},
		{types.Decimal(77, 0), "1", "DECIMAL(77,0) does not exist"},
		{types.Array(2), [][]float64{{1}, {1, 2}}, "a ragged array: row 1 has 2 elements, row 0 has 1"},
		{types.Array(3), [][][]float64{{{1}}, {{1}, {2}}}, "a ragged array: plane 1 has the shape [2 1], plane 0 has [1 1]"},
		{types.Array(2), []float64{1}, "DOUBLE[][] cannot hold [1]: it has 1 dimensions"},
		{types.Array(1), []float64{1, math.Inf(1)}, "DOUBLE[] cannot hold +Inf: element 1 of the data is infinite, which QuestDB cannot send back"},
		{types.Interval, types.TimeRange{Start: year(2), End: year(1)}, "it starts after its end"},
		{types.Interval, "", `INTERVAL "" is not of the form ('start', 'end')`},
		{types.Long, broken{}, "LONG: types_test.broken: out of order"},
		{types.Binary, "x", `BINARY takes []byte (nil is NULL, empty is not), got string("x")`},
		{types.Type{Kind: types.KindLong128}, 1, "LONG128 is internal to QuestDB"},
		{types.Type{}, 1, "unknown QuestDB type 0"},
		{types.Double, struct{}{}, "DOUBLE takes float64"},
		{types.Double, must(types.TextValue(types.Varchar, "x")), "DOUBLE cannot hold the VARCHAR 'x'"},
	} {
		v, err := types.ValueOf(test.typ, test.v)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ValueOf(%s, %T(%.60v)) = %s, %v, want %s", test.typ, test.v, test.v, v, err, test.want)
		}
	}
}

func TestValuesConvert(t *testing.T) {
	n, err := types.LongValue(3)
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range []types.Type{types.Byte, types.Int, types.Double, types.Decimal(3, 1), types.Long256} {
		if v, err := types.ValueOf(typ, n); err != nil || v.Type() != typ {
			t.Errorf("LONG 3 as %s is %s, %v", typ, v, err)
		}
	}
	null := types.NullOf(types.Long)
	if v, err := types.ValueOf(types.Double, null); err != nil || !v.IsNull() || v.Type() != types.Double {
		t.Errorf("NULL is %s, %v", v, err)
	}
	if _, err := types.ValueOf(types.Boolean, null); err == nil {
		t.Error("NULL is a BOOLEAN")
	}
}

func TestNullValues(t *testing.T) {
	for k := types.Kind(1); int(k) < types.Kinds; k++ {
		info, err := types.InfoOf(k)
		if err != nil {
			t.Fatal(err)
		}
		v := types.NullOf(types.Type{Kind: k})
		literal, err := v.AppendLiteral(nil)
		if (err == nil) != info.HasNull || err == nil && string(literal) != "NULL" {
			t.Errorf("the NULL of %s is %s, %v", k, literal, err)
		}
		data, null, err := v.AppendParam(nil)
		if (err == nil) != info.HasNull || !null || len(data) > 0 {
			t.Errorf("the NULL of %s is bound as %v %v, %v", k, data, null, err)
		}
		if v.Arg() != nil || v.Any() != nil {
			t.Errorf("the NULL of %s is %v, %v", k, v.Arg(), v.Any())
		}
	}
	var zero types.Value
	if text, err := zero.AppendConstant(nil); err != nil || string(text) != "NULL" {
		t.Errorf("the zero Value is %s, %v", text, err)
	}
	null := types.NullOf(types.GeohashChars(3))
	if text, err := null.AppendConstant(nil); err != nil || string(text) != "CAST(NULL AS GEOHASH(3c))" {
		t.Errorf("a NULL constant is %s, %v", text, err)
	}
}

func TestValuesKeepNoReference(t *testing.T) {
	data := []float64{1, 2}
	b := []byte("ab")
	array, err := types.ValueOf(types.Array(1), data)
	if err != nil {
		t.Fatal(err)
	}
	bytes := types.BinaryValue(b)
	data[0], b[0] = 9, 'x'
	array.Any().(types.NDArray).Data()[1] = 9
	array.Arg().([]float64)[1] = 9
	if got := array.String(); got != "ARRAY[1.0,2.0]" {
		t.Errorf("the array is %s", got)
	}
	if got := string(bytes.Any().([]byte)); got != "ab" {
		t.Errorf("the bytes are %s", got)
	}
}

// A Value can be compared: statements are values.
func TestValuesCompare(t *testing.T) {
	for _, rt := range roundTrips {
		v, err := types.ValueOf(rt.typ, rt.values[0])
		if err != nil {
			t.Fatal(err)
		}
		if same := v; same != v {
			t.Errorf("%s is not equal to itself", v)
		}
	}
}

func TestValueAllocations(t *testing.T) {
	at := time.Now()
	buf := make([]byte, 0, 256)
	g := guid("00000000-0000-0000-0000-000000000001")
	for name, f := range map[string]func() (types.Value, error){
		"boolean":   func() (types.Value, error) { return types.BooleanValue(true), nil },
		"long":      func() (types.Value, error) { return types.LongValue(1 << 40) },
		"double":    func() (types.Value, error) { return types.DoubleValue(0.1) },
		"text":      func() (types.Value, error) { return types.TextValue(types.Symbol, "coconut") },
		"timestamp": func() (types.Value, error) { return types.TimestampValue(at) },
		"uuid":      func() (types.Value, error) { return types.UUIDValue(g) },
	} {
		var v types.Value // lives in a statement
		if n := testing.AllocsPerRun(100, func() {
			var err error
			if v, err = f(); err != nil {
				t.Error(err)
			}
			if buf, _, err = v.AppendParam(buf[:0]); err != nil {
				t.Error(err)
			}
			if buf, err = v.AppendLiteral(buf[:0]); err != nil {
				t.Error(err)
			}
		}); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
