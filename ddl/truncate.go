// QuestDB docs: query/sql/truncate.md

package ddl

import (
	"errors"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// TruncateStatement is a TRUNCATE TABLE.
type TruncateStatement struct {
	statement
	truncate truncate
}

// Truncate removes all rows of tables.
func Truncate(tables ...expr.Relation) TruncateStatement {
	models := make([]*schema.Table, len(tables))
	for i, t := range tables {
		models[i] = tableOf(t)
	}
	return makeTruncate(truncate{tables: models})
}

// IfExists does nothing where there is no such table.
func (s TruncateStatement) IfExists() TruncateStatement {
	s.truncate.ifExists = true
	return makeTruncate(s.truncate)
}

// KeepSymbolMaps keeps the dictionaries of symbols.
func (s TruncateStatement) KeepSymbolMaps() TruncateStatement {
	s.truncate.keepSymbolMaps = true
	return makeTruncate(s.truncate)
}

type truncate struct {
	tables                   []*schema.Table
	ifExists, keepSymbolMaps bool
}

func makeTruncate(t truncate) TruncateStatement {
	return TruncateStatement{made("TRUNCATE TABLE", t.write), t}
}

var errNoTable = errors.New("no table is named")

func (t truncate) write(w *node.Writer) {
	w.Clause("TRUNCATE TABLE")
	if t.ifExists {
		w.SQL("IF EXISTS ")
	}
	if len(t.tables) == 0 {
		w.Fail(errNoTable)
	}
	for i, table := range t.tables {
		if i > 0 {
			w.SQL(", ")
		}
		if table.View != nil {
			w.Failf("%s has no rows of its own to remove", table.Title())
		}
		writeName(w, table)
	}
	if t.keepSymbolMaps {
		w.SQL(" KEEP SYMBOL MAPS")
	}
}
