// QuestDB docs: query/sql/insert.md

package expr

import (
	"errors"
	"slices"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// InsertStatement is an INSERT. It is immutable: each method returns a new one.
type InsertStatement struct{ statement }

// Insert starts an INSERT into a table. Values or Set gives it rows:
//
//	expr.Insert(signal).Values("coconut", 16.88993244, time.Now())
func Insert(into Relation) InsertStatement {
	return insertOf((*clause)(nil).add(insertInto).relation(into))
}

// Values adds a row: one value for each column, in the order of the table. A
// value is of the column's Go type; an integer is taken for a DOUBLE that holds
// it exactly; nil is NULL. A wrong number of values, or one that does not fit,
// is an error before any I/O.
func (s InsertStatement) Values(row ...any) InsertStatement {
	c := s.last().add(insertValues)
	t := c.insertedInto()
	if len(row) != len(t.Columns) {
		return insertOf(c.fail("table %q has %d columns (%s), got %d values", t.Name, len(t.Columns), t.ColumnNames(), len(row)))
	}
	values := make([]types.Value, len(row))
	for i, v := range row {
		var err error
		if values[i], err = types.ValueOf(t.Columns[i].Type, v); err != nil {
			return insertOf(c.fail("column %q: %w", t.Columns[i].Name, err))
		}
	}
	c.arg = &insertedRow{t, values}
	return insertOf(c)
}

// insertedRow is the row of one call of Values.
type insertedRow struct {
	table  *schema.Table
	values []types.Value
}

// insertedInto returns the table of an INSERT. The row before knows it, so that
// many calls of Values do not each go back to the first clause.
func (c *clause) insertedInto() *schema.Table {
	if c.prev != nil {
		if before, ok := c.prev.arg.(*insertedRow); ok {
			return before.table
		}
	}
	return relationOf(c.first()).Table
}

// Set adds the values of a single row by column; columns without one are NULL.
//
//	expr.Insert(Signal).Set(Signal.Source.Set("a"), Signal.Ts.Set(now))
func (s InsertStatement) Set(assignments ...Assignment) InsertStatement {
	return insertOf(addNodes(s.last(), insertSet, assignments))
}

func insertOf(c *clause) InsertStatement { return InsertStatement{makeStatement((*insertBody)(c))} }

func (s InsertStatement) last() *clause {
	b, _ := node.BodyOf(s).(*insertBody)
	return (*clause)(b)
}

type insertBody clause

// Memo implements node's memo of statements.
func (b *insertBody) Memo() *node.Memo { return &b.memo }

// Kind implements node.Body.
func (b *insertBody) Kind() string { return "INSERT" }

// AddUses implements node.User.
func (b *insertBody) AddUses(u *node.Uses) { (*clause)(b).addUses(u) }

// Shape implements node.Body.
func (b *insertBody) Shape() ([]node.Item, error) { return nil, nil }

// WriteStatement implements node.Body.
func (b *insertBody) WriteStatement(w *node.Writer) {
	var few [fewClauses]*clause
	ch := readChain(few[:0], w, (*clause)(b))
	into := ch.only(insertInto)
	if into == nil {
		w.FailIn("INSERT", errNotInsert)
		return
	}
	values, set := ch.only(insertValues), ch.only(insertSet)
	rows := ch.only(insertRows)
	switch {
	case rows != nil && (values != nil || set != nil):
		w.FailIn("INSERT", errRowsAndMore)
	case rows != nil:
	case values == nil && set == nil:
		w.FailIn("INSERT", errNoRows)
	case values != nil && set != nil:
		w.FailIn("INSERT", errValuesAndSet)
	}
	if err := w.Err(); err != nil {
		return
	}
	// VALUES have no relations in scope: a column there is a mistake.
	outermost := w.WriteUses(b, false)
	outer := w.EnterScope()
	rel := writeInsertInto(w, into)
	switch given, ok := rows.rowValues(); {
	case ok:
		writeRows(w, given)
	case values != nil:
		writeValues(w, rel, &ch)
	default:
		writeSet(w, rel, &ch)
	}
	w.LeaveScope(outer)
	w.EndUses(outermost)
}

// writeInsertInto returns the table, whose name and columns come next.
func writeInsertInto(w *node.Writer, c *clause) *node.Relation {
	w.Clause("INSERT INTO")
	rel := relationOf(c)
	if rel.Alias != "" {
		w.Failf("the table of an INSERT has no alias: name %s itself", rel.Table.Name)
	}
	return rel
}

func writeValues(w *node.Writer, rel *node.Relation, ch *chain) {
	t := rel.Table
	w.CheckedName(t.Name)
	w.SQL(" (")
	for i := range t.Columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.Name(sqlw.ColumnName, t.Columns[i].Name)
	}
	w.SQL(")")
	w.Clause("VALUES")
	started := false
	for c := range ch.of(insertValues) {
		if started {
			w.SQL(", ")
		}
		started = true
		row, ok := c.arg.(*insertedRow)
		if !ok {
			continue
		}
		w.SQL("(")
		for j := range row.values {
			if j > 0 {
				w.SQL(", ")
			}
			w.Value(node.Inserted, t.Columns[j].Type, &row.values[j])
		}
		w.SQL(")")
	}
}

