package types

import (
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/questql/questql/internal/sqlw"
)

// AppendArgs appends [Value.Arg] of each parameter, a *Value, to dst.
//
// An interface that holds text, a number or a time points to a copy of it, and
// Arg allocates one for each. Where there are more than a few, the copies of one
// call lie together in arrays within interfaces, so that nobody can write to
// them.
func AppendArgs(dst []any, params []sqlw.Param) []any {
	dst = growArgs(dst, len(params))
	if len(params) <= fewValues {
		for _, p := range params {
			dst = append(dst, paramValue(p).Arg())
		}
		return dst
	}
	b, _ := boxesPool.Get().(*boxes)
	var counts, next boxCounts
	for _, p := range params {
		counts.add(paramValue(p).box())
	}
	b.grow(counts)
	for _, p := range params {
		v := paramValue(p)
		box := v.box()
		b.put(v, box, next.add(box))
	}
	var held sealed
	b.seal(&held)
	boxesPool.Put(b)
	next = boxCounts{}
	for _, p := range params {
		dst = append(dst, held.arg(paramValue(p), &next))
	}
	return dst
}

func paramValue(p sqlw.Param) *Value {
	v, _ := p.(*Value)
	return v
}

// growArgs makes room for n arguments: exactly that where they are all. Without
// any, dst stays nil.
func growArgs(dst []any, n int) []any {
	if cap(dst) == 0 && n > 0 {
		return make([]any, 0, n)
	}
	return slices.Grow(dst, n)
}

// box says in which array a value is held.
type box uint8

const (
	textBox box = iota
	floatBox
	intBox
	timeBox
	boxKinds
	// noBox is for the values of which Arg makes the interface.
	noBox = boxKinds
)

// boxOf returns where the values of a kind are held.
func boxOf(k Kind) box {
	switch k {
	case KindSymbol, KindString, KindVarchar:
		return textBox
	case KindDouble:
		return floatBox
	case KindLong, KindTimestampNS:
		return intBox
	case KindTimestamp:
		return timeBox
	default:
		return noBox
	}
}

func (v *Value) box() box {
	if v.null {
		return noBox
	}
	return boxOf(v.typ.Kind)
}

// boxCounts is a number of values for each box.
type boxCounts [boxKinds + 1]int

// add counts a value and returns how many of its box came before.
func (c *boxCounts) add(b box) int {
	n := c[b]
	c[b]++
	return n
}

// few reports whether there are few values in each box.
func (c *boxCounts) few() bool {
	return max(c[textBox], c[floatBox], c[intBox], c[timeBox]) <= fewValues
}

// boxes is where values are collected before they are sealed. It is used again
// and again, and empty in between.
type boxes struct {
	counts boxCounts
	texts  boxed[string]
	floats boxed[float64]
	ints   boxed[int64]
	times  boxed[time.Time]
	few    few
}

var boxesPool = sync.Pool{New: func() any { return new(boxes) }}

// boxed is the values of one Go type.
type boxed[T any] struct {
	values []T
	// room is for values that are not few. Its capacity is that of the arrays
	// that will hold them.
	room []T
}

// few holds the values where there are few of each type: one array for all.
type few struct {
	Texts  [fewValues]string
	Floats [fewValues]float64
	Ints   [fewValues]int64
	Times  [fewValues]time.Time
}

const fewValues = 4

// grow makes room for that many values in each box.
func (b *boxes) grow(counts boxCounts) {
	b.counts = counts
	if counts.few() {
		b.texts.values, b.floats.values = b.few.Texts[:counts[textBox]], b.few.Floats[:counts[floatBox]]
		b.ints.values, b.times.values = b.few.Ints[:counts[intBox]], b.few.Times[:counts[timeBox]]
		return
	}
	b.texts.grow(counts[textBox])
	b.floats.grow(counts[floatBox])
	b.ints.grow(counts[intBox])
	b.times.grow(counts[timeBox])
}

func (b *boxed[T]) grow(n int) {
	if size := n/most*most + arraySize(n%most); cap(b.room) < size {
		b.room = make([]T, size)
	}
	b.values = b.room[:n]
}

// put makes v the i-th value of its box.
func (b *boxes) put(v *Value, box box, i int) {
	switch box {
	case textBox:
		b.texts.values[i] = v.str
	case floatBox:
		b.floats.values[i] = v.float64()
	case intBox:
		b.ints.values[i] = v.int64()
	case timeBox:
		b.times.values[i] = microseconds.time(v.int64())
	default:
	}
}

// seal puts the values into arrays that nobody can write to, and empties the
// boxes.
func (b *boxes) seal(into *sealed) {
	if b.counts.few() {
		all := reflect.ValueOf(b.few)
		for box := range into.first {
			if b.counts[box] > 0 {
				into.first[box] = all.Field(box)
			}
		}
		b.few = few{}
		return
	}
	if n := b.counts.further(); n > 0 {
		into.more = make([]reflect.Value, 0, n)
	}
	b.texts.seal(into, textBox)
	b.floats.seal(into, floatBox)
	b.ints.seal(into, intBox)
	b.times.seal(into, timeBox)
}

// sealed is the values of all boxes in arrays within interfaces. An interface
// that is made of an element points to it, without a copy.
type sealed struct {
	// first holds an array for each box, more those behind it, most values in
	// each. The ones of a box begin at from.
	first [boxKinds]reflect.Value
	more  []reflect.Value
	from  [boxKinds]int
}

// most is how many values an array has at most.
const most = 1024

// further is how many arrays there are beyond the first of each box.
func (c *boxCounts) further() (n int) {
	for _, values := range c[:boxKinds] {
		n += max(values-1, 0) / most
	}
	return n
}

func (b *boxed[T]) seal(into *sealed, box box) {
	n := len(b.values)
	if n == 0 {
		return
	}
	into.first[box], into.from[box] = arrayOf(b.values[:min(n, most)]), len(into.more)
	for from := most; from < n; from += most {
		into.more = append(into.more, arrayOf(b.values[from:min(n, from+most)]))
	}
	clear(b.values)
}

// arraySize is the size of the array for n values.
func arraySize(n int) int {
	size := 8
	for size < n {
		size *= 2
	}
	return size
}

// arrayOf copies values into an array within an interface. They have room for
// the whole array behind them.
func arrayOf[T any](from []T) reflect.Value {
	switch arraySize(len(from)) {
	case 8:
		return reflect.ValueOf(*(*[8]T)(from[:8]))
	case 16:
		return reflect.ValueOf(*(*[16]T)(from[:16]))
	case 32:
		return reflect.ValueOf(*(*[32]T)(from[:32]))
	case 64:
		return reflect.ValueOf(*(*[64]T)(from[:64]))
	case 128:
		return reflect.ValueOf(*(*[128]T)(from[:128]))
	case 256:
		return reflect.ValueOf(*(*[256]T)(from[:256]))
	case 512:
		return reflect.ValueOf(*(*[512]T)(from[:512]))
	default:
		return reflect.ValueOf(*(*[most]T)(from[:most]))
	}
}

// arg is Arg of the value that comes next of its box.
func (s *sealed) arg(v *Value, next *boxCounts) any {
	b := v.box()
	if b == noBox {
		return v.Arg()
	}
	array, i := s.at(b, next.add(b))
	return array.Index(i).Interface()
}

// at returns the array of the k-th value of a box, and its place there.
func (s *sealed) at(b box, k int) (array reflect.Value, i int) {
	if k < most {
		return s.first[b], k
	}
	return s.more[s.from[b]+k/most-1], k % most
}
