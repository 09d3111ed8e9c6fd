package schematest_test

import (
	"math/rand/v2"
	"testing"

	"github.com/questql/questql/internal/schema/schematest"
	"github.com/questql/questql/types"
)

// TestRandom wants tables that are right, of all types, and the same from the
// same seed.
func TestRandom(t *testing.T) {
	seen := map[types.Kind]bool{}
	a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	for range 300 {
		tables, again := schematest.Random(a, "t"), schematest.Random(b, "t")
		for i, table := range tables {
			if err := table.Check(); err != nil {
				t.Fatal(err)
			}
			if !table.Equal(again[i]) {
				t.Fatalf("another table of the same seed: %+v, %+v", table, again[i])
			}
			for _, c := range table.Columns {
				seen[c.Type.Kind] = true
			}
		}
	}
	const notStored = 3 // KindUnknown, INTERVAL, LONG128
	if len(seen) != types.Kinds-notStored {
		t.Errorf("tables have %d of %d kinds", len(seen), types.Kinds-notStored)
	}
}
