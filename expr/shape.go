package expr

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Shape implements node.Body.
func (b *selectBody) Shape() ([]node.Item, error) {
	var few [fewClauses]*clause
	var w sqlw.Writer
	ch := chainOf(few[:0], (*clause)(b))
	ch.check(&w)
	return ch.items(&w), w.Err()
}

// items returns the columns of the result.
func (ch *chain) items(w *sqlw.Writer) []node.Item {
	if i := ch.lastUnion(); i >= 0 {
		op, _ := ch.list[i].arg.(*union)
		left := ch.part(ch.list[:i])
		return op.items(w, left.items(w))
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
	result := namedItems{items: make([]node.Item, 0, len(list.nodes))}
	for _, n := range list.nodes {
		if n.Form == formAll {
			ch.addAll(&result, n, outer)
			continue
		}
		it := node.ItemOf(n)
		it.Outer = len(outer) > 0 && outer.has(node.ColumnOf(node.Unaliased(n)))
		result.add(&it, "_", 2)
	}
	return result.items
}

// addAll adds the columns of * or t.*.
func (ch *chain) addAll(result *namedItems, n *node.Node, outer relations) {
	of, _ := n.Aux.(*node.Relation)
	for _, c := range ch.list {
		for _, rel := range c.relations() {
			if of != nil && !of.Same(rel) {
				continue
			}
			for _, it := range node.ItemsOf(rel) {
				it.Outer = it.Outer || outer.has(rel)
				result.add(&it, "", 1)
			}
		}
	}
}

// namedItems is the columns of a result, whose names differ.
type namedItems struct {
	items []node.Item
	// letters has the first letters of the names.
	letters letters
}

// add adds a column. Where its name is taken, the server makes another of it.
func (ni *namedItems) add(it *node.Item, sep string, first int) {
	if name := it.Name; name != "" {
		for i := first; ni.taken(it.Name); i++ {
			it.Name = name + sep + strconv.Itoa(i)
		}
		ni.letters |= firstLetter(it.Name)
	}
	ni.items = append(ni.items, *it)
}

func (ni *namedItems) taken(name string) bool {
	if ni.letters&firstLetter(name) == 0 {
		return false
	}
	for i := range ni.items {
		if sqlw.SameName(ni.items[i].Name, name) {
			return true
		}
	}
	return false
}

// letters is a set of the first letters of names, of both cases alike: names
// that are the same have one in common.
type letters uint32

// firstLetter is the set of the name's first letter; of one that is not ASCII,
// of which only sqlw knows what it is the same as, it is all.
func firstLetter(name string) letters {
	const all = ^letters(0)
	if name[0] >= utf8.RuneSelf {
		return all
	}
	return 1 << (name[0] % 32)
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
func (ch *chain) outerRelations() relations {
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
	if from == nil || ch.lastUnion() >= 0 || ch.regrouped() {
		return "", false
	}
	rel := relationOf(from)
	if !ch.isOrdered(rel) || !ch.keepsOrder(rel) {
		return "", false
	}
	return ch.designatedItem(rel), true
}

// isOrdered reports whether the relation that FROM names has a designated
// timestamp.
func (ch *chain) isOrdered(rel *node.Relation) bool {
	return ch.only(timestampClause) != nil || rel.IsOrdered()
}

// regrouped reports whether rows of the result are made of groups of rows, in no
// order of time.
func (ch *chain) regrouped() bool {
	byTime := false
	var items []*node.Node
	for _, c := range ch.list {
		switch c.kind {
		case groupByClause, distinctClause, pivotClause:
			return true
		case sampleByClause:
			byTime = true
		case joinClause:
			j, ok := c.arg.(*join)
			byTime = byTime || ok && j.kind == windowJoin
		case selectList:
			items = c.nodes
		}
	}
	return !byTime && slices.ContainsFunc(items, func(n *node.Node) bool { return n.Traits&node.HasAggregate != 0 })
}

// keepsOrder reports whether ORDER BY, if there is one, goes by the designated
// timestamp.
func (ch *chain) keepsOrder(rel *node.Relation) bool {
	c := ch.only(orderByClause)
	if c == nil || len(c.nodes) == 0 {
		return true
	}
	term := c.nodes[0]
	if term.Form == formAsc {
		term = term.A
	}
	return node.ColumnOf(node.Unaliased(term)) != nil && sqlw.SameName(node.Unaliased(term).Name, ch.designated(rel))
}

// designatedItem returns the name of the item that is the designated timestamp
// of the result, or "".
func (ch *chain) designatedItem(rel *node.Relation) string {
	list, ts := ch.only(selectList), ch.designated(rel)
	if list == nil || ts == "" {
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
func (ch *chain) designated(rel *node.Relation) string {
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
