// QuestDB docs: query/sql/explain.md

package expr

import (
	"errors"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// ExplainStatement is an EXPLAIN: its rows are the lines of the plan.
type ExplainStatement struct{ statement }

// Explain shows how the server would run a statement, without running it. Values
// are literals: the plan is that of these values, and the server takes no
// parameters in EXPLAIN INSERT.
func Explain(s Statement) ExplainStatement {
	return ExplainStatement{makeStatement(explainBody{of: node.BodyOf(s)})}
}

// JSON shows the plan as JSON, in one row.
func (s ExplainStatement) JSON() ExplainStatement {
	b, _ := node.BodyOf(s).(explainBody)
	b.json = true
	return ExplainStatement{makeStatement(b)}
}

type explainBody struct {
	of   node.Body
	json bool
	name *clause // nil without one
}

var errNothingToExplain = errors.New("there is no statement to explain")

// Kind implements node.Body.
func (b explainBody) Kind() string { return "EXPLAIN" }

// Shape implements node.Body.
func (b explainBody) Shape() ([]node.Item, error) {
	return []node.Item{{Name: "QUERY PLAN", Type: types.String}}, nil
}

// WriteStatement implements node.Body.
func (b explainBody) WriteStatement(w *node.Writer) {
	w.In("EXPLAIN")
	b.checkName(w)
	if b.of == nil {
		w.Fail(errNothingToExplain)
		return
	}
	w.SQL("EXPLAIN ")
	if b.json {
		w.SQL("(FORMAT JSON) ")
	}
	w.InlineBody(b.of)
}
