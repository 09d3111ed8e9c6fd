// QuestDB docs: query/sql/pivot.md

package expr

import (
	"errors"
	"reflect"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// PivotQuery is a query whose rows become columns. It is a Query: OrderBy and
// Limit can be added behind it, and its field Query is what CTE and Sub return.
type PivotQuery struct{ Query }

// pivotSource is the query that is pivoted.
type pivotSource struct{ query *clause }

// AddUses implements node.User.
func (p pivotSource) AddUses(u *node.Uses) { p.query.addUses(u) }

// Pivot makes columns of values: For says of which, and each of the aggregates
// is computed for each of them.
//
//	expr.Pivot(expr.Select(Trades.Symbol, Trades.Side, Trades.Price).From(Trades), fn.Avg(Trades.Price).As("p")).
//		For(Trades.Symbol, expr.Is("BTC-USD", "btc"), expr.Is("ETH-USD", "eth")).
//		GroupBy(Trades.Side)
//
// The columns of the result are named by value and aggregate: btc_p, eth_p; a
// single aggregate without an alias leaves its name out.
func Pivot(q Query, aggregates ...Item) PivotQuery {
	c := addNodes(nil, pivotClause, aggregates)
	c.arg = pivotSource{q.last()}
	switch {
	case q.last() == nil:
		c.fail("%w", errNoSelect)
	case len(aggregates) == 0:
		c.fail("there are no aggregates to compute for each value")
	}
	return PivotQuery{queryOf(c)}
}

// PivotValue is a value of the column that For names, and the name that its
// columns get.
type PivotValue struct {
	value *node.Node
	alias string
}

// Is names a value, and with an alias what its columns are called.
func Is[T ~string | ~int64 | ~int | ~float64](value T, alias ...string) PivotValue {
	v := PivotValue{}
	switch r := reflect.ValueOf(value); r.Kind() {
	case reflect.String:
		v.value = node.Of(String(r.String()))
	case reflect.Float64:
		v.value = node.Of(Float64(r.Float()))
	default:
		v.value = node.Of(Int64(r.Int()))
	}
	if len(alias) > 0 {
		v.alias = alias[0]
	}
	return v
}

// pivotFor is one FOR … IN (…).
type pivotFor struct {
	values []PivotValue
	query  *clause
}

// AddUses implements node.User.
func (f *pivotFor) AddUses(u *node.Uses) { f.query.addUses(u) }

// For makes a column of each of the values of x. Several calls make one of each
// combination.
func (p PivotQuery) For(x Expression, values ...PivotValue) PivotQuery {
	c := addNodes(p.last(), pivotForClause, []Expression{x})
	c.arg = &pivotFor{values: append([]PivotValue(nil), values...)}
	if len(values) == 0 {
		c.fail("FOR %s has no values: name each, or use ForQuery", title(node.Of(x)))
	}
	return PivotQuery{queryOf(c)}
}

// ForQuery makes a column of each value that a query of one column gives; only
// the server knows their names.
func (p PivotQuery) ForQuery(x Expression, values Query) PivotQuery {
	c := addNodes(p.last(), pivotForClause, []Expression{x})
	c.arg = &pivotFor{query: values.last()}
	if values.last() == nil {
		c.fail("%w", errNoSelect)
	}
	return PivotQuery{queryOf(c)}
}

// GroupBy makes a row of each combination of keys; without it there is one row.
func (p PivotQuery) GroupBy(keys ...GroupKey) PivotQuery { return PivotQuery{p.Query.GroupBy(keys...)} }

func writePivot(w *node.Writer, ch *chain, c *clause) {
	source, ok := c.arg.(pivotSource)
	if !ok {
		return
	}
	// Columns are those of the query's result, by their names alone.
	w.Items, w.Scope = nil, nil
	w.NameItems(nil)
	w.Clause("SELECT")
	w.SQL("* FROM ")
	around := w.Nest()
	(*selectBody)(source.query).WriteStatement(w)
	w.EndNest(around)
	w.Clause("PIVOT")
	w.SQL("(")
	for i, n := range c.nodes {
		if i > 0 {
			w.SQL(", ")
		}
		if n.Traits&node.HasAggregate == 0 {
			w.Failf("%s is no aggregate", title(n))
		}
		w.SelectItem(n)
	}
	if ch.only(pivotForClause) == nil {
		w.Fail(errNoFor)
	}
	started := false
	for f := range ch.of(pivotForClause) {
		if started {
			w.SQL(" ")
		} else {
			w.SQL(" FOR ")
		}
		started = true
		f.writePivotFor(w)
	}
	started = false
	for g := range ch.of(groupByClause) {
		for _, n := range g.nodes {
			if started {
				w.SQL(", ")
			} else {
				w.SQL(" GROUP BY ")
			}
			started = true
			writeGroupKey(w, n)
		}
	}
	w.SQL(")")
}

var errNoFor = errors.New("there is no FOR: add For(column, values…)")

func (c *clause) writePivotFor(w *node.Writer) {
	f, ok := c.arg.(*pivotFor)
	if !ok {
		return
	}
	w.Expr(c.nodes[0], node.Tightest)
	if f.query != nil {
		w.SQL(" IN ")
		around := w.Nest()
		(*selectBody)(f.query).WriteStatement(w)
		w.EndNest(around)
		return
	}
	w.SQL(" IN (")
	for i, v := range f.values {
		if i > 0 {
			w.SQL(", ")
		}
		v.write(w)
	}
	w.SQL(")")
}

func (v PivotValue) write(w *node.Writer) {
	if v.value == nil {
		w.Failf("a value is missing: make it by expr.Is")
		return
	}
	writeLiteral(w, v.value)
	if v.alias != "" {
		w.SQL(" AS ")
		w.Name(sqlw.AliasName, v.alias)
	}
}

// pivotItems returns the columns of a pivot, which carry the names of values.
func pivotItems(w *sqlw.Writer, ch *chain, c *clause) []node.Item {
	var items []node.Item
	for g := range ch.of(groupByClause) {
		for _, n := range g.nodes {
			items = append(items, node.ItemOf(n))
		}
	}
	names := []string{""}
	for f := range ch.of(pivotForClause) {
		values, ok := f.arg.(*pivotFor)
		if !ok || values.query != nil {
			w.FailIn("PIVOT", errUnknownColumns)
			return nil
		}
		names = combinations(names, values.values)
	}
	for _, name := range names {
		for _, n := range c.nodes {
			it := node.Item{Name: name, Type: n.Type}
			if n.Name != "" && n != node.Unaliased(n) {
				it.Name += "_" + n.Name
			} else if len(c.nodes) > 1 {
				it.Name = ""
			}
			items = append(items, it)
		}
	}
	return items
}

var errUnknownColumns = errors.New("the columns are known to the server alone: name the values in For")

// combinations appends each value's name to each of the names.
func combinations(names []string, values []PivotValue) []string {
	all := make([]string, 0, len(names)*len(values))
	for _, name := range names {
		if name != "" {
			name += "_"
		}
		for _, v := range values {
			all = append(all, name+v.name())
		}
	}
	return all
}

func (v PivotValue) name() string {
	if v.alias != "" || v.value == nil || v.value.Value() == nil {
		return v.alias
	}
	if text, ok := v.value.Value().Arg().(string); ok {
		return text
	}
	text, _ := v.value.Value().AppendLiteral(nil)
	return string(text)
}
