package migrate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
)

// table is what the server tells of a table or view.
type table struct {
	ID   int64
	Name string
}

var (
	tables    = fn.Tables("t")
	walTables = fn.WALTables("w")
	activity  = fn.QueryActivity("a")

	tablesQuery   = expr.Select(tables.ID.ToLong().As("id"), tables.TableName.As("name")).From(tables)
	walQuery      = expr.Select(walTables.Name, walTables.Suspended, walTables.WriterTxn, walTables.SequencerTxn, walTables.ErrorMessage).From(walTables)
	activityQuery = expr.Select(activity.Query).From(activity)
)

// namedTables returns the tables and views whose name is among the words of a
// statement, ordered by name.
func namedTables(ctx context.Context, db qdb.DB, words []string) ([]table, error) {
	all, err := qdb.All[table](ctx, db, tablesQuery)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(t table) bool { return !slices.Contains(words, strings.ToLower(t.Name)) })
	slices.SortFunc(all, func(a, b table) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

// walTable is the state of a write-ahead log.
type walTable struct {
	Name         string
	Suspended    bool
	WriterTxn    int64 `qdb:"writerTxn"`
	SequencerTxn int64 `qdb:"sequencerTxn"`
	// ErrorMessage is NULL where there is none.
	ErrorMessage *string `qdb:"errorMessage"`
}

func namedWALs(ctx context.Context, db qdb.DB, words []string) ([]walTable, error) {
	all, err := qdb.All[walTable](ctx, db, walQuery)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(t walTable) bool { return !slices.Contains(words, strings.ToLower(t.Name)) }), nil
}

// settle waits until all that was written to the tables that a statement names
// is applied, so that the next statement sees it. It waits as long as ctx lets
// it: an UPDATE of a large table takes its time.
func settle(ctx context.Context, db qdb.DB, s Statement) error {
	words := s.words()
	targets := map[string]int64{}
	for pause := time.Millisecond; ; pause = min(2*pause, 100*time.Millisecond) {
		wals, err := namedWALs(ctx, db, words)
		if err != nil {
			return err
		}
		applied := true
		for _, w := range wals {
			if w.Suspended {
				return suspended(w)
			}
			if _, known := targets[w.Name]; !known {
				targets[w.Name] = w.SequencerTxn
			}
			applied = applied && w.WriterTxn >= targets[w.Name]
		}
		if applied {
			return nil
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

func suspended(w walTable) error {
	message := fmt.Sprintf("table %q is suspended: its writes are not applied", w.Name)
	if w.ErrorMessage != nil && *w.ErrorMessage != "" {
		message += ": " + *w.ErrorMessage
	}
	return &qdb.Error{Kind: qdb.Suspended, Message: message, Offset: -1}
}

// waitFinished waits until the server runs the statement no more: it goes on
// when the program that sent it dies. called is called once if there is a wait.
func waitFinished(ctx context.Context, db qdb.DB, s Statement, called func()) error {
	for first := true; ; first = false {
		running, err := qdb.All[*string](ctx, db, activityQuery)
		if err != nil {
			return err
		}
		// qdb.WithComment puts a comment behind the text.
		if !slices.ContainsFunc(running, func(q *string) bool { return q != nil && strings.HasPrefix(*q, s.SQL) }) {
			return nil
		}
		if first {
			called()
		}
		if err := sleep(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}
