// QuestDB docs: query/sql/insert.md

package expr

import (
	"errors"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// InsertSelectStatement is an INSERT of the rows of a query. It is immutable:
// each method returns a new one.
type InsertSelectStatement struct{ statement }

// InsertSelect inserts the rows of a query. Each item of the query goes into the
// column of its name (Signal.Value.Is(x) names it); columns without one are
// NULL. An item without a column, or of another class, is an error before any
// I/O.
//
//	expr.InsertSelect(Daily, expr.Select(Trades.Ts, Daily.Mean.Is(fn.Avg(Trades.Price))).From(Trades).SampleBy(expr.Days(1)))
func InsertSelect(into Relation, q Query) InsertSelectStatement {
	c := (*clause)(nil).add(insertInto).relation(into).add(insertQuery)
	c.arg = insertSource{q.last()}
	if q.last() == nil {
		c.fail("%w", errNoSelect)
	}
	return insertSelectOf(c)
}

// insertSource is the query whose rows are inserted.
type insertSource struct{ query *clause }

// AddUses implements node.User.
func (s insertSource) AddUses(u *node.Uses) { s.query.addUses(u) }

// insertBatchOptions says in which steps the rows are written.
type insertBatchOptions struct {
	atomic bool
	batch  int64
	lag    *Stride
}

// Atomic writes all rows in one transaction: INSERT ATOMIC INTO.
func (s InsertSelectStatement) Atomic() InsertSelectStatement {
	return s.with(func(o *insertBatchOptions) { o.atomic = true })
}

// Batch commits after every n rows: INSERT BATCH n INTO.
func (s InsertSelectStatement) Batch(n int64) InsertSelectStatement {
	return s.with(func(o *insertBatchOptions) { o.batch = n })
}

// O3MaxLag says by how much rows may be out of order within a batch: INSERT
// BATCH n o3MaxLag 1s INTO.
func (s InsertSelectStatement) O3MaxLag(lag Stride) InsertSelectStatement {
	return s.with(func(o *insertBatchOptions) { o.lag = &lag })
}

func (s InsertSelectStatement) with(set func(*insertBatchOptions)) InsertSelectStatement {
	c := s.last().add(insertBatch)
	o := c.prev.batchOptions()
	set(&o)
	c.arg = &o
	switch {
	case o.batch < 0 || o.batch == 0 && o.lag != nil:
		c.fail("a batch must have a positive number of rows, got %d", o.batch)
	case o.atomic && (o.batch > 0 || o.lag != nil):
		c.fail("ATOMIC writes all rows at once, BATCH in steps: choose one")
	case o.lag != nil:
		if err := o.lag.check(); err != nil {
			c.fail("o3MaxLag: %w", err)
		}
	}
	return insertSelectOf(c)
}

// batchOptions returns the options that were given last.
func (c *clause) batchOptions() insertBatchOptions {
	for ; c != nil; c = c.prev {
		if o, ok := c.arg.(*insertBatchOptions); ok {
			return *o
		}
	}
	return insertBatchOptions{}
}

func insertSelectOf(c *clause) InsertSelectStatement {
	return InsertSelectStatement{makeStatement((*insertSelectBody)(c))}
}

func (s InsertSelectStatement) last() *clause {
	b, _ := node.BodyOf(s).(*insertSelectBody)
	return (*clause)(b)
}

type insertSelectBody clause

// Memo implements node's memo of statements.
func (b *insertSelectBody) Memo() *node.Memo { return &b.memo }

// Kind implements node.Body.
func (b *insertSelectBody) Kind() string { return "INSERT" }

// Shape implements node.Body.
func (b *insertSelectBody) Shape() ([]node.Item, error) { return nil, nil }

// Target is the table that is written.
func (b *insertSelectBody) Target() string { return relationOf((*clause)(b).first()).Table.Name }

// AddUses implements node.User.
func (b *insertSelectBody) AddUses(u *node.Uses) { (*clause)(b).addUses(u) }

var errNotInsertSelect = errors.New("the statement is empty: it was not made by InsertSelect")

// WriteStatement implements node.Body.
func (b *insertSelectBody) WriteStatement(w *node.Writer) {
	var few [fewClauses]*clause
	ch := readChain(few[:0], w, (*clause)(b))
	into, query := ch.only(insertInto), ch.only(insertQuery)
	if into == nil || query == nil {
		w.FailIn("INSERT", errNotInsertSelect)
		return
	}
	if w.Err() != nil {
		return
	}
	outermost := w.WriteUses(b, false)
	rel := relationOf(into)
	w.Clause("INSERT")
	(*clause)(b).batchOptions().write(w)
	w.SQL("INTO ")
	if rel.Alias != "" || rel.Source != nil {
		w.Failf("%s is no table to insert into: name the table itself, without an alias", rel.Title())
	}
	w.CheckedName(rel.Table.Name)
	source, _ := query.arg.(insertSource)
	var fewer [fewClauses]*clause
	selected := readChain(fewer[:0], w, source.query)
	writeInsertColumns(w, rel, selected)
	writeBehindUses(w, &selected)
	w.EndUses(outermost)
}

func (o insertBatchOptions) write(w *node.Writer) {
	switch {
	case o.atomic:
		w.SQL("ATOMIC ")
	case o.batch > 0:
		w.SQL("BATCH ")
		w.Int(o.batch)
		w.SQL(" ")
		if o.lag != nil {
			w.SQL("o3MaxLag ")
			o.lag.write(w)
			w.SQL(" ")
		}
	}
}

// writeInsertColumns writes the columns that the items of the query go into.
func writeInsertColumns(w *node.Writer, rel *node.Relation, query chain) {
	items := query.items(&w.Writer)
	w.SQL(" (")
	designated := rel.Table.DesignatedName() == ""
	for i, it := range items {
		if i > 0 {
			w.SQL(", ")
		}
		at := rel.Table.Column(it.Name)
		if it.Name == "" || at < 0 {
			w.Failf("item %d %q of the query names no column of %s (%s): name it by Is of the column it goes into", i+1, it.Name, rel.Table.Name, rel.Table.ColumnNames())
			return
		}
		c := &rel.Table.Columns[at]
		if !storable(node.ClassOf(it.Type), node.ClassOf(c.Type)) {
			w.Failf("item %q of the query is %s, the column is %s: cast it", it.Name, it.Type, c.Type)
		}
		designated = designated || sqlw.SameName(it.Name, rel.Table.DesignatedName())
		w.CheckedName(c.Name)
	}
	w.SQL(")")
	if !designated {
		w.Failf("the query has no item for the designated timestamp %s: select one", rel.Table.DesignatedName())
	}
}

// storable reports whether the server stores a value of one class in a column
// of another.
func storable(value, column node.Class) bool {
	return value == column || value == node.Integer && column == node.Float
}
