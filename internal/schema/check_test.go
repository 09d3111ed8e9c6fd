package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/types"
)

func TestTooManyColumns(t *testing.T) {
	table := schema.Table{Name: "t", Designated: -1}
	for i := range 10_001 {
		table.Columns = append(table.Columns, schema.Column{Name: fmt.Sprint("c", i), Type: types.Int})
	}
	if err := table.Check(); err == nil || err.Error() != `table "t": has 10001 columns, more than 10000` {
		t.Error(err)
	}
	table.Columns = table.Columns[:10_000]
	if err := table.Check(); err != nil {
		t.Error(err)
	}
	table.Columns[9_999].Name = "C7"
	if err := table.Check(); err == nil || !strings.Contains(err.Error(), `column "c7" and column "C7" have the same name`) {
		t.Error(err)
	}
}

func TestEqual(t *testing.T) {
	table := func() *schema.Table {
		return &schema.Table{
			Name: "t", Columns: []schema.Column{{Name: "ts", Type: types.Timestamp}, {Name: "s", Type: types.Symbol}},
			PartitionBy: schema.Day, WAL: schema.WALOn, DedupKeys: []string{"ts", "s"},
		}
	}
	same := table()
	same.Name, same.Columns[1].Name, same.Columns[1].Field, same.Type, same.DedupKeys = "T", "S", "S", "x.T", []string{"S", "TS"}
	if !table().Equal(*same) || !same.Equal(*table()) {
		t.Error("names differ by case, keys by order: the tables are the same")
	}
	for name, change := range map[string]func(t *schema.Table){
		"name":        func(t *schema.Table) { t.Name = "u" },
		"column":      func(t *schema.Table) { t.Columns[0].Name = "at" },
		"type":        func(t *schema.Table) { t.Columns[1].Type = types.Varchar },
		"capacity":    func(t *schema.Table) { t.Columns[1].Symbol.Capacity = schema.CountOf(8) },
		"designated":  func(t *schema.Table) { t.Designated = -1 },
		"partition":   func(t *schema.Table) { t.PartitionBy = schema.Hour },
		"TTL":         func(t *schema.Table) { t.TTL = schema.Interval{N: 1, Unit: schema.DayUnit} },
		"WAL":         func(t *schema.Table) { t.WAL = schema.WALDefault },
		"keys":        func(t *schema.Table) { t.DedupKeys = t.DedupKeys[:1] },
		"volume":      func(t *schema.Table) { t.Volume = "v" },
		"owner":       func(t *schema.Table) { t.OwnedBy = "o" },
		"rows":        func(t *schema.Table) { t.MaxUncommittedRows = schema.CountOf(0) },
		"lag":         func(t *schema.Table) { t.O3MaxLag.Set = true },
		"view":        func(t *schema.Table) { t.View = &schema.View{} },
		"column gone": func(t *schema.Table) { t.Columns = t.Columns[:1] },
	} {
		other := table()
		change(other)
		if table().Equal(*other) {
			t.Errorf("%s makes no difference", name)
		}
	}
}
