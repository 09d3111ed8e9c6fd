package types_test

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/types"
)

func int2(n int16) []byte  { return binary.BigEndian.AppendUint16(nil, uint16(n)) }
func int4(n int32) []byte  { return binary.BigEndian.AppendUint32(nil, uint32(n)) }
func int8b(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }
func float4(f float32) []byte {
	return binary.BigEndian.AppendUint32(nil, math.Float32bits(f))
}
func float8(f float64) []byte { return binary.BigEndian.AppendUint64(nil, math.Float64bits(f)) }

// wire is a value as the server sends it: as a parameter is sent, but for a UUID.
func wire(t types.Type, v any) []byte {
	value := must(types.ValueOf(t, v))
	if id, ok := value.Any().(types.GUID); ok {
		return id[:]
	}
	data, _, err := value.AppendParam([]byte{})
	if err != nil {
		panic(err)
	}
	return data
}

func TestScannerFor(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 678900000, time.UTC)
	for _, test := range []struct {
		typ  types.Type
		src  []byte
		dst  any // a pointer to the zero value
		want any // of what it points to
	}{
		{types.Boolean, []byte{1}, new(bool), true},
		{types.Boolean, []byte{1}, new(flag), flag(true)},
		{types.Byte, int2(-5), new(int8), int8(-5)},
		{types.Byte, int2(-5), new(int), -5},
		{types.Byte, int2(-5), new(any), int8(-5)},
		{types.Short, int2(5), new(uint16), uint16(5)},
		{types.Int, int4(5), new(int64), int64(5)},
		{types.Int, int8b(5), new(int32), int32(5)}, // a LONG to the server
		{types.Int, int8b(5), new(any), int32(5)},
		{types.Int, int8b(1 << 40), new(any), int64(1 << 40)},
		{types.Long, int4(5), new(any), int64(5)},
		{types.Long, int8b(7), new(qty), qty(7)},
		{types.Long, int8b(7), new(*qty), ptr(qty(7))},
		{types.Long, int8b(7), new(**int64), ptr(ptr(int64(7)))},
		{types.Long, int8b(7), new(types.Null[qty]), types.Valid(qty(7))},
		{types.Long, int8b(7), new(*types.Null[qty]), ptr(types.Valid(qty(7)))},
		{types.Long, int8b(7), new(float64), 7.0},
		{types.Long, int8b(7), new(time.Duration), time.Duration(7)},
		{types.Long, int8b(7), new(sql.NullInt64), sql.NullInt64{Int64: 7, Valid: true}},
		{types.Long, nil, new(sql.NullInt64), sql.NullInt64{}},
		{types.Long, nil, new(*int64), (*int64)(nil)},
		{types.Long, nil, new(*qty), (*qty)(nil)},
		{types.Long, nil, new(any), nil},
		{types.Long, nil, new(types.Null[int64]), types.Null[int64]{}},
		{types.Float, float4(0.1), new(float32), float32(0.1)},
		{types.Float, float4(0.5), new(float64), 0.5},
		{types.Float, float4(0.5), new(any), float32(0.5)},
		{types.Double, float8(0.1), new(price), price(0.1)},
		{types.Double, float8(0.1), new(float32), float32(0.1)},
		{types.Double, float4(0.5), new(float64), 0.5}, // a FLOAT to the server
		{types.Symbol, []byte("buy"), new(string), "buy"},
		{types.Symbol, []byte("buy"), new(side), side("buy")},
		{types.Symbol, []byte("buy"), new(*side), ptr(side("buy"))},
		{types.Symbol, []byte("buy"), new([]byte), []byte("buy")},
		{types.Symbol, []byte("<x>"), new(label), label{"x"}},
		{types.Symbol, []byte("<x>"), new(*label), &label{"x"}},
		{types.Symbol, nil, new(*label), (*label)(nil)},
		{types.Symbol, []byte("10.0.0.1"), new(netip.Addr), netip.MustParseAddr("10.0.0.1")},
		{types.Varchar, []byte{}, new(string), ""},
		{types.Varchar, []byte{}, new([]byte), []byte{}},
		{types.Varchar, nil, new([]byte), []byte(nil)},
		{types.Varchar, []byte(`{"a":1}`), new(json.RawMessage), json.RawMessage(`{"a":1}`)},
		{types.Char, []byte("é"), new(rune), 'é'},
		{types.Char, []byte("é"), new(string), "é"},
		{types.Timestamp, wire(types.Timestamp, at), new(time.Time), at},
		{types.Timestamp, wire(types.Timestamp, at), new(when), when(at)},
		{types.Timestamp, wire(types.Timestamp, at), new(sql.NullTime), sql.NullTime{Time: at, Valid: true}},
		{types.TimestampNS, int8b(at.UnixNano()), new(time.Time), at},
		{types.UUID, wire(types.UUID, key{15: 1}), new([16]byte), [16]byte{15: 1}},
		{types.UUID, wire(types.UUID, key{15: 1}), new(key), key{15: 1}},
		{types.UUID, wire(types.UUID, key{15: 1}), new(string), "00000000-0000-0000-0000-000000000001"},
		{types.UUID, wire(types.UUID, key{15: 1}), new(sql.NullString), sql.NullString{String: "00000000-0000-0000-0000-000000000001", Valid: true}},
		{types.IPv4, []byte("10.0.0.1"), new(netip.Addr), netip.MustParseAddr("10.0.0.1")},
		{types.IPv4, []byte("10.0.0.1"), new(string), "10.0.0.1"},
		{types.Long256, []byte("0xff"), new([32]byte), [32]byte{31: 255}},
		{types.Long256, []byte("0xff"), new(big.Int), *big.NewInt(255)},
		{types.GeohashBits(4), []byte("0101"), new(types.Geohash), geohash("##0101")},
		{types.GeohashChars(4), []byte("0101"), new(any), geohash("0101")},
		{types.Binary, []byte{1, 2}, new([]byte), []byte{1, 2}},
		{types.Binary, []byte{1, 2}, new(raw), raw{1, 2}},
		{types.Decimal(10, 2), wire(types.Decimal(10, 2), "1.5"), new(types.Dec), dec("1.50")},
		{types.Decimal(10, 2), wire(types.Decimal(10, 2), "1.5"), new(string), "1.50"},
		{types.Decimal(10, 2), wire(types.Decimal(10, 2), "1.5"), new(money), money{150}},
		{types.Decimal(10, 0), wire(types.Decimal(10, 0), "15"), new(big.Int), *big.NewInt(15)},
		{types.Array(1), wire(types.Array(1), []float64{1}), new([]float64), []float64{1}},
		{types.Array(1), wire(types.Array(1), []float64{1}), new(series), series{1}},
		{types.Array(1), nil, new([]float64), []float64(nil)},
		{types.Array(2), wire(types.Array(2), [][]float64{{1}, {2}}), new([][]float64), [][]float64{{1}, {2}}},
		{types.Array(3), wire(types.Array(3), [][][]float64{{{1}}}), new([][][]float64), [][][]float64{{{1}}}},
		{types.Interval, []byte("('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.123Z')"), new(types.TimeRange), types.TimeRange{Start: year(2026), End: year(2026).Add(123 * time.Millisecond)}},
	} {
		scan, err := types.ScannerFor(test.typ, test.dst)
		if err != nil {
			t.Errorf("%s into %T: %v", test.typ, test.dst, err)
			continue
		}
		if err := scan(test.src); err != nil {
			t.Errorf("%s into %T: %v", test.typ, test.dst, err)
			continue
		}
		if got := reflect.ValueOf(test.dst).Elem().Interface(); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s into %T is %v, want %v", test.typ, test.dst, got, test.want)
		}
	}
}

