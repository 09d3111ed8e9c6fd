package classes

import "slices"

// Set is a group of classes that the arguments of some functions may have: an
// interface in package expr.
type Set struct {
	// Name is the interface.
	Name string
	// Base is what it embeds: Expression, or an interface with the type
	// parameter that makes a function's result follow its argument.
	Base string
	// Classes lists the members.
	Classes []string
	// Doc completes the sentence "Name is …".
	Doc string
}

// Sets lists the sets.
var Sets = []Set{
	{"Numeric", "Class[C]", []string{"Integer", "Float", "Decimal"}, "a number of any class, C"},
	{"Fractional", "Class[C]", []string{"Float", "Decimal"}, "a number that can have a fraction: a Float or Decimal, C"},
	{"Quantity", "Class[C]", []string{"Integer", "Float", "Decimal", "Timestamp"}, "a number or a time, C"},
	{"Categorical", "Class[C]", []string{"Boolean", "Integer", "Float", "Text"}, "a Boolean, number or text, C"},
	{"Nullable", "Class[C]", []string{"Integer", "Float", "Decimal", "Text", "Timestamp", "UUID", "IPv4", "Geohash", "Array"}, "an expression that can be NULL, of class C"},
	{"Storable", "Class[C]", []string{"Boolean", "Integer", "Float", "Decimal", "Text", "Timestamp", "UUID", "IPv4", "Geohash", "Array"}, "an expression of which an aggregate can keep a value, of class C"},
	{"Ordered", "Aggregable[A]", []string{"Integer", "Float", "Decimal", "Text", "Timestamp", "IPv4"}, "an expression whose values have an order; A is its class's aggregate"},
	{"Countable", "Expression", []string{"Integer", "Float", "Decimal", "Text", "Timestamp", "UUID", "IPv4", "Geohash", "Long256"}, "an expression whose values can be counted: of any class but Boolean, which has no NULL, Binary, Array and Interval"},
	{"Distinguishable", "Expression", []string{"Integer", "Text", "Timestamp", "UUID", "IPv4", "Long256"}, "an expression whose different values can be told apart and counted"},
	{"Printable", "Expression", []string{"Boolean", "Integer", "Float", "Decimal", "Text", "Timestamp", "UUID", "IPv4", "Long256", "Binary"}, "an expression that the server can make text of"},
	{"Integral", "Expression", []string{"Integer", "Timestamp", "IPv4"}, "an integer, a time or an address: what the server keeps as a whole number"},
	{"Content", "Expression", []string{"Text", "Binary"}, "text or bytes"},
}

// SetsOf returns the sets of a class.
func SetsOf(class string) []Set {
	var sets []Set
	for _, s := range Sets {
		if slices.Contains(s.Classes, class) {
			sets = append(sets, s)
		}
	}
	return sets
}
