// QuestDB docs: query/operators/spatial.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// GeohashValue is a GEOHASH constant in a formula.
func GeohashValue(g types.Geohash) Geohash {
	v, err := types.GeohashValue(g)
	return geohashExpr{makeRef(constant(v, g.Type(), err))}
}

func geohashValue(_ types.Type, g types.Geohash) (types.Value, error) { return types.GeohashValue(g) }

// formWithin has the areas in Aux. They are literals: QuestDB compares the bits
// of no parameter.
var formWithin = &node.Form{Name: "WITHIN", Binds: node.BindsIn, Write: func(w *node.Writer, n *node.Node) {
	areas, _ := n.Aux.([]types.Value)
	w.Expr(n.A, node.BindsIn)
	w.SQL(" WITHIN(")
	for i := range areas {
		if i > 0 {
			w.SQL(", ")
		}
		w.Literal(&areas[i])
	}
	w.SQL(")")
}}

func within(x node.Holder, areas []types.Geohash) *node.Node {
	if len(areas) == 0 {
		return &node.Node{Form: formFalse, Type: types.Boolean}
	}
	return listed(x, formWithin, areas, geohashValue)
}

// formCastFunction is CAST(x AS t): behind x::GEOHASH(8c) the server reads an
// alias wrongly.
var formCastFunction = &node.Form{Name: "cast", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	w.SQL("CAST(")
	w.Expr(n.A, node.Loosest)
	w.SQL(" AS ")
	w.Append(n.Type.AppendSQL)
	w.SQL(")")
}}

func castGeohash(x node.Holder, bits int) *node.Node {
	a, t := node.Of(x), types.GeohashBits(bits)
	err := t.Check()
	if err != nil {
		return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s.ToGeohash(%d): %w", title(a), bits, err))
	}
	if a.Type.Kind == types.KindGeohash && a.Type.Precision < t.Precision {
		return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s.ToGeohash(%d): it has just %d bits, and no more can be made of them", title(a), bits, a.Type.Precision))
	}
	return applied(x, formCastFunction, t)
}
