package expr_test

import (
	"database/sql/driver"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// WidestTable has a column of each kind that a row can hold.
type WidestTable struct {
	expr.Table
	Ts      expr.TimestampColumn
	Seen    expr.TimestampColumn
	Nanos   expr.TimestampNSColumn
	Symbol  expr.SymbolColumn
	Note    expr.VarcharColumn
	Title   expr.StringColumn
	Side    expr.SymbolColumn
	Price   expr.DoubleColumn
	Amount  expr.DoubleColumn
	Cost    expr.DoubleColumn
	Qty     expr.LongColumn
	Count   expr.LongColumn
	Many    expr.LongColumn
	Lot     expr.IntColumn
	Small   expr.ShortColumn
	Live    expr.BooleanColumn
	Key     expr.UUIDColumn
	Payload expr.BinaryColumn
	Day     expr.DateColumn
}

var Widest = ddl.Define("rows_widest", func(t *WidestTable) ddl.Spec { return ddl.Designated(t.Ts) })

// rowSide is read by its own way of being a driver's value.
type rowSide int

func (s rowSide) Value() (driver.Value, error) { return fmt.Sprintf("side %d", int(s)), nil }

// rowName is made of a basic type.
type rowName string

// WidestRow has Go types that are read in different ways: as they are, by a
// pointer, as a Null, by the type that they are made of, as a driver's value.
type WidestRow struct {
	Ts      time.Time
	Seen    *time.Time
	Nanos   time.Time
	Symbol  string
	Note    *string
	Title   rowName
	Side    rowSide
	Price   float64
	Amount  types.Null[float64]
	Cost    float32
	Qty     int64
	Count   int
	Many    *uint32
	Lot     int32
	Small   *int16
	Live    bool
	Key     [16]byte
	Payload []byte
	Day     types.Null[time.Time]
}

// LeanRow has only what lies in arrays.
type LeanRow struct {
	Ts     time.Time
	Symbol string
	Price  float64
	Qty    int64
}

func maybe[T any](r *rand.Rand, v T) *T {
	if r.IntN(3) == 0 {
		return nil
	}
	return &v
}

func randomTime(r *rand.Rand) time.Time {
	return time.Unix(r.Int64N(4e9), r.Int64N(1e9)).In(time.FixedZone("", r.IntN(9)*3600))
}

func randomText(r *rand.Rand) string { return strings.Repeat("é'x", r.IntN(4)) }

func randomWidest(r *rand.Rand) WidestRow {
	row := WidestRow{
		Ts: randomTime(r), Seen: maybe(r, randomTime(r)), Nanos: randomTime(r), Symbol: randomText(r), Note: maybe(r, randomText(r)),
		Title: rowName(randomText(r)), Side: rowSide(r.IntN(9)), Price: r.NormFloat64(), Cost: float32(r.IntN(9)), Qty: r.Int64() - 1<<62,
		Count: r.IntN(1e6) - 5e5, Many: maybe(r, r.Uint32()), Lot: r.Int32(), Small: nil, Live: r.IntN(2) == 0, Payload: []byte(randomText(r)),
	}
	row.Small = new(int16(r.IntN(999)))
	row.Key[r.IntN(16)] = 7
	if r.IntN(3) > 0 {
		row.Amount, row.Day = types.Valid(r.NormFloat64()), types.Valid(randomTime(r))
	}
	return row
}

func randomLean(r *rand.Rand) LeanRow {
	return LeanRow{randomTime(r), randomText(r), r.NormFloat64(), r.Int64N(1e12)}
}

// byValues is InsertRows by way of Values, which makes each value alone. Columns
// without a field are NULL.
func byValues[Row any](t *testing.T, rows []Row, columns []string) (values []types.Value) {
	t.Helper()
	table := reflect.TypeFor[WidestTable]()
	for _, row := range rows {
		v := reflect.ValueOf(row)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if _, ok := table.FieldByName(name); !ok {
				t.Fatalf("there is no column %s of %v", name, columns)
			}
			value, err := types.ValueOf(columnType(t, name), v.Field(i).Interface())
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, value)
		}
	}
	return values
}

func columnType(t *testing.T, field string) types.Type {
	t.Helper()
	table := node.RelationOf(Widest).Table
	at := table.Column(strings.ToLower(field))
	if at < 0 {
		t.Fatalf("there is no column %s", field)
	}
	return table.Columns[at].Type
}

