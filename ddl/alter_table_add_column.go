// QuestDB docs: query/sql/alter-table-add-column.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// AddColumnStatement is an ALTER TABLE … ADD COLUMN.
type AddColumnStatement struct {
	statement
	add addColumn
}

// AddColumn adds columns, NULL in the rows that there are: one to a table with
// a write-ahead log, any number to another.
func (a AlterTable) AddColumn(columns ...ColumnDefinition) AddColumnStatement {
	return makeAddColumn(addColumn{alter: a, columns: append([]ColumnDefinition(nil), columns...)})
}

// IfNotExists leaves a column of that name as it is. Another type than the
// column has is an error of the server; and so is, over the wire and of a table
// with a write-ahead log, that there was nothing to do ("statement is either
// no-op, …"): the table is as it should be then.
func (s AddColumnStatement) IfNotExists() AddColumnStatement {
	s.add.ifNotExists = true
	return makeAddColumn(s.add)
}

// OwnedBy gives the columns to a user, group or service account. It needs
// QuestDB Enterprise.
func (s AddColumnStatement) OwnedBy(owner string) AddColumnStatement {
	s.add.owner = &owner
	return makeAddColumn(s.add)
}

type addColumn struct {
	alter       AlterTable
	columns     []ColumnDefinition
	ifNotExists bool
	owner       *string
}

func makeAddColumn(a addColumn) AddColumnStatement {
	return AddColumnStatement{a.alter.change(a.write), a}
}

func (a addColumn) write(w *node.Writer) {
	w.SQL("ADD COLUMN ")
	if a.ifNotExists {
		w.SQL("IF NOT EXISTS ")
	}
	if !oneChange(w, a.alter, len(a.columns), "AddColumn") {
		return
	}
	for i, definition := range a.columns {
		if i > 0 {
			w.SQL(", ")
		}
		if definition == nil {
			w.Failf("column %d is nil", i+1)
			return
		}
		c, err := definition.definition()
		switch {
		case err != nil:
			w.Fail(fmt.Errorf("%s: %s: %w", a.alter.table.Title(), c.Title(), err))
			return
		case c.Parquet.Given():
			w.Failf("%s: %s: ADD COLUMN takes no PARQUET: use AlterColumn(…).SetParquet", a.alter.table.Title(), c.Title())
			return
		}
		c.Write(&w.Writer)
	}
	if a.owner != nil {
		w.SQL(" OWNED BY ")
		w.Name(sqlw.UserName, *a.owner)
	}
}

// oneChange fails a statement that has nothing to change, or more than the
// table takes at a time.
func oneChange(w *node.Writer, a AlterTable, n int, method string) bool {
	switch {
	case n == 0:
		w.Failf("%s: %s names no column", a.table.Title(), method)
	case n > 1 && hasWAL(a.table):
		w.Failf("%s has a write-ahead log, and takes one column in a statement, got %d", a.table.Title(), n)
	default:
		return true
	}
	return false
}
