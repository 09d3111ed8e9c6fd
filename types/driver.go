package types

import (
	"encoding"
	"fmt"
)

// scanText is sql.Scanner for a value type that has a text form, for drivers
// other than this module's.
func scanText(dst encoding.TextUnmarshaler, name string, src any) error {
	switch src := src.(type) {
	case nil:
		return &nullError{fmt.Sprintf("a NULL %s in a %T", name, dst)}
	case string:
		return dst.UnmarshalText([]byte(src))
	case []byte:
		return dst.UnmarshalText(src)
	}
	return fmt.Errorf("%s cannot be scanned from %T(%s)", name, src, show(src))
}
