// Package sqlbench has six logical queries, written with several SQL builders
// and by hand, so that what rendering them takes can be compared. It needs no
// database.
//
// One file per implementation (impl_*.go), each calling Register from init.
// impl_questql.go is a link to ../impl_questql.go.txt, which other suites take
// from there.
//
// The baselines are no builders. hand appends to one []byte of the right size,
// with the values boxed: the limit for (string, []any). handptr is the same with
// pointers as arguments, which pgx takes and which need no boxing. handinline
// writes the values into the text. cached has constant text and collects the
// arguments. sprintf is what people write without a builder.
package sqlbench

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Q names one of the logical queries.
type Q int

const (
	Q1 Q = iota // simple select, 3 wheres
	Q2          // join, 5 aggregates, group by, order by, limit
	Q3          // insert 1 row x 8 columns
	Q4          // insert 1000 rows x 8 columns
	Q5          // select with 50 OR'd (a AND b) conditions
	Q6          // chained CTEs, 2 window functions, CASE
	NumQ
)

// QName names the queries.
var QName = [NumQ]string{"Q1select", "Q2join", "Q3insert1", "Q4insert1000", "Q5or50", "Q6ctewin"}

// Render yields the SQL and its arguments.
type Render func() (sql string, args []any, err error)

// Impl is one implementation.
type Impl struct {
	Name string
	// Cold builds the statement from Go values and renders it. Required.
	Cold [NumQ]Render
	// Warm builds the statement once and returns a Render that renders that
	// prebuilt statement again. nil where the builder keeps no prebuilt state.
	Warm [NumQ]func() Render
	// Inline is true where values are written into the text (no args).
	Inline bool
	// Raw names the queries in which a clause had to be written as SQL text
	// because the builder has no API for it (for the report).
	Raw map[Q]string
	// Limit marks the baselines that are no builders (excluded from
	// "fastest peer").
	Limit bool
}

var impls []*Impl

// Register adds an implementation.
func Register(i *Impl) { impls = append(impls, i) }

// Impls lists the registered implementations by name, baselines first.
func Impls() []*Impl {
	slices.SortFunc(impls, func(a, b *Impl) int {
		if a.Limit != b.Limit {
			if a.Limit {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return impls
}

// Trade is one row of table trades.
type Trade struct {
	TS      time.Time
	Symbol  string
	Side    string
	Price   float64
	Amount  float64
	Venue   string
	OrderID int64
	Fee     float64
}

// Cols are the columns of trades.
var Cols = []string{"ts", "symbol", "side", "price", "amount", "venue", "order_id", "fee"}

// Pair is one of the conditions of Q5.
type Pair struct {
	Symbol string
	Price  float64
}

type inputs struct {
	Symbol   string
	Price    float64
	Since    time.Time
	Sector   string
	Limit    int64
	Row      Trade
	Rows     []Trade // 1000
	Pairs    []Pair  // 50
	HighP    float64
	MidP     float64
	RankMax  int64
	FrameLen int64
}

// In is the input of every query: a variable, so that the compiler cannot fold
// it.
var In = newInputs()

func newInputs() inputs {
	t0 := time.Date(2026, 1, 2, 3, 4, 5, 678900000, time.UTC)
	in := inputs{
		Symbol: "BTC-USD", Price: 100.5, Since: t0, Sector: "crypto", Limit: 100,
		HighP: 150.25, MidP: 50.75, RankMax: 5, FrameLen: 9,
	}
	for i := range 1000 {
		in.Rows = append(in.Rows, Trade{
			TS:      t0.Add(time.Duration(i) * time.Second),
			Symbol:  fmt.Sprintf("SYM%d", i%17),
			Side:    []string{"buy", "sell"}[i%2],
			Price:   1000.25 + float64(i),
			Amount:  300.5 + float64(i%31),
			Venue:   fmt.Sprintf("V%d", i%5),
			OrderID: int64(1000000 + i),
			Fee:     0.25,
		})
	}
	in.Row = in.Rows[0]
	for i := range 50 {
		in.Pairs = append(in.Pairs, Pair{fmt.Sprintf("SYM%d", i), 1000.5 + float64(i)})
	}
	return in
}
