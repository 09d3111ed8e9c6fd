package node

import "github.com/questql/questql/types"

// Unify is the type of a value that is of one of two types of a class: of a CASE
// or of coalesce. ok is false where the server has none. A test asks it for each
// pair.
func Unify(a, b types.Type) (t types.Type, ok bool) {
	a, b = noSymbol(a), noSymbol(b)
	switch {
	case b.Kind == types.KindUnknown:
		return a, true
	case a.Kind == types.KindUnknown:
		return b, true
	case a == b:
		return a, true
	case (a.Kind == types.KindDate) != (b.Kind == types.KindDate):
		return a, false
	}
	for _, t := range widest {
		if a == t || b == t {
			return t, true
		}
	}
	if ClassOf(a) == Text {
		return types.String, true
	}
	return types.Type{Kind: a.Kind}, a.Kind == b.Kind
}

// widest lists the types that both of two unify to when one is of it.
var widest = []types.Type{
	types.Double, types.Float, types.Long, types.Int, types.Short, types.Byte,
	types.TimestampNS, types.Timestamp, types.Varchar,
}

// noSymbol is STRING for SYMBOL: what is chosen among symbols is none.
func noSymbol(t types.Type) types.Type {
	if t == types.Symbol {
		return types.String
	}
	return t
}
