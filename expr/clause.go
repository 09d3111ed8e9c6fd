package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// clause is one clause of a statement and, behind prev, all that were added
// before it. A statement is its last clause, so that adding one costs one
// allocation however many there are, and statements share what they have in
// common. Clauses never change once made.
type clause struct {
	prev  *clause
	form  *clauseForm
	nodes []*node.Node
	few   [4]*node.Node // holds nodes where they are few
	arg   any
	err   *sqlw.BuildError
}

// clauseForm is a kind of clause.
type clauseForm struct {
	name string
	// once is true for a clause that a statement has once.
	once bool
	// write writes the clauses of this form, of which there is one at least.
	write func(w *node.Writer, same []*clause)
}

// add appends a clause behind c.
func (c *clause) add(f *clauseForm) *clause { return &clause{prev: c, form: f} }

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

// chain is the clauses of a statement in the order in which they were added.
type chain struct {
	all []*clause
	few [12]*clause
}

// read fills the chain with last and what is before it. The first mistake, in
// the order of the calls, is the statement's.
func (ch *chain) read(w *node.Writer, last *clause) {
	ch.all = ch.few[:0]
	for c := last; c != nil; c = c.prev {
		ch.all = append(ch.all, c)
	}
	for i, j := 0, len(ch.all)-1; i < j; i, j = i+1, j-1 {
		ch.all[i], ch.all[j] = ch.all[j], ch.all[i]
	}
	for _, c := range ch.all {
		if c.err != nil {
			w.FailIn(c.form.name, c.err)
		}
	}
}

// write writes the clauses in the order of a grammar.
func (ch *chain) write(w *node.Writer, grammar []*clauseForm) {
	var few [8]*clause
	for _, f := range grammar {
		same := few[:0]
		for _, c := range ch.all {
			if c.form == f {
				same = append(same, c)
			}
		}
		if len(same) == 0 {
			continue
		}
		if f.once && len(same) > 1 {
			w.FailIn(f.name, errTwice)
			return
		}
		f.write(w, same)
	}
}

// only returns the one clause of a form, or nil.
func (ch *chain) only(f *clauseForm) *clause {
	for _, c := range ch.all {
		if c.form == f {
			return c
		}
	}
	return nil
}
