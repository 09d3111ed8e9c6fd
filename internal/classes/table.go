// Package classes is the table of operator classes: which operations each
// class offers, how they are written, and of which class the result is. The
// generator writes the methods of package expr from it, and a test walks it
// against a live server. It is the one place where an operator is added.
package classes

import (
	"slices"
	"strings"

	"github.com/questql/questql/types"
)

// Class is a group of QuestDB types that have the same operations.
type Class struct {
	// Name is the interface in package expr, such as "Float".
	Name string
	// Value is the Go type that comparisons take, ValueDoc what to say of it.
	Value string
	// Kinds are the column types of the class.
	Kinds []types.Kind
	// Embeds are the interfaces that the class is part of.
	Embeds []string
	// Sum is the interface of a sum of the class, where there is one.
	Sum string
	// Windowed is true where aggregates of the class have a window form.
	Windowed bool
	// Doc completes the sentence "Name is …".
	Doc string
}

// Classes lists the classes in the order of the docs.
var Classes = []Class{
	{
		Name: "Boolean", Value: "bool", Kinds: []types.Kind{types.KindBoolean},
		Doc: "a BOOLEAN expression: a condition. QuestDB's logic has two values: a comparison with NULL is true or false, never NULL",
	},
	{
		Name: "Integer", Sum: "IntegerSum", Windowed: true, Value: "int64", Embeds: []string{"Number", "Exact", "Elementwise"},
		Kinds: []types.Kind{types.KindByte, types.KindShort, types.KindInt, types.KindLong},
		Doc:   "a BYTE, SHORT, INT or LONG expression. Arithmetic of two integers is an integer: 5 / 2 is 2, and an overflow is NULL; ToDouble makes a Float of it",
	},
	{
		Name: "Float", Sum: "FloatAggregate", Windowed: true, Value: "float64", Embeds: []string{"Number", "Elementwise"},
		Kinds: []types.Kind{types.KindFloat, types.KindDouble},
		Doc:   "a FLOAT or DOUBLE expression. NaN and the infinities are NULL",
	},
	{
		Name: "Decimal", Value: "types.Dec", Embeds: []string{"Exact"}, Kinds: []types.Kind{types.KindDecimal},
		Doc: "a DECIMAL expression: an exact number. It goes with decimals and integers; a FLOAT or DOUBLE beside one needs ToDouble here or ToDecimal there",
	},
	{
		Name: "Text", Value: "string", Kinds: []types.Kind{types.KindChar, types.KindSymbol, types.KindString, types.KindVarchar},
		Doc: "a CHAR, SYMBOL, STRING or VARCHAR expression. The empty string is not NULL. A CHAR is text of one character: In beside one takes just such",
	},
	{
		Name: "Timestamp", Windowed: true, Value: "time.Time", Kinds: []types.Kind{types.KindTimestamp, types.KindTimestampNS, types.KindDate},
		Doc: "a TIMESTAMP, TIMESTAMP_NS or DATE expression: an instant in UTC. What is finer than the type is cut off",
	},
	{
		Name: "UUID", Value: "[16]byte", Kinds: []types.Kind{types.KindUUID},
		Doc: "a UUID expression. UUIDs are equal or not, they have no order: comparing one by order with text ends the server",
	},
	{
		Name: "IPv4", Value: "netip.Addr", Kinds: []types.Kind{types.KindIPv4},
		Doc: "an IPv4 expression. 0.0.0.0 is NULL",
	},
	{
		Name: "Geohash", Value: "types.Geohash", Kinds: []types.Kind{types.KindGeohash},
		Doc: "a GEOHASH expression. Two of different precision are never equal; WithinAny tells whether one lies in another",
	},
	{
		Name: "Long256", Value: "types.Uint256", Kinds: []types.Kind{types.KindLong256},
		Doc: "a LONG256 expression: an identifier, such as a hash, that is equal or not",
	},
	{
		Name: "Binary", Value: "[]byte", Kinds: []types.Kind{types.KindBinary},
		Doc: "a BINARY expression. BINARY has no literal: a statement that compares or stores one has no Inline form",
	},
	{
		Name: "Array", Embeds: []string{"Elementwise"}, Kinds: []types.Kind{types.KindArray},
		Doc: "a DOUBLE[] expression, of one dimension or more. QuestDB cannot test one for NULL; arithmetic goes element by element",
	},
	{
		Name: "Interval", Kinds: []types.Kind{types.KindInterval},
		Doc: "an INTERVAL expression, two instants with all between them, such as fn.Today(). No table can store one",
	},
}

