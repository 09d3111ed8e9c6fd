package schema

import (
	"slices"

	"github.com/questql/questql/internal/sqlw"
)

// Plain returns the model without what only errors tell: the Go names and the
// first mistake.
func (t *Table) Plain() Table {
	p := *t.Clone()
	p.Type, p.Err = "", nil
	for i := range p.Columns {
		p.Columns[i].Field = ""
	}
	if t.View != nil {
		v := *t.View
		v.Source = nil
		p.View = &v
	}
	return p
}

// Equal reports whether the two declare the same relation. Names are compared
// as QuestDB does, without regard to case; the order of the columns counts,
// that of the deduplication keys does not.
func (t Table) Equal(o Table) bool {
	if t.Type != "" || t.Err != nil || o.Type != "" || o.Err != nil {
		return t.Plain().Equal(o.Plain())
	}
	return sqlw.SameName(t.Name, o.Name) &&
		slices.EqualFunc(t.Columns, o.Columns, Column.Equal) &&
		t.Designated == o.Designated &&
		t.PartitionBy == o.PartitionBy &&
		t.TTL == o.TTL &&
		t.WAL == o.WAL &&
		t.MaxUncommittedRows == o.MaxUncommittedRows &&
		t.O3MaxLag == o.O3MaxLag &&
		t.Volume == o.Volume &&
		t.OwnedBy == o.OwnedBy &&
		sameKeys(t.DedupKeys, o.DedupKeys) &&
		t.View.equal(o.View)
}

// Equal reports whether the two are declared alike.
func (c Column) Equal(o Column) bool {
	same := sqlw.SameName(c.Name, o.Name)
	c.Name, c.Field, o.Name, o.Field = "", "", "", ""
	return same && c == o
}

func sameKeys(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, key := range a {
		if !slices.ContainsFunc(b, func(k string) bool { return sqlw.SameName(key, k) }) {
			return false
		}
	}
	return true
}

func (v *View) equal(o *View) bool {
	if v == nil || o == nil {
		return v == o
	}
	return v.Kind == o.Kind && v.Timestamp == o.Timestamp && v.Query == o.Query && sqlw.SameName(v.Base, o.Base) && v.Refresh.equal(o.Refresh)
}

func (r Refresh) equal(o Refresh) bool {
	same := r.Start.Equal(o.Start)
	r.Start = o.Start
	return same && r == o
}
