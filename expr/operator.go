// QuestDB docs: query/operators/precedence.md

package expr

import (
	"time"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// The generated methods of the classes call the functions of this file; the
// table in internal/classes says which method is which form.

// infix is a binary operator. All are left-associative.
func infix(name string, op sqlw.Keyword, binds node.Precedence) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: binds, Write: writeInfix}
}

func writeInfix(w *node.Writer, n *node.Node) {
	w.Expr(n.A, n.Form.Binds)
	w.Keyword(n.Form.Op)
	if n.B == nil {
		w.Value(node.Compared, n.A.Type, n.Value())
		return
	}
	w.Expr(n.B, n.Form.Binds+1)
}

// associative is an infix operator of any number of operands that needs no
// parentheses on its right either. The operands are in More, or A and B.
func associative(name string, op sqlw.Keyword, binds node.Precedence) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: binds, Write: func(w *node.Writer, n *node.Node) {
		if n.A != nil {
			w.Expr(n.A, binds)
			w.Keyword(op)
			w.Expr(n.B, binds)
		}
		for i, m := range n.More() {
			if i > 0 {
				w.Keyword(op)
			}
			w.Expr(m, binds)
		}
	}}
}

func prefix(name string, op sqlw.Keyword, binds, operand node.Precedence) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: binds, Write: func(w *node.Writer, n *node.Node) {
		w.Keyword(op)
		w.Expr(n.A, operand)
	}}
}

func postfix(name string, op sqlw.Keyword, binds node.Precedence) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: binds, Write: func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, binds)
		w.Keyword(op)
	}}
}

// nullTest is IS NULL, which the server does not take behind a subscript:
// x[1] IS NULL.
func nullTest(name string, op sqlw.Keyword) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: node.BindsEqual, Write: func(w *node.Writer, n *node.Node) {
		if endsInSubscript(n.A) {
			w.SQL("(")
			w.Expr(n.A, node.Loosest)
			w.SQL(")")
		} else {
			w.Expr(n.A, node.BindsEqual)
		}
		w.Keyword(op)
	}}
}

func endsInSubscript(n *node.Node) bool {
	for n != nil {
		n = node.Unaliased(n)
		switch {
		case n.Form == formSubscript:
			return true
		case len(n.More()) > 0 && n.Form.Op != noOperator:
			n = n.More()[len(n.More())-1]
		case n.B != nil && n.Form.Op != noOperator:
			n = n.B
		case n.Form == formNeg:
			n = n.A
		default:
			return false
		}
	}
	return false
}

var noOperator sqlw.Keyword

var (
	formEq = infix("=", sqlw.Const(" = "), node.BindsEqual)
	formNe = infix("!=", sqlw.Const(" != "), node.BindsEqual)
	formGt = infix(">", sqlw.Const(" > "), node.BindsLess)
	formGe = infix(">=", sqlw.Const(" >= "), node.BindsLess)
	formLt = infix("<", sqlw.Const(" < "), node.BindsLess)
	formLe = infix("<=", sqlw.Const(" <= "), node.BindsLess)

	formAnd = associative("AND", sqlw.Const(" AND "), node.BindsAnd)
	formOr  = associative("OR", sqlw.Const(" OR "), node.BindsOr)
	formNot = prefix("NOT", sqlw.Const("NOT "), node.BindsNot, node.BindsNot)

	formAdd    = infix("+", sqlw.Const(" + "), node.BindsAdd)
	formSub    = infix("-", sqlw.Const(" - "), node.BindsAdd)
	formMul    = infix("*", sqlw.Const(" * "), node.BindsMultiply)
	formDiv    = infix("/", sqlw.Const(" / "), node.BindsMultiply)
	formMod    = infix("%", sqlw.Const(" % "), node.BindsMultiply)
	formConcat = associative("||", sqlw.Const(" || "), node.BindsConcat)
	// Two minus signs in a row would begin a comment.
	formNeg = prefix("-", sqlw.Const("-"), node.BindsUnary, node.BindsUnary+1)

	formIsNull    = nullTest("IS NULL", sqlw.Const(" IS NULL"))
	formIsNotNull = nullTest("IS NOT NULL", sqlw.Const(" IS NOT NULL"))

	formIn    = inList("IN", sqlw.Const(" IN ("))
	formNotIn = inList("NOT IN", sqlw.Const(" NOT IN ("))

	formBetween = &node.Form{Name: "BETWEEN", Binds: node.BindsIn, Write: func(w *node.Writer, n *node.Node) {
		bounds, _ := n.Aux.(*[2]types.Value)
		w.Expr(n.A, node.BindsIn)
		w.SQL(" BETWEEN ")
		w.Value(node.Bound, n.A.Type, &bounds[0])
		w.SQL(" AND ")
		w.Value(node.Bound, n.A.Type, &bounds[1])
	}}

	formBitAnd = infix("&", sqlw.Const(" & "), node.BindsBitAnd)
	formBitOr  = infix("|", sqlw.Const(" | "), node.BindsBitOr)
	formBitXor = infix("^", sqlw.Const(" ^ "), node.BindsBitXor)
	formBitNot = prefix("~", sqlw.Const("~"), node.BindsUnary, node.BindsUnary+1)

	formInInterval = infix("IN", sqlw.Const(" IN "), node.BindsIn)

	formLike       = pattern("LIKE", sqlw.Const(" LIKE "))
	formNotLike    = notPattern("NOT LIKE", sqlw.Const(" NOT LIKE "))
	formILike      = pattern("ILIKE", sqlw.Const(" ILIKE "))
	formNotILike   = notPattern("NOT ILIKE", sqlw.Const(" NOT ILIKE "))
	formMatches    = pattern("~", sqlw.Const(" ~ "))
	formNotMatches = &node.Form{Name: "!~", Op: sqlw.Const(" !~ "), Binds: node.BindsEqual, Write: func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, node.BindsEqual)
		w.SQL(" !~ ")
		w.Literal(n.Value()) // a parameter is refused beside all but a symbol
	}}

	formCast = &node.Form{Name: "cast", Binds: node.BindsCast, Write: func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, node.BindsCast)
		w.SQL("::")
		w.Append(n.Type.AppendSQL)
	}}

	formAsc  = postfix("ASC", sqlw.Const(""), node.Loosest)
	formDesc = postfix("DESC", sqlw.Const(" DESC"), node.Loosest)

	formFalse = &node.Form{Name: "FALSE", Binds: node.Tightest, Write: func(w *node.Writer, _ *node.Node) { w.SQL("false") }}
	formTrue  = &node.Form{Name: "TRUE", Binds: node.Tightest, Write: func(w *node.Writer, _ *node.Node) { w.SQL("true") }}
)

