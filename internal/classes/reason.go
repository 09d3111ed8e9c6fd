package classes

import (
	"slices"
	"strings"

	"github.com/questql/questql/types"
)

// Reason is a rule by which the classes leave out what the server would take.
type Reason struct {
	Name string
	// Why completes "it is left out because".
	Why string
	// covers reports whether the rule is about the operation on an x and a y.
	// An operation without a second operand has a y of no meaning.
	covers func(op Op, x, y types.Kind) bool
}

// Reasons are the rules, the first that covers an operation being its reason.
// The conformance test counts them.
var Reasons = []Reason{
	{
		"|| of anything", "the server writes numbers and times its own way: say ToVarchar()",
		func(op Op, _, _ types.Kind) bool { return op.Name == "Concat" },
	},
	{
		"NULL of BOOLEAN", "QuestDB has none: the answer is false for every row",
		func(op Op, x, _ types.Kind) bool {
			return x == types.KindBoolean && (op.Name == "IsNull" || op.Name == "IsNotNull")
		},
	},
	{
		"IN without a list", "it is equality, and for a time something else again: say Eq, In or InTimes",
		func(op Op, _, _ types.Kind) bool { return op.Template == InTick || op.Name == "InInterval" },
	},
	{
		"a cast of no meaning", "what it makes is arbitrary: a step by ToLong or ToVarchar says what is meant",
		func(op Op, _, _ types.Kind) bool {
			return op.Template == Cast || op.Template == CastDecimal || op.Template == CastGeohash
		},
	},
	{
		"a subscript of no array", "it is NULL",
		func(op Op, x, _ types.Kind) bool {
			return (op.Template == Element || op.Template == ElementExpr) && x != types.KindArray
		},
	},
	{
		"a UUID as another type", "it is read as text, or as two numbers: say ToVarchar()",
		func(_ Op, x, y types.Kind) bool { return x == types.KindUUID || y == types.KindUUID },
	},
	{
		"an address as a number", "a LONG is refused: compute with ToInt()",
		func(op Op, x, y types.Kind) bool { return op.hasTwo() && (x == types.KindIPv4 || y == types.KindIPv4) },
	},
	{
		"a LONG256 as a number", "it is an identifier; - makes a LONG of it, and < holds for NULL",
		func(op Op, x, y types.Kind) bool {
			return x == types.KindLong256 || op.hasTwo() && y == types.KindLong256
		},
	},
	{
		"implicit text cast", "text that is no number or time gives an error for a row or no match: say ToDouble() and its like, or ToVarchar()",
		func(op Op, x, y types.Kind) bool {
			return op.hasTwo() && isText(x) != isText(y) || op.isArithmetic() && isText(x)
		},
	},
	{
		"a time as a number", "its unit is the column's, milliseconds to nanoseconds: compare with a time, add with fn.DateAdd, or say ToLong()",
		func(op Op, x, y types.Kind) bool {
			return op.hasTwo() && isTime(x) != isTime(y) || op.isArithmetic() && isTime(x)
		},
	},
	{
		"bits of what is no integer", "of a symbol they are its number in the dictionary: say ToLong()",
		func(op Op, _, _ types.Kind) bool { return strings.HasPrefix(op.Name, "Bit") },
	},
	{
		"the other way round", "the result is of y's class, and y has the method: say y.Add(x), or x.ToDouble().Sub(y)",
		func(op Op, x, y types.Kind) bool {
			return op.hasTwo() && isNumber(x) && Of(x).Name != Of(y).Name && (isNumber(y) || y == types.KindDecimal || y == types.KindArray) && op.Template != InValues
		},
	},
	{
		"a list of another class", "values in a list have the class's Go type",
		func(op Op, x, y types.Kind) bool { return op.Template == InValues && Of(x).Name != Of(y).Name },
	},
}

func (op Op) hasTwo() bool { return strings.Contains(op.SQL, "y") }

func (op Op) isArithmetic() bool {
	return slices.Contains([]string{"Add", "Sub", "Mul", "Div", "Mod", "Neg"}, op.Name)
}

func isText(k types.Kind) bool   { return Of(k).Name == "Text" }
func isNumber(k types.Kind) bool { return slices.Contains(Of(k).Embeds, "Number") }
func isTime(k types.Kind) bool   { return Of(k).Name == "Timestamp" }

// ReasonFor returns the name of the rule that leaves an operation out, or "".
func ReasonFor(op Op, x, y types.Kind) string {
	for _, r := range Reasons {
		if r.covers(op, x, y) {
			return r.Name
		}
	}
	return ""
}

// Of returns the class of a kind.
func Of(k types.Kind) Class {
	for _, c := range Classes {
		if slices.Contains(c.Kinds, k) {
			return c
		}
	}
	return Class{}
}

// Kills reports whether the operation ends the server process, so that it must
// never be sent: a UUID is compared by order with nothing.
func Kills(op Op, x, y types.Kind) bool {
	return (x == types.KindUUID || y == types.KindUUID) && strings.ContainsAny(op.SQL, "<>") && strings.Contains(op.SQL, "y")
}
