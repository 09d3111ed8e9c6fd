// QuestDB docs: query/functions/conditional.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// CaseOf is a CASE whose arms are of class C. Else or End completes it:
//
//	expr.When(Trades.Side.Eq("buy"), Trades.Amount).Else(Trades.Amount.Neg())
//	// CASE WHEN side = 'buy' THEN amount ELSE -amount END
type CaseOf[C any] struct {
	arms []*node.Node // conditions and values by turns
	last Class[C]
}

// When starts a CASE: v where the condition is true.
func When[C any](condition Boolean, v Class[C]) CaseOf[C] {
	return CaseOf[C]{arms: []*node.Node{node.Of(condition), node.Of(v)}, last: v}
}

// When adds an arm: v where the condition is true and none before it was.
func (c CaseOf[C]) When(condition Boolean, v Class[C]) CaseOf[C] {
	arms := make([]*node.Node, 0, len(c.arms)+2)
	return CaseOf[C]{append(append(arms, c.arms...), node.Of(condition), node.Of(v)), v}
}

// Else ends the CASE: v where no condition is true.
func (c CaseOf[C]) Else(v Class[C]) C {
	return c.end(append(append(make([]*node.Node, 0, len(c.arms)+1), c.arms...), node.Of(v)))
}

// End ends the CASE: NULL where no condition is true.
func (c CaseOf[C]) End() C { return c.end(c.arms) }

func (c CaseOf[C]) end(arms []*node.Node) C {
	t, ok := caseType(arms)
	n := node.WithOperands(node.Node{Form: formCase, Type: t}, arms)
	if !ok {
		n = node.Invalid(sqlw.Mistake(sqlw.NoClause, "CASE: QuestDB has no CASE with values of type %s beside others: cast them, a DATE with ToTimestamp()", t))
	}
	if c.last == nil {
		return node.Value[C](node.ClassOf(n.Type), n)
	}
	return c.last.class(n)
}

var formCase = &node.Form{Name: "CASE", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	arms := n.More()
	if len(arms) < 2 {
		w.Failf("CASE has no arms: it was not made by When")
		return
	}
	w.SQL("CASE")
	for ; len(arms) > 1; arms = arms[2:] {
		w.SQL(" WHEN ")
		w.Expr(arms[0], node.Loosest)
		w.SQL(" THEN ")
		w.Expr(arms[1], node.Loosest)
	}
	if len(arms) == 1 {
		w.SQL(" ELSE ")
		w.Expr(arms[0], node.Loosest)
	}
	w.SQL(" END")
}}

// caseType is the type that the server gives a CASE with these arms.
func caseType(arms []*node.Node) (t types.Type, ok bool) {
	for i, a := range arms {
		if i%2 == 1 || i == len(arms)-1 {
			if t, ok = node.Unify(t, a.Type); !ok {
				return t, false
			}
		}
	}
	return t, true
}
