// QuestDB docs: query/operators/logical.md

package expr

import (
	"math/bits"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// And is true where all conditions are; of none it is true.
func And(conditions ...Boolean) Boolean { return joined(formAnd, formTrue, conditions) }

// Or is true where any condition is; of none it is false.
func Or(conditions ...Boolean) Boolean { return joined(formOr, formFalse, conditions) }

// Not is true where the condition is false.
func Not(condition Boolean) Boolean {
	if absent(condition) {
		return absentCondition
	}
	return booleanExpr{makeRef(applied(condition, formNot, types.Boolean))}
}

// If returns the condition if use is true, else one that is absent: it vanishes
// from And, Or and Where.
func If(use bool, condition Boolean) Boolean {
	if use {
		return condition
	}
	return absentCondition
}

// IfSet returns compare(*v), or an absent condition where v is nil:
//
//	Where(expr.IfSet(request.Min, Trades.Price.Ge))
func IfSet[T any](v *T, compare func(T) Boolean) Boolean {
	if v == nil {
		return absentCondition
	}
	return compare(*v)
}

// IfAny returns compare(values...), or an absent condition where there are no
// values: nothing selected is not "nothing matches".
//
//	Where(expr.IfAny(request.Sides, Trades.Side.In))
func IfAny[T any](values []T, compare func(...T) Boolean) Boolean {
	if len(values) == 0 {
		return absentCondition
	}
	return compare(values...)
}

// Padded returns values with the last one repeated up to the next power of two,
// which means the same to In and NotIn. So lists of any length have few different
// texts, and the cache of a driver or of the server is not flooded:
//
//	Where(Trades.Symbol.In(expr.Padded(symbols)...))
func Padded[T any](values []T) []T {
	n := len(values)
	if n == 0 {
		return nil
	}
	padded := make([]T, 1<<bits.Len(uint(n-1)))
	for i := copy(padded, values); i < len(padded); i++ {
		padded[i] = values[n-1]
	}
	return padded
}

var absentCondition Boolean = booleanExpr{makeRef(&node.Node{Form: formTrue, Type: types.Boolean, Traits: node.Absent})}

func absent(x Boolean) bool { return node.Of(x).Traits&node.Absent != 0 }

// joined combines the conditions that are there. All absent gives absent.
func joined(f, empty *node.Form, conditions []Boolean) Boolean {
	if len(conditions) == 0 {
		return booleanExpr{makeRef(&node.Node{Form: empty, Type: types.Boolean})}
	}
	if len(conditions) == 2 {
		a, b := node.Of(conditions[0]), node.Of(conditions[1])
		if traits := a.Traits | b.Traits; traits&node.Absent == 0 {
			return booleanExpr{makeRef(&node.Node{Form: f, A: a, B: b, Type: types.Boolean, Traits: traits.Inherited()})}
		}
	}
	present := presentConditions(conditions)
	switch len(present) {
	case 0:
		return absentCondition
	case 1:
		return booleanExpr{makeRef(present[0])}
	}
	return booleanExpr{makeRef(node.WithOperands(node.Node{Form: f, Type: types.Boolean}, present))}
}

// presentConditions returns the nodes of the conditions that are not absent.
func presentConditions(conditions []Boolean) []*node.Node {
	nodes := make([]*node.Node, 0, len(conditions))
	for _, c := range conditions {
		if n := node.Of(c); n.Traits&node.Absent == 0 {
			nodes = append(nodes, n)
		}
	}
	return nodes
}
