package gen

import (
	"fmt"

	"github.com/questql/questql/internal/schema"
)

// refresh is the call that says when a materialized view is refreshed.
func (d definer) refresh(r schema.Refresh) string {
	switch r {
	case schema.Refresh{Mode: schema.RefreshImmediate}:
		return "RefreshImmediate()"
	case schema.Refresh{Mode: schema.RefreshManual}:
		return "RefreshManual()"
	}
	var text string
	switch r.Mode {
	case schema.RefreshImmediate:
		text = "ddl.Immediate()"
	case schema.RefreshManual:
		text = "ddl.Manual()"
	case schema.RefreshEvery:
		text = fmt.Sprintf("ddl.Every(%s)", interval(r.Every))
	case schema.RefreshDefault:
		text = fmt.Sprintf("ddl.ByPeriod(%s)", period(r.Period))
	}
	if r.Deferred {
		text += ".Deferred()"
	}
	if !r.Start.IsZero() {
		d.imports.use("time")
		text += fmt.Sprintf(".Start(%s)", instant(r.Start))
	}
	if r.TimeZone != "" {
		text += fmt.Sprintf(".TimeZone(%q)", r.TimeZone)
	}
	if r.Period.Given() && r.Mode != schema.RefreshDefault {
		text += fmt.Sprintf(".Period(%s)", period(r.Period))
	}
	return "Refresh(" + text + ")"
}

func period(p schema.Period) string {
	if p.SampleByInterval {
		return "ddl.PeriodSampleByInterval()"
	}
	text := fmt.Sprintf("ddl.PeriodLength(%s)", interval(p.Length))
	if p.TimeZone != "" {
		text += fmt.Sprintf(".TimeZone(%q)", p.TimeZone)
	}
	if p.Delay.Given() {
		text += fmt.Sprintf(".Delay(%s)", interval(p.Delay))
	}
	return text
}
