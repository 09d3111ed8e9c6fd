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
	if n == 0 {
		return dst
	}
	b, _ := boxesPool.Get().(*boxes)
	for i := range n {
		b.add(at(i))
	}
	b.seal()
	dst = slices.Grow(dst, n)
	for i := range n {
		dst = append(dst, b.next(at(i)))
	}
	b.clear()
	boxesPool.Put(b)
	return dst
}

var boxesPool = sync.Pool{New: func() any { return new(boxes) }}

// boxes makes interfaces of values.
type boxes struct {
	texts  boxed[string]
	floats boxed[float64]
	ints   boxed[int64]
	times  boxed[time.Time]
}

// boxed is the values of one Go type.
type boxed[T any] struct {
	values []T
	// arrays hold the values, size in each; taken is how many of them were
	// made interfaces.
	arrays []reflect.Value
	size   int
	taken  int
}

// few holds the values of a call that has few of each type: one allocation for
// all.
type few struct {
	Texts  [fewValues]string
	Floats [fewValues]float64
	Ints   [fewValues]int64
	Times  [fewValues]time.Time
}

const fewValues = 4

func (b *boxes) add(v *Value) {
	if v.IsNull() {
		return
	}
	switch v.typ.Kind {
	case KindSymbol, KindVarchar, KindString:
		b.texts.values = append(b.texts.values, v.str)
	case KindDouble:
		b.floats.values = append(b.floats.values, v.float64())
	case KindLong, KindTimestampNS:
		b.ints.values = append(b.ints.values, v.int64())
	case KindTimestamp:
		b.times.values = append(b.times.values, microseconds.time(v.int64()))
	}
}

// next is Arg of the value that was added next.
func (b *boxes) next(v *Value) any {
	if v.IsNull() {
		return nil
	}
	switch v.typ.Kind {
	case KindSymbol, KindVarchar, KindString:
		return b.texts.next()
	case KindDouble:
		return b.floats.next()
	case KindLong, KindTimestampNS:
		return b.ints.next()
	case KindTimestamp:
		return b.times.next()
	}
	return v.Arg()
}

// seal puts the values that were added into arrays.
func (b *boxes) seal() {
	if max(len(b.texts.values), len(b.floats.values), len(b.ints.values), len(b.times.values)) > fewValues {
		b.texts.seal()
		b.floats.seal()
		b.ints.seal()
		b.times.seal()
		return
	}
	var f few
	copy(f.Texts[:], b.texts.values)
	copy(f.Floats[:], b.floats.values)
	copy(f.Ints[:], b.ints.values)
	copy(f.Times[:], b.times.values)
	all := reflect.ValueOf(f)
	b.texts.hold(all.Field(0), fewValues)
	b.floats.hold(all.Field(1), fewValues)
	b.ints.hold(all.Field(2), fewValues)
	b.times.hold(all.Field(3), fewValues)
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

func (b *boxed[T]) seal() {
	const most = 1024
	n := len(b.values)
	rest := slices.Grow(b.values, most) // an array takes what is behind the values too
	for len(b.arrays)*most < n {
		switch from := rest[len(b.arrays)*most:]; {
		case n <= 16:
			b.hold(reflect.ValueOf([16]T(from[:16])), 16)
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
	i := b.taken
	b.taken++
	return b.arrays[i/b.size].Index(i % b.size).Interface()
}

func (b *boxed[T]) clear() {
	clear(b.values)
	clear(b.arrays)
	b.values, b.arrays, b.taken = b.values[:0], b.arrays[:0], 0
}
