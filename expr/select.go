// QuestDB docs: query/sql/select.md

package expr

import (
	"errors"

	"github.com/questql/questql/internal/node"
)

// Query is a SELECT statement. It is immutable: each method returns a new one.
// The order of the calls is free but for Limit, which ends what it limits.
type Query struct{ statement }

// Select starts a query with its select list:
//
//	expr.Select(Trades.Ts, Trades.Price).From(Trades)
func Select(items ...Item) Query {
	return queryOf(setNodes((*clause)(nil).add(selectList), items))
}

// All is every column of what the query reads, in the order of the relation:
// SELECT *.
var All Item = item{node.MakeRef(&node.Node{Form: formAll})}

var formAll = &node.Form{Name: "*", Binds: node.Tightest, Write: func(w *node.Writer, _ *node.Node) { w.SQL("*") }}

func queryOf(c *clause) Query { return Query{makeStatement((*selectBody)(c))} }

// last is the query's last clause.
func (q Query) last() *clause {
	b, _ := node.BodyOf(q).(*selectBody)
	return (*clause)(b)
}

// selectBody is the last clause of a SELECT, as the statement.
type selectBody clause

// Kind implements node.Body.
func (b *selectBody) Kind() string { return "SELECT" }

// WriteStatement implements node.Body.
func (b *selectBody) WriteStatement(w *node.Writer) {
	var few [fewClauses]*clause
	ch := readChain(few[:0], w, (*clause)(b))
	scope, items := len(w.Scope), w.Items
	if from := ch.only(fromClause); from != nil {
		w.Scope = append(w.Scope, relationOf(from))
	}
	if list := ch.only(selectList); list != nil {
		w.Items = list.nodes
	}
	writeSelectClauses(w, ch)
	w.Scope, w.Items = w.Scope[:scope], items
}

// writeSelectClauses lists the clauses of a SELECT in the order in which QuestDB
// takes them.
func writeSelectClauses(w *node.Writer, ch chain) {
	writeSelectList(w, ch.only(selectList))
	writeFrom(w, ch.only(fromClause))
	writeWhere(w, ch)
	writeSampleBy(w, ch.only(sampleByClause))
	writeOrderBy(w, ch)
	writeLimit(w, ch.only(limitClause))
}

var errNoSelect = errors.New("the query is empty: it was not made by Select")

// Shape implements node.Body.
func (b *selectBody) Shape() ([]node.Item, error) {
	var w node.Writer
	ch := readChain(nil, &w, (*clause)(b))
	list := ch.only(selectList)
	if list == nil {
		return nil, errNoSelect
	}
	items := make([]node.Item, 0, len(list.nodes))
	for _, n := range list.nodes {
		if n.Form != formAll {
			items = append(items, node.ItemOf(n))
			continue
		}
		if from := ch.only(fromClause); from != nil {
			items = append(items, node.ItemsOf(relationOf(from))...)
		}
	}
	return items, w.Err()
}

func writeSelectList(w *node.Writer, c *clause) {
	if c == nil {
		w.FailIn("SELECT", errNoSelect)
		return
	}
	w.Clause("SELECT")
	if len(c.nodes) == 0 {
		w.Failf("there is nothing to select: name columns, or expr.All for all of them")
	}
	for i, n := range c.nodes {
		if i > 0 {
			w.SQL(", ")
		}
		w.SelectItem(n)
	}
}
