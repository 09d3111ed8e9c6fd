// QuestDB docs: query/sql/alter-table-change-column-type.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/types"
)

// AlterColumn is the start of an ALTER TABLE … ALTER COLUMN.
type AlterColumn struct {
	alter  AlterTable
	column expr.Column
}

// AlterColumn changes a column:
//
//	ddl.Alter(Trades).AlterColumn(Trades.Symbol).AddIndex()
func (a AlterTable) AlterColumn(c expr.Column) AlterColumn { return AlterColumn{a, c} }

func (a AlterColumn) change(write func(w *node.Writer)) statement {
	return a.alter.change(func(w *node.Writer) {
		w.SQL("ALTER COLUMN ")
		writeColumn(w, a.alter.table, a.column)
		w.SQL(" ")
		write(w)
	})
}

// ofSymbol fails the statement if the column is known not to be a symbol.
func (a AlterColumn) ofSymbol(w *node.Writer, what string) {
	if c := declaredColumn(a.alter.table, a.column); c != nil && c.Type.Kind != types.KindSymbol {
		w.Failf("%s: %s is %s: %s is of SYMBOL", a.alter.table.Title(), c.Title(), c.Type, what)
	}
}

// Type gives the column another type; what the new type cannot hold becomes
// NULL.
func (a AlterColumn) Type(t types.Type) Statement {
	return Statement{a.change(func(w *node.Writer) { a.writeType(w, schema.Column{Type: t}) })}
}

// TypeSymbol makes the column a SYMBOL with options.
func (a AlterColumn) TypeSymbol() TypeSymbolStatement {
	return makeTypeSymbol(a, schema.SymbolOptions{})
}

func (a AlterColumn) writeType(w *node.Writer, c schema.Column) {
	w.SQL("TYPE ")
	t := a.alter.table
	c.Name = node.Of(a.column).Name
	switch err := c.Check(); {
	case isDesignated(t, a.column):
		w.Failf("%s: column %q is the designated timestamp, whose type cannot change", t.Title(), c.Name)
	case err != nil:
		w.Fail(fmt.Errorf("%s: %s: %w", t.Title(), c.Title(), err))
	default:
		c.WriteDefinition(&w.Writer)
	}
}

// TypeSymbolStatement is an ALTER TABLE … ALTER COLUMN … TYPE SYMBOL.
type TypeSymbolStatement struct {
	statement
	alter   AlterColumn
	options schema.SymbolOptions
}

func makeTypeSymbol(a AlterColumn, o schema.SymbolOptions) TypeSymbolStatement {
	return TypeSymbolStatement{a.change(func(w *node.Writer) {
		a.writeType(w, schema.Column{Type: types.Symbol, Symbol: o})
	}), a, o}
}

// Capacity expects n distinct values, 2 to 33,554,432; the server grows it as
// needed.
func (s TypeSymbolStatement) Capacity(n int) TypeSymbolStatement {
	s.options.Capacity = schema.CountOf(n)
	return makeTypeSymbol(s.alter, s.options)
}

// Cache keeps the dictionary in memory, which is the default.
func (s TypeSymbolStatement) Cache() TypeSymbolStatement {
	s.options.Cache = true
	return makeTypeSymbol(s.alter, s.options)
}

// NoCache keeps the dictionary on disk, for very many distinct values.
func (s TypeSymbolStatement) NoCache() TypeSymbolStatement {
	s.options.NoCache = true
	return makeTypeSymbol(s.alter, s.options)
}

// Index adds an index.
func (s TypeSymbolStatement) Index() TypeSymbolStatement {
	s.options.Index = true
	return makeTypeSymbol(s.alter, s.options)
}

// IndexCapacity adds an index with n row numbers in a block, 2 to 8,388,608.
func (s TypeSymbolStatement) IndexCapacity(n int) TypeSymbolStatement {
	s.options.Index, s.options.IndexCapacity = true, schema.CountOf(n)
	return makeTypeSymbol(s.alter, s.options)
}
