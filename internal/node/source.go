package node

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Source is where the rows of a relation come from that is no table.
type Source struct {
	Kind SourceKind
	// Body is the query of a CTE or sub-query.
	Body Body
	// Call writes the call of a table function.
	Call func(w *Writer)
	// Items is the result of the query, in its order.
	Items []Item
	// Ordered is true where the rows have a designated timestamp: the server
	// keeps it even where the query does not select it.
	Ordered bool
}

// SourceKind is what a source is.
type SourceKind uint8

// The kinds of sources.
const (
	// WithQuery is a query of WITH: FROM names it.
	WithQuery SourceKind = iota + 1
	// SubQuery is a query that is written where it is named.
	SubQuery
	// TableFunction is a call such as long_sequence(3).
	TableFunction
)

// String names the kind in errors.
func (k SourceKind) String() string {
	return [...]string{"table", "CTE", "sub-query", "table function"}[k]
}

// Write writes the query, in parentheses, or the call.
func (s *Source) Write(w *Writer) {
	if s.Kind == TableFunction {
		s.Call(w)
		return
	}
	if s.Body == nil {
		return // the declaration has a mistake, which FROM has told
	}
	around := w.Nest()
	s.Body.WriteStatement(w)
	w.EndNest(around)
}

// TimeOrdered is a query that may have a designated timestamp.
type TimeOrdered interface {
	// Designated reports whether the result has one, and its name among the
	// columns, or "".
	Designated() (name string, ok bool)
}

var errReadsItself = errors.New("it reads itself: QuestDB has no recursive queries")

// DefineQuery declares a CTE or sub-query as a struct of columns: T is the
// struct, or a pointer to it. query gets the struct, whose columns name the
// items, and returns the statement whose items fill it. Mistakes are kept in
// the table's Err.
func DefineQuery[T any](kind SourceKind, name string, query func(t T) Body) T {
	made := makeSourceRelation(name, Source{Kind: kind}, reflect.TypeFor[T]())
	shape, table, source, rel := &made.shape, &made.table, &made.source, &made.relation
	if query == nil {
		shape.fail(fmt.Errorf("%s %q: there is no query", kind, name))
	}
	t, columns := makeColumns[T](shape, rel)
	if table.Err != nil {
		return t
	}
	if source.Body = query(t); source.Body == nil {
		shape.fail(fmt.Errorf("%s %q: the query is empty: it was not made by Select", kind, name))
	} else if err := source.fill(shape); err != nil {
		shape.fail(fmt.Errorf("%s %q %w", kind, name, err))
	}
	for i := range columns { // the types are those that the query gives
		columns[i].Type = table.Columns[i].Type
	}
	return t
}

// DefineFunction declares the result of a table function as a struct of
// columns.
func DefineFunction[T any](name string, call func(w *Writer)) T {
	made := makeSourceRelation(name, Source{Kind: TableFunction, Call: call}, reflect.TypeFor[T]())
	return Make[T](&made.shape, &made.relation)
}

// sourceRelation is a relation that is no table, in one piece: queries declare
// theirs anew each time.
type sourceRelation struct {
	shape    Shape
	table    schema.Table
	source   Source
	relation Relation
}

func makeSourceRelation(name string, source Source, rt reflect.Type) *sourceRelation {
	made := &sourceRelation{table: schema.Table{Name: name}, source: source}
	made.shape = Shape{what: source.Kind.String(), table: &made.table}
	made.shape.readType(rt)
	needsQuotes, err := checkSourceName(source.Kind, name)
	made.shape.fail(err)
	made.relation = Relation{Table: &made.table, Shape: &made.shape, Source: &made.source, bare: !needsQuotes, bareTable: !needsQuotes}
	return made
}

func checkSourceName(kind SourceKind, name string) (needsQuotes bool, err error) {
	if kind == WithQuery {
		return sqlw.CheckQuoting(sqlw.CTEName, name)
	}
	return sqlw.CheckQuoting(sqlw.TableAliasName, name)
}

// fill holds the items of the query against the columns of the shape, each
// against the one of its name, and takes over their types.
func (s *Source) fill(shape *Shape) error {
	items, err := s.Body.Shape()
	if err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	table := shape.table
	var problems []string
	filled := make([]bool, len(table.Columns))
	for i := range items {
		if problem := shape.fillColumn(filled, i, &items[i]); problem != "" {
			problems = append(problems, problem)
		}
	}
	for i, ok := range filled {
		if !ok {
			problems = append(problems, fmt.Sprintf("%s has no item: select %s.Is(…), or a column of that name", table.Columns[i].Title(), table.Columns[i].Field))
		}
	}
	if len(problems) > 0 {
		return fmt.Errorf("does not fit %s: %s", table.Type, strings.Join(problems, "; "))
	}
	s.Items = items
	s.Ordered = TakeDesignated(table, s.Body)
	return nil
}

// TakeDesignated gives a table that is made of a query the designated timestamp
// of its result, unless it declares one. It reports whether the result has one.
func TakeDesignated(t *schema.Table, query Body) bool {
	ordered, ok := query.(TimeOrdered)
	if !ok {
		return false
	}
	name, has := ordered.Designated()
	if t.Designated < 0 && name != "" {
		t.Designated = t.Column(name)
	}
	return has
}

// fillColumn fills the column of an item's name with it, or says why not.
func (s *Shape) fillColumn(filled []bool, i int, it *Item) string {
	if it.Name == "" {
		return fmt.Sprintf("item %d is an expression without a name: name it with Is(…)", i+1)
	}
	at := s.columnAt(i, it.Name)
	if at < 0 {
		return fmt.Sprintf("item %q (%s) has no field", it.Name, it.Type)
	}
	c := &s.table.Columns[at]
	if filled[at] {
		return fmt.Sprintf("%s has two items", c.Title())
	}
	filled[at] = true
	if !fits(c.Type, it.Type) {
		return fmt.Sprintf("%s is %s, its item is %s", c.Title(), c.Type, it.Type)
	}
	if notNull := it.NotNull && !it.Outer; c.Type != it.Type || c.NotNull != notNull {
		c = s.ownColumn(at)
		c.Type, c.NotNull = it.Type, notNull
	}
	return ""
}

// fits reports whether an item of a type can be what a field of another declares:
// they have one class.
func fits(field, item types.Type) bool {
	return field.Kind == item.Kind || ClassOf(field) == ClassOf(item) && ClassOf(field) != NoClass
}
