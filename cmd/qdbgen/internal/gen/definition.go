package gen

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/questql/questql/internal/schema"
)

// definition is the expression that declares the relation.
func (g *generator) definition(r *relation, m imports) string {
	d := definer{g, r, m}
	switch {
	case r.View == nil:
		return d.table()
	case r.View.Kind == schema.PlainView:
		return d.view()
	}
	return d.materializedView()
}

// definer writes the declaration of a relation.
type definer struct {
	g *generator
	*relation
	imports imports
}

func (d definer) table() string {
	param, calls := d.Type, calls{"ddl.Undesignated()"}
	if i := d.Designated; d.DesignatedName() != "" {
		calls[0] = fmt.Sprintf("ddl.Designated(t.%s)", d.columns[i].Field)
	}
	calls.partition(d.TableModel)
	switch d.WAL {
	case schema.WALOn:
		calls.add("WAL()")
	case schema.WALBypass:
		calls.add("BypassWAL()")
	case schema.WALDefault:
	}
	if len(d.DedupKeys) > 0 {
		calls.add("DedupKeys(%s)", d.fields("t", d.DedupKeys))
	}
	calls.timeToLive(d.TableModel)
	d.parameters(&calls)
	if calls.mention("t.") {
		param = "t " + param
	}
	return fmt.Sprintf("ddl.Define(%q, func(%s) ddl.Spec {\n\treturn %s\n})", d.TableModel.Name, param, calls)
}

// fields lists the fields of columns.
func (d definer) fields(of string, names []string) string {
	fields := make([]string, len(names))
	for i, name := range names {
		fields[i] = of + "." + d.columns[d.Column(name)].Field
	}
	return strings.Join(fields, ", ")
}

func (d definer) parameters(c *calls) {
	if d.MaxUncommittedRows.Set {
		c.add("MaxUncommittedRows(%d)", d.MaxUncommittedRows.N)
	}
	if d.O3MaxLag.Set {
		d.imports.use("time")
		c.add("O3MaxLag(%s)", duration(d.O3MaxLag.D))
	}
	c.place(d.TableModel)
	for _, col := range d.columns {
		if col.Parquet.Given() {
			c.add("Parquet(t.%s, %s, %s)", col.Field, encoding(col.Parquet.Encoding), codec(col.Parquet.Codec))
		}
	}
}

func (d definer) view() string {
	return fmt.Sprintf("ddl.DefineViewRaw[%s](%q,\n\t%s)", d.Type, d.TableModel.Name, d.query())
}

// query is the view's query as text, and what it reads.
func (d definer) query() string {
	args := []string{literal(d.View.Query)}
	for _, r := range d.reads {
		args = append(args, r.Var)
	}
	return strings.Join(args, ", ")
}

func (d definer) materializedView() string {
	calls := calls{"ddl.MaterializedRaw(" + d.query() + ")"}
	if base := d.g.exactly(d.View.Base); base != nil {
		calls.add("WithBase(%s)", base.Var)
	}
	if d.View.Refresh.Given() {
		calls.add("%s", d.refresh(d.View.Refresh))
	}
	if d.View.Timestamp {
		calls.add("Designated(v.%s)", d.columns[d.Designated].Field)
	}
	for _, c := range d.columns {
		switch {
		case c.Symbol.Index && c.Symbol.IndexCapacity.Set:
			calls.add("IndexCapacity(v.%s, %d)", c.Field, c.Symbol.IndexCapacity.N)
		case c.Symbol.Index:
			calls.add("Index(v.%s)", c.Field)
		}
	}
	calls.partition(d.TableModel)
	calls.timeToLive(d.TableModel)
	calls.place(d.TableModel)
	param := d.Type
	if calls[1:].mention("v.") {
		param = "v " + param
	}
	return fmt.Sprintf("ddl.DefineMaterializedView(%q, func(%s) ddl.MatViewSpec {\n\treturn %s\n})", d.TableModel.Name, param, calls)
}

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

