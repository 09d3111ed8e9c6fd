package types_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math/big"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/types"
)

// checkText reads what v prints, as text and as JSON.
func checkText[T interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
}](t *testing.T, v T, parse func(string) (T, error),
) {
	t.Helper()
	if again, err := parse(v.String()); err != nil || again != v {
		t.Errorf("%s reads back as %s, %v", v, again, err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var again T
	if err := json.Unmarshal(data, &again); err != nil || again != v {
		t.Errorf("%s reads back as %s, %v", data, again, err)
	}
}

func FuzzGeohash(f *testing.F) {
	for _, s := range []string{"", "u33d", "U33D", "#u33d", "##0101", "##", "#", "###", "0101", "##2", "ail", "u33d8b1bu33d", "u33d8b1bu33d8", "##" + strings.Repeat("1", 60), "##" + strings.Repeat("0", 61), "é", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g, err := types.ParseGeohash(s)
		if err != nil {
			return
		}
		if g.Bits() < 1 || g.Bits() > 60 || g.Uint64()>>g.Bits() != 0 {
			t.Errorf("%q has the bits %x of %d", s, g.Uint64(), g.Bits())
		}
		checkText(t, g, types.ParseGeohash)
		for n := range g.Bits() {
			if short := g.Truncate(n); short.Bits() != n || short.Uint64() != g.Uint64()>>(g.Bits()-n) {
				t.Errorf("the first %d bits of %s are %s", n, g, short)
			}
		}
		v, err := types.ValueOf(g.Type(), g)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := types.ParseGeohash(v.String()); err != nil || again != g {
			t.Errorf("the literal %s is %s, %v", v, again, err)
		}
	})
}

func FuzzDec(f *testing.F) {
	for _, s := range []string{"", "0", "-0", "1", "-1.50", "+1", ".5", "5.", ".", "1e3", "1E-3", "1e", "1.5e76", "e5", "NaN", "Infinity", "0x1", "1_0", "00012.300", strings.Repeat("9", 76), strings.Repeat("9", 77), "0." + strings.Repeat("0", 75) + "1", "1e-76", "1e-77", "9999.9999", "10000.0001", "0.00010000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := types.ParseDec(s)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(s)
		got := new(big.Rat).SetFrac(d.Unscaled(), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Scale())), nil))
		if !ok || got.Cmp(want) != 0 || d.Sign() != want.Sign() {
			t.Fatalf("%q is %s, which is %s, want %s", s, d, got, want)
		}
		checkText(t, d, types.ParseDec)
		if again, err := types.DecFromBig(d.Unscaled(), d.Scale()); err != nil || again != d {
			t.Errorf("%s through big.Int is %s, %v", d, again, err)
		}
		// Through the wire.
		typ := types.Decimal(76, d.Scale())
		if d.Scale() > 38 || len(d.Unscaled().String()) > 38 {
			return // bound as text
		}
		var back types.Dec
		scan, err := types.ScannerFor(typ, &back)
		if err != nil {
			t.Fatal(err)
		}
		v, err := types.ValueOf(types.Decimal(max(38, d.Scale()), d.Scale()), d)
		if err != nil {
			return // more digits than fit beside the decimals
		}
		data, _, err := v.AppendParam(nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := scan(data); err != nil || back != d {
			t.Errorf("%s through the wire is %s, %v", d, back, err)
		}
	})
}

func FuzzDecCmp(f *testing.F) {
	f.Add(int64(150), uint8(2), int64(15), uint8(1))
	f.Add(int64(-1), uint8(76), int64(1), uint8(0))
	f.Fuzz(func(t *testing.T, a int64, as uint8, b int64, bs uint8) {
		x, xerr := types.NewDec(a, int(as))
		y, yerr := types.NewDec(b, int(bs))
		if xerr != nil || yerr != nil {
			return
		}
		rat := func(n int64, scale uint8) *big.Rat {
			return new(big.Rat).SetFrac(big.NewInt(n), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
		}
		if got, want := x.Cmp(y), rat(a, as).Cmp(rat(b, bs)); got != want || y.Cmp(x) != -want {
			t.Errorf("%s compared with %s is %d, want %d", x, y, got, want)
		}
		r, err := x.Rescale(int(bs))
		if err == nil && (r.Cmp(x) != 0 || r.Scale() != int(bs)) {
			t.Errorf("%s with %d decimals is %s", x, bs, r)
		}
		if err != nil && bs >= as && len(big.NewInt(a).String())+int(bs-as) < 76 {
			t.Errorf("%s with %d decimals: %v", x, bs, err)
		}
	})
}

func FuzzGUID(f *testing.F) {
	for _, s := range []string{"", "00000000-0000-0000-0000-000000000001", "AAAAAAAA-bbbb-CCCC-dddd-eeeeeeeeeeee", "00000000000000000000000000000001", "{00000000-0000-0000-0000-000000000001}", "g0000000-0000-0000-0000-000000000001", "0000000-00000-0000-0000-000000000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g, err := types.ParseGUID(s)
		if err != nil {
			return
		}
		if !strings.EqualFold(g.String(), s) {
			t.Errorf("%q is %s", s, g)
		}
		checkText(t, g, types.ParseGUID)
	})
}

