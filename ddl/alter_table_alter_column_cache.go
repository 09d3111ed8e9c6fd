// QuestDB docs: query/sql/alter-table-alter-column-cache.md

package ddl

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// Cache keeps the dictionary of a symbol in memory.
func (a AlterColumn) Cache() Statement {
	return Statement{a.change(func(w *node.Writer) { a.ofSymbol(w, "CACHE"); w.SQL("CACHE") })}
}

// NoCache keeps the dictionary of a symbol on disk.
func (a AlterColumn) NoCache() Statement {
	return Statement{a.change(func(w *node.Writer) { a.ofSymbol(w, "NOCACHE"); w.SQL("NOCACHE") })}
}

// SymbolCapacity expects n distinct values of a symbol, 2 to 33,554,432.
//
// QuestDB docs: query/sql/alter-table-change-symbol-capacity.md
func (a AlterColumn) SymbolCapacity(n int) Statement {
	return Statement{a.change(func(w *node.Writer) {
		a.ofSymbol(w, "a capacity")
		w.SQL("SYMBOL")
		writeCapacity(w, n, schema.CheckSymbolCapacity)
	})}
}

// SetParquet says how parquet partitions store the column; those that there are
// stay as they are.
//
// QuestDB docs: query/sql/alter-table-alter-column-set-parquet.md
func (a AlterColumn) SetParquet(encoding Encoding, codec Codec) Statement {
	return Statement{a.change(func(w *node.Writer) {
		p := parquetOf(encoding, codec)
		var c schema.Column
		if declared := declaredColumn(a.alter.table, a.column); declared != nil {
			c = *declared
		}
		if err := p.Check(c.Type); err != nil {
			w.Fail(err)
			return
		}
		w.SQL("SET ")
		p.Write(&w.Writer)
	})}
}