// calls is a chain of calls.
type calls []string

func (c *calls) add(format string, args ...any) { *c = append(*c, fmt.Sprintf(format, args...)) }

func (c *calls) partition(t *schema.Table) {
	if t.PartitionBy != "" {
		c.add("PartitionBy(ddl.%s)", capitalised(string(t.PartitionBy)))
	}
}

func (c *calls) timeToLive(t *schema.Table) {
	if t.TTL.Given() {
		c.add("TTL(%s)", interval(t.TTL))
	}
}

func (c *calls) place(t *schema.Table) {
	if t.Volume != "" {
		c.add("InVolume(%q)", t.Volume)
	}
	if t.OwnedBy != "" {
		c.add("OwnedBy(%q)", t.OwnedBy)
	}
}

// mention reports whether a call names a column of the parameter.
func (c calls) mention(param string) bool {
	for _, call := range c {
		if strings.Contains(call, "("+param) || strings.Contains(call, ", "+param) {
			return true
		}
	}
	return false
}

const longLine = 100

// String is the chain, on several lines where it is long.
func (c calls) String() string {
	if line := strings.Join(c, "."); len(line) <= longLine && !strings.Contains(line, "\n") {
		return line
	}
	return strings.Join(c, ".\n\t\t")
}

func capitalised(word string) string { return word[:1] + strings.ToLower(word[1:]) }

var intervalFuncs = [...]string{
	schema.Second: "Seconds", schema.Minute: "Minutes", schema.HourUnit: "Hours", schema.DayUnit: "Days",
	schema.WeekUnit: "Weeks", schema.MonthUnit: "Months", schema.YearUnit: "Years",
}

func interval(i schema.Interval) string {
	return fmt.Sprintf("ddl.%s(%d)", intervalFuncs[i.Unit], i.N)
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

// duration is a duration in the largest unit that it is a whole number of.
func duration(d time.Duration) string {
	for _, unit := range []struct {
		name string
		d    time.Duration
	}{
		{"Hour", time.Hour},
		{"Minute", time.Minute},
		{"Second", time.Second},
		{"Millisecond", time.Millisecond},
	} {
		if d%unit.d == 0 && d != 0 {
			return fmt.Sprintf("%d * time.%s", d/unit.d, unit.name)
		}
	}
	return fmt.Sprintf("%d * time.Microsecond", d/time.Microsecond)
}

func instant(t time.Time) string {
	t = t.UTC()
	return fmt.Sprintf("time.Date(%d, time.%s, %d, %d, %d, %d, %d, time.UTC)", t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond())
}

var encodings = map[schema.Encoding]string{
	"": "DefaultEncoding", schema.EncodingDefault: "DefaultEncoding", schema.Plain: "Plain", schema.RLEDictionary: "RLEDictionary",
	schema.DeltaBinaryPacked: "DeltaBinaryPacked", schema.DeltaLengthByteArray: "DeltaLengthByteArray",
}

func encoding(e schema.Encoding) string { return "ddl." + encodings[e] }

// codecs has the codecs; those with a level are functions of it.
var codecs = map[string]string{
	schema.Uncompressed: "Uncompressed", schema.Snappy: "Snappy", schema.LZ4Raw: "LZ4Raw",
	schema.Gzip: "Gzip", schema.Brotli: "Brotli", schema.Zstd: "Zstd",
}

func codec(c schema.Codec) string {
	name := codecs[c.Name]
	switch {
	case c.Name == "":
		return "ddl.DefaultCodec"
	case c.Level.Set:
		return fmt.Sprintf("ddl.%s(%d)", name, c.Level.N)
	case name == "Gzip" || name == "Brotli" || name == "Zstd":
		return fmt.Sprintf("ddl.Codec{Name: %q}", c.Name)
	}
	return "ddl." + name
}

// literal is a text as a Go literal, between back quotes if they can hold it.
func literal(text string) string {
	if strconv.CanBackquote(strings.ReplaceAll(text, "\n", "")) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}
