package qdb

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// CreateAll creates the tables that do not exist yet, in the order given. A
// table that exists and is not as declared is a *[DriftError], and left as it
// is. All declarations are checked before the first table is looked at.
func CreateAll(ctx context.Context, db DB, tables ...expr.Relation) error {
	if err := ddl.Check(tables...); err != nil {
		return err
	}
	var drifted []error
	for _, t := range tables {
		live, err := readTable(ctx, db, relationTable(t).Name)
		if err != nil {
			return err
		}
		if live != nil {
			drifted = append(drifted, drift(live, relationTable(t)))
			continue
		}
		// Another program may have been faster.
		if _, err := Exec(ctx, db, ddl.Create(t).IfNotExists()); err != nil {
			return err
		}
	}
	return errors.Join(drifted...)
}

// Verify compares the live tables with their declarations and changes nothing.
// It is for the start of a program. Tables that are missing or not as declared
// are *[DriftError]s, joined.
func Verify(ctx context.Context, db DB, tables ...expr.Relation) error {
	if err := ddl.Check(tables...); err != nil {
		return err
	}
	var drifted []error
	for _, t := range tables {
		live, err := readTable(ctx, db, relationTable(t).Name)
		if err != nil {
			return err
		}
		drifted = append(drifted, drift(live, relationTable(t)))
	}
	return errors.Join(drifted...)
}

// DriftError is a live table that is not as it is declared.
type DriftError struct {
	// Table is the declared name.
	Table string
	// Missing is true where there is no such table.
	Missing bool
	// Differences says how it differs, one sentence each. What the declaration
	// leaves to the server is no difference.
	Differences []string
}

func (e *DriftError) Error() string {
	if e.Missing {
		return fmt.Sprintf("qdb: table %q does not exist", e.Table)
	}
	return fmt.Sprintf("qdb: table %q is not as declared: %s", e.Table, strings.Join(e.Differences, "; "))
}

func drift(live, want *schema.Table) error {
	if live == nil {
		return &DriftError{Table: want.Name, Missing: true}
	}
	if differences := schema.Differences(live, want); len(differences) > 0 {
		return &DriftError{Table: want.Name, Differences: differences}
	}
	return nil
}

// DropAll drops the tables that exist, with their data, in the reverse of the
// order given.
func DropAll(ctx context.Context, db DB, tables ...expr.Relation) error {
	if err := ddl.Check(tables...); err != nil {
		return err
	}
	for i := range tables {
		if _, err := Exec(ctx, db, ddl.Drop(tables[len(tables)-1-i]).IfExists()); err != nil {
			return err
		}
	}
	return nil
}

// HasTable reports whether there is a table of that name, in whatever case.
func HasTable(ctx context.Context, db DB, table expr.Relation) (bool, error) {
	if err := ddl.Check(table); err != nil {
		return false, err
	}
	return hasTable(ctx, db, relationTable(table).Name)
}

func hasTable(ctx context.Context, db DB, name string) (bool, error) {
	_, ok, err := readOne[tablesRow](ctx, db, &tablesQuery, name)
	return ok, err
}

// relationTable returns the model of a table that ddl.Check has accepted.
func relationTable(t expr.Relation) *schema.Table { return node.RelationOf(t).Table }
