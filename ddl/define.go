// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"errors"
	"reflect"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// Define declares a table as a struct of columns, see [expr.Table]. T is the
// struct, or a pointer to it. spec says what is not a column; it gets the
// struct that Define returns, and may be nil.
//
// A struct that does not fit (an unexported column, an unknown tag option, two
// columns of one name) is an error in each statement that names the table, and
// in [Check].
func Define[T expr.Relation](name string, spec func(t T) Spec) T {
	shape := node.ReadShape(name, reflect.TypeFor[T]())
	table := shape.Table()
	t := node.Make[T](shape, node.MakeRelation(node.Relation{Table: table, Shape: shape}))
	if table.Err == nil && spec != nil {
		if s := spec(t); s != nil {
			table.Err = s.apply(table)
		}
	}
	table.Err = table.Check()
	return t
}

// Check returns the mistakes in the declarations of tables, nil if there are
// none. Call it in a unit test with all tables of a program.
func Check(tables ...expr.Relation) error {
	errs := make([]error, len(tables))
	for i, t := range tables {
		if rel := node.RelationOf(t); rel == nil {
			errs[i] = errNotDeclared
		} else {
			errs[i] = rel.Table.Check()
		}
	}
	return errors.Join(errs...)
}

var errNotDeclared = errors.New("a table is nil, or a struct that Define did not make")
