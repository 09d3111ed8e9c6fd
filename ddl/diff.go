// QuestDB docs: query/sql/alter-table-add-column.md

package ddl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// SchemaModel is a set of tables and views as plain data: what code declares
// ([Schema.Model]) or what a server has (qdb.Inspect).
type SchemaModel struct {
	// Tables are the tables, views and materialized views, ordered by name.
	Tables []TableModel
}

// Table returns the table or view of a name, in whatever case; ok is false if
// there is none.
func (m SchemaModel) Table(name string) (t TableModel, ok bool) {
	if at := indexOf(m.Tables, name); at >= 0 {
		return m.Tables[at], true
	}
	return TableModel{}, false
}

func indexOf(tables []TableModel, name string) int {
	return slices.IndexFunc(tables, func(t TableModel) bool { return sqlw.SameName(t.Name, name) })
}

// Risk says what a [Step] does to the rows that are there.
type Risk uint8

// The risks, from none to the greatest.
const (
	// Safe changes no row.
	Safe Risk = iota
	// RewritesData changes how rows are stored, and no value in them.
	RewritesData
	// LosesData drops rows, columns, or what of a value does not fit.
	LosesData
	// NeedsNewTable cannot be done to the table that is there: Plan creates a
	// new one, copies the rows and swaps the two.
	NeedsNewTable
)

func (r Risk) String() string {
	switch r {
	case Safe:
		return "safe"
	case RewritesData:
		return "rewrites data"
	case LosesData:
		return "loses data"
	case NeedsNewTable:
		return "needs a new table"
	}
	return "unknown risk"
}

// Step is one statement on the way from one schema to another.
type Step struct {
	// Table is the table or view that the step changes.
	Table string
	// SQL is the statement; "" where Risk is NeedsNewTable.
	SQL string
	// Plan are the statements that create a new table, copy the rows and swap
	// the two, where Risk is NeedsNewTable. It is offered, not part of the way:
	// no row may be written meanwhile. The table that was there stays beside it
	// under another name, for you to drop. Run it in its place: what comes after
	// may need it.
	Plan []string
	Risk Risk
	// Why says what differs.
	Why string
	// Undo is the statement that takes the step back, but for rows that it
	// lost; "" if there is none. Steps are taken back in the reverse order.
	Undo string
}

// String returns the statement, with its risk and reason as a comment.
func (s Step) String() string {
	text := s.SQL
	if s.Risk == NeedsNewTable {
		text = strings.Join(s.Plan, ";\n")
	}
	return fmt.Sprintf("-- %s: %s: %s\n%s;", s.Table, s.Risk, s.Why, text)
}

// DiffOption says how two schemas are compared.
type DiffOption interface{ applyDiff(o *diffOptions) }

type diffOptions struct {
	tables      []renaming // table is ""
	columns     []renaming
	loss        []string
	ignoreOrder bool
}

type renaming struct{ table, from, to string }

type diffOption func(o *diffOptions)

func (set diffOption) applyDiff(o *diffOptions) { set(o) }

// RenamedTable says that the table to is what was called from. Without, it is a
// new one.
func RenamedTable(from, to string) DiffOption {
	return diffOption(func(o *diffOptions) { o.tables = append(o.tables, renaming{"", from, to}) })
}

// RenamedColumn says that the column to of a table is what was called from.
// Without, it is a new one, and the other one is dropped.
func RenamedColumn(table, from, to string) DiffOption {
	return diffOption(func(o *diffOptions) { o.columns = append(o.columns, renaming{table, from, to}) })
}

// AllowLoss allows what loses data, by name: "trades.note" that the column is
// dropped or its values are cut, "trades" that rows of the table or view are
// dropped. A table or view that is not declared is dropped only if it is named
// here.
func AllowLoss(names ...string) DiffOption {
	names = slices.Clone(names)
	return diffOption(func(o *diffOptions) { o.loss = append(o.loss, names...) })
}

// IgnoreColumnOrder takes the order of columns for no difference. QuestDB adds
// a column as the last one, and SELECT * returns them in their order.
func IgnoreColumnOrder() DiffOption {
	return diffOption(func(o *diffOptions) { o.ignoreOrder = true })
}

func (o *diffOptions) allows(name string) bool {
	return slices.ContainsFunc(o.loss, func(allowed string) bool { return sqlw.SameName(allowed, name) })
}

// Loss is a step that would lose data, and the name that [AllowLoss] takes to
// allow it.
type Loss struct {
	Step
	Name string
}

// LossError is a diff with steps that would lose data and were not allowed.
type LossError struct{ Losses []Loss }

