// QuestDB docs: query/sql/explain.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// Explain shows how the server would run a statement, one line of text a row:
// QUERY PLAN. Values are written as literals.
func Explain(s expr.Statement) Statement {
	return explain(s, func(w *node.Writer) { w.Clause("EXPLAIN") })
}

// ExplainJSON is Explain as one text in JSON.
func ExplainJSON(s expr.Statement) Statement {
	return explain(s, func(w *node.Writer) { w.Clause("EXPLAIN (FORMAT JSON)") })
}

func explain(s expr.Statement, start func(w *node.Writer)) Statement {
	explained := node.BodyOf(s)
	return Statement{statement{node.MakeStatement(body{
		kind:  "EXPLAIN",
		items: []node.Item{{Name: "QUERY PLAN", Type: types.String}},
		write: func(w *node.Writer) {
			start(w)
			if explained == nil {
				w.Failf("there is no statement to explain")
				return
			}
			w.Continue()
			w.InlineBody(explained)
		},
	})}}
}
