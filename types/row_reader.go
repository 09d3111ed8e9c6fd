package types

import "time"

// RowReader reads rows into [Columns]. A row is Go variables, one for each
// column; rows are read in blocks, of which each has the same variables. It
// takes what [BinderFor] takes, and checks it as that does.
type RowReader struct {
	columns []column
	readers []columnReader
	fields  []func(row int) any
	perRow  boxCounts
	ready   int // the rows of a block that the readers know
	rows    int
	boxes   boxes
	values  []Value
	nulls   []bool
}

// columnReader reads a column of a block of rows.
type columnReader interface {
	// add makes it know the variable of the next row of a block, by a pointer.
	add(src any) error
	// read reads n rows; the first is the at-th value of the column's box. It
	// returns how many fit, and what is wrong with the one behind them.
	read(into *RowReader, at, n int) (fit int, err error)
}

// AddColumn adds a column of type t. field returns a pointer to its variable in
// a row of a block. A Go type that ValueOf does not take for t is an error.
func (r *RowReader) AddColumn(t Type, field func(row int) any) error {
	c := column{typ: t, box: boxOf(t.Kind)}
	c.rank = r.perRow.add(c.box)
	src := field(0)
	reader := newColumnReader(c, len(r.columns), src)
	r.columns, r.readers = append(r.columns, c), append(r.readers, reader)
	r.fields, r.ready = append(r.fields, field), 1
	return reader.add(src)
}

// newColumnReader returns what reads variables such as src points to.
func newColumnReader(c column, number int, src any) columnReader {
	switch src.(type) {
	case *string:
		if c.box == textBox {
			return &textReader{typ: c.typ}
		}
	case *float64:
		if c.box == floatBox {
			return &floatReader{}
		}
	case *int64:
		if c.typ.Kind == KindLong {
			return &longReader[int64]{}
		}
	case *int:
		if c.typ.Kind == KindLong {
			return &longReader[int]{}
		}
	case *time.Time:
		if c.box == timeBox {
			return &timeReader{}
		}
	}
	return &valueReader{column: c, number: number}
}

// Start begins the reading of that many rows.
func (r *RowReader) Start(rows int) {
	r.rows = rows
	counts := r.perRow
	for b := range counts {
		counts[b] *= rows
	}
	r.boxes.grow(counts)
	if n := counts[noBox]; n > 0 {
		r.values = make([]Value, n)
	}
}

// Read reads the n rows that a block holds, where first rows were read before.
// An error comes with the number of its row, within the block, and of its
// column: it is the first in the order of the rows.
func (r *RowReader) Read(first, n int) (row, column int, err error) {
	if err := r.prepare(n); err != nil {
		return 0, 0, err
	}
	for j, reader := range r.readers {
		fit, e := reader.read(r, r.columns[j].rank*r.rows+first, n)
		if e != nil {
			n, column, err = fit, j, e // of the other columns only rows before it matter
		}
	}
	return n, column, err
}

// prepare makes the readers know n rows of a block.
func (r *RowReader) prepare(n int) error {
	for ; r.ready < n; r.ready++ {
		for j, reader := range r.readers {
			if err := reader.add(r.fields[j](r.ready)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Columns puts what was read into c, and forgets it.
func (r *RowReader) Columns(c *Columns) {
	c.rows, c.columns, c.values, c.nulls = r.rows, r.columns, r.values, r.nulls
	r.boxes.seal(&c.held)
	r.values, r.nulls = nil, nil
}

// setNull makes the i-th value of a column NULL.
func (r *RowReader) setNull(column, i int) {
	if r.nulls == nil {
		r.nulls = make([]bool, len(r.columns)*r.rows)
	}
	r.nulls[column*r.rows+i] = true
}

// variables are those of a column in the rows of a block.
type variables[T any] []*T

func (v *variables[T]) add(src any) error {
	p, _ := src.(*T)
	*v = append(*v, p)
	return nil
}

// textReader reads a SYMBOL, STRING or VARCHAR.
type textReader struct {
	variables[string]
	typ Type
}

func (r *textReader) read(into *RowReader, at, n int) (fit int, err error) {
	texts := into.boxes.texts.values[at : at+n]
	for i, p := range r.variables[:n] {
		if err := checkText(r.typ, *p); err != nil {
			return i, err
		}
		texts[i] = *p
	}
	return n, nil
}

// floatReader reads a DOUBLE.
type floatReader struct{ variables[float64] }

func (r *floatReader) read(into *RowReader, at, n int) (fit int, err error) {
	floats := into.boxes.floats.values[at : at+n]
	for i, p := range r.variables[:n] {
		if err := checkDouble(*p); err != nil {
			return i, err
		}
		floats[i] = *p
	}
	return n, nil
}

// longReader reads a LONG.
type longReader[T int | int64] struct{ variables[T] }

func (r *longReader[T]) read(into *RowReader, at, n int) (fit int, err error) {
	ints := into.boxes.ints.values[at : at+n]
	for i, p := range r.variables[:n] {
		if err := checkLong(int64(*p)); err != nil {
			return i, err
		}
		ints[i] = int64(*p)
	}
	return n, nil
}

// timeReader reads a TIMESTAMP.
type timeReader struct{ variables[time.Time] }

func (r *timeReader) read(into *RowReader, at, n int) (fit int, err error) {
	times := into.boxes.times.values[at : at+n]
	for i, p := range r.variables[:n] {
		if times[i], err = cutToMicroseconds(*p); err != nil {
			return i, err
		}
	}
	return n, nil
}

// valueReader reads variables of any type, by way of Values.
type valueReader struct {
	column
	number int
	binds  []BindFunc
}

func (r *valueReader) add(src any) error {
	bind, err := BinderFor(r.typ, src)
	r.binds = append(r.binds, bind)
	return err
}

func (r *valueReader) read(into *RowReader, at, n int) (fit int, err error) {
	for i, bind := range r.binds[:n] {
		v, err := bind()
		switch {
		case err != nil:
			return i, err
		case r.box == noBox:
			into.values[at+i] = v
		case v.IsNull():
			into.setNull(r.number, at+i-r.rank*into.rows)
		default:
			into.boxes.put(&v, r.box, at+i)
		}
	}
	return n, nil
}
