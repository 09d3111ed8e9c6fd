package types_test

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/questql/questql/types"
)

// roundTrip is a type's row in the round-trip test.
type roundTrip struct {
	typ types.Type
	// values are the smallest and the largest value, what is empty, and what is
	// special, as the natural Go type.
	values []any
	// refused is what QuestDB would store as NULL or as something else.
	refused []any
	random  func(r *rand.Rand) any
	// noLiteral is for a type that can only be bound, noColumn for one that is
	// only an expression.
	noLiteral, noBind, noColumn bool
}

var (
	int256Max = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big.NewInt(1))

	roundTrips = []roundTrip{
		{typ: types.Boolean, values: []any{false, true}, refused: []any{nil, (*bool)(nil)}, random: func(r *rand.Rand) any { return r.IntN(2) == 0 }},
		{
			typ: types.Byte, values: []any{int8(math.MinInt8), int8(math.MaxInt8), int8(0), int8(-1)},
			refused: []any{nil, 128, -129}, random: func(r *rand.Rand) any { return int8(r.Uint32()) },
		},
		{
			typ: types.Short, values: []any{int16(math.MinInt16), int16(math.MaxInt16), int16(0), int16(-1)},
			refused: []any{nil, 32768, -32769}, random: func(r *rand.Rand) any { return int16(r.Uint32()) },
		},
		{
			typ: types.Char, values: []any{"\x01", "\uffff", "'", "\"", "\\", "a", "é", "价", "\ufeff", "\n"},
			refused: []any{"", "ab", "\x00", "😀", "\xff", rune(0), rune(0x1f600), rune(0xd800)},
			random:  func(r *rand.Rand) any { return randomText(r, 1, 0xffff) },
		},
		{
			typ: types.Int, values: []any{int32(-math.MaxInt32), int32(math.MaxInt32), int32(0), int32(-1)},
			refused: []any{math.MinInt32, math.MinInt32 - 1, math.MaxInt32 + 1},
			random:  func(r *rand.Rand) any { return int32(max(r.Uint32(), 1<<31+1)) },
		},
		{
			typ: types.Long, values: []any{int64(-math.MaxInt64), int64(math.MaxInt64), int64(0), int64(1<<53 + 1), int64(math.MinInt32)},
			refused: []any{math.MinInt64, uint64(1 << 63)},
			random:  func(r *rand.Rand) any { return r.Int64() >> r.IntN(64) * int64(r.IntN(2)*2-1) },
		},
		{
			typ: types.Float, values: []any{
				float32(-math.MaxFloat32), float32(math.MaxFloat32), float32(math.SmallestNonzeroFloat32), float32(0), float32(0.1), float32(1e10),
			},
			refused: []any{float32(math.NaN()), float32(math.Inf(1)), math.Inf(-1), 1e39, 1<<24 + 1},
			random: func(r *rand.Rand) any {
				for {
					if f := math.Float32frombits(r.Uint32()); f-f == 0 {
						return f
					}
				}
			},
		},
		{
			typ: types.Double, values: []any{
				-math.MaxFloat64, math.MaxFloat64, math.SmallestNonzeroFloat64, 2.2250738585072014e-308, 0.0, math.Copysign(0, -1), 0.1, 1e21, 1.0,
			},
			refused: []any{math.NaN(), math.Inf(1), math.Inf(-1), 1<<53 + 1, math.MaxInt64},
			random: func(r *rand.Rand) any {
				for {
					if f := math.Float64frombits(r.Uint64()); f-f == 0 {
						return f
					}
				}
			},
		},
		{
			typ: types.Date, values: []any{
				time.UnixMilli(-math.MaxInt64 / 1000).UTC(), time.UnixMilli(math.MaxInt64 / 1000).UTC(), time.UnixMilli(0).UTC(), time.UnixMilli(-1).UTC(),
				year(0).Add(-time.Millisecond), year(1), year(10000).Add(-time.Millisecond), year(10000), year(2000),
			},
			refused: []any{time.UnixMilli(math.MaxInt64/1000 + 1), time.UnixMilli(-math.MaxInt64/1000 - 1)},
			random:  func(r *rand.Rand) any { return time.UnixMilli(r.Int64N(1e15) - 5e14).UTC() },
		},
		{
			typ: types.Timestamp, values: []any{
				time.UnixMicro(-math.MaxInt64).UTC(), time.UnixMicro(math.MaxInt64).UTC(), time.UnixMicro(0).UTC(), time.UnixMicro(-1).UTC(),
				year(0).Add(-time.Microsecond), year(1), year(10000).Add(-time.Microsecond), year(10000), year(2000),
			},
			refused: []any{time.UnixMicro(math.MinInt64), time.UnixMicro(math.MaxInt64).Add(time.Microsecond), time.Unix(math.MaxInt64, 0), time.Unix(math.MinInt64, 0)},
			random:  func(r *rand.Rand) any { return time.UnixMicro(r.Int64() >> r.IntN(20) * int64(r.IntN(2)*2-1)).UTC() },
		},
		{
			typ: types.TimestampNS, values: []any{
				time.Unix(0, -math.MaxInt64).UTC(), time.Unix(0, math.MaxInt64).UTC(), time.Unix(0, 0).UTC(), time.Unix(0, -1).UTC(),
				year(1678).Add(-1), year(1678), year(2262), year(2000).Add(123456789),
			},
			refused: []any{time.Unix(0, math.MinInt64), time.Unix(0, math.MaxInt64).Add(1), year(1677), year(2263), time.Time{}},
			random:  func(r *rand.Rand) any { return time.Unix(0, r.Int64()>>r.IntN(20)*int64(r.IntN(2)*2-1)).UTC() },
		},
		textRoundTrip(types.Symbol),
		textRoundTrip(types.String),
		textRoundTrip(types.Varchar),
		{
			typ: types.UUID, values: []any{types.GUID{}, guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), guid("00000000-0000-0000-0000-000000000001"), guid("80000000-0000-0000-8000-000000000001")},
			refused: []any{guid("80000000-0000-0000-8000-000000000000"), "80000000-0000-0000-8000-000000000000", "", "1111", "g1111111-1111-1111-1111-111111111111"},
			random: func(r *rand.Rand) any {
				var g types.GUID
				fill(r, g[:])
				return g
			},
		},
		{
			typ: types.IPv4, values: []any{netip.MustParseAddr("0.0.0.1"), netip.MustParseAddr("255.255.255.255"), netip.MustParseAddr("128.0.0.0"), netip.MustParseAddr("127.0.0.1")},
			refused: []any{netip.IPv4Unspecified(), "0.0.0.0", "", "1.2.3", "999.1.1.1", netip.MustParseAddr("::1"), netip.Addr{}, "::ffff:1.2.3.4"},
			random: func(r *rand.Rand) any {
				return netip.AddrFrom4([4]byte{byte(r.Uint32()), byte(r.Uint32()), byte(r.Uint32()), byte(1 + r.IntN(255))})
			},
		},
		{
			typ: types.Long256, values: []any{types.Uint256{}, uint256("0x01"), uint256("0x100"), uint256("0x" + strings.Repeat("f", 64)), uint256("0x8000000000000000")},
			refused: []any{uint256("0x" + strings.Repeat("8000000000000000", 4)), "", "0x", "1", "0xg", "0x" + strings.Repeat("1", 65), -1, new(big.Int).Add(int256Max, big.NewInt(1))},
			random: func(r *rand.Rand) any {
				var u types.Uint256
				fill(r, u[r.IntN(32):])
				return u
			},
		},
		geohashRoundTrip(types.GeohashChars(1)),
		geohashRoundTrip(types.GeohashChars(2)),
		geohashRoundTrip(types.GeohashChars(6)),
		geohashRoundTrip(types.GeohashChars(12)),
		geohashRoundTrip(types.GeohashBits(1)),
		geohashRoundTrip(types.GeohashBits(7)),
		geohashRoundTrip(types.GeohashBits(12)),
		geohashRoundTrip(types.GeohashBits(31)),
		geohashRoundTrip(types.GeohashBits(59)),
		{
			typ: types.Binary, values: []any{[]byte{}, []byte{0}, []byte("it's"), bytes.Repeat([]byte{0xff}, 10000)}, refused: []any{1, "text"}, noLiteral: true,
			random: func(r *rand.Rand) any {
				b := make([]byte, r.IntN(300))
				fill(r, b)
				return b
			},
		},
		decimalRoundTrip(types.Decimal(1, 0)),
		decimalRoundTrip(types.Decimal(2, 2)),
		decimalRoundTrip(types.Decimal(4, 1)),
		decimalRoundTrip(types.Decimal(9, 3)),
		decimalRoundTrip(types.Decimal(18, 3)),
		decimalRoundTrip(types.Decimal(38, 20)),
		decimalRoundTrip(types.Decimal(76, 0)),
		decimalRoundTrip(types.Decimal(76, 38)),
		decimalRoundTrip(types.Decimal(76, 75)),
		decimalRoundTrip(types.Decimal(76, 76)),
		{ // what can be sent as a literal only
			typ: types.Decimal(76, 76), noBind: true,
			values: []any{dec("0." + strings.Repeat("9", 75) + "0"), dec("-0." + strings.Repeat("9", 75) + "0"), dec("0." + strings.Repeat("0", 74) + "10")},
			random: func(r *rand.Rand) any { return must(must(types.NewDec(r.Int64(), 75)).Rescale(76)) },
		},
		arrayRoundTrip(1, []int{0}),
		arrayRoundTrip(2, []int{0, 0}, []int{3, 0}),
		arrayRoundTrip(3, []int{0, 0, 0}, []int{2, 3, 0}),
		arrayRoundTrip(7, []int{0, 0, 0, 0, 0, 0, 0}),
		{
			typ: types.Interval, noColumn: true,
			values: []any{
				types.TimeRange{Start: year(1), End: year(10000).Add(-time.Millisecond)},
				types.TimeRange{Start: year(1970), End: year(1970)},
				types.TimeRange{Start: year(1969), End: year(1970).Add(-time.Millisecond)},
			},
			refused: []any{types.TimeRange{Start: year(1971), End: year(1970)}, types.TimeRange{Start: year(1970), End: time.Unix(math.MaxInt64, 0)}, "", "('2020', '2021')"},
			random: func(r *rand.Rand) any {
				start := time.UnixMilli(r.Int64N(4e12) - 2e12).UTC()
				return types.TimeRange{Start: start, End: start.Add(time.Duration(r.IntN(1e9)) * time.Millisecond)}
			},
		},
	}
)