func (e *LossError) Error() string {
	var b strings.Builder
	b.WriteString("ddl: the difference would lose data, which has to be allowed by name:")
	for _, l := range e.Losses {
		fmt.Fprintf(&b, "\n\t%s: %s: %s: allow it with ddl.AllowLoss(%q)", l.Table, l.Why, l.SQL, l.Name)
	}
	return b.String()
}

// Diff returns the steps that make the live schema the wanted one, in the order
// in which they are run: what reads a table is dropped before it and created
// after it. After them the two do not differ, and Diff returns no step.
//
// Tables, views and columns are matched by name; see [RenamedTable] and
// [RenamedColumn]. What want leaves to the server, and what the server does not
// tell, is no difference. Tables and views that want does not have stay, unless
// [AllowLoss] names them.
//
// A step that loses data and is not allowed is a *[LossError]; there are no
// steps then. Where ALTER cannot do it, the step has a Plan. Other errors are
// mistakes in want and in the options.
//
// Since v0.1. See docs/schema-diff.md.
func Diff(live, want SchemaModel, options ...DiffOption) ([]Step, error) {
	d := differ{live: slices.Clone(live.Tables), want: slices.Clone(want.Tables), touched: map[string]bool{}, remade: map[string]bool{}}
	for _, option := range options {
		if option != nil {
			option.applyDiff(&d.options)
		}
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	return d.diff()
}

// differ collects steps. A step comes after those of the phases before its own.
type differ struct {
	options    diffOptions
	live, want []TableModel
	// after are the tables and views that there are after all steps.
	after  []TableModel
	phases [phaseCount][]Step
	losses []Loss
	// touched are the tables, by folded name, whose changes make the
	// materialized views on them invalid.
	touched map[string]bool
	// remade are the views, by folded name, that are dropped and created anew.
	remade map[string]bool
	// errs are mistakes in what would have been a statement.
	errs []error
}

type phase uint8

const (
	dropReaders phase = iota
	changeTables
	dropTables
	makeViews
	refreshViews
	phaseCount
)

// check returns the mistakes in want and in the options.
func (d *differ) check() error {
	var errs []error
	for i := range d.want {
		t := &d.want[i]
		errs = append(errs, t.Check())
		if first := indexOf(d.want, t.Name); first != i {
			errs = append(errs, fmt.Errorf("want has %s and %s, whose names are the same (QuestDB ignores case)", d.want[first].Title(), t.Title()))
		}
	}
	for _, r := range d.options.tables {
		errs = append(errs, d.checkRenamedTable(r))
	}
	for _, r := range d.options.columns {
		errs = append(errs, d.checkRenamedColumn(r))
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("ddl: Diff: %w", err)
	}
	return nil
}

func (d *differ) checkRenamedTable(r renaming) error {
	to, liveFrom := indexOf(d.want, r.to), indexOf(d.live, r.from)
	problem := ""
	switch {
	case to < 0:
		problem = fmt.Sprintf("want has no table %q", r.to)
	case d.want[to].View != nil || liveFrom >= 0 && d.live[liveFrom].View != nil:
		problem = "a view cannot be renamed: leave the option out, and the view is created anew"
	case indexOf(d.want, r.from) >= 0:
		problem = fmt.Sprintf("want has a table %q too", r.from)
	case liveFrom >= 0 && indexOf(d.live, r.to) >= 0:
		problem = fmt.Sprintf("there are both: %q and %q", r.from, r.to)
	default:
		return nil
	}
	return fmt.Errorf("RenamedTable(%q, %q): %s", r.from, r.to, problem)
}

func (d *differ) checkRenamedColumn(r renaming) error {
	at := indexOf(d.want, r.table)
	problem := ""
	switch {
	case at < 0:
		problem = fmt.Sprintf("want has no table %q", r.table)
	case d.want[at].View != nil:
		problem = d.want[at].Title() + " is no table"
	case d.want[at].Column(r.to) < 0:
		problem = fmt.Sprintf("want has no column %q", r.to)
	case d.want[at].Column(r.from) >= 0:
		problem = fmt.Sprintf("want has a column %q too", r.from)
	default:
		return nil
	}
	return fmt.Errorf("RenamedColumn(%q, %q, %q): %s", r.table, r.from, r.to, problem)
}

func (d *differ) diff() ([]Step, error) {
	d.renameTables()
	wanted, err := inOrder(d.want)
	if err != nil {
		return nil, fmt.Errorf("ddl: Diff: %w", err)
	}
	d.dropUndeclared()
	d.noteRemade()
	for _, want := range wanted {
		d.compare(want)
	}
	d.refreshTouched()
	if err := errors.Join(d.errs...); err != nil {
		return nil, fmt.Errorf("ddl: Diff: %w", err)
	}
	if len(d.losses) > 0 {
		return nil, &LossError{d.losses}
	}
	return slices.Concat(d.phases[:]...), nil
}

// inOrder returns tables and views, each after what its query reads.
func inOrder(tables []TableModel) ([]*TableModel, error) {
	relations := make([]expr.Relation, len(tables))
	for i := range tables {
		relations[i] = relation(&tables[i])
	}
	ordered, err := NewSchema(relations...).Ordered()
	models := make([]*TableModel, len(ordered))
	for i, r := range ordered {
		models[i] = tableOf(r)
	}
	return models, err
}

// relation is a table or view that is declared by its model.
func relation(t *TableModel) expr.Relation {
	return declared{node.MakeRelationRef(node.MakeRelation(node.Relation{Table: t}))}
}

// compare compares one relation with what there is of its name.
func (d *differ) compare(want *TableModel) {
	at := indexOf(d.live, want.Name)
	switch {
	case at < 0:
		d.create(want, want.Title()+" is missing")
	case kindOf(&d.live[at]) != kindOf(want):
		why := schema.Differences(&d.live[at], want)[0].Text
		d.drop(dropReaders, &d.live[at], why)
		d.create(want, why)
	case want.View == nil:
		d.table(&d.live[at], want)
	case want.View.Kind == schema.PlainView:
		d.view(&d.live[at], want)
	default:
		d.materializedView(&d.live[at], want)
	}
}

// kindOf tells tables, views and materialized views apart.
func kindOf(t *TableModel) int {
	if t.View == nil {
		return -1
	}
	return int(t.View.Kind)
}

func (d *differ) create(want *TableModel, why string) {
	p := changeTables
	if want.View != nil {
		p = makeViews
	}
	d.add(p, Step{Table: want.Name, SQL: d.sql(Create(relation(want))), Why: why, Undo: d.sql(Drop(relation(want)))})
}

func (d *differ) drop(p phase, live *TableModel, why string) {
	s := Step{Table: live.Name, SQL: d.sql(Drop(relation(live))), Why: why, Undo: undoOfDrop(live)}
	if live.View != nil && live.View.Kind == schema.PlainView {
		d.add(p, s)
		return
	}
	d.lose(p, s, live.Name)
}

// undoOfDrop creates what was dropped; "" for what questql cannot create, such
// as a table with a column of a type that it does not know.
func undoOfDrop(live *TableModel) string {
	text, err := Create(relation(live)).Inline()
	if err != nil {
		return ""
	}
	return text
}

// dropUndeclared drops the tables and views that want does not have and
// AllowLoss names, readers first.
func (d *differ) dropUndeclared() {
	var undeclared []TableModel
	d.after = slices.Clone(d.want)
	for _, t := range d.live {
		switch {
		case indexOf(d.want, t.Name) >= 0:
		case d.options.allows(t.Name):
			undeclared = append(undeclared, t)
		default:
			d.after = append(d.after, t)
		}
	}
	ordered, err := inOrder(undeclared)
	if err != nil { // what is read from a text may seem to be a circle
		ordered = ordered[:0]
		for i := range undeclared {
			ordered = append(ordered, &undeclared[i])
		}
	}
	for _, t := range slices.Backward(ordered) {
		p := dropTables
		if t.View != nil {
			p = dropReaders
		}
		d.drop(p, t, t.Title()+" is not declared")
	}
}

// renameTables renames those of the options, in live too.
func (d *differ) renameTables() {
	for _, r := range d.options.tables {
		at := indexOf(d.live, r.from)
		if at < 0 {
			continue // it was done before, or all is new
		}
		from := d.live[at]
		d.live[at].Name = d.want[indexOf(d.want, r.to)].Name
		d.touch(from.Name)
		d.add(changeTables, Step{
			Table: d.live[at].Name, Why: fmt.Sprintf("table %q is renamed", from.Name),
			SQL: d.sql(Rename(relation(&from), r.to)), Undo: d.sql(Rename(relation(&d.live[at]), from.Name)),
		})
	}
}

// touch notes that the materialized views on a table become invalid.
func (d *differ) touch(table string) { d.touched[sqlw.FoldName(table)] = true }

func (d *differ) add(p phase, s Step) { d.phases[p] = append(d.phases[p], s) }

// lose adds a step that loses data, if that is allowed by name.
func (d *differ) lose(p phase, s Step, name string) {
	s.Risk = LosesData
	if !d.options.allows(name) {
		d.losses = append(d.losses, Loss{s, name})
		return
	}
	d.add(p, s)
}

// sql is the text of a statement. That it has a mistake is one of want.
func (d *differ) sql(s expr.Statement) string {
	text, err := s.Inline()
	if err != nil {
		d.errs = append(d.errs, err)
	}
	return text
}
