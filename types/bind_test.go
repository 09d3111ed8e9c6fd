package types_test

import (
	"math"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/types"
)

func TestBinderFor(t *testing.T) {
	for _, test := range []struct {
		typ    types.Type
		values []any // of one Go type
		want   []string
		allocs float64 // a call may make
	}{
		{types.Boolean, []any{true, false}, []string{"true", "false"}, 0},
		{types.Long, []any{1, 2}, []string{"1", "2"}, 0},
		{types.Byte, []any{int16(1), int16(300)}, []string{"1", "error"}, 20},
		{types.Int, []any{int32(1), int32(2)}, []string{"1", "2"}, 0},
		{types.Long, []any{qty(1), qty(2)}, []string{"1", "2"}, 0},
		{types.Long, []any{uint64(1), uint64(1 << 63)}, []string{"1", "error"}, 20},
		{types.Long, []any{ptr(qty(1)), (*qty)(nil), ptr(qty(2))}, []string{"1", "NULL", "2"}, 0},
		{types.Long, []any{types.Valid(qty(1)), types.Null[qty]{}, types.Valid(qty(2))}, []string{"1", "NULL", "2"}, 0},
		{types.Boolean, []any{types.Valid(true), types.Null[bool]{}}, []string{"true", "error"}, 20},
		{types.Double, []any{0.5, 1.5}, []string{"0.5", "1.5"}, 0},
		{types.Double, []any{price(0.5), price(1.5)}, []string{"0.5", "1.5"}, 0},
		{types.Double, []any{ptr(0.5), (*float64)(nil), ptr(1.5)}, []string{"0.5", "NULL", "1.5"}, 0},
		{types.Double, []any{1, 1 << 60}, []string{"1.0", "1.152921504606847e+18"}, 0},
		{types.Symbol, []any{"a", "b"}, []string{"'a'", "'b'"}, 0},
		{types.Symbol, []any{side("a"), side("b")}, []string{"'a'", "'b'"}, 0},
		{types.Symbol, []any{enum(0), enum(1)}, []string{"'buy'", "'sell'"}, 9},
		{types.Symbol, []any{label{"a"}, label{"b"}}, []string{"'<a>'", "'<b>'"}, 9},
		{types.Timestamp, []any{year(2026), year(2027)}, []string{"'2026-01-01T00:00:00.000000Z'", "'2027-01-01T00:00:00.000000Z'"}, 0},
		{types.Timestamp, []any{when(year(2026)), when(year(2027))}, []string{"'2026-01-01T00:00:00.000000Z'", "'2027-01-01T00:00:00.000000Z'"}, 0},
		{types.Timestamp, []any{types.Valid(year(2026)), types.Null[time.Time]{}}, []string{"'2026-01-01T00:00:00.000000Z'", "NULL"}, 0},
		{types.UUID, []any{key{15: 1}, key{15: 2}}, []string{"'00000000-0000-0000-0000-000000000001'", "'00000000-0000-0000-0000-000000000002'"}, 0},
		{types.IPv4, []any{netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("::1")}, []string{"'10.0.0.1'", "error"}, 20},
		{types.IPv4, []any{netip.MustParseAddr("10.0.0.1")}, []string{"'10.0.0.1'"}, 0},
		{types.GeohashChars(2), []any{geohash("u3"), geohash("u4")}, []string{"#u3", "#u4"}, 0},
		{types.Decimal(10, 2), []any{dec("1.5"), dec("2.5")}, []string{"1.50m", "2.50m"}, 1},
		{types.Decimal(10, 2), []any{money{150}, money{250}}, []string{"1.50m", "2.50m"}, 9},
		{types.Binary, []any{[]byte{1}, []byte(nil)}, []string{"BINARY(01)", "NULL"}, 9},
		{types.Array(1), []any{[]float64{1}, []float64(nil)}, []string{"ARRAY[1.0]", "NULL"}, 9},
	} {
		src := reflect.New(reflect.TypeOf(test.values[0]))
		bind, err := types.BinderFor(test.typ, src.Interface())
		if err != nil {
			t.Errorf("%s from %s: %v", test.typ, src.Type().Elem(), err)
			continue
		}
		for i, v := range test.values {
			src.Elem().Set(reflect.ValueOf(v))
			value, err := bind()
			got := value.String()
			if err != nil {
				got = "error"
			}
			if got != test.want[i] {
				t.Errorf("%s from %T(%v) is %s, %v, want %s", test.typ, v, v, got, err, test.want[i])
			}
			if n := testing.AllocsPerRun(10, func() { value, _ = bind() }); n > test.allocs {
				t.Errorf("%s from %T: %v allocations", test.typ, v, n)
			}
		}
	}
}

func TestBinderForRefuses(t *testing.T) {
	for _, test := range []struct {
		typ  types.Type
		src  any
		want string
	}{
		{types.Long, new(string), "LONG takes int64, any integer, not string"},
		{types.Long, new(*string), "LONG takes int64, any integer, not string"},
		{types.Long, new(types.Null[string]), "LONG takes int64, any integer, not string"},
		{types.Symbol, new(int), "SYMBOL takes string, []byte, not int"},
		{types.Decimal(1, 0), new(struct{}), "not struct {}"},
		{types.Decimal(1, 0), new(float64), "never a float, not float64"},
		{types.Long, 5, "LONG is bound from a non-nil pointer, got int"},
		{types.Long, (*int)(nil), "LONG is bound from a non-nil pointer, got *int"},
		{types.Type{}, new(int), "unknown QuestDB type 0"},
	} {
		if _, err := types.BinderFor(test.typ, test.src); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s from %T: %v, want %s", test.typ, test.src, err, test.want)
		}
	}
}

// TestBinderShowsValues shows that the error of a variable's value names the value.
func TestBinderShowsValues(t *testing.T) {
	for _, test := range []struct {
		typ  types.Type
		src  any
		want string
	}{
		{types.Int, new(int64(1 << 31)), "INT cannot hold 2147483648: its range is -2147483647 to 2147483647"},
		{types.Int, new(new(int64(1 << 31))), "INT cannot hold 2147483648: its range is"},
		{types.Double, new(math.NaN()), "DOUBLE cannot hold NaN: QuestDB reads it as NULL"},
		{types.Char, new("ab"), `CHAR cannot hold "ab": it is not one character`},
		{types.Byte, new(qty(300)), "BYTE cannot hold 300: its range is -128 to 127"},
		{types.Timestamp, new(year(300000)), "TIMESTAMP cannot hold 300000-01-01 00:00:00 +0000 UTC: its range is"},
	} {
		bind, err := types.BinderFor(test.typ, test.src)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bind(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s from %T: %v, want %s", test.typ, test.src, err, test.want)
		}
	}
}
