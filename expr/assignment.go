// QuestDB docs: query/sql/insert.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Assignment gives a column a value, in INSERT and UPDATE.
type Assignment interface {
	node.Holder
	isAssignment()
}

type assignment struct{ nodeRef }

func (assignment) isAssignment() {}

// An assignment's node has the column in A and the expression in B, or the
// value in Val.
var formAssign = &node.Form{Name: "assignment", Binds: node.Loosest, Write: func(w *node.Writer, n *node.Node) {
	w.Failf("column %q: an assignment is no expression", n.A.Name)
}}

func assigned(c node.Holder, v any) Assignment {
	col := node.Of(c)
	val, err := types.ValueOf(col.Type, v)
	if err != nil {
		return assignment{node.MakeRef(node.Invalid(sqlw.Mistake(sqlw.NoClause, "column %q: %w", col.Name, err)))}
	}
	n, held := node.WithValue(formAssign, types.Type{})
	n.A, *held = col, val
	return assignment{node.MakeRef(n)}
}

func assignedNull(c node.Holder) Assignment { return assigned(c, nil) }

func assignedExpr(c, x node.Holder) Assignment {
	return assignment{node.MakeRef((&node.Node{Form: formAssign, A: node.Of(c), B: node.Of(x)}).Inherit())}
}

// writeAssigned writes the value of an assignment.
func writeAssigned(w *node.Writer, n *node.Node, p node.Position) {
	switch {
	case n.B == nil:
		w.Value(p, n.A.Type, n.Value())
	case node.IsNamedParam(n.B):
		w.AssignedParam(p, n.A, n.B)
	default:
		w.Expr(n.B, node.Loosest)
	}
}
