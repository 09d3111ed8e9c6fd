// QuestDB docs: query/sql/create-view.md

package ddl

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// DefineView declares a view: a struct of columns as [Define] takes it, and the
// query that it shows. The query names its columns after the struct's, in the
// struct's order: c.Close.Is(x), or a column of the same name passed through.
//
//	var Ticks = ddl.DefineView("ticks", func(v Tick) expr.Query {
//		return expr.Select(Trades.Ts, v.Px.Is(Trades.Price)).From(Trades)
//	})
//
// The result is a relation like a table: select from it, create it with
// [Create], drop it with [Drop], put it in a [Schema].
func DefineView[T expr.Relation](name string, query func(v T) expr.Query) T {
	shape, t := defineShape[T](name, schema.PlainView)
	table := shape.Table()
	if table.Err == nil && query != nil {
		table.Err = setQuery(table, query(t))
	} else if table.Err == nil {
		table.Err = errNoQuery
	}
	if table.Err == nil {
		table.Err = table.Check()
	}
	return t
}

var errNoQuery = errors.New("a view without a query")

// defineShape makes a T that is a view.
func defineShape[T expr.Relation](name string, kind schema.ViewKind) (*node.Shape, T) {
	shape := node.ReadShape(name, reflect.TypeFor[T]())
	table := shape.Table()
	table.View = &schema.View{Kind: kind}
	return shape, node.Make[T](shape, node.MakeRelation(node.Relation{Table: table, Shape: shape}))
}

// setQuery makes a query that of the view t, if its columns are the view's.
func setQuery(t *schema.Table, query expr.Query) error {
	problem := func(err error) error { return fmt.Errorf("%s: %w", t.Title(), err) }
	text, err := query.Inline()
	if err != nil {
		return problem(err)
	}
	items, err := node.BodyOf(query).Shape()
	if err != nil {
		return problem(err)
	}
	if err := fit(t, items); err != nil {
		return problem(err)
	}
	uses, err := node.Reads(query)
	if err != nil {
		return problem(err)
	}
	t.View.Query, t.View.Source, t.View.Uses = text, query, uses
	node.TakeDesignated(t, node.BodyOf(query))
	return nil
}

// fit returns an error unless the items of a query are the columns of t.
func fit(t *schema.Table, items []node.Item) error {
	if len(items) != len(t.Columns) {
		return fmt.Errorf("it has %d columns (%s), the query gives %d", len(t.Columns), t.ColumnNames(), len(items))
	}
	for i, it := range items {
		c := &t.Columns[i]
		switch {
		case it.Name == "":
			return fmt.Errorf("column %d of the query has no name: write c.%s.Is(…)", i+1, c.Field)
		case !sqlw.SameName(it.Name, c.Name):
			return fmt.Errorf("column %d of the query is %q, of the view %q", i+1, it.Name, c.Name)
		case node.ClassOf(it.Type) != node.ClassOf(c.Type):
			return fmt.Errorf("%s is %s, the query gives %s", c.Title(), c.Type, it.Type)
		}
	}
	return nil
}

// viewOf returns the model of a relation that must be a view of the kind.
func viewOf(r expr.Relation, kind schema.ViewKind) (*schema.Table, error) {
	t := tableOf(r)
	if t.View == nil || t.View.Kind != kind {
		if t.Name == "" && t.Err != nil {
			return t, t.Err
		}
		return t, fmt.Errorf("%s is not a %s", t.Title(), [...]string{"view", "materialized view"}[kind])
	}
	return t, nil
}

// onView makes a statement about a view.
func onView(r expr.Relation, kind schema.ViewKind, name string, write func(w *node.Writer, t *schema.Table)) Statement {
	t, err := viewOf(r, kind)
	return Statement{made(name, func(w *node.Writer) {
		if err != nil {
			w.Fail(err)
			return
		}
		write(w, t)
	})}
}

// AlterView gives a view the query that it is declared with now.
//
// QuestDB docs: query/sql/alter-view.md
func AlterView(view expr.Relation) Statement {
	return onView(view, schema.PlainView, "ALTER VIEW", func(w *node.Writer, t *schema.Table) {
		w.Clause("ALTER VIEW")
		if err := t.Check(); err != nil {
			w.Fail(err)
			return
		}
		writeName(w, t)
		w.SQL(" AS ")
		query, _ := t.View.Source.(node.StatementHolder)
		w.InlineQuery(query)
	})
}

// CompileView checks that the tables of a view are as its query wants them.
//
// QuestDB docs: query/sql/compile-view.md
func CompileView(view expr.Relation) Statement {
	return onView(view, schema.PlainView, "COMPILE VIEW", func(w *node.Writer, t *schema.Table) {
		w.Clause("COMPILE VIEW")
		writeName(w, t)
	})
}