// Column is a column type of package expr.
type Column struct {
	Name  string // "DoubleColumn"
	Class string // "Float"
	// Type is an expression of package types: "Double", "Decimal(18, 3)".
	Type string
	// Value is the Go type of an assignment, where it is not the class's.
	Value string
	// Doc tells what the tag must or can say.
	Doc string
	// Domain is the constraint of the type parameter of the column of a domain
	// type, such as SymbolOf; "" where there is none.
	Domain string
}

// Columns lists the column types.
var Columns = []Column{
	{Name: "BooleanColumn", Class: "Boolean", Type: "Boolean"},
	{Name: "ByteColumn", Class: "Integer", Type: "Byte", Domain: integers},
	{Name: "ShortColumn", Class: "Integer", Type: "Short", Domain: integers},
	{Name: "IntColumn", Class: "Integer", Type: "Int", Domain: integers},
	{Name: "LongColumn", Class: "Integer", Type: "Long", Domain: integers},
	{Name: "FloatColumn", Class: "Float", Type: "Float", Domain: "~float32 | ~float64"},
	{Name: "DoubleColumn", Class: "Float", Type: "Double", Domain: "~float32 | ~float64"},
	{Name: "DecimalColumn", Class: "Decimal", Type: "Decimal(18, 3)", Doc: "The tag `qdb:\",decimal=12:2\"` makes it a DECIMAL(12,2); without it is a DECIMAL(18,3), QuestDB's default."},
	{Name: "CharColumn", Class: "Text", Type: "Char"},
	{Name: "SymbolColumn", Class: "Text", Type: "Symbol", Domain: "~string"},
	{Name: "StringColumn", Class: "Text", Type: "String", Domain: "~string"},
	{Name: "VarcharColumn", Class: "Text", Type: "Varchar", Domain: "~string"},
	{Name: "DateColumn", Class: "Timestamp", Type: "Date"},
	{Name: "TimestampColumn", Class: "Timestamp", Type: "Timestamp"},
	{Name: "TimestampNSColumn", Class: "Timestamp", Type: "TimestampNS"},
	{Name: "UUIDColumn", Class: "UUID", Type: "UUID", Domain: "~[16]byte"},
	{Name: "IPv4Column", Class: "IPv4", Type: "IPv4"},
	{Name: "GeohashColumn", Class: "Geohash", Type: "GeohashBits(0)", Doc: "Its tag tells the precision: `qdb:\",geohash=8c\"` or `qdb:\",geohash=20b\"`, in characters or bits."},
	{Name: "Long256Column", Class: "Long256", Type: "Long256"},
	{Name: "BinaryColumn", Class: "Binary", Type: "Binary"},
	{Name: "DoubleArrayColumn", Class: "Array", Type: "Array(1)", Value: "[]float64"},
	{Name: "DoubleMatrixColumn", Class: "Array", Type: "Array(2)", Value: "[][]float64"},
	{Name: "DoubleTensorColumn", Class: "Array", Type: "Array(3)", Value: "types.NDArray", Doc: "The tag `qdb:\",dims=4\"` gives it four dimensions; without it has three."},
	{Name: "IntervalColumn", Class: "Interval", Type: "Interval", Doc: "Only sub-queries and views have one."},
}

const integers = "~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32"

// Assigned returns the Go type of an assignment, "" where nothing can be stored.
func (c Column) Assigned() string {
	if c.Value != "" {
		return c.Value
	}
	return ClassOf(c.Class).Value
}

// SQL is QuestDB's name of the column's type.
func (c Column) SQL() string {
	name, _, _ := strings.Cut(c.Type, "(")
	switch name {
	case "TimestampNS":
		return "TIMESTAMP_NS"
	case "GeohashBits":
		return "GEOHASH"
	case "IPv4":
		return "IPv4"
	case "Array":
		n := int(c.Type[len("Array(")] - '0')
		return "DOUBLE" + strings.Repeat("[]", n)
	}
	return strings.ToUpper(name)
}

// HasNull is false for the types in which QuestDB cannot store NULL.
func (c Column) HasNull() bool { return c.Type != "Boolean" && c.Type != "Byte" && c.Type != "Short" }

// Template is the signature of an operation's method.
type Template uint8

