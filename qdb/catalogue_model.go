package qdb

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/types"
)

// liveTables is what a server has, as models that are ordered by name.
type liveTables struct {
	tables []schema.Table
	// views holds the state of those that are views, by name.
	views map[string]*ViewState
}

// readTables reads the tables and views whose names are wanted. It is the one
// way in which a table of a server becomes a model.
func readTables(ctx context.Context, db DB, wants func(name string) bool) (*liveTables, error) {
	rows, err := readCatalogue[tablesRow](ctx, db, &tablesQuery)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r tablesRow) bool { return !wants(r.Name) })
	names := make([]string, len(rows))
	for i := range rows {
		names[i] = rows[i].Name
	}
	columns, err := readEach[columnsRow](ctx, db, &columnsQuery, names)
	if err != nil {
		return nil, err
	}
	live := &liveTables{views: map[string]*ViewState{}}
	for i := range rows {
		if len(columns[i]) == 0 {
			continue // it was dropped meanwhile
		}
		t, err := rows[i].model()
		if err != nil {
			return nil, err
		}
		for _, c := range columns[i] {
			c.addTo(&t)
		}
		dropDefaults(&t)
		live.tables = append(live.tables, t)
	}
	slices.SortFunc(live.tables, compareNames)
	return live, live.readViews(ctx, db)
}

// The values of table_type.
const (
	typeTable            = "T"
	typeView             = "V"
	typeMaterializedView = "M"
)

// model is the table without its columns. What makes it a view is read later.
func (r *tablesRow) model() (t schema.Table, err error) {
	t = schema.Table{Name: r.Name, Designated: -1}
	switch r.Type {
	case typeView:
		// Nothing is stored: the other columns say nothing.
		t.View = &schema.View{Kind: schema.PlainView}
		return t, nil
	case typeMaterializedView:
		t.View = &schema.View{Kind: schema.MaterializedView}
	case typeTable:
		r.setParameters(&t)
	default:
		return t, fmt.Errorf("qdb: Inspect: %q is of the type %q, which this version of questql does not know: leave it out with Exclude", r.Name, r.Type)
	}
	t.PartitionBy = schema.PartitionUnit(textOf(r.PartitionBy))
	if t.TTL, err = interval(r.TTLValue, r.TTLUnit); err != nil {
		return t, fmt.Errorf("qdb: Inspect: TTL of %q: %w", r.Name, err)
	}
	return t, nil
}

// setParameters sets what only a table can be declared with.
func (r *tablesRow) setParameters(t *schema.Table) {
	t.WAL = schema.WALBypass
	if r.WALEnabled {
		t.WAL = schema.WALOn
	}
	if r.MaxUncommittedRows != nil {
		t.MaxUncommittedRows = schema.CountOf(*r.MaxUncommittedRows)
	}
	if r.O3MaxLag != nil {
		t.O3MaxLag = schema.Lag{D: time.Duration(*r.O3MaxLag) * time.Microsecond, Set: true}
	}
}

// interval is the zero interval where the server tells a zero. It tells a
// number of seconds without a unit.
func interval(n int, unit *string) (schema.Interval, error) {
	if n == 0 {
		return schema.Interval{}, nil
	}
	name := textOf(unit)
	if name == "" {
		return schema.Interval{N: n, Unit: schema.Second}, nil
	}
	u, ok := schema.UnitOf(name)
	if !ok {
		return schema.Interval{}, fmt.Errorf("the server tells a unit of time that this version of questql does not know: %q", name)
	}
	return schema.Interval{N: n, Unit: u}, nil
}

// addTo adds the column to a table. A type that is not known keeps its name.
func (r *columnsRow) addTo(t *schema.Table) {
	c := schema.Column{Name: r.Column}
	kind, err := types.ParseType(r.Type)
	if err != nil {
		c.Unknown = r.Type
	}
	c.Type = kind
	stored := t.View == nil || t.View.Kind == schema.MaterializedView
	if c.Type == types.Symbol && stored {
		c.Symbol = r.symbol()
	}
	if r.Designated {
		t.Designated = len(t.Columns)
	}
	if r.UpsertKey {
		t.DedupKeys = append(t.DedupKeys, c.Name)
	}
	t.Columns = append(t.Columns, c)
}

func (r *columnsRow) symbol() schema.SymbolOptions {
	o := schema.SymbolOptions{Capacity: schema.CountOf(r.SymbolCapacity), Cache: r.SymbolCached, NoCache: !r.SymbolCached, Index: r.Indexed}
	if r.Indexed {
		o.IndexCapacity = schema.CountOf(r.IndexBlockCapacity)
	}
	return o
}

