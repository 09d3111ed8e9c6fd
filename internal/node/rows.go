package node

import (
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// RowForm is how the rows of a statement are written, as far as their columns
// tell.
type RowForm struct {
	position Position
	together Verdict      // of values of which each column has one
	first    sqlw.Keyword // a row that is bound
}

// RowFormOf is the form of rows with columns of these types at a position.
func RowFormOf(p Position, columns []types.Type) RowForm {
	f := RowForm{position: p, first: sqlw.FirstRow(len(columns))}
	for _, t := range columns {
		f.together = max(f.together, p.Verdict(t, t)) // all are bound where each is
	}
	return f
}

// Rows writes rows as (…), (…), each value as Value does beside an expression of
// its own type. No parameter may follow them in a statement.
func (w *Writer) Rows(f *RowForm, rows *types.Columns) {
	if w.binds(f.together) {
		w.rows = rows
		w.BindRows(rows.Rows(), rows.Len(), f.first)
		return
	}
	values, width := rows.AppendValues(nil), rows.Len()
	for i := range values {
		switch {
		case i == 0:
			w.SQL("(")
		case i%width == 0:
			w.SQL("), (")
		default:
			w.SQL(", ")
		}
		w.Value(f.position, values[i].Type(), &values[i])
	}
	w.SQL(")")
}

// binds reports whether a value of that verdict is written as $n.
func (w *Writer) binds(v Verdict) bool {
	return w.Mode&sqlw.Inline == 0 && (v == Bind || v == BindDeclared && w.Mode&sqlw.Declared != 0)
}

// appendArgs appends the arguments of the statement.
func (w *Writer) appendArgs(args []any) []any {
	args = types.AppendArgs(args, w.Params())
	if w.rows != nil {
		args = w.rows.AppendArgs(args)
	}
	return args
}

// values returns the values of the statement's parameters.
func (w *Writer) values() []types.Value {
	params := w.Params()
	if len(params) == 0 {
		return w.rowValues()
	}
	values := make([]types.Value, 0, len(params))
	for _, p := range params {
		values = append(values, *valueOf(p))
	}
	return append(values, w.rowValues()...)
}

// rowValues returns the values of the rows that are bound.
func (w *Writer) rowValues() []types.Value {
	if w.rows == nil {
		return nil
	}
	return w.rows.AppendValues(nil)
}
