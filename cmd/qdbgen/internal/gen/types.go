package gen

import (
	"slices"
	"strings"

	"github.com/questql/questql/internal/classes"
	"github.com/questql/questql/types"
)

// goType is a column type in Go.
type goType struct {
	// column is the type of package expr, value that of a field of a row.
	column, value string
	// nilIsNull is true where the value can hold NULL itself.
	nilIsNull bool
}

// goTypes has the types without dimensions. LONG128 is not among them: a
// program can do nothing with it.
var goTypes = map[types.Kind]goType{
	types.KindBoolean:     {column: "BooleanColumn", value: "bool"},
	types.KindByte:        {column: "ByteColumn", value: "int8"},
	types.KindShort:       {column: "ShortColumn", value: "int16"},
	types.KindChar:        {column: "CharColumn", value: "string"},
	types.KindInt:         {column: "IntColumn", value: "int32"},
	types.KindLong:        {column: "LongColumn", value: "int64"},
	types.KindFloat:       {column: "FloatColumn", value: "float32"},
	types.KindDouble:      {column: "DoubleColumn", value: "float64"},
	types.KindDate:        {column: "DateColumn", value: "time.Time"},
	types.KindTimestamp:   {column: "TimestampColumn", value: "time.Time"},
	types.KindTimestampNS: {column: "TimestampNSColumn", value: "time.Time"},
	types.KindSymbol:      {column: "SymbolColumn", value: "string"},
	types.KindString:      {column: "StringColumn", value: "string"},
	types.KindVarchar:     {column: "VarcharColumn", value: "string"},
	types.KindUUID:        {column: "UUIDColumn", value: "types.GUID"},
	types.KindIPv4:        {column: "IPv4Column", value: "netip.Addr"},
	types.KindLong256:     {column: "Long256Column", value: "types.Uint256"},
	types.KindGeohash:     {column: "GeohashColumn", value: "types.Geohash"},
	types.KindBinary:      {column: "BinaryColumn", value: "[]byte", nilIsNull: true},
	types.KindDecimal:     {column: "DecimalColumn", value: "types.Dec"},
	types.KindInterval:    {column: "IntervalColumn", value: "types.TimeRange"},
}

// arrayTypes has the arrays by their dimensions.
var arrayTypes = [...]goType{
	1: {column: "DoubleArrayColumn", value: "[]float64", nilIsNull: true},
	2: {column: "DoubleMatrixColumn", value: "[][]float64", nilIsNull: true},
	3: {column: "DoubleTensorColumn", value: "types.NDArray"},
}

// goTypeOf returns the Go type of a column type; ok is false for one that
// package expr does not have.
func goTypeOf(t types.Type) (gt goType, ok bool) {
	if t.Kind == types.KindArray {
		return arrayTypes[min(int(t.Precision), len(arrayTypes)-1)], true
	}
	gt, ok = goTypes[t.Kind]
	return gt, ok
}

// domain returns the column type for values of a type of the user's own; ok is
// false where there is none.
func (gt goType) domain() (name string, ok bool) {
	i := slices.IndexFunc(classes.Columns, func(c classes.Column) bool { return c.Name == gt.column })
	if i < 0 || classes.Columns[i].Domain == "" {
		return "", false
	}
	return strings.TrimSuffix(gt.column, "Column") + "Of", true
}

// hasNull is false for the types in which QuestDB cannot store NULL.
func hasNull(t types.Type) bool {
	info, err := types.InfoOf(t.Kind)
	return err == nil && info.HasNull
}