func FuzzIPv4(f *testing.F) {
	for _, s := range []string{"", "1.2.3.4", "255.255.255.255", "256.1.1.1", "01.2.3.4", "1.2.3", "1.2.3.4.5", "1.2.3.4 ", "::1", "::ffff:1.2.3.4", "1.2.3.", "...", "0.0.0.0", "1..2.3", "1.2.3.4/8", "99999999999999999999.1.1.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var addr netip.Addr
		scan, err := types.ScannerFor(types.IPv4, &addr)
		if err != nil {
			t.Fatal(err)
		}
		err = scan([]byte(s))
		want, wantErr := netip.ParseAddr(s)
		if wantErr == nil && !want.Is4() {
			wantErr = fmt.Errorf("not IPv4")
		}
		if (err == nil) != (wantErr == nil) || err == nil && addr != want {
			t.Errorf("%q is %s, %v, want %s, %v", s, addr, err, want, wantErr)
		}
	})
}

func FuzzUint256(f *testing.F) {
	for _, s := range []string{"", "0x", "0x0", "0x00", "0x1f", "0xFF", "0X1", "1f", "0x" + strings.Repeat("f", 64), "0x" + strings.Repeat("f", 65), "0xg", "0x-1", "-0x1", "0x 1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := types.ParseUint256(s)
		if err != nil {
			return
		}
		want, ok := new(big.Int).SetString(s, 0)
		if !ok || u.Big().Cmp(want) != 0 {
			t.Errorf("%q is %s, want %s", s, u.Big(), want)
		}
		if again, err := types.Uint256FromBig(u.Big()); err != nil || again != u {
			t.Errorf("%s through big.Int is %s, %v", u, again, err)
		}
		checkText(t, u, types.ParseUint256)
	})
}

func FuzzTimeRange(f *testing.F) {
	for _, s := range []string{
		"", "('2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z')", "('2026-01-02T03:04:05.678901Z', '2026-01-03T00:00:00Z')", "('0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z')",
		"('2026-01-02T03:04:05+01:00', '2026-01-02T03:04:05,5Z')", "('2026', '2027')", "('', '')", "(', ')", "('-290308-01-01T19:59:05.224Z', '2026-01-02T03:04:05.678Z')",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := types.ParseTimeRange(s)
		if err != nil {
			return
		}
		if y := r.Start.Year(); y < 0 || y > 9999 {
			return // a zone may lead out of what RFC 3339 spells
		}
		if y := r.End.Year(); y < 0 || y > 9999 {
			return
		}
		checkText(t, r, types.ParseTimeRange)
	})
}

