// QuestDB docs: query/sql/select.md

package expr

import "github.com/questql/questql/internal/node"

// aliased names an expression in the result. It stays of its class: it can be
// selected, sorted by and computed with.
func aliased(x node.Holder, alias string) *node.Node { return node.Alias(node.Of(x), alias) }

// named is aliased with the name of a column.
func named(c, x node.Holder) Item {
	return item{node.MakeRef(node.Alias(node.Of(x), node.Of(c).Name))}
}
