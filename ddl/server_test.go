package ddl_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// row is a statement, its SQL, and what must be there before it runs.
type row struct {
	name string
	// surface is the row of the survey of QuestDB's SQL that it stands for; several,
	// which differ in spelling, with "; " between.
	surface string
	s       expr.Statement
	sql     string
	// before are statements that make what s needs.
	before []expr.Statement
	// refused is how the open server refuses the statement here, and why that is
	// right: it is run, and the error must contain it.
	refused string
	// notRun says why the statement is not run here.
	notRun string
}

// drops are removed before and after each row, in this order.
type drops []string

// golden checks that each row renders as it says and that the server takes it,
// with the WAL writes that it leads to.
func golden(t *testing.T, db *pgxpool.Pool, clean drops, rows []row) {
	t.Helper()
	t.Cleanup(func() { clean.run(context.Background(), db) })
	ran := 0
	for _, r := range rows {
		name := r.name
		if name == "" {
			name = r.surface
		}
		t.Run(name, func(t *testing.T) {
			t.Helper()
			text, _, err := r.s.SQL()
			if err != nil || text != r.sql {
				t.Errorf("got  %s (%v)\nwant %s", text, err, r.sql)
			}
			if r.notRun != "" {
				return
			}
			clean.run(t.Context(), db)
			for _, s := range r.before {
				if err := exec(t.Context(), db, s); err != nil {
					t.Fatalf("%s\n%v", s, err)
				}
			}
			if r.refused != "" {
				if err := exec(t.Context(), db, r.s); err == nil || !strings.Contains(err.Error(), r.refused) {
					t.Errorf("%s\ngot  %v\nwant %s", r.s, err, r.refused)
				}
			} else if items, _ := node.BodyOf(r.s).Shape(); items != nil {
				qdbtest.Golden(t, db, []qdbtest.Case{{Name: "run", Statement: r.s, SQL: r.sql}})
			} else if _, err := qdb.Exec(t.Context(), db, r.s); err != nil {
				t.Errorf("%s\n%v", r.s, err)
			}
			applied(t, db, r.s)
			ran++
		})
	}
	t.Logf("%d rows run on the server", ran)
}

func (d drops) run(ctx context.Context, db *pgxpool.Pool) {
	for _, text := range d {
		_ = send(ctx, db, text)
	}
}

// exec runs a statement as plain pgx does, and waits for what it writes.
func exec(ctx context.Context, db *pgxpool.Pool, s expr.Statement) error {
	text, _, err := s.SQL()
	if err != nil {
		return err
	}
	if err := send(ctx, db, text); err != nil {
		return err
	}
	return wait(ctx, db, s)
}

// send runs a statement in one round trip, as qdb does, under no name that a
// connection keeps.
func send(ctx context.Context, db *pgxpool.Pool, text string) error {
	conn, err := db.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	return conn.Conn().PgConn().ExecParams(ctx, text, nil, nil, nil, nil).Read().Err
}

// wait waits until the server has applied what a statement changes.
func wait(ctx context.Context, db *pgxpool.Pool, s expr.Statement) error {
	target, ok := node.BodyOf(s).(interface{ Target() string })
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return qdb.WaitApplied(ctx, db, named(target.Target()))
}

func applied(t *testing.T, db *pgxpool.Pool, s expr.Statement) {
	t.Helper()
	if err := wait(t.Context(), db, s); err != nil && !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("%s\nis not applied: %v", s, err)
	}
}

// describe returns what the server tells of a table, without its name and what
// changes by itself.
func describe(t *testing.T, db *pgxpool.Pool, table string) []string {
	t.Helper()
	quoted := "'" + strings.ReplaceAll(table, "'", "''") + "'"
	lines := texts(t, db, `SELECT designatedTimestamp, partitionBy, walEnabled, dedup, ttlValue, ttlUnit, maxUncommittedRows, o3MaxLag, table_type FROM tables() WHERE table_name = `+quoted)
	if len(lines) != 1 {
		t.Fatalf("the server has %d tables %s", len(lines), table)
	}
	return append(lines, texts(t, db, `SELECT "column", type, indexed, indexBlockCapacity, symbolCached, symbolCapacity, designated, upsertKey FROM table_columns(`+quoted+`)`)...)
}

// texts runs a query and returns its rows as text.
func texts(t *testing.T, db *pgxpool.Pool, query string) []string {
	t.Helper()
	result, err := db.Query(t.Context(), query)
	if err != nil {
		t.Fatalf("%s\n%v", query, err)
	}
	defer result.Close()
	var all []string
	for result.Next() {
		values, err := result.Values()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintln(values...))
	}
	if err := result.Err(); err != nil {
		t.Fatalf("%s\n%v", query, err)
	}
	return slices.Clip(all)
}

// named is a table of which no more than the name matters.
func named(name string) expr.Relation { return ddl.Table(name).Long("x") }

// itemsOf returns the columns that a statement says its result has.
func itemsOf(t *testing.T, s expr.Statement) []node.Item {
	t.Helper()
	items, err := node.BodyOf(s).Shape()
	if err != nil {
		t.Fatal(err)
	}
	return items
}
