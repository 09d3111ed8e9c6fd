// QuestDB docs: query/sql/drop.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// DropStatement is a DROP TABLE.
type DropStatement struct {
	statement
	drop dropBody
}

// Drop removes a table and its data.
func Drop(t expr.Relation) DropStatement { return makeDrop(dropBody{name: tableOf(t).Name}) }

// IfExists does nothing where there is no such table.
func (s DropStatement) IfExists() DropStatement {
	s.drop.ifExists = true
	return makeDrop(s.drop)
}

func makeDrop(b dropBody) DropStatement { return DropStatement{statement{node.MakeStatement(b)}, b} }

type dropBody struct {
	name     string
	ifExists bool
}

// Kind implements node.Body.
func (b dropBody) Kind() string { return "DROP TABLE" }

// Shape implements node.Body.
func (b dropBody) Shape() ([]node.Item, error) { return nil, nil }

// WriteStatement implements node.Body.
func (b dropBody) WriteStatement(w *node.Writer) {
	w.Clause("DROP TABLE")
	if b.ifExists {
		w.SQL("IF EXISTS ")
	}
	w.Name(sqlw.TableName, b.name)
}
