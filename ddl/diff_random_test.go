package ddl_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/schema/schematest"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

var (
	pairs    = flag.Int("pairs", 30, "how many pairs of random schemas TestDiffRandom compares")
	pairSeed = flag.Uint64("pair-seed", 1, "the seed of the first pair of TestDiffRandom")
)

// TestDiffRandom takes random schemas with rows to what they may become: after
// the steps the server has what is wanted, nothing is left to do, and the rows
// of the columns that stay are as they were.
//
//	go test ./ddl -run TestDiffRandom -args -pairs 500
func TestDiffRandom(t *testing.T) {
	db := qdbtest.DB(t)
	counts := map[ddl.Risk]int{}
	for i := range *pairs {
		seed := *pairSeed + uint64(i)
		randomPair(t, db, seed, counts)
		if t.Failed() {
			t.Fatalf("pair of seed %d", seed)
		}
	}
	t.Logf("%d pairs from seed %d on; steps: %v", *pairs, *pairSeed, counts)
}

func randomPair(t *testing.T, db *pgxpool.Pool, seed uint64, counts map[ddl.Risk]int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, seed))
	prefix := fmt.Sprintf("ddl_pair_%d", seed)
	before := schematest.Random(r, prefix)
	e := schematest.Evolve(r, before)
	defer dropMatching(t, db, prefix+"_*") // now, not at the end: each takes some 100 MB
	createWithRows(t, db, before)
	rows := rowsOf(t, db, before, e)
	options := hints(e)
	ordered := r.IntN(2) == 0
	if !ordered {
		options = append(options, ddl.IgnoreColumnOrder())
	}
	want := ddl.SchemaModel{Tables: e.Tables}
	steps, options := allowed(t, inspect(t, db, prefix+"_*"), want, options)
	for _, s := range steps {
		counts[s.Risk]++
		if !apply(t, db, s) {
			return // a value does not fit: what was there is still there
		}
	}
	live := inspect(t, db, prefix+"_*")
	if left, err := ddl.Diff(live, want, options...); err != nil || len(left) > 0 {
		t.Errorf("after\n%v\nthere is left\n%v %v", steps, left, err)
	}
	if ordered {
		wantDeclared(t, live, e.Tables)
	}
	for key, was := range rows {
		if is := textRows(t, db, key); !slices.Equal(was, is) {
			t.Errorf("%s: the rows were\n%s\nand are after\n%v\n%s", key, strings.Join(was, "\n"), steps, strings.Join(is, "\n"))
		}
	}
}

// hints are the options for what an evolution has renamed.
func hints(e schematest.Evolution) []ddl.DiffOption {
	var options []ddl.DiffOption
	for _, n := range e.RenamedTables {
		options = append(options, ddl.RenamedTable(n.From, n.To))
	}
	for _, n := range e.Renamed {
		options = append(options, ddl.RenamedColumn(n.Table, n.From, n.To))
	}
	return options
}

