package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
)

// readingsTable has the columns that executemany of SQLAlchemy is measured with.
type readingsTable struct {
	expr.Table
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	N      expr.IntColumn
	Flag   expr.BooleanColumn
	Note   expr.VarcharColumn
	Ts     expr.TimestampColumn
}

var readings = ddl.Define("bench_readings", func(t *readingsTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

type reading struct {
	Source string
	Value  float64
	N      int32
	Flag   bool
	Note   string
	Ts     time.Time
}

const (
	readingsHead    = "INSERT INTO bench_readings (source, value, n, flag, note, ts) VALUES "
	readingsColumns = 6
	readingsBatch   = 1000
)

func makeReadings(n int) []reading {
	random := rand.New(rand.NewPCG(1, 1))
	start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	rows := make([]reading, n)
	for i := range rows {
		rows[i] = reading{
			fmt.Sprintf("s%d", i%50), random.Float64() * 100, int32(i), i%2 == 1, fmt.Sprintf("note %d", i),
			start.Add(time.Duration(i) * 100 * time.Millisecond),
		}
	}
	return rows
}

// later moves the rows behind those that were written before: the server would
// sort them into each other, for much longer than writing takes.
func later(rows []reading) {
	span := rows[len(rows)-1].Ts.Sub(rows[0].Ts) + time.Second
	for i := range rows {
		rows[i].Ts = rows[i].Ts.Add(span)
	}
}

// readingsText is the statement of n rows.
func readingsText(n int) string {
	b := make([]byte, 0, len(readingsHead)+n*(readingsColumns*8+4))
	b = append(b, readingsHead...)
	for p := range n * readingsColumns {
		switch {
		case p == 0:
			b = append(b, '(')
		case p%readingsColumns == 0:
			b = append(b, "), ("...)
		default:
			b = append(b, ", "...)
		}
		b = strconv.AppendInt(append(b, '$'), int64(p+1), 10)
	}
	return string(append(b, ')'))
}

// writer writes all rows.
type writer func(ctx context.Context, conn *pgx.Conn, rows []reading) error

var writers = []struct {
	name  string
	write writer
}{
	{"parameterised VALUES by hand, `conn.Exec`", execByHand},
	{"`qdb.InsertAll`", insertAll},
	{"parameterised VALUES by hand, `pgconn.ExecParams`, encoded by hand", encodeByHand},
}

// execByHand is the code to beat: the text is written once, the slice of
// arguments is used again.
func execByHand(ctx context.Context, conn *pgx.Conn, rows []reading) error {
	text, args := "", make([]any, 0, readingsBatch*readingsColumns)
	for batch := range slices.Chunk(rows, readingsBatch) {
		args = args[:0]
		for i := range batch {
			r := &batch[i]
			args = append(args, r.Source, r.Value, r.N, r.Flag, r.Note, r.Ts)
		}
		if text == "" || len(batch) < readingsBatch {
			text = readingsText(len(batch))
		}
		if _, err := conn.Exec(ctx, text, args...); err != nil {
			return err
		}
	}
	return nil
}

// encodeByHand knows the wire format of each column: less cannot be done.
func encodeByHand(ctx context.Context, conn *pgx.Conn, rows []reading) error {
	const pgEpoch = 946684800000000 // 2000 in microseconds of 1970
	oids := slices.Repeat([]uint32{1043, 701, 23, 16, 1043, 1184}, readingsBatch)
	formats := slices.Repeat([]int16{0, 1, 1, 1, 0, 1}, readingsBatch)
	values := make([][]byte, readingsBatch*readingsColumns)
	fixed := make([]byte, readingsBatch*21)
	text := ""
	for batch := range slices.Chunk(rows, readingsBatch) {
		for i := range batch {
			r, v, b := &batch[i], values[i*readingsColumns:], fixed[i*21:(i+1)*21]
			binary.BigEndian.PutUint64(b, math.Float64bits(r.Value))
			binary.BigEndian.PutUint32(b[8:], uint32(r.N))
			if b[12] = 0; r.Flag {
				b[12] = 1
			}
			binary.BigEndian.PutUint64(b[13:], uint64(r.Ts.UnixMicro()-pgEpoch))
			v[0] = append(v[0][:0], r.Source...)
			v[4] = append(v[4][:0], r.Note...)
			v[1], v[2], v[3], v[5] = b[:8], b[8:12], b[12:13], b[13:]
		}
		if text == "" || len(batch) < readingsBatch {
			text = readingsText(len(batch))
		}
		n := len(batch) * readingsColumns
		if _, err := conn.PgConn().ExecParams(ctx, text, values[:n], oids[:n], formats[:n], nil).Close(); err != nil {
			return err
		}
	}
	return nil
}

func insertAll(ctx context.Context, conn *pgx.Conn, rows []reading) error {
	_, err := qdb.InsertAll(ctx, conn, readings, slices.Values(rows))
	return err
}

// insertPart writes 100,000 rows in each way, and with the Python dialect.
func insertPart(ctx context.Context, e *environment) (string, error) {
	db, err := e.database(ctx)
	if err != nil {
		return "", err
	}
	if err := qdb.DropAll(ctx, db, readings); err != nil {
		return "", err
	}
	if err := qdb.CreateAll(ctx, db, readings); err != nil {
		return "", err
	}
	c, err := db.Acquire(ctx)
	if err != nil {
		return "", err
	}
	defer c.Release()
	rows := makeReadings(e.size(100_000))
	subjects := make([]subject, len(writers))
	for i, w := range writers {
		subjects[i] = subject{w.name, func() error {
			later(rows)
			return w.write(ctx, c.Conn(), rows)
		}}
	}
	costs, err := compare(ctx, e.rounds(4), 0, subjects...)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%d rows of 6 columns (SYMBOL, DOUBLE, INT, BOOLEAN, VARCHAR, TIMESTAMP), 1,000 a statement.\n\n", len(rows))
	t := newTable("", "client CPU", "a row", "× by hand", "allocations a row", "goal")
	for i, w := range writers {
		goal := ""
		if i == 1 {
			goal = atMost(ratio(costs[1].cpu, costs[0].cpu), 1.05)
		}
		t.row(w.name, seconds(costs[i].cpu), nanos(costs[i].cpu, len(rows)), times(costs[i].cpu, costs[0].cpu), fmt.Sprintf("%.2f", costs[i].allocs/float64(len(rows))), goal)
	}
	python, err := e.sqlAlchemy(ctx, len(rows))
	if err != nil {
		t.write(&out)
		fmt.Fprintf(&out, "\nThe Python dialect was not measured: %v.\n", err)
		return out.String(), nil
	}
	t.row("SQLAlchemy with questdb-connect, `executemany`", seconds(python.cpu), nanos(python.cpu, len(rows)), times(python.cpu, costs[0].cpu), "",
		atLeast(ratio(python.cpu, costs[1].cpu), 10)+" `InsertAll`")
	t.write(&out)
	fmt.Fprintf(&out, "\n%s.\n", python.versions)
	return out.String(), nil
}
