package types

import (
	"encoding"
	"fmt"
	"reflect"
)

// scanText is sql.Scanner for a value type that has a text form, for drivers
// other than this module's.
func scanText(dst encoding.TextUnmarshaler, name string, src any) error {
	switch src := src.(type) {
	case nil:
		return &nullError{fmt.Sprintf("NULL %s scanned into %s", name, reflect.TypeOf(dst).Elem())}
	case string:
		return dst.UnmarshalText([]byte(src))
	case []byte:
		return dst.UnmarshalText(src)
	}
	return fmt.Errorf("%s cannot be scanned from %T(%s)", name, src, show(src))
}
