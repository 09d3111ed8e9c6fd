package migrate

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"
)

// State is where a version stands.
type State string

// The states.
const (
	// Pending is what Up will apply.
	Pending State = "pending"
	// OutOfOrder is pending, and older than an applied version.
	OutOfOrder State = "out of order"
	// Applied is in the database.
	Applied State = "applied"
	// Halfway has begun, up or down, and not ended.
	Halfway State = "halfway"
	// Edited is applied, and its file is not as it was.
	Edited State = "edited"
	// Missing is applied, and has no file.
	Missing State = "missing"
)

// Status is where a version stands.
type Status struct {
	Version int64
	Name    string
	State   State
	// At is when the state was reached; zero where it is pending.
	At time.Time
	// Done is how many statements ran, where the state is Halfway.
	Done int
	// Failure is the server's message where a statement failed.
	Failure string
}

// Status returns where each version stands that has a file or is in the
// database, ordered by version. It changes nothing and needs no lock.
func (r *Runner) Status(ctx context.Context) ([]Status, error) {
	l := r.newLog()
	if err := l.read(ctx); err != nil {
		return nil, err
	}
	all := map[int64]Status{}
	for i := range r.migrations {
		m := &r.migrations[i]
		all[m.Version] = r.status(l, m, l.versions[m.Version])
	}
	for version, rec := range l.versions {
		if r.find(version) == nil && (rec.applied || rec.halfway.started()) {
			all[version] = r.status(l, nil, rec)
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b Status) int { return cmp.Compare(a.Version, b.Version) }), nil
}

func (r *Runner) status(l *eventLog, m *Migration, rec *record) Status {
	s := Status{State: r.state(l, m, rec)}
	if m != nil {
		s.Version, s.Name = m.Version, m.Name
	}
	if rec == nil {
		return s
	}
	s.Version, s.Name = rec.version, cmp.Or(s.Name, rec.name)
	if s.State != Pending && s.State != OutOfOrder {
		s.At = rec.at
	}
	if rec.halfway != nil {
		s.Done, s.Failure = len(rec.halfway.done), rec.halfway.failure
	}
	return s
}