func TestScannerForRefuses(t *testing.T) {
	for _, test := range []struct {
		typ  types.Type
		dst  any
		want string
	}{
		{types.Long, new(string), "LONG cannot be scanned into string; it takes"},
		{types.Long, new(*string), "LONG cannot be scanned into string"},
		{types.Long, new(types.Null[bool]), "LONG cannot be scanned into bool"},
		{types.Double, new(int64), "DOUBLE cannot be scanned into int64"},
		{types.Decimal(10, 2), new(float64), "DECIMAL(10,2) cannot be scanned into float64"},
		{types.Timestamp, new(int64), "TIMESTAMP cannot be scanned into int64"},
		{types.Array(2), new([]float64), "DOUBLE[][] cannot be scanned into []float64"},
		{types.Symbol, new(side2), "SYMBOL cannot be scanned into types_test.side2"},
		{types.Symbol, nil, "SYMBOL is scanned into a non-nil pointer, got <nil>"},
		{types.Symbol, "", "SYMBOL is scanned into a non-nil pointer, got string"},
		{types.Symbol, (*string)(nil), "SYMBOL is scanned into a non-nil pointer, got *string"},
		{types.Type{Kind: types.KindLong128}, new(any), "LONG128 cannot be scanned into interface {}"},
		{types.Type{}, new(any), "unknown QuestDB type 0"},
	} {
		if _, err := types.ScannerFor(test.typ, test.dst); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s into %T: %v, want %s", test.typ, test.dst, err, test.want)
		}
	}
}

