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

func (p *namedParam) missing() error {
	return fmt.Errorf("parameter %q has no value: prepare the statement by qdb.Prepare, which takes one with each call", p.name)
}

// AppendLiteral implements sqlw.Param.
func (p *namedParam) AppendLiteral(dst []byte) ([]byte, error) { return dst, p.missing() }

// AppendConstant implements sqlw.Param.
func (p *namedParam) AppendConstant(dst []byte) ([]byte, error) { return dst, p.missing() }