func writeSet(w *node.Writer, rel *node.Relation, ch *chain) {
	var seen []*node.Node
	w.CheckedName(rel.Table.Name)
	w.SQL(" (")
	for c := range ch.of(insertSet) {
		for _, n := range c.nodes {
			if checkAssignment(w, n, rel, seen) != nil {
				return
			}
			if len(seen) > 0 {
				w.SQL(", ")
			}
			seen = append(seen, n)
			w.CheckedName(n.A.Name)
		}
	}
	w.SQL(")")
	if ts := rel.Table.DesignatedName(); ts != "" && len(seen) > 0 && !slices.ContainsFunc(seen, func(n *node.Node) bool { return sqlw.SameName(n.A.Name, ts) }) {
		w.Failf("the designated timestamp %q is not set: every row has one", ts)
	}
	if len(seen) == 0 {
		w.Fail(errNoRows)
	}
	w.Clause("VALUES")
	w.SQL("(")
	for i, n := range seen {
		if i > 0 {
			w.SQL(", ")
		}
		writeAssigned(w, n, node.Inserted)
	}
	w.SQL(")")
}

// checkAssignment fails the statement where n does not assign a column of rel,
// or one that is assigned before.
func checkAssignment(w *node.Writer, n *node.Node, rel *node.Relation, before []*node.Node) error {
	if n.Form != formAssign {
		w.Expr(n, node.Loosest) // a mistake: writing it tells which
		return w.Err()
	}
	of := node.ColumnOf(n.A)
	if of == nil || !sqlw.SameName(of.Table.Name, rel.Table.Name) {
		w.Failf("column %q is not a column of %s", n.A.Name, rel.Table.Name)
		return w.Err()
	}
	if n.Traits&node.HasQuery != 0 {
		w.Failf("column %q: a sub-query cannot be assigned: use InsertSelect, or Update with From", n.A.Name)
	}
	for _, b := range before {
		if sqlw.SameName(b.A.Name, n.A.Name) {
			w.Failf("column %q is set twice", n.A.Name)
		}
	}
	return w.Err()
}

var (
	errNotInsert    = errors.New("the statement is empty: it was not made by Insert")
	errNoRows       = errors.New("there is nothing to insert: add Values(…) or Set(…)")
	errRowsAndMore  = errors.New("there are rows of InsertRows and Values(…) or Set(…): insert them by two statements")
	errValuesAndSet = errors.New("there are both Values(…) and Set(…): a row is given by one of them")
)

// Target is the table that is written.
func (b *insertBody) Target() string { return relationOf((*clause)(b).first()).Table.Name }
