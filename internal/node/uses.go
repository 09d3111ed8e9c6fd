package node

import (
	"fmt"
	"strings"

	"github.com/questql/questql/internal/sqlw"
)

// Uses collects what a statement writes ahead of itself: the variables of
// DECLARE and the queries of WITH, each once and behind those that it uses
// itself.
type Uses struct {
	variables []*Node
	queries   []*Relation
	// names holds the queries and, with an @, the variables by their names in
	// lower case.
	names map[string]any
	// written is the number of queries that are written already.
	written int
	// err is the first mistake.
	err error
}

// User is a body that uses relations and variables.
type User interface {
	AddUses(u *Uses)
}

// Any reports whether there is anything to write ahead.
func (u *Uses) Any() bool { return len(u.variables) > 0 || len(u.queries) > 0 }

func (u *Uses) fail(err error) {
	if u.err == nil {
		u.err = err
	}
}

// Relation adds a relation that FROM or JOIN names, and what its query uses.
func (u *Uses) Relation(r *Relation) {
	switch {
	case r.Source == nil || r.Source.Body == nil || r.Table.Err != nil:
	case r.Source.Kind == SubQuery:
		u.Body(r.Source.Body)
	default:
		u.query(r)
	}
}

// opened marks a query whose own uses are being collected.
type opened struct{}

func (u *Uses) query(r *Relation) {
	key := strings.ToLower(r.Table.Name)
	switch known := u.names[key].(type) {
	case opened:
		u.fail(fmt.Errorf("CTE %q: %w", r.Table.Name, errReadsItself))
		return
	case *Relation:
		if known.Source != r.Source && !sameText(known.Source.Body, r.Source.Body) {
			u.fail(fmt.Errorf("two CTEs are named %q and differ: give one another name", r.Table.Name))
		}
		return
	}
	u.name(key, opened{})
	u.Body(r.Source.Body)
	u.name(key, r)
	u.queries = append(u.queries, r)
}

func (u *Uses) name(key string, what any) {
	if u.names == nil {
		u.names = map[string]any{}
	}
	u.names[key] = what
}

// Body adds what a statement uses.
func (u *Uses) Body(b Body) {
	if user, ok := b.(User); ok {
		user.AddUses(u)
	}
}

const uses = HasQuery | HasVariable

// Expr adds what an expression uses.
func (u *Uses) Expr(n *Node) {
	if n == nil || n.Traits&uses == 0 {
		return
	}
	n.Walk(func(m *Node) bool {
		if m.Form == variableForm {
			u.variable(m)
		}
		if b, ok := m.Aux.(Body); ok {
			u.Body(b)
		}
		return m.Traits&uses != 0
	})
}

func (u *Uses) variable(n *Node) {
	key := "@" + strings.ToLower(n.Name)
	if known, ok := u.names[key].(*Node); ok {
		if known.A != n.A && !sameValue(known, n) {
			u.fail(fmt.Errorf("two variables are named @%s and differ: give one another name", n.Name))
		}
		return
	}
	u.Expr(n.A)
	u.name(key, n)
	u.variables = append(u.variables, n)
}

// WriteUses collects what a body uses and writes DECLARE and WITH, or just one
// of them; it does so for the outermost statement alone, and then returns true.
// The caller gives back the writer by EndUses.
func (w *Writer) WriteUses(b User, declare bool) bool {
	if w.collected {
		return false
	}
	w.collected = true
	b.AddUses(&w.uses)
	if w.uses.err != nil {
		w.FailIn("WITH", w.uses.err)
	}
	if w.Err() != nil || !w.uses.Any() {
		return true
	}
	w.valuesOfVariables = !declare
	if declare {
		w.writeDeclare()
	}
	w.writeWith()
	return true
}

// EndUses ends what WriteUses began, if outermost is what it returned.
func (w *Writer) EndUses(outermost bool) {
	if !outermost {
		return
	}
	w.collected, w.valuesOfVariables = false, false
	if len(w.uses.names) == 0 && w.uses.err == nil {
		return // as most statements
	}
	clear(w.uses.names)
	clear(w.uses.variables)
	clear(w.uses.queries)
	w.uses = Uses{variables: w.uses.variables[:0], queries: w.uses.queries[:0], names: w.uses.names}
}

// HasUses reports whether something stands before the statement.
func (w *Writer) HasUses() bool {
	return w.uses.Any() && !w.valuesOfVariables || len(w.uses.queries) > 0
}

func (w *Writer) writeWith() {
	for i, r := range w.uses.queries {
		if i == 0 {
			w.Clause("WITH")
		} else {
			w.SQL(", ")
		}
		r.writeTableName(w)
		w.SQL(" AS ")
		w.With = r.Table.Name
		around := w.Nest()
		r.Source.Body.WriteStatement(w)
		w.EndNest(around)
		w.With = ""
		w.uses.written++
	}
}

// hidden reports whether a query of WITH that is written already has the name
// of a table.
func (w *Writer) hidden(table string) bool {
	for _, r := range w.uses.queries[:w.uses.written] {
		if sqlw.SameName(r.Table.Name, table) {
			return true
		}
	}
	return false
}

// sameText reports whether two queries are written alike.
func sameText(a, b Body) bool {
	if a == b {
		return true
	}
	first, err := Statement{a}.Inlined(0)
	second, also := Statement{b}.Inlined(0)
	return err == nil && also == nil && first == second
}

func sameValue(a, b *Node) bool {
	var first, second Writer
	first.Reset(nil, sqlw.Inline)
	second.Reset(nil, sqlw.Inline)
	first.Expr(a.A, Loosest)
	second.Expr(b.A, Loosest)
	return a.Aux == b.Aux && string(first.Bytes()) == string(second.Bytes())
}
