package node

import "github.com/questql/questql/internal/sqlw"

// Variable is a variable of DECLARE: a name for the value x.
func Variable(name string, x *Node, overridable bool) *Node {
	if err := sqlw.CheckName(sqlw.VariableName, name); err != nil {
		return Invalid(sqlw.MistakeOf("DECLARE", err))
	}
	x = Unaliased(x)
	if x.Traits&(HasColumn|HasAggregate|HasWindow) != 0 {
		return Invalid(sqlw.Mistake("DECLARE", "variable @%s: the value is no constant: a variable cannot hold a column or an aggregate", name))
	}
	n := &Node{Form: variableForm, Name: name, A: x, Type: x.Type, Traits: HasVariable}
	if overridable {
		n.Aux = overridableVariable{}
	}
	return n.Inherit()
}

// overridableVariable marks a variable that a query of a view may set anew.
type overridableVariable struct{}

var variableForm = &Form{Name: "variable", Binds: Tightest}

func init() { variableForm.Write = writeVariable }

func writeVariable(w *Writer, n *Node) {
	if w.valuesOfVariables {
		w.Expr(n.A, Tightest)
		return
	}
	w.writeVariableName(n.Name)
}

func (w *Writer) writeVariableName(name string) {
	w.SQL("@")
	w.Append(func(dst []byte) []byte { return append(dst, name...) })
}

func (w *Writer) writeDeclare() {
	for i, n := range w.uses.variables {
		if i == 0 {
			w.Clause("DECLARE")
		} else {
			w.SQL(", ")
		}
		if n.Aux != nil {
			w.SQL("OVERRIDABLE ")
		}
		w.writeVariableName(n.Name)
		w.SQL(" := ")
		w.Expr(n.A, Loosest)
	}
}
