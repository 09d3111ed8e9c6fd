// Package schematest makes random tables for tests: whatever a program can
// declare, of every type that a table can hold and every option, and of one
// seed always the same.
package schematest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/types"
)

// Random returns one to four tables whose names begin with prefix. Each is
// right: Check accepts it and the server creates it. LONG128, of which no
// program can read a value, is not among the types.
func Random(r *rand.Rand, prefix string) []schema.Table {
	tables := make([]schema.Table, 1+r.IntN(4))
	for i := range tables {
		tables[i] = Table(r, fmt.Sprintf("%s_%d", prefix, i))
	}
	return tables
}

// Table returns one random table.
func Table(r *rand.Rand, name string) schema.Table {
	t := schema.Table{Name: name, Designated: -1}
	names := columnNames(r)
	for range 1 + r.IntN(len(names)) {
		t.Columns = append(t.Columns, Column(r, names[len(t.Columns)]))
	}
	if r.IntN(8) > 0 {
		designate(r, &t)
	}
	setParameters(r, &t)
	return t
}

// words are the names of columns: ordinary ones, words that SQL and Go keep for
// themselves, and letters that are not of the alphabet.
var words = []string{
	"price", "qty", "side", "order_id", "Symbol", "note", "isLive", "l2price", "ip", "x", "v1", "Total_Amount",
	"select", "type", "order", "func", "table", "timestamp", "range", "select_", "straße", "価格", "_id", "latest",
}

func columnNames(r *rand.Rand) []string {
	names := make([]string, len(words))
	for i, at := range r.Perm(len(words)) {
		names[i] = words[at]
	}
	return names
}

// Column returns a random column.
func Column(r *rand.Rand, name string) schema.Column {
	c := schema.Column{Name: name, Type: Type(r)}
	if c.Type == types.Symbol {
		c.Symbol = symbolOptions(r)
	}
	if r.IntN(12) == 0 {
		c.Parquet.Codec = schema.Codec{Name: schema.Zstd, Level: schema.CountOf(1 + r.IntN(22))}
	}
	return c
}

var simpleTypes = []types.Type{
	types.Boolean, types.Byte, types.Short, types.Char, types.Int, types.Long, types.Float, types.Double, types.Date,
	types.Timestamp, types.TimestampNS, types.Symbol, types.String, types.Varchar, types.UUID, types.IPv4, types.Long256, types.Binary,
}

// Type returns a random type that a column can have.
func Type(r *rand.Rand) types.Type {
	switch r.IntN(8) {
	case 0:
		return types.GeohashBits(1 + r.IntN(60))
	case 1:
		precision := 1 + r.IntN(76)
		return types.Decimal(precision, r.IntN(precision+1))
	case 2:
		return types.Array(1 + r.IntN(4))
	case 3:
		return types.Symbol // which has the most options
	}
	return simpleTypes[r.IntN(len(simpleTypes))]
}

func symbolOptions(r *rand.Rand) schema.SymbolOptions {
	var o schema.SymbolOptions
	if r.IntN(2) == 0 {
		o.Capacity = schema.CountOf(2 + r.IntN(5000))
	}
	switch r.IntN(4) {
	case 0:
		o.NoCache = true
	case 1:
		o.Cache = true
	}
	if r.IntN(3) == 0 {
		o.Index = true
		if r.IntN(2) == 0 {
			o.IndexCapacity = schema.CountOf(2 + r.IntN(1000))
		}
	}
	return o
}

// designate gives the table a designated timestamp, and what needs one.
func designate(r *rand.Rand, t *schema.Table) {
	t.Designated = r.IntN(len(t.Columns) + 1)
	ts := schema.Column{Name: "ts", Type: types.Timestamp}
	if r.IntN(3) == 0 {
		ts.Type = types.TimestampNS
	}
	columns := append([]schema.Column(nil), t.Columns[:t.Designated]...)
	t.Columns = append(append(columns, ts), t.Columns[t.Designated:]...)
	units := []schema.PartitionUnit{"", schema.None, schema.Hour, schema.Day, schema.Week, schema.Month, schema.Year}
	t.PartitionBy = units[r.IntN(len(units))]
	switch t.PartitionBy {
	case "":
	case schema.None:
		if r.IntN(2) == 0 {
			t.WAL = schema.WALBypass
		}
	default:
		t.WAL = schema.WAL(r.IntN(3))
		t.TTL = timeToLive(r, t.PartitionBy)
		if t.WAL != schema.WALBypass && r.IntN(2) == 0 {
			setDedupKeys(r, t)
		}
	}
}

// timeToLive returns an interval that the table takes, or none.
func timeToLive(r *rand.Rand, partition schema.PartitionUnit) schema.Interval {
	unit := schema.HourUnit + schema.Unit(r.IntN(int(schema.YearUnit-schema.HourUnit)+1))
	age := schema.Interval{N: 1 + r.IntN(400), Unit: unit}
	if r.IntN(2) == 0 || age.CheckTTL(partition) != nil {
		return schema.Interval{}
	}
	return age
}

func setDedupKeys(r *rand.Rand, t *schema.Table) {
	for _, i := range r.Perm(len(t.Columns)) {
		c := &t.Columns[i]
		if i == t.Designated || c.Type.Kind != types.KindArray && r.IntN(3) == 0 {
			t.DedupKeys = append(t.DedupKeys, c.Name)
		}
	}
}

func setParameters(r *rand.Rand, t *schema.Table) {
	if t.PartitionBy == "" {
		return
	}
	if r.IntN(3) == 0 {
		t.MaxUncommittedRows = schema.CountOf(r.IntN(1_000_000))
	}
	if r.IntN(3) == 0 {
		t.O3MaxLag = schema.Lag{D: time.Duration(r.IntN(1_000_000)) * time.Millisecond, Set: true}
	}
}
