package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/questql/questql/internal/catalogue"
)

// aggregates of classes whose sum has a type of its own.
var sums = map[string]string{"Integer": "IntegerSum", "Float": "FloatAggregate"}

// callsFile lists every function as a Go value for each class that its type
// parameters can be, so that a test can call them by reflection.
func callsFile(functions []catalogue.Function) string {
	var b strings.Builder
	b.WriteString("// generated holds the functions by name, generic ones for each class.\nvar generated = map[string][]any{\n")
	for _, f := range functions {
		if f.Kind == catalogue.ByHand || f.Kind == catalogue.Cursor {
			continue
		}
		fmt.Fprintf(&b, "%q: {%s},\n", f.Go, strings.Join(instances(f), ", "))
	}
	b.WriteString("}\n")
	return b.String()
}

// instances are a function with each type argument in turn.
func instances(f catalogue.Function) []string {
	params := f.TypeParams()
	if len(params) == 0 {
		return []string{"fn." + f.Go}
	}
	var each [][]string
	for _, p := range params {
		i := slices.IndexFunc(f.Args, func(a catalogue.Arg) bool { return a.Param == p })
		each = append(each, typeArguments(f.Args[i]))
	}
	var out []string
	for _, first := range each[0] {
		if len(each) == 1 {
			out = append(out, fmt.Sprintf("fn.%s[%s]", f.Go, first))
			continue
		}
		for _, second := range each[1] {
			out = append(out, fmt.Sprintf("fn.%s[%s, %s]", f.Go, first, second))
		}
	}
	return out
}

// typeArguments are what the type parameter of an argument can be.
func typeArguments(a catalogue.Arg) []string {
	var out []string
	for _, class := range catalogue.Members(a.Class) {
		switch a.Param {
		case "A":
			class += "Aggregate"
		case "S":
			class = sums[class]
		}
		out = append(out, "expr."+class)
	}
	return out
}
