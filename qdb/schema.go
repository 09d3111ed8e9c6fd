package qdb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// CreateAll creates the tables and views that do not exist yet, each after what
// its query reads. One that exists and is not as declared is a *[DriftError],
// and left as it is. All declarations are checked before any I/O.
func CreateAll(ctx context.Context, db DB, declarations ...ddl.Declaration) error {
	return eachDeclared(declarations, func(t expr.Relation, want *schema.Table) error {
		live, err := readTable(ctx, db, want.Name)
		if err != nil {
			return err
		}
		if live != nil {
			return drift(live, want)
		}
		// Another program may have been faster.
		_, err = Exec(ctx, db, ddl.Create(t).IfNotExists())
		return err
	})
}

// Verify compares what is there with the declarations and changes nothing. It is
// for the start of a program. Tables and views that are missing or not as
// declared are *[DriftError]s, joined.
func Verify(ctx context.Context, db DB, declarations ...ddl.Declaration) error {
	return eachDeclared(declarations, func(_ expr.Relation, want *schema.Table) error {
		live, err := readTable(ctx, db, want.Name)
		if err != nil {
			return err
		}
		return drift(live, want)
	})
}

// eachDeclared checks all declarations and calls do for each table and view, in
// the order in which they can be created. Drift is collected; any other error
// ends it.
func eachDeclared(declarations []ddl.Declaration, do func(t expr.Relation, want *schema.Table) error) error {
	ordered, err := ordered(declarations)
	if err != nil {
		return err
	}
	var drifted []error
	for _, t := range ordered {
		err := do(t, relationTable(t))
		if _, isDrift := errors.AsType[*DriftError](err); err != nil && !isDrift {
			return err
		}
		drifted = append(drifted, err)
	}
	return errors.Join(drifted...)
}

func ordered(declarations []ddl.Declaration) ([]expr.Relation, error) {
	s := ddl.SchemaOf(declarations...)
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s.Ordered()
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

// DropAll drops the tables and views that exist, with their data, in the
// reverse of the order in which they can be created.
func DropAll(ctx context.Context, db DB, declarations ...ddl.Declaration) error {
	ordered, err := ordered(declarations)
	if err != nil {
		return err
	}
	for _, t := range slices.Backward(ordered) {
		if _, err := Exec(ctx, db, ddl.Drop(t).IfExists()); err != nil {
			return err
		}
	}
	return nil
}

// HasTable reports whether there is a table or view of that name, in whatever
// case; of a schema, whether all are there.
func HasTable(ctx context.Context, db DB, declaration ddl.Declaration) (bool, error) {
	ordered, err := ordered([]ddl.Declaration{declaration})
	if err != nil {
		return false, err
	}
	for _, t := range ordered {
		if ok, err := hasTable(ctx, db, relationTable(t).Name); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

func hasTable(ctx context.Context, db DB, name string) (bool, error) {
	_, ok, err := readOne[tablesRow](ctx, db, &tablesQuery, name)
	return ok, err
}

// relationTable returns the model of a table that was checked.
func relationTable(t expr.Relation) *schema.Table { return node.RelationOf(t).Table }
