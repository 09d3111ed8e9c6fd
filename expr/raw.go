// QuestDB docs: query/functions/overview.md

package expr

import (
	"errors"
	"fmt"
	"strings"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// sqlText is SQL of the program itself: only constants convert to it.
type sqlText string

// Raw is a piece of SQL as an expression of class C, with an expression in the
// place of each {}:
//
//	expr.Raw[expr.Float]("abs({} - {})", Trades.Price, expr.Float64(100))
//
// The text is a constant. What stands in quotes or comments is no hole. The
// result has the class's usual type (LONG, DOUBLE, VARCHAR, TIMESTAMP, …): cast
// in the text what is of another.
func Raw[C Expression](text sqlText, holes ...Expression) C {
	return raw[C](string(text), holes)
}

// UnsafeRaw is Raw with a text that is known at run time. Whoever can choose the
// text can run any SQL.
func UnsafeRaw[C Expression](text string, holes ...Expression) C { return raw[C](text, holes) }

// functionName is the name of a function: only constants convert to it.
type functionName string

// Call calls a function of the server that package fn lacks. One line makes a
// typed function of it:
//
//	func Mad(x expr.Number) expr.Float { return expr.Call[expr.Float]("mad", x) }
//
// The result has the class's usual type, as that of [Raw].
func Call[C Expression](name functionName, args ...Expression) C {
	return called[C](name, 0, args)
}

// CallAggregate is Call for an aggregate function; C is a class or its aggregate,
// such as FloatAggregate.
func CallAggregate[C Expression](name functionName, args ...Expression) C {
	return called[C](name, node.HasAggregate, args)
}

func called[C Expression](name functionName, traits node.Traits, args []Expression) C {
	class, t := classNamed[C]()
	nodes := make([]*node.Node, len(args))
	for i, x := range args {
		nodes[i] = node.Of(x)
	}
	n := node.Call(&node.Func{Name: string(name), Traits: traits}, t, nil, nil, nodes...)
	if !sqlw.IsFunctionName(string(name)) {
		n = node.Invalid(sqlw.Mistake(sqlw.NoClause, "%q is not the name of a function", string(name)))
	}
	return node.Value[C](class, n)
}

// fragment is a text between two holes.
type fragment struct {
	text string
	// alone is true where the hole behind it is a whole argument.
	alone bool
}

var formRaw = &node.Form{Name: "raw SQL", Binds: node.Loosest, Write: func(w *node.Writer, n *node.Node) {
	fragments, _ := n.Extra().([]fragment)
	for i, f := range fragments {
		w.Append(func(dst []byte) []byte { return append(dst, f.text...) })
		if i == len(fragments)-1 {
			return
		}
		needs := node.Tightest
		if f.alone {
			needs = node.Loosest
		}
		w.Expr(n.More()[i], needs)
	}
}}

func raw[C Expression](text string, holes []Expression) C {
	class, t := classNamed[C]()
	fragments, err := splitRaw(text)
	if err == nil && len(fragments)-1 != len(holes) {
		err = fmt.Errorf("the text has %d holes {}, and there are %d expressions", len(fragments)-1, len(holes))
	}
	if err != nil {
		return node.Value[C](class, node.Invalid(sqlw.Mistake(sqlw.NoClause, "raw SQL %q: %w", text, err)))
	}
	nodes := make([]*node.Node, len(holes))
	for i, x := range holes {
		nodes[i] = node.Of(x)
	}
	n := node.WithOperands(node.Node{Form: formRaw, Aux: fragments, Type: t}, nodes)
	return node.Value[C](class, n)
}

// classNamed returns the class that C is the interface of, and its usual type.
func classNamed[C any]() (node.Class, types.Type) {
	for class, t := range usualTypes {
		if node.IsClass[C](node.Class(class)) {
			return node.Class(class), t
		}
	}
	return node.NoClass, types.Type{}
}

var usualTypes = [...]types.Type{
	node.Boolean: types.Boolean, node.Integer: types.Long, node.Float: types.Double, node.Decimal: {Kind: types.KindDecimal},
	node.Text: types.Varchar, node.Timestamp: types.Timestamp, node.UUID: types.UUID, node.IPv4: types.IPv4,
	node.Geohash: {Kind: types.KindGeohash}, node.Long256: types.Long256, node.Binary: types.Binary, node.Array: types.Array(1), node.Interval: types.Interval,
}

// splitRaw splits a text at its holes, and refuses what would reach beyond it.
func splitRaw(text string) ([]fragment, error) {
	if err := sqlw.CheckText(text); err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("the text is empty")
	}
	var fragments []fragment
	start, depth := 0, 0
	for i := 0; i < len(text); {
		rest := text[i:]
		if n, err := skipQuoted(rest); err != nil {
			return nil, err
		} else if n > 0 {
			i += n
			continue
		}
		switch {
		case strings.HasPrefix(rest, "{}"):
			fragments = append(fragments, fragment{text[start:i], isWholeArgument(text[start:i], rest[2:])})
			start = i + 2
			i++
		case rest[0] == '{' || rest[0] == '}':
			return nil, errors.New("a hole is {}, and a brace stands in quotes")
		case rest[0] == ';':
			return nil, errors.New("a semicolon would end the statement")
		case rest[0] == '$' && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
			return nil, errors.New("a parameter $n has no value there: use a hole {}")
		case rest[0] == '(' || rest[0] == '[':
			depth++
		case rest[0] == ')' || rest[0] == ']':
			if depth--; depth < 0 {
				return nil, errors.New("a bracket is closed that was not opened")
			}
		}
		i++
	}
	if depth != 0 {
		return nil, errors.New("a bracket is not closed")
	}
	return append(fragments, fragment{text: text[start:]}), nil
}

// skipQuoted returns the length of the string, name or comment that s begins
// with, 0 if it begins with none.
func skipQuoted(s string) (int, error) {
	for _, q := range []struct{ open, shut, what string }{
		{"'", "'", "a string"}, {"\"", "\"", "a quoted name"}, {"`", "`", "a quoted name"}, {"/*", "*/", "a comment"}, {"--", "\n", "a line comment"},
	} {
		if !strings.HasPrefix(s, q.open) {
			continue
		}
		end := strings.Index(s[len(q.open):], q.shut)
		if end < 0 {
			return 0, errors.New(q.what + " is not closed")
		}
		return len(q.open) + end + len(q.shut), nil
	}
	return 0, nil
}

// isWholeArgument reports whether a hole stands between brackets and commas, so
// that its expression needs no parentheses.
func isWholeArgument(before, behind string) bool {
	before, behind = strings.TrimRight(before, " "), strings.TrimLeft(behind, " ")
	return before != "" && behind != "" && strings.ContainsRune("(,", rune(before[len(before)-1])) && strings.ContainsRune("),", rune(behind[0]))
}
