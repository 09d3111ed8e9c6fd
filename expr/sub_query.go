// QuestDB docs: query/sql/select.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Sub declares a query as a struct of columns, as [CTE] does, and is written
// where it is read: FROM (SELECT …) AS alias.
func Sub[T Relation](alias string, query func(c T) Query) T {
	return define(node.SubQuery, alias, query)
}

// InQuery is true where x is one of the values of the query's only column. The
// server takes it of a SYMBOL alone, with a query of text.
func InQuery(x Text, q Query) Boolean {
	n := node.Of(x)
	if k := n.Type.Kind; k != types.KindSymbol && n != node.Missing {
		return booleanExpr{makeRef(node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s IN (sub-query): QuestDB takes a SYMBOL there, got %s: join instead", title(n), n.Type)))}
	}
	return booleanExpr{makeRef((&node.Node{Form: formInQuery, A: n, Aux: node.BodyOf(q), Type: types.Boolean, Traits: node.HasQuery}).Inherit())}
}

// QueryTimestamp is the only value of a query, a timestamp. The server takes it
// beside a timestamp in a comparison, as Trades.Ts.GtExpr(expr.QueryTimestamp(q)),
// and no other class, nor a query anywhere else in an expression.
func QueryTimestamp(q Query) Timestamp {
	return timestampExpr{makeRef(&node.Node{Form: formScalar, Aux: node.BodyOf(q), Type: types.Timestamp, Traits: node.HasQuery})}
}

var (
	formInQuery = &node.Form{Name: "IN (sub-query)", Binds: node.BindsIn}
	formScalar  = &node.Form{Name: "sub-query", Binds: node.Tightest}
)

func init() {
	formInQuery.Write = func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, node.BindsIn)
		w.SQL(" IN ")
		writeNested(w, n, node.Text)
	}
	formScalar.Write = func(w *node.Writer, n *node.Node) { writeNested(w, n, node.Timestamp) }
}

func writeNested(w *node.Writer, n *node.Node, class node.Class) {
	body, ok := n.Aux.(node.Body)
	if !ok {
		w.Fail(errNoSelect)
		return
	}
	items, err := body.Shape()
	if err != nil {
		w.Fail(err)
		return
	}
	if len(items) != 1 || node.ClassOf(items[0].Type) != class {
		w.Failf("the sub-query must have one column of class %s, got %d columns", className(class), len(items))
	}
	around := w.Nest()
	body.WriteStatement(w)
	w.EndNest(around)
}

func className(c node.Class) string {
	if c == node.Timestamp {
		return "Timestamp"
	}
	return "Text"
}
