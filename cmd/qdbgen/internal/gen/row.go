package gen

import (
	"fmt"

	"github.com/questql/questql/internal/sqlw"
)

// Nulls is how the fields of rows hold a NULL.
type Nulls string

// The styles.
const (
	// Pointer makes the field of a double a *float64.
	Pointer Nulls = "pointer"
	// Null makes it a types.Null[float64].
	Null Nulls = "null"
	// Zero makes it a float64, into which a NULL is read as 0.
	Zero Nulls = "zero"
)

// canBeNull reports whether the field needs a way to hold NULL.
func (c *column) canBeNull() bool {
	return !c.notNull && !c.designated() && !c.nilIsNull && hasNull(c.Type)
}

// valueType is the type of the field in the row.
func (c *column) valueType(nulls Nulls, imports imports) string {
	value := imports.typeName(c.value)
	if c.domain != (domain{}) {
		value = imports.domain(c.domain)
	}
	switch {
	case !c.canBeNull() || nulls == Zero:
		return value
	case nulls == Null:
		imports.use("types")
		return "types.Null[" + value + "]"
	}
	return "*" + value
}

// valueTag is the tag of the field in the row.
func (c *column) valueTag(nulls Nulls) string {
	var options []string
	if nulls == Zero && c.canBeNull() {
		options = []string{"null=zero"}
	}
	return tagOf(c.tagName(), options)
}

// aboutValue tells what the field holds.
func (c *column) aboutValue(nulls Nulls) string {
	about := fmt.Sprintf("%s %s", spelt(sqlw.ColumnName, c.Name), c.Type)
	switch {
	case !c.notNull && c.nilIsNull, c.canBeNull() && nulls == Pointer:
		return about + ", nil is NULL"
	case c.canBeNull() && nulls == Zero:
		return about + ", NULL is read as the zero value"
	}
	return about
}
