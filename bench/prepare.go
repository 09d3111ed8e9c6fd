package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
)

// quoteArgs are the arguments of the compiled query, which finds one row.
type quoteArgs struct {
	ID    int64
	Price float64
	Since time.Time
}

const quoteText = "SELECT id, sym, price, size, ts FROM bench_quotes WHERE id = $1 AND price >= $2 AND ts >= $3"

func prepareQuote() (*qdb.Stmt[quoteArgs, quote], error) {
	return qdb.Prepare[quoteArgs, quote](expr.Select(quotes.ID, quotes.Sym, quotes.Price, quotes.Size, quotes.Ts).From(quotes).Where(
		quotes.ID.EqExpr(expr.Param[expr.Integer]("id")),
		quotes.Price.GeExpr(expr.Param[expr.Float]("price")),
		quotes.Ts.GeExpr(expr.Param[expr.Timestamp]("since")),
	))
}

// handQuery is the same query by hand: constant text, and what ExecParams takes.
type handQuery struct {
	buf    [24]byte
	values [3][]byte
}

var (
	handOIDs    = []uint32{20, 701, 1184}
	handFormats = []int16{1, 1, 1}
	handResults = []int16{1, 0, 1, 1, 1}
)

func (h *handQuery) one(ctx context.Context, conn *pgx.Conn, args quoteArgs) (q quote, err error) {
	const pgEpoch = 946684800000000 // 2000 in microseconds of 1970
	binary.BigEndian.PutUint64(h.buf[:], uint64(args.ID))
	binary.BigEndian.PutUint64(h.buf[8:], math.Float64bits(args.Price))
	binary.BigEndian.PutUint64(h.buf[16:], uint64(args.Since.UnixMicro()-pgEpoch))
	h.values = [3][]byte{h.buf[:8], h.buf[8:16], h.buf[16:]}
	rr := conn.PgConn().ExecParams(ctx, quoteText, h.values[:], handOIDs, handFormats, handResults)
	for rr.NextRow() {
		v := rr.Values()
		q = quote{
			int64(binary.BigEndian.Uint64(v[0])), string(v[1]), math.Float64frombits(binary.BigEndian.Uint64(v[2])),
			int32(binary.BigEndian.Uint32(v[3])), time.UnixMicro(int64(binary.BigEndian.Uint64(v[4])) + pgEpoch).UTC(),
		}
	}
	_, err = rr.Close()
	return q, err
}

// preparePart runs a query of one row, compiled and by hand. The table is small,
// so that the server answers at once.
func preparePart(ctx context.Context, e *environment) (string, error) {
	db, err := e.database(ctx)
	if err != nil {
		return "", err
	}
	if err := makeQuotes(ctx, db, 100); err != nil {
		return "", err
	}
	c, err := db.Acquire(ctx)
	if err != nil {
		return "", err
	}
	defer c.Release()
	stmt, err := prepareQuote()
	if err != nil {
		return "", err
	}
	args := quoteArgs{ID: 77, Since: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
	hand := &handQuery{}
	want, err := hand.one(ctx, c.Conn(), args)
	if err != nil {
		return "", err
	}
	check := func(q quote, err error) error {
		if err == nil && (q != want || q.ID != args.ID) {
			err = fmt.Errorf("%+v is not %+v", q, want)
		}
		return err
	}
	names := []string{"constant text, `pgconn.ExecParams`, by hand", "`Stmt.One` of `qdb.Prepare`", "`conn.QueryRow` and `Scan`", "`qdb.One`, built and rendered in each call"}
	costs, err := compareCalls(ctx, e.rounds(101), 15*time.Millisecond,
		subject{names[0], func() error { return check(hand.one(ctx, c.Conn(), args)) }},
		subject{names[1], func() error { return check(stmt.One(ctx, c.Conn(), args)) }},
		subject{names[2], func() error {
			var q quote
			err := c.QueryRow(ctx, quoteText, args.ID, args.Price, args.Since).Scan(&q.ID, &q.Sym, &q.Price, &q.Size, &q.Ts)
			q.Ts = q.Ts.UTC()
			return check(q, err)
		}},
		subject{names[3], func() error {
			return check(qdb.One[quote](ctx, c.Conn(), expr.Select(quotes.ID, quotes.Sym, quotes.Price, quotes.Size, quotes.Ts).From(quotes).
				Where(quotes.ID.Eq(args.ID), quotes.Price.Ge(args.Price), quotes.Ts.Ge(args.Since))))
		}},
	)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("A query of three parameters that finds one row, on a real server: the client's CPU time of a call.\n\n")
	t := newTable("", "client CPU", "× by hand", "goal", "allocations", "bytes")
	for i, name := range names {
		goal := ""
		if i == 1 {
			goal = atMost(ratio(costs[1].cpu, costs[0].cpu), 1.1)
		}
		t.row(name, fmt.Sprintf("%d ns", costs[i].cpu.Nanoseconds()), times(costs[i].cpu, costs[0].cpu), goal, decimals(costs[i].allocs), fmt.Sprintf("%.0f", costs[i].bytes))
	}
	t.write(&out)
	return out.String(), nil
}
