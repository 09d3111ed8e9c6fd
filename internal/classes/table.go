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
		Name: "Integer", Value: "int64", Embeds: []string{"Number"},
		Kinds: []types.Kind{types.KindByte, types.KindShort, types.KindInt, types.KindLong},
		Doc:   "a BYTE, SHORT, INT or LONG expression. Arithmetic of two integers is an integer: 5 / 2 is 2, and an overflow is NULL; ToDouble makes a Float of it",
	},
	{
		Name: "Float", Value: "float64", Embeds: []string{"Number"},
		Kinds: []types.Kind{types.KindFloat, types.KindDouble},
		Doc:   "a FLOAT or DOUBLE expression. NaN and the infinities are NULL",
	},
	{
		Name: "Text", Value: "string", Kinds: []types.Kind{types.KindChar, types.KindSymbol, types.KindString, types.KindVarchar},
		Doc: "a CHAR, SYMBOL, STRING or VARCHAR expression. The empty string is not NULL. A CHAR is text of one character: In beside one takes just such",
	},
	{
		Name: "Timestamp", Value: "time.Time", Kinds: []types.Kind{types.KindTimestamp, types.KindTimestampNS, types.KindDate},
		Doc: "a TIMESTAMP, TIMESTAMP_NS or DATE expression: an instant in UTC. What is finer than the type is cut off",
	},
}

// Column is a column type of package expr.
type Column struct {
	Name  string // "DoubleColumn"
	Class string // "Float"
	Type  string // the variable in package types: "Double"
	Value string // the Go type of an assignment, where it is not the class's
}

// Columns lists the column types.
var Columns = []Column{
	{Name: "BooleanColumn", Class: "Boolean", Type: "Boolean"},
	{Name: "ByteColumn", Class: "Integer", Type: "Byte"},
	{Name: "ShortColumn", Class: "Integer", Type: "Short"},
	{Name: "IntColumn", Class: "Integer", Type: "Int"},
	{Name: "LongColumn", Class: "Integer", Type: "Long"},
	{Name: "FloatColumn", Class: "Float", Type: "Float"},
	{Name: "DoubleColumn", Class: "Float", Type: "Double"},
	{Name: "CharColumn", Class: "Text", Type: "Char"},
	{Name: "SymbolColumn", Class: "Text", Type: "Symbol"},
	{Name: "StringColumn", Class: "Text", Type: "String"},
	{Name: "VarcharColumn", Class: "Text", Type: "Varchar"},
	{Name: "DateColumn", Class: "Timestamp", Type: "Date"},
	{Name: "TimestampColumn", Class: "Timestamp", Type: "Timestamp"},
	{Name: "TimestampNSColumn", Class: "Timestamp", Type: "TimestampNS"},
}

// SQL is QuestDB's name of the column's type.
func (c Column) SQL() string {
	if c.Type == "TimestampNS" {
		return "TIMESTAMP_NS"
	}
	return strings.ToUpper(c.Type)
}

// HasNull is false for the types in which QuestDB cannot store NULL.
func (c Column) HasNull() bool { return c.Type != "Boolean" && c.Type != "Byte" && c.Type != "Short" }

// Template is the signature of an operation's method.
type Template uint8

// The templates.
const (
	CompareValue Template = iota // Eq(v T) Boolean
	CompareExpr                  // EqExpr(x Operand) Boolean
	Test                         // IsNull() Boolean
	InValues                     // In(values ...T) Boolean
	Range                        // Between(lo, hi T) Boolean
	Binary                       // Add(x Operand) Result
	Logical                      // And(y Boolean) Boolean
	Unary                        // Neg() Result
	Cast                         // ToDouble() Result
	Pattern                      // Like(pattern string) Boolean
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
	{"InTimes", InValues, "formIn", "x IN (y)", "is true where x is one of the instants; of none it is false"},
	{"NotInTimes", InValues, "formNotIn", "x NOT IN (y)", "is true where x is none of the instants; of none it is true"},
	{"Between", Range, "formBetween", "x BETWEEN y AND y", "is true where x is from lo to hi, both included"},
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
	{"Concat", Binary, "formConcat", "x || y", "is y appended to x; NULL counts as empty"},
	{"Like", Pattern, "formLike", "x LIKE 'a%'", "is true where x matches the pattern: % is any text, _ any one character, \\ makes the next character plain"},
	{"ILike", Pattern, "formILike", "x ILIKE 'a%'", "is Like without regard to case"},
	{"ToDouble", Cast, "types.Double", "x::DOUBLE", "is x as a DOUBLE; text that is no number is NULL"},
	{"ToLong", Cast, "types.Long", "x::LONG", "is x as a LONG; a fraction is cut off, what does not fit and text that is no integer is NULL; of a time it is the number of milli-, micro- or nanoseconds since 1970"},
	{"ToVarchar", Cast, "types.Varchar", "x::VARCHAR", "is x as text"},
	{"Asc", Sort, "formAsc", "x", "sorts by x, smallest first; NULL is smaller than any value"},
	{"Desc", Sort, "formDesc", "x DESC", "sorts by x, greatest first"},
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

	add("Boolean", "", "Boolean", equal...)
	add("Boolean", "Boolean", "Boolean", equalExpr...)
	add("Boolean", "Boolean", "Boolean", "And", "Or")
	add("Boolean", "", "Boolean", "Not")
	add("Boolean", "", "Text", "ToVarchar")
	add("Boolean", "", "Float", "ToDouble")
	add("Boolean", "", "Integer", "ToLong")
	add("Boolean", "", "", sorted...)

	add("Integer", "", "Boolean", slices.Concat(equal, order)...)
	add("Integer", "Number", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Integer", "", "Boolean", "In", "NotIn", "Between", "IsNull", "IsNotNull")
	add("Integer", "Integer", "Integer", arithmetic...)
	add("Integer", "", "Integer", "Neg")
	add("Integer", "", "Float", "ToDouble")
	add("Integer", "", "Integer", "ToLong")
	add("Integer", "", "Text", "ToVarchar")
	add("Integer", "", "", sorted...)

	add("Float", "", "Boolean", slices.Concat(equal, order)...)
	add("Float", "Number", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Float", "", "Boolean", "In", "NotIn", "IsNull", "IsNotNull")
	add("Float", "Number", "Float", arithmetic...)
	add("Float", "", "Float", "Neg")
	add("Float", "", "Float", "ToDouble")
	add("Float", "", "Integer", "ToLong")
	add("Float", "", "Text", "ToVarchar")
	add("Float", "", "", sorted...)

	add("Text", "", "Boolean", slices.Concat(equal, order)...)
	add("Text", "Text", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Text", "", "Boolean", "In", "NotIn", "IsNull", "IsNotNull", "Like", "ILike")
	add("Text", "Text", "Text", "Concat")
	add("Text", "", "Text", "ToVarchar")
	add("Text", "", "Float", "ToDouble")
	add("Text", "", "Integer", "ToLong")
	add("Text", "", "", sorted...)

	add("Timestamp", "", "Boolean", slices.Concat(equal, order)...)
	add("Timestamp", "Timestamp", "Boolean", slices.Concat(equalExpr, orderExpr)...)
	add("Timestamp", "", "Boolean", "InTimes", "NotInTimes", "Between", "IsNull", "IsNotNull")
	add("Timestamp", "", "Integer", "ToLong")
	add("Timestamp", "", "Float", "ToDouble")
	add("Timestamp", "", "Text", "ToVarchar")
	add("Timestamp", "", "", sorted...)
	return offers
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
