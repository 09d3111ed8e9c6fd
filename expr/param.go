// QuestDB docs: query/pgwire/overview.md

package expr

import "github.com/questql/questql/internal/node"

// Param is a parameter of a prepared statement: an expression of class C whose
// value comes with each call, from the field of that name. See qdb.Prepare and
// qdb.PrepareExec.
//
//	Trades.Price.GtExpr(expr.Param[expr.Float]("min"))
//
// It has the class's usual type (LONG, DOUBLE, VARCHAR, TIMESTAMP, …), and where
// SetExpr assigns it to a column the type of that column. A statement with
// parameters has no SQL or Inline form: they have no values.
func Param[C Expression](name string) C {
	class, t := classNamed[C]()
	return node.Value[C](class, node.NamedParam(name, t))
}
