package qdb

import (
	"database/sql"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/internal/naming"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// plan says how a row of a result gets into a Go value.
type plan struct {
	items []node.Item
	scans []types.ScanFunc
}

var errNoResult = errors.New("qdb: the statement returns no rows: use Exec")

// newItems starts the plan of a query: its columns.
func newItems(query node.StatementHolder) (*plan, error) {
	body := node.BodyOf(query)
	if body == nil {
		return nil, errNoStatement
	}
	items, err := body.Shape()
	if err != nil {
		return nil, named(query, err)
	}
	if items == nil {
		return nil, named(query, errNoResult)
	}
	return &plan{items: items, scans: make([]types.ScanFunc, len(items))}, nil
}

// newPlan matches the columns of a query with the fields of *row. Each call makes
// one, for it decodes into the row of that call: microseconds beside a round
// trip (BenchmarkPlan). A [Stmt] keeps its plans.
func newPlan[Row any](query node.StatementHolder, row *Row) (*plan, error) {
	p, err := newItems(query)
	if err != nil {
		return nil, err
	}
	rv := reflect.ValueOf(row).Elem()
	if isScalar(rv.Type()) {
		return p, named(query, p.planScalar(rv))
	}
	return p, named(query, p.planStruct(rv))
}

// needNames is an error where a column has no name or that of another.
func (p *plan) needNames() error {
	for i, it := range p.items {
		if it.Name == "" {
			return columnError(i, it, errUnnamed)
		}
		for _, before := range p.items[:i] {
			if sqlw.SameName(before.Name, it.Name) {
				return columnError(i, it, errSameName)
			}
		}
	}
	return nil
}

var (
	errUnnamed  = errors.New("the expression has no name: add As(…)")
	errSameName = errors.New("another column has that name: name one with As(…)")
)

// columnError tells which column of a query is meant.
func columnError(i int, it node.Item, err error) error {
	return fmt.Errorf("qdb: column %d %q: %w", i+1, it.Name, err)
}

// isScalar tells a value from a struct with a field for each column.
func isScalar(rt reflect.Type) bool {
	if rt.Kind() != reflect.Struct {
		return true
	}
	p := reflect.PointerTo(rt)
	return p.Implements(scannerType) || p.Implements(textType)
}

var (
	scannerType = reflect.TypeFor[sql.Scanner]()
	textType    = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func (p *plan) planScalar(rv reflect.Value) error {
	if len(p.items) != 1 {
		return fmt.Errorf("qdb: the query has %d columns (%s); %s holds one: use a struct", len(p.items), names(p.items), rv.Type())
	}
	scan, err := types.ScannerFor(p.items[0].Type, rv.Addr().Interface())
	if err != nil {
		return columnError(0, p.items[0], err)
	}
	p.scans[0] = scan
	return nil
}

func (p *plan) planStruct(rv reflect.Value) error {
	fields, problems := fieldsOf(rv.Type())
	used := make([]bool, len(fields))
	for i, it := range p.items {
		if it.Name == "" {
			problems = append(problems, fmt.Sprintf("column %d is an expression without a name: add As(…)", i+1))
			continue
		}
		f := findField(fields, it.Name)
		if f < 0 {
			problems = append(problems, fmt.Sprintf("column %q (%s) has no field", it.Name, it.Type))
			continue
		}
		if used[f] {
			problems = append(problems, fmt.Sprintf("column %q is there twice: name one with As(…)", it.Name))
			continue
		}
		used[f] = true
		scan, err := fields[f].options.ScannerFor(it.Type, fields[f].pointer(rv))
		if err != nil {
			problems = append(problems, fmt.Sprintf("field %s: %v", fields[f].name, err))
			continue
		}
		p.scans[i] = scan
	}
	for i, f := range fields {
		if !used[i] {
			problems = append(problems, fmt.Sprintf("field %s has no column %q", f.name, f.column))
		}
	}
	if len(problems) > 0 {
		return fmt.Errorf("qdb: the query (%s) does not fit into %s: %s", names(p.items), rv.Type(), strings.Join(problems, "; "))
	}
	return nil
}

// rowField is a field of a row struct.
type rowField struct {
	name, column string
	index        []int
	options      types.ScanOptions
}

// pointer returns a pointer to the field of the struct rv.
func (f *rowField) pointer(rv reflect.Value) any { return rv.FieldByIndex(f.index).Addr().Interface() }

// structFields is what a struct type has, known for good: a program has few
// types of rows, and reading one costs more than all else of a plan.
type structFields struct {
	fields   []rowField
	problems []string
}

var knownStructs sync.Map // of reflect.Type to *structFields

// fieldsOf returns the fields of a struct type, and what is wrong with it. Only
// the problems may be appended to.
func fieldsOf(rt reflect.Type) (fields []rowField, problems []string) {
	known, ok := knownStructs.Load(rt)
	if !ok {
		read := &structFields{}
		read.add(rt, nil)
		read.problems = slices.Clip(read.problems)
		known, _ = knownStructs.LoadOrStore(rt, read)
	}
	s, _ := known.(*structFields)
	return s.fields, s.problems
}

// add adds the fields of rt, which is found at index at.
func (s *structFields) add(rt reflect.Type, at []int) {
	for i := range rt.NumField() {
		f := rt.Field(i)
		index := append(slices.Clip(at), i)
		column, options, _ := strings.Cut(f.Tag.Get("qdb"), ",")
		switch {
		case column == "-":
			continue
		case f.Anonymous && !isScalar(f.Type):
			s.add(f.Type, index)
			continue
		case !f.IsExported():
			s.problems = append(s.problems, fmt.Sprintf("field %s is unexported: capitalise it, or tag it `qdb:\"-\"`", f.Name))
			continue
		}
		if column == "" {
			column = naming.ColumnName(f.Name)
		}
		field := rowField{name: f.Name, column: column, index: index}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "":
			case "null=zero":
				field.options.NullAsZero = true
			case "null=nan":
				field.options.NullAsNaN = true
			default:
				s.problems = append(s.problems, fmt.Sprintf("field %s: unknown tag option %q; the options are null=zero, null=nan", f.Name, option))
			}
		}
		s.fields = append(s.fields, field)
	}
}

func findField(fields []rowField, column string) int {
	for i, f := range fields {
		if sqlw.SameName(f.column, column) {
			return i
		}
	}
	return -1
}

func names(items []node.Item) string {
	all := make([]string, len(items))
	for i, it := range items {
		if all[i] = it.Name; it.Name == "" {
			all[i] = "?"
		}
	}
	return strings.Join(all, ", ")
}

// checkColumns holds what the server sends against the plan.
func (p *plan) checkColumns(columns []pgconn.FieldDescription) error {
	if len(columns) != len(p.items) {
		got := make([]string, len(columns))
		for i, c := range columns {
			got[i] = c.Name
		}
		return &scanError{names(p.items), fmt.Errorf("the server sends %d columns (%s); the table is not as it was declared", len(columns), strings.Join(got, ", "))}
	}
	for i, c := range columns {
		if name := p.items[i].Name; name != "" && !sqlw.SameName(name, c.Name) {
			return &scanError{name, fmt.Errorf("the server sends column %q in its place; the table is not as it was declared", c.Name)}
		}
	}
	return nil
}

// scan decodes one row.
func (p *plan) scan(values [][]byte) error {
	for i, src := range values {
		if err := p.scans[i](src); err != nil {
			return &scanError{p.items[i].Name, err}
		}
	}
	return nil
}
