package types_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"fmt"

	"github.com/questql/questql/types"
)

// value is what each Go type of this package implements, by value and by
// pointer.
type value interface {
	fmt.Stringer
	encoding.TextMarshaler
	driver.Valuer
}

type pointer interface {
	encoding.TextUnmarshaler
	sql.Scanner
}

var (
	_ = []value{types.GUID{}, types.Uint256{}, types.Geohash{}, types.Dec{}, types.NDArray{}, types.TimeRange{}}
	_ = []pointer{new(types.GUID), new(types.Uint256), new(types.Geohash), new(types.Dec), new(types.NDArray), new(types.TimeRange)}

	_ driver.Valuer    = types.Null[int]{}
	_ json.Marshaler   = types.Null[int]{}
	_ sql.Scanner      = new(types.Null[int])
	_ json.Unmarshaler = new(types.Null[int])
	_ fmt.Stringer     = types.Value{}

	// All but arrays can be compared.
	_ = map[any]bool{types.GUID{}: true, types.Uint256{}: true, types.Geohash{}: true, types.Dec{}: true, types.TimeRange{}: true}
)