// The templates.
const (
	CompareValue Template = iota // Eq(v T) Boolean
	CompareExpr                  // EqExpr(y Operand) Boolean
	Test                         // IsNull() Boolean
	InValues                     // In(values ...T) Boolean
	Range                        // Between(lo, hi T) Boolean
	Binary                       // Add(y Operand) Result
	Logical                      // And(y Boolean) Boolean
	Unary                        // Neg() Result
	Cast                         // ToDouble() Result
	CastDecimal                  // ToDecimal(precision, scale int) Decimal
	CastGeohash                  // ToGeohash(bits int) Geohash
	Pattern                      // Like(pattern string) Boolean
	Regex                        // Matches(regex string) Boolean
	Network                      // ContainedBy(network netip.Prefix) Boolean
	Within                       // WithinAny(areas ...types.Geohash) Boolean
	InTick                       // In(tick Tick) Boolean
	Element                      // At(index ...int) Float
	SubArray                     // Index(index ...int) Array
	SliceArray                   // Slice(lo, hi int) Array
	ElementExpr                  // AtExpr(index ...Integer) Float
	SubArrayExpr                 // IndexExpr(index ...Integer) Array
	SliceExpr                    // SliceExpr(lo, hi Integer) Array
	Sort                         // Desc() Order
)

// Op is an operation: one method.
type Op struct {
	Name     string
	Template Template
	// Form is the variable in package expr that writes it.
	Form string
	// SQL shows it in docs and builds the conformance test's statements: x is
	// the receiver, y the operand.
	SQL string
	// Doc completes the sentence "Name is …" or is one of its own.
	Doc string
}

