package qdb

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// Inspection is what a server has.
//
// See docs/reflection.md for what QuestDB does not tell.
type Inspection struct {
	// Schema holds the tables, views and materialized views as the model that
	// code declares, ordered by name. Every setting that the server tells is
	// set, those too that a declaration left to the server.
	Schema ddl.SchemaModel
	// States tell what no declaration says, of each of Schema.Tables in their
	// order.
	States []TableState
	// Unknown are the columns of types that this version of questql does not
	// know. They are in Schema as well.
	Unknown []UnknownColumn
}

// State returns the state of a table or view; ok is false if there is none of
// that name.
func (i Inspection) State(name string) (s TableState, ok bool) {
	at := slices.IndexFunc(i.States, func(s TableState) bool { return sqlw.SameName(s.Name, name) })
	if at < 0 {
		return TableState{}, false
	}
	return i.States[at], true
}

// UnknownColumn is a column whose type this version of questql does not know.
type UnknownColumn struct {
	Table, Column string
	// Type is the server's name of the type.
	Type string
}

func (c UnknownColumn) String() string {
	return fmt.Sprintf("column %q of table %q is %s, a type that this version of questql does not know", c.Column, c.Table, c.Type)
}

// TableState is what a server tells of a table or view that no declaration says.
type TableState struct {
	Name string
	// WAL is the state of the write-ahead log; nil without one.
	WAL *WALState
	// View is the state of a view or materialized view; nil for a table.
	View *ViewState
	// Partitions are the partitions in their order; read with [WithPartitions].
	Partitions []Partition
}

// ViewState is the state of a view or materialized view.
type ViewState struct {
	// Status is the server's word: "valid", "invalid", "refreshing"; Reason
	// says why it is invalid.
	Status, Reason string
	// Refresh is the state of a materialized view; nil for another.
	Refresh *RefreshState
}

// RefreshState tells how far a materialized view is refreshed.
type RefreshState struct {
	// Started and Finished are the times of the last refresh; zero without one.
	Started, Finished time.Time
	// Lag is the number of transactions of the base table that the view does
	// not have yet.
	Lag int64
	// Limit is the age of rows from which on changes are not refreshed; the
	// zero interval is no limit.
	Limit ddl.Interval
}

// Partition is a partition of a table.
type Partition struct {
	// Name is what DROP PARTITION LIST and its like take.
	Name string
	// Min and Max are the first and last timestamp, to the microsecond; zero
	// where the server does not tell.
	Min, Max time.Time
	Rows     int64
	// Bytes is the size on disk, ParquetBytes that of the parquet file.
	Bytes, ParquetBytes int64
	// Active is true for the partition that is written to.
	Active, ReadOnly, Parquet bool
	// Detached partitions are no part of the table; Attachable ones can be.
	Attached, Detached, Attachable bool
}

// InspectOption changes what [Inspect] reads.
type InspectOption interface{ applyInspect(o *inspectOptions) }

type inspectOptions struct {
	include, exclude []string
	partitions       bool
}

type includeOption []string

func (names includeOption) applyInspect(o *inspectOptions) { o.include = append(o.include, names...) }

// Include reads only the tables and views of these names or patterns: "trades",
// "trades_*", "candles_1[mh]", as [path.Match] takes them, in whatever case.
func Include(names ...string) InspectOption { return includeOption(slices.Clone(names)) }

type excludeOption []string

func (names excludeOption) applyInspect(o *inspectOptions) { o.exclude = append(o.exclude, names...) }

// Exclude leaves out the tables and views of these names or patterns, also
// where [Include] names them.
func Exclude(names ...string) InspectOption { return excludeOption(slices.Clone(names)) }

type partitionsOption struct{}

func (partitionsOption) applyInspect(o *inspectOptions) { o.partitions = true }

// WithPartitions reads the partitions too. The server looks at each on disk.
func WithPartitions() InspectOption { return partitionsOption{} }

// systemTables are QuestDB's own. tables() does not list those of the first two
// patterns, nor a user's table of such a name.
var systemTables = []string{"sys.*", "telemetry*", "_query_trace"}

// check refuses patterns that match nothing because they are malformed.
func (o *inspectOptions) check() error {
	for _, pattern := range slices.Concat(o.include, o.exclude) {
		if _, err := path.Match(pattern, ""); err != nil {
			return fmt.Errorf("qdb: Inspect: %q is no name and no pattern: %w", pattern, err)
		}
	}
	return nil
}

