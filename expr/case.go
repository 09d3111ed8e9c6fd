// QuestDB docs: query/functions/conditional.md

package expr

import (
	"slices"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// CaseOf is a CASE whose arms are of class C. Else or End completes it:
//
//	expr.When(Trades.Side.Eq("buy"), Trades.Amount).Else(Trades.Amount.Neg())
//	// CASE WHEN side = 'buy' THEN amount ELSE -amount END
type CaseOf[C any] struct {
	// few holds the first arms, more those behind them; when a CASE is copied,
	// so are few, and more is copied by When.
	few  [fewArms]arm
	more []arm
	// arms is how many arms there are.
	arms int
	last Class[C]
}

// arm is a WHEN with its THEN.
type arm struct{ condition, value *node.Node }

// fewArms is how many arms a CASE holds without a slice.
const fewArms = 3

// When starts a CASE: v where the condition is true.
func When[C any](condition Boolean, v Class[C]) CaseOf[C] {
	return CaseOf[C]{}.When(condition, v)
}

// When adds an arm: v where the condition is true and none before it was.
func (c CaseOf[C]) When(condition Boolean, v Class[C]) CaseOf[C] {
	a := arm{node.Of(condition), node.Of(v)}
	if c.arms < fewArms {
		c.few[c.arms] = a
	} else {
		c.more = append(slices.Clip(c.more), a)
	}
	c.arms++
	c.last = v
	return c
}

// Else ends the CASE: v where no condition is true.
func (c CaseOf[C]) Else(v Class[C]) C { return c.end(node.Of(v)) }

// End ends the CASE: NULL where no condition is true.
func (c CaseOf[C]) End() C { return c.end() }

func (c CaseOf[C]) end(otherwise ...*node.Node) C {
	made := &struct {
		node     node.Node
		operands node.Operands
		few      [2*fewArms + 1]*node.Node // of the operands
	}{node: node.Node{Form: formCase}}
	n, parts := &made.node, made.few[:0]
	for _, a := range c.few[:min(c.arms, fewArms)] {
		parts = append(parts, a.condition, a.value)
	}
	for _, a := range c.more {
		parts = append(parts, a.condition, a.value)
	}
	made.operands.Nodes = append(parts, otherwise...)
	t, ok := caseType(made.operands.Nodes)
	n.Aux, n.Type = &made.operands, t
	n.Inherit()
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
