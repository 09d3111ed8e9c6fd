package node

import (
	"reflect"
	"slices"
	"sync/atomic"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Memo keeps what a statement was rendered to, from its second rendering on: a
// statement never changes. One that is rendered once, as most are, keeps
// nothing.
//
// One that has a mistake is never rendered, and keeps the mistake of its last
// clause in that place.
//
// Goroutines that render a statement at the same time may each do so; whichever
// comes last is kept.
type Memo struct{ kept atomic.Pointer[kept] }

type kept struct {
	plain, declared atomic.Pointer[rendered]
	mistake         *sqlw.BuildError
}

// Fail keeps the first mistake of a clause that is being made.
func (m *Memo) Fail(err *sqlw.BuildError) {
	if m.Mistake() == nil {
		m.kept.Store(&kept{mistake: err})
	}
}

// Mistake returns what Fail kept, or nil.
func (m *Memo) Mistake() *sqlw.BuildError {
	if k := m.kept.Load(); k != nil {
		return k.mistake
	}
	return nil
}

// rendered is a text and what belongs to it. It never changes.
type rendered struct {
	text string
	// args belong to a plain text, params to one whose parameters are declared.
	args   []any
	params []types.Value
}

// once stands for the first rendering.
var once = new(kept)

// memoized is a body that has a memo.
type memoized interface{ Memo() *Memo }

func memoOf(b Body) *Memo {
	if m, ok := b.(memoized); ok {
		return m.Memo()
	}
	return nil
}

// of returns what was kept of a mode, or nil.
func (m *Memo) of(mode sqlw.Mode) *rendered {
	if m == nil {
		return nil
	}
	k := m.kept.Load()
	if k == nil || k == once {
		return nil
	}
	return k.at(mode).Load()
}

func (k *kept) at(mode sqlw.Mode) *atomic.Pointer[rendered] {
	if mode&sqlw.Declared != 0 {
		return &k.declared
	}
	return &k.plain
}

// again reports whether the statement is rendered for the second time, or a
// later one: whether it is worth to keep what it is rendered to.
func (m *Memo) again() bool {
	return m != nil && !m.kept.CompareAndSwap(nil, once)
}

func (m *Memo) keep(mode sqlw.Mode, r *rendered) {
	k := m.kept.Load()
	if k == once {
		fresh := new(kept)
		if m.kept.CompareAndSwap(once, fresh) {
			k = fresh
		} else {
			k = m.kept.Load()
		}
	}
	k.at(mode).Store(r)
}

// keepArgs keeps a plain text and its arguments, unless the caller could write
// to one of them.
func (m *Memo) keepArgs(text string, args []any) {
	for _, a := range args {
		switch reflect.ValueOf(a).Kind() {
		case reflect.Slice, reflect.Pointer:
			return
		}
	}
	m.keep(0, &rendered{text: text, args: slices.Clone(args)})
}
