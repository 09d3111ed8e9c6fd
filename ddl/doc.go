// Package ddl declares QuestDB tables in Go and renders the statements that
// create, change and drop them.
//
// A table is declared in one of two forms. The typed form is a struct of columns
// and [Define]; its columns are typed expressions for package expr:
//
//	type SignalTable struct {
//		expr.Table
//		Source expr.SymbolColumn `qdb:"source,capacity=256"`
//		Value  expr.DoubleColumn
//		Ts     expr.TimestampColumn
//	}
//
//	var Signal = ddl.Define("signal", func(t SignalTable) ddl.Spec {
//		return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL().DedupKeys(t.Ts, t.Source)
//	})
//
// The quick form is a chain, of which each step offers what QuestDB's grammar
// has next:
//
//	var signal = ddl.Table("signal").
//		Symbol("source").Double("value").Timestamp("ts").Designated().
//		PartitionBy(ddl.Hour).WAL()
//
// Either prints as its CREATE TABLE statement. A declaration that does not fit
// is an error at first use, and in [Check], which is meant for a unit test.
package ddl

//go:generate go run ../internal/cmd/chaingen .
