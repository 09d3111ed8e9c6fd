package main

import (
	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

// In a real program there is one declaration, which changes from commit to
// commit. Here are three of its versions, side by side.

// TradesV1 is where it begins.
type TradesV1 struct {
	expr.Table
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
	Size   expr.IntColumn
	Ts     expr.TimestampColumn
}

// TradesV2 knows which side traded.
type TradesV2 struct {
	expr.Table
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
	Size   expr.IntColumn
	Ts     expr.TimestampColumn
	Side   expr.SymbolColumn
}

// TradesV3 has another name for the price, and room for larger sizes.
type TradesV3 struct {
	expr.Table
	Symbol expr.SymbolColumn
	Px     expr.DoubleColumn
	Size   expr.LongColumn
	Ts     expr.TimestampColumn
	Side   expr.SymbolColumn
}

const table = "example_trades"

var (
	tradesV1 = ddl.Define(table, func(t TradesV1) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })
	tradesV2 = ddl.Define(table, func(t TradesV2) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })
	tradesV3 = ddl.Define(table, func(t TradesV3) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })
)
