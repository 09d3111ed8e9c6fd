// QuestDB docs: query/sql/select.md

package expr

import (
	"errors"

	"github.com/questql/questql/internal/node"
)

// Query is a SELECT statement. It is immutable: each method returns a new one.
// The order of the calls is free where it does not change what SQL means: Limit
// ends what it limits, and behind a set operation only OrderBy and Limit can be
// added, for the whole.
type Query struct{ statement }

// Select starts a query with its select list:
//
//	expr.Select(Trades.Ts, Trades.Price).From(Trades)
func Select(items ...Item) Query {
	return queryOf(addNodes(nil, selectList, items))
}

// All is every column of what the query reads, in the order of the relation:
// SELECT *.
var All Item = item{node.MakeRef(&node.Node{Form: formAll})}

var formAll = &node.Form{Name: "*", Binds: node.Tightest, Write: writeAll}

// AllOf is every column of one relation of a join: SELECT t.*.
func AllOf(r Relation) Item {
	return item{node.MakeRef(&node.Node{Form: formAll, Aux: node.RelationOf(r)})}
}

func writeAll(w *node.Writer, n *node.Node) {
	if rel, ok := n.Aux.(*node.Relation); ok {
		if !w.InScope(rel, "*") {
			return
		}
		w.CheckedName(rel.Name())
		w.SQL(".")
	}
	if len(w.Scope) == 0 {
		w.Failf("expr.All is the columns of what the query reads, and there is no FROM: add From(…)")
	}
	w.SQL("*")
}

func queryOf(c *clause) Query { return Query{makeStatement((*selectBody)(c))} }

// last is the query's last clause.
func (q Query) last() *clause {
	b, _ := node.BodyOf(q).(*selectBody)
	return (*clause)(b)
}

// selectBody is the last clause of a SELECT, as the statement.
type selectBody clause

// Memo implements node's memo of statements.
func (b *selectBody) Memo() *node.Memo { return &b.memo }

// Kind implements node.Body.
func (b *selectBody) Kind() string { return "SELECT" }

// WriteStatement implements node.Body.
func (b *selectBody) WriteStatement(w *node.Writer) {
	var few [fewClauses]*clause
	ch := readChain(few[:0], w, (*clause)(b))
	outermost := w.WriteUses(b, true)
	if ch.lastUnion() >= 0 {
		ch.items(&w.Writer) // tells where the branches do not fit
	}
	if outermost && w.HasUses() {
		writeBehindUses(w, &ch)
	} else {
		writeQuery(w, &ch)
	}
	w.EndUses(outermost)
}

// AddUses implements node.User.
func (b *selectBody) AddUses(u *node.Uses) { (*clause)(b).addUses(u) }

// writeSelect writes a SELECT without set operations.
func writeSelect(w *node.Writer, ch *chain) {
	outer := w.EnterScope()
	if from := ch.only(fromClause); from != nil {
		from.bringIntoScope(w)
	}
	bringJoinsIntoScope(w, ch)
	if list := ch.only(selectList); list != nil {
		w.Items = list.nodes
	}
	writeSelectClauses(w, ch)
	w.LeaveScope(outer)
}

func bringJoinsIntoScope(w *node.Writer, ch *chain) {
	for c := range ch.of(joinClause) {
		c.bringIntoScope(w)
	}
}

// writeSelectClauses lists the clauses of a SELECT in the order in which QuestDB
// takes them.
func writeSelectClauses(w *node.Writer, ch *chain) {
	if pivot := ch.only(pivotClause); pivot != nil {
		writePivot(w, ch, pivot)
	} else {
		writeSelectList(w, ch)
		writeFrom(w, ch)
		writeJoins(w, ch)
		writeWhere(w, ch)
		writeLatestOn(w, ch.only(latestOnClause))
		writeSampleBy(w, ch)
		writeGroupBy(w, ch)
	}
	writeNamedWindows(w, ch)
	writeOrderBy(w, ch)
	writeLimit(w, ch.only(limitClause))
}

var errNoSelect = errors.New("the query is empty: it was not made by Select")

func writeSelectList(w *node.Writer, ch *chain) {
	c := ch.only(selectList)
	if c == nil {
		w.FailIn("SELECT", errNoSelect)
		return
	}
	w.Clause("SELECT")
	writeHints(w, ch)
	if ch.only(distinctClause) != nil {
		w.SQL("DISTINCT ")
	}
	if len(c.nodes) == 0 {
		w.Failf("there is nothing to select: name columns, or expr.All for all of them")
	}
	for i, n := range c.nodes {
		if i > 0 {
			w.SQL(", ")
		}
		w.SelectItem(n)
	}
	if c.traits&node.HasAggregate != 0 && c.traits&node.HasWindow != 0 {
		w.Failf("a window function cannot stand beside an aggregate: aggregate in a CTE or sub-query and read that")
	}
}
