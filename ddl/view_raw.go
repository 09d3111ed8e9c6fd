// QuestDB docs: query/sql/create-view.md

package ddl

import (
	"errors"
	"fmt"
	"strings"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// sqlText is SQL of the program itself: only constants convert to it.
type sqlText string

// DefineViewRaw is [DefineView] with the query as SQL text, as qdbgen finds it
// on a server:
//
//	var Ticks = ddl.DefineViewRaw[Tick]("ticks", `SELECT ts, price AS px FROM trades`, Trades)
//
// The text is a constant, and is sent as it is: that its columns are those of
// the struct only the server can tell, see qdb.Verify. reads are the tables and
// views that it names, which a [Schema] creates before. The designated timestamp
// of the result is the one that the struct tags as `qdb:",designated"`.
func DefineViewRaw[T expr.Relation](name string, query sqlText, reads ...expr.Relation) T {
	shape, t := defineShape[T](name, schema.PlainView)
	table := shape.Table()
	if table.Err == nil {
		table.Err = rawQuery(query, reads)(table)
	}
	if table.Err == nil {
		table.Err = table.Check()
	}
	return t
}

// MaterializedRaw is [Materialized] with the query as SQL text, see
// [DefineViewRaw].
func MaterializedRaw(query sqlText, reads ...expr.Relation) MaterializedSpec {
	return MaterializedSpec{query: rawQuery(query, reads)}
}

// rawQuery makes a text the query of a view.
func rawQuery(query sqlText, reads []expr.Relation) setting {
	text := string(query)
	return func(t *schema.Table) error {
		if strings.TrimSpace(text) == "" {
			return fmt.Errorf("%s: %w", t.Title(), errNoQuery)
		}
		if err := sqlw.CheckText(text); err != nil {
			return fmt.Errorf("%s: the query: %w", t.Title(), err)
		}
		uses := make([]string, len(reads))
		for i, r := range reads {
			if node.RelationOf(r) == nil {
				return fmt.Errorf("%s: %w", t.Title(), errReadsUndeclared)
			}
			uses[i] = tableOf(r).Name
		}
		t.View.Query, t.View.Uses = text, uses
		t.View.Source = made("SELECT", func(w *node.Writer) { w.Append(func(dst []byte) []byte { return appendRaw(dst, text) }) })
		return nil
	}
}

var errReadsUndeclared = errors.New("what the query reads is nil, or a struct that Define did not make")

// appendRaw appends a query to be closed by a bracket, which a line comment at
// its end must not hide.
func appendRaw(dst []byte, text string) []byte {
	dst = append(dst, text...)
	if strings.Contains(text[strings.LastIndexByte(text, '\n')+1:], "--") {
		dst = append(dst, '\n')
	}
	return dst
}
