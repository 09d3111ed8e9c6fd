package schematest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Evolution is a schema that another became.
type Evolution struct {
	Tables []schema.Table
	// Renamed are the columns that have another name, with their tables, and
	// RenamedTables the tables.
	Renamed       []Renaming
	RenamedTables []Renaming
}

// Renaming is an old and a new name; Table is that of a column's table, as it is
// called now.
type Renaming struct{ Table, From, To string }

// Evolve changes a schema in the ways in which programs do: columns are added,
// dropped, renamed and given other types, settings change, tables come, go and
// are renamed. What a table does with its write-ahead log stays, for that
// changes with a restart of the server.
func Evolve(r *rand.Rand, tables []schema.Table) Evolution {
	var e Evolution
	for i := range tables {
		t := *tables[i].Clone()
		switch r.IntN(10) {
		case 0:
			continue // it is gone
		case 1:
			e.RenamedTables = append(e.RenamedTables, Renaming{"", t.Name, t.Name + "_v2"})
			t.Name += "_v2"
		}
		e.evolveTable(r, &t)
		e.Tables = append(e.Tables, t)
	}
	if r.IntN(4) == 0 {
		e.Tables = append(e.Tables, Table(r, tables[0].Name+"_more"))
	}
	return e
}

func (e *Evolution) evolveTable(r *rand.Rand, t *schema.Table) {
	designated := t.DesignatedName()
	for _, change := range []func(*rand.Rand, *schema.Table){dropColumn, addColumns, retype, e.rename, reorder, newOptions, newDesignatedType} {
		if r.IntN(3) == 0 {
			change(r, t)
		}
		t.Designated = -1
		if designated != "" {
			t.Designated = t.Column(designated)
		}
		t.DedupKeys = slices.DeleteFunc(t.DedupKeys, func(key string) bool {
			i := t.Column(key)
			return i < 0 || t.Columns[i].Type.Kind == types.KindArray
		})
	}
	if designated != "" {
		newStorage(r, t)
	}
}

// pick returns the index of a column that is not the designated timestamp, or
// -1.
func pick(r *rand.Rand, t *schema.Table) int {
	i := r.IntN(len(t.Columns))
	if i == t.Designated {
		return -1
	}
	return i
}

func dropColumn(r *rand.Rand, t *schema.Table) {
	if i := pick(r, t); i >= 0 && len(t.Columns) > 1 {
		t.Columns = slices.Delete(t.Columns, i, i+1)
	}
}

func addColumns(r *rand.Rand, t *schema.Table) {
	for i := range 1 + r.IntN(2) {
		at := len(t.Columns)
		if r.IntN(3) == 0 {
			at = r.IntN(at + 1)
		}
		t.Columns = slices.Insert(t.Columns, at, Column(r, fmt.Sprintf("added %d", i)))
	}
}

func retype(r *rand.Rand, t *schema.Table) {
	if i := pick(r, t); i >= 0 {
		t.Columns[i] = Column(r, t.Columns[i].Name)
	}
}

func (e *Evolution) rename(r *rand.Rand, t *schema.Table) {
	i := pick(r, t)
	if i < 0 || slices.Contains([]string{"added 0", "added 1"}, t.Columns[i].Name) {
		return
	}
	from, to := t.Columns[i].Name, "renamed"
	t.Columns[i].Name = to
	for k, key := range t.DedupKeys {
		if sqlw.SameName(key, from) {
			t.DedupKeys[k] = to
		}
	}
	e.Renamed = append(e.Renamed, Renaming{t.Name, from, to})
}

func reorder(r *rand.Rand, t *schema.Table) {
	r.Shuffle(len(t.Columns), func(i, j int) { t.Columns[i], t.Columns[j] = t.Columns[j], t.Columns[i] })
}

func newOptions(r *rand.Rand, t *schema.Table) {
	for i := range t.Columns {
		if t.Columns[i].Type == types.Symbol {
			t.Columns[i].Symbol = symbolOptions(r)
		}
	}
}

func newDesignatedType(r *rand.Rand, t *schema.Table) {
	if t.Designated >= 0 && r.IntN(2) == 0 {
		t.Columns[t.Designated].Type = types.TimestampNS
	}
}

// newStorage changes what is of the table.
func newStorage(r *rand.Rand, t *schema.Table) {
	partitioned := t.PartitionBy != "" && t.PartitionBy != schema.None
	if partitioned && r.IntN(6) == 0 {
		t.PartitionBy = []schema.PartitionUnit{schema.Hour, schema.Day, schema.Week, schema.Month, schema.Year}[r.IntN(5)]
		t.TTL = schema.Interval{}
	}
	if !partitioned {
		return
	}
	if r.IntN(3) == 0 {
		t.TTL = timeToLive(r, t.PartitionBy)
	}
	if r.IntN(3) == 0 {
		setParameters(r, t)
	}
	if t.WAL != schema.WALBypass && r.IntN(3) == 0 {
		t.DedupKeys = nil
		if r.IntN(3) > 0 {
			setDedupKeys(r, t)
		}
	}
}
