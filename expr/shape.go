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
	var items []node.Item
	err := node.WithWriter(func(w *node.Writer) {
		var few [fewClauses]*clause
		items = readChain(few[:0], w, (*clause)(b)).items(w)
	})
	return items, err
}

// items returns the columns of the result.
func (ch chain) items(w *node.Writer) []node.Item {
	if i := ch.lastUnion(); i >= 0 {
		op, _ := ch.list[i].arg.(*union)
		return op.items(w, ch.part(ch.list[:i]).items(w))
	}
	if pivot := ch.only(pivotClause); pivot != nil {
		return pivotItems(w, ch, pivot)
	}
	list := ch.only(selectList)
	if list == nil {
		w.Fail(errNoSelect)
		return nil
	}
	var outer relations
	if ch.only(joinClause) != nil {
		outer = ch.outerRelations()
	}
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
	for _, c := range ch.list {
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
	for _, c := range ch.list {
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
// read first, unless rows are grouped or put in another order.
func (b *selectBody) Designated() (name string, ok bool) {
	var few [fewClauses]*clause
	ch := chainOf(few[:0], (*clause)(b))
	from := ch.only(fromClause)
	if from == nil || ch.lastUnion() >= 0 || ch.regrouped() || !ch.isOrdered(relationOf(from)) || !ch.keepsOrder() {
		return "", false
	}
	return ch.designatedItem(), true
}

// isOrdered reports whether the relation that FROM names has a designated
// timestamp.
func (ch chain) isOrdered(rel *node.Relation) bool {
	return ch.only(timestampClause) != nil || rel.IsOrdered()
}

// regrouped reports whether rows of the result are made of groups of rows, in no
// order of time.
func (ch chain) regrouped() bool {
	if ch.only(groupByClause) != nil || ch.only(distinctClause) != nil || ch.only(pivotClause) != nil {
		return true
	}
	list := ch.only(selectList)
	if list == nil || ch.only(sampleByClause) != nil {
		return false
	}
	for c := range ch.of(joinClause) {
		if j, ok := c.arg.(*join); ok && j.kind == windowJoin {
			return false
		}
	}
	for _, n := range list.nodes {
		if n.Traits&node.HasAggregate != 0 {
			return true
		}
	}
	return false
}

// keepsOrder reports whether ORDER BY, if there is one, goes by the designated
// timestamp.
func (ch chain) keepsOrder() bool {
	c := ch.only(orderByClause)
	if c == nil || len(c.nodes) == 0 {
		return true
	}
	term := c.nodes[0]
	if term.Form == formAsc {
		term = term.A
	}
	from := ch.only(fromClause)
	return from != nil && node.ColumnOf(node.Unaliased(term)) != nil && sqlw.SameName(node.Unaliased(term).Name, ch.designated(relationOf(from)))
}

// designatedItem returns the name of the item that is the designated timestamp
// of the result, or "".
func (ch chain) designatedItem() string {
	from, list := ch.only(fromClause), ch.only(selectList)
	if from == nil || list == nil || ch.regrouped() || !ch.keepsOrder() {
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
	case ca == node.Text && (a.Kind == types.KindVarchar || b.Kind == types.KindVarchar):
		return types.Varchar, nil
	case ca == node.Text:
		return types.String, nil
	}
	return a, nil
}
