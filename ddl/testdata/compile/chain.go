//go:build ignore

package chain

import (
	"time"

	"github.com/questql/questql/ddl"
)

func _() {
	_ = ddl.Table("t").Double("v").Designated()                                           // want `ddl.Table("t").Double("v").Designated undefined`
	_ = ddl.Table("t").Timestamp("v").Designated()                                        // twin
	_ = ddl.Table("t").Symbol("s").Designated()                                           // want `ddl.Table("t").Symbol("s").Designated undefined`
	_ = ddl.Table("t").TimestampNS("s").Designated()                                      // twin
	_ = ddl.Table("t").Date("d").Designated()                                             // want `ddl.Table("t").Date("d").Designated undefined`
	_ = ddl.Table("t").Date("d").Timestamp("ts").Designated()                             // twin
	_ = ddl.Table("t").Timestamp("ts").Double("v").Designated()                           // want `ddl.Table("t").Timestamp("ts").Double("v").Designated undefined`
	_ = ddl.Table("t").Timestamp("ts").Designated().Double("v")                           // twin
	_ = ddl.Table("t").Designated()                                                       // want `ddl.Table("t").Designated undefined`
	_ = ddl.Table("t").Timestamp("ts").Designated()                                       // twin
	_ = ddl.Table("t").Timestamp("ts").PartitionBy(ddl.Day)                               // want `ddl.Table("t").Timestamp("ts").PartitionBy undefined`
	_ = ddl.Table("t").Timestamp("ts").Designated().PartitionBy(ddl.Day)                  // twin
	_ = ddl.Table("t").Double("v").PartitionBy(ddl.Day)                                   // want `ddl.Table("t").Double("v").PartitionBy undefined`
	_ = ddl.Table("t").Double("v").InVolume("x")                                          // twin
	_ = ddl.Table("t").Double("v").WAL()                                                  // want `ddl.Table("t").Double("v").WAL undefined`
	_ = ddl.Table("t").Double("v").OwnedBy("x")                                           // twin
	_ = ddl.Table("t").Double("v").BypassWAL()                                            // want `ddl.Table("t").Double("v").BypassWAL undefined`
	_ = ddl.Table("t").Double("v").MaxUncommittedRows(5)                                  // twin
	_ = ddl.Table("t").Double("v").TTL(ddl.Days(1))                                       // want `ddl.Table("t").Double("v").TTL undefined`
	_ = ddl.Table("t").Double("v").O3MaxLag(time.Second)                                  // twin
	_ = ddl.Table("t").Double("v").DedupKeys("v")                                         // want `ddl.Table("t").Double("v").DedupKeys undefined`
	_ = ddl.Table("t").Double("v").Parquet(ddl.Plain, ddl.Snappy)                         // twin
	_ = ddl.Table("t").Timestamp("ts").Designated().WAL()                                 // want `ddl.Table("t").Timestamp("ts").Designated().WAL undefined`
	_ = ddl.Table("t").Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL()            // twin
	_ = ddl.Table("t").Timestamp("ts").Designated().TTL(ddl.Days(1))                      // want `ddl.Table("t").Timestamp("ts").Designated().TTL undefined`
	_ = ddl.Table("t").Timestamp("ts").Designated().PartitionBy(ddl.Day).TTL(ddl.Days(1)) // twin
	_ = ddl.Table("t").Timestamp("ts").Designated().DedupKeys("ts")                       // want `ddl.Table("t").Timestamp("ts").Designated().DedupKeys undefined`
	_ = ddl.Table("t").Timestamp("ts").Designated().PartitionBy(ddl.Day).DedupKeys("ts")  // twin
	_ = ddl.Table("t").Double("v").Capacity(5)                                            // want `ddl.Table("t").Double("v").Capacity undefined`
	_ = ddl.Table("t").Symbol("v").Capacity(5)                                            // twin
	_ = ddl.Table("t").Double("v").Index()                                                // want `ddl.Table("t").Double("v").Index undefined`
	_ = ddl.Table("t").Symbol("v").Index()                                                // twin
	_ = ddl.Table("t").Varchar("v").IndexCapacity(5)                                      // want `ddl.Table("t").Varchar("v").IndexCapacity undefined`
	_ = ddl.Table("t").Symbol("v").IndexCapacity(5)                                       // twin
	_ = ddl.Table("t").Varchar("v").NoCache()                                             // want `ddl.Table("t").Varchar("v").NoCache undefined`
	_ = ddl.Table("t").Symbol("v").NoCache()                                              // twin
	_ = ddl.Table("t").Timestamp("v").Cache()                                             // want `ddl.Table("t").Timestamp("v").Cache undefined`
	_ = ddl.Table("t").Timestamp("v").Symbol("s").Cache()                                 // twin
	_ = ddl.Table("t").Symbol("s").Double("v").Capacity(5)                                // want `ddl.Table("t").Symbol("s").Double("v").Capacity undefined`
	_ = ddl.Table("t").Symbol("s").Capacity(5).Double("v")                                // twin
}

