package scripttest

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/cmd/qdbgen/internal/cli"
	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/schema/schematest"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

const roundTripTables = 300

// TestRoundTrip makes random tables, and views of them, generates code of what
// the server tells, drops them, and makes them anew by that code: the server
// must tell the same. The structs of rows must fit too.
func TestRoundTrip(t *testing.T) {
	db := qdbtest.DB(t)
	const pattern = "round_trip_*"
	dropAll(t, db, pattern)
	r := rand.New(rand.NewPCG(10, 4))
	for i := range roundTripTables {
		table := schematest.Table(r, fmt.Sprintf("round_trip_%03d", i))
		create(t, db, &table)
		if i%5 == 0 {
			createViews(t, db, &table)
		}
	}
	before := inspect(t, db, pattern)

	dir := module(t)
	start := time.Now()
	generate(t, "-q", "-out", filepath.Join(dir, "tables"), "-include", pattern, "-name", "*.価格=Price_")
	t.Logf("%d tables and views: generated in %s", len(before.Tables), time.Since(start).Round(time.Millisecond))
	if err := dropTables(db, pattern); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "create", "main.go"), createProgram(t, filepath.Join(dir, "tables")))
	start = time.Now()
	goCommand(t, dir, "build", "-o", filepath.Join(dir, "create.exe"), "./create")
	t.Logf("compiled in %s", time.Since(start).Round(time.Millisecond))
	program := exec.Command(filepath.Join(dir, "create.exe"))
	program.Env = append(os.Environ(), "QUESTDB_DSN="+questdb.ForTest(t).DSN())
	if out, err := program.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	after := inspect(t, db, pattern)
	if len(after.Tables) != len(before.Tables) {
		t.Fatalf("%d tables and views, want %d", len(after.Tables), len(before.Tables))
	}
	for i := range after.Tables {
		if diff := cmp.Diff(before.Tables[i], after.Tables[i]); diff != "" {
			t.Errorf("%s (-before +after):\n%s", before.Tables[i].Title(), diff)
		}
	}
}

// create makes a table by its model.
func create(t testing.TB, db *pgxpool.Pool, table *schema.Table) {
	t.Helper()
	var w sqlw.Writer
	w.Reset(nil, sqlw.Inline)
	table.WriteCreate(&w, schema.Create{})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	execute(t, db, string(w.Bytes()))
}

// createViews makes views of what can have them.
func createViews(t *testing.T, db *pgxpool.Pool, table *schema.Table) {
	t.Helper()
	execute(t, db, fmt.Sprintf("CREATE VIEW %s_v AS (SELECT * FROM %[1]s)", table.Name))
	partitioned := table.PartitionBy != "" && table.PartitionBy != schema.None
	if partitioned && table.WAL != schema.WALBypass {
		execute(t, db, fmt.Sprintf("CREATE MATERIALIZED VIEW %s_m WITH BASE %[1]s REFRESH MANUAL AS (SELECT ts, count() AS n FROM %[1]s SAMPLE BY 1d) PARTITION BY YEAR TTL 2 YEARS", table.Name))
	}
}

func execute(t testing.TB, db *pgxpool.Pool, statement string) {
	t.Helper()
	questdb.CountStatement(1)
	if _, err := db.Exec(t.Context(), statement); err != nil {
		t.Fatalf("%s\n%v", statement, err)
	}
}

func inspect(t testing.TB, db *pgxpool.Pool, pattern string) ddl.SchemaModel {
	t.Helper()
	found, err := qdb.Inspect(t.Context(), db, qdb.Include(pattern))
	if err != nil {
		t.Fatal(err)
	}
	return found.Schema
}

// dropAll drops tables now and when the test ends.
func dropAll(t testing.TB, db *pgxpool.Pool, pattern string) {
	t.Helper()
	if err := dropTables(db, pattern); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := dropTables(db, pattern); err != nil {
			t.Error(err)
		}
	})
}

// module returns a new module that uses questql as it is here.
func module(t testing.TB) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := writeModule(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// generate runs qdbgen on the server of the test.
func generate(t testing.TB, args ...string) {
	t.Helper()
	var stderr bytes.Buffer
	dsn := func(string) string { return questdb.ForTest(t).DSN() }
	if code := cli.Run(context.Background(), args, dsn, &stderr, &stderr); code != 0 {
		t.Fatalf("qdbgen %q exits with %d\n%s", args, code, stderr.String())
	}
}

func goCommand(t testing.TB, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %q: %v\n%s", args, err, out)
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

var rowOf = regexp.MustCompile(`(?m)^// (\S+) is a row of \[(\S+)\]\.$`)

// createProgram is a program that makes what was generated, and checks each
// struct of rows.
func createProgram(t testing.TB, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var checks bytes.Buffer
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range rowOf.FindAllSubmatch(source, -1) {
			fmt.Fprintf(&checks, "\t\tqdb.CheckRow[tables.%s](expr.Select(expr.All).From(tables.%s)),\n", m[1], m[2])
		}
	}
	return `package main

import (
	"context"
	"errors"
	"log"
	"os"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"

	"example.com/app/tables"
)

func main() {
	log.SetFlags(0)
	ctx := context.Background()
	db, err := qdb.Open(ctx, os.Getenv("QUESTDB_DSN"))
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	if err := qdb.CreateAll(ctx, db, tables.Schema); err != nil {
		log.Fatal(err)
	}
	if err := qdb.Verify(ctx, db, tables.Schema); err != nil {
		log.Fatal(err)
	}
	if err := checkRows(); err != nil {
		log.Fatal(err)
	}
}

func checkRows() error {
	return errors.Join(
` + checks.String() + `	)
}
`
}
