package types

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"reflect"
	"strings"
	"time"
)

// ErrNull is a NULL that was scanned into a Go value that cannot hold one.
// Errors that wrap it tell the type.
var ErrNull = errors.New("use a pointer, types.Null, or the options null=zero and null=nan")

// nullError is made when a scan is planned, so that a row costs nothing.
type nullError struct{ text string }

func (e *nullError) Error() string { return e.text + ": " + ErrNull.Error() }
func (e *nullError) Unwrap() error { return ErrNull }

// ScanOptions say what a NULL becomes in a Go value that cannot hold one. The
// zero ScanOptions make it an error.
type ScanOptions struct {
	// NullAsZero makes it the zero value.
	NullAsZero bool
	// NullAsNaN makes it NaN; the Go value must be a float64 or float32.
	NullAsNaN bool
}

// ScannerFor is ScanOptions{}.ScannerFor: a NULL that dst cannot hold is an
// error.
func ScannerFor(t Type, dst any) (ScanFunc, error) { return ScanOptions{}.ScannerFor(t, dst) }

// ScannerFor returns a function that decodes wire values of a result column of
// type t, in the format of its Info.Result, into dst. It is called once for a
// statement and a destination; the function runs for each row, without
// reflection, and without allocation for types of a fixed size.
//
// dst is a non-nil pointer to a Go type of the type's row in docs/types.md, to
// a pointer to one (nil for NULL), to a [Null] of one, to a Go type made of one
// (type Side string), to an any (the natural Go type, nil for NULL), to a
// sql.Scanner or, for types that have a text form, encoding.TextUnmarshaler. A
// Go type that cannot hold values of type t is an error.
//
// What the function stores never shares memory between rows. An integer that
// is too large for dst is an error, as is one that a float64 cannot hold
// exactly; a DOUBLE is rounded to a float32.
//
// A TIMESTAMP_NS must be selected as col::long: the server cuts nanoseconds
// off on the wire.
func (o ScanOptions) ScannerFor(t Type, dst any) (ScanFunc, error) {
	info, err := InfoOf(t.Kind)
	if err != nil {
		return nil, err
	}
	if r := reflect.ValueOf(dst); r.Kind() != reflect.Pointer || r.IsNil() {
		return nil, fmt.Errorf("%s is scanned into a non-nil pointer, got %T", t, dst)
	}
	return o.plan(info, t, dst)
}

func (o ScanOptions) plan(info *Info, t Type, dst any) (ScanFunc, error) {
	if n, ok := dst.(nullableDst); ok {
		return o.planNull(info, t, n)
	}
	if scan := info.Scan(t, dst); scan != nil {
		return o.withNull(t, dst, dst, scan)
	}
	if scan, ok := planPointer(info, t, dst); ok {
		return scan, nil
	}
	if s, ok := dst.(sql.Scanner); ok {
		return planScanner(info, t, s), nil
	}
	if u, ok := dst.(encoding.TextUnmarshaler); ok && info.hasText(t) {
		return o.withNull(t, dst, dst, planText(info, t, u))
	}
	r := reflect.ValueOf(dst)
	if r.Type().Elem().Kind() == reflect.Pointer {
		return o.planReflectPointer(info, t, r)
	}
	if basic := basicPointer(r); basic != nil {
		if scan := info.Scan(t, basic); scan != nil {
			return o.withNull(t, dst, basic, scan)
		}
	}
	return nil, fmt.Errorf("%s cannot be scanned into %s; it takes %s", t, r.Type().Elem(), strings.ReplaceAll(info.Doc.Go, "`", ""))
}

