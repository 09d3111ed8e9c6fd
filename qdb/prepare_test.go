package qdb_test

import (
	"context"
	"errors"
	"math"
	"math/big"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/race"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

type signalArgs struct {
	Source string
	Min    float64 `qdb:"at_least"`
	Since  *time.Time
}

var preparedQuery = expr.Select(expr.All).From(Signal).Where(
	Signal.Source.EqExpr(expr.Param[expr.Text]("source")),
	Signal.Value.GeExpr(expr.Param[expr.Float]("at_least")),
	Signal.Value.Lt(100),
	expr.Or(Signal.Ts.GeExpr(expr.Param[expr.Timestamp]("since")), Signal.Value.EqExpr(expr.Param[expr.Float]("at_least"))),
).OrderBy(Signal.Ts)

// TestPrepare runs one prepared query with many arguments, from many
// goroutines.
func TestPrepare(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	var rows []SignalRow
	for i := range 10 {
		rows = append(rows, SignalRow{[]string{"a", "it's"}[i%2], float64(i), noon.Add(time.Duration(i) * time.Second)})
	}
	if _, err := qdb.InsertAll(ctx, pool, Signal, slices.Values(rows), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	stmt, err := qdb.Prepare[signalArgs, SignalRow](preparedQuery)
	if err != nil {
		t.Fatal(err)
	}
	const text = `SELECT * FROM qdb_signal WHERE source = $1 AND value >= $2 AND value < $3 AND (ts >= $4 OR value = $5) ORDER BY ts`
	if diff := cmp.Diff(text, stmt.String()); diff != "" {
		t.Error(diff)
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 50 {
				args := signalArgs{[]string{"a", "it's"}[(g+i)%2], float64((g + i) % 10), new(noon.In(time.FixedZone("", 3600)))}
				var want []SignalRow
				for _, r := range rows {
					if r.Source == args.Source && r.Value >= args.Min {
						want = append(want, r)
					}
				}
				var got []SignalRow
				for row, err := range stmt.Query(ctx, pool, args) {
					if err != nil {
						t.Error(err)
						return
					}
					got = append(got, row)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%+v:\n%s", args, diff)
					return
				}
			}
		})
	}
	wg.Wait()
	if got, err := stmt.All(ctx, pool, signalArgs{"nobody", 1, nil}); err != nil || got == nil || len(got) != 0 {
		t.Errorf("All: %v %v", got, err)
	}
	if _, err := stmt.One(ctx, pool, signalArgs{"nobody", 1, nil}); !errors.Is(err, qdb.ErrNoRows) {
		t.Errorf("One: %v", err)
	}
	if _, _, err := stmt.Find(ctx, pool, signalArgs{"a", 0, &noon}); !errors.Is(err, qdb.ErrManyRows) {
		t.Errorf("Find: %v", err)
	}
	if row, err := stmt.One(ctx, pool, signalArgs{"a", 8, &noon}); err != nil || row != rows[8] {
		t.Errorf("One: %v %v", row, err)
	}
	if _, err := stmt.All(ctx, untouchable{t: t}, signalArgs{"a\x00", 1, nil}); err == nil || !strings.Contains(err.Error(), `argument "source"`) {
		t.Errorf("a value that does not fit: %v", err)
	}
}

