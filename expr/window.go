// QuestDB docs: query/functions/window-functions/syntax.md

package expr

import (
	"errors"
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// WindowSpec is what a window function looks at: which rows, in which order,
// and which part of them. It is immutable: each method returns a new one.
type WindowSpec struct{ def *windowDef }

// windowDef is a window as far as it is described.
type windowDef struct {
	base      *windowDef // a named window that this one refines
	partition []*node.Node
	order     []*node.Node
	few       [2]*node.Node // holds the last of the two that was set, where it is short
	frame     *frame
	exclude   bool
	name      string
	err       *sqlw.BuildError
}

// allRows is the window of which nothing is said.
var allRows = &windowDef{}

// Window is all rows. Over takes it:
//
//	fn.Avg(Trades.Price).Over(expr.Window().PartitionBy(Trades.Symbol).OrderBy(Trades.Ts).Rows(19))
func Window() WindowSpec { return WindowSpec{allRows} }

// described is what the window is described by so far.
func (s WindowSpec) described() *windowDef {
	if s.def == nil {
		return allRows
	}
	return s.def
}

// refined is a copy to change; of a named window it is one that refines it.
func (s WindowSpec) refined() *windowDef {
	d := new(windowDef)
	s.refine(d)
	return d
}

// refine makes d what refined returns.
func (s WindowSpec) refine(d *windowDef) {
	if of := s.described(); of.name != "" {
		d.base, d.err = of, of.err
	} else {
		*d = *of
	}
}

func (d *windowDef) fail(format string, args ...any) {
	if d.err == nil {
		d.err = sqlw.Mistake(sqlw.NoClause, format, args...)
	}
}

// PartitionBy looks at the rows with equal keys; several calls append.
func (s WindowSpec) PartitionBy(keys ...Expression) WindowSpec {
	d := s.refined()
	d.partition = withNodes(d, d.partition, keys)
	return WindowSpec{d}
}

// OrderBy puts the rows in order: of columns, or items of the select list with
// an alias, which the server wants here; several calls append.
func (s WindowSpec) OrderBy(terms ...Order) WindowSpec {
	d := s.refined()
	d.order = withNodes(d, d.order, terms)
	return WindowSpec{d}
}

// withNodes returns a copy of the nodes of a window with those of more
// expressions behind, in d where they are few.
func withNodes[T node.Holder](d *windowDef, nodes []*node.Node, more []T) []*node.Node {
	all := d.few[:0]
	if n := len(nodes) + len(more); n > len(d.few) {
		all = make([]*node.Node, 0, n)
	}
	return node.AppendOf(append(all, nodes...), more)
}

// Named gives the window a name, under which the statement writes it once:
// OVER w20 … WINDOW w20 AS (…). What is added to a named window makes a window
// of its own that refines it: OVER (w20 ROWS …).
func (s WindowSpec) Named(name string) WindowSpec {
	d := s.refined()
	d.name = name
	if err := sqlw.CheckName(sqlw.WindowName, name); err != nil {
		d.fail("%w", err)
	}
	return WindowSpec{d}
}

// frame is the part of the rows that a window looks at.
type frame struct {
	text       sqlw.Keyword
	start, end rangeBound
}

func (s WindowSpec) framed(f frame) WindowSpec {
	both := &struct {
		def   windowDef
		frame frame
	}{frame: f}
	d := &both.def
	s.refine(d)
	if d.frame != nil {
		d.fail("the window has a frame already")
	}
	for _, b := range []rangeBound{f.start, f.end} {
		if err := b.check(); err != nil {
			d.fail("%w", err)
		}
	}
	if err := f.check(); err != nil {
		d.fail("%w", err)
	}
	d.frame = &both.frame
	return WindowSpec{d}
}

var (
	errOnlyLast  = errors.New("a frame that ends with the last row must start with the first: UnboundedPreceding")
	errBackwards = errors.New("the frame ends before it starts")
)

// check looks at the bounds together.
func (f *frame) check() error {
	unbounded := EndBound{}.rowsEnd().text
	switch {
	case f.end.text == unbounded && f.start != (StartBound{}).rowsStart():
		return errOnlyLast
	case f.start.isRows && f.end.isRows && f.start.rows < f.end.rows, f.start == currentRow && (f.end.isRows && f.end.rows > 0 || f.end.isTime):
		return errBackwards
	case f.start.isTime && f.end.isTime && f.start.stride.unit == f.end.stride.unit && f.start.stride.n < f.end.stride.n:
		return errBackwards
	}
	return nil
}

// goesByTime reports whether a frame is a range of time.
func (f *frame) goesByTime() bool { return f != nil && (f.start.isTime || f.end.isTime) }

// orderOf returns the order of a window or of the one that it refines.
func (d *windowDef) orderOf() []*node.Node {
	for ; d != nil; d = d.base {
		if len(d.order) > 0 {
			return d.order
		}
	}
	return nil
}

// checkRange holds the order of a window with a range of time against the
// designated timestamp, where that is known.
func (d *windowDef) checkRange(w *node.Writer) {
	order := d.orderOf()
	if len(order) == 1 && order[0].Form != formDesc {
		x := node.Unaliased(order[0])
		of := node.ColumnOf(x)
		if of == nil || of.Source != nil || sqlw.SameName(x.Name, of.Table.DesignatedName()) {
			return
		}
	}
	w.Failf("Range goes by the designated timestamp, in ascending order: add OrderBy of it to the window")
}

// Rows is the frame of the n rows before the current one and the current one:
// ROWS BETWEEN n PRECEDING AND CURRENT ROW.
func (s WindowSpec) Rows(n int64) WindowSpec {
	return s.rows(RowsPreceding(n).rowsStart(), CurrentRow().rowsEnd())
}

// RowsBetween is the frame of the rows from start to end, both included.
func (s WindowSpec) RowsBetween(start RowsStart, end RowsEnd) WindowSpec {
	if start == nil || end == nil {
		return s.failed(errNilBound)
	}
	return s.rows(start.rowsStart(), end.rowsEnd())
}

func (s WindowSpec) rows(start, end rangeBound) WindowSpec {
	return s.framed(frame{sqlw.Const("ROWS BETWEEN "), start, end})
}

// Range is the frame of the rows whose time is from start to end, both
// included; OrderBy names the designated timestamp.
func (s WindowSpec) Range(start RangeStart, end RangeEnd) WindowSpec {
	if start == nil || end == nil {
		return s.failed(errNilBound)
	}
	return s.framed(frame{sqlw.Const("RANGE BETWEEN "), start.rangeStart(), end.rangeEnd()})
}

// Cumulative is the frame from the first row to the current one.
func (s WindowSpec) Cumulative() WindowSpec {
	return s.framed(frame{text: sqlw.Const("CUMULATIVE")})
}

// ExcludeCurrentRow leaves the current row out of the frame, which must have
// been given.
func (s WindowSpec) ExcludeCurrentRow() WindowSpec {
	d := s.refined()
	if d.frame == nil || d.frame.text == sqlw.Const("CUMULATIVE") {
		d.fail("EXCLUDE CURRENT ROW needs a frame of Rows or Range: call it behind")
	}
	d.exclude = true
	return WindowSpec{d}
}

var errNilBound = errors.New("a bound of the frame is nil")

func (s WindowSpec) failed(err error) WindowSpec {
	d := s.refined()
	d.fail("%w", err)
	return WindowSpec{d}
}

// write writes what stands between the parentheses of OVER and of WINDOW.
func (d *windowDef) write(w *node.Writer) {
	if d.err != nil {
		w.Fail(d.err)
		return
	}
	sep := sqlw.Const("")
	part := func(k sqlw.Keyword) {
		w.Keyword(sep)
		w.Keyword(k)
		sep = sqlw.Const(" ")
	}
	if d.base != nil {
		part(sqlw.Const(""))
		w.CheckedName(d.base.name)
	}
	for i, n := range d.partition {
		if i == 0 {
			part(sqlw.Const("PARTITION BY "))
		} else {
			w.SQL(", ")
		}
		w.Expr(n, node.Loosest)
	}
	for i, n := range d.order {
		if i == 0 {
			part(sqlw.Const("ORDER BY "))
		} else {
			w.SQL(", ")
		}
		writeWindowTerm(w, n)
	}
	if d.frame.goesByTime() {
		d.checkRange(w)
	}
	if d.frame != nil {
		part(d.frame.text)
		d.frame.write(w)
	}
	if d.exclude {
		w.SQL(" EXCLUDE CURRENT ROW")
	}
}

func (f *frame) write(w *node.Writer) {
	if f.start.text == (sqlw.Keyword{}) {
		return
	}
	f.start.write(w)
	w.SQL(" AND ")
	f.end.write(w)
}

// writeWindowTerm writes a term of ORDER BY in a window, where the server takes
// names only.
func writeWindowTerm(w *node.Writer, n *node.Node) {
	term := n
	if n.Form == formAsc || n.Form == formDesc {
		term = n.A
	}
	if node.ColumnOf(node.Unaliased(term)) == nil && !w.IsItem(term) {
		w.Failf("ORDER BY of a window takes a column, or an item of the select list with an alias: name the expression with As and select it")
		return
	}
	writeTerm(w, n)
}

// visit visits the expressions of a window and of those that it refines.
func (d *windowDef) visit(visit func(*node.Node)) {
	for ; d != nil; d = d.base {
		for _, n := range d.partition {
			visit(n)
		}
		for _, n := range d.order {
			visit(n)
		}
	}
}

// traits returns the traits of what stands in the window.
func (d *windowDef) traits() (t node.Traits) {
	for ; d != nil; d = d.base {
		if d.name != "" {
			t |= node.NamesWindow
		}
		for _, n := range d.partition {
			t |= n.Traits
		}
		for _, n := range d.order {
			t |= n.Traits
		}
	}
	return t &^ (node.Bare | node.Absent)
}

// same reports whether two windows of one name are written alike.
func (d *windowDef) same(o *windowDef) bool {
	if d == o {
		return true
	}
	eq := func(a, b []*node.Node) bool {
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			if !sameColumn(node.Unaliased(a[i]), node.Unaliased(b[i])) {
				return false
			}
		}
		return true
	}
	if (d.frame == nil) != (o.frame == nil) || d.frame != nil && *d.frame != *o.frame {
		return false
	}
	return d.base == o.base && d.exclude == o.exclude && eq(d.partition, o.partition) && eq(d.order, o.order)
}

