package qdbtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// Case is a statement and its SQL, or the mistake in it.
type Case struct {
	Name      string
	Statement expr.Statement
	// SQL is what Statement.SQL returns, with $1, $2, …
	SQL string
	// Args are its arguments; nil leaves them unchecked.
	Args []any
	// Inline is what Statement.Inline returns; "" leaves it unchecked.
	Inline string
	// Err is the error, without the line that it names at its end. SQL is ""
	// then, and nothing is run.
	Err string
}

// Golden checks that each statement renders as its case says, and runs it: the
// text with arguments as plain pgx sends it, and the text with literals, whose
// rows must be the same. The tables must exist; see [Create]. Statements are run
// in the order of the cases.
func Golden(t *testing.T, db qdb.DB, cases []Case) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Helper()
			text, args, err := c.Statement.SQL()
			if c.Err != "" {
				checkMistake(t, c, err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.SQL, text); diff != "" {
				t.Errorf("SQL (-want +got):\n%s", diff)
			}
			if c.Args != nil {
				if diff := cmp.Diff(c.Args, args); diff != "" {
					t.Errorf("arguments (-want +got):\n%s", diff)
				}
			}
			inline, err := c.Statement.Inline()
			if err != nil {
				t.Fatal(err)
			}
			if c.Inline != "" {
				if diff := cmp.Diff(c.Inline, inline); diff != "" {
					t.Errorf("inline (-want +got):\n%s", diff)
				}
			}
			if returnsRows(text) && text != inline {
				bound, literal := rows(t, db, text, args...), rows(t, db, inline)
				if diff := cmp.Diff(literal, bound); diff != "" {
					t.Errorf("%s\nrows with literals (-) and with parameters (+):\n%s", text, diff)
				}
				return
			}
			// Once: not every statement can be run twice, and without parameters
			// there is nothing to compare.
			rows(t, db, text, args...)
		})
	}
}

func checkMistake(t *testing.T, c Case, err error) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q; the SQL is\n%s", c.Err, c.Statement)
	}
	got, _, _ := strings.Cut(err.Error(), " (built at ")
	got, _, _ = strings.Cut(got, " (rendered at ")
	if diff := cmp.Diff(c.Err, got); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
}

// returnsRows reports whether a statement is a query, by its first word.
func returnsRows(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	switch first {
	case "SELECT", "WITH", "DECLARE", "EXPLAIN", "SHOW":
		return true
	}
	return false
}

// rows runs a statement as plain pgx does and returns its rows as text, sorted:
// without ORDER BY the server may give them in any order.
func rows(t *testing.T, db qdb.DB, text string, args ...any) []string {
	t.Helper()
	for try := 1; ; try++ {
		all, err := tryRows(t.Context(), db, text, args)
		if err == nil {
			return all
		}
		if try == tries || !questdb.IsServerFault(err) {
			t.Fatalf("%s\n%v", text, err)
		}
		time.Sleep(time.Duration(try) * 100 * time.Millisecond)
	}
}

const tries = 5

func tryRows(ctx context.Context, db qdb.DB, text string, args []any) ([]string, error) {
	questdb.CountStatement(1)
	result, err := db.Query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer result.Close()
	var all []string
	for result.Next() {
		values, err := result.Values()
		if err != nil {
			return nil, err
		}
		all = append(all, fmt.Sprint(values...))
	}
	slices.Sort(all)
	return all, result.Err()
}
