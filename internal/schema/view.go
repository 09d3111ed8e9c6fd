package schema

import (
	"errors"
	"fmt"
	"time"

	"github.com/questql/questql/internal/sqlw"
)

// ViewKind tells a view from a materialized one.
type ViewKind uint8

// The kinds.
const (
	PlainView ViewKind = iota
	MaterializedView
)

// View is what makes a relation a view.
type View struct {
	Kind ViewKind
	// Query is the text of the SELECT.
	Query string
	// Base is the table whose changes refresh a materialized view, "" where
	// the server finds it.
	Base string
	// Refresh says when a materialized view is refreshed.
	Refresh Refresh
	// Timestamp is true where TIMESTAMP(…) names the designated timestamp of a
	// materialized view; else the server finds it.
	Timestamp bool
	// Uses names the relations that the query reads.
	Uses []string
	// Source is the statement that writes the query.
	Source any
}

// RefreshMode says what starts a refresh.
type RefreshMode uint8

// The modes. RefreshDefault leaves it to the server, which takes IMMEDIATE.
const (
	RefreshDefault RefreshMode = iota
	RefreshImmediate
	RefreshManual
	RefreshEvery
)

// Refresh is the REFRESH clause of a materialized view.
type Refresh struct {
	Mode     RefreshMode
	Deferred bool
	Every    Interval
	Start    time.Time
	TimeZone string
	Period   Period
}

// Period is the PERIOD (…) of a REFRESH clause.
type Period struct {
	Length Interval
	// SampleByInterval takes the interval of the query's SAMPLE BY as length.
	SampleByInterval bool
	TimeZone         string
	Delay            Interval
}

// Given reports whether there is a period.
func (p Period) Given() bool { return p != Period{} }

// Given reports whether there is a REFRESH clause.
func (r Refresh) Given() bool { return r.Mode != RefreshDefault || r.Deferred || r.Period.Given() }

// Check returns an error if the server does not take the clause. A new setting
// of an existing view cannot be deferred.
func (r Refresh) Check(setting bool) error {
	switch {
	case setting && r.Deferred:
		return fmt.Errorf("REFRESH: only a view that is created can be deferred")
	case r.Mode == RefreshEvery:
		if err := r.Every.Check(Minute, YearUnit, false); err != nil {
			return fmt.Errorf("REFRESH EVERY %w", err)
		}
	case r.Every.Given() || !r.Start.IsZero() || r.TimeZone != "":
		return fmt.Errorf("REFRESH: start and time zone belong to REFRESH EVERY")
	}
	switch {
	case r.TimeZone != "" && r.Start.IsZero():
		return fmt.Errorf("REFRESH EVERY: TIME ZONE needs START")
	case !r.Start.IsZero() && r.Period.Given():
		return fmt.Errorf("REFRESH EVERY: START and PERIOD exclude each other")
	}
	if err := checkZone(r.TimeZone); err != nil {
		return fmt.Errorf("REFRESH EVERY: %w", err)
	}
	return r.Period.check()
}

func (p Period) check() error {
	switch {
	case !p.Given():
		return nil
	case p.SampleByInterval && p != Period{SampleByInterval: true}:
		return fmt.Errorf("REFRESH PERIOD: SAMPLE BY INTERVAL has no length, time zone or delay")
	case p.SampleByInterval:
		return nil
	}
	if err := p.Length.Check(Second, DayUnit, false); err != nil {
		return fmt.Errorf("REFRESH PERIOD: length %w", err)
	}
	length := p.Length.duration()
	if length > 24*time.Hour {
		return fmt.Errorf("REFRESH PERIOD: length %s is more than 24 hours", p.Length)
	}
	if p.Delay.Given() {
		if err := p.Delay.Check(Second, DayUnit, false); err != nil {
			return fmt.Errorf("REFRESH PERIOD: delay %w", err)
		}
		if p.Delay.duration() >= length {
			return fmt.Errorf("REFRESH PERIOD: delay %s must be shorter than the length %s", p.Delay, p.Length)
		}
	}
	if err := checkZone(p.TimeZone); err != nil {
		return fmt.Errorf("REFRESH PERIOD: %w", err)
	}
	return nil
}

// duration is how long an interval of seconds to days is. It is right up to
// some thousand years, which is more than what it is compared with.
func (i Interval) duration() time.Duration {
	const enough = 1 << 20
	return time.Duration(min(i.N, enough)) * units[i.Unit].d
}

// checkZone refuses what is no time zone. It matters: the server answers a view
// with an unknown time zone with an error and leaves its name behind: it can
// then neither be created nor dropped, and IF NOT EXISTS never returns.
//
// Where the program has no list of zones, it cannot tell, and refuses too.
func checkZone(name string) error {
	if name == "" || isOffset(name) {
		return nil
	}
	known, err := KnownZone(name)
	switch {
	case err != nil:
		return fmt.Errorf("time zone %q: %w", name, err)
	case !known:
		return fmt.Errorf("unknown time zone %q: it is a name such as Europe/Berlin or an offset such as +02:00", name)
	}
	return nil
}

var errNoZones = errors.New("the program has no list of time zones to check it with: import _ \"time/tzdata\"")

// KnownZone reports whether there is a time zone of that name. Go finds zones on
// the machine, or in the package time/tzdata if the program imports it; with
// neither there is an error.
func KnownZone(name string) (bool, error) {
	if _, err := time.LoadLocation(name); err == nil {
		return name != "Local", nil
	}
	if _, err := time.LoadLocation("Europe/Berlin"); err != nil {
		return false, errNoZones
	}
	return false, nil
}

// isOffset reports whether name is an offset from UTC: +02:00.
func isOffset(name string) bool {
	if name[0] != '+' && name[0] != '-' {
		return false
	}
	_, err := time.Parse("15:04", name[1:])
	return err == nil && len(name) == len("+02:00") && name[1:] <= "18:00"
}

// Write writes the REFRESH clause.
func (r Refresh) Write(w *sqlw.Writer) {
	w.SQL("REFRESH")
	switch r.Mode {
	case RefreshImmediate:
		w.SQL(" IMMEDIATE")
	case RefreshManual:
		w.SQL(" MANUAL")
	case RefreshEvery:
		w.SQL(" EVERY ")
		r.Every.WriteShort(w)
	case RefreshDefault:
	}
	if r.Deferred {
		w.SQL(" DEFERRED")
	}
	if !r.Start.IsZero() {
		w.SQL(" START ")
		w.Text(Instant(r.Start))
	}
	if r.TimeZone != "" {
		w.SQL(" TIME ZONE ")
		w.Text(r.TimeZone)
	}
	if r.Period.Given() {
		r.Period.write(w)
	}
}

func (p Period) write(w *sqlw.Writer) {
	w.SQL(" PERIOD (")
	if p.SampleByInterval {
		w.SQL("SAMPLE BY INTERVAL)")
		return
	}
	w.SQL("LENGTH ")
	p.Length.WriteShort(w)
	if p.TimeZone != "" {
		w.SQL(" TIME ZONE ")
		w.Text(p.TimeZone)
	}
	if p.Delay.Given() {
		w.SQL(" DELAY ")
		p.Delay.WriteShort(w)
	}
	w.SQL(")")
}

// Instant spells an instant as DDL takes it, in UTC and to the microsecond.
func Instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
