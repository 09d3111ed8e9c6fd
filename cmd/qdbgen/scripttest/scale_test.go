package scripttest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/schema/schematest"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// BenchmarkScale generates code of 100 tables with 20 columns each, from a warm
// server to files. It tells how much of the time is spent on reading the schema,
// which is the server's, and how long the output takes to compile.
func BenchmarkScale(b *testing.B) {
	const tables, columns, pattern = 100, 20, "scale_*"
	db := qdbtest.DB(b)
	dropAll(b, db, pattern)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range tables {
		table := schema.Table{Name: fmt.Sprintf("scale_%02d", i), Columns: []schema.Column{{Name: "ts", Type: types.Timestamp}}, PartitionBy: schema.Day, WAL: schema.WALOn}
		for j := 1; j < columns; j++ {
			table.Columns = append(table.Columns, schematest.Column(r, fmt.Sprintf("column_%d", j)))
		}
		create(b, db, &table)
	}
	dir := module(b)
	out := filepath.Join(dir, "tables")
	inspect(b, db, pattern)
	var reading time.Duration
	for b.Loop() {
		generate(b, "-q", "-out", out, "-include", pattern)
		b.StopTimer()
		start := time.Now()
		inspect(b, db, pattern)
		reading += time.Since(start)
		if err := os.Rename(out, fmt.Sprintf("%s%d", out, time.Now().UnixNano())); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(reading.Milliseconds())/float64(b.N), "ms-in-server/op")
	b.ReportMetric(100*float64(reading)/float64(b.Elapsed()), "%-in-server")
	generate(b, "-q", "-out", out, "-include", pattern)
	start := time.Now()
	goCommand(b, dir, "build", "./tables")
	b.ReportMetric(time.Since(start).Seconds(), "s-compile")
}