func (o *inspectOptions) wants(name string) bool {
	if matches(o.exclude, name) {
		return false
	}
	if len(o.include) == 0 {
		return !matches(systemTables, name)
	}
	return matches(o.include, name)
}

// matches reports whether a name is one of patterns, which are well formed.
func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		ok, _ := path.Match(sqlw.FoldName(pattern), sqlw.FoldName(name))
		return ok || sqlw.SameName(pattern, name)
	})
}

// Inspect reads what a server has: tables, views and materialized views, each
// as the model that code declares, so that the two can be compared, by
// [Verify] and ddl.Diff; and their state. QuestDB's own tables are left out.
//
// A column of a type that this version of questql does not know is reported,
// not guessed; NULL where the server tells nothing leaves the setting unset.
// A malformed pattern is an error before any I/O, one of the server an *[Error].
// What changes while it reads may be seen as before or after; a change of a table
// with a write-ahead log is seen when it is applied, see [WaitApplied].
//
// Since v0.1. See docs/reflection.md.
func Inspect(ctx context.Context, db DB, options ...InspectOption) (Inspection, error) {
	var o inspectOptions
	for _, set := range options {
		set.applyInspect(&o)
	}
	if err := o.check(); err != nil {
		return Inspection{}, err
	}
	live, err := readTables(ctx, db, o.wants)
	if err != nil {
		return Inspection{}, err
	}
	states, err := live.states(ctx, db)
	if err == nil && o.partitions {
		err = readPartitions(ctx, db, states)
	}
	if err != nil {
		return Inspection{}, err
	}
	i := Inspection{Schema: ddl.SchemaModel{Tables: live.tables}, States: states}
	for _, t := range live.tables {
		i.Unknown = append(i.Unknown, unknownColumns(&t)...)
	}
	return i, nil
}

func unknownColumns(t *schema.Table) (unknown []UnknownColumn) {
	for _, c := range t.Columns {
		if c.Unknown != "" {
			unknown = append(unknown, UnknownColumn{t.Name, c.Name, c.Unknown})
		}
	}
	return unknown
}

// states reads the state of the write-ahead logs, and adds that of the views.
func (l *liveTables) states(ctx context.Context, db DB) ([]TableState, error) {
	logs, err := readCatalogue[walRow](ctx, db, &walTablesQuery)
	if err != nil {
		return nil, err
	}
	byName := make(map[string]*walRow, len(logs))
	for i := range logs {
		byName[logs[i].Name] = &logs[i]
	}
	states := make([]TableState, len(l.tables))
	for i := range l.tables {
		s := &states[i]
		s.Name, s.View = l.tables[i].Name, l.views[l.tables[i].Name]
		stored := s.View == nil || s.View.Refresh != nil // wal_tables() lists views too
		if log := byName[s.Name]; log != nil && stored {
			state := log.state()
			s.WAL = &state
		}
	}
	return states, nil
}

// readPartitions adds the partitions. A view has none.
func readPartitions(ctx context.Context, db DB, states []TableState) error {
	var names []string
	var of []*TableState
	for i := range states {
		if s := &states[i]; s.View == nil || s.View.Refresh != nil {
			names, of = append(names, s.Name), append(of, s)
		}
	}
	read, err := readEach[partitionsRow](ctx, db, &partitionsQuery, names)
	if err != nil {
		return err
	}
	for i, rows := range read {
		for _, r := range rows {
			of[i].Partitions = append(of[i].Partitions, r.partition())
		}
	}
	return nil
}

func (r *partitionsRow) partition() Partition {
	return Partition{
		Name: r.Name, Min: timeOf(r.MinTimestamp), Max: timeOf(r.MaxTimestamp), Rows: r.NumRows,
		Bytes: r.DiskSize, ParquetBytes: max(r.ParquetFileSize, 0),
		Active: r.Active, ReadOnly: r.ReadOnly, Parquet: r.IsParquet,
		Attached: r.Attached, Detached: r.Detached, Attachable: r.Attachable,
	}
}

// timeOf is a time, or the zero time for NULL.
func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// compareNames orders relations by name, as QuestDB compares names.
func compareNames(a, b schema.Table) int {
	return strings.Compare(sqlw.FoldName(a.Name), sqlw.FoldName(b.Name))
}