// allowed returns the steps, and the options with each loss allowed by the name
// that the error gives.
func allowed(t *testing.T, live, want ddl.SchemaModel, options []ddl.DiffOption) ([]ddl.Step, []ddl.DiffOption) {
	t.Helper()
	steps, err := ddl.Diff(live, want, options...)
	var loss *ddl.LossError
	if errors.As(err, &loss) {
		for _, l := range loss.Losses {
			options = append(options, ddl.AllowLoss(l.Name))
		}
		steps, err = ddl.Diff(live, want, options...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return steps, options
}

func wantDeclared(t *testing.T, live ddl.SchemaModel, want []schema.Table) {
	t.Helper()
	for _, w := range want {
		if l, ok := live.Table(w.Name); !ok || !schema.IsAsDeclared(&l, &w) {
			t.Errorf("it is\n%+v\nand should be\n%+v", l, w)
		}
	}
}

func createWithRows(t *testing.T, db *pgxpool.Pool, tables []schema.Table) {
	t.Helper()
	for i := range tables {
		rel := modelled{node.MakeRelationRef(&node.Relation{Table: &tables[i]})}
		run(t, db, ddl.Create(rel).String())
		run(t, db, schematest.Insert(&tables[i], 7, "timestamp_floor('h', now())"))
		if err := qdb.WaitApplied(t.Context(), db, rel); err != nil {
			t.Fatal(err)
		}
	}
}

// modelled is a relation that is declared by its model.
type modelled struct{ node.RelationRef }

func run(t *testing.T, db *pgxpool.Pool, statement string) {
	t.Helper()
	if err := send(t.Context(), db, statement); err != nil {
		t.Fatalf("%s\n%v", statement, err)
	}
}

// apply runs a step, or its plan, and waits for what it writes. It is false
// where a plan cannot copy a value, and ends.
func apply(t *testing.T, db *pgxpool.Pool, s ddl.Step) bool {
	t.Helper()
	if s.Risk != ddl.NeedsNewTable {
		run(t, db, s.SQL)
		settle(t, db, s.Table)
		return true
	}
	for _, statement := range s.Plan {
		if err := send(t.Context(), db, statement); err != nil {
			if !strings.Contains(err.Error(), "inconvertible value") {
				t.Fatalf("%s\n%v", statement, err)
			}
			return false
		}
		settle(t, db, s.Table)
		settle(t, db, s.Table+"_new")
	}
	return true
}

// settle waits until what was written to a table is visible, if there is one.
func settle(t *testing.T, db *pgxpool.Pool, table string) {
	t.Helper()
	err := qdb.WaitApplied(t.Context(), db, ddl.Table(table).Long("any"))
	if err != nil && !errors.Is(err, qdb.NotExists) {
		t.Fatal(err)
	}
}

func inspect(t *testing.T, db *pgxpool.Pool, names ...string) ddl.SchemaModel {
	t.Helper()
	i, err := qdb.Inspect(t.Context(), db, qdb.Include(names...), qdb.Exclude("*_old"))
	if err != nil {
		t.Fatal(err)
	}
	return i.Schema
}

func dropMatching(t *testing.T, db *pgxpool.Pool, pattern string) {
	i, err := qdb.Inspect(context.Background(), db, qdb.Include(pattern))
	if err != nil {
		t.Error(err)
	}
	for _, table := range i.Schema.Tables {
		rel := modelled{node.MakeRelationRef(&node.Relation{Table: &table})}
		if err := send(context.Background(), db, ddl.Drop(rel).IfExists().String()); err != nil {
			t.Error(err)
		}
	}
}

// kept are the columns of a table that an evolution leaves as they are.
type kept struct {
	table string
	// columns is a list in SQL.
	columns string
}

// rowsOf reads the rows of the columns that stay, by what they are called
// afterwards.
func rowsOf(t *testing.T, db *pgxpool.Pool, before []schema.Table, e schematest.Evolution) map[kept][]string {
	t.Helper()
	rows := map[kept][]string{}
	for _, old := range before {
		name := renamed(e.RenamedTables, "", old.Name)
		at := slices.IndexFunc(e.Tables, func(t schema.Table) bool { return t.Name == name })
		if at < 0 {
			continue
		}
		var was, is []string
		for _, c := range old.Columns {
			to := renamed(e.Renamed, name, c.Name)
			if i := e.Tables[at].Column(to); i >= 0 && e.Tables[at].Columns[i].Type == c.Type {
				was, is = append(was, quoted(c.Name)), append(is, quoted(to))
			}
		}
		if len(was) > 0 {
			rows[kept{name, strings.Join(is, ", ")}] = textRows(t, db, kept{old.Name, strings.Join(was, ", ")})
		}
	}
	return rows
}

func renamed(all []schematest.Renaming, table, name string) string {
	for _, n := range all {
		if n.Table == table && n.From == name {
			return n.To
		}
	}
	return name
}

func quoted(name string) string { return string(sqlw.AppendName(nil, name)) }

// textRows reads columns as the text that the server sends, in any order.
func textRows(t *testing.T, db *pgxpool.Pool, k kept) []string {
	t.Helper()
	conn, err := db.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	result := conn.Conn().PgConn().ExecParams(t.Context(), "SELECT "+k.columns+" FROM "+quoted(k.table), nil, nil, nil, nil).Read()
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	rows := make([]string, len(result.Rows))
	for i, row := range result.Rows {
		rows[i] = fmt.Sprintf("%q", row)
	}
	slices.Sort(rows)
	return rows
}
