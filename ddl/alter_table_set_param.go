// QuestDB docs: query/sql/alter-table-set-param.md

package ddl

import (
	"time"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// SetParamMaxUncommittedRows sets how many rows a commit may hold back.
func (a AlterTable) SetParamMaxUncommittedRows(n int) Statement {
	return Statement{a.change(func(w *node.Writer) {
		c := schema.CountOf(n)
		if err := c.CheckMaxUncommittedRows(); err != nil {
			w.Fail(err)
		}
		w.SQL("SET PARAM maxUncommittedRows = ")
		w.Int(c.N)
	})}
}

// SetParamO3MaxLag sets how long rows that come out of order may wait in memory.
func (a AlterTable) SetParamO3MaxLag(lag time.Duration) Statement {
	return Statement{a.change(func(w *node.Writer) {
		l := schema.Lag{D: lag, Set: true}
		if err := l.Check(); err != nil {
			w.Fail(err)
		}
		w.SQL("SET PARAM o3MaxLag = ")
		l.Write(&w.Writer)
	})}
}
