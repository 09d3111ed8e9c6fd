package expr

import (
	"errors"
	"iter"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// clause is one clause of a statement and, behind prev, all that were added
// before it. A statement is its last clause, so that adding one costs one
// allocation however many there are, and statements share what they have in
// common. Clauses never change once made.
type clause struct {
	prev   *clause
	kind   clauseKind
	traits node.Traits // of all nodes together
	nodes  []*node.Node
	arg    any
	memo   node.Memo // of the statement that ends here, or the clause's mistake
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

// clauseInfo tells of a kind its name in errors, whether a statement has it
// once, and whether it can be added behind LIMIT and behind a set operation
// without another meaning.
type clauseInfo struct {
	name                     string
	once                     bool
	behindLimit, behindUnion bool
}

var clauseInfos = [...]clauseInfo{
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

// addNodes appends a clause of expressions.
func addNodes[T node.Holder](c *clause, kind clauseKind, xs []T) *clause {
	added := newClause(len(xs))
	added.prev, added.kind = c, kind
	added.nodes = node.AppendOf(added.nodes, xs)
	for _, n := range added.nodes {
		added.traits |= n.Traits
	}
	return added
}

// newClause makes a clause with room for n nodes, in the same allocation where
// they are few.
func newClause(n int) *clause {
	switch {
	case n <= 2:
		made := &struct {
			clause
			room [2]*node.Node
		}{}
		made.nodes = made.room[:0]
		return &made.clause
	case n <= 4:
		made := &struct {
			clause
			room [4]*node.Node
		}{}
		made.nodes = made.room[:0]
		return &made.clause
	case n <= 8:
		made := &struct {
			clause
			room [8]*node.Node
		}{}
		made.nodes = made.room[:0]
		return &made.clause
	}
	return &clause{nodes: make([]*node.Node, 0, n)}
}

// fail keeps a mistake with the caller's line.
func (c *clause) fail(format string, args ...any) *clause {
	if c.mistake() == nil {
		c.memo.Fail(sqlw.Mistake(sqlw.NoClause, format, args...))
	}
	return c
}

// mistake returns the clause's own mistake, or nil.
func (c *clause) mistake() *sqlw.BuildError { return c.memo.Mistake() }

// first returns the statement's first clause.
func (c *clause) first() *clause {
	for c.prev != nil {
		c = c.prev
	}
	return c
}

// clauseKinds is a set of kinds.
type clauseKinds uint32

func (s clauseKinds) has(k clauseKind) bool { return s&(1<<k) != 0 }

// What clauseInfos says of all kinds.
var (
	onceKinds        = kindsThat(func(i *clauseInfo) bool { return i.once })
	behindLimitKinds = kindsThat(func(i *clauseInfo) bool { return i.behindLimit })
	behindUnionKinds = kindsThat(func(i *clauseInfo) bool { return i.behindUnion })
)

func kindsThat(is func(*clauseInfo) bool) (kinds clauseKinds) {
	for k := range clauseInfos {
		if is(&clauseInfos[k]) {
			kinds |= 1 << k
		}
	}
	return kinds
}

// chain is the clauses of a statement in the order in which they were added. It
// is passed on by its address: queries stand within queries, and of a chain in
// each call the stack would be deep.
type chain struct {
	list  []*clause
	kinds clauseKinds // what is not in here is not in the list
}

// fewClauses is the room that the writers of statements give a chain on their
// stack.
const fewClauses = 8

// readChain is chainOf. The first mistake, in the order of the calls, is the
// statement's.
func readChain(room []*clause, w *node.Writer, last *clause) chain {
	ch := chainOf(room, last)
	ch.check(&w.Writer)
	return ch
}

// chainOf reads last and what is before it into room, which it may outgrow.
func chainOf(room []*clause, last *clause) chain {
	n := 0
	for c := last; c != nil; c = c.prev {
		n++
	}
	if n > cap(room) {
		room = make([]*clause, n)
	}
	ch := chain{list: room[:n]}
	for c := last; c != nil; c = c.prev {
		n--
		ch.list[n] = c
		ch.kinds |= 1 << c.kind
	}
	return ch
}

// part is the chain of some of the clauses.
func (ch *chain) part(list []*clause) chain { return chain{list, ch.kinds} }

// check tells the writer the first mistake in the order of the clauses.
func (ch *chain) check(w *sqlw.Writer) {
	var seen clauseKinds
	compound := false
	for _, c := range ch.list {
		kind := clauseKinds(1) << c.kind
		switch {
		case c.mistake() != nil:
			w.FailIn(c.title(), c.mistake())
		case kind&onceKinds&seen != 0:
			w.FailIn(c.title(), errTwice)
		case compound && kind&behindUnionKinds == 0:
			w.FailIn(c.title(), errBehindUnion)
		case seen.has(limitClause) && kind&behindLimitKinds == 0:
			w.FailIn(c.title(), errBehindLimit)
		case seen.has(latestOnClause) && c.kind == whereClause && c.filters():
			w.FailIn(c.title(), errBehindLatest)
		}
		seen |= kind
		if c.kind == setOperation {
			compound, seen = true, 0
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
func (c *clause) filters() bool { return c.present() > 0 }

// of yields the clauses of a kind.
func (ch *chain) of(kind clauseKind) iter.Seq[*clause] {
	return func(yield func(*clause) bool) {
		if !ch.kinds.has(kind) {
			return
		}
		for _, c := range ch.list {
			if c.kind == kind && !yield(c) {
				return
			}
		}
	}
}

// only returns the first clause of a kind, or nil.
func (ch *chain) only(kind clauseKind) *clause {
	if !ch.kinds.has(kind) {
		return nil
	}
	for _, c := range ch.list {
		if c.kind == kind {
			return c
		}
	}
	return nil
}