// withNull adds to scan what dst becomes for NULL. given is dst as the user's
// type.
func (o ScanOptions) withNull(t Type, given, dst any, scan ScanFunc) (ScanFunc, error) {
	set := nilSetter(dst)
	if o.NullAsZero && set == nil {
		set = zeroSetter(dst)
	}
	if o.NullAsNaN {
		switch p := dst.(type) {
		case *float64:
			set = func() { *p = math.NaN() }
		case *float32:
			set = func() { *p = float32(math.NaN()) }
		default:
			return nil, fmt.Errorf("null=nan needs a float64 or float32, got %s for %s", reflect.TypeOf(given).Elem(), t)
		}
	}
	if set == nil {
		isNull := &nullError{fmt.Sprintf("NULL %s scanned into %s", t, reflect.TypeOf(given).Elem())}
		return func(src []byte) error {
			if src == nil {
				return isNull
			}
			return scan(src)
		}, nil
	}
	return func(src []byte) error {
		if src == nil {
			set()
			return nil
		}
		return scan(src)
	}, nil
}

// nilSetter sets the Go types that have a nil of their own, which is NULL.
func nilSetter(dst any) func() {
	switch p := dst.(type) {
	case *any:
		return func() { *p = nil }
	case *[]byte:
		return func() { *p = nil }
	case *[]float64:
		return func() { *p = nil }
	case *[][]float64:
		return func() { *p = nil }
	case *[][][]float64:
		return func() { *p = nil }
	}
	return nil
}

func zeroSetter(dst any) func() {
	switch p := dst.(type) {
	case *float64:
		return func() { *p = 0 }
	case *int64:
		return func() { *p = 0 }
	case *int:
		return func() { *p = 0 }
	case *int32:
		return func() { *p = 0 }
	case *string:
		return func() { *p = "" }
	case *time.Time:
		return func() { *p = time.Time{} }
	}
	return reflect.ValueOf(dst).Elem().SetZero
}

func (o ScanOptions) planNull(info *Info, t Type, n nullableDst) (ScanFunc, error) {
	v, valid, clear := n.nullableDst()
	scan, err := o.plan(info, t, v)
	if err != nil {
		return nil, err
	}
	return func(src []byte) error {
		if src == nil {
			clear()
			return nil
		}
		err := scan(src)
		*valid = err == nil
		return err
	}, nil
}

// planPointer plans for pointers to pointers to the commonest Go types.
func planPointer(info *Info, t Type, dst any) (ScanFunc, bool) {
	switch p := dst.(type) {
	case **bool:
		return scanPointer(info, t, p)
	case **int:
		return scanPointer(info, t, p)
	case **int8:
		return scanPointer(info, t, p)
	case **int16:
		return scanPointer(info, t, p)
	case **int32:
		return scanPointer(info, t, p)
	case **int64:
		return scanPointer(info, t, p)
	case **float32:
		return scanPointer(info, t, p)
	case **float64:
		return scanPointer(info, t, p)
	case **string:
		return scanPointer(info, t, p)
	case **time.Time:
		return scanPointer(info, t, p)
	case **[16]byte:
		return scanPointer(info, t, p)
	case **GUID:
		return scanPointer(info, t, p)
	case **netip.Addr:
		return scanPointer(info, t, p)
	case **Dec:
		return scanPointer(info, t, p)
	case **Geohash:
		return scanPointer(info, t, p)
	case **Uint256:
		return scanPointer(info, t, p)
	case **NDArray:
		return scanPointer(info, t, p)
	case **TimeRange:
		return scanPointer(info, t, p)
	}
	return nil, false
}

// scanPointer gives each row a T of its own: rows are copied, and kept.
func scanPointer[T any](info *Info, t Type, dst **T) (ScanFunc, bool) {
	scratch := new(T)
	scan := info.Scan(t, scratch)
	return func(src []byte) error {
		if src == nil {
			*dst = nil
			return nil
		}
		if err := scan(src); err != nil {
			return err
		}
		p := new(T)
		*p = *scratch
		*dst = p
		return nil
	}, scan != nil
}

// planReflectPointer is scanPointer for any other T. It allocates anyway, so
// that a little reflection for each row does not matter.
func (o ScanOptions) planReflectPointer(info *Info, t Type, dst reflect.Value) (ScanFunc, error) {
	target := dst.Elem()
	scratch := reflect.New(target.Type().Elem())
	scan, err := o.plan(info, t, scratch.Interface())
	if err != nil {
		return nil, err
	}
	return func(src []byte) error {
		if src == nil {
			target.SetZero()
			return nil
		}
		scratch.Elem().SetZero()
		if err := scan(src); err != nil {
			return err
		}
		p := reflect.New(scratch.Type().Elem())
		p.Elem().Set(scratch.Elem())
		target.Set(p)
		return nil
	}, nil
}

