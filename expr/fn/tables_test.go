package fn_test

import (
	"net/netip"
	"reflect"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// typesTable has a column of every type.
type typesTable struct {
	expr.Table
	Bo   expr.BooleanColumn
	By   expr.ByteColumn
	Sh   expr.ShortColumn
	I    expr.IntColumn
	L    expr.LongColumn
	F    expr.FloatColumn
	D    expr.DoubleColumn
	Ch   expr.CharColumn
	Sy   expr.SymbolColumn
	St   expr.StringColumn
	Vc   expr.VarcharColumn
	Da   expr.DateColumn
	Ts   expr.TimestampColumn
	Tn   expr.TimestampNSColumn
	Dc   expr.DecimalColumn `qdb:",decimal=18:3"`
	U    expr.UUIDColumn
	Ip   expr.IPv4Column
	G    expr.GeohashColumn `qdb:",geohash=7b"`
	L256 expr.Long256Column
	Bin  expr.BinaryColumn
	Arr  expr.DoubleArrayColumn
	Arr2 expr.DoubleMatrixColumn
}

var T = ddl.Define("fn_types", func(t typesTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day)
})

var noon = time.Date(2026, 1, 2, 12, 0, 0, 123456000, time.UTC)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// openTypes fills the table with two rows, the second NULL wherever it can be.
func openTypes(t *testing.T) *pgxpool.Pool {
	t.Helper()
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, T)
	for _, insert := range []expr.InsertStatement{
		expr.Insert(T).Set(T.Ts.Set(noon), T.Bo.Set(true), T.By.Set(3), T.Sh.Set(3), T.I.Set(3), T.L.Set(3), T.F.Set(2.5), T.D.Set(2.5),
			T.Ch.Set("a"), T.Sy.Set("CET"), T.St.Set("CET"), T.Vc.Set("CET"), T.Da.Set(noon), T.Tn.Set(noon),
			T.Dc.Set(must(types.NewDec(1250, 3))), T.U.Set(types.GUID{1, 2, 3}), T.Ip.Set(netip.MustParseAddr("10.1.2.3")), T.G.Set(must(types.GeohashFromBits(0b1010101, 7))),
			T.L256.Set(must(types.ParseUint256("0x1234"))), T.Bin.Set([]byte{0, 255}),
			T.Arr.Set([]float64{1, 2.5}), T.Arr2.Set([][]float64{{1, 2}, {3, 4}})),
		expr.Insert(T).Set(T.Ts.Set(noon.Add(time.Minute))),
	} {
		if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// samples are the columns of the table, and constants.
func samples() []expr.Expression {
	var all []expr.Expression
	table := reflect.ValueOf(T)
	for i := range table.NumField() {
		if x, ok := table.Field(i).Interface().(expr.Expression); ok {
			all = append(all, x)
		}
	}
	return append(all, expr.Int64(3), expr.Float64(2.5), expr.String("CET"), expr.Time(noon), T.D.Add(T.F), fn.Interval(T.Ts, T.Ts), T.L.Add(T.I), T.Vc.Concat(T.Sy),
		expr.ArrayValue(must(types.NDArrayOf([]float64{1, 2}))))
}
