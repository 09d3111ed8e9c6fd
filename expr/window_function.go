// QuestDB docs: query/functions/window-functions/reference.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// WindowFunction is a function that has a window form only. It is no expression
// until Over says what it looks at; the result is of class C.
type WindowFunction[C any] struct{ call *node.Node }

// MakeWindowFunction wraps a call, for package fn.
func MakeWindowFunction[C any](call *node.Node) WindowFunction[C] { return WindowFunction[C]{call} }

// Over is the function over a window: row_number() OVER (…).
func (f WindowFunction[C]) Over(s WindowSpec) C {
	n := over(f.node(), s, nil)
	return node.Value[C](node.ClassOf(n.Type), n)
}

func (f WindowFunction[C]) node() *node.Node {
	if f.call == nil {
		return node.Missing
	}
	return f.call
}

// ValueFunction is a window function that takes the value of another row, and
// can pass over NULLs.
type ValueFunction[C any] struct{ WindowFunction[C] }

// MakeValueFunction wraps a call, for package fn.
func MakeValueFunction[C any](call *node.Node) ValueFunction[C] {
	return ValueFunction[C]{WindowFunction[C]{call}}
}

// IgnoreNulls passes over rows in which the value is NULL: lag(x) IGNORE NULLS
// OVER (…).
func (f ValueFunction[C]) IgnoreNulls() WindowFunction[C] {
	n := f.node()
	return WindowFunction[C]{(&node.Node{Form: formIgnoreNulls, A: n, Type: n.Type}).Inherit()}
}

var formIgnoreNulls = &node.Form{Name: "IGNORE NULLS", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	w.Expr(n.A, node.Tightest)
	w.SQL(" IGNORE NULLS")
}}

// Measure is an expression of which window functions take the value of other
// rows: a number or a timestamp. QuestDB has no such functions of text.
type Measure[C any] interface {
	Class[C]
	isMeasure()
}

// IntegerSum is a sum of integers: a LONG. Over a window it is a DOUBLE.
type IntegerSum interface {
	Integer
	isAggregate()
	// Over is the sum over a window, a DOUBLE: sum(x) OVER (…).
	Over(s WindowSpec) Float
}

type integerSum struct{ integerExpr }

func (integerSum) isAggregate() {}

func (x integerSum) Over(s WindowSpec) Float {
	return floatExpr{makeRef(over(node.Of(x), s, asDouble))}
}

// asDouble is the type of a sum over a window.
func asDouble(n *node.Node) *node.Node {
	n.Type = types.Double
	return n
}

func (x integerExpr) sum(n *node.Node) IntegerSum   { return integerSum{integerExpr{makeRef(n)}} }
func (x floatExpr) sum(n *node.Node) FloatAggregate { return floatAggregate{floatExpr{makeRef(n)}} }

func (integerExpr) isMeasure()   {}
func (floatExpr) isMeasure()     {}
func (timestampExpr) isMeasure() {}

func init() {
	node.RegisterSum(node.Integer, func(n *node.Node) IntegerSum { return integerSum{integerExpr{makeRef(n)}} })
	node.RegisterSum(node.Float, func(n *node.Node) FloatAggregate { return floatAggregate{floatExpr{makeRef(n)}} })
}

// CallWindow is [Call] for a function that has a window form; C is the class of
// its result:
//
//	func Ema(x expr.Number, alpha expr.Float) expr.WindowFunction[expr.Float] {
//		return expr.CallWindow[expr.Float]("avg", x, expr.String("alpha"), alpha)
//	}
func CallWindow[C Expression](name functionName, args ...Expression) WindowFunction[C] {
	return WindowFunction[C]{node.Unaliased(node.Of(called[C](name, node.HasWindow, args)))}
}
