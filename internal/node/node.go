// Package node holds the tree of which statements are made, below the typed
// surface of expr: a node for each expression and the relations that columns
// belong to. Each writes itself.
//
// The interfaces of expr are sealed by unexported methods of this package,
// which the types of expr and ddl get by embedding. So packages of the module
// reach the node behind an expression, and users' autocomplete shows nothing.
package node

import (
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Node is one expression. Nodes are immutable once made and shared freely. It
// has 64 bytes, for queries are made of many.
type Node struct {
	Form *Form
	// A and B are the operands; a form of more holds them in Aux.
	A, B *Node
	// Name is the name of a column, function or alias.
	Name string
	// Aux is what one form needs beside: a value, a *Relation, a *Func, more
	// operands.
	Aux any
	// Type is the type of the result, as far as it is known.
	Type types.Type
	// Traits say what stands in the expression.
	Traits Traits
	// Column is the number of a column in its relation.
	Column uint32
}

// WithValue makes a node that holds a value, in one allocation: of a constant,
// or beside an operand, as 10 in price > 10. The caller fills in both.
func WithValue(f *Form, t types.Type) (*Node, *types.Value) {
	both := &struct {
		node  Node
		value types.Value
	}{node: Node{Form: f, Type: t}}
	both.node.Aux = &both.value
	return &both.node, &both.value
}

// Value returns the value that WithValue gave the node, or nil.
func (n *Node) Value() *types.Value {
	v, _ := n.Aux.(*types.Value)
	return v
}

// Operands are the operands of a form that has more than two. They are in Aux,
// and hold what else would be there.
type Operands struct {
	Nodes []*Node
	Aux   any
}

// WithOperands returns a node that is n with more operands, in one allocation.
func WithOperands(n Node, more []*Node) *Node {
	both := &struct {
		node     Node
		operands Operands
	}{n, Operands{more, n.Aux}}
	both.node.Aux = &both.operands
	return both.node.Inherit()
}

// Extra returns Aux, whether the node has more operands or not.
func (n *Node) Extra() any {
	if o, ok := n.Aux.(*Operands); ok {
		return o.Aux
	}
	return n.Aux
}

// More returns the operands beside A and B.
func (n *Node) More() []*Node {
	if o, ok := n.Aux.(*Operands); ok {
		return o.Nodes
	}
	return nil
}

// Traits are facts of an expression that clauses check.
type Traits uint8

// The traits. All but Bare and Absent pass from operands to what is made of them.
const (
	HasAggregate Traits = 1 << iota
	HasWindow
	// HasColumn is set where a column stands, so that the value is not a
	// constant.
	HasColumn
	// HasQuery is set where a sub-query stands, HasVariable where a variable of
	// DECLARE does: what they need is written ahead of the statement.
	HasQuery
	HasVariable
	// NamesWindow is set where a window function's window has a name, or refines
	// one that has: it is written behind the statement.
	NamesWindow
	// Bare is set of a column or alias whose name needs no quotes.
	Bare
	// Absent is a condition that is not there: it vanishes.
	Absent
)

const inherited = HasAggregate | HasWindow | HasColumn | HasQuery | HasVariable | NamesWindow

// Inherited returns the traits that pass to what is made of an expression.
func (t Traits) Inherited() Traits { return t & inherited }

// Inherit adds the traits of the operands.
func (n *Node) Inherit() *Node {
	n.Traits |= n.OperandTraits()
	return n
}

// OperandTraits returns the traits that pass from the operands of n.
func (n *Node) OperandTraits() (t Traits) {
	if n.A != nil {
		t |= n.A.Traits
	}
	if n.B != nil {
		t |= n.B.Traits
	}
	for _, m := range n.More() {
		t |= m.Traits
	}
	return t.Inherited()
}

// Form is a kind of expression: how it writes itself and how tightly it binds.
type Form struct {
	// Name is how errors call it.
	Name string
	// Write writes the node.
	Write func(w *Writer, n *Node)
	// Op is the text of the operator, with spaces, where the form is one.
	Op sqlw.Keyword
	// Binds is how tightly it binds its operands.
	Binds Precedence
	// Inner visits the expressions that the node holds in Aux, where it does.
	Inner func(n *Node, visit func(*Node))
	// alias is true for the form that names an expression.
	alias bool
}

// Walk visits n and, where visit returns true, what it is made of.
func (n *Node) Walk(visit func(*Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	n.A.Walk(visit)
	n.B.Walk(visit)
	for _, m := range n.More() {
		m.Walk(visit)
	}
	if n.Form.Inner != nil {
		n.Form.Inner(n, func(m *Node) { m.Walk(visit) })
	}
}

// Precedence orders operators by how tightly they bind; a higher one binds
// tighter. The order is the server's own, measured.
// QuestDB docs: query/operators/precedence.md
type Precedence uint8

// The levels. Loosest is the position of a whole expression: nothing needs
// parentheses there.
const (
	Loosest Precedence = iota
	BindsOr
	BindsAnd
	BindsNot
	BindsEqual // = != ~ !~ LIKE ILIKE IS
	BindsLess
	BindsIn // IN BETWEEN WITHIN
	BindsBitOr
	BindsBitXor
	BindsBitAnd
	BindsConcat
	BindsShift
	BindsAdd
	BindsMultiply
	BindsUnary
	BindsCast
	Tightest
)

// Ref is what every expression type embeds: a pointer to its node.
type Ref struct{ n *Node }

// MakeRef wraps a node.
func MakeRef(n *Node) Ref { return Ref{n} }

func (r Ref) ref() *Node { return r.n }

// set points an addressable expression, such as a column of a struct, at n.
func (r *Ref) set(n *Node) { r.n = n }

// Holder is an expression of any class.
type Holder interface{ ref() *Node }

// Of returns the node of an expression. A nil expression, or a column of a
// struct that was never defined, gives a node that is an error when written.
func Of(x Holder) *Node {
	if x == nil {
		return Missing
	}
	return orMissing(x.ref())
}

func orMissing(n *Node) *Node {
	if n == nil {
		return Missing
	}
	return n
}

// AppendOf appends Of of each expression. That T need not become a Holder first
// is what it is for.
func AppendOf[T Holder](dst []*Node, xs []T) []*Node {
	for _, x := range xs {
		if any(x) == nil {
			dst = append(dst, Missing)
			continue
		}
		dst = append(dst, orMissing(x.ref()))
	}
	return dst
}

// Missing stands for an expression that is nil.
var Missing = &Node{Form: &Form{
	Name: "missing expression",
	Write: func(w *Writer, _ *Node) {
		w.Failf("an expression is missing: it is nil, or a column of a struct that Define, As, CTE or Sub did not make")
	},
	Binds: Tightest,
}}

// Invalid is an expression that could not be made: writing it is an error.
func Invalid(err *sqlw.BuildError) *Node { return &Node{Form: invalidForm, Aux: err} }

var invalidForm = &Form{
	Name: "invalid expression",
	Write: func(w *Writer, n *Node) {
		if err, ok := n.Aux.(*sqlw.BuildError); ok {
			w.Fail(err)
		}
	},
	Binds: Tightest,
}

// SetRef points an addressable expression at n.
func SetRef(x interface{ set(n *Node) }, n *Node) { x.set(n) }
