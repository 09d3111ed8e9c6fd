package node

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/questql/questql/internal/naming"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// columnKind is a column type of expr.
type columnKind struct {
	// declares is the QuestDB type that it declares.
	declares types.Type
	// set points a field of the type at a node.
	set func(field reflect.Value, n *Node)
}

var columnKinds = map[reflect.Type]columnKind{}

// RegisterColumn says which QuestDB type a column type declares and how a column
// is made of its node.
func RegisterColumn[C any](t types.Type, of func(n *Node) C) {
	columnKinds[reflect.TypeFor[C]()] = columnKind{t, func(field reflect.Value, n *Node) {
		field.Set(reflect.ValueOf(of(n)))
	}}
}

// columnKindOf returns what a type is as a column type. A struct of nothing but
// an embedded column, such as SymbolOf[Side], is one too.
func columnKindOf(rt reflect.Type) (kind columnKind, ok bool) {
	if kind, ok = columnKinds[rt]; ok {
		return kind, true
	}
	if rt.Kind() != reflect.Struct || rt.NumField() != 1 || !rt.Field(0).Anonymous {
		return kind, false
	}
	kind, ok = columnKindOf(rt.Field(0).Type)
	kind.set = setEmbedded
	return kind, ok
}

// setEmbedded points the column that a field embeds at a node.
func setEmbedded(field reflect.Value, n *Node) {
	if ref, ok := field.Addr().Interface().(interface{ set(*Node) }); ok {
		ref.set(n)
	}
}

// Shape is a relation that is declared by a struct of columns.
type Shape struct {
	*structShape
	what  string // what the struct declares, for errors
	table *schema.Table
}

// structShape says which field of a struct is which column.
type structShape struct {
	fields  []columnField
	refs    [][]int // where the struct embeds a RelationRef
	columns []schema.Column
	// nodes are those of the columns, as far as every relation has them.
	nodes []Node
	// distinct is true where no two columns have one name.
	distinct   bool
	designated int
	typeName   string
}

// columnField is the field of a struct that declares a column.
type columnField struct {
	index []int
	set   func(field reflect.Value, n *Node)
}

// in returns the field in a struct of its type.
func (f *columnField) in(rv reflect.Value) reflect.Value {
	for _, i := range f.index {
		rv = rv.Field(i)
	}
	return rv
}

// structShapes holds the *structShape of each reflect.Type without mistakes.
var structShapes sync.Map

// ReadShape reads the struct type rt, or the one that it points to. Mistakes
// are kept in the table's Err.
func ReadShape(name string, rt reflect.Type) *Shape {
	s := &Shape{what: "table", table: &schema.Table{Name: name}}
	s.readType(rt)
	return s
}

// readType reads the struct type, or the one that it points to.
func (s *Shape) readType(rt reflect.Type) {
	if rt.Kind() == reflect.Pointer {
		rt = rt.Elem()
	}
	if known, ok := structShapes.Load(rt); ok {
		s.structShape, _ = known.(*structShape)
	} else {
		s.readStruct(rt)
	}
	// The columns are shared: whoever changes one makes a copy.
	s.table.Columns, s.table.Designated, s.table.Type = s.columns, s.designated, s.typeName
}

func (s *Shape) readStruct(rt reflect.Type) {
	s.structShape = &structShape{designated: -1, typeName: rt.String(), distinct: true}
	if rt.Kind() != reflect.Struct {
		s.fail(fmt.Errorf("%s %q: %s is not a struct of columns", s.what, s.table.Name, rt))
		return
	}
	s.read(rt, nil)
	if len(s.refs) == 0 {
		s.fail(fmt.Errorf("%s %q: %s does not embed expr.Table", s.what, s.table.Name, rt))
	}
	if s.table.Err == nil {
		s.columns = slices.Clip(s.columns)
		structShapes.Store(rt, s.structShape)
	}
}

// Table is the model that the struct declares.
func (s *Shape) Table() *schema.Table { return s.table }

// ownColumn is the table's OwnColumn, with one copy for all of its columns.
func (s *Shape) ownColumn(i int) *schema.Column {
	if &s.table.Columns[0] == &s.columns[0] {
		return s.table.OwnColumn(i)
	}
	return &s.table.Columns[i]
}

// columnAt is the table's Column for item i of a query, which mostly is the
// item of column i.
func (s *Shape) columnAt(i int, name string) int {
	if s.distinct && i < len(s.columns) && s.columns[i].Name == name {
		return i
	}
	return s.table.Column(name)
}

// Make returns a T whose columns belong to rel; T is the shape's struct or a
// pointer to it.
func Make[T any](s *Shape, rel *Relation) T {
	t, _ := makeColumns[T](s, rel)
	return t
}

// makeColumns is Make, and returns the nodes of the columns too.
func makeColumns[T any](s *Shape, rel *Relation) (t T, columns []Node) {
	rt := reflect.TypeFor[T]()
	if rt.Kind() != reflect.Pointer {
		made := new(T)
		columns = s.bind(reflect.ValueOf(made).Elem(), rel)
		return *made, columns
	}
	p := reflect.New(rt.Elem())
	columns = s.bind(p.Elem(), rel)
	t, _ = p.Interface().(T)
	return t, columns
}

// bind points the columns of rv, a struct of the shape's type, at rel.
func (s *Shape) bind(rv reflect.Value, rel *Relation) []Node {
	for _, index := range s.refs {
		if ref, ok := rv.FieldByIndex(index).Addr().Interface().(interface{ setRelation(*Relation) }); ok {
			ref.setRelation(rel)
		}
	}
	shared, fields := s.nodes, s.fields
	nodes := make([]Node, len(shared))
	copy(nodes, shared)
	for i := range nodes {
		f, n := &fields[i], &nodes[i]
		n.Aux, n.Type = rel, rel.Table.Columns[i].Type
		f.set(f.in(rv), n)
	}
	return nodes
}

