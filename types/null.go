package types

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"fmt"
)

// Null is a T or NULL, for rows and parameters. The zero Null is NULL.
type Null[T any] struct {
	V     T
	Valid bool // false is NULL
}

// Valid returns the Null that holds v.
func Valid[T any](v T) Null[T] { return Null[T]{V: v, Valid: true} }

// String returns the value as fmt prints it, or "NULL".
func (n Null[T]) String() string {
	if !n.Valid {
		return "NULL"
	}
	return fmt.Sprint(n.V)
}

// Scan implements sql.Scanner, for drivers other than this module's. It takes
// what database/sql takes for a T, and text for an encoding.TextUnmarshaler.
func (n *Null[T]) Scan(src any) error {
	var v sql.Null[T]
	_, scans := any(&v.V).(sql.Scanner)
	if u, ok := any(&v.V).(encoding.TextUnmarshaler); ok && !scans {
		text, isBytes := src.([]byte)
		if s, isString := src.(string); isString {
			text, isBytes = []byte(s), true
		}
		if isBytes {
			if err := u.UnmarshalText(text); err != nil {
				return err
			}
			*n = Valid(v.V)
			return nil
		}
	}
	if err := v.Scan(src); err != nil {
		return err
	}
	n.V, n.Valid = v.V, v.Valid
	return nil
}

// Value implements driver.Valuer.
func (n Null[T]) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	if v, ok := any(n.V).(driver.Valuer); ok {
		return v.Value()
	}
	if v, err := driver.DefaultParameterConverter.ConvertValue(n.V); err == nil {
		return v, nil
	}
	return n.V, nil // what pgx takes and database/sql does not
}

// MarshalJSON implements json.Marshaler: null or the value.
func (n Null[T]) MarshalJSON() ([]byte, error) {
	if !n.Valid {
		return []byte("null"), nil
	}
	return json.Marshal(n.V)
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *Null[T]) UnmarshalJSON(data []byte) error {
	var v T
	if bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		n.V, n.Valid = v, false
		return nil
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	n.V, n.Valid = v, true
	return nil
}

// nullable is any Null as ValueOf sees it.
type nullable interface{ nullable() (v any, valid bool) }

func (n Null[T]) nullable() (any, bool) { return n.V, n.Valid }

// nullableDst is a pointer to any Null as ScannerFor sees it.
type nullableDst interface {
	nullableDst() (v any, valid *bool, clear func())
}

func (n *Null[T]) nullableDst() (any, *bool, func()) {
	return &n.V, &n.Valid, func() { *n = Null[T]{} }
}
