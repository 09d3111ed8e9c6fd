package types

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// NDArray is an array as a Go value: float64 in a shape of one or more
// dimensions, the last one varying fastest. A NULL element is NaN. The zero
// NDArray has no dimensions and is no value of QuestDB.
type NDArray struct {
	shape []int
	data  []float64
}

// NewNDArray returns the array of that shape, whose elements are data in
// row-major order. It keeps no reference to its arguments. Data whose length is
// not the product of the shape is an error.
func NewNDArray(shape []int, data []float64) (NDArray, error) {
	size, ok := sizeOf(shape)
	if len(shape) == 0 || len(shape) > maxDims || !ok || size != len(data) {
		return NDArray{}, fmt.Errorf("an array of shape %v does not have %d elements", shape, len(data))
	}
	return NDArray{shape, data}.clone(), nil
}

// NDArrayOf returns a slice, or slices of slices that all have the same length,
// as an array.
func NDArrayOf[T []float64 | [][]float64 | [][][]float64](v T) (NDArray, error) {
	switch v := any(v).(type) {
	case [][]float64:
		return matrix(v)
	case [][][]float64:
		return cube(v)
	case []float64:
		return NDArray{[]int{len(v)}, v}.clone(), nil
	}
	return NDArray{}, nil
}

// sizeOf is the product of the shape; ok is false if it is negative or too
// large.
func sizeOf(shape []int) (size int, ok bool) {
	size = 1
	for _, n := range shape {
		if n < 0 || n > math.MaxInt32 || n > 0 && size > math.MaxInt32/n {
			return 0, false
		}
		size *= n
	}
	return size, true
}

func matrix(v [][]float64) (NDArray, error) {
	a := NDArray{shape: []int{len(v), 0}}
	for i, row := range v {
		if i == 0 {
			a.shape[1] = len(row)
		}
		if len(row) != a.shape[1] {
			return NDArray{}, fmt.Errorf("a ragged array: row %d has %d elements, row 0 has %d", i, len(row), a.shape[1])
		}
		a.data = append(a.data, row...)
	}
	return a, nil
}

func cube(v [][][]float64) (NDArray, error) {
	a := NDArray{shape: []int{len(v), 0, 0}}
	for i, plane := range v {
		m, err := matrix(plane)
		if err != nil {
			return NDArray{}, fmt.Errorf("plane %d: %w", i, err)
		}
		if i == 0 {
			copy(a.shape[1:], m.shape)
		}
		if !slices.Equal(m.shape, a.shape[1:]) {
			return NDArray{}, fmt.Errorf("a ragged array: plane %d has the shape %v, plane 0 has %v", i, m.shape, a.shape[1:])
		}
		a.data = append(a.data, m.data...)
	}
	return a, nil
}

func (a NDArray) clone() NDArray {
	return NDArray{append(make([]int, 0, len(a.shape)), a.shape...), append(make([]float64, 0, len(a.data)), a.data...)}
}

// Shape returns the length of each dimension.
func (a NDArray) Shape() []int { return slices.Clone(a.shape) }

// Dims returns the number of dimensions.
func (a NDArray) Dims() int { return len(a.shape) }

// Len returns the number of elements.
func (a NDArray) Len() int { return len(a.data) }

// Data returns the elements in row-major order.
func (a NDArray) Data() []float64 { return slices.Clone(a.data) }

// At returns the element at an index for each dimension, from 0; ok is false
// if there is none.
func (a NDArray) At(index ...int) (f float64, ok bool) {
	if len(index) != len(a.shape) || len(index) == 0 {
		return 0, false
	}
	at := 0
	for i, n := range a.shape {
		if index[i] < 0 || index[i] >= n {
			return 0, false
		}
		at = at*n + index[i]
	}
	return a.data[at], true
}

// Equal reports whether b has the same shape and elements, NaN being equal to
// NaN.
func (a NDArray) Equal(b NDArray) bool {
	return slices.Equal(a.shape, b.shape) && slices.EqualFunc(a.data, b.data, func(x, y float64) bool {
		return x == y || math.IsNaN(x) && math.IsNaN(y)
	})
}

// Rows returns a copy of an array of two dimensions as slices; nil for any
// other.
func (a NDArray) Rows() [][]float64 {
	if len(a.shape) != 2 {
		return nil
	}
	return a.clone().rows()
}

// rows shares its data with the array.
func (a NDArray) rows() [][]float64 {
	rows := make([][]float64, a.shape[0])
	n := a.shape[1]
	for i := range rows {
		rows[i] = a.data[i*n : (i+1)*n : (i+1)*n]
	}
	return rows
}

func (a NDArray) planes() [][][]float64 {
	planes := make([][][]float64, a.shape[0])
	n := a.shape[1] * a.shape[2]
	for i := range planes {
		planes[i] = NDArray{a.shape[1:], a.data[i*n : (i+1)*n]}.rows()
	}
	return planes
}

// appendNested writes the elements between brackets, NULL for NaN.
func (a NDArray) appendNested(dst []byte, open, shut byte, null string) []byte {
	if len(a.shape) == 0 {
		return append(dst, open, shut)
	}
	dst = append(dst, open)
	inner := 1
	for _, n := range a.shape[1:] {
		inner *= n
	}
	for i := range a.shape[0] {
		if i > 0 {
			dst = append(dst, ',')
		}
		if len(a.shape) > 1 {
			dst = NDArray{a.shape[1:], a.data[i*inner : (i+1)*inner]}.appendNested(dst, open, shut, null)
			continue
		}
		if f := a.data[i]; math.IsNaN(f) {
			dst = append(dst, null...)
		} else {
			dst = appendFloat(dst, f, 64)
		}
	}
	return append(dst, shut)
}

