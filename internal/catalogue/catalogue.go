// Package catalogue is the table of the server's functions that package
// expr/fn offers. The generator writes fn and docs/functions.md from it, and
// tests hold it against a live server. It is the one place where a function is
// added: one line of its page.
//
// A line gives the signature as Go will have it, with the server's name:
//
//	dateadd(unit Period, n Int, ts Timestamp, zone? Text) Timestamp time(ts)
//
// An argument has a class of package expr (Number, Timestamp, …), one with a
// type parameter where the result has the argument's class (Numeric[C]), or a
// word for a constant, which is a Go value and written as a literal: int, int64,
// float, string, char, bool, time, Stride, Period, Step. Int is an Integer of at
// most 32 bits, which is all that some functions take; Wide[C] is a Measure[C]
// that is no DATE, its small integers cast to LONG. Kinds in braces narrow a
// class: Text{Char}, or {!Date} for all but that. A question mark makes the last
// argument optional, dots variadic; a star stands for the whole row. Text in quotes is written always, and no
// parameter in Go.
//
// The result is a type (Double), or a class or type parameter with the rule that
// gives the type: "=x" is that of the argument x, other rules are functions of
// expr/fn. Where the Go name is not the server's by internal/naming, it stands
// before it: CountOf: count(x Countable) Long.
package catalogue

import "slices"

// Kind is how a function is used.
type Kind uint8

// The kinds.
const (
	// Scalar computes a value of one row.
	Scalar Kind = iota
	// Aggregate computes a value of a group of rows, and has no window form.
	Aggregate
	// AggregateWindow is an aggregate that has a window form too.
	AggregateWindow
	// Window has a window form only.
	Window
	// ValueWindow is Window that can ignore NULLs.
	ValueWindow
	// Cursor is a function that FROM names.
	Cursor
	// ByHand is a Scalar or Cursor whose Go function is written by hand; the
	// signature is for tests and docs.
	ByHand
)

// String names the kind in docs.
func (k Kind) String() string {
	return [...]string{"scalar", "aggregate", "aggregate, window", "window", "window", "table", "scalar"}[k]
}

// Line describes a function.
type Line struct {
	Kind      Kind
	Signature string
	// Since is the first release of QuestDB that has the function: "9.3" where
	// its release notes or docs say so; "≤8.1" where the docs have it by then, and
	// older ones were not seen or do not know it; "≤9.3" where nothing is known
	// but that 9.3.4 has it.
	Since string
	// Doc completes the sentence that begins with the Go name. It tells units;
	// and NULL, where the rule of the kind is not what happens.
	Doc string
}

// Page is a page of QuestDB's docs, under query/functions.
type Page struct {
	Name  string
	Lines []Line
}

// Pages is the catalogue, in the order of the docs.
var Pages = []Page{
	aggregation, array, binary, boolean, conditional, dateTime, finance, hash, json, meta, numeric, parquet,
	patternMatching, randomValueGenerator, rowGenerator, spatial, text, trigonometric, uuid, window,
}

// Later lists what the docs describe and QuestDB 9.3.4 does not have.
var Later = []string{
	"array_agg", "bar", "cume_dist", "is_end_of_month", "kurtosis_pop", "kurtosis_samp", "live_views", "nth_value", "ntile",
	"regr_r2", "skewness_pop", "skewness_samp", "sparkline", "unnest",
}

// Functions returns the catalogue, read, or the first line that cannot be.
func Functions() ([]Function, error) {
	var all []Function
	for _, p := range Pages {
		for _, l := range p.Lines {
			f, err := parse(p.Name, l)
			if err != nil {
				return nil, err
			}
			all = append(all, f)
		}
	}
	for _, r := range Relations {
		f, err := parse("meta", Line{Kind: Cursor, Signature: r.Signature, Since: r.Since, Doc: r.Doc})
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// Of returns the functions of one page.
func Of(all []Function, page string) []Function {
	return slices.DeleteFunc(slices.Clone(all), func(f Function) bool { return f.Page != page })
}
