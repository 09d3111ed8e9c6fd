package qdb

import (
	"strings"
	"testing"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/types"
)

// TestUnknown has what a later server may tell: a type keeps its name, what
// cannot be part of a declaration is an error that names it.
func TestUnknown(t *testing.T) {
	table := schema.Table{Name: "t", Designated: -1}
	for _, r := range []columnsRow{{Column: "v", Type: "LONG512"}, {Column: "x", Type: "INT"}} {
		r.addTo(&table)
	}
	if c := table.Columns[0]; c.Unknown != "LONG512" || c.Type != (types.Type{}) {
		t.Errorf("%+v", c)
	}
	unknown := unknownColumns(&table)
	if len(unknown) != 1 || unknown[0].String() != `column "v" of table "t" is LONG512, a type that this version of questql does not know` {
		t.Error(unknown)
	}
	if err := table.Check(); err == nil || err.Error() != `table "t": column "v": LONG512 is a type that this version of questql does not know` {
		t.Error(err)
	}
	unit := "FORTNIGHT"
	for _, tt := range []struct {
		err  error
		want string
	}{
		{errorOf((&tablesRow{Name: "t", Type: "L"}).model()), `"t" is of the type "L", which this version of questql does not know: leave it out with Exclude`},
		{errorOf((&tablesRow{Name: "t", Type: "T", TTLValue: 1, TTLUnit: &unit}).model()), `TTL of "t": the server tells a unit of time that this version of questql does not know: "FORTNIGHT"`},
		{errorOf((&matViewsRow{RefreshType: "never"}).refresh()), `the refresh is of the type "never", which this version of questql does not know`},
		{errorOf((&matViewsRow{RefreshType: "timer", TimerInterval: 1, TimerUnit: &unit}).refresh()), `"FORTNIGHT"`},
		{errorOf((&matViewsRow{RefreshType: "manual", PeriodLength: 1, PeriodLengthUnit: &unit}).refresh()), `"FORTNIGHT"`},
		{errorOf((&matViewsRow{RefreshType: "manual", PeriodDelay: 1, PeriodDelayUnit: &unit}).refresh()), `"FORTNIGHT"`},
	} {
		if tt.err == nil || !strings.Contains(tt.err.Error(), tt.want) {
			t.Errorf("got %v, want %s", tt.err, tt.want)
		}
	}
}

func errorOf[T any](_ T, err error) error { return err }
