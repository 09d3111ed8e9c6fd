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
		func(op Op, x, y types.Kind) bool { return op.Name == "Concat" },
	},
	{
		"NULL of BOOLEAN", "QuestDB has none: the answer is false for every row",
		func(op Op, x, _ types.Kind) bool {
			return x == types.KindBoolean && (op.Name == "IsNull" || op.Name == "IsNotNull")
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
		"an integer with a float", "the result would be no Integer: say y.Add(x), or x.ToDouble()",
		func(op Op, x, y types.Kind) bool {
			return op.isArithmetic() && Of(x).Name == "Integer" && Of(y).Name == "Float"
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

func isText(k types.Kind) bool { return Of(k).Name == "Text" }
func isTime(k types.Kind) bool { return Of(k).Name == "Timestamp" }

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
