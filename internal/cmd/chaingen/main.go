// Command chaingen writes the parts of package ddl that are the same for each
// column type and for each step of a declaration. Run it by go generate ./ddl.
package main

import (
	"bytes"
	"embed"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"text/template"
)

// columnType is a column type: its method in the quick form and its function
// for ADD COLUMN.
type columnType struct {
	// Name is the name of both.
	Name string
	// Method is the name of the method where it differs.
	Method string
	// SQL is how the docs name it.
	SQL string
	// Params follow the column's name, Type is the types.Type made of them.
	Params, Type string
	// Doc says more.
	Doc string
}

var columnTypes = []columnType{
	{Name: "Boolean", SQL: "BOOLEAN", Doc: "It has no NULL."},
	{Name: "Byte", SQL: "BYTE", Doc: "It has no NULL."},
	{Name: "Short", SQL: "SHORT", Doc: "It has no NULL."},
	{Name: "Char", SQL: "CHAR"},
	{Name: "Int", SQL: "INT"},
	{Name: "Long", SQL: "LONG"},
	{Name: "Float", SQL: "FLOAT"},
	{Name: "Double", SQL: "DOUBLE"},
	{Name: "Decimal", SQL: "DECIMAL(precision, scale)", Params: "precision, scale int", Type: "types.Decimal(precision, scale)", Doc: "1 to 76 digits, 0 to precision of them decimals."},
	{Name: "Symbol", SQL: "SYMBOL"},
	{Name: "String", Method: "StringColumn", SQL: "STRING", Doc: "The method String shows the table."},
	{Name: "Varchar", SQL: "VARCHAR"},
	{Name: "Date", SQL: "DATE"},
	{Name: "Timestamp", SQL: "TIMESTAMP"},
	{Name: "TimestampNS", SQL: "TIMESTAMP_NS"},
	{Name: "UUID", SQL: "UUID"},
	{Name: "IPv4", SQL: "IPv4"},
	{Name: "Long256", SQL: "LONG256"},
	{Name: "Long128", SQL: "LONG128", Type: "types.Type{Kind: types.KindLong128}", Doc: "The server stores it, but does not show it over the wire."},
	{Name: "Binary", SQL: "BINARY"},
	{Name: "GeohashChars", SQL: "GEOHASH(nc)", Params: "n int", Type: "types.GeohashChars(n)", Doc: "1 to 12 base32 characters."},
	{Name: "GeohashBits", SQL: "GEOHASH(nb)", Params: "n int", Type: "types.GeohashBits(n)", Doc: "1 to 60 bits."},
	{Name: "DoubleArray", SQL: "DOUBLE[]…", Params: "dims int", Type: "types.Array(dims)", Doc: "1 to 32 dimensions."},
}

// stage is a step of the quick form: what can still be said of a table.
type stage struct {
	Name string
	// Columns is true where columns can be added, Partitioned where the table
	// has partitions, and so may have a TTL.
	Columns, Partitioned bool
	// Symbol and Timestamp are the steps behind a column of such a type.
	Symbol, Timestamp string
	Doc               string
}

var stages = []stage{
	{Name: "Columns", Columns: true, Symbol: "SymbolColumns", Timestamp: "TimestampColumns", Doc: "is a table without a designated timestamp."},
	{Name: "DesignatedColumns", Columns: true, Symbol: "DesignatedSymbolColumns", Timestamp: "DesignatedColumns", Doc: "is a table with a designated timestamp."},
	{Name: "Partitioned", Partitioned: true, Doc: "is a partitioned table."},
	{Name: "WALTable", Partitioned: true, Doc: "is a table with a write-ahead log."},
	{Name: "BypassWALTable", Partitioned: true, Doc: "is a table without a write-ahead log."},
	{Name: "DedupTable", Partitioned: true, Doc: "is a table with deduplication."},
}

// specs are the steps of what Define says beside the columns.
var specs = []stage{
	{Name: "UndesignatedSpec", Doc: "is of a table without a designated timestamp."},
	{Name: "DesignatedSpec", Doc: "says which column is the designated timestamp."},
	{Name: "PartitionedSpec", Partitioned: true, Doc: "says how the table is partitioned."},
	{Name: "WALSpec", Partitioned: true, Doc: "is of a table with a write-ahead log."},
	{Name: "BypassWALSpec", Partitioned: true, Doc: "is of a table without a write-ahead log."},
	{Name: "DedupSpec", Partitioned: true, Doc: "is of a table with deduplication."},
}

// symbolOption is an option of a SYMBOL column.
type symbolOption struct{ Name, Param, Set, Doc string }

var symbolOptions = []symbolOption{
	{"Capacity", "n int", "o.Capacity = schema.CountOf(n)", "expects n distinct values, 2 to 33,554,432; the server rounds n up to a power of two and grows it as needed."},
	{"Cache", "", "o.Cache = true", "keeps the dictionary in memory, which is the default."},
	{"NoCache", "", "o.NoCache = true", "keeps the dictionary on disk, for very many distinct values."},
	{"Index", "", "o.Index = true", "adds an index."},
	{"IndexCapacity", "n int", "o.Index, o.IndexCapacity = true, schema.CountOf(n)", "adds an index with n row numbers in a block, 2 to 8,388,608."},
}

//go:embed *.tmpl
var templates embed.FS

func main() {
	log.SetFlags(0)
	log.SetPrefix("chaingen: ")
	if len(os.Args) != 2 {
		log.Fatal("usage: chaingen DIR")
	}
	for i := range columnTypes {
		if columnTypes[i].Type == "" {
			columnTypes[i].Type = "types." + columnTypes[i].Name
		}
		if columnTypes[i].Method == "" {
			columnTypes[i].Method = columnTypes[i].Name
		}
	}
	all, err := template.ParseFS(templates, "*.tmpl")
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"columns", "storage", "definition"} {
		var b bytes.Buffer
		err := all.ExecuteTemplate(&b, name+".tmpl", map[string]any{"Types": columnTypes, "Stages": stages, "Specs": specs, "Options": symbolOptions})
		if err != nil {
			log.Fatal(err)
		}
		source, err := format.Source(b.Bytes())
		if err != nil {
			log.Fatalf("%v\n%s", err, b.String())
		}
		if err := os.WriteFile(filepath.Join(os.Args[1], name+"_gen.go"), source, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
