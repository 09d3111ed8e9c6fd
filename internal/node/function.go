package node

import "github.com/questql/questql/types"

// Func is a function of the server.
type Func struct {
	// Name is the server's name for it: IsFunctionName is true of it.
	Name string
	// Star is true for a function of whole rows, which is called with a *.
	Star bool
	// Traits are HasAggregate or HasWindow for such functions.
	Traits Traits
	// Windowed gives the type of an aggregate over a window, of that which it has
	// elsewhere: nil where they are the same. A type of no kind is one that the
	// server has no window form for.
	Windowed func(types.Type) types.Type
}

// WideType is the type that window functions give to a value of type t: they
// widen numbers.
func WideType(t types.Type) types.Type {
	switch t.Kind {
	case types.KindByte, types.KindShort, types.KindInt:
		return types.Long
	case types.KindFloat:
		return types.Double
	}
	return t
}

// Call is a call of f. Operands are a and b, nil where there are fewer, then
// more.
func Call(f *Func, t types.Type, a, b *Node, more ...*Node) *Node {
	if len(more) > 0 {
		return WithOperands(Node{Form: callForm, Name: f.Name, Aux: f, A: a, B: b, Type: t, Traits: f.Traits}, more)
	}
	n := &Node{Form: callForm, Name: f.Name, Aux: f, A: a, B: b, Type: t, Traits: f.Traits}
	return n.Inherit()
}

var callForm = &Form{Name: "function call", Write: writeCall, Binds: Tightest}

func writeCall(w *Writer, n *Node) {
	f, _ := n.Extra().(*Func)
	if f.Traits&HasAggregate != 0 {
		w.checkAggregated(f, n)
	}
	w.BareName(f.Name)
	w.SQL("(")
	if f.Star {
		w.SQL("*")
	}
	started := w.argument(n.A, false)
	started = w.argument(n.B, started)
	for _, m := range n.More() {
		started = w.argument(m, started)
	}
	w.SQL(")")
}

// argument writes an argument, if it is one, behind others where started is
// true. It returns whether there is one now.
func (w *Writer) argument(x *Node, started bool) bool {
	if x == nil {
		return started
	}
	if started {
		w.SQL(", ")
	}
	w.Expr(x, Loosest)
	return true
}

// checkAggregated looks at what an aggregate is of.
func (w *Writer) checkAggregated(f *Func, n *Node) {
	if n.OperandTraits()&HasAggregate != 0 {
		w.Failf("%s of an aggregate: aggregate in a CTE or sub-query and read that", f.Name)
	}
}

// FuncOf returns the function that n calls, or nil.
func FuncOf(n *Node) *Func {
	if n.Form != callForm {
		return nil
	}
	f, _ := n.Extra().(*Func)
	return f
}
