package qdb_test

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type sequenceRow struct {
	X    int64
	Half float64
	Name string
}

// sequence is a query of n rows that needs no table.
func sequence(n int64) expr.Query {
	s := expr.LongSequence("s", n)
	return expr.Select(s.X, s.X.ToDouble().Div(expr.Int64(2)).As("half"), s.X.ToVarchar().As("name")).From(s)
}

// stream reads all rows of a sequence and calls look at each every-th.
func stream(tb testing.TB, pool *pgxpool.Pool, n, every int64, look func()) {
	tb.Helper()
	var read int64
	for row, err := range qdb.Query[sequenceRow](tb.Context(), pool, sequence(n)) {
		if err != nil {
			tb.Fatal(err)
		}
		if read++; row.X != read || row.Half != float64(read)/2 {
			tb.Fatalf("row %d is %+v", read, row)
		}
		if read%every == 0 {
			look()
		}
	}
	if read != n {
		tb.Fatalf("%d rows of %d", read, n)
	}
}

// TestMemoryOfStream shows that a stream holds no more at its end than at its
// beginning.
func TestMemoryOfStream(t *testing.T) {
	pool := qdbtest.DB(t)
	const rows, growth = 200_000, 1 << 20
	var first, most uint64
	stream(t, pool, rows, rows/10, func() {
		held := heldBytes()
		if first == 0 {
			first = held
		}
		most = max(most, held)
	})
	t.Logf("%d KiB held after %d rows, %d KiB at most", first>>10, rows/10, most>>10)
	if most > first+growth {
		t.Errorf("the heap grows from %d to %d bytes", first, most)
	}
}

// heldBytes is what is reachable.
func heldBytes() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkMemory streams 5 million rows, and tells the memory of the process at
// its peak and the bytes that are allocated for a row.
//
//	go test ./qdb -run '^$' -bench Memory -benchtime 1x
func BenchmarkMemory(b *testing.B) {
	pool := qdbtest.DB(b)
	const rows = 5_000_000
	start := residentBytes()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	peak := start
	total := 0
	for b.Loop() {
		stream(b, pool, rows, 100_000, func() { peak = max(peak, residentBytes()) })
		total += rows
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(start)/(1<<20), "start-RSS-MiB")
	b.ReportMetric(float64(peak)/(1<<20), "peak-RSS-MiB")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(total), "B/row")
	b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "rows/s")
}

// residentBytes is the memory that the process has, as the system tells it; on
// systems that do not, what the runtime has from them.
func residentBytes() uint64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.Sys
	}
	_, line, _ := strings.Cut(string(status), "VmRSS:")
	line, _, _ = strings.Cut(line, "kB")
	kilobytes, _ := strconv.ParseUint(strings.TrimSpace(line), 10, 64)
	return kilobytes << 10
}