// inList writes the list behind x; the values are in Aux.
func inList(name string, op sqlw.Keyword) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: node.BindsIn, Write: func(w *node.Writer, n *node.Node) {
		values, _ := n.Aux.([]types.Value)
		w.Expr(n.A, node.BindsIn)
		w.Keyword(op)
		for i := range values {
			if i > 0 {
				w.SQL(", ")
			}
			w.Value(node.Listed, n.A.Type, &values[i])
		}
		w.SQL(")")
	}}
}

func pattern(name string, op sqlw.Keyword) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: node.BindsEqual, Write: func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, node.BindsEqual)
		w.Keyword(op)
		w.Value(node.Pattern, n.A.Type, n.Value())
	}}
}

// notPattern is NOT LIKE, which reaches for the nearest operand on its left:
// a || b NOT LIKE c is a || (b NOT LIKE c).
func notPattern(name string, op sqlw.Keyword) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: node.BindsEqual, Write: func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, node.Tightest)
		w.Keyword(op)
		w.Value(node.Pattern, n.A.Type, n.Value())
	}}
}

// toValue converts the Go value of a comparison, beside an expression of type
// t. The value keeps its own type: an int64 beside an INT is a LONG.
type toValue[T any] func(t types.Type, v T) (types.Value, error)

func booleanValue(_ types.Type, v bool) (types.Value, error) {
	return types.BooleanValue(v), nil
}

func integerValue(_ types.Type, v int64) (types.Value, error) {
	return types.LongValue(v)
}

func floatValue(_ types.Type, v float64) (types.Value, error) {
	return types.DoubleValue(v)
}

func textValue(_ types.Type, v string) (types.Value, error) {
	return types.TextValue(types.Varchar, v)
}

// timestampValue keeps the nanoseconds beside what has them.
func timestampValue(t types.Type, v time.Time) (types.Value, error) {
	if t.Kind == types.KindTimestampNS {
		return types.TimestampNSValue(v)
	}
	return types.TimestampValue(v)
}

// listedTextValue is textValue in an IN list, which takes just characters beside
// a CHAR.
func listedTextValue(t types.Type, v string) (types.Value, error) {
	if t.Kind == types.KindChar {
		return types.ValueOf(types.Char, v)
	}
	return textValue(t, v)
}

func compared[T any](x node.Holder, f *node.Form, v T, value toValue[T]) *node.Node {
	a := node.Of(x)
	n, held := node.WithValue(f, types.Boolean)
	var err error
	if *held, err = value(a.Type, v); err != nil {
		return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s%s…: %w", title(a), f.Op, err))
	}
	n.A, n.Traits = a, a.Traits.Inherited()
	return n
}