type side2 struct{}

func TestScanErrors(t *testing.T) {
	for _, test := range []struct {
		typ  types.Type
		src  []byte
		dst  any
		want string
	}{
		{types.Short, int2(300), new(int8), "the value 300 overflows int8"},
		{types.Short, int2(-1), new(uint8), "the value -1 overflows uint8"},
		{types.Long, int8b(-1), new(uint64), "the value -1 overflows uint64"},
		{types.Long, int8b(1<<53 + 1), new(float64), "a float64 cannot hold the value 9007199254740993 exactly"},
		{types.Double, float8(1e39), new(float32), "the value 1e+39 overflows float32"},
		{types.Double, nil, new(float64), "NULL DOUBLE scanned into float64: use a pointer"},
		{types.Symbol, nil, new(side), "NULL SYMBOL scanned into types_test.side: use"},
		{types.IPv4, []byte("x"), new(netip.Addr), `IPv4 "x" is not`},
		{types.Boolean, nil, new(bool), "NULL BOOLEAN scanned into bool"},
		{types.Boolean, []byte{1, 2}, new(bool), "BOOLEAN of 2 bytes"},
		{types.Long, []byte{1}, new(int64), "integer of 1 bytes"},
		{types.Double, []byte{1}, new(float64), "float of 1 bytes"},
		{types.Timestamp, []byte{1}, new(time.Time), "timestamp of 1 bytes"},
		{types.UUID, []byte{1}, new(types.GUID), "UUID of 1 bytes"},
		{types.Decimal(10, 2), []byte{1}, new(types.Dec), "DECIMAL of 1 bytes"},
		{types.Array(1), []byte{1}, new(types.NDArray), "array of 1 bytes cannot be read"},
		{types.Array(1), wire(types.Array(2), [][]float64{{1}}), new([]float64), "an array of 2 dimensions where 1 are expected"},
		{types.GeohashChars(4), []byte("u33"), new(types.Geohash), "GEOHASH(4c) of 15 bits"},
	} {
		scan, err := types.ScannerFor(test.typ, test.dst)
		if err != nil {
			t.Error(err)
			continue
		}
		if err := scan(test.src); err == nil || !strings.Contains(err.Error(), test.want) || errors.Is(err, types.ErrNull) != (test.src == nil) {
			t.Errorf("%s into %T: %v, want %s", test.typ, test.dst, err, test.want)
		}
	}
}

func TestScanOptions(t *testing.T) {
	zero, nan := types.ScanOptions{NullAsZero: true}, types.ScanOptions{NullAsNaN: true}
	for _, dst := range []any{ptr(1.5), ptr(price(1.5)), ptr(float32(1.5))} {
		scan, err := nan.ScannerFor(types.Double, dst)
		if err != nil {
			t.Fatal(err)
		}
		if err := scan(nil); err != nil || !math.IsNaN(reflect.ValueOf(dst).Elem().Float()) {
			t.Errorf("null=nan into %T: %v", dst, err)
		}
	}
	for typ, dst := range map[types.Type]any{types.Double: ptr(1.5), types.Long: ptr(qty(1)), types.Symbol: ptr("x"), types.Timestamp: ptr(time.Now()), types.UUID: &[16]byte{1}, types.Binary: &[]byte{1}} {
		scan, err := zero.ScannerFor(typ, dst)
		if err != nil {
			t.Fatal(err)
		}
		if err := scan(nil); err != nil || !reflect.ValueOf(dst).Elem().IsZero() {
			t.Errorf("null=zero into %T: %v", dst, err)
		}
	}
	if _, err := nan.ScannerFor(types.Long, new(int64)); err == nil || err.Error() != "null=nan needs a float64 or float32, got int64 for LONG" {
		t.Errorf("null=nan into an int64: %v", err)
	}
	// What can hold NULL holds it.
	p := ptr(1.5)
	if scan, err := zero.ScannerFor(types.Double, &p); err != nil || scan(nil) != nil || p != nil {
		t.Errorf("null=zero into a pointer: %v", err)
	}
}

