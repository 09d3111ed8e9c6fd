// Package node holds the tree of which statements are made, below the typed
// surface of expr: a node for each expression, a clause for each clause, and
// the relations that columns belong to. Each writes itself.
//
// The interfaces of expr are sealed by unexported methods of this package,
// which the types of expr and ddl get by embedding; so packages of the module
// reach the node behind an expression and users' autocomplete shows nothing.
package node

import (
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Node is one expression. Nodes are immutable once made and shared freely.
type Node struct {
	Form *Form
	// A and B are the operands, More the third and further ones.
	A, B *Node
	More []*Node
	// Val is a constant or parameter; its text is the name of a column,
	// function or alias.
	Val types.Value
	// Name is the name of a column, function or alias.
	Name string
	// Aux is what one form needs beside: a *Relation, a *sqlw.BuildError.
	Aux any
	// Type is the type of the result, as far as it is known.
	Type types.Type
	// Traits say what stands in the expression.
	Traits Traits
}

// Traits are facts of an expression that clauses check.
type Traits uint8

// The traits; they pass from operands to the expressions made of them.
const (
	HasAggregate Traits = 1 << iota
	HasWindow
	// Absent is a condition that is not there: it vanishes.
	Absent
)

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
}

// Precedence orders operators by how tightly they bind; a higher one binds
// tighter. The table is the server's own, measured: surface (d4), tightest first:
// `.` `::` unary `*` `+` `||` `&` `^` `|` IN `<` `=` NOT AND OR.
type Precedence uint8

// The levels. Loosest is a whole statement's position: nothing needs
// parentheses there.
const (
	Loosest Precedence = iota
	BindsOr
	BindsAnd
	BindsNot
	BindsEqual
	BindsLess
	BindsIn
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

// SetRef points an addressable expression, such as a column of a struct, at n.
func (r *Ref) set(n *Node) { r.n = n }

// Holder is an expression of any class.
type Holder interface{ ref() *Node }

// Of returns the node of an expression. A nil expression, or a column of a
// struct that was never defined, gives a node that is an error when written.
func Of(x Holder) *Node {
	if x == nil {
		return missing
	}
	if n := x.ref(); n != nil {
		return n
	}
	return missing
}

// Or returns n, or the node of a missing expression for nil.
func Or(n *Node) *Node {
	if n == nil {
		return missing
	}
	return n
}

var missing = &Node{Form: &Form{
	Name: "missing expression",
	Write: func(w *Writer, _ *Node) {
		w.Failf("an expression is missing: it is nil, or a column of a struct that was not made by Define, As, CTE or Sub")
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

// Err returns the mistake of an invalid node, or nil.
func (n *Node) Err() *sqlw.BuildError {
	if n.Form != invalidForm {
		return nil
	}
	err, _ := n.Aux.(*sqlw.BuildError)
	return err
}
