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
}

// clauseKind says which clause it is.
type clauseKind uint8

const (
	selectList clauseKind = iota
	fromClause
	whereClause
	sampleByClause
	orderByClause
	limitClause

	insertInto
	insertValues
	insertSet
)

// clauseInfos tells of each kind its name in errors, and whether a statement
// has it once.
var clauseInfos = [...]struct {
	name string
	once bool
}{
	selectList:     {"SELECT", true},
	fromClause:     {"FROM", true},
	whereClause:    {"WHERE", false},
	sampleByClause: {"SAMPLE BY", true},
	orderByClause:  {"ORDER BY", false},
	limitClause:    {"LIMIT", true},
	insertInto:     {"INSERT", true},
	insertValues:   {"VALUES", false},
	insertSet:      {"SET", false},
}

var errTwice = errors.New("the statement has this clause already")

// add appends a clause behind c.
func (c *clause) add(kind clauseKind) *clause { return &clause{prev: c, kind: kind} }

// setNodes copies the nodes of expressions, so that the caller's slice is its
// own again.
func setNodes[T node.Holder](c *clause, xs []T) *clause {
	nodes := c.few[:0]
	if len(xs) > len(c.few) {
		nodes = make([]*node.Node, 0, len(xs))
	}
	for _, x := range xs {
		nodes = append(nodes, node.Of(x))
	}
	c.nodes = nodes
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

// readChain appends last and what is before it to dst. The first mistake, in
// the order of the calls, is the statement's.
func readChain(dst chain, w *node.Writer, last *clause) chain {
	for c := last; c != nil; c = c.prev {
		dst = append(dst, c)
	}
	slices.Reverse(dst)
	var seen [len(clauseInfos)]bool
	for _, c := range dst {
		info := &clauseInfos[c.kind]
		if c.err != nil {
			w.FailIn(info.name, c.err)
		}
		if seen[c.kind] && info.once {
			w.FailIn(info.name, errTwice)
		}
		seen[c.kind] = true
	}
	return dst
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
	for c := range ch.of(kind) {
		return c
	}
	return nil
}