// unstorable are the types that have no round trip, and why.
var unstorable = map[types.Kind]string{types.KindLong128: "the server never returns one"}

const randomValues = 200

func year(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func guid(s string) types.GUID       { return must(types.ParseGUID(s)) }
func uint256(s string) types.Uint256 { return must(types.ParseUint256(s)) }
func dec(s string) types.Dec         { return must(types.ParseDec(s)) }
func geohash(s string) types.Geohash { return must(types.ParseGeohash(s)) }

func fill(r *rand.Rand, b []byte) {
	for i := range b {
		b[i] = byte(r.Uint32())
	}
}

func randomText(r *rand.Rand, n int, highest rune) string {
	var b strings.Builder
	for range n {
		c := rune(0)
		for c == 0 || !utf8.ValidRune(c) {
			c = 1 + r.Int32N(highest)
			if r.IntN(2) == 0 {
				c = 1 + c%127
			}
		}
		b.WriteRune(c)
	}
	return b.String()
}

func textRoundTrip(t types.Type) roundTrip {
	return roundTrip{
		typ: t,
		values: []any{
			"", " ", "a", "'", "''", "'a", "a'", "'a'", "it's", `\`, `a\`, `\'`, `"`, "$1", "--", "/*", ";", "null", "é", "价格", "😀", "\ufeff", "\uffff", "\U0010ffff",
			"\n\t\r\x01\x7f", strings.Repeat("x", 10000), strings.Repeat("价", 1000), "e\u0301",
		},
		refused: []any{"\x00", "a\x00b", "\xff", "é\xc3", 1, 1.5, true},
		random:  func(r *rand.Rand) any { return randomText(r, r.IntN(40), utf8.MaxRune) },
	}
}

func geohashRoundTrip(t types.Type) roundTrip {
	n := int(t.Precision)
	return roundTrip{
		typ:     t,
		values:  []any{must(types.GeohashFromBits(0, n)), must(types.GeohashFromBits(1<<n-1, n)), must(types.GeohashFromBits(1, n))},
		refused: []any{types.Geohash{}, "", "a", must(types.GeohashFromBits(0, n%60+1)), strings.Repeat("0", 61), "#", "##", 1},
		random:  func(r *rand.Rand) any { return must(types.GeohashFromBits(r.Uint64N(1<<n), n)) },
	}
}

func decimalRoundTrip(t types.Type) roundTrip {
	digits := func(s string) any {
		unscaled, _ := new(big.Int).SetString(s, 10)
		return must(types.DecFromBig(unscaled, int(t.Scale)))
	}
	sendable, zeros := int(t.Precision), "" // of DECIMAL(76,76) the last digits cannot be bound
	if t.Scale == 76 {
		sendable, zeros = 38, strings.Repeat("0", 38)
	}
	nines := strings.Repeat("9", sendable) + zeros
	return roundTrip{
		typ:    t,
		values: []any{digits("-" + nines), digits(nines), digits("0"), digits("1" + zeros), digits("-1" + zeros), digits("1" + strings.Repeat("0", sendable-1) + zeros)},
		refused: []any{
			"", "x", "NaN", "1e", "1.5.5", 0.5, float32(0.5), "1e76", "0." + strings.Repeat("0", int(t.Scale)) + "1",
			"1" + strings.Repeat("0", int(t.Precision-t.Scale)),
		},
		random: func(r *rand.Rand) any {
			s := ""
			for range 1 + r.IntN(sendable) {
				s += string(rune('0' + r.IntN(10)))
			}
			return digits([]string{"", "-"}[r.IntN(2)] + s + zeros)
		},
	}
}

func arrayRoundTrip(dims int, empties ...[]int) roundTrip {
	ones := make([]int, dims)
	for i := range ones {
		ones[i] = 1
	}
	rt := roundTrip{
		typ: types.Array(dims),
		values: []any{
			must(types.NewNDArray(ones, []float64{math.MaxFloat64})), must(types.NewNDArray(ones, []float64{-math.SmallestNonzeroFloat64})),
			must(types.NewNDArray(ones, []float64{math.NaN()})),
		},
		refused: []any{
			must(types.NewNDArray(ones, []float64{math.Inf(1)})), must(types.NewNDArray(append(ones, 1), []float64{1})),
			types.NDArray{},
			[][]float64{{1}, {1, 2}},
			[][][]float64{{{1}}, {{1}, {1}}},
			1.5, "1",
		},
		random: func(r *rand.Rand) any {
			shape, size := make([]int, dims), 1
			for i := range shape {
				shape[i] = 1 + r.IntN(3)
				size *= shape[i]
			}
			data := make([]float64, size)
			for i := range data {
				data[i] = r.NormFloat64()
				if r.IntN(5) == 0 {
					data[i] = math.NaN()
				}
			}
			return must(types.NewNDArray(shape, data))
		},
	}
	for _, shape := range empties {
		rt.values = append(rt.values, must(types.NewNDArray(shape, nil)))
	}
	return rt
}

func TestEveryTypeHasARoundTrip(t *testing.T) {
	for k := types.Kind(1); int(k) < types.Kinds; k++ {
		if _, err := types.InfoOf(k); err != nil {
			t.Errorf("kind %d has no line in the registry", k)
			continue
		}
		if !slices.ContainsFunc(roundTrips, func(rt roundTrip) bool { return rt.typ.Kind == k }) && unstorable[k] == "" {
			t.Errorf("%s has no row in roundTrips", k)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	s := open(t)
	for _, rt := range roundTrips {
		t.Run(rt.typ.String(), func(t *testing.T) {
			rt.testRefused(t)
			values, want := rt.all(t)
			sub := &session{t: t, conn: s.conn}
			if rt.noColumn {
				sub.selectLiterals(rt.typ, values, want)
				return
			}
			sub.tables = nil
			defer func() { s.tables = append(s.tables, sub.tables...) }()
			sub.storeAndScan(rt, values, want)
		})
	}
}

func (rt roundTrip) testRefused(t *testing.T) {
	for _, v := range rt.refused {
		value, err := types.ValueOf(rt.typ, v)
		if err == nil {
			t.Errorf("ValueOf(%T(%.60v)) = %s, want an error", v, v, value)
			continue
		}
		if !strings.Contains(err.Error(), rt.typ.Kind.String()) && !strings.Contains(err.Error(), "array") || len(err.Error()) > 400 {
			t.Errorf("ValueOf(%T(%.60v)): %v: names no type, or is long", v, v, err)
		}
	}
}

// all returns NULL, the row's values and random ones.
func (rt roundTrip) all(t *testing.T) (values []types.Value, want []any) {
	info, err := types.InfoOf(rt.typ.Kind)
	if err != nil {
		t.Fatal(err)
	}
	if info.HasNull {
		want = append(want, nil)
	}
	want = append(want, rt.values...)
	r := rand.New(rand.NewPCG(1, uint64(rt.typ.Kind)))
	for range randomValues {
		want = append(want, rt.random(r))
	}
	for _, v := range want {
		value, err := types.ValueOf(rt.typ, v)
		if err != nil {
			t.Fatal(err)
		}
		if got := value.Any(); !equal(got, v) || value.Type() != rt.typ {
			t.Fatalf("ValueOf(%T(%v)) is the %s %T(%v)", v, v, value.Type(), got, got)
		}
		values = append(values, value)
	}
	return values, want
}

// storeAndScan inserts all values by one statement, and the row's own values
// each by its own into another table, bound and as literals.
func (s *session) storeAndScan(rt roundTrip, values []types.Value, want []any) {
	few := len(want) - randomValues + 2
	many := s.create(rt.typ)
	for _, bind := range rt.ways() {
		many.insert(bind, values, want)
	}
	many.scan()
	// A small table: the server's compiled filters take rows by the 32, and the
	// rest in another way.
	single := s.create(rt.typ)
	s.must("BEGIN")
	for _, bind := range rt.ways() {
		for i := range few {
			single.insert(bind, values[i:i+1], want[i:i+1])
		}
	}
	s.must("COMMIT")
	single.scan()
	if !rt.noLiteral {
		single.compare(values[:few], want[:few])
	}
}

// ways are whether to bind.
func (rt roundTrip) ways() []bool {
	switch {
	case rt.noLiteral:
		return []bool{true}
	case rt.noBind:
		return []bool{false}
	}
	return []bool{true, false}
}

// table has a column of a type; stored is what its row k must hold.
type table struct {
	*session
	name   string
	typ    types.Type
	stored []any
}

func (s *session) create(typ types.Type) *table {
	t := &table{session: s, name: s.name(), typ: typ}
	s.must("CREATE TABLE " + t.name + " (k LONG, c " + typ.String() + ")")
	if got := s.columnType(t.name); got != typ {
		s.t.Errorf("the column's type is %s", got)
	}
	return t
}

func (t *table) insert(bind bool, values []types.Value, want []any) {
	var sql strings.Builder
	var params []types.Value
	sql.WriteString("INSERT INTO " + t.name + " (k, c) VALUES ")
	for i := range values {
		if i > 0 {
			sql.WriteString(", ")
		}
		fmt.Fprintf(&sql, "(%d, ", len(t.stored))
		t.stored = append(t.stored, want[i])
		if bind {
			params = append(params, values[i])
			fmt.Fprintf(&sql, "$%d)", len(params))
			continue
		}
		text, err := values[i].AppendLiteral(nil)
		if err != nil {
			t.t.Fatal(err)
		}
		fmt.Fprintf(&sql, "%s)", text)
	}
	if _, err := t.run(sql.String(), params, nil); err != nil {
		t.t.Fatalf("%.100s: %v", fmt.Sprint(want), err)
	}
}

func (s *session) columnType(table string) types.Type {
	result := s.must("SELECT type FROM table_columns('" + table + "') WHERE \"column\" = 'c'")
	t, err := types.ParseType(string(result.Rows[0][0]))
	if err != nil {
		s.t.Fatal(err)
	}
	return t
}

// scan reads the rows into an any, the natural type, a pointer and a Null.
func (t *table) scan() {
	column := "c"
	if t.typ == types.TimestampNS {
		column = "c::long"
	}
	result := t.must("SELECT k, "+column+" FROM "+t.name, types.BinaryFormat, t.typ.ResultFormat())
	if len(result.Rows) != len(t.stored) {
		t.t.Fatalf("%d rows, want %d", len(result.Rows), len(t.stored))
	}
	var k int
	var got any
	scanKey := must(types.ScannerFor(types.Long, &k))
	scan := must(types.ScannerFor(t.typ, &got))
	natural := naturalOf(t.typ)
	for _, row := range result.Rows {
		if err := scanKey(row[0]); err != nil {
			t.t.Fatal(err)
		}
		want := t.stored[k]
		if err := scan(row[1]); err != nil || !equal(got, want) {
			t.t.Errorf("row %d is %T(%.100v), %v, want %T(%.100v)", k, got, got, err, want, want)
		}
		typed, err := natural(row[1])
		if err != nil || !equal(typed, want) {
			t.t.Errorf("row %d is typed %T(%.100v), %v, want %T(%.100v)", k, typed, typed, err, want, want)
		}
	}
}

// naturalOf scans into a Null of the natural Go type.
func naturalOf(t types.Type) func(src []byte) (any, error) {
	switch t.Kind {
	case types.KindBoolean:
		return scanAs[bool](t)
	case types.KindByte:
		return scanAs[int8](t)
	case types.KindShort:
		return scanAs[int16](t)
	case types.KindInt:
		return scanAs[int32](t)
	case types.KindLong:
		return scanAs[int64](t)
	case types.KindFloat:
		return scanAs[float32](t)
	case types.KindDouble:
		return scanAs[float64](t)
	case types.KindDate, types.KindTimestamp, types.KindTimestampNS:
		return scanAs[time.Time](t)
	case types.KindUUID:
		return scanAs[types.GUID](t)
	case types.KindIPv4:
		return scanAs[netip.Addr](t)
	case types.KindLong256:
		return scanAs[types.Uint256](t)
	case types.KindGeohash:
		return scanAs[types.Geohash](t)
	case types.KindBinary:
		return scanAs[[]byte](t)
	case types.KindDecimal:
		return scanAs[types.Dec](t)
	case types.KindArray:
		return scanAs[types.NDArray](t)
	case types.KindInterval:
		return scanAs[types.TimeRange](t)
	default:
		return scanAs[string](t)
	}
}

func scanAs[T any](t types.Type) func(src []byte) (any, error) {
	return func(src []byte) (any, error) {
		var v types.Null[T]
		var p *T
		scan, err := types.ScannerFor(t, &v)
		if err != nil {
			return nil, err
		}
		scanPointer, err := types.ScannerFor(t, &p)
		if err != nil {
			return nil, err
		}
		if err := scan(src); err != nil {
			return nil, err
		}
		if err := scanPointer(src); err != nil {
			return nil, err
		}
		if v.Valid != (p != nil) || p != nil && !equal(v.V, *p) {
			return nil, fmt.Errorf("a Null gives %v, a pointer %v", v, p)
		}
		if !v.Valid {
			return nil, nil
		}
		return v.V, nil
	}
}

// compare finds the rows of a value by its literal, and bound.
func (t *table) compare(values []types.Value, want []any) {
	for i, value := range values {
		if want[i] == nil {
			continue
		}
		n := 0
		for _, v := range t.stored {
			if v != nil && equalInQuestDB(v, want[i]) {
				n++
			}
		}
		text, err := value.AppendLiteral(nil)
		if err != nil {
			t.t.Fatal(err)
		}
		count := func(sql string, params ...types.Value) {
			result, err := t.run(sql, params, nil)
			if err != nil {
				t.t.Error(err)
			} else if got := string(result.Rows[0][0]); got != fmt.Sprint(n) {
				t.t.Errorf("%s: %.100s finds %s rows, want %d", sql, text, got, n)
			}
		}
		count(fmt.Sprintf("SELECT count() FROM %s WHERE c = %s", t.name, text))
		if value.Type().BindsInComparison() {
			count("SELECT count() FROM "+t.name+" WHERE c = $1", value)
		}
	}
}

// selectLiterals is the round trip of what is no column.
func (s *session) selectLiterals(t types.Type, values []types.Value, want []any) {
	info, _ := types.InfoOf(t.Kind)
	for len(values) > 0 {
		n := min(len(values), 50)
		var items []string
		var formats []types.Format
		for i := range n {
			text, err := values[i].AppendConstant(nil)
			if err != nil {
				s.t.Fatal(err)
			}
			items, formats = append(items, fmt.Sprintf("%s AS c%d", text, i)), append(formats, info.Result)
		}
		row := s.must("SELECT "+strings.Join(items, ", "), formats...).Rows[0]
		for i, src := range row {
			got, err := naturalOf(t)(src)
			if err != nil || !equal(got, want[i]) {
				s.t.Errorf("%s is %v, %v, want %v", items[i], got, err, want[i])
			}
		}
		values, want = values[n:], want[n:]
	}
}

// equal compares what is written with what is read; -0 is not 0.
func equal(a, b any) bool {
	switch a := a.(type) {
	case time.Time:
		b, ok := b.(time.Time)
		return ok && a.Equal(b) && a.Location() == time.UTC
	case types.TimeRange:
		b, ok := b.(types.TimeRange)
		return ok && equal(a.Start, b.Start) && equal(a.End, b.End)
	case []byte:
		b, ok := b.([]byte)
		return ok && a != nil && bytes.Equal(a, b)
	case types.NDArray:
		b, ok := b.(types.NDArray)
		return ok && a.Equal(b)
	case float64:
		b, ok := b.(float64)
		return ok && math.Float64bits(a) == math.Float64bits(b)
	case float32:
		b, ok := b.(float32)
		return ok && math.Float32bits(a) == math.Float32bits(b)
	}
	return a == b
}

// equalInQuestDB is equal as the server's = sees it.
func equalInQuestDB(a, b any) bool {
	if f, ok := a.(float64); ok {
		g := b.(float64)
		return f == g || math.Abs(f-g) <= 1e-10
	}
	if f, ok := a.(float32); ok {
		g := b.(float32)
		return f == g || math.Abs(float64(f)-float64(g)) <= 1e-10
	}
	return equal(a, b)
}
