package gen

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/naming"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// relation is a table or view, and its names in Go.
type relation struct {
	*ddl.TableModel
	// Var is the relation, Type its struct of columns, Row that of its values.
	Var, Type, Row string
	File           string
	columns        []*column
	// reads is what the query of a view reads.
	reads []*relation
}

// column is a column, and what becomes of it in Go.
type column struct {
	*schema.Column
	goType
	Field   string
	of      *relation
	domain  domain
	notNull bool
}

// domain is a Go type of the user's own; the zero domain is none.
type domain struct{ path, name string }

// relation holds a model against what can be written in Go.
func (g *generator) relation(t *ddl.TableModel) *relation {
	if !g.cfg.AllSettings {
		t = withoutDefaults(t)
	}
	r, before := &relation{TableModel: t}, len(g.problems)
	for i := range t.Columns {
		c := &column{Column: &t.Columns[i], of: r}
		gt, ok := goTypeOf(c.Type)
		switch {
		case c.Unknown != "":
			g.fail("%s: column %q has the type %s, which questql does not know: update questql, or leave the %s out: -exclude %s", t.Title(), c.Name, c.Unknown, r.Kind(), shellWord(t.Name))
		case !ok:
			g.fail("%s: column %q is a %s, which no program can read: leave the %s out: -exclude %s", t.Title(), c.Name, c.Type, r.Kind(), shellWord(t.Name))
		}
		c.goType = gt
		r.columns = append(r.columns, c)
	}
	if err := t.Check(); err != nil && len(g.problems) == before {
		g.fail("%w; change that, or leave the %s out: -exclude %s", err, r.Kind(), shellWord(t.Name))
	}
	return r
}

// Kind says what the relation is.
func (r *relation) Kind() string {
	switch {
	case r.View == nil:
		return "table"
	case r.View.Kind == schema.PlainView:
		return "view"
	}
	return "materialized view"
}

// SQLName is the name as SQL spells it.
func (r *relation) SQLName() string { return spelt(sqlw.TableName, r.Name) }

// spelt spells a name as SQL does.
func spelt(kind sqlw.NameKind, name string) string {
	var w sqlw.Writer
	w.Reset(nil, sqlw.Inline)
	w.Name(kind, name)
	return string(w.Bytes())
}

// shellWord quotes a name for a command line where that is needed.
func shellWord(name string) string {
	special := func(r rune) bool {
		return !strings.ContainsRune("_.-", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	if strings.ContainsFunc(name, special) {
		return "'" + name + "'"
	}
	return name
}

// designated reports whether c is the designated timestamp.
func (c *column) designated() bool { return c.of.DesignatedName() == c.Name }

func (c *column) isKey() bool {
	for _, key := range c.of.DedupKeys {
		if sqlw.SameName(key, c.Name) {
			return true
		}
	}
	return false
}

// about is the column as CREATE TABLE spells it, and its part in the table.
func (c *column) about() string {
	var w sqlw.Writer
	w.Reset(nil, sqlw.Inline)
	c.Write(&w)
	if c.Parquet.Given() {
		w.SQL(" ")
		c.Parquet.Write(&w)
	}
	if c.designated() {
		w.SQL(", the designated timestamp")
	}
	if c.isKey() {
		w.SQL(", a deduplication key")
	}
	return string(w.Bytes())
}

// columnType is the type of the column's field.
func (c *column) columnType(imports imports) string {
	if of, ok := c.goType.domain(); ok && c.domain != (domain{}) {
		return fmt.Sprintf("expr.%s[%s]", of, imports.domain(c.domain))
	}
	return "expr." + c.column
}

// tag is the tag of the column's field, "" where it would say nothing.
func (c *column) tag() string { return tagOf(c.tagName(), c.options()) }

// tagName is the column's name where the field does not tell it.
func (c *column) tagName() string {
	if naming.ColumnName(c.Field) == c.Name {
		return ""
	}
	return c.Name
}

func tagOf(name string, options []string) string {
	if name == "" && len(options) == 0 {
		return ""
	}
	return "`qdb:" + strconv.Quote(strings.Join(append([]string{name}, options...), ",")) + "`"
}

func (c *column) options() []string {
	var all []string
	add := func(option string, given bool) {
		if given {
			all = append(all, option)
		}
	}
	with := func(option string, n int64) string { return option + "=" + strconv.FormatInt(n, 10) }
	o := c.Symbol
	add(with("capacity", o.Capacity.N), o.Capacity.Set)
	add("cache", o.Cache)
	add("nocache", o.NoCache)
	add("index", o.Index && !o.IndexCapacity.Set)
	add(with("index", o.IndexCapacity.N), o.Index && o.IndexCapacity.Set)
	add(typeOption(c.Type), typeOption(c.Type) != "")
	add("notnull", c.notNull)
	add("designated", c.of.View != nil && c.designated() && !c.of.View.Timestamp)
	return all
}

// typeOption tells the parameters of a type.
func typeOption(t types.Type) string {
	switch {
	case t.Kind == types.KindDecimal:
		return fmt.Sprintf("decimal=%d:%d", t.Precision, t.Scale)
	case t.Kind == types.KindGeohash && t.Precision%5 == 0:
		return fmt.Sprintf("geohash=%dc", t.Precision/5)
	case t.Kind == types.KindGeohash:
		return fmt.Sprintf("geohash=%db", t.Precision)
	case t.Kind == types.KindArray && int(t.Precision) >= len(arrayTypes):
		return fmt.Sprintf("dims=%d", t.Precision)
	}
	return ""
}
