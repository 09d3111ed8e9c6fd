//go:build ignore

package spec

import (
	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/types"
)

type trades struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
}

func _(t trades, d ddl.DesignatedSpec, p ddl.PartitionedSpec, b ddl.BypassWALSpec) {
	_ = ddl.Designated(t.Price)           // want `cannot use t.Price (variable of struct type expr.DoubleColumn) as expr.ColumnOf[expr.Timestamp] value`
	_ = ddl.Designated(t.Ts)              // twin
	_ = d.WAL()                           // want `d.WAL undefined`
	_ = d.PartitionBy(ddl.Day)            // twin
	_ = d.TTL(ddl.Days(1))                // want `d.TTL undefined`
	_ = p.TTL(ddl.Days(1))                // twin
	_ = d.DedupKeys(t.Ts)                 // want `d.DedupKeys undefined`
	_ = p.DedupKeys(t.Ts)                 // twin
	_ = b.DedupKeys(t.Ts)                 // want `b.DedupKeys undefined`
	_ = b.TTL(ddl.Days(1))                // twin
	_ = p.DedupKeys("ts")                 // want `cannot use "ts" (constant of type string) as expr.Column value`
	_ = p.DedupKeys(t.Symbol, t.Ts)       // twin
	_ = p.DedupKeys(t.Price.Add(t.Price)) // want `cannot use t.Price.Add(t.Price) (value of interface type expr.Float) as expr.Column value`
	_ = p.DedupKeys(t.Price, t.Ts)        // twin
}

func _(t trades, q expr.Query, name string) {
	a := ddl.Alter(t)
	_ = a.AddColumn(types.Varchar)                                // want `cannot use types.Varchar (variable of struct type types.Type) as ddl.ColumnDefinition value`
	_ = a.AddColumn(ddl.Varchar("note"))                          // twin
	_ = a.AddColumn(t.Price)                                      // want `cannot use t.Price (variable of struct type expr.DoubleColumn) as ddl.ColumnDefinition value`
	_ = a.AddColumn(ddl.DefinitionOf(t.Price))                    // twin
	_ = a.DropColumn("note")                                      // want `cannot use "note" (constant of type string) as expr.Column value`
	_ = a.DropColumn(ddl.Col("note"))                             // twin
	_ = a.DropPartitionWhere("ts < now()")                        // want `cannot use "ts < now()" (constant of type string) as expr.Boolean value`
	_ = a.DropPartitionList("2026-01-01")                         // twin
	_ = a.DropPartitionWhere(t.Ts)                                // want `cannot use t.Ts (variable of struct type expr.TimestampColumn) as expr.Boolean value`
	_ = a.DropPartitionWhere(t.Ts.IsNull())                       // twin
	_ = a.AlterColumn(t.Symbol).Type(ddl.Varchar("x"))            // want `cannot use ddl.Varchar("x") (value of struct type ddl.Definition) as types.Type value`
	_ = a.AlterColumn(t.Symbol).Type(types.Varchar)               // twin
	_ = ddl.Double("d").Index()                                   // want `ddl.Double("d").Index undefined`
	_ = ddl.Symbol("d").Index()                                   // twin
	_ = ddl.Create(t).As("SELECT 1")                              // want `cannot use "SELECT 1" (untyped string constant) as expr.Query value`
	_ = ddl.Create(t).As(q)                                       // twin
	_ = ddl.Create(t).Batch(5)                                    // want `ddl.Create(t).Batch undefined`
	_ = ddl.Create(t).As(q).Batch(5)                              // twin
	_ = ddl.Every(ddl.Hours(1)).TimeZone("UTC")                   // want `ddl.Every(ddl.Hours(1)).TimeZone undefined`
	_ = ddl.PeriodLength(ddl.Hours(1)).TimeZone("UTC")            // twin
	_ = ddl.Immediate().Start(nil)                                // want `ddl.Immediate().Start undefined`
	_ = ddl.Immediate().Deferred()                                // twin
	_ = ddl.Materialized(q).TTL(ddl.Days(1))                      // want `ddl.Materialized(q).TTL undefined`
	_ = ddl.Materialized(q).PartitionBy(ddl.Day).TTL(ddl.Days(1)) // twin
	_ = ddl.Permissions(name)                                     // want `cannot use name (variable of type string) as ddl.permission value`
	_ = ddl.Permissions("SELECT")                                 // twin
}