// Ops lists the operations in the order of the docs.
var Ops = []Op{
	{"Eq", CompareValue, "formEq", "x = y", "is true where x equals v"},
	{"Ne", CompareValue, "formNe", "x != y", "is true where x differs from v; NULL differs from every value"},
	{"Gt", CompareValue, "formGt", "x > y", "is true where x is greater than v"},
	{"Ge", CompareValue, "formGe", "x >= y", "is true where x is greater than v or equal"},
	{"Lt", CompareValue, "formLt", "x < y", "is true where x is less than v"},
	{"Le", CompareValue, "formLe", "x <= y", "is true where x is less than v or equal"},
	{"EqExpr", CompareExpr, "formEq", "x = y", "is true where x equals y; two NULLs are equal"},
	{"NeExpr", CompareExpr, "formNe", "x != y", "is true where x differs from y"},
	{"GtExpr", CompareExpr, "formGt", "x > y", "is true where x is greater than y"},
	{"GeExpr", CompareExpr, "formGe", "x >= y", "is true where x is greater than y or equal"},
	{"LtExpr", CompareExpr, "formLt", "x < y", "is true where x is less than y"},
	{"LeExpr", CompareExpr, "formLe", "x <= y", "is true where x is less than y or equal"},
	{"In", InValues, "formIn", "x IN (y)", "is true where x is one of the values; of no values it is false"},
	{"NotIn", InValues, "formNotIn", "x NOT IN (y)", "is true where x is none of the values; of no values it is true"},
	{"InTick", InTick, "formInTick", "x IN 'tick'", "is true where x lies in one of the intervals that the tick spells, such as 2026-01-02 for that whole day"},
	{"InInterval", CompareExpr, "formInInterval", "x IN y", "is true where x lies in the interval y, both ends included"},
	{"InTimes", InValues, "formIn", "x IN (y)", "is true where x is one of the instants; of none it is false"},
	{"NotInTimes", InValues, "formNotIn", "x NOT IN (y)", "is true where x is none of the instants; of none it is true"},
	{"Between", Range, "formBetween", "x BETWEEN y AND y", "is true where x is from lo to hi, both included; QuestDB swaps bounds that are the wrong way round"},
	{"IsNull", Test, "formIsNull", "x IS NULL", "is true where x is NULL"},
	{"IsNotNull", Test, "formIsNotNull", "x IS NOT NULL", "is true where x is not NULL"},
	{"And", Logical, "And", "x AND y", "is true where x and y are"},
	{"Or", Logical, "Or", "x OR y", "is true where x or y is"},
	{"Not", Logical, "Not", "NOT x", "is true where x is false"},
	{"Add", Binary, "formAdd", "x + y", "is the sum"},
	{"Sub", Binary, "formSub", "x - y", "is the difference"},
	{"Mul", Binary, "formMul", "x * y", "is the product"},
	{"Div", Binary, "formDiv", "x / y", "is the quotient; NULL where y is 0"},
	{"Mod", Binary, "formMod", "x % y", "is the remainder, with the sign of x; NULL where y is 0"},
	{"Neg", Unary, "formNeg", "-x", "is x with the other sign"},
	{"BitAnd", Binary, "formBitAnd", "x & y", "has the bits that both have"},
	{"BitOr", Binary, "formBitOr", "x | y", "has the bits that one of both has"},
	{"BitXor", Binary, "formBitXor", "x ^ y", "has the bits that just one of both has"},
	{"BitNot", Unary, "formBitNot", "~x", "has the bits that x has not"},
	{"ContainedBy", Network, "formContainedBy", "x << '10.0.0.0/8'", "is true where x is an address of the network; a network of one address contains none"},
	{"ContainedByOrEqual", Network, "formContainedByOrEqual", "x <<= '10.0.0.0/8'", "is true where x is an address of the network or the one address that it is"},
	{"WithinAny", Within, "formWithin", "x WITHIN(##1)", "is true where x lies in one of the areas; of none it is false"},
	{"At", Element, "formSubscript", "x[1]", "is the element at the position, counted from 1, or from the end for a negative index; there are as many indexes as dimensions. Out of range it is NULL"},
	{"Index", SubArray, "formSubscript", "x[1]", "is the array of fewer dimensions at the position, counted from 1"},
	{"Slice", SliceArray, "formSlice", "x[1:2]", "is the elements of the first dimension from lo to hi, hi not included, counted from 1; hi 0 is to the end"},
	{"AtExpr", ElementExpr, "formSubscript", "x[1]", "is At with positions that are computed for each row"},
	{"IndexExpr", SubArrayExpr, "formSubscript", "x[1]", "is Index with positions that are computed for each row"},
	{"SliceExpr", SliceExpr, "formSlice", "x[1:2]", "is Slice with bounds that are computed for each row; a LONG is cast to INT, which is all that they take, and 0 is an error of the server. A nil hi is to the end"},
	{"Concat", Binary, "formConcat", "x || y", "is y appended to x; NULL counts as empty"},
	{"Like", Pattern, "formLike", "x LIKE 'a%'", "is true where x matches the pattern: % is any text, _ any one character, \\ makes the next character plain. The empty pattern matches nothing, not even empty text"},
	{"NotLike", Pattern, "formNotLike", "x NOT LIKE 'a%'", "is true where Like is not"},
	{"ILike", Pattern, "formILike", "x ILIKE 'a%'", "is Like without regard to case"},
	{"NotILike", Pattern, "formNotILike", "x NOT ILIKE 'a%'", "is true where ILike is not"},
	{"Matches", Regex, "formMatches", "x ~ 'a'", "is true where some part of x matches the regular expression, in Java's syntax"},
	{"NotMatches", Regex, "formNotMatches", "x !~ 'a'", "is true where no part of x matches the regular expression"},
	{"ToBoolean", Cast, "types.Boolean", "x::BOOLEAN", "is x as a BOOLEAN: 0 is false, other numbers are true; of text, just 'true' is"},
	{"ToByte", Cast, "types.Byte", "x::BYTE", "is x as a BYTE; what does not fit wraps around"},
	{"ToShort", Cast, "types.Short", "x::SHORT", "is x as a SHORT; what does not fit wraps around"},
	{"ToInt", Cast, "types.Int", "x::INT", "is x as an INT; a fraction is cut off, what does not fit and text that is no integer is NULL"},
	{"ToLong", Cast, "types.Long", "x::LONG", "is x as a LONG; a fraction is cut off, what does not fit and text that is no integer is NULL; of a time it is the number of milli-, micro- or nanoseconds since 1970"},
	{"ToFloat", Cast, "types.Float", "x::FLOAT", "is x as a FLOAT; text that is no number is NULL"},
	{"ToDouble", Cast, "types.Double", "x::DOUBLE", "is x as a DOUBLE; text that is no number is NULL"},
	{"ToDecimal", CastDecimal, "", "x::DECIMAL(38,3)", "is x as a DECIMAL of that many digits, scale of them decimals; a value that needs more is an error of the query"},
	{"ToChar", Cast, "types.Char", "x::CHAR", "is the first character of x"},
	{"ToSymbol", Cast, "types.Symbol", "x::SYMBOL", "is x as a SYMBOL"},
	{"ToString", Cast, "types.String", "x::STRING", "is x as a STRING"},
	{"ToVarchar", Cast, "types.Varchar", "x::VARCHAR", "is x as a VARCHAR"},
	{"ToDate", Cast, "types.Date", "x::DATE", "is x as a DATE; a number is milliseconds since 1970, text that is no date is NULL"},
	{"ToTimestamp", Cast, "types.Timestamp", "x::TIMESTAMP", "is x as a TIMESTAMP; a number is microseconds since 1970, text that is no time is NULL"},
	{"ToTimestampNS", Cast, "types.TimestampNS", "x::TIMESTAMP_NS", "is x as a TIMESTAMP_NS; a number is nanoseconds since 1970, text that is no time is NULL"},
	{"ToUUID", Cast, "types.UUID", "x::UUID", "is x as a UUID; text that is none is NULL"},
	{"ToIPv4", Cast, "types.IPv4", "x::IPv4", "is x as an IPv4; text that is none is NULL"},
	{"ToLong256", Cast, "types.Long256", "x::LONG256", "is x as a LONG256, of text in hexadecimal; other text is NULL"},
	{"ToGeohash", CastGeohash, "", "CAST(x AS GEOHASH(1b))", "is x cut to that many bits, an area that contains it"},
	{"Asc", Sort, "formAsc", "x", "sorts by x, smallest first; NULL is smaller than any value"},
	{"Desc", Sort, "formDesc", "x DESC", "sorts by x, greatest first"},
}

