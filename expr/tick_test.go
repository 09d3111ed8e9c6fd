package expr_test

import (
	"bufio"
	_ "embed"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb/qdbtest"
)

//go:embed testdata/ticks.txt
var ticks string

// TestTicks holds the check of ticks against the server, for each line of the
// file: what one refuses the other does too.
func TestTicks(t *testing.T) {
	db := openConformance(t)
	s := &server{t: t, db: db}
	accepted := 0
	lines := bufio.NewScanner(strings.NewReader(ticks))
	for lines.Scan() {
		tick, toKill := strings.CutPrefix(lines.Text(), "! ") // not to be sent
		_, _, ours := expr.Select(conformance.Ts).From(conformance).Where(conformance.Ts.In(expr.Tick(tick))).SQL()
		if toKill {
			if ours == nil {
				t.Errorf("%q ends the server and is no error", tick)
			}
			continue
		}
		theirs := s.try("SELECT ts FROM expr_conformance WHERE ts IN '" + tick + "'")
		switch {
		case ours == nil && theirs != nil:
			t.Errorf("%q is no error, and the server says %v", tick, theirs)
		case ours != nil && theirs == nil:
			t.Errorf("%q is accepted by the server, and is an error: %v", tick, ours)
		case ours == nil:
			accepted++
		}
	}
	questdb.CountStatement(s.n)
	t.Logf("%d ticks sent, %d of them accepted", s.n, accepted)
}

func TestTimeSearch(t *testing.T) {
	db := openConformance(t)
	c := conformance
	q := expr.Select(c.Ts).From(c)
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "a day", Statement: q.Where(c.Ts.In("2026-01-02")), SQL: `SELECT ts FROM expr_conformance WHERE ts IN '2026-01-02'`},
		{Name: "today", Statement: q.Where(c.Ts.In(expr.Today)), SQL: `SELECT ts FROM expr_conformance WHERE ts IN '$today'`},
		{Name: "since", Statement: q.Where(c.Ts.In(expr.Since(expr.Hours(1)))), SQL: `SELECT ts FROM expr_conformance WHERE ts IN '$now - 1h..$now'`},
		{
			Name: "built", Statement: q.Where(c.Ts.In(expr.AnyOf(expr.Day(noon), expr.Yesterday).InZone("Europe/Berlin").For(expr.Hours(6)))),
			SQL: `SELECT ts FROM expr_conformance WHERE ts IN '[2026-01-02,$yesterday]@Europe/Berlin;6h'`,
		},
		{Name: "microseconds", Statement: q.Where(c.Ts.In(expr.Tick("2026-01-02").For(expr.Microseconds(5)))), SQL: `SELECT ts FROM expr_conformance WHERE ts IN '2026-01-02;5u'`},
		{Name: "instants", Statement: q.Where(c.Ts.InTimes(noon, noon.Add(time.Hour))), SQL: `SELECT ts FROM expr_conformance WHERE ts IN ('2026-01-02T12:00:00.123456Z', '2026-01-02T13:00:00.123456Z')`},
		{Name: "no instants", Statement: q.Where(c.Ts.InTimes()), SQL: `SELECT ts FROM expr_conformance WHERE false`},
		{Name: "between", Statement: q.Where(c.Ts.Between(noon, noon.Add(time.Hour))), SQL: `SELECT ts FROM expr_conformance WHERE ts BETWEEN $1 AND $2`},
		{Name: "a typo", Statement: q.Where(c.Ts.In("2026-13")), Err: `WHERE: ts IN: tick "2026-13": the calendar has no 2026-13`},
		{Name: "a bad stride", Statement: q.Where(c.Ts.In(expr.Since(expr.Hours(0)))), Err: `WHERE: ts IN: Since(0h): stride must be positive, got 0`},
	})
}
