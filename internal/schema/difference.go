package schema

import (
	"fmt"
	"strings"

	"github.com/questql/questql/internal/sqlw"
)

// Differences says how a live table differs from a declaration, one sentence
// each. What the declaration leaves to the server is no difference.
func Differences(live, want *Table) []string {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for i := range want.Columns {
		w := &want.Columns[i]
		j := live.Column(w.Name)
		switch {
		case j < 0:
			add("column %q is missing", w.Name)
		case live.Columns[j].Type != w.Type:
			add("column %q is %s, declared as %s", w.Name, live.Columns[j].Type, w.Type)
		case j != i && len(live.Columns) == len(want.Columns):
			add("column %q is the %d. column, declared as the %d.", w.Name, j+1, i+1)
		}
	}
	for i := range live.Columns {
		if l := &live.Columns[i]; want.Column(l.Name) < 0 {
			add("column %q %s is not declared", l.Name, l.Type)
		}
	}
	if want.View != nil {
		return all // what stores it is the server's to choose, as far as the view does not say
	}
	if l, w := live.DesignatedName(), want.DesignatedName(); !sqlw.SameName(l, w) {
		add("the designated timestamp is %q, declared as %q", l, w)
	}
	if l, w := live.partitions(), want.partitions(); l != w {
		add("it is partitioned by %s, declared as %s", l, w)
	}
	if want.WAL != WALDefault && live.WAL != want.WAL {
		add("%s, declared as %s", walText(live.WAL), walText(want.WAL))
	}
	if l, w := dedupText(live), dedupText(want); l != w {
		add("the deduplication keys are %s, declared as %s", l, w)
	}
	return all
}

func (t *Table) partitions() PartitionUnit {
	if t.PartitionBy == "" {
		return None
	}
	return t.PartitionBy
}

func walText(w WAL) string {
	if w == WALOn {
		return "it has a write-ahead log"
	}
	return "it has no write-ahead log"
}

// dedupText lists the keys in the order of the columns.
func dedupText(t *Table) string {
	var keys []string
	for i := range t.Columns {
		for _, key := range t.DedupKeys {
			if sqlw.SameName(key, t.Columns[i].Name) {
				keys = append(keys, strings.ToLower(key))
			}
		}
	}
	if keys == nil {
		return "none"
	}
	return "(" + strings.Join(keys, ", ") + ")"
}
