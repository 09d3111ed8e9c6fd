// QuestDB docs: query/sql/alter-table-alter-column-add-index.md

package ddl

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// AddIndex adds an index to a symbol.
func (a AlterColumn) AddIndex() Statement { return Statement{a.change(a.writeAddIndex)} }

// AddIndexCapacity adds an index with n row numbers in a block, 2 to 8,388,608.
func (a AlterColumn) AddIndexCapacity(n int) Statement {
	return Statement{a.change(func(w *node.Writer) {
		a.writeAddIndex(w)
		writeCapacity(w, n, schema.CheckIndexCapacity)
	})}
}

// DropIndex removes the index of a symbol.
func (a AlterColumn) DropIndex() Statement {
	return Statement{a.change(func(w *node.Writer) {
		a.ofSymbol(w, "an index")
		w.SQL("DROP INDEX")
	})}
}

func (a AlterColumn) writeAddIndex(w *node.Writer) {
	a.ofSymbol(w, "an index")
	w.SQL("ADD INDEX")
}

func writeCapacity(w *node.Writer, n int, check func(schema.Count) error) {
	if err := check(schema.CountOf(n)); err != nil {
		w.Fail(err)
	}
	w.SQL(" CAPACITY ")
	w.Int(int64(n))
}