// checkRows holds what InsertRows makes against values that are made alone: the
// arguments, the declared parameters and the text of each mode.
func checkRows[Row any](t *testing.T, rows []Row) {
	t.Helper()
	var columns []string
	for f := range reflect.TypeFor[Row]().Fields() {
		columns = append(columns, strings.ToLower(f.Name))
	}
	values := byValues(t, rows, columns)
	insert := expr.InsertRows(Widest, rows)
	clear(rows) // they were read
	text := func(write func(v *types.Value) string) string {
		var s strings.Builder
		fmt.Fprintf(&s, "INSERT INTO rows_widest (%s) VALUES ", strings.Join(columns, ", "))
		for i := range values {
			switch {
			case i == 0:
				s.WriteString("(")
			case i%len(columns) == 0:
				s.WriteString("), (")
			default:
				s.WriteString(", ")
			}
			s.WriteString(write(&values[i]))
		}
		return s.String() + ")"
	}
	var args []any
	plain := text(func(v *types.Value) string {
		if v.Type().Kind == types.KindTimestampNS {
			return v.String() // a driver would send microseconds
		}
		args = append(args, v.Arg())
		return fmt.Sprintf("$%d", len(args))
	})
	n := 0
	declared := text(func(*types.Value) string { n++; return fmt.Sprintf("$%d", n) })
	var all sync.WaitGroup
	for range 4 { // at the same time, and again
		all.Go(func() {
			if got, gotArgs, err := insert.SQL(); err != nil || got != plain || !reflect.DeepEqual(gotArgs, args) {
				t.Errorf("%d rows: plain text and arguments differ: %v", len(rows), err)
			} else if len(gotArgs) > 0 {
				clear(gotArgs) // they are the caller's
			}
			if got, params, err := node.Declared(insert); err != nil || got != declared || !reflect.DeepEqual(params, values) {
				t.Errorf("%d rows: declared text and parameters differ: %v", len(rows), err)
			}
			got, params, err := node.Prepared(insert)
			if err != nil || got != declared || len(params) != len(values) || !reflect.DeepEqual(params[len(params)-1], node.Param{Value: values[len(values)-1]}) {
				t.Errorf("%d rows: prepared text and parameters differ: %v", len(rows), err)
			}
			dst, more, err := insert.AppendSQL([]byte("-- "), []any{"before"})
			if err != nil || string(dst) != "-- "+plain || !reflect.DeepEqual(more[1:], args) || more[0] != "before" {
				t.Errorf("%d rows: appended text and arguments differ: %v", len(rows), err)
			}
		})
	}
	all.Wait()
	inline, err := insert.Inline()
	if want := text(func(v *types.Value) string { return v.String() }); err == nil && inline != want {
		t.Errorf("%d rows: inline is\n%s, want\n%s", len(rows), inline, want)
	}
}

// TestInsertRowsByColumn inserts random rows: as many as arrays of each size
// hold, less and more.
func TestInsertRowsByColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 4, 5, 8, 9, 15, 16, 17, 33, 100, 342, 343, 600, 1023, 1024, 1025, 2050} {
		wide, lean := make([]WidestRow, n), make([]LeanRow, n)
		for i := range n {
			wide[i], lean[i] = randomWidest(r), randomLean(r)
		}
		checkRows(t, wide)
		checkRows(t, lean)
	}
}

// TestInsertRowsFirstMistake shows that of several mistakes the first in the
// order of the rows is told.
func TestInsertRowsFirstMistake(t *testing.T) {
	good := LeanRow{Ts: noon, Symbol: "a", Price: 1, Qty: 1}
	for _, tt := range []struct {
		symbol, qty int // the rows of the mistakes, -1 for none
		want        string
	}{
		{20, 3, `row 4: column "qty": LONG cannot hold -9223372036854775808: QuestDB reads it as NULL`},
		{3, 20, `row 4: column "symbol": SYMBOL cannot hold "\x00"`},
		{3, 3, `row 4: column "symbol": SYMBOL cannot hold "\x00"`},
		{-1, 39, `row 40: column "qty": LONG cannot hold`},
		{5, 4, `row 5: column "qty": LONG cannot hold`},
	} {
		rows := make([]LeanRow, 40)
		for i := range rows {
			rows[i] = good
		}
		if tt.symbol >= 0 {
			rows[tt.symbol].Symbol = "\x00"
		}
		rows[tt.qty].Qty = -1 << 63
		_, _, err := expr.InsertRows(Widest, rows).SQL()
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %s", err, tt.want)
		}
		for i := range rows {
			rows[i] = good
		}
		if _, args, err := expr.InsertRows(Widest, rows).SQL(); err != nil || len(args) != 160 {
			t.Errorf("good rows behind the mistake: %d arguments, %v", len(args), err)
		}
	}
	type noColumns struct {
		Note string `qdb:"-"`
	}
	undated := ddl.Define("rows_undated", func(t *struct {
		expr.Table
		Price expr.DoubleColumn
	},
	) ddl.Spec {
		return nil
	})
	_, _, err := expr.InsertRows(undated, []noColumns{{}}).SQL()
	if err == nil || !strings.Contains(err.Error(), "there is no field for a column") {
		t.Errorf("a row without columns: %v", err)
	}
}
