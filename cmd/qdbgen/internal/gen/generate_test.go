package gen_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/cmd/qdbgen/internal/gen"
	"github.com/questql/questql/cmd/qdbgen/internal/gen/everything"
	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/types"
)

var update = flag.Bool("update", false, "write package everything again")

// model is a schema with everything that can be declared, ordered by name.
func model() ddl.SchemaModel {
	return ddl.SchemaModel{Tables: append([]ddl.TableModel{
		allParquet(), allSettings(), allTypes(),
		{Name: "none", Columns: columns(types.Timestamp), PartitionBy: schema.None, WAL: schema.WALBypass, Volume: "v", OwnedBy: "admin"},
		{Name: "plain", Designated: -1, Columns: columns(types.Int), MaxUncommittedRows: schema.CountOf(1), OwnedBy: "admin"},
	}, allViews()...)}
}

func columns(all ...types.Type) []schema.Column {
	columns := make([]schema.Column, len(all))
	for i, t := range all {
		columns[i] = schema.Column{Name: "c" + string(rune('a'+i)), Type: t}
	}
	return columns
}

func allTypes() ddl.TableModel {
	t := ddl.TableModel{Name: "all_types", Designated: -1, Columns: columns(
		types.Boolean, types.Byte, types.Short, types.Char, types.Int, types.Long, types.Float, types.Double, types.Date,
		types.Timestamp, types.TimestampNS, types.Symbol, types.String, types.Varchar, types.UUID, types.IPv4, types.Long256,
		types.GeohashChars(8), types.GeohashBits(7), types.Binary, types.Decimal(12, 2), types.Array(1), types.Array(2), types.Array(3), types.Array(4),
	)}
	for name, options := range map[string]schema.SymbolOptions{
		"symbol1": {Capacity: schema.CountOf(1024), NoCache: true},
		"symbol2": {Cache: true, Index: true},
		"symbol3": {Index: true, IndexCapacity: schema.CountOf(512)},
	} {
		t.Columns = append(t.Columns, schema.Column{Name: name, Type: types.Symbol, Symbol: options})
	}
	slices.SortFunc(t.Columns, func(a, b schema.Column) int { return strings.Compare(a.Name, b.Name) })
	return t
}

func allParquet() ddl.TableModel {
	t := ddl.TableModel{Name: "all_parquet", Designated: -1}
	level := schema.CountOf(3)
	for i, c := range []schema.Codec{
		{},
		{Name: schema.Uncompressed},
		{Name: schema.Snappy},
		{Name: schema.LZ4Raw},
		{Name: schema.Gzip, Level: level},
		{Name: schema.Brotli, Level: level},
		{Name: schema.Zstd, Level: level},
		{Name: schema.Zstd},
	} {
		t.Columns = append(t.Columns, schema.Column{Name: "c" + string(rune('a'+i)), Type: types.Long, Parquet: schema.Parquet{Encoding: schema.Plain, Codec: c}})
	}
	t.Columns[1].Parquet.Encoding = schema.EncodingDefault
	t.Columns[2].Parquet.Encoding = schema.RLEDictionary
	t.Columns[3].Parquet.Encoding = schema.DeltaBinaryPacked
	t.Columns = append(t.Columns, schema.Column{Name: "text", Type: types.Varchar, Parquet: schema.Parquet{Encoding: schema.DeltaLengthByteArray}})
	return t
}

func allSettings() ddl.TableModel {
	return ddl.TableModel{
		Name: "all_settings", Columns: columns(types.Timestamp, types.Symbol), PartitionBy: schema.Week, WAL: schema.WALOn,
		TTL: ddl.Weeks(3), DedupKeys: []string{"ca", "cb"}, MaxUncommittedRows: schema.CountOf(500_000),
		O3MaxLag: schema.Lag{D: 10 * time.Minute, Set: true}, Volume: "v", OwnedBy: "admin",
	}
}

// allViews has a view, and a materialized view for each way to refresh one.
func allViews() []ddl.TableModel {
	period := schema.Period{Length: ddl.Days(1), TimeZone: "Europe/London", Delay: ddl.Hours(2)}
	bySample := schema.Period{SampleByInterval: true}
	start := time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	views := []ddl.TableModel{{
		Name: "view", Designated: 0, Columns: columns(types.Timestamp, types.Symbol, types.Interval),
		View: &schema.View{Kind: schema.PlainView, Query: "SELECT ca, cb, cc FROM all_settings -- `quoted`\n"},
	}}
	for i, refresh := range []schema.Refresh{
		{},
		{Mode: schema.RefreshImmediate},
		{Mode: schema.RefreshImmediate, Deferred: true, Period: bySample},
		{Mode: schema.RefreshManual},
		{Mode: schema.RefreshManual, Period: period},
		{Mode: schema.RefreshEvery, Every: ddl.Minutes(10)},
		{Mode: schema.RefreshEvery, Every: ddl.Hours(1), Deferred: true, Start: start, TimeZone: "Europe/Berlin"},
		{Mode: schema.RefreshEvery, Every: ddl.Hours(1), Period: period},
		{Period: period},
	} {
		views = append(views, ddl.TableModel{
			Name: "view_" + string(rune('a'+i)), Designated: 0, Columns: columns(types.Timestamp, types.Symbol), PartitionBy: schema.Month,
			View: &schema.View{Kind: schema.MaterializedView, Query: "SELECT ca, cb FROM all_settings SAMPLE BY 1d", Refresh: refresh},
		})
	}
	views[1].Columns[1].Symbol = schema.SymbolOptions{Index: true, IndexCapacity: schema.CountOf(4)}
	views[2].Columns[1].Symbol = schema.SymbolOptions{Index: true}
	views[3].View.Base, views[3].View.Timestamp = "all_settings", true
	views[3].TTL, views[3].Volume, views[3].OwnedBy = ddl.Months(6), "v", "admin"
	return views
}

