// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"errors"
	"fmt"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// CreateStatement is a CREATE TABLE, CREATE VIEW or CREATE MATERIALIZED VIEW.
type CreateStatement struct {
	statement
	create createBody
}

// Create creates a table, view or materialized view as it was declared:
//
//	ddl.Create(Trades).IfNotExists()
func Create(t expr.Relation) CreateStatement {
	return makeCreate(createBody{table: tableOf(t)})
}

// IfNotExists leaves a table of that name as it is. The server does not look
// whether its columns are the same.
func (s CreateStatement) IfNotExists() CreateStatement {
	s.create.how.IfNotExists = true
	return makeCreate(s.create)
}

// OrReplace replaces a view of that name. Tables and materialized views cannot
// be replaced.
func (s CreateStatement) OrReplace() CreateStatement {
	s.create.how.OrReplace = true
	return makeCreate(s.create)
}

func makeCreate(b createBody) CreateStatement {
	return CreateStatement{statement{node.MakeStatement(b)}, b}
}

type createBody struct {
	table *schema.Table
	how   schema.Create
}

// Kind implements node.Body.
func (b createBody) Kind() string {
	switch {
	case b.table.View == nil:
		return "CREATE TABLE"
	case b.table.View.Kind == schema.PlainView:
		return "CREATE VIEW"
	}
	return "CREATE MATERIALIZED VIEW"
}

// Shape implements node.Body.
func (b createBody) Shape() ([]node.Item, error) { return nil, nil }

// WriteStatement implements node.Body.
func (b createBody) WriteStatement(w *node.Writer) {
	w.WriteCreate(b.table, b.how, nil)
	switch {
	case !b.how.OrReplace:
	case b.table.View == nil || b.table.View.Kind != schema.PlainView:
		w.Failf("OR REPLACE is of views, not of %s", b.table.Title())
	case b.how.IfNotExists:
		w.Fail(errReplaceAndKeep)
	}
}

var errReplaceAndKeep = errors.New("IF NOT EXISTS and OR REPLACE exclude each other")

// As creates the table with the rows of a query: CREATE TABLE … AS. The columns
// are those of the query. A column that the table declares must be one of them;
// it is cast where its declared type or symbol options differ, and indexed where
// it is declared so. A quick table may declare no more than what it changes:
//
//	ddl.Create(ddl.Table("daily").Timestamp("ts").Designated().PartitionBy(ddl.Month)).As(query)
//
// A table that is a struct declares all columns, in the order of the query.
func (s CreateStatement) As(query expr.Query) CreateAsStatement {
	return makeCreateAs(createAsBody{createBody: s.create, query: query, all: s.create.table.Type != ""})
}

// CreateAsStatement is a CREATE TABLE … AS.
type CreateAsStatement struct {
	statement
	create createAsBody
}

// IfNotExists leaves a table of that name as it is and inserts nothing.
func (s CreateAsStatement) IfNotExists() CreateAsStatement {
	s.create.how.IfNotExists = true
	return makeCreateAs(s.create)
}

// Atomic inserts all rows in one transaction, which is the server's default for
// queries that are not ordered by the designated timestamp.
func (s CreateAsStatement) Atomic() CreateAsStatement {
	s.create.how.Atomic = true
	return makeCreateAs(s.create)
}

// Batch commits every n rows.
func (s CreateAsStatement) Batch(n int) CreateAsStatement {
	s.create.how.Batch = schema.CountOf(n)
	return makeCreateAs(s.create)
}

// BatchO3MaxLag commits every n rows, holding rows that come out of order back
// for as long as lag.
func (s CreateAsStatement) BatchO3MaxLag(n int, lag time.Duration) CreateAsStatement {
	s.create.how.Batch = schema.CountOf(n)
	s.create.how.BatchLag = schema.Lag{D: lag, Set: true}
	return makeCreateAs(s.create)
}

func makeCreateAs(b createAsBody) CreateAsStatement {
	return CreateAsStatement{statement{node.MakeStatement(b)}, b}
}

type createAsBody struct {
	createBody
	query expr.Query
	// all is true where the table declares every column.
	all bool
}

// Target is the table that an executor can wait for.
func (b createAsBody) Target() string { return b.table.Name }