// appendSQL writes ARRAY[[1.0,2.0],[3.0,NULL]].
func (a NDArray) appendSQL(dst []byte) ([]byte, error) {
	if len(a.data) > 0 {
		return a.appendNested(append(dst, "ARRAY"...), '[', ']', "NULL"), nil
	}
	// ARRAY[] has no type, text has; it shows a shape up to its first 0.
	if first := slices.Index(a.shape, 0); first < len(a.shape)-1 && slices.Max(a.shape) > 0 {
		return dst, unfit(Array(len(a.shape)), fmt.Sprint("an empty array of shape ", a.shape), "it has no literal; bind it")
	}
	dst = a.appendNested(append(dst, '\''), '{', '}', "NULL")
	return Array(len(a.shape)).AppendSQL(append(dst, "'::"...)), nil
}

// String returns the elements as PostgreSQL writes arrays: {{1.0,2.0},{3.0,NULL}}.
func (a NDArray) String() string { return string(a.appendNested(nil, '{', '}', "NULL")) }

// MarshalText implements encoding.TextMarshaler in the form of String.
func (a NDArray) MarshalText() ([]byte, error) { return a.appendNested(nil, '{', '}', "NULL"), nil }

// UnmarshalText implements encoding.TextUnmarshaler. An empty array has the
// dimensions that its braces show: {} has one.
func (a *NDArray) UnmarshalText(text []byte) error {
	v, err := parseArray(text, '{', '}')
	if err == nil {
		*a = v
	}
	return err
}

// MarshalJSON implements json.Marshaler: nested arrays, null for NaN.
func (a NDArray) MarshalJSON() ([]byte, error) { return a.appendNested(nil, '[', ']', "null"), nil }

// UnmarshalJSON implements json.Unmarshaler.
func (a *NDArray) UnmarshalJSON(data []byte) error {
	if !json.Valid(data) {
		return fmt.Errorf("array %s is not JSON", show(string(data)))
	}
	v, err := parseArray(data, '[', ']')
	if err == nil {
		*a = v
	}
	return err
}

// Scan implements sql.Scanner. NULL is an error.
func (a *NDArray) Scan(src any) error {
	if b, ok := src.([]byte); ok && len(b) > 0 && b[0] == 0 { // binary, as pgx hands it over
		v, err := readArray(b)
		*a = v
		return err
	}
	return scanText(a, "DOUBLE[]", src)
}

// Value implements driver.Valuer.
func (a NDArray) Value() (driver.Value, error) { return a.String(), nil }

// parseArray reads nested brackets. All brackets of a depth have as many
// elements, and all elements stand at the same depth.
func parseArray(text []byte, open, shut byte) (NDArray, error) {
	p := arrayParser{text: text, open: open, shut: shut}
	if err := p.list(0); err != nil {
		return NDArray{}, fmt.Errorf("array %s at byte %d: %w", show(string(text)), p.at, err)
	}
	p.space()
	if p.at != len(text) {
		return NDArray{}, fmt.Errorf("array %s at byte %d: more after its end", show(string(text)), p.at)
	}
	return NDArray{p.shape, p.data}, nil
}

type arrayParser struct {
	text       []byte
	at         int
	open, shut byte
	shape      []int // -1 for what is not known yet
	data       []float64
}

func (p *arrayParser) space() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\n' || p.text[p.at] == '\t' || p.text[p.at] == '\r') {
		p.at++
	}
}

func (p *arrayParser) next(c byte) bool {
	p.space()
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *arrayParser) list(depth int) error {
	if !p.next(p.open) {
		return fmt.Errorf("%q expected", p.open)
	}
	switch {
	case depth >= maxDims:
		return fmt.Errorf("more than %d dimensions", maxDims)
	case depth == len(p.shape):
		if len(p.data) > 0 {
			return fmt.Errorf("an array beside numbers")
		}
		p.shape = append(p.shape, -1)
	}
	n := 0
	for ; !p.next(p.shut); n++ {
		if n > 0 && !p.next(',') {
			return fmt.Errorf("a comma or %q expected", p.shut)
		}
		p.space()
		if p.at < len(p.text) && p.text[p.at] == p.open {
			if err := p.list(depth + 1); err != nil {
				return err
			}
			continue
		}
		if depth != len(p.shape)-1 {
			return fmt.Errorf("a number beside arrays")
		}
		if err := p.number(); err != nil {
			return err
		}
	}
	if p.shape[depth] == -1 {
		p.shape[depth] = n
	}
	if p.shape[depth] != n {
		return fmt.Errorf("a ragged array: %d elements beside %d", n, p.shape[depth])
	}
	return nil
}

func (p *arrayParser) number() error {
	start := p.at
	for p.at < len(p.text) && p.text[p.at] != ',' && p.text[p.at] != p.shut && p.text[p.at] > ' ' {
		p.at++
	}
	word := string(p.text[start:p.at])
	if word == "NULL" || word == "null" {
		p.data = append(p.data, math.NaN())
		return nil
	}
	f, err := strconv.ParseFloat(word, 64)
	if err != nil || isNullFloat(f) {
		return fmt.Errorf("%s is not a number", show(word))
	}
	p.data = append(p.data, f)
	return nil
}
