// QuestDB docs: query/datatypes/overview.md

package expr

import (
	"bytes"
	"math"
	"time"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Int64 is an integer constant in a formula: price.Mul(expr.Int64(2)). Within
// 32 bits QuestDB gives it the type INT, else LONG. The smallest int64 is
// QuestDB's NULL and an error.
func Int64(n int64) Integer {
	if math.MinInt32 < n && n <= math.MaxInt32 {
		v, err := types.IntValue(int32(n))
		return integerExpr{makeRef(constant(v, types.Int, err))}
	}
	v, err := types.LongValue(n)
	return integerExpr{makeRef(constant(v, types.Long, err))}
}

// Float64 is a DOUBLE constant in a formula. NaN and the infinities are
// QuestDB's NULL and an error.
func Float64(f float64) Float {
	v, err := types.DoubleValue(f)
	return floatExpr{makeRef(constant(v, types.Double, err))}
}

// String is a text constant in a formula.
func String(s string) Text {
	v, err := types.TextValue(types.String, s)
	return textExpr{makeRef(constant(v, types.String, err))}
}

// Time is a TIMESTAMP constant in a formula, with microseconds; what is finer
// is cut off.
func Time(t time.Time) Timestamp {
	v, err := types.TimestampValue(t)
	return timestampExpr{makeRef(constant(v, types.Timestamp, err))}
}

// Bool is a BOOLEAN constant.
func Bool(b bool) Boolean {
	if b {
		return booleanExpr{makeRef(&node.Node{Form: formTrue, Type: types.Boolean})}
	}
	return booleanExpr{makeRef(&node.Node{Form: formFalse, Type: types.Boolean})}
}

func constant(v types.Value, t types.Type, err error) *node.Node {
	if err != nil {
		return node.Invalid(sqlw.MistakeOf(sqlw.NoClause, err))
	}
	n, held := node.WithValue(nil, t)
	*held = v
	n.Form = constantForm(held, t)
	return n
}

// constantForm returns the form of a constant, by what it is written as.
func constantForm(v *types.Value, t types.Type) *node.Form {
	if text, ok := v.Text(); ok && t == types.String && !sqlw.IsChar(text) && !sqlw.FoldingMayDamage(text) {
		return formConstant
	}
	switch text, err := v.AppendConstant(nil); {
	case err != nil: // writing it tells
	case text[0] == '-':
		return formNegative
	case bytes.Contains(text, []byte("'::")):
		return formTyped
	}
	return formConstant
}

// isConstant reports whether n is a constant or the name of one.
func isConstant(n *node.Node) bool {
	switch node.Unaliased(n).Form {
	case formConstant, formNegative, formTyped, formTrue, formFalse:
		return true
	}
	return false
}

var (
	formConstant = &node.Form{Name: "constant", Binds: node.Tightest, Write: writeConstant}
	// A negative number binds as loosely as the sign that it is written with.
	formNegative = &node.Form{Name: "constant", Binds: node.BindsUnary, Write: writeConstant}
	// One that is written with its type, as 'x'::VARCHAR, is a cast.
	formTyped = &node.Form{Name: "constant", Binds: node.BindsCast, Write: writeConstant}
)

// writeLiteral writes a constant where a cast is refused, and any other
// expression as it is.
func writeLiteral(w *node.Writer, n *node.Node) {
	if v := node.Unaliased(n).Value(); v != nil && isConstant(n) {
		w.Literal(v)
		return
	}
	w.Expr(n, node.Loosest)
}

// writeConstant writes a literal that has the constant's type wherever it
// stands.
func writeConstant(w *node.Writer, n *node.Node) { w.Constant(n.Value()) }