// TestEverything holds package everything against what is generated of the
// model, and what that package declares against the model.
func TestEverything(t *testing.T) {
	p, err := gen.Generate(model(), gen.Config{Package: "everything", AllSettings: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Files {
		path := filepath.Join("everything", f.Name)
		if *update {
			if err := os.WriteFile(path, f.Source, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		have, err := os.ReadFile(path)
		if diff := cmp.Diff(string(f.Source), string(have)); diff != "" {
			t.Errorf("%s: %v (-want +got; write it by -update):\n%s", path, err, diff)
		}
	}
	declared, err := everything.Schema.Model()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(model().Tables, declared.Tables); diff != "" {
		t.Errorf("declared (-want +got):\n%s", diff)
	}
}

// TestDefaults leaves out what QuestDB would choose itself.
func TestDefaults(t *testing.T) {
	table := ddl.TableModel{
		Name: "t", Columns: columns(types.Timestamp, types.Symbol), PartitionBy: schema.Day, WAL: schema.WALOn,
		MaxUncommittedRows: schema.CountOf(500_000), O3MaxLag: schema.Lag{D: 10 * time.Minute, Set: true},
	}
	table.Columns[1].Symbol = schema.SymbolOptions{Capacity: schema.CountOf(256), Cache: true, Index: true, IndexCapacity: schema.CountOf(256)}
	source := generated(t, gen.Config{}, table)["t.go"]
	for _, want := range []string{
		"return ddl.Designated(t.Ca).PartitionBy(ddl.Day).WAL()\n",
		"Cb expr.SymbolColumn `qdb:\",index\"`\n",
	} {
		if !strings.Contains(source, want) {
			t.Errorf("there is no %s in\n%s", want, source)
		}
	}
	if !table.Columns[1].Symbol.Cache {
		t.Error("the model was changed")
	}
}

// TestDefaultStart leaves out the moment at which a view was made, of which the
// code would be another on each server.
func TestDefaultStart(t *testing.T) {
	midnight := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		refresh schema.Refresh
		want    string
	}{
		{schema.Refresh{Start: midnight.Add(655647 * time.Microsecond)}, "Refresh(ddl.Every(ddl.Hours(1)))"},
		{schema.Refresh{Start: midnight}, "Refresh(ddl.Every(ddl.Hours(1)).Start(time.Date(2026, time.January, 2, 0, 0, 0, 0, time.UTC)))"},
		{schema.Refresh{Start: midnight.Add(time.Microsecond), TimeZone: "Europe/Berlin"}, `Refresh(ddl.Every(ddl.Hours(1)).Start(time.Date(2026, time.January, 2, 0, 0, 0, 1000, time.UTC)).TimeZone("Europe/Berlin"))`},
	} {
		c.refresh.Mode, c.refresh.Every = schema.RefreshEvery, ddl.Hours(1)
		view := ddl.TableModel{Name: "v", Columns: columns(types.Timestamp), View: &schema.View{Kind: schema.MaterializedView, Query: "SELECT ca FROM t", Refresh: c.refresh}}
		if source := generated(t, gen.Config{}, view)["v.go"]; !strings.Contains(source, c.want) {
			t.Errorf("there is no %s in\n%s", c.want, source)
		}
	}
}

// generated returns the files by their names.
func generated(t *testing.T, cfg gen.Config, tables ...ddl.TableModel) map[string]string {
	t.Helper()
	cfg.Package = "p"
	p, err := gen.Generate(ddl.SchemaModel{Tables: tables}, cfg)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range p.Files {
		files[f.Name] = string(f.Source)
	}
	return files
}

func named(names ...string) []ddl.TableModel {
	tables := make([]ddl.TableModel, len(names))
	for i, name := range names {
		tables[i] = ddl.TableModel{Name: name, Designated: -1, Columns: columns(types.Int)}
	}
	return tables
}

// TestFileNames wants a file for each table that the go command always compiles
// and that no other table has, on whatever system.
func TestFileNames(t *testing.T) {
	cfg := gen.Config{Names: []gen.Setting{{Selector: "_", Value: "Underscore"}, {Selector: "2026", Value: "Year2026"}}}
	files := generated(t, cfg, named("trades", "fr.rates", "fr_rates", "CPU_linux", "a_test", "linux", "schema", "_", "2026", "straße")...)
	for _, want := range []string{
		"trades.go", "fr_rates.go", "fr_rates_2.go", "cpu_linux_table.go", "a_test_table.go", "linux.go", "schema_2.go", "_table.go", "2026.go", "straße.go", "schema.go",
	} {
		if _, ok := files[want]; !ok {
			t.Errorf("there is no %s", want)
		}
		delete(files, want)
	}
	for name := range files {
		t.Errorf("there is a %s", name)
	}
}

// TestStableNames adds columns and tables: what was there keeps its names.
func TestStableNames(t *testing.T) {
	names := func(columns ...string) string {
		table := ddl.TableModel{Name: "t", Designated: -1}
		for _, name := range columns {
			table.Columns = append(table.Columns, schema.Column{Name: name, Type: types.Int})
		}
		source := generated(t, gen.Config{}, table)["t.go"]
		var fields []string
		for line := range strings.Lines(source) {
			if words := strings.Fields(line); len(words) > 1 && words[1] == "expr.IntColumn" {
				fields = append(fields, words[0])
			}
		}
		return strings.Join(fields, " ")
	}
	for _, c := range []struct{ columns, want string }{
		{"user_id", "UserID"},
		{"user id,user_id", "UserID_2 UserID"},
		{"user id,user_id,user_ID_,user_id_2", "UserID_2 UserID UserID_3 UserID2"},
	} {
		if got := names(strings.Split(c.columns, ",")...); got != c.want {
			t.Errorf("%s: got %s, want %s", c.columns, got, c.want)
		}
	}
}

// TestImports gives packages of domain types names that no other package has in
// the file.
func TestImports(t *testing.T) {
	table := ddl.TableModel{Name: "t", Designated: -1, Columns: columns(types.Long, types.Long, types.Long, types.Long, types.Long)}
	source := generated(t, gen.Config{Types: []gen.Setting{
		{Selector: "t.ca", Value: "example.com/a/types.A"},
		{Selector: "t.cb", Value: "example.com/go-side/v2.B"},
		{Selector: "t.cc", Value: "example.com/other/goside.C"},
		{Selector: "t.cd", Value: "example.com/a/types.D"},
		{Selector: "t.ce", Value: "gopkg.in/yaml.v3.Kind"},
	}}, table)["t.go"]
	for _, want := range []string{
		`types2 "example.com/a/types"`, `goside "example.com/go-side/v2"`, `goside2 "example.com/other/goside"`, `yaml "gopkg.in/yaml.v3"`,
		"Ca expr.LongOf[types2.A]", "Cb expr.LongOf[goside.B]", "Cc expr.LongOf[goside2.C]", "Cd *types2.D", "Ce *yaml.Kind",
	} {
		if !strings.Contains(source, want) {
			t.Errorf("there is no %s in\n%s", want, source)
		}
	}
}

// TestUnknownType wants every problem told at once.
func TestUnknownType(t *testing.T) {
	a := ddl.TableModel{Name: "a", Designated: -1, Columns: []schema.Column{{Name: "x", Unknown: "HYPERCUBE"}, {Name: "y", Unknown: "TESSERACT"}}}
	b := ddl.TableModel{Name: "b b", Designated: -1, Columns: columns(types.Type{Kind: types.KindLong128})}
	_, err := gen.Generate(ddl.SchemaModel{Tables: []ddl.TableModel{a, b}}, gen.Config{Package: "p"})
	const want = `table "a": column "x" has the type HYPERCUBE, which questql does not know: update questql, or leave the table out: -exclude a
table "a": column "y" has the type TESSERACT, which questql does not know: update questql, or leave the table out: -exclude a
table "b b": column "ca" is a LONG128, which no program can read: leave the table out: -exclude 'b b'`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// TestViewsInACircle generates views whose texts only seem to read each other.
func TestViewsInACircle(t *testing.T) {
	view := func(name, query string) ddl.TableModel {
		return ddl.TableModel{Name: name, Designated: -1, Columns: columns(types.Int), View: &schema.View{Query: query}}
	}
	files := generated(t, gen.Config{},
		view("a", "SELECT ca FROM b"), view("b", "WITH a AS (SELECT 1 AS ca FROM c) SELECT ca FROM a"), view("c", "SELECT ca FROM c"))
	for file, want := range map[string]string{"a.go": "`SELECT ca FROM b`, B)", "b.go": "FROM a`, C)", "c.go": "`SELECT ca FROM c`)"} {
		if !strings.Contains(files[file], want) {
			t.Errorf("there is no %s in\n%s", want, files[file])
		}
	}
}
