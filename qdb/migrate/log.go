package migrate

import (
	"context"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
)

// The version table is a log: QuestDB has no unique keys to update by and no
// transaction over two tables. Only the holder of the lock appends to it.
type eventsTable struct {
	expr.Table
	// Seq orders the events, whatever the clocks of their runners say.
	Seq       expr.LongColumn
	Version   expr.LongColumn
	Name      expr.VarcharColumn
	Direction expr.SymbolColumn
	Event     expr.SymbolColumn
	// Statement counts from 1; 0 is an event of the version as a whole.
	Statement expr.IntColumn
	Checksum  expr.VarcharColumn
	Detail    expr.VarcharColumn
	Runner    expr.VarcharColumn
	At        expr.TimestampColumn
}

func eventsOf(name string) eventsTable {
	return ddl.Define(name, func(t eventsTable) ddl.Spec {
		return ddl.Designated(t.At).PartitionBy(ddl.Year).WAL()
	})
}

// event is a row of the version table.
type event struct {
	Seq       int64
	Version   int64
	Name      string
	Direction direction
	Event     eventKind
	Statement int32
	// Checksum is that of the statement, or of all for applied and baseline.
	Checksum string
	// Detail is the witness of begun, or the message of failed.
	Detail string
	Runner string
	At     time.Time
}

type direction string

const (
	up   direction = "up"
	down direction = "down"
)

type eventKind string

const (
	// A statement is begun, and then done, or failed without effect, or found
	// not to have run.
	begun    eventKind = "begun"
	done     eventKind = "done"
	failed   eventKind = "failed"
	notBegun eventKind = "not run"
	// A version is applied, or reverted, or was there before.
	applied  eventKind = "applied"
	reverted eventKind = "reverted"
	baseline eventKind = "baseline"
)

// eventLog is the version table.
type eventLog struct {
	db     qdb.DB
	table  eventsTable
	runner string
	last   int64
	// versions is what the events come to.
	versions map[int64]*record
}

// record is what the log tells of a version.
type record struct {
	version  int64
	name     string
	applied  bool
	baseline bool
	checksum string
	at       time.Time
	// halfway is a way up or down that has begun and not ended; nil if there is
	// none.
	halfway *halfway
}

type halfway struct {
	direction direction
	done      []string // the checksums of the statements that ran
	begun     *event   // the statement of which the end is not known
	failure   string
}

// started reports whether anything was, or may have been, done.
func (h *halfway) started() bool { return h != nil && (len(h.done) > 0 || h.begun != nil) }

// create creates the version table if there is none.
func (l *eventLog) create(ctx context.Context) error { return qdb.CreateAll(ctx, l.db, l.table) }

// read reads all events; none if there is no table.
func (l *eventLog) read(ctx context.Context) error {
	l.last, l.versions = 0, map[int64]*record{}
	exists, err := qdb.HasTable(ctx, l.db, l.table)
	if err != nil || !exists {
		return err
	}
	if err := qdb.WaitApplied(ctx, l.db, l.table); err != nil {
		return err
	}
	t := l.table
	query := expr.Select(t.Seq, t.Version, t.Name, t.Direction, t.Event, t.Statement, t.Checksum, t.Detail, t.Runner, t.At).
		From(t).OrderBy(t.Seq)
	for e, err := range qdb.Query[event](ctx, l.db, query) {
		if err != nil {
			return err
		}
		l.add(e)
	}
	return nil
}

// recordTimeout bounds the write of an event that must not be lost when a
// context ends.
const recordTimeout = 10 * time.Second

// append writes an event, also when ctx has ended: what has happened is kept.
func (l *eventLog) append(ctx context.Context, e event) error {
	e.Seq, e.Runner, e.At = l.last+1, l.runner, time.Now().UTC()
	t := l.table
	insert := expr.Insert(t).Values(e.Seq, e.Version, e.Name, string(e.Direction), string(e.Event), e.Statement, e.Checksum, e.Detail, e.Runner, e.At)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	if _, err := qdb.Exec(ctx, l.db, insert); err != nil {
		return err
	}
	l.add(e)
	return nil
}

// add takes an event into the records.
func (l *eventLog) add(e event) {
	l.last = e.Seq
	r := l.versions[e.Version]
	if r == nil {
		r = &record{version: e.Version}
		l.versions[e.Version] = r
	}
	r.name, r.at = e.Name, e.At
	switch e.Event {
	case applied, baseline:
		r.applied, r.baseline, r.checksum, r.halfway = true, e.Event == baseline, e.Checksum, nil
	case reverted:
		r.applied, r.halfway = false, nil
	default:
		r.step(e)
	}
}

// step takes an event of a statement.
func (r *record) step(e event) {
	if r.halfway == nil || r.halfway.direction != e.Direction {
		r.halfway = &halfway{direction: e.Direction}
	}
	h := r.halfway
	switch h.begun, h.failure = nil, ""; e.Event {
	case begun:
		h.begun = &e
	case done:
		h.done = append(h.done, e.Checksum)
	case failed:
		h.failure = e.Detail
	}
}
