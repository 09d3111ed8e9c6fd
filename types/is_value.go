package types

import (
	"database/sql"
	"reflect"
	"slices"
)

// IsValue reports whether the struct type rt is one value, such as time.Time,
// and not a row of them.
func IsValue(rt reflect.Type) bool {
	p := reflect.PointerTo(rt)
	return slices.Contains(compositeTypes, rt) || p.Implements(reflect.TypeFor[nullableDst]()) || p.Implements(reflect.TypeFor[sql.Scanner]())
}
