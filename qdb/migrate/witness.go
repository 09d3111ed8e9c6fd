package migrate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
)

// outcome is what became of a statement that was begun.
type outcome uint8

const (
	uncertain outcome = iota
	ran
	notRun
)

// unknown is the witness of a table that does not count its transactions.
const unknown = ""

// witness tells the state that a statement is about to change, in a text that
// is kept before the statement runs. If the runner dies, the text is compared
// with the state then.
//
// A statement on the schema is witnessed by the tables and columns that it
// names. Columns that others add meanwhile, as ingestion does, are not in it. A
// statement on rows is witnessed by the number of the last transaction of its
// table.
func witness(ctx context.Context, db qdb.DB, s Statement) (string, error) {
	switch s.effect() {
	case changesSchema:
		return schemaWitness(ctx, db, s)
	case changesData:
		return dataWitness(ctx, db, s)
	}
	return unknown, nil
}

// judge says what became of a statement from the witness before it and now.
func judge(s Statement, before, now string) outcome {
	switch s.effect() {
	case repeats:
		return notRun
	case changesSchema:
		if before == now {
			return notRun
		}
		return ran
	}
	if before == now && now != unknown {
		return notRun
	}
	// Something was written: the statement, a part of it, or by others.
	return uncertain
}

func schemaWitness(ctx context.Context, db qdb.DB, s Statement) (string, error) {
	words := s.words()
	named, err := namedTables(ctx, db, words)
	if err != nil {
		return "", err
	}
	var parts []string
	for _, t := range named {
		parts = append(parts, fmt.Sprintf("table %q is %d", t.Name, t.ID))
		columns, err := columnsOf(ctx, db, t.Name)
		if err != nil {
			return "", err
		}
		for _, c := range columns {
			if slices.Contains(words, strings.ToLower(c.Column)) {
				parts = append(parts, fmt.Sprintf("column %q is %s", c.Column, c.Type))
			}
		}
	}
	return strings.Join(parts, ", "), nil
}

type column struct{ Column, Type string }

func columnsOf(ctx context.Context, db qdb.DB, table string) ([]column, error) {
	c := fn.TableColumns("c", table)
	return qdb.All[column](ctx, db, expr.Select(c.Column, c.Type).From(c))
}

func dataWitness(ctx context.Context, db qdb.DB, s Statement) (string, error) {
	target := []string{s.target()}
	named, err := namedTables(ctx, db, target)
	switch {
	case err != nil:
		return "", err
	case target[0] == "":
		return unknown, nil
	case len(named) == 0:
		return fmt.Sprintf("no table %q", target[0]), nil
	}
	wals, err := namedWALs(ctx, db, target)
	if err != nil || len(wals) == 0 {
		return unknown, err
	}
	return fmt.Sprintf("table %q is %d, transaction %d", named[0].Name, named[0].ID, wals[0].SequencerTxn), nil
}
