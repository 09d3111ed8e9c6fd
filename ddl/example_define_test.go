package ddl_test

import (
	"fmt"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

type SignalTable struct {
	expr.Table
	Source expr.SymbolColumn `qdb:"source,capacity=256"`
	Value  expr.DoubleColumn
	Ts     expr.TimestampColumn
}

var Signal = ddl.Define("signal", func(t SignalTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL().DedupKeys(t.Ts, t.Source)
})

func ExampleDefine() {
	fmt.Println(Signal)
	fmt.Println(ddl.Create(Signal).IfNotExists())
	fmt.Println(ddl.Drop(Signal).IfExists())
	// Output:
	// CREATE TABLE signal (source SYMBOL CAPACITY 256, value DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY HOUR WAL DEDUP UPSERT KEYS (ts, source)
	// CREATE TABLE IF NOT EXISTS signal (source SYMBOL CAPACITY 256, value DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY HOUR WAL DEDUP UPSERT KEYS (ts, source)
	// DROP TABLE IF EXISTS signal
}

func ExampleTable() {
	signal := ddl.Table("signal").
		Symbol("source").Double("value").Timestamp("ts").Designated().
		PartitionBy(ddl.Hour).WAL()
	fmt.Println(signal)
	// Output:
	// CREATE TABLE signal (source SYMBOL, value DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY HOUR WAL
}

func ExampleCheck() {
	// In a unit test: all tables of the program, no database.
	type Wrong struct {
		expr.Table
		Price expr.DoubleColumn
		Other expr.DoubleColumn `qdb:"PRICE"`
	}
	wrong := ddl.Define("trades", func(Wrong) ddl.Spec { return nil })
	fmt.Println(ddl.Check(Signal, wrong))
	// Output:
	// table "trades" (ddl_test.Wrong): field Price (column "price") and field Other (column "PRICE") have the same name (QuestDB ignores case)
}
