package qdb_test

import (
	"errors"
	"math"
	"math/big"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// ExactTable has the types whose values drivers get wrong.
type ExactTable struct {
	expr.Table
	Ts    expr.TimestampColumn
	Nanos expr.TimestampNSColumn
	I     expr.IntColumn
	L     expr.LongColumn
	D     expr.DoubleColumn
	Live  expr.BooleanColumn
	Hash  expr.Long256Column
	Cell  expr.GeohashColumn `qdb:",geohash=12b"`
	Money expr.DecimalColumn `qdb:",decimal=38:10"`
	Book  expr.DoubleMatrixColumn
}

var Exact = ddl.Define("qdb_exact", func(t ExactTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

type ExactRow struct {
	Ts    time.Time
	Nanos time.Time
	I     int32
	L     int64
	D     float64
	Live  bool
	Hash  types.Uint256
	Cell  types.Geohash
	Money types.Dec
	Book  [][]float64
}

// TestSilentlyWrong sends and reads values of which undeclared parameters and
// default formats lose something without an error: what was bound is what is
// read and what is found.
func TestSilentlyWrong(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Exact)
	kolkata := time.FixedZone("+05:30", 5*3600+1800)
	cell, err := types.ParseGeohash("##101010101010")
	if err != nil {
		t.Fatal(err)
	}
	money, err := types.ParseDec("1234567890123456789012345678.0123456789")
	if err != nil {
		t.Fatal(err)
	}
	hash, err := types.Uint256FromBig(big.NewInt(255))
	if err != nil {
		t.Fatal(err)
	}
	want := ExactRow{
		Ts:    time.Date(2026, 3, 1, 2, 30, 0, 123456000, kolkata),
		Nanos: time.Date(1969, 12, 31, 23, 59, 59, 999999001, time.UTC),
		I:     math.MaxInt32,
		L:     1<<53 + 1,
		D:     0.1,
		Live:  true,
		Hash:  hash,
		Cell:  cell,
		Money: money,
		Book:  [][]float64{{1, 2}, {3, 4}},
	}
	if _, err := qdb.Exec(ctx, pool, expr.InsertRows(Exact, []ExactRow{want}), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	read := want
	read.Ts = want.Ts.UTC()
	everything := expr.Select(expr.All).From(Exact)
	for name, query := range map[string]expr.Query{
		"everything":            everything,
		"time with a zone":      everything.Where(Exact.Ts.Eq(want.Ts)),
		"nanoseconds":           everything.Where(Exact.Nanos.Eq(want.Nanos)),
		"an int64 beside INT":   everything.Where(Exact.I.Lt(math.MaxInt32 + 1)),
		"beyond 2^53":           everything.Where(Exact.L.Eq(want.L)),
		"beyond 2^53, in":       everything.Where(Exact.L.In(1, want.L)),
		"beyond 2^53, between":  everything.Where(Exact.L.Between(want.L, want.L)),
		"a double, in":          everything.Where(Exact.D.In(0.1, 7)),
		"a boolean":             everything.Where(Exact.Live.Eq(true)),
		"one value, two types":  everything.Where(Exact.D.Lt(5.5), Exact.L.Gt(5)),
		"bits of a geohash":     everything.Where(Exact.Cell.Eq(cell)),
		"a LONG256":             everything.Where(Exact.Hash.Eq(hash)),
		"a DECIMAL of 38":       everything.Where(Exact.Money.Eq(money)),
		"a fraction of a LONG":  everything.Where(Exact.L.ToDouble().Mul(expr.Float64(1.5)).Gt(1e16)),
		"sorted, with a limit":  everything.OrderBy(Exact.Nanos.Desc()).Limit(1),
		"an interval":           everything.Where(Exact.Ts.In("2026-02-28")),
		"nanoseconds, in times": everything.Where(Exact.Nanos.InTimes(want.Nanos, want.Ts)),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := qdb.One[ExactRow](ctx, pool, query)
			if diff := cmp.Diff(read, got, equalValues...); err != nil || diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
	for name, none := range map[string]expr.Query{
		"2^53":                  everything.Where(Exact.L.Eq(1 << 53)),
		"another microsecond":   everything.Where(Exact.Ts.Eq(want.Ts.Add(time.Microsecond))),
		"another nanosecond":    everything.Where(Exact.Nanos.Eq(want.Nanos.Add(1))),
		"wall clock":            everything.Where(Exact.Ts.Eq(time.Date(2026, 3, 1, 2, 30, 0, 123456000, time.UTC))),
		"false":                 everything.Where(Exact.Live.Eq(false)),
		"another 12 bits":       everything.Where(Exact.Cell.Eq(must(types.ParseGeohash("##000010000000")))),
		"255 read as hex 0x255": everything.Where(Exact.Hash.Eq(must(types.Uint256FromBig(big.NewInt(0x255))))),
	} {
		t.Run("not "+name, func(t *testing.T) {
			if _, ok, err := qdb.Find[ExactRow](ctx, pool, none); ok || err != nil {
				t.Errorf("found %t, %v", ok, err)
			}
		})
	}
	for name, refused := range map[string]expr.InsertStatement{
		"a ragged array":  expr.Insert(Exact).Set(Exact.Ts.Set(noon), Exact.Book.Set([][]float64{{1, 2}, {3}})),
		"the sentinel":    expr.Insert(Exact).Set(Exact.Ts.Set(noon), Exact.L.Set(math.MinInt64)),
		"NaN":             expr.Insert(Exact).Set(Exact.Ts.Set(noon), Exact.D.Set(math.NaN())),
		"another geohash": expr.Insert(Exact).Set(Exact.Ts.Set(noon), Exact.Cell.Set(must(types.ParseGeohash("u33d")))),
	} {
		var built *expr.BuildError
		if _, err := qdb.Exec(ctx, untouchable{t: t}, refused); !errors.As(err, &built) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// equalValues compares the types that have unexported fields.
var equalValues = cmp.Options{
	cmp.Comparer(func(a, b types.Dec) bool { return a.Cmp(b) == 0 }),
	cmp.Comparer(func(a, b types.Uint256) bool { return a == b }),
	cmp.Comparer(func(a, b types.Geohash) bool { return a == b }),
	cmp.Comparer(func(a, b netip.Addr) bool { return a == b }),
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// TestMessages looks for what a user sees of a cut or refused value.
func TestMessages(t *testing.T) {
	_, _, err := expr.Insert(Exact).Set(Exact.Cell.Set(must(types.ParseGeohash("u33d")))).SQL()
	if err == nil || !strings.Contains(err.Error(), `column "cell"`) || !strings.Contains(err.Error(), "GEOHASH(12b)") {
		t.Error(err)
	}
}
