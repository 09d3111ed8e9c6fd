package qdb_test

import (
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

// SignalTable is the table of QuestDB's SQLAlchemy guide.
type SignalTable struct {
	expr.Table
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	Ts     expr.TimestampColumn
}

var Signal = ddl.Define("qdb_signal", func(t SignalTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL()
})

type SignalRow struct {
	Source string
	Value  float64
	Ts     time.Time
}

// BigTable is a table of very many rows.
type BigTable struct {
	expr.Table
	V  expr.LongColumn
	Ts expr.TimestampColumn
}

var Big = ddl.Define("qdb_big", func(t BigTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.None) })

var noon = time.Date(2026, 1, 2, 12, 0, 0, 123456000, time.UTC)
