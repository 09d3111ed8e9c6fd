package qdb_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/schema/schematest"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// modelled is a relation that is declared by its model.
type modelled struct{ node.RelationRef }

func relationOf(t schema.Table) modelled {
	return modelled{node.MakeRelationRef(&node.Relation{Table: &t})}
}

// TestInspectRoundTrip creates 300 random tables, of all types and options,
// and reads each as it was declared.
func TestInspectRoundTrip(t *testing.T) {
	const wanted, seed = 300, 10
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, seed))
	db := qdbtest.DB(t)
	declared := map[string]schema.Table{}
	var all []ddl.Declaration
	for i := 0; len(declared) < wanted; i++ {
		for _, table := range schematest.Random(r, fmt.Sprintf("inspect_rt_%d", i)) {
			declared[table.Name] = table
			all = append(all, relationOf(table))
		}
	}
	qdbtest.Create(t, db, all...)
	live, err := qdb.Inspect(t.Context(), db, qdb.Include("inspect_rt_*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(live.Schema.Tables) != len(declared) || len(live.Unknown) > 0 {
		t.Errorf("%d tables are read, %d were created; unknown: %v", len(live.Schema.Tables), len(declared), live.Unknown)
	}
	for _, table := range live.Schema.Tables {
		want := declared[table.Name]
		if !schema.IsAsDeclared(&table, &want) || len(schema.Differences(&table, &want)) > 0 {
			t.Errorf("%s\nis read as\n%+v\ndeclared as\n%+v\n%v", relationOf(want), table, want.Settled(&table), schema.Differences(&table, &want))
		}
		if err := table.Check(); err != nil {
			t.Errorf("what is read cannot be declared: %v", err)
		}
	}
}