// formOver is a function over a window: the function in A, the window in Aux.
var formOver = &node.Form{
	Name: "window function", Binds: node.Tightest,
	Inner: func(n *node.Node, visit func(*node.Node)) {
		if d, ok := n.Aux.(*windowDef); ok {
			d.visit(visit)
		}
	},
}

func init() { formOver.Write = writeOver }

// over makes a window function of a call.
func over(call *node.Node, s WindowSpec, t func(*node.Node) *node.Node) *node.Node {
	call = node.Unaliased(call)
	n := &node.Node{Form: formOver, A: call, Aux: s.described(), Type: call.Type}
	if f := node.FuncOf(call); f != nil && f.Windowed != nil {
		if n.Type = f.Windowed(call.Type); n.Type.Kind == types.KindUnknown && call.Type.Kind != types.KindUnknown {
			return node.Invalid(sqlw.Mistake(sqlw.NoClause, "QuestDB has no %s of %s over a window: cast it, a DATE with ToTimestamp()", f.Name, call.Type))
		}
	}
	n.Traits = call.OperandTraits() | s.def.traits() | node.HasWindow | node.HasColumn
	if t != nil {
		return t(n)
	}
	n.Type = node.WideType(n.Type)
	return n
}

func writeOver(w *node.Writer, n *node.Node) {
	d, ok := n.Aux.(*windowDef)
	if !ok {
		return
	}
	if n.Traits&node.HasAggregate != 0 {
		w.Failf("a window function cannot be of an aggregate: aggregate in a CTE or sub-query and read that")
	}
	w.Expr(n.A, node.Tightest)
	w.SQL(" OVER ")
	if d.name != "" {
		if d.err != nil {
			w.Fail(d.err)
		}
		w.CheckedName(d.name)
		return
	}
	w.SQL("(")
	d.write(w)
	w.SQL(")")
}

