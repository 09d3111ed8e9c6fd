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
	"github.com/questql/questql/internal/sqlw"
)

// CreateAll creates the tables and views that do not exist yet, each after what
// its query reads. One that exists and is not as declared is a *[DriftError],
// and left as it is. All declarations are checked before any I/O.
func CreateAll(ctx context.Context, db DB, declarations ...ddl.Declaration) error {
	return eachDeclared(ctx, db, declarations, func(t expr.Relation, live, want *schema.Table) error {
		if live != nil {
			return drift(live, want)
		}
		// Another program may have been faster.
		_, err := Exec(ctx, db, ddl.Create(t).IfNotExists())
		return err
	})
}

// Verify compares what is there with the declarations and changes nothing. It is
// for the start of a program. Tables and views that are missing or not as
// declared are *[DriftError]s, joined.
func Verify(ctx context.Context, db DB, declarations ...ddl.Declaration) error {
	return eachDeclared(ctx, db, declarations, func(_ expr.Relation, live, want *schema.Table) error {
		return drift(live, want)
	})
}

// eachDeclared checks all declarations and calls do for each table and view, in
// the order in which they can be created, with what there is of that name, or
// nil. Drift is collected; any other error ends it.
func eachDeclared(ctx context.Context, db DB, declarations []ddl.Declaration, do func(t expr.Relation, live, want *schema.Table) error) error {
	ordered, err := ordered(declarations)
	if err != nil {
		return err
	}
	live, err := readDeclared(ctx, db, ordered)
	if err != nil {
		return err
	}
	var drifted []error
	for _, t := range ordered {
		want := relationTable(t)
		err := do(t, live[sqlw.FoldName(want.Name)], want)
		if _, isDrift := errors.AsType[*DriftError](err); err != nil && !isDrift {
			return err
		}
		drifted = append(drifted, err)
	}
	return errors.Join(drifted...)
}

// readDeclared reads what there is of the names of relations, by folded name.
func readDeclared(ctx context.Context, db DB, relations []expr.Relation) (map[string]*schema.Table, error) {
	declared := map[string]bool{}
	for _, t := range relations {
		declared[sqlw.FoldName(relationTable(t).Name)] = true
	}
	live, err := readTables(ctx, db, func(name string) bool { return declared[sqlw.FoldName(name)] })
	if err != nil {
		return nil, err
	}
	byName := make(map[string]*schema.Table, len(live.tables))
	for i := range live.tables {
		byName[sqlw.FoldName(live.tables[i].Name)] = &live.tables[i]
	}
	return byName, nil
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
	var differences []string
	for _, d := range schema.Differences(live, want) {
		differences = append(differences, d.Text)
	}
	if len(differences) > 0 {
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
	type nameRow struct {
		Name string `qdb:"table_name"`
	}
	_, ok, err := readOne[nameRow](ctx, db, &tableNameQuery, name)
	return ok, err
}

// relationTable returns the model of a table that was checked.
func relationTable(t expr.Relation) *schema.Table { return node.RelationOf(t).Table }
