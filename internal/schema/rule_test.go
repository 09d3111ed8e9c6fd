package schema_test

import (
	"fmt"
	"testing"

	"github.com/questql/questql/internal/schema"
)

// TestSameQuery has texts that are the same query, and texts that are not.
func TestSameQuery(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"SELECT ts FROM trades", "select  TS\n from Trades -- the table\n;", true},
		{"SELECT /* all */ ts FROM t", "SELECT ts FROM t", true},
		{"SELECT ts FROM t", "SELECT ts FROM t2", false},
		{"SELECT ts FROM t", "SELECT ts FROM t WHERE x", false},
		{"WHERE s = 'A'", "WHERE s = 'a'", false},
		{"WHERE s = 'it''s'", "where s = 'it''s'", true},
		{"WHERE s = '-- a'", "WHERE s = '-- b'", false},
		{`SELECT "Symbol"`, `SELECT "symbol"`, true},
		{"SAMPLE BY 1m", "SAMPLE BY 1M", false},
		{"SAMPLE BY m", "SAMPLE BY M", false},
		{"a+b", "a + b", true},
		{"'unclosed", "'unclosed", true},
		{"", " ; ", true},
		{"", ";;", false},
		{"/* open", "", true},
		{"px > 'ü'", "PX>'ü'", true},
	} {
		if got := schema.SameQuery(tt.a, tt.b); got != tt.same {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
		if got := schema.SameQuery(tt.b, tt.a); got != tt.same {
			t.Errorf("%q and %q: %v", tt.b, tt.a, got)
		}
	}
}

// TestSources has the relations that the text of a query names.
func TestSources(t *testing.T) {
	for _, tt := range []struct {
		view schema.View
		want string
	}{
		{schema.View{Query: `SELECT a FROM "t 1" JOIN t2 ON (a) WHERE b IN (SELECT c FROM t3)`}, "[t 1 t2 t3]"},
		{schema.View{Query: "SELECT a FROM (SELECT b FROM t)", Base: "t"}, "[t t]"},
		{schema.View{Query: "SELECT a FROM t", Uses: []string{"u"}, Base: "b"}, "[u b]"},
	} {
		if got := fmt.Sprint(tt.view.Sources()); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.view.Query, got, tt.want)
		}
	}
}

// TestTTLKeeps has TTLs that keep at least what another keeps.
func TestTTLKeeps(t *testing.T) {
	hours := func(n int) schema.Interval { return schema.Interval{N: n, Unit: schema.HourUnit} }
	days := func(n int) schema.Interval { return schema.Interval{N: n, Unit: schema.DayUnit} }
	months := func(n int) schema.Interval { return schema.Interval{N: n, Unit: schema.MonthUnit} }
	years := func(n int) schema.Interval { return schema.Interval{N: n, Unit: schema.YearUnit} }
	none := schema.Interval{}
	for _, tt := range []struct {
		ttl, before schema.Interval
		keeps       bool
	}{
		{none, days(1), true},
		{none, none, true},
		{days(1), none, false},
		{days(2), hours(48), true},
		{days(2), hours(49), false},
		{years(1), months(12), true},
		{months(11), years(1), false},
		{days(31), months(1), true},
		{days(30), months(1), false},
		{months(1), days(28), true},
		{months(1), days(29), false},
	} {
		if got := tt.ttl.Keeps(tt.before); got != tt.keeps {
			t.Errorf("%s keeps all of %s: %v", tt.ttl, tt.before, got)
		}
	}
}
