// QuestDB docs: query/functions/conditional.md

package fn

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Coalesce is the first of the values that is not NULL, NULL if all are:
// `coalesce(x, y)`. QuestDB has none of GEOHASH, BINARY and arrays.
//
// Since QuestDB 7.3 or earlier: query/functions/conditional.md.
func Coalesce[C any](x expr.Class[C], more ...expr.Class[C]) C {
	return preserving[C](funcCoalesce, coalesceType, x, more)
}

// NullIf is x, or NULL where x equals y: `nullif(x, y)`. Of FLOATs it is a
// DOUBLE, of BYTEs and SHORTs an INT.
//
// Since QuestDB 7.3 or earlier: query/functions/conditional.md.
func NullIf[C any](x, y expr.Numeric[C]) C {
	n := node.Call(funcNullIf, nullIfType(node.Of(x).Type, node.Of(y).Type), node.Of(x), node.Of(y))
	return node.Value[C](node.ClassOf(n.Type), n)
}

// NullIfText is NullIf of text: `nullif(x, y)`. A CHAR counts as a STRING.
//
// Since QuestDB 9.3 or earlier: query/functions/conditional.md.
func NullIfText(x, y expr.Text) expr.Text {
	a, b := asString(x), asString(y)
	t := types.Varchar
	if a.Type == types.String || b.Type == types.String || a.Type == types.Symbol && b.Type == types.Symbol {
		t = types.String
	}
	return node.Value[expr.Text](node.Text, node.Call(funcNullIf, t, a, b))
}

// asString makes a STRING of a CHAR: nullif would cut other text to one.
func asString(x expr.Text) *node.Node {
	if n := node.Of(x); n.Type != types.Char {
		return n
	}
	return node.Of(x.ToString())
}

// Greatest is the greatest of the values; NULLs are left out: `greatest(x, y)`.
//
// Since QuestDB 8.1 or earlier: query/functions/numeric.md.
func Greatest[C any](x expr.Quantity[C], more ...expr.Quantity[C]) C {
	return preserving[C](funcGreatest, node.Unify, x, more)
}

// Least is the smallest of the values; NULLs are left out: `least(x, y)`.
//
// Since QuestDB 8.1 or earlier: query/functions/numeric.md.
func Least[C any](x expr.Quantity[C], more ...expr.Quantity[C]) C {
	return preserving[C](funcLeast, node.Unify, x, more)
}

var (
	funcCoalesce = &node.Func{Name: "coalesce"}
	funcNullIf   = &node.Func{Name: "nullif"}
	funcGreatest = &node.Func{Name: "greatest"}
	funcLeast    = &node.Func{Name: "least"}
)

// preserving is a call whose result has the class of its arguments.
func preserving[C any, X node.Holder](f *node.Func, unify func(a, b types.Type) (types.Type, bool), x X, more []X) C {
	a := node.Of(x)
	t, ok := unify(types.Type{}, a.Type)
	rest := make([]*node.Node, len(more))
	for i, m := range more {
		rest[i] = node.Of(m)
		if ok {
			t, ok = unify(t, rest[i].Type)
		}
	}
	n := node.Call(f, t, a, nil, rest...)
	if !ok {
		n = node.Invalid(sqlw.Mistake(sqlw.NoClause, "QuestDB has no %s of %s beside these types: cast them, a DATE with ToTimestamp()", f.Name, a.Type))
	}
	return node.Value[C](node.ClassOf(a.Type), n)
}

// coalesceType is Unify but for what coalesce makes of a BYTE, and for what it
// does not take.
func coalesceType(a, b types.Type) (types.Type, bool) {
	switch b.Kind {
	case types.KindGeohash, types.KindBinary, types.KindArray:
		return b, false
	}
	if a == types.Byte && b == types.Short {
		return types.Byte, true
	}
	return node.Unify(a, b)
}

// nullIfType is the type of nullif of numbers.
func nullIfType(a, b types.Type) types.Type {
	for _, t := range []types.Type{a, b} {
		if t.Kind == types.KindDecimal {
			return anyDecimalType()
		}
		if t == types.Float || t == types.Double {
			return types.Double
		}
	}
	if a == types.Long || b == types.Long {
		return types.Long
	}
	return types.Int
}
