// QuestDB docs: query/sql/alter-table-add-column.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// ColumnDefinition is a column with its type and options, for ADD COLUMN:
// ddl.Varchar("note"), ddl.Symbol("venue").NoCache(), ddl.DefinitionOf(Trades.Note).
type ColumnDefinition interface {
	definition() (schema.Column, error)
}

// Definition defines a column of any type but SYMBOL, which is a
// [SymbolDefinition].
type Definition struct{ column schema.Column }

func (d Definition) definition() (schema.Column, error) { return d.column, d.column.Check() }

// DefinitionOf is a column of a struct as it was declared there: a program adds
// what it has already in its struct.
func DefinitionOf(c expr.Column) ColumnDefinition { return columnOf{c} }

type columnOf struct{ c expr.Column }

func (d columnOf) definition() (schema.Column, error) {
	n := node.Of(d.c)
	if rel := node.ColumnOf(n); rel != nil {
		if i := rel.Table.Column(n.Name); i >= 0 {
			c := rel.Table.Columns[i]
			return c, c.Check()
		}
	}
	return schema.Column{}, fmt.Errorf("the column %q is not of a struct that Define made", n.Name)
}

// Col names a column of a table of the quick form where a statement takes a
// column of a struct:
//
//	ddl.Alter(signal).DropColumn(ddl.Col("note"))
func Col(name string) expr.Column {
	var c expr.LongColumn
	if err := sqlw.CheckName(sqlw.ColumnName, name); err != nil {
		node.SetRef(&c, node.Invalid(sqlw.MistakeOf(sqlw.NoClause, err)))
	} else {
		node.SetRef(&c, node.NamedColumn(name))
	}
	return c
}
