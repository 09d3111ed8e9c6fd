package node

import (
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Alias names an expression in the result. The select list writes
// x AS name, ORDER BY and GROUP BY of the same statement the name, and every
// other clause the expression.
func Alias(x *Node, name string) *Node {
	needsQuotes, err := sqlw.CheckQuoting(sqlw.AliasName, name)
	if err != nil {
		return Invalid(sqlw.MistakeOf(sqlw.NoClause, err))
	}
	x = Unaliased(x)
	n := (&Node{Form: aliasForm, A: x, Name: name, Type: x.Type}).Inherit()
	if !needsQuotes {
		n.Traits |= Bare
	}
	return n
}

var aliasForm = &Form{
	Name:  "alias",
	Write: func(w *Writer, n *Node) { n.A.Form.Write(w, n.A) },
	alias: true,
}

// Unaliased returns the expression that n names, or n.
func Unaliased(n *Node) *Node {
	if n.Form.alias {
		return n.A
	}
	return n
}

// Item is one column of a result.
type Item struct {
	// Name is the name in the result, "" where only the server knows it.
	Name string
	Type types.Type
	// NotNull is set for a column declared so and passed through unchanged.
	NotNull bool
	// Outer is set for a column of the side of a join that need not have a
	// matching row: it is NULL then, whatever its declaration says.
	Outer bool
}

// ItemOf describes n as an item of a select list.
func ItemOf(n *Node) Item {
	it := Item{Name: n.Name, Type: n.Type}
	switch x := Unaliased(n); {
	case x.Form == columnForm:
		if rel, ok := x.Aux.(*Relation); ok {
			it.NotNull = rel.Table.Columns[x.Column].NotNull
		}
	case !n.Form.alias:
		it.Name = ""
	}
	return it
}

// SelectItem writes an item of a select list.
func (w *Writer) SelectItem(n *Node) {
	w.Expr(n, Loosest)
	if n.Form.alias {
		w.SQL(" AS ")
		w.nodeName(n)
	}
}

// Term writes a term of ORDER BY or GROUP BY: the name of an item of this
// statement's select list where it has one.
//
// A column that an item's alias hides is an error: the server sorts by the
// item without a word.
func (w *Writer) Term(n *Node) {
	if n.Form.alias && w.IsItem(n) {
		w.nodeName(n)
		return
	}
	if w.named && !w.inResult(n) {
		return
	}
	if x := Unaliased(n); x.Form == columnForm {
		if hidden := w.hides(x); hidden != nil {
			w.Failf("column %q is hidden by an item AS %s of the select list, and the server would take the item: choose another alias", x.Name, hidden.Name)
			return
		}
	}
	w.Expr(n, Loosest)
}

// IsItem reports whether n is an item of the select list with an alias.
func (w *Writer) IsItem(n *Node) bool {
	for _, it := range w.Items {
		if it == n || it.Form.alias && it.A == n.A && it.Name == n.Name {
			return true
		}
	}
	return false
}

// inResult reports whether n is a column of the result of a set operation,
// which has names alone.
func (w *Writer) inResult(n *Node) bool {
	x := Unaliased(n)
	known := len(w.Items) > 0
	for _, it := range w.Items {
		if it.Name == "" || sqlw.SameName(it.Name, x.Name) {
			known = false
		}
	}
	switch {
	case x.Form != columnForm:
		w.Failf("what is sorted must be a column of the result, or an item of the first query with an alias")
		return false
	case known:
		w.Failf("column %q is not in the result of the set operation: select it", x.Name)
		return false
	}
	return true
}

// hides returns the item whose alias is the name of the column x but which is
// not x.
func (w *Writer) hides(x *Node) *Node {
	for _, it := range w.Items {
		if it.Form.alias && it.A != x && sameName(it, x) {
			return it
		}
	}
	return nil
}

// sameName is sqlw.SameName. Bare names are ASCII, so that those that are one
// have one length.
func sameName(a, b *Node) bool {
	if len(a.Name) != len(b.Name) && a.Traits&b.Traits&Bare != 0 {
		return false
	}
	return sqlw.SameName(a.Name, b.Name)
}
