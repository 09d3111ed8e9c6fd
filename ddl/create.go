// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// CreateStatement is a CREATE TABLE.
type CreateStatement struct {
	statement
	create createBody
}

// Create creates a table.
func Create(t expr.Relation) CreateStatement {
	return makeCreate(createBody{table: tableOf(t)})
}

// IfNotExists leaves a table of that name as it is. The server does not look
// whether its columns are the same.
func (s CreateStatement) IfNotExists() CreateStatement {
	s.create.ifNotExists = true
	return makeCreate(s.create)
}

func makeCreate(b createBody) CreateStatement {
	return CreateStatement{statement{node.MakeStatement(b)}, b}
}

type createBody struct {
	table       *schema.Table
	ifNotExists bool
}

// Kind implements node.Body.
func (b createBody) Kind() string { return "CREATE TABLE" }

// Shape implements node.Body.
func (b createBody) Shape() ([]node.Item, error) { return nil, nil }

// WriteStatement implements node.Body.
func (b createBody) WriteStatement(w *node.Writer) { b.table.WriteCreate(&w.Writer, b.ifNotExists) }

// tableOf returns the model of a table.
func tableOf(r expr.Relation) *schema.Table {
	if rel := node.RelationOf(r); rel != nil {
		return rel.Table
	}
	return &schema.Table{Designated: -1, Err: errNotDeclared}
}
