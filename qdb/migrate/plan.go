package migrate

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// task is a migration to bring to its end, up or down.
type task struct {
	migration *Migration
	direction direction
	// after is the number of statements that ran already.
	after int
}

func (t task) statements() []Statement {
	if t.direction == down {
		return t.migration.Down
	}
	return t.migration.Up
}

// tasksUp plans the way up, to a version or to the latest.
func (r *Runner) tasksUp(l *eventLog, to *int64) ([]task, error) {
	errs := r.checkApplied(l)
	latest := l.latest()
	var tasks []task
	for i := range r.migrations {
		m := &r.migrations[i]
		rec := l.versions[m.Version]
		switch {
		case to != nil && m.Version > *to:
		case rec == nil:
			errs = append(errs, r.checkOrder(m, latest))
			tasks = append(tasks, task{m, up, 0})
		case rec.halfway.started() && rec.halfway.direction == down:
			errs = append(errs, refuse(m, ErrHalfway, "its way down has begun: call Down to end it"))
		case !rec.applied:
			if !rec.halfway.started() {
				errs = append(errs, r.checkOrder(m, latest))
			}
			t, err := resumed(m, up, rec)
			errs = append(errs, err)
			tasks = append(tasks, t)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return tasks, nil
}

// tasksDown plans the way down: of the latest version, or of all behind one.
func (r *Runner) tasksDown(l *eventLog, to *int64) ([]task, error) {
	var errs []error
	var tasks []task
	for _, version := range slices.Backward(slices.Sorted(maps.Keys(l.versions))) {
		rec := l.versions[version]
		if to != nil && version <= *to || to == nil && len(tasks)+len(errs) > 0 {
			break
		}
		if !rec.applied && !rec.halfway.started() {
			continue
		}
		t, err := r.taskDown(rec)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		tasks = append(tasks, t)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return tasks, nil
}

func (r *Runner) taskDown(rec *record) (task, error) {
	m := r.find(rec.version)
	switch {
	case m == nil:
		return task{}, &VersionError{rec.version, rec.name, "its file has the way back", ErrMissing}
	case rec.halfway.started() && rec.halfway.direction == up:
		return task{}, refuse(m, ErrHalfway, "its way up has begun: call Up to end it")
	case m.Checksum != rec.checksum:
		return task{}, edited(m)
	case len(m.Down) == 0:
		return task{}, refuse(m, ErrNoWayBack, "there are no statements for the way down; write them, or a new migration that leads on")
	}
	return resumed(m, down, rec)
}

// resumed returns what is left of a migration, whose statements that ran must
// be as they were.
func resumed(m *Migration, d direction, rec *record) (task, error) {
	t := task{migration: m, direction: d}
	h := rec.halfway
	if h == nil || h.direction != d {
		return t, nil
	}
	statements := t.statements()
	for i, sum := range h.done {
		if i >= len(statements) || checksum(statements[i:i+1]) != sum {
			return t, refuse(m, ErrEdited, fmt.Sprintf("statement %d has run and is not as it was; restore it: only what comes behind it can be changed", i+1))
		}
	}
	t.after = len(h.done)
	if h.begun != nil && (t.after >= len(statements) || checksum(statements[t.after:t.after+1]) != h.begun.Checksum) {
		return t, refuse(m, ErrEdited, fmt.Sprintf("statement %d was begun and is not as it was; restore it: it may have run", t.after+1))
	}
	return t, nil
}

// checkApplied compares the applied versions with their files.
func (r *Runner) checkApplied(l *eventLog) []error {
	var errs []error
	for _, version := range slices.Sorted(maps.Keys(l.versions)) {
		rec := l.versions[version]
		m := r.find(version)
		switch {
		case m == nil && (r.allowMissing && !rec.halfway.started() || rec.baseline):
		case m == nil && (rec.applied || rec.halfway.started()):
			errs = append(errs, &VersionError{version, rec.name, "restore its file; a program that is older than its database sets AllowMissing", ErrMissing})
		case m != nil && rec.applied && m.Checksum != rec.checksum:
			errs = append(errs, edited(m))
		}
	}
	return errs
}

func edited(m *Migration) error {
	return refuse(m, ErrEdited, "restore "+m.Up[0].File+", and write a new migration for what is to change")
}

// latest returns the latest version that is applied.
func (l *eventLog) latest() int64 {
	latest := int64(0)
	for _, rec := range l.versions {
		if rec.applied {
			latest = max(latest, rec.version)
		}
	}
	return latest
}

func (r *Runner) checkOrder(m *Migration, latest int64) error {
	if r.outOfOrder || m.Version > latest {
		return nil
	}
	return refuse(m, ErrOutOfOrder, fmt.Sprintf("version %d is applied: give the file a new version, or set AllowOutOfOrder", latest))
}

func refuse(m *Migration, err error, detail string) error {
	return &VersionError{m.Version, m.Name, detail, err}
}

// state returns what Status tells of a version; either may be nil.
func (r *Runner) state(l *eventLog, m *Migration, rec *record) State {
	switch {
	case rec == nil || !rec.applied && !rec.halfway.started():
		if r.checkOrder(m, l.latest()) != nil {
			return OutOfOrder
		}
		return Pending
	case rec.halfway.started():
		return Halfway
	case m == nil:
		return Missing
	case m.Checksum != rec.checksum:
		return Edited
	}
	return Applied
}
