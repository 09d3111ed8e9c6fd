// QuestDB docs: query/datatypes/decimal.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// DecimalValue is a DECIMAL constant in a formula: types.ParseDec reads one from
// text. It has the digits of d, as the server counts them.
func DecimalValue(d types.Dec) Decimal {
	v, err := types.DecimalValue(d.Type(), d)
	return decimalExpr{makeRef(constant(v, d.Type(), err))}
}

// decimalValue is the value of a comparison; it has digits of its own.
func decimalValue(_ types.Type, d types.Dec) (types.Value, error) {
	return types.DecimalValue(d.Type(), d)
}

func castDecimal(x node.Holder, precision, scale int) *node.Node {
	t := types.Decimal(precision, scale)
	if err := t.Check(); err != nil {
		return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s.ToDecimal(%d, %d): %w", title(node.Of(x)), precision, scale, err))
	}
	return cast(x, t)
}
