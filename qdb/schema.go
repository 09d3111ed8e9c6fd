package qdb

import (
	"context"
	"fmt"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// CreateAll creates the tables that do not exist yet, in the order given. All
// declarations are checked before the first is created.
func CreateAll(ctx context.Context, db DB, tables ...expr.Relation) error {
	if err := ddl.Check(tables...); err != nil {
		return err
	}
	for _, t := range tables {
		if _, err := Exec(ctx, db, ddl.Create(t).IfNotExists()); err != nil {
			return err
		}
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
	name, err := tableName(table)
	if err != nil {
		return false, err
	}
	return hasTable(ctx, db, name)
}

func tableName(table expr.Relation) (string, error) {
	rel := node.RelationOf(table)
	if rel == nil {
		return "", fmt.Errorf("qdb: %w", ddl.Check(table))
	}
	return rel.Table.Name, rel.Check()
}
