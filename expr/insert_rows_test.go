package expr_test

import (
	"testing"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/race"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// TickRow is a row of Ticks.
type TickRow struct {
	Ts     time.Time
	Symbol string
	Side   string
	Price  *float64
	Amount types.Null[float64]
	Qty    int64
	Lot    int32
	Live   bool
}

func tickRows(n int) []TickRow {
	rows := make([]TickRow, n)
	for i := range rows {
		rows[i] = TickRow{Ts: noon.Add(time.Duration(i) * time.Second), Symbol: "BTC-USD", Side: "buy", Price: new(1.5), Amount: types.Valid(2.5), Qty: int64(i), Lot: 3, Live: true}
	}
	return rows
}

func TestInsertRows(t *testing.T) {
	db := openClauses(t)
	rows := tickRows(2)
	rows[1].Price, rows[1].Amount = nil, types.Null[float64]{}
	insert := expr.InsertRows(Ticks, rows)
	rows[0].Qty = 77 // too late
	type Base struct{ Ts time.Time }
	type embedded struct {
		Base
		Cost    float64 `qdb:"price"`
		Comment string  `qdb:"-"`
	}
	type wrong struct {
		Ts    time.Time
		Price string
	}
	type unknown struct {
		Ts   time.Time
		Cost float64
		note string //nolint:unused // the mistake
	}
	type late struct{ Price float64 }
	type twice struct {
		Ts    time.Time
		Price float64
		Cost  float64 `qdb:"price"`
	}
	qdbtest.Golden(t, db, []qdbtest.Case{
		{
			Name: "rows", Statement: insert,
			SQL:  `INSERT INTO clauses_ticks (ts, symbol, side, price, amount, qty, lot, live) VALUES ($1, $2, $3, $4, $5, $6, $7, $8), ($9, $10, $11, $12, $13, $14, $15, $16)`,
			Args: []any{noon, "BTC-USD", "buy", 1.5, 2.5, int64(0), int32(3), true, noon.Add(time.Second), "BTC-USD", "buy", nil, nil, int64(1), int32(3), true},
		},
		{Name: "embedded, named and left out", Statement: expr.InsertRows(Ticks, []embedded{{Base{noon}, 1, "x"}}), SQL: `INSERT INTO clauses_ticks (ts, price) VALUES ($1, $2)`},

		{Name: "no rows", Statement: expr.InsertRows(Ticks, []TickRow{}), Err: `VALUES: there are no rows: do not send the statement`},
		{Name: "another type", Statement: expr.InsertRows(Ticks, []wrong{{}}), Err: `VALUES: field Price of expr_test.wrong, column "price": DOUBLE takes float64, float32, an integer that fits exactly, not string`},
		{Name: "unknown column", Statement: expr.InsertRows(Ticks, []unknown{{}}), Err: "VALUES: expr_test.unknown does not fit table \"clauses_ticks\" (ts, symbol, side, price, amount, qty, lot, note, live): field Cost has no column \"cost\"; field note is unexported: capitalise it, or tag it `qdb:\"-\"`"},
		{Name: "no timestamp", Statement: expr.InsertRows(Ticks, []late{{}}), Err: `VALUES: expr_test.late does not fit table "clauses_ticks" (ts, symbol, side, price, amount, qty, lot, note, live): there is no field for the designated timestamp "ts"`},
		{Name: "column twice", Statement: expr.InsertRows(Ticks, []twice{{}}), Err: `VALUES: expr_test.twice does not fit table "clauses_ticks" (ts, symbol, side, price, amount, qty, lot, note, live): field Cost: column "price" has a field already`},
		{Name: "no struct", Statement: expr.InsertRows(Ticks, []int{1}), Err: `VALUES: int is not a struct with a field for each column of clauses_ticks`},
		{Name: "nil table", Statement: expr.InsertRows(nil, rows), Err: `INSERT: the relation is nil, or a struct that Define or As did not make`},
		{Name: "and values", Statement: insert.Set(Ticks.Ts.Set(noon)), Err: `INSERT: there are rows of InsertRows and Values(…) or Set(…): insert them by two statements`},
		{Name: "a value that does not fit", Statement: expr.InsertRows(Ticks, []TickRow{{Ts: noon}, {Ts: noon, Symbol: "a\x00"}}), Err: `VALUES: row 2: column "symbol": SYMBOL cannot hold "a\x00": text has a NUL, which QuestDB does not allow, at byte 1`},
	})
}

// TestInsertRowsAllocs gates the allocations for 1,000 rows of 8 columns, as the
// executor renders them.
func TestInsertRowsAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	rows := tickRows(1000)
	got := testing.AllocsPerRun(10, func() {
		_, _, sinkErr = node.Declared(expr.InsertRows(Ticks, rows))
	})
	t.Logf("%v allocations", got)
	if got > 16 || sinkErr != nil {
		t.Errorf("%v allocations, at most 16: %v", got, sinkErr)
	}
}
