package expr

import (
	"fmt"
	"strconv"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Shape implements node.Body.
func (b *selectBody) Shape() ([]node.Item, error) {
	var w node.Writer
	ch := readChain(nil, &w, (*clause)(b))
	items := ch.items(&w)
	return items, w.Err()
}

// items returns the columns of the result.
func (ch chain) items(w *node.Writer) []node.Item {
	if i := ch.lastUnion(); i >= 0 {
		op, _ := ch[i].arg.(*union)
		return op.items(w, ch[:i].items(w))
	}
	if pivot := ch.only(pivotClause); pivot != nil {
		return pivotItems(w, ch, pivot)
	}
	list := ch.only(selectList)
	if list == nil {
		w.Fail(errNoSelect)
		return nil
	}
	outer := ch.outerRelations()
	items := make([]node.Item, 0, len(list.nodes))
	for _, n := range list.nodes {
		if n.Form == formAll {
			items = ch.appendAll(items, n, outer)
			continue
		}
		it := node.ItemOf(n)
		it.Outer = outer.has(node.ColumnOf(node.Unaliased(n)))
		it.Name = uniqueName(items, it.Name, "_", 2)
		items = append(items, it)
	}
	return items
}

// appendAll appends the columns of * or t.*.
func (ch chain) appendAll(items []node.Item, n *node.Node, outer relations) []node.Item {
	of, _ := n.Aux.(*node.Relation)
	for _, c := range ch {
		for _, rel := range c.relations() {
			if of != nil && !of.Same(rel) {
				continue
			}
			for _, it := range node.ItemsOf(rel) {
				it.Outer = it.Outer || outer.has(rel)
				it.Name = uniqueName(items, it.Name, "", 1)
				items = append(items, it)
			}
		}
	}
	return items
}

// uniqueName is the name that the server gives to the column of a result whose
// name is taken.
func uniqueName(items []node.Item, name, sep string, first int) string {
	if name == "" || !taken(items, name) {
		return name
	}
	for i := first; ; i++ {
		if next := name + sep + strconv.Itoa(i); !taken(items, next) {
			return next
		}
	}
}

func taken(items []node.Item, name string) bool {
	for _, it := range items {
		if sqlw.SameName(it.Name, name) {
			return true
		}
	}
	return false
}

// relations is a set of relations.
type relations []*node.Relation

func (rs relations) has(r *node.Relation) bool {
	if r == nil {
		return false
	}
	for _, o := range rs {
		if o.Same(r) {
			return true
		}
	}
	return false
}

// outerRelations returns the relations that need not have a row for each row of
// the result.
func (ch chain) outerRelations() relations {
	var before, outer relations
	for _, c := range ch {
		if j, ok := c.arg.(*join); ok && c.kind == joinClause {
			if j.kind.leftMissing {
				outer = append(outer, before...)
			}
			if j.kind.rightMissing {
				outer = append(outer, j.rel)
			}
		}
		before = append(before, c.relations()...)
	}
	return outer
}

// Designated implements node.TimeOrdered: the designated timestamp of what is
// read first, if it is passed through.
func (b *selectBody) Designated() string {
	var w node.Writer
	ch := readChain(nil, &w, (*clause)(b))
	from, list := ch.only(fromClause), ch.only(selectList)
	if from == nil || list == nil || ch.lastUnion() >= 0 || ch.only(groupByClause) != nil {
		return ""
	}
	rel := relationOf(from)
	ts := ch.designated(rel)
	if ts == "" {
		return ""
	}
	for _, n := range list.nodes {
		if of, one := n.Aux.(*node.Relation); n.Form == formAll && (!one || of.Same(rel)) {
			return ts
		}
		if of := node.ColumnOf(node.Unaliased(n)); of != nil && of.Same(rel) && sqlw.SameName(node.Unaliased(n).Name, ts) {
			return n.Name
		}
	}
	return ""
}

// designated returns the name of the designated timestamp of the relation that
// FROM names.
func (ch chain) designated(rel *node.Relation) string {
	if c := ch.only(timestampClause); c != nil && len(c.nodes) == 1 {
		return c.nodes[0].Name
	}
	return rel.Table.DesignatedName()
}

// mergedType is the type of a column of a set operation.
func mergedType(a, b types.Type, symbols bool) (types.Type, error) {
	ca, cb := node.ClassOf(a), node.ClassOf(b)
	number := func(c node.Class) bool { return c == node.Integer || c == node.Float }
	switch {
	case a.Kind == types.KindSymbol && b.Kind == types.KindSymbol && !symbols:
		return types.String, nil
	case a == b:
		return a, nil
	case number(ca) && number(cb):
		return promoted(formAdd, a, b), nil
	case ca != cb || ca == node.NoClass && a.Kind != b.Kind:
		return a, fmt.Errorf("%s and %s", a, b)
	case ca == node.Text:
		return types.String, nil
	}
	return a, nil
}
