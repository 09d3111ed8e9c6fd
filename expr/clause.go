package expr

import (
	"errors"
	"iter"
	"slices"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// clause is one clause of a statement and, behind prev, all that were added
// before it. A statement is its last clause, so that adding one costs one
// allocation however many there are, and statements share what they have in
// common. Clauses never change once made.
type clause struct {
	prev  *clause
	kind  clauseKind
	nodes []*node.Node
	few   [4]*node.Node // holds nodes where they are few
	arg   any
	err   *sqlw.BuildError
	memo  node.Memo // of the statement that ends here
}

// clauseKind says which clause it is.
type clauseKind uint8

const (
	selectList clauseKind = iota
	distinctClause
	hintClause
	fromClause
	timestampClause
	joinClause
	whereClause
	latestOnClause
	sampleByClause
	groupByClause
	orderByClause
	limitClause
	setOperation

	pivotClause
	pivotForClause

	insertInto
	insertValues
	insertSet
	insertRows
	insertQuery
	insertBatch

	updateTable
	updateSet
	updateAll

	nameClause
)

// clauseInfos tells of each kind its name in errors, whether a statement has it
// once, and whether it can be added behind LIMIT and behind a set operation
// without another meaning.
var clauseInfos = [...]struct {
	name                     string
	once                     bool
	behindLimit, behindUnion bool
}{
	selectList:      {name: "SELECT", once: true},
	distinctClause:  {name: "DISTINCT"},
	hintClause:      {name: "SELECT", behindLimit: true},
	fromClause:      {name: "FROM", once: true, behindLimit: true},
	timestampClause: {name: "TIMESTAMP", once: true, behindLimit: true},
	joinClause:      {name: "JOIN"},
	whereClause:     {name: "WHERE"},
	latestOnClause:  {name: "LATEST ON", once: true},
	sampleByClause:  {name: "SAMPLE BY", once: true},
	groupByClause:   {name: "GROUP BY"},
	orderByClause:   {name: "ORDER BY", behindUnion: true},
	limitClause:     {name: "LIMIT", once: true, behindLimit: true, behindUnion: true},
	setOperation:    {name: "UNION", behindLimit: true, behindUnion: true},
	pivotClause:     {name: "PIVOT", once: true},
	pivotForClause:  {name: "PIVOT"},
	insertInto:      {name: "INSERT", once: true},
	insertValues:    {name: "VALUES"},
	insertSet:       {name: "SET"},
	insertRows:      {name: "VALUES", once: true},
	insertQuery:     {name: "INSERT", once: true},
	insertBatch:     {name: "INSERT"},
	updateTable:     {name: "UPDATE", once: true},
	updateSet:       {name: "SET"},
	updateAll:       {name: "UPDATE"},
	nameClause:      {name: "Named", behindLimit: true, behindUnion: true},
}

var (
	errTwice        = errors.New("the statement has this clause already")
	errBehindLimit  = errors.New("the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that")
	errBehindUnion  = errors.New("this would be a part of the last branch: for all branches together make the query a sub-query by expr.Sub and read that, for one branch add it to that")
	errBehindLatest = errors.New("this filter would come before LATEST ON and choose among other rows: call Where before LatestOn, or filter a sub-query by expr.Sub")
)

// add appends a clause behind c.
func (c *clause) add(kind clauseKind) *clause { return &clause{prev: c, kind: kind} }

// setNodes copies the nodes of expressions, so that the caller's slice is its
// own again.
func setNodes[T node.Holder](c *clause, xs []T) *clause {
	nodes := c.few[:0]
	if len(xs) > len(c.few) {
		nodes = make([]*node.Node, 0, len(xs))
	}
	c.nodes = node.AppendOf(nodes, xs)
	return c
}

// fail keeps a mistake with the caller's line.
func (c *clause) fail(format string, args ...any) *clause {
	if c.err == nil {
		c.err = sqlw.Mistake(sqlw.NoClause, format, args...)
	}
	return c
}

// first returns the statement's first clause.
func (c *clause) first() *clause {
	for c.prev != nil {
		c = c.prev
	}
	return c
}

// chain is the clauses of a statement in the order in which they were added.
type chain []*clause

// fewClauses is the room that the writers of statements give a chain on their
// stack.
const fewClauses = 12

// readChain is chainOf. The first mistake, in the order of the calls, is the
// statement's.
func readChain(dst chain, w *node.Writer, last *clause) chain {
	ch := chainOf(dst, last)
	ch.check(&w.Writer)
	return ch
}

// chainOf appends last and what is before it to dst.
func chainOf(dst chain, last *clause) chain {
	for c := last; c != nil; c = c.prev {
		dst = append(dst, c)
	}
	slices.Reverse(dst)
	return dst
}

// check tells the writer the first mistake in the order of the clauses.
func (ch chain) check(w *sqlw.Writer) {
	var seen [len(clauseInfos)]bool
	compound := false
	for _, c := range ch {
		info := &clauseInfos[c.kind]
		switch {
		case c.err != nil:
			w.FailIn(c.title(), c.err)
		case seen[c.kind] && info.once && c.kind != limitClause:
			w.FailIn(c.title(), errTwice)
		case compound && !info.behindUnion:
			w.FailIn(c.title(), errBehindUnion)
		case seen[limitClause] && c.kind == limitClause:
			w.FailIn(c.title(), errTwice)
		case seen[limitClause] && !info.behindLimit:
			w.FailIn(c.title(), errBehindLimit)
		case seen[latestOnClause] && c.kind == whereClause && c.filters():
			w.FailIn(c.title(), errBehindLatest)
		}
		seen[c.kind] = true
		if c.kind == setOperation {
			compound = true
			clear(seen[:])
		}
	}
}

// title names the clause in errors.
func (c *clause) title() string {
	if named, ok := c.arg.(interface{ clauseName() string }); ok {
		return named.clauseName()
	}
	return clauseInfos[c.kind].name
}

// filters reports whether a WHERE has a condition that is there.
func (c *clause) filters() bool {
	return slices.ContainsFunc(c.nodes, func(n *node.Node) bool { return n.Traits&node.Absent == 0 })
}

// of yields the clauses of a kind.
func (ch chain) of(kind clauseKind) iter.Seq[*clause] {
	return func(yield func(*clause) bool) {
		for _, c := range ch {
			if c.kind == kind && !yield(c) {
				return
			}
		}
	}
}

// only returns the first clause of a kind, or nil.
func (ch chain) only(kind clauseKind) *clause {
	for _, c := range ch {
		if c.kind == kind {
			return c
		}
	}
	return nil
}
