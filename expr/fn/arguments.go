package fn

import (
	"slices"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// The functions of this file make the nodes of arguments: the generated code
// calls them. Constants are literals, since the server takes nothing else there.

func intNode(n int) *node.Node { return int64Node(int64(n)) }

func int64Node(n int64) *node.Node { return node.Of(expr.Int64(n)) }

func floatNode(f float64) *node.Node { return node.LiteralOf(types.DoubleValue(f)) }

func stringNode(s string) *node.Node { return node.LiteralOf(types.TextValue(types.String, s)) }

func charNode(r rune) *node.Node { return node.LiteralOf(types.CharValue(r)) }

func boolNode(b bool) *node.Node { return node.Of(expr.Bool(b)) }

func timeNode(t time.Time) *node.Node { return node.LiteralOf(types.TimestampValue(t)) }

func timeNSNode(t time.Time) *node.Node { return node.LiteralOf(types.TimestampNSValue(t)) }

// dateNode casts: a plain literal of a time is no DATE to the server.
func dateNode(t time.Time) *node.Node { return node.Of(expr.Time(t).ToDate()) }

func strideNode(s expr.Stride) *node.Node {
	if err := s.Err(); err != nil {
		return failed("%w", err)
	}
	return stringNode(s.String())
}

// nodeOf is node.Of of one class, so that it can be passed on.
func nodeOf[X node.Holder](x X) *node.Node { return node.Of(x) }

// intOf is an integer of at most 32 bits.
func intOf(x expr.Integer) *node.Node {
	n := node.Of(x)
	if n.Type == types.Long {
		return failed("QuestDB takes an INT there, got a LONG: say ToInt()")
	}
	return n
}

// wideOf is a value with its small integers as LONG: what the server makes of
// them depends on the argument beside it.
func wideOf[C any](function string, x expr.Measure[C]) *node.Node {
	n := notOf(function, x, types.KindDate)
	if i, ok := any(x).(expr.Integer); ok && n.Type != types.Long {
		return node.Of(i.ToLong())
	}
	return n
}

// onlyOf is an argument of one of the kinds.
func onlyOf(function string, x expr.Expression, kinds ...types.Kind) *node.Node {
	n := node.Of(x)
	if n.Type.Kind != types.KindUnknown && !slices.Contains(kinds, n.Type.Kind) {
		return failed("fn.%s: QuestDB takes a %s there, got %s: cast it", function, kinds[0], n.Type)
	}
	return n
}

// notOf is an argument of any kind but these.
func notOf(function string, x expr.Expression, kinds ...types.Kind) *node.Node {
	n := node.Of(x)
	if slices.Contains(kinds, n.Type.Kind) {
		return failed("fn.%s: QuestDB takes no %s there: cast it", function, n.Type)
	}
	return n
}

// optional is an argument that may be left out.
func optional[T any](function string, given []T, makes func(T) *node.Node) []*node.Node {
	if len(given) > 1 {
		return []*node.Node{failed("fn.%s: its last argument is optional, got %d of it", function, len(given))}
	}
	return variadic(given, makes)
}

func variadic[T any](given []T, makes func(T) *node.Node) []*node.Node {
	if len(given) == 0 {
		return nil
	}
	nodes := make([]*node.Node, len(given))
	for i, x := range given {
		nodes[i] = makes(x)
	}
	return nodes
}

func failed(format string, args ...any) *node.Node {
	return node.Invalid(sqlw.Mistake(sqlw.NoClause, format, args...))
}

func tooMany(function string, n int) expr.Text {
	return node.Value[expr.Text](node.Text, failed("fn.%s: its last argument is optional, got %d of it", function, n))
}