// writeNamedWindows writes the named windows of the select list.
func writeNamedWindows(w *node.Writer, ch *chain) {
	if list := ch.only(selectList); list == nil || list.traits&node.NamesWindow == 0 {
		return
	}
	var named []*windowDef
	for _, it := range w.Items {
		if it.Traits&node.NamesWindow != 0 {
			named = collectWindows(w, named, it)
		}
	}
	for i, d := range named {
		if i == 0 {
			w.Clause("WINDOW")
		} else {
			w.SQL(", ")
		}
		w.CheckedName(d.name)
		w.SQL(" AS (")
		d.write(w)
		w.SQL(")")
	}
}

func collectWindows(w *node.Writer, named []*windowDef, it *node.Node) []*windowDef {
	it.Walk(func(n *node.Node) bool {
		if d, ok := n.Aux.(*windowDef); ok && n.Form == formOver {
			named = d.appendNamed(w, named)
		}
		return n.Traits&node.NamesWindow != 0
	})
	return named
}

// appendNamed appends d and those that it refines, as far as they are named.
func (d *windowDef) appendNamed(w *node.Writer, named []*windowDef) []*windowDef {
	if d.base != nil {
		named = d.base.appendNamed(w, named)
	}
	if d.name == "" {
		return named
	}
	for _, known := range named {
		if !sqlw.SameName(known.name, d.name) {
			continue
		}
		if !known.same(d) {
			w.FailIn("WINDOW", fmt.Errorf("two windows are named %s and differ: give one another name", d.name))
		}
		return named
	}
	return append(named, d)
}
