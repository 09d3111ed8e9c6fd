package types

import (
	"reflect"
	"slices"
	"sync"
	"time"
)

// AppendArgs appends [Value.Arg] of each of n values to dst; at returns the
// i-th.
//
// An interface that holds text, a number or a time points to a copy of it, and
// Arg allocates one for each. Here the copies of one call lie together in
// arrays within interfaces, so that nobody can write to them.
func AppendArgs(dst []any, n int, at func(i int) *Value) []any {
	dst = slices.Grow(dst, n)
	if n <= fewValues {
		for i := range n {
			dst = append(dst, at(i).Arg())
		}
		return dst
	}
	if n <= fewBoxes {
		if all, ok := appendFew(dst, n, at); ok {
			return all
		}
	}
	b, _ := boxesPool.Get().(*boxes)
	b.grow(n, at)
	for i := range n {
		b.add(at(i))
	}
	b.seal()
	for i := range n {
		dst = append(dst, b.next(at(i)))
	}
	b.clear()
	boxesPool.Put(b)
	return dst
}

// box says in which array a value is held.
type box uint8

const (
	noBox box = iota // Arg makes the interface
	textBox
	floatBox
	intBox
	timeBox
	boxKinds
)

// boxOf returns where a value is held, by its type.
var boxOf = [Kinds]box{
	KindSymbol: textBox, KindString: textBox, KindVarchar: textBox,
	KindDouble: floatBox,
	KindLong:   intBox, KindTimestampNS: intBox,
	KindTimestamp: timeBox,
}

func (v *Value) box() box {
	if v.null || int(v.typ.Kind) >= len(boxOf) {
		return noBox
	}
	return boxOf[v.typ.Kind]
}

// few holds the values of a call that has few of each type: one allocation for
// all.
type few struct {
	Texts  [fewValues]string
	Floats [fewValues]float64
	Ints   [fewValues]int64
	Times  [fewValues]time.Time
}

const (
	fewValues = 4
	fewBoxes  = 16
)

// appendFew is AppendArgs for values of which few are of one type; ok is false
// where there are more.
func appendFew(dst []any, n int, at func(i int) *Value) (all []any, ok bool) {
	var f few
	var held [boxKinds]int
	for i := range n {
		v := at(i)
		b := v.box()
		if b == noBox {
			continue
		}
		k := held[b]
		if k == fewValues {
			return dst, false
		}
		held[b]++
		switch b {
		case textBox:
			f.Texts[k] = v.str
		case floatBox:
			f.Floats[k] = v.float64()
		case intBox:
			f.Ints[k] = v.int64()
		case timeBox:
			f.Times[k] = microseconds.time(v.int64())
		}
	}
	arrays := reflect.ValueOf(f)
	held = [boxKinds]int{}
	for i := range n {
		v := at(i)
		b := v.box()
		if b == noBox {
			dst = append(dst, v.Arg())
			continue
		}
		dst = append(dst, arrays.Field(int(b-textBox)).Index(held[b]).Interface())
		held[b]++
	}
	return dst, true
}

var boxesPool = sync.Pool{New: func() any { return new(boxes) }}

// boxes makes interfaces of any number of values.
type boxes struct {
	texts  boxed[string]
	floats boxed[float64]
	ints   boxed[int64]
	times  boxed[time.Time]
}

// boxed is the values of one Go type.
type boxed[T any] struct {
	values []T
	// arrays hold the values, size in each. The next one is the at-th of
	// arrays[from].
	arrays   []reflect.Value
	size     int
	from, at int
}

// grow makes room for the values that will be added.
func (b *boxes) grow(n int, at func(i int) *Value) {
	var of [boxKinds]int
	for i := range n {
		of[at(i).box()]++
	}
	b.texts.grow(of[textBox])
	b.floats.grow(of[floatBox])
	b.ints.grow(of[intBox])
	b.times.grow(of[timeBox])
}

func (b *boxes) add(v *Value) {
	switch v.box() {
	case textBox:
		b.texts.values = append(b.texts.values, v.str)
	case floatBox:
		b.floats.values = append(b.floats.values, v.float64())
	case intBox:
		b.ints.values = append(b.ints.values, v.int64())
	case timeBox:
		b.times.values = append(b.times.values, microseconds.time(v.int64()))
	}
}

// next is Arg of the value that was added next.
func (b *boxes) next(v *Value) any {
	switch v.box() {
	case textBox:
		return b.texts.next()
	case floatBox:
		return b.floats.next()
	case intBox:
		return b.ints.next()
	case timeBox:
		return b.times.next()
	}
	return v.Arg()
}

// seal puts the values that were added into arrays.
func (b *boxes) seal() {
	b.texts.seal()
	b.floats.seal()
	b.ints.seal()
	b.times.seal()
}

func (b *boxes) clear() {
	b.texts.clear()
	b.floats.clear()
	b.ints.clear()
	b.times.clear()
}

func (b *boxed[T]) hold(array reflect.Value, size int) {
	b.arrays, b.size = append(b.arrays, array), size
}

// grow makes room for n values, and for what an array takes of behind them.
func (b *boxed[T]) grow(n int) {
	if n > 0 {
		b.values = slices.Grow(b.values, n+most)
	}
}

// most is how many values an array has at most.
const most = 1024

func (b *boxed[T]) seal() {
	n := len(b.values)
	if n == 0 {
		return
	}
	rest := b.values[:n+most]
	for len(b.arrays)*most < n {
		switch from := rest[len(b.arrays)*most:]; {
		case n <= 8:
			b.hold(reflect.ValueOf([8]T(from[:8])), 8)
		case n <= 64:
			b.hold(reflect.ValueOf([64]T(from[:64])), 64)
		case n <= 256:
			b.hold(reflect.ValueOf([256]T(from[:256])), 256)
		default:
			b.hold(reflect.ValueOf([most]T(from[:most])), most)
		}
	}
	b.values = rest[:n]
}

func (b *boxed[T]) next() any {
	if b.at == b.size {
		b.from, b.at = b.from+1, 0
	}
	x := b.arrays[b.from].Index(b.at).Interface()
	b.at++
	return x
}

func (b *boxed[T]) clear() {
	clear(b.values)
	clear(b.arrays)
	*b = boxed[T]{values: b.values[:0], arrays: b.arrays[:0]}
}