// Method is the name of the operation's method: the searches of a time are all
// In to the eye of a user, and are told apart by what they take.
func (op Op) Method() string {
	if op.Template == InTick {
		return "In"
	}
	return op.Name
}

// Offer says that a class has an operation, with which operand and result.
type Offer struct {
	Class, Op string
	Operand   string
	Result    string
}

// Offers is the table.
var Offers = buildOffers()

func buildOffers() []Offer {
	var offers []Offer
	add := func(class, operand, result string, ops ...string) {
		for _, op := range ops {
			offers = append(offers, Offer{class, op, operand, result})
		}
	}
	equal := []string{"Eq", "Ne"}
	order := []string{"Gt", "Ge", "Lt", "Le"}
	equalExpr := []string{"EqExpr", "NeExpr"}
	orderExpr := []string{"GtExpr", "GeExpr", "LtExpr", "LeExpr"}
	arithmetic := []string{"Add", "Sub", "Mul", "Div", "Mod"}
	sorted := []string{"Asc", "Desc"}

	null := []string{"IsNull", "IsNotNull"}
	bits := []string{"BitAnd", "BitOr", "BitXor"}
	text := []string{"ToSymbol", "ToString", "ToVarchar"}
	integers := []string{"ToByte", "ToShort", "ToInt", "ToLong"}
	floats := []string{"ToFloat", "ToDouble"}
	times := []string{"ToDate", "ToTimestamp", "ToTimestampNS"}
	casts := func(class string, groups ...[]string) {
		for _, ops := range groups {
			for _, op := range ops {
				add(class, "", resultOfCast[op], op)
			}
		}
	}

	add("Boolean", "", "Boolean", equal...)
	add("Boolean", "Boolean", "Boolean", equalExpr...)
	add("Boolean", "Boolean", "Boolean", "And", "Or")
	add("Boolean", "", "Boolean", "Not")
	casts("Boolean", integers, floats, text)
	add("Boolean", "", "", sorted...)

	add("Integer", "", "Boolean", slices.Concat(equal, order)...)
	add("Integer", "Number", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Integer", "", "Boolean", slices.Concat([]string{"In", "NotIn", "Between"}, null)...)
	add("Integer", "Integer", "Integer", slices.Concat(arithmetic, bits)...)
	add("Integer", "", "Integer", "Neg", "BitNot")
	casts("Integer", []string{"ToBoolean", "ToChar", "ToDecimal"}, integers, floats, text, times)
	add("Integer", "", "", sorted...)

	add("Float", "", "Boolean", slices.Concat(equal, order)...)
	add("Float", "Number", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Float", "", "Boolean", slices.Concat([]string{"In", "NotIn"}, null)...)
	add("Float", "Number", "Float", arithmetic...)
	add("Float", "", "Float", "Neg")
	casts("Float", []string{"ToDecimal"}, integers, floats, text)
	add("Float", "", "", sorted...)

	add("Decimal", "", "Boolean", slices.Concat(equal, order)...)
	add("Decimal", "Exact", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Decimal", "", "Boolean", null...)
	add("Decimal", "Exact", "Decimal", arithmetic...)
	add("Decimal", "", "Decimal", "Neg")
	casts("Decimal", []string{"ToDecimal", "ToLong", "ToDouble", "ToString", "ToVarchar"})
	add("Decimal", "", "", sorted...)

	add("Text", "", "Boolean", slices.Concat(equal, order)...)
	add("Text", "Text", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Text", "", "Boolean", slices.Concat([]string{"In", "NotIn"}, null)...)
	add("Text", "", "Boolean", "Like", "NotLike", "ILike", "NotILike", "Matches", "NotMatches")
	add("Text", "Text", "Text", "Concat")
	casts("Text", []string{"ToBoolean", "ToChar", "ToUUID", "ToIPv4", "ToLong256"}, integers, floats, text, times)
	add("Text", "", "", sorted...)

	add("Timestamp", "", "Boolean", slices.Concat(equal, order)...)
	add("Timestamp", "Timestamp", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Timestamp", "", "Boolean", slices.Concat([]string{"InTick", "InTimes", "NotInTimes", "Between"}, null)...)
	add("Timestamp", "Interval", "Boolean", "InInterval")
	casts("Timestamp", []string{"ToLong"}, text, times)
	add("Timestamp", "", "", sorted...)

	add("UUID", "", "Boolean", slices.Concat(equal, []string{"In", "NotIn"}, null)...)
	add("UUID", "UUID", "Boolean", equalExpr...)
	casts("UUID", text)
	add("UUID", "", "", sorted...)

	add("IPv4", "", "Boolean", slices.Concat(equal, order, []string{"In", "NotIn"}, null)...)
	add("IPv4", "IPv4", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("IPv4", "", "Boolean", "ContainedBy", "ContainedByOrEqual")
	add("IPv4", "IPv4", "IPv4", "BitAnd", "BitOr")
	add("IPv4", "", "IPv4", "BitNot")
	add("IPv4", "IPv4", "Integer", "Sub")
	casts("IPv4", []string{"ToInt", "ToString", "ToVarchar"})
	add("IPv4", "", "", sorted...)

	add("Geohash", "", "Boolean", slices.Concat(equal, []string{"WithinAny"}, null)...)
	add("Geohash", "Geohash", "Boolean", equalExpr...)
	casts("Geohash", []string{"ToGeohash", "ToString", "ToVarchar"})
	add("Geohash", "", "", sorted...)

	add("Long256", "", "Boolean", slices.Concat(equal, null)...)
	add("Long256", "Long256", "Boolean", equalExpr...)
	casts("Long256", []string{"ToString", "ToVarchar"})
	add("Long256", "", "", sorted...)

	add("Binary", "", "Boolean", slices.Concat(equal, null)...)
	add("Binary", "Binary", "Boolean", equalExpr...)

	add("Array", "Array", "Boolean", equalExpr...)
	add("Array", "Elementwise", "Array", "Add", "Sub", "Mul", "Div")
	add("Array", "", "Array", "Neg")
	add("Array", "", "Float", "At", "AtExpr")
	add("Array", "", "Array", "Index", "IndexExpr", "Slice", "SliceExpr")
	casts("Array", []string{"ToString", "ToVarchar"})

	add("Interval", "Interval", "Boolean", equalExpr...)
	casts("Interval", []string{"ToString", "ToVarchar"})
	return offers
}

// resultOfCast is the class of what a cast makes.
var resultOfCast = map[string]string{
	"ToBoolean": "Boolean", "ToByte": "Integer", "ToShort": "Integer", "ToInt": "Integer", "ToLong": "Integer",
	"ToFloat": "Float", "ToDouble": "Float", "ToDecimal": "Decimal", "ToChar": "Text", "ToSymbol": "Text", "ToString": "Text",
	"ToVarchar": "Text", "ToDate": "Timestamp", "ToTimestamp": "Timestamp", "ToTimestampNS": "Timestamp", "ToUUID": "UUID",
	"ToIPv4": "IPv4", "ToLong256": "Long256", "ToGeohash": "Geohash",
}

// OpOf returns the operation of that name.
func OpOf(name string) Op {
	for _, op := range Ops {
		if op.Name == name {
			return op
		}
	}
	return Op{}
}

// ClassOf returns the class of that name.
func ClassOf(name string) Class {
	for _, c := range Classes {
		if c.Name == name {
			return c
		}
	}
	return Class{}
}
