package qdb_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
)

// BenchmarkPlan measures what a call of All or Query adds to that of a prepared
// statement, beside rendering: its columns are matched with the fields.
func BenchmarkPlan(b *testing.B) {
	wide := expr.Select(expr.All).From(Params)
	for name, check := range map[string]func() error{
		"3 columns":  func() error { return qdb.CheckRow[SignalRow](all) },
		"23 columns": func() error { return qdb.CheckRow[ParamRow](wide) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := check(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