func partitioned() ddl.Partitioned {
	return ddl.Table("t").Timestamp("ts").Designated().PartitionBy(ddl.Day)
}

func _(p ddl.Partitioned, w ddl.WALTable, b ddl.BypassWALTable, d ddl.DedupTable, c ddl.DesignatedColumns) {
	_ = p.Double("v")                    // want `p.Double undefined`
	_ = c.Double("v")                    // twin
	_ = p.PartitionBy(ddl.Hour)          // want `p.PartitionBy undefined`
	_ = c.PartitionBy(ddl.Hour)          // twin
	_ = w.WAL()                          // want `w.WAL undefined`
	_ = p.WAL()                          // twin
	_ = w.BypassWAL()                    // want `w.BypassWAL undefined`
	_ = p.BypassWAL()                    // twin
	_ = b.WAL()                          // want `b.WAL undefined`
	_ = b.TTL(ddl.Days(1))               // twin
	_ = b.DedupKeys("ts")                // want `b.DedupKeys undefined`
	_ = w.DedupKeys("ts")                // twin
	_ = d.DedupKeys("ts")                // want `d.DedupKeys undefined`
	_ = d.TTL(ddl.Days(1))               // twin
	_ = c.Designated()                   // want `c.Designated undefined`
	_ = c.Timestamp("other")             // twin
	_ = c.Timestamp("b").Designated()    // want `c.Timestamp("b").Designated undefined`
	_ = c.Timestamp("b").Double("v")     // twin
	_ = p.TTL(5)                         // want `cannot use 5 (untyped int constant) as ddl.Interval value`
	_ = p.TTL(ddl.Hours(5))              // twin
	_ = p.TTL(time.Hour)                 // want `cannot use time.Hour (constant 3600000000000 of int64 type time.Duration) as ddl.Interval value`
	_ = p.O3MaxLag(time.Hour)            // twin
	_ = c.PartitionBy(ddl.Days(1))       // want `cannot use ddl.Days(1) (value of struct type ddl.Interval) as ddl.PartitionUnit value`
	_ = c.PartitionBy(ddl.Day)           // twin
	_ = p.DedupKeys(ddl.Col("ts"))       // want `cannot use ddl.Col("ts") (value of interface type expr.Column) as string value`
	_ = p.DedupKeys("ts")                // twin
	_ = c.Decimal("d")                   // want `not enough arguments in call to c.Decimal`
	_ = c.Decimal("d", 18, 3)            // twin
	_ = c.GeohashChars("g")              // want `not enough arguments in call to c.GeohashChars`
	_ = c.GeohashChars("g", 5)           // twin
	_ = c.Parquet(ddl.Snappy, ddl.Plain) // want `cannot use ddl.Snappy (variable of struct type ddl.Codec) as ddl.Encoding value`
	_ = c.Parquet(ddl.Plain, ddl.Snappy) // twin
}
