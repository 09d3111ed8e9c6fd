// Command quickstart is QuestDB's SQLAlchemy guide as a Go program: it declares a
// table, creates it, inserts, waits until the row is visible, queries and drops
// what it made.
//
// It runs on the server that QUESTDB_DSN names, or on one of its own that it
// starts with Docker or Java and stops at the end.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// SignalTable names the columns and their types, in one place.
type SignalTable struct {
	expr.Table
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	Ts     expr.TimestampColumn
}

// Signal is the table.
var Signal = ddl.Define("signal", func(t SignalTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL()
})

// Reading is a row of the query below, one field for each of its columns.
type Reading struct {
	Source string
	N      int64
	Mean   float64
	Ts     time.Time
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	fmt.Println("-- looking for a QuestDB (QUESTDB_DSN, Docker, Java with Maven) …")
	server, err := questdb.Start(ctx, questdb.Log(func(format string, args ...any) {
		fmt.Printf("-- "+format+"\n", args...)
	}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()

	db, err := qdb.Open(ctx, server.DSN())
	if err != nil {
		return err
	}
	defer db.Close()

	exists, err := qdb.HasTable(ctx, db, Signal)
	if err != nil {
		return err
	}
	if exists {
		return errors.New("the server has a table named signal already; this program would drop it")
	}
	fmt.Println(Signal)
	if err := qdb.CreateAll(ctx, db, Signal); err != nil {
		return err
	}
	defer func() {
		fmt.Println(ddl.Drop(Signal))
		// Also after Ctrl-C, when ctx has ended.
		cleanup, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err = errors.Join(err, qdb.DropAll(cleanup, db, Signal))
	}()

	now := time.Now()
	insert := expr.Insert(Signal).
		Values("coconut", 16.88993244, now).
		Values("coconut", 17.25, now.Add(time.Second)).
		Values("palm", 3, now.Add(2*time.Second))
	fmt.Println(insert)
	if _, err := qdb.Exec(ctx, db, insert, qdb.AndWait()); err != nil {
		return err
	}

	query := expr.Select(Signal.Source, Signal.Ts, fn.Count().As("n"), fn.Avg(Signal.Value).As("mean")).
		From(Signal).
		Where(Signal.Value.Gt(1)).
		SampleBy(expr.Minutes(1)).
		OrderBy(Signal.Source)
	fmt.Println(query)

	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "source\tn\tmean\tts")
	for row, err := range qdb.Query[Reading](ctx, db, query) {
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "%s\t%d\t%.4f\t%s\n", row.Source, row.N, row.Mean, row.Ts.Format(time.RFC3339))
	}
	return table.Flush()
}
