// QuestDB docs: query/functions/random-value-generator.md

package fn

import (
	"slices"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// RndSymbolWeighted is one of the values, at random but as often as its weight
// says, whatever the sum of the weights: `rnd_symbol_weighted(symbol, weight, …)`.
// It is never NULL.
//
// Since QuestDB 9.3 or earlier: query/functions/random-value-generator.md.
func RndSymbolWeighted(weights map[string]float64) expr.Text {
	values := make([]string, 0, len(weights))
	for v := range weights {
		values = append(values, v)
	}
	slices.Sort(values)
	var args []*node.Node
	for _, v := range values {
		args = append(args, stringNode(v), floatNode(weights[v]))
	}
	return node.Value[expr.Text](node.Text, node.Call(funcRndSymbolWeighted, types.Symbol, nil, nil, args...))
}

// RndSymbolZipfOf is one of the values by Zipf's law: the first is the most
// frequent, the more so the greater alpha is: `rnd_symbol_zipf(value, …, alpha)`.
// It is never NULL.
//
// Since QuestDB 9.3 or earlier: query/functions/random-value-generator.md.
func RndSymbolZipfOf(alpha float64, values ...string) expr.Text {
	args := append(variadic(values, stringNode), floatNode(alpha))
	return node.Value[expr.Text](node.Text, node.Call(funcRndSymbolZipf, types.Symbol, nil, nil, args...))
}

var funcRndSymbolWeighted = &node.Func{Name: "rnd_symbol_weighted"}
