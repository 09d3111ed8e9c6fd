package node

import (
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// LiteralOf is a constant argument of a function that takes nothing else: it is
// written as the literal alone, never bound or cast.
func LiteralOf(v types.Value, err error) *Node {
	if err != nil {
		return Invalid(sqlw.MistakeOf(sqlw.NoClause, err))
	}
	n, held := WithValue(literalForm, v.Type())
	*held = v
	return n
}

var literalForm = &Form{Name: "constant", Binds: Tightest, Write: func(w *Writer, n *Node) { w.Literal(n.Value()) }}