func FuzzTimestamp(f *testing.F) {
	for _, n := range []int64{0, 1, -1, 999, -999, 1e15, -62135596800000000, 253402300799999999, 253402300800000000, 1<<63 - 1, -1<<63 + 1, -1 << 63, 946684800000000} {
		f.Add(n, int32(0))
		f.Add(n, int32(999999999))
	}
	f.Fuzz(func(t *testing.T, us int64, ns int32) {
		// What is finer than the column is cut off towards the past.
		at := time.UnixMicro(us).Add(time.Duration(uint32(ns) % 1000))
		v, err := types.TimestampValue(at)
		if us == -1<<63 {
			if err == nil {
				t.Errorf("NULL is %s", v)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		want := time.UnixMicro(us).UTC()
		if got := v.Any().(time.Time); !got.Equal(want) {
			t.Fatalf("%s is %s", at, got)
		}
		if text := v.String(); text[0] == '\'' {
			if got, err := time.Parse("'2006-01-02T15:04:05.999999Z'", text); err != nil || !got.Equal(want) || len(text) != 29 {
				t.Errorf("%s is written %s", want, text)
			}
		} else if text != fmt.Sprintf("CAST(%d AS TIMESTAMP)", us) || want.Year() >= 1 && want.Year() <= 9999 {
			t.Errorf("%s is written %s", want, text)
		}
		var back time.Time
		scan, err := types.ScannerFor(types.Timestamp, &back)
		if err != nil {
			t.Fatal(err)
		}
		data, _, err := v.AppendParam(nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := scan(data); err != nil || !back.Equal(want) {
			t.Errorf("%s through the wire is %s, %v", want, back, err)
		}
	})
}

func FuzzNDArray(f *testing.F) {
	for _, s := range []string{"", "{}", "{1.0}", "{{1.0,NULL},{2.0,3.0}}", "{{},{}}", "{{1},{2,3}}", "{1,{2}}", "{{1},2}", "{{{1}}}", "{1,}", "{,}", "{1}x", "{NaN}", "{1e999}", "[1,null]", " { 1 , 2 } ", strings.Repeat("{", 33) + strings.Repeat("}", 33)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var a types.NDArray
		if a.UnmarshalJSON([]byte(s)) == nil {
			checkArray(t, a)
		}
		if a.UnmarshalText([]byte(s)) == nil {
			checkArray(t, a)
		}
	})
}

func checkArray(t *testing.T, a types.NDArray) {
	t.Helper()
	again, err := types.NewNDArray(a.Shape(), a.Data())
	if err != nil || !again.Equal(a) {
		t.Fatalf("%s of shape %v: %v", a, a.Shape(), err)
	}
	var text, js types.NDArray
	if err := text.UnmarshalText([]byte(a.String())); err != nil || !text.Equal(a) {
		t.Errorf("%s reads back as %s, %v", a, text, err)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &js); err != nil || !js.Equal(a) {
		t.Errorf("%s reads back as %s, %v", data, js, err)
	}
	v, err := types.ArrayValue(a)
	if err != nil {
		t.Fatal(err)
	}
	wired, _, err := v.AppendParam(nil)
	if err != nil {
		t.Fatal(err)
	}
	var back types.NDArray
	scan, err := types.ScannerFor(v.Type(), &back)
	if err != nil {
		t.Fatal(err)
	}
	if err := scan(wired); err != nil || !back.Equal(a) {
		t.Errorf("%s through the wire is %s, %v", a, back, err)
	}
}

// FuzzScan decodes anything into anything.
func FuzzScan(f *testing.F) {
	for k := range types.Kinds {
		f.Add(uint8(k), uint8(1), uint8(0), []byte{0, 1, 0, 0, 0, 0, 0, 2, 5, 5})
		f.Add(uint8(k), uint8(2), uint8(0), []byte("0x1f"))
		f.Add(uint8(k), uint8(20), uint8(3), []byte("\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x02\xbd\x00\x00\x00\x01\x00\x00\x00\x01\xff\xff\xff\xff"))
	}
	f.Fuzz(func(t *testing.T, kind, precision, scale uint8, src []byte) {
		typ := types.Type{Kind: types.Kind(kind), Precision: precision, Scale: scale}
		var v any
		scan, err := types.ScannerFor(typ, &v)
		if err != nil || scan(src) != nil {
			return
		}
		if value, err := types.ValueOf(typ, v); err == nil {
			if _, err := value.AppendConstant(nil); err != nil && typ.Kind != types.KindBinary && typ.Kind != types.KindArray {
				t.Errorf("%s %v: %v", typ, v, err)
			}
		}
	})
}

func FuzzParseType(f *testing.F) {
	for _, s := range []string{"LONG", "DECIMAL(18,3)", "GEOHASH(4c)", "GEOHASH(7b)", "DOUBLE[][]", "DECIMAL(1,2,3)", "DOUBLE[]]", "timestamp_ns"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		typ, err := types.ParseType(s)
		if err != nil {
			return
		}
		if again, err := types.ParseType(typ.String()); err != nil || again != typ {
			t.Errorf("%q is %s, which is %s, %v", s, typ, again, err)
		}
	})
}
