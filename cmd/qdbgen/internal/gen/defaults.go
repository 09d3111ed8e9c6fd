package gen

import (
	"time"

	"github.com/questql/questql/internal/schema"
)

// The defaults of QuestDB 9.3.4, unless its configuration says otherwise.
const (
	defaultMaxUncommittedRows = 500_000
	defaultO3MaxLag           = 10 * time.Minute
	defaultSymbolCapacity     = 256
	defaultIndexCapacity      = 256
)

// withoutDefaults returns the table without the settings that QuestDB chooses
// itself: a server tells all, a person writes down what is not usual.
func withoutDefaults(t *schema.Table) *schema.Table {
	t = t.Clone()
	if t.PartitionBy == schema.None && t.WAL == schema.WALBypass {
		t.PartitionBy, t.WAL = "", schema.WALDefault
	}
	t.MaxUncommittedRows = unlessDefault(t.MaxUncommittedRows, defaultMaxUncommittedRows)
	if t.O3MaxLag.D == defaultO3MaxLag {
		t.O3MaxLag = schema.Lag{}
	}
	if t.View != nil && isMoment(t.View.Refresh.Start) && t.View.Refresh.TimeZone == "" {
		view := *t.View
		view.Refresh.Start = time.Time{}
		t.View = &view
	}
	for i := range t.Columns {
		o := &t.Columns[i].Symbol
		o.Cache = false
		o.Capacity = unlessDefault(o.Capacity, defaultSymbolCapacity)
		o.IndexCapacity = unlessDefault(o.IndexCapacity, defaultIndexCapacity)
	}
	return t
}

// unlessDefault is n, or not set where it is the default.
func unlessDefault(n schema.Count, usual int64) schema.Count {
	if n.N == usual {
		return schema.Count{}
	}
	return n
}

// isMoment reports whether a time is that of a clock: the server takes the
// moment at which a view was made where REFRESH EVERY has no START, and nobody
// writes microseconds there.
func isMoment(start time.Time) bool { return start.Nanosecond()%int(time.Millisecond) != 0 }