func combined(x node.Holder, f *node.Form, y node.Holder, t types.Type) *node.Node {
	a, b := node.Of(x), node.Of(y)
	if t == types.Boolean && a.Type == types.Float && b.Type == types.Double && isConstant(b) {
		b = cast(y, types.Double) // the literal alone is a FLOAT in a compiled filter
	}
	return &node.Node{Form: f, A: a, B: b, Type: t, Traits: (a.Traits | b.Traits).Inherited()}
}

// computed is arithmetic: the result has the wider type.
func computed(x node.Holder, f *node.Form, y node.Holder) *node.Node {
	a, b := node.Of(x), node.Of(y)
	return (&node.Node{Form: f, A: a, B: b, Type: promoted(f, a.Type, b.Type)}).Inherit()
}

// promoted is the type of a sum, product or quotient. The conformance test asks
// the server for each pair: a FLOAT beside a LONG is a DOUBLE, as is any
// difference of FLOATs.
func promoted(f *node.Form, a, b types.Type) types.Type {
	one := func(k types.Kind) bool { return a.Kind == k || b.Kind == k }
	switch {
	case one(types.KindArray):
		return types.Array(int(max(dims(a), dims(b))))
	case one(types.KindDecimal):
		return types.Type{Kind: types.KindDecimal} // its digits are the server's to say
	case one(types.KindDouble), one(types.KindFloat) && (f == formSub || one(types.KindLong)):
		return types.Double
	case one(types.KindFloat):
		return types.Float
	case one(types.KindLong):
		return types.Long
	}
	return types.Int
}

// negated is a unary operator; ~ of a BYTE or SHORT makes an INT.
func negated(x node.Holder, f *node.Form) *node.Node {
	t := node.Of(x).Type
	if f == formBitNot && (t.Kind == types.KindByte || t.Kind == types.KindShort) {
		t = types.Int
	}
	return applied(x, f, t)
}

func applied(x node.Holder, f *node.Form, t types.Type) *node.Node {
	return (&node.Node{Form: f, A: node.Of(x), Type: t}).Inherit()
}

// cast is x::t. A CHAR goes by way of STRING where the server would fail for
// characters that are no digit, when of all other text that is no number it
// makes NULL.
func cast(x node.Holder, t types.Type) *node.Node {
	f := formCast
	if t.Kind == types.KindFloat {
		f = formCastFunction // x::FLOAT is a DOUBLE
	}
	n := applied(x, f, t)
	if n.A.Type.Kind == types.KindChar && !isTextKind(t.Kind) {
		n.A = (&node.Node{Form: formCast, A: n.A, Type: types.String}).Inherit()
	}
	return n
}

func isTextKind(k types.Kind) bool {
	return k == types.KindString || k == types.KindVarchar || k == types.KindSymbol || k == types.KindChar
}

func matched(x node.Holder, f *node.Form, text string) *node.Node {
	return compared(x, f, text, patternValue)
}

func patternValue(_ types.Type, v string) (types.Value, error) {
	if trailingEscape(v) {
		return types.Value{}, errTrailingEscape
	}
	return types.TextValue(types.Varchar, v)
}

func listed[T any](x node.Holder, f *node.Form, values []T, value toValue[T]) *node.Node {
	if len(values) == 0 {
		if f == formIn {
			return &node.Node{Form: formFalse, Type: types.Boolean}
		}
		return &node.Node{Form: formTrue, Type: types.Boolean}
	}
	a := node.Of(x)
	vals := make([]types.Value, len(values))
	for i, v := range values {
		var err error
		if vals[i], err = value(a.Type, v); err != nil {
			return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s %s: value %d: %w", title(a), f.Name, i+1, err))
		}
	}
	return (&node.Node{Form: f, A: a, Aux: vals, Type: types.Boolean}).Inherit()
}

// ranged is BETWEEN, which the server has for no BYTE and SHORT.
func ranged[T any](x node.Holder, f *node.Form, lo, hi T, value toValue[T]) *node.Node {
	a := node.Of(x)
	if a.Type.Kind == types.KindByte || a.Type.Kind == types.KindShort {
		a = cast(x, types.Long)
	}
	var bounds [2]types.Value
	for i, v := range [2]T{lo, hi} {
		var err error
		if bounds[i], err = value(a.Type, v); err != nil {
			return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s %s: bound %d: %w", title(a), f.Name, i+1, err))
		}
	}
	return (&node.Node{Form: f, A: a, Aux: &bounds, Type: types.Boolean}).Inherit()
}

// title names an expression in errors.
func title(n *node.Node) string {
	if n.Name != "" {
		return n.Name
	}
	return n.Form.Name
}
