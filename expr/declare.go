// QuestDB docs: query/sql/declare.md

package expr

import "github.com/questql/questql/internal/node"

// Var is a variable: a name for a constant value, which a statement that uses
// it writes once, ahead: DECLARE @lo := 10.0 SELECT … WHERE price > @lo. The
// value may be made of other variables, not of columns.
//
// INSERT and UPDATE have no DECLARE: the value stands there in the variable's
// place.
func Var[C any](name string, x Class[C]) C { return variable(name, x, false) }

// OverridableVar is a variable of a view whose value a query of the view may set
// anew: DECLARE OVERRIDABLE @lo := 10.0.
func OverridableVar[C any](name string, x Class[C]) C { return variable(name, x, true) }

func variable[C any](name string, x Class[C], overridable bool) C {
	n := node.Variable(name, node.Of(x), overridable)
	return node.Value[C](node.ClassOf(node.Of(x).Type), n)
}