// dropDefaults leaves out of a table without a designated timestamp what it
// cannot be declared with: the server says PARTITION BY NONE of it.
func dropDefaults(t *schema.Table) {
	if t.Designated < 0 {
		t.PartitionBy, t.WAL = "", schema.WALDefault
	}
}

// readViews reads what makes relations views. materialized_views() leaves a
// view out at moments while it is refreshed, so that one that is missing is
// asked for again.
func (l *liveTables) readViews(ctx context.Context, db DB) error {
	deadline := time.Now().Add(cataloguePatience)
	for again := pauses(100 * time.Millisecond); ; {
		missing := l.missingView()
		if missing == "" {
			return nil
		}
		if err := l.readViewsOnce(ctx, db); err != nil {
			return err
		}
		if missing = l.missingView(); missing == "" {
			return nil
		}
		exists, err := hasTable(ctx, db, missing)
		switch {
		case err != nil:
			return err
		case !exists: // it was dropped meanwhile
			l.tables = slices.DeleteFunc(l.tables, func(t schema.Table) bool { return t.Name == missing })
			continue
		case time.Now().After(deadline):
			return fmt.Errorf("qdb: Inspect: the server lists the view %q, and tells nothing of it", missing)
		}
		if err := again(ctx); err != nil {
			return err
		}
	}
}

// missingView returns the name of a view of which nothing was read, or "".
func (l *liveTables) missingView() string {
	for _, t := range l.tables {
		if t.View != nil && l.views[t.Name] == nil {
			return t.Name
		}
	}
	return ""
}

func (l *liveTables) readViewsOnce(ctx context.Context, db DB) error {
	views, err := readCatalogue[viewsRow](ctx, db, &viewsQuery)
	if err != nil {
		return err
	}
	materialized, err := readCatalogue[matViewsRow](ctx, db, &matViewsQuery)
	if err != nil {
		return err
	}
	for i := range views {
		l.addView(&views[i])
	}
	for i := range materialized {
		if err := l.addMatView(&materialized[i]); err != nil {
			return fmt.Errorf("qdb: Inspect: materialized view %q: %w", materialized[i].Name, err)
		}
	}
	return nil
}

// find returns the relation of a name as the server spells it, or nil.
func (l *liveTables) find(name string) *schema.Table {
	i := slices.IndexFunc(l.tables, func(t schema.Table) bool { return t.Name == name && t.View != nil })
	if i < 0 {
		return nil
	}
	return &l.tables[i]
}

func (l *liveTables) addView(r *viewsRow) *schema.Table {
	t := l.find(r.Name)
	if t == nil {
		return nil
	}
	t.View.Query = r.SQL
	l.views[t.Name] = &ViewState{Status: r.Status, Reason: textOf(r.Reason)}
	return t
}

func (l *liveTables) addMatView(r *matViewsRow) (err error) {
	t := l.addView(&r.viewsRow)
	if t == nil {
		return nil
	}
	t.View.Base = r.Base
	t.View.Timestamp = t.Designated >= 0
	if t.View.Refresh, err = r.refresh(); err != nil {
		return err
	}
	l.views[t.Name].Refresh, err = r.refreshState()
	return err
}

// refresh is the REFRESH clause. That it was DEFERRED matters to CREATE alone,
// and is not told.
func (r *matViewsRow) refresh() (f schema.Refresh, err error) {
	switch r.RefreshType {
	case "immediate":
		f.Mode = schema.RefreshImmediate
	case "manual":
		f.Mode = schema.RefreshManual
	case "timer":
		f.Mode = schema.RefreshEvery
		if f.Every, err = interval(r.TimerInterval, r.TimerUnit); err != nil {
			return f, err
		}
	default:
		return f, fmt.Errorf("the refresh is of the type %q, which this version of questql does not know", r.RefreshType)
	}
	if f.Period.Length, err = interval(r.PeriodLength, r.PeriodLengthUnit); err != nil {
		return f, err
	}
	if f.Period.Delay, err = interval(r.PeriodDelay, r.PeriodDelayUnit); err != nil {
		return f, err
	}
	// One start and one time zone serve the timer, or the period if there is one.
	switch {
	case f.Period.Given():
		f.Period.TimeZone = textOf(r.TimeZone)
	case f.Mode == schema.RefreshEvery:
		f.Start, f.TimeZone = timeOf(r.TimerStart), textOf(r.TimeZone)
	}
	return f, nil
}

func (r *matViewsRow) refreshState() (*RefreshState, error) {
	limit, err := interval(r.RefreshLimit, r.RefreshLimitUnit)
	s := &RefreshState{Started: timeOf(r.RefreshStart), Finished: timeOf(r.RefreshFinish), Limit: ddl.Interval(limit)}
	if r.BaseTxn != nil && r.RefreshedTxn != nil {
		s.Lag = max(*r.BaseTxn-*r.RefreshedTxn, 0)
	}
	return s, err
}
