package types

import (
	"math"
	"slices"
	"time"
)

// Columns is the values of rows, column by column. It never changes once a
// [RowReader] has made it, and nobody can write to its values.
//
// Text, numbers and times are held as what arguments need: one column of a Go
// type behind the other, in arrays that the arguments point to.
type Columns struct {
	rows    int
	columns []column
	held    sealed
	values  []Value // of the columns that no box holds, one column behind the other
	nulls   []bool  // which values of the others are NULL, one column behind the other; nil for none
}

// column is where the values of a column lie.
type column struct {
	typ  Type
	box  box
	rank int // among the columns of its box
}

// Rows returns the number of rows.
func (c *Columns) Rows() int { return c.rows }

// Len returns the number of columns.
func (c *Columns) Len() int { return len(c.columns) }

// AppendArgs appends [Value.Arg] of each value to dst, one row behind the other.
func (c *Columns) AppendArgs(dst []any) []any {
	start, n := len(dst), c.rows*len(c.columns)
	dst = growArgs(dst, n)[:start+n]
	for j := range c.columns {
		if c.rows == 1 {
			dst[start+j] = c.arg(0, j)
		} else {
			c.putArgs(dst[start+j:], j)
		}
	}
	return dst
}

// putArgs puts the arguments of a column into the first place of each row.
func (c *Columns) putArgs(rows []any, column int) {
	of, width := &c.columns[column], len(c.columns)
	if of.box == noBox || c.nulls != nil {
		for i := range c.rows {
			rows[i*width] = c.arg(i, column)
		}
		return
	}
	k := of.rank * c.rows
	array, at := c.held.at(of.box, k)
	for i := 0; i < len(rows); i += width {
		if at == most {
			array, at = c.held.at(of.box, k+i/width)
		}
		rows[i] = array.Index(at).Interface()
		at++
	}
}

func (c *Columns) arg(row, column int) any {
	of := &c.columns[column]
	k := of.rank*c.rows + row
	switch {
	case of.box == noBox:
		return c.values[k].Arg()
	case c.isNull(row, column):
		return nil
	}
	array, i := c.held.at(of.box, k)
	return array.Index(i).Interface()
}

// isNull reports whether a value of a column that a box holds is NULL.
func (c *Columns) isNull(row, column int) bool {
	return c.nulls != nil && c.nulls[column*c.rows+row]
}

// AppendValues appends the values to dst, one row behind the other.
func (c *Columns) AppendValues(dst []Value) []Value {
	dst = slices.Grow(dst, c.rows*len(c.columns))
	for i := range c.rows {
		for j := range c.columns {
			dst = append(dst, c.value(i, j))
		}
	}
	return dst
}

func (c *Columns) value(row, column int) Value {
	of := &c.columns[column]
	k := of.rank*c.rows + row
	switch {
	case of.box == noBox:
		return c.values[k]
	case c.isNull(row, column):
		return NullOf(of.typ)
	}
	v := Value{typ: of.typ}
	array, i := c.held.at(of.box, k)
	switch held := array.Index(i); of.box {
	case textBox:
		v.str = held.String()
	case floatBox:
		v.num = math.Float64bits(held.Float())
	case intBox:
		v.num = uint64(held.Int())
	default:
		at, _ := held.Interface().(time.Time)
		n, _ := microseconds.count(at)
		v.num = uint64(n)
	}
	return v
}