// TestPrepareMistakes shows what Prepare tells without a database.
func TestPrepareMistakes(t *testing.T) {
	type wrong struct {
		Source int
		Other  string
	}
	_, err := qdb.Prepare[wrong, SignalRow](preparedQuery)
	for _, want := range []string{"field Source: VARCHAR takes", `parameter "at_least" (DOUBLE) has no field`, `parameter "since" (TIMESTAMP) has no field`, `field Other has no parameter "other"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
	if _, err := qdb.Prepare[signalArgs, float64](preparedQuery); err == nil {
		t.Error("the rows do not fit")
	}
	if _, err := qdb.Prepare[string, SignalRow](preparedQuery); err == nil {
		t.Error("the arguments are no struct")
	}
	if _, err := qdb.Prepare[struct{}, SignalRow](all); err != nil {
		t.Errorf("a query without parameters: %v", err)
	}
	if _, _, err := preparedQuery.SQL(); err == nil || !strings.Contains(err.Error(), `parameter "source" has no value: prepare the statement by qdb.Prepare`) {
		t.Errorf("SQL: %v", err)
	}
	if _, err := preparedQuery.Inline(); err == nil {
		t.Error("Inline renders a parameter")
	}
	if _, err := qdb.All[SignalRow](t.Context(), untouchable{t: t}, preparedQuery); err == nil {
		t.Error("a query with parameters runs without them")
	}
	if _, err := qdb.Prepare[struct{ B float64 }, SignalRow](all.Where(Signal.Value.GtExpr(expr.Param[expr.Float]("a b")))); err == nil {
		t.Error("a parameter with a space")
	}
}

var preparedInsert = expr.Insert(Signal).Set(
	Signal.Source.SetExpr(expr.Param[expr.Text]("source")),
	Signal.Value.SetExpr(expr.Param[expr.Float]("value")),
	Signal.Ts.SetExpr(expr.Param[expr.Timestamp]("ts")),
)

// TestPrepareExec writes rows by one prepared INSERT from many goroutines, and
// changes them by one prepared UPDATE.
func TestPrepareExec(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	insert, err := qdb.PrepareExec[SignalRow](preparedInsert)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(`INSERT INTO qdb_signal (source, value, ts) VALUES ($1, $2, $3)`, insert.String()); diff != "" {
		t.Error(diff)
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 50 {
				row := SignalRow{"it's", float64(50*g + i), noon.Add(time.Duration(50*g+i) * time.Second)}
				result, err := insert.Exec(ctx, pool, row)
				if n, known := result.Rows(); n != 1 || !known || err != nil {
					t.Errorf("%d rows, %t, %v", n, known, err)
					return
				}
			}
		})
	}
	wg.Wait()
	if err := qdb.WaitApplied(ctx, pool, Signal); err != nil {
		t.Fatal(err)
	}
	got, err := qdb.All[SignalRow](ctx, pool, all)
	if err != nil || len(got) != 400 {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, row := range got {
		if want := (SignalRow{"it's", float64(i), noon.Add(time.Duration(i) * time.Second)}); row != want {
			t.Errorf("got %v, want %v", row, want)
		}
	}

	type change struct {
		Value  *float64
		Beyond float64
	}
	update, err := qdb.PrepareExec[change](expr.Update(Signal).Set(Signal.Value.SetExpr(expr.Param[expr.Float]("value"))).
		Where(Signal.Value.GeExpr(expr.Param[expr.Float]("beyond"))))
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range []change{{new(1e6), 300}, {nil, 200}} {
		if _, err := update.Exec(ctx, pool, args, qdb.AndWait()); err != nil {
			t.Fatal(err)
		}
	}
	left, err := qdb.One[int64](ctx, pool, countSignals.Where(Signal.Value.IsNotNull()))
	if left != 200 || err != nil {
		t.Errorf("%d rows have a value (%v)", left, err)
	}
}

// ParamTable has a column of each type that a parameter can be assigned to.
type ParamTable struct {
	expr.Table
	Yes     expr.BooleanColumn
	B       expr.ByteColumn
	S       expr.ShortColumn
	I       expr.IntColumn
	L       expr.LongColumn
	F       expr.FloatColumn
	D       expr.DoubleColumn
	C       expr.CharColumn
	Sym     expr.SymbolColumn
	Note    expr.VarcharColumn
	Text    expr.StringColumn
	Day     expr.DateColumn
	Nanos   expr.TimestampNSColumn
	ID      expr.UUIDColumn
	Host    expr.IPv4Column
	Hash    expr.Long256Column
	Cell    expr.GeohashColumn `qdb:",geohash=12b"`
	Money   expr.DecimalColumn `qdb:",decimal=38:10"`
	Wide    expr.DecimalColumn `qdb:",decimal=76:20"`
	Curve   expr.DoubleArrayColumn
	Payload expr.BinaryColumn
	Mark    expr.LongColumn
	Ts      expr.TimestampColumn
}

var Params = ddl.Define("qdb_params", func(t ParamTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

type ParamRow struct {
	Yes     bool
	B       int8
	S       int16
	I       *int32
	L       *int64
	F       *float32
	D       *float64
	C       *string
	Sym     *string
	Note    *string
	Text    *string
	Day     *time.Time
	Nanos   *time.Time
	ID      *types.GUID
	Host    *netip.Addr
	Hash    *types.Uint256
	Cell    *types.Geohash
	Money   *types.Dec
	Wide    *types.Dec
	Curve   []float64
	Payload []byte
	Mark    *int64
	Ts      time.Time
}

// TestPrepareExecTypes assigns a parameter to a column of each type: what comes
// back is what was given, and NULL where nothing was.
func TestPrepareExecTypes(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Params)
	integer, text, instant := expr.Param[expr.Integer], expr.Param[expr.Text], expr.Param[expr.Timestamp]
	insert, err := qdb.PrepareExec[ParamRow](expr.Insert(Params).Set(
		Params.Yes.SetExpr(expr.Param[expr.Boolean]("yes")), Params.B.SetExpr(integer("b")), Params.S.SetExpr(integer("s")), Params.I.SetExpr(integer("i")), Params.L.SetExpr(integer("l")),
		Params.F.SetExpr(expr.Param[expr.Float]("f")), Params.D.SetExpr(expr.Param[expr.Float]("d")), Params.C.SetExpr(text("c")), Params.Sym.SetExpr(text("sym")), Params.Note.SetExpr(text("note")), Params.Text.SetExpr(text("text")),
		Params.Day.SetExpr(instant("day")), Params.Nanos.SetExpr(instant("nanos")), Params.ID.SetExpr(expr.Param[expr.UUID]("id")), Params.Host.SetExpr(expr.Param[expr.IPv4]("host")), Params.Hash.SetExpr(expr.Param[expr.Long256]("hash")),
		Params.Cell.SetExpr(expr.Param[expr.Geohash]("cell")), Params.Money.SetExpr(expr.Param[expr.Decimal]("money")), Params.Wide.SetExpr(expr.Param[expr.Decimal]("wide")), Params.Curve.SetExpr(expr.Param[expr.Array]("curve")), Params.Payload.SetExpr(expr.Param[expr.Binary]("payload")),
		Params.Mark.SetExpr(expr.Param[expr.Integer]("mark")),
		Params.Ts.SetExpr(instant("ts")),
	))
	if err != nil {
		t.Fatal(err)
	}
	rows := []ParamRow{
		{
			true, -128, 32767, new(int32(math.MaxInt32)), new(int64(1<<53 + 1)), new(float32(0.1)), new(0.1), new("'"), new("it's"), new("'a"), new(""),
			new(time.Date(2026, 1, 2, 3, 4, 5, 678e6, time.UTC)), new(time.Date(1969, 12, 31, 23, 59, 59, 999999001, time.UTC)), &types.GUID{1, 2, 3}, new(netip.MustParseAddr("10.0.0.1")),
			new(must(types.Uint256FromBig(big.NewInt(255)))), new(must(types.ParseGeohash("##101010101010"))), new(must(types.ParseDec("1234567890123456789012345678.0123456789"))),
			new(must(types.ParseDec("12345678901234567890123456789012345678901234567890123456.01234567890123456789"))),
			[]float64{1, 2.5},
			[]byte{0, 255},
			nil, noon,
		},
		{Ts: noon.Add(time.Second)},
	}
	for _, row := range rows {
		if _, err := insert.Exec(ctx, pool, row, qdb.AndWait()); err != nil {
			t.Fatal(err)
		}
	}
	got, err := qdb.All[ParamRow](ctx, pool, expr.Select(expr.All).From(Params).OrderBy(Params.Ts))
	if diff := cmp.Diff(rows, got, equalValues...); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

// TestPrepareExecMistakes shows what PrepareExec tells without a database.
func TestPrepareExecMistakes(t *testing.T) {
	ctx := t.Context()
	long := expr.Insert(Params).Set(Params.I.SetExpr(expr.Param[expr.Integer]("i")), Params.Ts.SetExpr(expr.Param[expr.Timestamp]("ts")))
	type row struct {
		I  int64
		Ts time.Time
	}
	narrow, err := qdb.PrepareExec[row](long)
	if err != nil {
		t.Fatal(err)
	}
	byteParam := expr.Update(Params).Set(Params.B.SetExpr(expr.Param[expr.Integer]("b"))).All()
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"a value beyond the column": {second(narrow.Exec(ctx, untouchable{t: t}, row{1 << 31, noon})), `argument "i": INT cannot hold 2147483648`},
		"a type that the column does not take": {second(qdb.PrepareExec[struct {
			I  string
			Ts time.Time
		}](long)), "field I: INT takes"},
		"a parameter without a field":    {second(qdb.PrepareExec[struct{ I int }](long)), `parameter "ts" (TIMESTAMP) has no field`},
		"a BYTE in UPDATE":               {second(qdb.PrepareExec[struct{ B int8 }](byteParam)), `column "b": the server takes no parameter for a BYTE in UPDATE: use Set with a value`},
		"a query":                        {second(qdb.PrepareExec[signalArgs](preparedQuery)), "returns rows: use Query"},
		"nil":                            {second(qdb.PrepareExec[signalArgs](nil)), "the statement is nil"},
		"an UPDATE of every row":         {second(qdb.PrepareExec[struct{}](expr.Update(Params).Set(Params.L.Set(1)))), "there is no condition"},
		"a statement run without values": {second(qdb.Exec(ctx, untouchable{t: t}, long)), `parameter "i" has no value: prepare the statement by qdb.Prepare or qdb.PrepareExec`},
	} {
		if tt.err == nil || !strings.Contains(tt.err.Error(), tt.want) {
			t.Errorf("%s: no %q in: %v", name, tt.want, tt.err)
		}
	}
}

// TestPrepareExecInTx adds prepared inserts to a transaction, which takes no
// other statement.
func TestPrepareExecInTx(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	insert := must(qdb.PrepareExec[SignalRow](preparedInsert))
	update := must(qdb.PrepareExec[struct{}](expr.Update(Signal).Set(Signal.Value.Set(1)).All()))
	for _, tt := range []struct {
		name string
		also func(tx *qdb.Tx) error
		want int64
	}{
		{"an insert", func(*qdb.Tx) error { return nil }, 2},
		{"an update", func(tx *qdb.Tx) error { return second(update.Insert(ctx, tx, struct{}{})) }, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			qdbtest.Create(t, pool, Signal)
			err := qdb.InTx(ctx, pool, func(tx *qdb.Tx) error {
				for i := range 2 {
					if _, err := insert.Insert(ctx, tx, SignalRow{"a", 1, noon.Add(time.Duration(i))}); err != nil {
						return err
					}
				}
				return tt.also(tx)
			})
			if (err == nil) != (tt.want > 0) {
				t.Error(err)
			}
			if err := qdb.WaitApplied(ctx, pool, Signal); err != nil {
				t.Fatal(err)
			}
			if n, err := qdb.One[int64](ctx, pool, countSignals); n != tt.want || err != nil {
				t.Errorf("%d rows, want %d (%v)", n, tt.want, err)
			}
		})
	}
}

// TestPrepareAllocs shows that a call allocates nothing beyond what pgx does
// for the same text and arguments: to render, to bind, to scan, or to end with
// its context.
func TestPrepareAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	pool := qdbtest.DB(t)
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	type args struct{ Min int64 }
	one := expr.LongSequence("s", 1)
	stmt, err := qdb.Prepare[args, int64](expr.Select(one.X).From(one).Where(one.X.GeExpr(expr.Param[expr.Integer]("min"))))
	if err != nil {
		t.Fatal(err)
	}
	value, oid, format := [][]byte{{7: 1}}, []uint32{20}, []int16{1}
	for name, ctx := range map[string]context.Context{"a context that ends": t.Context(), "one that does not": context.Background()} {
		hand := testing.AllocsPerRun(200, func() {
			if _, err := conn.Conn().PgConn().ExecParams(ctx, stmt.String(), value, oid, format, format).Close(); err != nil {
				t.Error(err)
			}
		})
		got := testing.AllocsPerRun(200, func() {
			if x, err := stmt.One(ctx, conn.Conn(), args{1}); x != 1 || err != nil {
				t.Error(x, err)
			}
		})
		t.Logf("%s: %v allocations, %v by hand", name, got, hand)
		if got > hand {
			t.Errorf("%s: %v allocations, %v by hand", name, got, hand)
		}
	}
}

// TestPrepareExecAllocs gates what a prepared INSERT allocates where the recorder
// stands in for the server: the arguments as a tracer would see them.
func TestPrepareExecAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	insert := must(qdb.PrepareExec[SignalRow](preparedInsert))
	db, row := silent{}, SignalRow{"coconut", 16.9, noon}
	got := testing.AllocsPerRun(200, func() { _, _ = insert.Exec(t.Context(), db, row) })
	t.Logf("%v allocations", got)
	if got > 8 {
		t.Errorf("%v allocations, at most 8", got)
	}
}

// silent is a database whose queries have no rows.
type silent struct{ qdb.DB }

func (silent) Replay(context.Context, string, []any) ([][]any, int64, error) { return nil, 0, nil }

// TestPrepareClauses shows parameters of clauses: a limit and a time zone that
// come with each call.
func TestPrepareClauses(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	if _, err := qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1, noon).Values("a", 2, noon.AddDate(0, 0, 1)), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	type args struct {
		Rows int64
		Zone string
	}
	type day struct {
		Ts time.Time
		N  int64
	}
	byDay, err := qdb.Prepare[args, day](expr.Select(Signal.Ts, fn.Count().As("n")).From(Signal).
		SampleBy(expr.Days(1), expr.AlignToCalendar().TimeZoneExpr(expr.Param[expr.Text]("zone"))).LimitExpr(expr.Param[expr.Integer]("rows")))
	if err != nil {
		t.Fatal(err)
	}
	midnight := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		args args
		want []day
	}{
		{args{5, "UTC"}, []day{{midnight, 1}, {midnight.AddDate(0, 0, 1), 1}}},
		{args{1, "Europe/Berlin"}, []day{{midnight.Add(-time.Hour), 1}}},
		{args{-1, "Asia/Tokyo"}, []day{{midnight.Add(15 * time.Hour), 1}}},
	} {
		got, err := byDay.All(ctx, pool, tt.args)
		if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
			t.Errorf("%v: %v\n%s", tt.args, err, diff)
		}
	}
}
