// QuestDB docs: query/sql/select.md

package expr

import (
	"github.com/questql/questql/internal/node"
)

// Relation is what FROM and INSERT name: a table of package ddl, declared as a
// struct of columns or by the quick form.
type Relation interface {
	node.RelationHolder
	node.RelationSet
}

type relationRef = node.RelationRef

// Table makes a struct of columns a relation. Embed it:
//
//	type SignalTable struct {
//		expr.Table
//		Source expr.SymbolColumn `qdb:"source,capacity=256"`
//		Value  expr.DoubleColumn
//		Ts     expr.TimestampColumn
//	}
//
// A column is named as its field in snake case, or as the tag qdb says. The tag
// also takes options: capacity=N, cache, nocache, index, index=N (of a symbol),
// decimal=P:S, geohash=Nc or geohash=Nb, dims=N (the parameters of a DECIMAL, a
// GEOHASH, an array), designated, notnull. A field that is no column is tagged
// `qdb:"-"`.
//
// A column whose values are of a type of your own is SymbolOf[Side],
// LongOf[Quantity] and their like.
//
// Its String method, and so fmt.Println, shows the CREATE TABLE statement.
type Table struct{ relationRef }

// As returns a copy of the table under an alias, for joins:
//
//	t, q := expr.As(Trades, "t"), expr.As(Quotes, "q")
func As[T Relation](t T, alias string) T {
	rel := node.RelationOf(t)
	if rel == nil || rel.Shape == nil {
		return t
	}
	return node.Make[T](rel.Shape, node.MakeRelation(node.Relation{Table: rel.Table, Alias: alias, Shape: rel.Shape, Source: rel.Source}))
}
