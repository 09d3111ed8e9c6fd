// QuestDB docs: query/sql/insert.md

package expr

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/questql/questql/internal/naming"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// InsertRows inserts a slice of row structs. A field goes into the column named
// as the field in snake case, or as its tag `qdb:"name"`; "-" leaves it out. A
// column without a field is NULL, except for the designated timestamp, which
// must have one. A field without a column, or of a type that the column does not
// take, is an error before any I/O, and so is a value that does not fit.
//
// The rows are read once, when InsertRows is called. A pointer or a types.Null
// is NULL where it holds nothing.
func InsertRows[Row any](into Relation, rows []Row) InsertStatement {
	made := &struct { // one allocation for the statement
		into, rows clause
		values     rowValues
	}{}
	c, r := &made.into, &made.rows
	c.kind = insertInto
	r.kind, r.prev, r.arg = insertRows, c, &made.values
	if c.relation(into); c.mistake() != nil {
		return insertOf(c)
	}
	if err := readRows(&made.values, relationOf(c).Table, rows); err != nil {
		return insertOf(r.fail("%w", err))
	}
	return insertOf(r)
}

// rowValues is the values of rows.
type rowValues struct {
	plan    *rowPlan
	columns types.Columns
}

// rowPlan says which field of a row goes into which column.
type rowPlan struct {
	columns []int // of the table
	form    node.RowForm
	into    sqlw.Keyword // the table and its columns
	fields  [][]int
	readers sync.Pool
	err     error
}

// rowPlans holds a *rowPlan for each rowKey, so that a struct is looked at once.
var rowPlans sync.Map

// rowKey is a table, and by its type the type of a row.
type rowKey[Row any] struct{ table *schema.Table }

// rowReader reads the fields of rows that are copied into block, some at a time.
type rowReader[Row any] struct {
	types.RowReader
	block [16]Row
}

func readRows[Row any](into *rowValues, t *schema.Table, rows []Row) error {
	plan := planOf[Row](t)
	if plan.err != nil {
		return plan.err
	}
	if len(rows) == 0 {
		return errNoRowsGiven
	}
	r, ok := plan.readers.Get().(*rowReader[Row])
	if !ok {
		var err error
		if r, err = newRowReader[Row](t, plan); err != nil {
			return err
		}
	}
	r.Start(len(rows))
	for first, n := 0, 0; first < len(rows); first += n {
		n = copy(r.block[:], rows[first:])
		if row, column, err := r.Read(first, n); err != nil {
			return fmt.Errorf("row %d: column %q: %w", first+row+1, t.Columns[plan.columns[column]].Name, err)
		}
	}
	into.plan = plan
	r.Columns(&into.columns)
	clear(r.block[:min(len(rows), len(r.block))])
	plan.readers.Put(r)
	return nil
}

var errNoRowsGiven = errors.New("there are no rows: do not send the statement")

func planOf[Row any](t *schema.Table) *rowPlan {
	key := rowKey[Row]{t}
	if known, ok := rowPlans.Load(key); ok {
		if plan, ok := known.(*rowPlan); ok {
			return plan
		}
	}
	plan := &rowPlan{}
	plan.read(t, reflect.TypeFor[Row]())
	if plan.err == nil {
		_, plan.err = newRowReader[Row](t, plan)
	}
	rowPlans.Store(key, plan)
	return plan
}

// newRowReader prepares the reading of each field.
func newRowReader[Row any](t *schema.Table, plan *rowPlan) (*rowReader[Row], error) {
	r := &rowReader[Row]{}
	block := reflect.ValueOf(&r.block).Elem()
	for i, index := range plan.fields {
		c := &t.Columns[plan.columns[i]]
		if err := r.AddColumn(c.Type, func(row int) any { return block.Index(row).FieldByIndex(index).Addr().Interface() }); err != nil {
			rt := reflect.TypeFor[Row]()
			return nil, fmt.Errorf("field %s of %s, column %q: %w", rt.FieldByIndex(index).Name, rt, c.Name, err)
		}
	}
	return r, nil
}

// read finds the column of each field.
func (p *rowPlan) read(t *schema.Table, rt reflect.Type) {
	if rt.Kind() != reflect.Struct {
		p.err = fmt.Errorf("%s is not a struct with a field for each column of %s", rt, t.Name)
		return
	}
	var problems []string
	problems = p.readFields(t, rt, nil, problems)
	if ts := t.DesignatedName(); ts != "" && !p.has(t.Designated) {
		problems = append(problems, fmt.Sprintf("there is no field for the designated timestamp %q", ts))
	}
	if len(problems) == 0 && len(p.columns) == 0 {
		problems = append(problems, "there is no field for a column")
	}
	if len(problems) > 0 {
		p.err = fmt.Errorf("%s does not fit table %q (%s): %s", rt, t.Name, t.ColumnNames(), strings.Join(problems, "; "))
		return
	}
	names, of := make([]string, len(p.columns)), make([]types.Type, len(p.columns))
	for i, at := range p.columns {
		names[i], of[i] = t.Columns[at].Name, t.Columns[at].Type
	}
	p.into, p.form = sqlw.NameList(t.Name, names), node.RowFormOf(node.Inserted, of)
}

func (p *rowPlan) has(column int) bool {
	for _, c := range p.columns {
		if c == column {
			return true
		}
	}
	return false
}

func (p *rowPlan) readFields(t *schema.Table, rt reflect.Type, path []int, problems []string) []string {
	for i := range rt.NumField() {
		f := rt.Field(i)
		index := append(path[:len(path):len(path)], i)
		name, _, _ := strings.Cut(f.Tag.Get("qdb"), ",")
		switch {
		case name == "-":
			continue
		case f.Anonymous && f.Type.Kind() == reflect.Struct && name == "":
			problems = p.readFields(t, f.Type, index, problems)
			continue
		case !f.IsExported():
			problems = append(problems, fmt.Sprintf("field %s is unexported: capitalise it, or tag it `qdb:\"-\"`", f.Name))
			continue
		case name == "":
			name = naming.ColumnName(f.Name)
		}
		at := t.Column(name)
		switch {
		case at < 0:
			problems = append(problems, fmt.Sprintf("field %s has no column %q", f.Name, name))
		case p.has(at):
			problems = append(problems, fmt.Sprintf("field %s: column %q has a field already", f.Name, name))
		default:
			p.columns, p.fields = append(p.columns, at), append(p.fields, index)
		}
	}
	return problems
}

func writeRows(w *node.Writer, rows *rowValues) {
	w.Keyword(rows.plan.into)
	w.Clause("VALUES")
	w.Rows(&rows.plan.form, &rows.columns)
}

// rowValues returns the rows of the clause, if it is there.
func (c *clause) rowValues() (*rowValues, bool) {
	if c == nil {
		return nil, false
	}
	rows, ok := c.arg.(*rowValues)
	return rows, ok
}
