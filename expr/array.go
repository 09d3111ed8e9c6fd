// QuestDB docs: query/datatypes/array.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// ArrayValue is a DOUBLE[] constant in a formula, of as many dimensions as a
// has.
func ArrayValue(a types.NDArray) Array {
	v, err := types.ArrayValue(a)
	return arrayExpr{makeRef(constant(v, types.Array(a.Dims()), err))}
}

// dims is the number of dimensions of a type, 0 for a number.
func dims(t types.Type) uint8 {
	if t.Kind != types.KindArray {
		return 0
	}
	return t.Precision
}

// The indexes of a subscript are in Aux; 0 as the end of a slice is none.
var (
	formSubscript = &node.Form{Name: "subscript", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
		index, _ := n.Aux.([]int)
		w.Expr(n.A, node.Tightest)
		w.SQL("[")
		for i, at := range index {
			if i > 0 {
				w.SQL(", ")
			}
			w.Int(int64(at))
		}
		for i, at := range n.More() {
			if i > 0 {
				w.SQL(", ")
			}
			w.Expr(at, node.Loosest)
		}
		w.SQL("]")
	}}
	formSlice = &node.Form{Name: "slice", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, node.Tightest)
		w.SQL("[")
		if bounds, ok := n.Aux.([]int); ok {
			writeBounds(w, bounds)
		} else {
			writeComputedBounds(w, n.More())
		}
		w.SQL("]")
	}}
)

func writeBounds(w *node.Writer, bounds []int) {
	w.Int(int64(bounds[0]))
	w.SQL(":")
	if bounds[1] != 0 {
		w.Int(int64(bounds[1]))
	}
}

func writeComputedBounds(w *node.Writer, bounds []*node.Node) {
	for i, b := range bounds {
		if i > 0 {
			w.SQL(":")
		}
		w.Expr(b, node.Tightest)
	}
	if len(bounds) == 1 {
		w.SQL(":")
	}
}

// elementExpr is the number at an index that is computed.
func elementExpr(x node.Holder, index []Integer) *node.Node {
	a := node.Of(x)
	if len(index) != int(dims(a.Type)) && a.Type.Kind != types.KindUnknown {
		return invalidIndex(a, "AtExpr takes an index for each of the %d dimensions, got %d; IndexExpr takes fewer and gives an array", dims(a.Type), len(index))
	}
	return node.WithOperands(node.Node{Form: formSubscript, A: a, Type: types.Double}, nodesOf(index))
}

// subArrayExpr is the array of the dimensions that a computed index leaves.
func subArrayExpr(x node.Holder, index []Integer) *node.Node {
	a := node.Of(x)
	left := int(dims(a.Type)) - len(index)
	if (left < 1 || len(index) == 0) && a.Type.Kind != types.KindUnknown {
		return invalidIndex(a, "IndexExpr takes fewer indexes than the %d dimensions, got %d; AtExpr takes all of them and gives a number", dims(a.Type), len(index))
	}
	return node.WithOperands(node.Node{Form: formSubscript, A: a, Type: types.Array(left)}, nodesOf(index))
}

func slicedExpr(x node.Holder, lo, hi Integer) *node.Node {
	bounds := []*node.Node{asInt(lo)}
	if hi != nil {
		bounds = append(bounds, asInt(hi))
	}
	a := node.Of(x)
	return node.WithOperands(node.Node{Form: formSlice, A: a, Type: a.Type}, bounds)
}

// asInt casts what the server would take for a LONG.
func asInt(x Integer) *node.Node {
	if n := node.Of(x); n.Type != types.Long || isConstant(n) {
		return n
	}
	return node.Of(x.ToInt())
}

// element is the number at an index, which has a value for each dimension.
func element(x node.Holder, index []int) *node.Node {
	a := node.Of(x)
	if len(index) != int(dims(a.Type)) && a.Type.Kind != types.KindUnknown {
		return invalidIndex(a, "At takes an index for each of the %d dimensions, got %d; Index takes fewer and gives an array", dims(a.Type), len(index))
	}
	return subscript(x, index, types.Double)
}

// subArray is the array of the dimensions that the index leaves.
func subArray(x node.Holder, index []int) *node.Node {
	a := node.Of(x)
	left := int(dims(a.Type)) - len(index)
	if (left < 1 || len(index) == 0) && a.Type.Kind != types.KindUnknown {
		return invalidIndex(a, "Index takes fewer indexes than the %d dimensions, got %d; At takes all of them and gives a number", dims(a.Type), len(index))
	}
	return subscript(x, index, types.Array(left))
}

func subscript(x node.Holder, index []int, t types.Type) *node.Node {
	a := node.Of(x)
	for i, at := range index {
		if at == 0 {
			return invalidIndex(a, "index %d is 0; QuestDB counts from 1, and from -1 at the end", i+1)
		}
	}
	return (&node.Node{Form: formSubscript, A: a, Aux: append([]int(nil), index...), Type: t}).Inherit()
}

func sliced(x node.Holder, lo, hi int) *node.Node {
	a := node.Of(x)
	if lo == 0 {
		return invalidIndex(a, "Slice from 0; QuestDB counts from 1, and from -1 at the end")
	}
	return (&node.Node{Form: formSlice, A: a, Aux: []int{lo, hi}, Type: a.Type}).Inherit()
}

func invalidIndex(a *node.Node, format string, args ...any) *node.Node {
	return node.Invalid(sqlw.Mistake(sqlw.NoClause, "array %s: "+format, append([]any{title(a)}, args...)...))
}

// ArrayOf is a DOUBLE[] of elements that are computed for each row, of one
// dimension: ARRAY[bid, ask]. A NULL is a NULL element.
func ArrayOf(element Number, more ...Number) Array {
	return arrayOf(append([]*node.Node{node.Of(element)}, nodesOf(more)...), types.Array(1))
}

// ArrayOfArrays is a DOUBLE[] whose elements are arrays, with a dimension more
// than those: ARRAY[bids[1], asks[1]]. The server refuses arrays of different
// lengths, and where one is NULL: leave such rows out.
func ArrayOfArrays(element Array, more ...Array) Array {
	nodes := append([]*node.Node{node.Of(element)}, nodesOf(more)...)
	rank := dims(nodes[0].Type)
	for _, n := range nodes {
		if dims(n.Type) != rank && n.Type.Kind == types.KindArray {
			return arrayExpr{makeRef(node.Invalid(sqlw.Mistake(sqlw.NoClause, "an array of arrays with %d and %d dimensions: they must have as many", rank, dims(n.Type))))}
		}
	}
	return arrayOf(nodes, types.Array(int(rank)+1))
}

func arrayOf(elements []*node.Node, t types.Type) Array {
	return arrayExpr{makeRef(node.WithOperands(node.Node{Form: formArray, Type: t}, elements))}
}

var formArray = &node.Form{Name: "array", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	w.SQL("ARRAY[")
	for i, element := range n.More() {
		if i > 0 {
			w.SQL(", ")
		}
		w.Expr(element, node.Loosest)
	}
	w.SQL("]")
}}

func nodesOf[T node.Holder](xs []T) []*node.Node {
	return node.AppendOf(make([]*node.Node, 0, len(xs)), xs)
}
