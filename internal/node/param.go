package node

import (
	"fmt"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// namedParam is a parameter whose value comes when a prepared statement runs.
type namedParam struct {
	name string
	typ  types.Type
}

// NamedParam is the expression of a named parameter.
func NamedParam(name string, t types.Type) *Node {
	if err := sqlw.CheckName(sqlw.VariableName, name); err != nil {
		return Invalid(sqlw.Mistake(sqlw.NoClause, "parameter: %w", err))
	}
	return &Node{Form: paramForm, Name: name, Aux: &namedParam{name, t}, Type: t}
}

var paramForm = &Form{Name: "parameter", Write: writeParam, Binds: Tightest}

func writeParam(w *Writer, n *Node) {
	p, _ := n.Aux.(*namedParam)
	if w.Mode&sqlw.Prepared == 0 {
		w.Fail(p.missing())
		return
	}
	w.Bind(p)
}

// IsNamedParam reports whether n is a named parameter and nothing around it.
func IsNamedParam(n *Node) bool { return n.Form == paramForm }

// AssignedParam writes the parameter n where it is assigned to a column: it has
// the type of the column, which its values are checked against.
func (w *Writer) AssignedParam(p Position, column, n *Node) {
	if p.Verdict(column.Type, column.Type) == Literal {
		w.Failf("column %q: the server takes no parameter for a %s in %s: use Set with a value", column.Name, column.Type, Positions[p].Name)
		return
	}
	writeParam(w, &Node{Form: paramForm, Name: n.Name, Aux: &namedParam{n.Name, column.Type}, Type: column.Type})
}

func (p *namedParam) missing() error {
	return fmt.Errorf("parameter %q has no value: prepare the statement by qdb.Prepare or qdb.PrepareExec, which takes one with each call", p.name)
}

// AppendLiteral implements sqlw.Param.
func (p *namedParam) AppendLiteral(dst []byte) ([]byte, error) { return dst, p.missing() }

// AppendConstant implements sqlw.Param.
func (p *namedParam) AppendConstant(dst []byte) ([]byte, error) { return dst, p.missing() }
