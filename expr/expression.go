package expr

import "github.com/questql/questql/internal/node"

// Item is what a select list holds: an expression, or expr.All.
type Item interface {
	node.Holder
	isItem()
}

// Order is a term of ORDER BY: an expression, or one with a direction.
type Order interface {
	node.Holder
	isOrder()
}

// Expression is an expression of any class. Package expr alone makes them.
type Expression interface {
	Item
	Order
	GroupKey
	FillValue
	isExpression()
}

// Class is an expression of class C, where the result of a function has the
// class of its argument: C is inferred. A DoubleColumn is a Class[Float].
type Class[C any] interface {
	Expression
	class(n *node.Node) C
}

// Number is an Integer or a Float.
type Number interface {
	Expression
	isNumber()
}

// Exact is an Integer or a Decimal: what goes with a Decimal.
type Exact interface {
	Expression
	isExact()
}

// Elementwise is an Integer, a Float or an Array: what goes with each element of
// an Array.
type Elementwise interface {
	Expression
	isElementwise()
}

// Column is a column of any type.
type Column interface {
	Expression
	isColumn()
}

// ColumnOf is a column of class C. A TimestampColumn is a ColumnOf[Timestamp].
type ColumnOf[C any] interface {
	Class[C]
	isColumn()
}

// Aggregable is an argument of an aggregate function whose result has the
// argument's class: A is that class's aggregate, such as FloatAggregate.
type Aggregable[A any] interface {
	Expression
	aggregate(n *node.Node) A
}

// Summable is a number that an aggregate adds up: S is FloatAggregate or
// IntegerSum.
type Summable[S any] interface {
	Number
	sum(n *node.Node) S
}

type nodeRef = node.Ref

// ref is what the expressions of all classes embed.
type ref struct{ nodeRef }

func (ref) isExpression() {}
func (ref) isItem()       {}
func (ref) isOrder()      {}

// order is an expression with a direction.
type order struct{ nodeRef }

func (order) isOrder() {}

// item stands in a select list and nowhere else.
type item struct{ nodeRef }

func (item) isItem() {}

func makeRef(n *node.Node) ref { return ref{node.MakeRef(n)} }