// WriteStatement implements node.Body.
func (b createAsBody) WriteStatement(w *node.Writer) {
	w.In("CREATE TABLE")
	if err := b.check(); err != nil {
		w.Fail(err)
		return
	}
	casts, err := b.casts()
	if err != nil {
		w.Fail(err)
		return
	}
	b.how.Casts = casts
	w.WriteCreate(b.table, b.how, b.query)
}

func (b createAsBody) check() error {
	t, how := b.table, b.how
	switch {
	case t.View != nil:
		return fmt.Errorf("%s: AS is of tables, a view has its query", t.Title())
	case how.OrReplace:
		return fmt.Errorf("OR REPLACE is of views, not of %s", t.Title())
	case how.Atomic && how.Batch.Set:
		return errAtomicBatch
	case how.Batch.Set && (how.Batch.N <= 0 || how.Batch.N > 1<<31-1):
		return fmt.Errorf("%s: BATCH must be from 1 to %d, got %d", t.Title(), 1<<31-1, how.Batch.N)
	case how.BatchLag.Set:
		return how.BatchLag.Check()
	}
	for i := range t.Columns {
		if t.Columns[i].Parquet.Given() {
			return fmt.Errorf("%s: %s: CREATE TABLE AS takes no PARQUET: use Alter(…).SetParquet", t.Title(), t.Columns[i].Title())
		}
	}
	return nil
}

var errAtomicBatch = errors.New("ATOMIC and BATCH exclude each other")

// casts returns the declared columns that the query gives with another type, or
// an error where table and query do not fit.
func (b createAsBody) casts() ([]schema.Column, error) {
	items, err := node.BodyOf(b.query).Shape()
	if err != nil {
		return nil, err
	}
	t := b.table
	if b.all && len(items) != len(t.Columns) {
		return nil, fmt.Errorf("%s has %d columns (%s), the query gives %d", t.Title(), len(t.Columns), t.ColumnNames(), len(items))
	}
	var casts []schema.Column
	for i := range t.Columns {
		c := &t.Columns[i]
		at := itemIndex(items, c.Name)
		switch {
		case at < 0:
			return nil, fmt.Errorf("%s: %s is not a column of the query", t.Title(), c.Title())
		case b.all && at != i:
			return nil, fmt.Errorf("%s: %s is column %d of the table and %d of the query", t.Title(), c.Title(), i+1, at+1)
		}
		options := c.Symbol
		options.Index, options.IndexCapacity = false, schema.Count{}
		if items[at].Type != c.Type || options != (schema.SymbolOptions{}) {
			casts = append(casts, *c)
		}
	}
	for i, it := range items {
		if err := sqlw.CheckName(sqlw.ColumnName, it.Name); err != nil {
			return nil, fmt.Errorf("column %d of the query: %w: add As(…)", i+1, err)
		}
	}
	return casts, nil
}

func itemIndex(items []node.Item, name string) int {
	for i, it := range items {
		if sqlw.SameName(it.Name, name) {
			return i
		}
	}
	return -1
}

// CreateLikeStatement is a CREATE TABLE … (LIKE …).
type CreateLikeStatement struct {
	statement
	like createLike
}

// CreateLike creates an empty table with the columns and settings of a table
// that the server has.
func CreateLike(name string, like expr.Relation) CreateLikeStatement {
	return makeCreateLike(createLike{name: name, like: tableOf(like)})
}

// IfNotExists leaves a table of that name as it is.
func (s CreateLikeStatement) IfNotExists() CreateLikeStatement {
	s.like.ifNotExists = true
	return makeCreateLike(s.like)
}

type createLike struct {
	name        string
	like        *schema.Table
	ifNotExists bool
}

func makeCreateLike(l createLike) CreateLikeStatement {
	return CreateLikeStatement{made("CREATE TABLE", l.write), l}
}

func (l createLike) write(w *node.Writer) {
	w.Clause("CREATE TABLE")
	if l.ifNotExists {
		w.SQL("IF NOT EXISTS ")
	}
	w.Name(sqlw.TableName, l.name)
	w.SQL(" (LIKE ")
	if l.like.View != nil {
		w.Failf("LIKE is of tables, not of %s", l.like.Title())
	}
	writeName(w, l.like)
	w.SQL(")")
}
