package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
)

// quotesTable is the table of a million rows that the Python dialect is measured
// on, too.
type quotesTable struct {
	expr.Table
	ID    expr.LongColumn
	Sym   expr.SymbolColumn
	Price expr.DoubleColumn
	Size  expr.IntColumn
	Ts    expr.TimestampColumn
}

var quotes = ddl.Define("bench_quotes", func(t *quotesTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day)
})

type quote struct {
	ID    int64
	Sym   string
	Price float64
	Size  int32
	Ts    time.Time
}

const quotesText = "SELECT id, sym, price, size, ts FROM bench_quotes"

func makeQuotes(ctx context.Context, db *pgxpool.Pool, rows int) error {
	if err := qdb.DropAll(ctx, db, quotes); err != nil {
		return err
	}
	_, err := db.Exec(ctx, fmt.Sprintf(`CREATE TABLE bench_quotes AS (SELECT x id, rnd_symbol('AAPL','MSFT','GOOG','TSLA') sym, rnd_double()*100 price,
		rnd_int(1,1000,0) size, timestamp_sequence('2024-01-01', 100000L) ts FROM long_sequence(%d)) TIMESTAMP(ts) PARTITION BY DAY BYPASS WAL`, rows))
	return err
}

// reader reads all quotes and returns the sum of their prices, so that the
// readers can be held against each other.
type reader func(ctx context.Context, conn *pgx.Conn) (float64, error)

var readers = []struct {
	name string
	read reader
}{
	{"`rows.Scan` by hand, into the fields of one struct", scanByHand},
	{"`qdb.Query`", queryRows},
	{"`pgx.RowToStructByName`", scanByName},
	{"`pgconn.ExecParams`, decoded by hand", decodeByHand},
	{"`rows.Scan` by hand, appended to a slice", appendByHand},
	{"`qdb.All`", queryAll},
}

// scanByHand is the code to beat: pointers to the fields, made once.
func scanByHand(ctx context.Context, conn *pgx.Conn) (sum float64, err error) {
	rows, err := conn.Query(ctx, quotesText)
	if err != nil {
		return 0, err
	}
	var q quote
	fields := []any{&q.ID, &q.Sym, &q.Price, &q.Size, &q.Ts}
	for rows.Next() {
		if err := rows.Scan(fields...); err != nil {
			return 0, err
		}
		sum += q.Price
	}
	return sum, rows.Err()
}

func appendByHand(ctx context.Context, conn *pgx.Conn) (sum float64, err error) {
	rows, err := conn.Query(ctx, quotesText)
	if err != nil {
		return 0, err
	}
	var all []quote
	var q quote
	fields := []any{&q.ID, &q.Sym, &q.Price, &q.Size, &q.Ts}
	for rows.Next() {
		if err := rows.Scan(fields...); err != nil {
			return 0, err
		}
		all = append(all, q)
	}
	return sumOf(all), rows.Err()
}

func scanByName(ctx context.Context, conn *pgx.Conn) (sum float64, err error) {
	rows, err := conn.Query(ctx, quotesText)
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		q, err := pgx.RowToStructByName[quote](rows)
		if err != nil {
			return 0, err
		}
		sum += q.Price
	}
	return sum, rows.Err()
}

// decodeByHand knows the wire format of each column: less cannot be done.
func decodeByHand(ctx context.Context, conn *pgx.Conn) (sum float64, err error) {
	const pgEpoch = 946684800000000 // 2000 in microseconds of 1970
	rr := conn.PgConn().ExecParams(ctx, quotesText, nil, nil, nil, []int16{1, 0, 1, 1, 1})
	var q quote
	for rr.NextRow() {
		v := rr.Values()
		q.ID = int64(binary.BigEndian.Uint64(v[0]))
		q.Sym = string(v[1])
		q.Price = math.Float64frombits(binary.BigEndian.Uint64(v[2]))
		q.Size = int32(binary.BigEndian.Uint32(v[3]))
		q.Ts = time.UnixMicro(int64(binary.BigEndian.Uint64(v[4])) + pgEpoch).UTC()
		sum += q.Price
		sinkQuote = q
	}
	_, err = rr.Close()
	return sum, err
}

// sinkQuote keeps the compiler from leaving out what nobody reads.
var sinkQuote quote

func queryRows(ctx context.Context, conn *pgx.Conn) (sum float64, err error) {
	for q, err := range qdb.Query[quote](ctx, conn, expr.Select(expr.All).From(quotes)) {
		if err != nil {
			return 0, err
		}
		sum += q.Price
	}
	return sum, nil
}

func queryAll(ctx context.Context, conn *pgx.Conn) (sum float64, err error) {
	all, err := qdb.All[quote](ctx, conn, expr.Select(expr.All).From(quotes))
	return sumOf(all), err
}

func sumOf(all []quote) (sum float64) {
	for _, q := range all {
		sum += q.Price
	}
	return sum
}

var errOtherSum = errors.New("the readers do not read the same")

// scanPart reads a million rows in each way.
func scanPart(ctx context.Context, e *environment) (string, error) {
	db, err := e.database(ctx)
	if err != nil {
		return "", err
	}
	rows := e.size(1_000_000)
	if err := makeQuotes(ctx, db, rows); err != nil {
		return "", err
	}
	c, err := db.Acquire(ctx)
	if err != nil {
		return "", err
	}
	defer c.Release()
	want, err := scanByHand(ctx, c.Conn())
	if err != nil {
		return "", err
	}
	subjects := make([]subject, len(readers))
	for i, r := range readers {
		subjects[i] = subject{r.name, func() error {
			sum, err := r.read(ctx, c.Conn())
			if err == nil && sum != want {
				err = errOtherSum
			}
			return err
		}}
	}
	costs, err := compare(ctx, e.rounds(5), 0, subjects...)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%d rows of 5 columns (LONG, SYMBOL, DOUBLE, INT, TIMESTAMP), into structs.\n\n", rows)
	t := newTable("", "client CPU", "a row", "× by hand", "allocations a row", "goal")
	for i, r := range readers {
		base, goal := costs[0], ""
		if i >= 4 {
			base = costs[4]
		}
		if strings.Contains(r.name, "qdb") {
			goal = atMost(ratio(costs[i].cpu, base.cpu), 1.1)
		}
		t.row(r.name, seconds(costs[i].cpu), nanos(costs[i].cpu, rows), times(costs[i].cpu, base.cpu), fmt.Sprintf("%.2f", costs[i].allocs/float64(rows)), goal)
	}
	t.write(&out)
	return out.String(), nil
}