// Rows are copied and kept: no row may share memory with the next.
func TestScanSharesNothing(t *testing.T) {
	var row struct {
		b   []byte
		f   []float64
		p   *float64
		q   *qty
		any any
	}
	var scans []types.ScanFunc
	for typ, dst := range map[types.Type]any{types.Binary: &row.b, types.Array(1): &row.f, types.Double: &row.p, types.Long: &row.q, types.Symbol: &row.any} {
		scan, err := types.ScannerFor(typ, dst)
		if err != nil {
			t.Fatal(err)
		}
		wires := map[types.Type][2][]byte{
			types.Binary: {[]byte("aa"), []byte("bb")}, types.Array(1): {wire(types.Array(1), []float64{1}), wire(types.Array(1), []float64{2})},
			types.Double: {float8(1), float8(2)}, types.Long: {int8b(1), int8b(2)}, types.Symbol: {[]byte("a"), []byte("b")},
		}
		n := 0
		scans = append(scans, func([]byte) error { n++; return scan(wires[typ][n-1]) })
	}
	for _, scan := range scans {
		if err := scan(nil); err != nil {
			t.Fatal(err)
		}
	}
	first := row
	for _, scan := range scans {
		if err := scan(nil); err != nil {
			t.Fatal(err)
		}
	}
	if string(first.b) != "aa" || first.f[0] != 1 || *first.p != 1 || *first.q != 1 || first.any != "a" {
		t.Errorf("the first row became %v", first)
	}
}

func TestScanAllocations(t *testing.T) {
	for _, test := range []struct {
		typ types.Type
		v   any
		dst any
	}{
		{types.Boolean, true, new(bool)},
		{types.Byte, 5, new(int8)},
		{types.Int, 5, new(int)},
		{types.Long, 5, new(qty)},
		{types.Long, 5, new(types.Null[qty])},
		{types.Float, 0.5, new(float32)},
		{types.Double, 0.5, new(float64)},
		{types.Double, 0.5, new(types.Null[price])},
		{types.Timestamp, year(2026), new(time.Time)},
		{types.UUID, key{1}, new(key)},
		{types.IPv4, "10.0.0.1", new(netip.Addr)},
		{types.Long256, "0xff", new(types.Uint256)},
		{types.GeohashChars(4), "u33d", new(types.Geohash)},
		{types.Decimal(18, 3), "1.5", new(types.Dec)},
		{types.Decimal(38, 20), "123456789012345678.12345678901234567890", new(types.Dec)},
		{types.Char, "x", new(rune)},
	} {
		scan, err := types.ScannerFor(test.typ, test.dst)
		if err != nil {
			t.Error(err)
			continue
		}
		src := wire(test.typ, test.v)
		if n := testing.AllocsPerRun(100, func() {
			if err := scan(src); err != nil {
				t.Error(err)
			}
		}); n > 0 {
			t.Errorf("%s into %T: %v allocations", test.typ, test.dst, n)
		}
	}
}

func TestNullJSONAndText(t *testing.T) {
	type row struct {
		A, B types.Null[float64]
		C    types.Null[types.Dec]
		D    types.Null[types.NDArray]
	}
	in := row{A: types.Valid(1.5), C: types.Valid(dec("1.50")), D: types.Valid(must(types.NewNDArray([]int{1, 2}, []float64{1, math.NaN()})))}
	text, err := json.Marshal(in)
	if err != nil || string(text) != `{"A":1.5,"B":null,"C":"1.50","D":[[1.0,null]]}` {
		t.Errorf("%s, %v", text, err)
	}
	var out row
	out.B = types.Valid(1.0)
	if err := json.Unmarshal(text, &out); err != nil || out.A != in.A || out.B != in.B || out.C != in.C || !out.D.V.Equal(in.D.V) {
		t.Errorf("%v, %v", out, err)
	}
	if in.A.String() != "1.5" || in.B.String() != "NULL" {
		t.Errorf("%s %s", in.A, in.B)
	}
	if v, err := in.B.Value(); v != nil || err != nil {
		t.Errorf("%v %v", v, err)
	}
	if v, err := in.C.Value(); v != "1.50" || err != nil {
		t.Errorf("%v %v", v, err)
	}
	if v, err := types.Valid(side("a")).Value(); v != "a" || err != nil {
		t.Errorf("%v %v", v, err)
	}
	var n types.Null[float64]
	if err := n.Scan(1.5); err != nil || n != types.Valid(1.5) {
		t.Errorf("%v %v", n, err)
	}
	if err := n.Scan("x"); err == nil || n != types.Valid(1.5) {
		t.Errorf("a bad scan: %v %v", n, err)
	}
	if err := n.Scan(nil); err != nil || n.Valid {
		t.Errorf("%v %v", n, err)
	}
}
