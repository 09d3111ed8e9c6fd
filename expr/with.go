// QuestDB docs: query/sql/with.md

package expr

import "github.com/questql/questql/internal/node"

// CTE declares a query under a name as a struct of columns, defined by a
// function, as a table is:
//
//	daily := expr.CTE("daily", func(c Candle) expr.Query {
//		return expr.Select(Trades.Ts, Trades.Symbol, c.Close.Is(fn.Last(Trades.Price))).
//			From(Trades).SampleBy(expr.Days(1))
//	})
//
// T is the struct, or a pointer to it. Inside, c.Close.Is(x) names and
// type-checks an item; a column that is passed through unchanged fills the field
// of its name; expr.All passes through all, for a struct that embeds another. A
// field without an item, an item without a field and classes that differ are
// errors of each statement that reads the CTE.
//
// A statement that reads the CTE, wherever, writes it once in its WITH, behind
// those that it reads itself. Two CTEs of one name must be the same.
func CTE[T Relation](name string, query func(c T) Query) T {
	return define(node.WithQuery, name, query)
}

func define[T Relation](kind node.SourceKind, name string, query func(c T) Query) T {
	if query == nil {
		return node.DefineQuery[T](kind, name, nil)
	}
	return node.DefineQuery(kind, name, func(t T) node.Body { return node.BodyOf(query(t)) })
}

// addUses adds what a statement's clauses use: CTEs and variables. It calls
// itself for the queries within, to any depth, and keeps little on the stack.
func (c *clause) addUses(u *node.Uses) {
	var few [fewClauses]*clause
	for _, c := range chainOf(few[:0], c).list {
		c.addOwnUses(u)
	}
}

// addOwnUses adds what the clause itself uses.
func (c *clause) addOwnUses(u *node.Uses) {
	if c.traits&(node.HasQuery|node.HasVariable) != 0 {
		for _, n := range c.nodes {
			u.Expr(n)
		}
	}
	switch arg := c.arg.(type) {
	case nil, *limits:
	case *node.Relation:
		u.Relation(arg)
	case node.User:
		arg.AddUses(u)
	}
}
