// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// TableModel is a table or view as plain data: what was declared, for tests
// that compare it, with go-cmp or its method Equal.
type TableModel = schema.Table

// ModelOf returns the model of a table or view, and the first mistake in its
// declaration.
func ModelOf(t expr.Relation) (TableModel, error) {
	table := tableOf(t)
	return table.Plain(), table.Check()
}

// Schema is a set of tables and views, such as all of a program. It is
// immutable.
type Schema struct {
	relationList
	members []expr.Relation
}

type relationList = node.RelationList

// Declaration is a table, a view, a materialized view, or a [Schema] of them.
type Declaration interface{ node.RelationSet }

func makeSchema(relations []expr.Relation) Schema {
	return Schema{node.MakeRelationList(relations), relations}
}

// SchemaOf returns the schema of all tables and views in the declarations.
func SchemaOf(declarations ...Declaration) Schema {
	var all []expr.Relation
	for _, d := range declarations {
		for _, r := range node.RelationsOf(d) {
			all = append(all, declared{node.MakeRelationRef(r)})
		}
	}
	return makeSchema(all)
}

// NewSchema makes a set of tables and views, in any order.
func NewSchema(relations ...expr.Relation) Schema {
	return makeSchema(slices.Clone(relations))
}

// With returns the schema with more tables and views.
func (s Schema) With(relations ...expr.Relation) Schema {
	return makeSchema(slices.Concat(s.members, relations))
}

// Check returns the mistakes in the declarations, and of the set: two relations
// of one name, views that read each other in a circle.
func (s Schema) Check() error {
	if err := Check(s.members...); err != nil {
		return err
	}
	_, err := s.Ordered()
	return err
}

// Ordered returns the tables and views in the order in which they can be
// created: each after what its query reads, and otherwise as they were given.
func (s Schema) Ordered() ([]expr.Relation, error) {
	o := ordering{relations: s.members, state: make([]uint8, len(s.members))}
	for i, r := range s.members {
		if node.RelationOf(r) == nil {
			return nil, errNotDeclared
		}
		if first := o.index(tableOf(r).Name); first != i {
			return nil, fmt.Errorf("the schema has %s and %s, whose names are the same (QuestDB ignores case)", tableOf(s.members[first]).Title(), tableOf(r).Title())
		}
	}
	for i := range s.members {
		if err := o.visit(i); err != nil {
			return nil, err
		}
	}
	return o.sorted, nil
}

// Create returns the statements that create what does not exist, in order.
func (s Schema) Create() ([]CreateStatement, error) {
	ordered, err := s.Ordered()
	if err == nil {
		err = Check(ordered...)
	}
	if err != nil {
		return nil, err
	}
	statements := make([]CreateStatement, len(ordered))
	for i, r := range ordered {
		statements[i] = Create(r).IfNotExists()
	}
	return statements, nil
}

// Drop returns the statements that drop what exists, in the reverse order.
func (s Schema) Drop() ([]DropStatement, error) {
	ordered, err := s.Ordered()
	if err != nil {
		return nil, err
	}
	statements := make([]DropStatement, len(ordered))
	for i, r := range ordered {
		statements[len(ordered)-1-i] = Drop(r).IfExists()
	}
	return statements, nil
}

// Equal reports whether the two have the same tables and views, in whatever
// order.
func (s Schema) Equal(o Schema) bool {
	if len(s.members) != len(o.members) {
		return false
	}
	other := ordering{relations: o.members}
	for _, r := range s.members {
		i := other.index(tableOf(r).Name)
		if i < 0 || !tableOf(r).Equal(*tableOf(o.members[i])) {
			return false
		}
	}
	return true
}

// String returns the statements that create the schema.
func (s Schema) String() string {
	statements, err := s.Create()
	if err != nil {
		return "-- " + strings.ReplaceAll(err.Error(), "\n", "\n-- ")
	}
	var b strings.Builder
	for _, c := range statements {
		b.WriteString(c.String())
		b.WriteString(";\n")
	}
	return b.String()
}

// ordering sorts relations by what they read.
type ordering struct {
	relations []expr.Relation
	state     []uint8 // 0 not visited, 1 being visited, 2 done
	sorted    []expr.Relation
	path      []string
}

var errCircle = errors.New("views read each other in a circle")

func (o *ordering) visit(i int) error {
	t := tableOf(o.relations[i])
	switch o.state[i] {
	case 1:
		return fmt.Errorf("%w: %s", errCircle, strings.Join(append(o.path, t.Name), " > "))
	case 2:
		return nil
	}
	o.state[i] = 1
	o.path = append(o.path, t.Name)
	if t.View != nil {
		for _, name := range t.View.Sources() {
			if j := o.index(name); j >= 0 {
				if err := o.visit(j); err != nil {
					return err
				}
			}
		}
	}
	o.path = o.path[:len(o.path)-1]
	o.state[i] = 2
	o.sorted = append(o.sorted, o.relations[i])
	return nil
}

func (o *ordering) index(name string) int {
	for i, r := range o.relations {
		if sqlw.SameName(tableOf(r).Name, name) {
			return i
		}
	}
	return -1
}

// Model returns the schema as plain data, ordered by name, and the first
// mistake in its declarations.
func (s Schema) Model() (SchemaModel, error) {
	if err := s.Check(); err != nil {
		return SchemaModel{}, err
	}
	var m SchemaModel
	for _, r := range s.members {
		m.Tables = append(m.Tables, tableOf(r).Plain())
	}
	slices.SortStableFunc(m.Tables, func(a, b TableModel) int {
		return strings.Compare(sqlw.FoldName(a.Name), sqlw.FoldName(b.Name))
	})
	return m, nil
}
