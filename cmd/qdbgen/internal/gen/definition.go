package gen

import (
	"fmt"
	"strings"

	"github.com/questql/questql/internal/schema"
)

// definition is the expression that declares the relation.
func (g *generator) definition(r *relation, m imports) string {
	d := definer{g, r, m}
	switch {
	case r.View == nil:
		return d.table()
	case r.View.Kind == schema.PlainView:
		return d.view()
	}
	return d.materializedView()
}

// definer writes the declaration of a relation.
type definer struct {
	g *generator
	*relation
	imports imports
}

func (d definer) table() string {
	calls := calls{"ddl.Undesignated()"}
	if i := d.Designated; d.DesignatedName() != "" {
		calls[0] = fmt.Sprintf("ddl.Designated(t.%s)", d.columns[i].Field)
	}
	calls.partition(d.TableModel)
	switch d.WAL {
	case schema.WALOn:
		calls.add("WAL()")
	case schema.WALBypass:
		calls.add("BypassWAL()")
	case schema.WALDefault:
	}
	if len(d.DedupKeys) > 0 {
		calls.add("DedupKeys(%s)", d.fields(d.DedupKeys))
	}
	calls.timeToLive(d.TableModel)
	d.parameters(&calls)
	return fmt.Sprintf("ddl.Define(%q, func(t %s) ddl.Spec {\n\treturn %s\n})", d.Name, d.Type, calls)
}

// fields lists the fields of columns of a table.
func (d definer) fields(names []string) string {
	fields := make([]string, len(names))
	for i, name := range names {
		fields[i] = "t." + d.columns[d.Column(name)].Field
	}
	return strings.Join(fields, ", ")
}

func (d definer) parameters(c *calls) {
	if d.MaxUncommittedRows.Set {
		c.add("MaxUncommittedRows(%d)", d.MaxUncommittedRows.N)
	}
	if d.O3MaxLag.Set {
		d.imports.use("time")
		c.add("O3MaxLag(%s)", duration(d.O3MaxLag.D))
	}
	c.place(d.TableModel)
	for _, col := range d.columns {
		if col.Parquet.Given() {
			c.add("Parquet(t.%s, %s, %s)", col.Field, encoding(col.Parquet.Encoding), codec(col.Parquet.Codec))
		}
	}
}

func (d definer) view() string {
	return fmt.Sprintf("ddl.DefineViewRaw[%s](%q,\n\t%s)", d.Type, d.Name, d.query())
}

// query is the view's query as text, and what it reads.
func (d definer) query() string {
	args := []string{literal(d.View.Query)}
	for _, r := range d.reads {
		args = append(args, r.Var)
	}
	return strings.Join(args, ", ")
}

func (d definer) materializedView() string {
	calls := calls{"ddl.MaterializedRaw(" + d.query() + ")"}
	if base := d.g.exactly(d.View.Base); base != nil {
		calls.add("WithBase(%s)", base.Var)
	}
	if d.View.Refresh.Given() {
		calls.add("%s", d.refresh(d.View.Refresh))
	}
	if d.View.Timestamp {
		calls.add("Designated(v.%s)", d.columns[d.Designated].Field)
	}
	for _, c := range d.columns {
		switch {
		case c.Symbol.Index && c.Symbol.IndexCapacity.Set:
			calls.add("IndexCapacity(v.%s, %d)", c.Field, c.Symbol.IndexCapacity.N)
		case c.Symbol.Index:
			calls.add("Index(v.%s)", c.Field)
		}
	}
	calls.partition(d.TableModel)
	calls.timeToLive(d.TableModel)
	calls.place(d.TableModel)
	return fmt.Sprintf("ddl.DefineMaterializedView(%q, func(v %s) ddl.MatViewSpec {\n\treturn %s\n})", d.Name, d.Type, calls)
}