// planScanner gives a sql.Scanner what database/sql gives it: an int64,
// float64, bool, []byte, string, time.Time or nil.
func planScanner(info *Info, t Type, dst sql.Scanner) ScanFunc {
	var natural any
	scan := info.Scan(t, &natural)
	if scan == nil {
		return func([]byte) error { return mismatch(t, dst) }
	}
	return func(src []byte) error {
		if src == nil {
			return dst.Scan(nil)
		}
		if err := scan(src); err != nil {
			return err
		}
		v, err := driverValue(natural)
		if err != nil {
			return err
		}
		return dst.Scan(v)
	}
}

func driverValue(natural any) (driver.Value, error) {
	if s, ok := natural.(fmt.Stringer); ok {
		if _, isTime := natural.(time.Time); !isTime {
			return s.String(), nil
		}
	}
	return driver.DefaultParameterConverter.ConvertValue(natural)
}

func planText(info *Info, t Type, dst encoding.TextUnmarshaler) ScanFunc {
	if info.Result == TextFormat {
		return dst.UnmarshalText
	}
	var text string
	scan := info.Scan(t, &text)
	return func(src []byte) error {
		if err := scan(src); err != nil {
			return err
		}
		return dst.UnmarshalText([]byte(text))
	}
}

// compositeTypes are the Go types other than the basic ones that QuestDB types
// are scanned into and named types may be made of.
var compositeTypes = []reflect.Type{
	reflect.TypeFor[time.Time](),
	reflect.TypeFor[[]byte](),
	reflect.TypeFor[[16]byte](),
	reflect.TypeFor[[32]byte](),
	reflect.TypeFor[[]float64](),
	reflect.TypeFor[[][]float64](),
	reflect.TypeFor[[][][]float64](),
}

var basicTypes = []reflect.Type{
	reflect.Bool:    reflect.TypeFor[bool](),
	reflect.Int:     reflect.TypeFor[int](),
	reflect.Int8:    reflect.TypeFor[int8](),
	reflect.Int16:   reflect.TypeFor[int16](),
	reflect.Int32:   reflect.TypeFor[int32](),
	reflect.Int64:   reflect.TypeFor[int64](),
	reflect.Uint:    reflect.TypeFor[uint](),
	reflect.Uint8:   reflect.TypeFor[uint8](),
	reflect.Uint16:  reflect.TypeFor[uint16](),
	reflect.Uint32:  reflect.TypeFor[uint32](),
	reflect.Uint64:  reflect.TypeFor[uint64](),
	reflect.Float32: reflect.TypeFor[float32](),
	reflect.Float64: reflect.TypeFor[float64](),
	reflect.String:  reflect.TypeFor[string](),
}

// basicPointer returns a pointer to a named type as a pointer to the type that
// it is made of; nil if there is none such.
func basicPointer(dst reflect.Value) any {
	elem := dst.Type().Elem()
	candidates := compositeTypes
	if k := int(elem.Kind()); k < len(basicTypes) && basicTypes[k] != nil {
		candidates = basicTypes[k : k+1]
	}
	for _, target := range candidates {
		if p := reflect.PointerTo(target); elem != target && dst.CanConvert(p) {
			return dst.Convert(p).Interface()
		}
	}
	return nil
}

// into is the ScanFunc that reads into a *T.
func into[T any](dst *T, read func(src []byte) (T, error)) ScanFunc {
	return func(src []byte) error {
		v, err := read(src)
		if err == nil {
			*dst = v
		}
		return err
	}
}

// intoAny is the ScanFunc that reads a T into an any.
func intoAny[T any](dst *any, read func(src []byte) (T, error)) ScanFunc {
	return func(src []byte) error {
		v, err := read(src)
		if err == nil {
			*dst = v
		}
		return err
	}
}