func (s *Shape) fail(err error) {
	if s.table.Err == nil {
		s.table.Err = err
	}
}

func (s *Shape) failField(f reflect.StructField, format string, args ...any) {
	s.fail(fmt.Errorf("%s %q: field %s of %s: "+format, append([]any{s.what, s.table.Name, f.Name, s.typeName}, args...)...))
}

var relationRefType = reflect.TypeFor[RelationRef]()

// isRelationRef reports whether rt is expr.Table: a struct of nothing but a
// RelationRef.
func isRelationRef(rt reflect.Type) bool {
	return rt.Kind() == reflect.Struct && rt.NumField() == 1 && rt.Field(0).Anonymous && rt.Field(0).Type == relationRefType
}

func (s *Shape) read(rt reflect.Type, path []int) {
	for i := range rt.NumField() {
		f := rt.Field(i)
		index := append(append(make([]int, 0, len(path)+1), path...), i)
		if f.Anonymous && isRelationRef(f.Type) {
			s.refs = append(s.refs, index)
			continue
		}
		if kind, ok := columnKindOf(f.Type); ok {
			s.readColumn(f, kind.declares, columnField{index, kind.set})
			continue
		}
		if f.Tag.Get("qdb") == "-" {
			continue
		}
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			s.read(f.Type, index)
			continue
		}
		s.failField(f, "%s is not a column type; use expr.DoubleColumn and its like, or tag the field `qdb:\"-\"`", f.Type)
	}
}

func (s *Shape) readColumn(f reflect.StructField, t types.Type, of columnField) {
	if !f.IsExported() {
		s.failField(f, "the column is unexported: capitalise it, its name in SQL is set by the tag `qdb:\"%s\"`", naming.ColumnName(f.Name))
		return
	}
	name, options, _ := strings.Cut(f.Tag.Get("qdb"), ",")
	if name == "" {
		name = naming.ColumnName(f.Name)
	}
	c := schema.Column{Name: name, Type: t, Field: f.Name}
	for option := range strings.SplitSeq(options, ",") {
		if option == "" {
			continue
		}
		if err := s.readOption(&c, option); err != nil {
			s.failField(f, "tag option %q: %w", option, err)
			return
		}
	}
	if err := c.Type.Check(); err != nil {
		s.failField(f, "%w; the tag tells, as in `qdb:\",geohash=8c\"`", err)
		return
	}
	s.distinct = s.distinct && !slices.ContainsFunc(s.columns, func(o schema.Column) bool { return sqlw.SameName(o.Name, name) })
	s.fields = append(s.fields, of)
	s.columns = append(s.columns, c)
	s.nodes = append(s.nodes, columnNode(&c, len(s.nodes)))
}

var errUnknownOption = errors.New("unknown option; the options are capacity=N, cache, nocache, index, index=N, decimal=P:S, geohash=Nc, geohash=Nb, dims=N, notnull, designated")

func (s *Shape) readOption(c *schema.Column, option string) error {
	key, value, hasValue := strings.Cut(strings.TrimSpace(option), "=")
	if isTypeOption[key] && hasValue {
		return readTypeOption(c, key, value)
	}
	n := 0
	if hasValue {
		var err error
		if n, err = strconv.Atoi(value); err != nil || n <= 0 {
			return fmt.Errorf("%q is not a positive number", value)
		}
	}
	switch {
	case key == "capacity" && hasValue:
		c.Symbol.Capacity = schema.CountOf(n)
	case key == "index":
		c.Symbol.Index = true
		if hasValue {
			c.Symbol.IndexCapacity = schema.CountOf(n)
		}
	case hasValue:
		return errUnknownOption
	case key == "cache":
		c.Symbol.Cache = true
	case key == "nocache":
		c.Symbol.NoCache = true
	case key == "notnull":
		c.NotNull = true
	case key == "designated":
		if s.designated >= 0 {
			return fmt.Errorf("column %q is the designated timestamp already; a table has one", s.columns[s.designated].Name)
		}
		s.designated = len(s.columns)
	default:
		return errUnknownOption
	}
	return nil
}

// isTypeOption has the options that give a type its parameters.
var isTypeOption = map[string]bool{"decimal": true, "geohash": true, "dims": true}

func readTypeOption(c *schema.Column, key, value string) error {
	kind, t, err := types.KindUnknown, types.Type{}, error(nil)
	switch key {
	case "decimal":
		precision, scale, _ := strings.Cut(value, ":")
		kind = types.KindDecimal
		t = types.Decimal(atoi(precision, &err), atoi(scale, &err))
	case "geohash":
		kind = types.KindGeohash
		if bits, ok := strings.CutSuffix(value, "b"); ok {
			t = types.GeohashBits(atoi(bits, &err))
		} else {
			t = types.GeohashChars(atoi(strings.TrimSuffix(value, "c"), &err))
		}
	case "dims":
		kind, t = types.KindArray, types.Array(atoi(value, &err))
	}
	switch {
	case err != nil:
		return err
	case c.Type.Kind != kind:
		return fmt.Errorf("the column is a %s, which has no %s", c.Type.Kind, key)
	}
	if err := t.Check(); err != nil {
		return err
	}
	c.Type = t
	return nil
}

// atoi keeps the first error in err.
func atoi(s string, err *error) int {
	n, e := strconv.Atoi(s)
	if e != nil && *err == nil {
		*err = fmt.Errorf("%q is not a number", s)
	}
	return n
}
