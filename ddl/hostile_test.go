package ddl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// hostile lists names that try to be more than a name.
func hostile() []string {
	names := []string{
		"", " ", "  ", ".", "..", "a.", ".a", "a..b", "\t", "\n", "\r\n", "\x00", "a\x00b", "\x7f", "\ufeff", "\ufeffa", "\u00a0", "\u200b", "\u2028", "\u202e", "a\u0301",
		`"`, `""`, `"""`, `a"b`, `a""b`, `"a"`, `a"`, `"a`, "`", "``", "a`b", "`a`", "'", "''", "a'b", "'a'", `\`, `\\`, `\"`, `a\`, `\'`, "$1", "$2", "$", "$$", "$a$", "@a", "@", ":a", ":1", "?", "a?b",
		`x"; DROP TABLE ddl_victim; --`, `x" (y INT); DROP TABLE ddl_victim; --`, `x'; DROP TABLE ddl_victim; --`, "x`; DROP TABLE ddl_victim; --", `x; DROP TABLE ddl_victim`, `x;DROP TABLE ddl_victim;`,
		`x) ; TRUNCATE TABLE ddl_victim; --`, `x/*`, `*/x`, `/* x */`, `--`, `-- x`, `x--`, `x -- y`, "x\n--y", "x\nDROP TABLE ddl_victim", `x", "y`, `x" INT, "y`, `x,y`, `x, y`, `(x)`, `x)`, `(`, `)`, `x(`, `[x]`, `{x}`,
		`ddl_victim"`, `"ddl_victim`, `ddl_victim" --`, `ddl_victim; --`, `public.ddl_victim`, `PUBLIC.ddl_victim`, `public."ddl_victim"`, `qdb.ddl_victim`, `ddl_victim.x`, `a.ddl_victim`, `sys.x`, `telemetry`, `telemetry_config`,
		`_tab_index.d`, `tables.d.0`, `../x`, `..\x`, `../../x`, `/etc/passwd`, `C:\x`, `x/y`, `x\y`, `~x`, `~1`, `x~1`, `con`, `nul`, `a:b`, `a*b`, `a%b`, `%s`, `%(x)s`, `%00`, `%22`, `a+b`, `a-b`, `-a`, `a&b`, `a|b`, `a||b`, `a=b`, `a<b`, `a>b`, `a!b`, `!`, `~`, `*`, `t.*`, `a^b`, `a#b`, `##01`, `#u33d`, `1`, `1a`, `007`, `1e5`, `1L`, `0x1f`, `1.5`, `-1`, `nan`, `NaN`, `null`, `NULL`, `Null`, `true`, `false`, `and`, `OR`, `not`, `in`, `like`, `ilike`, `between`, `within`, `case`, `over`, `declare`,
		`select`, `from`, `where`, `table`, `drop`, `create`, `if`, `exists`, `if not exists`, `timestamp`, `order by`, `select * from ddl_victim`, `(select 1)`, `count()`, `now()`, `pg_class`, `pg_sleep(10)`, `long_sequence(1)`, `table_partitions`,
		strings.Repeat("x", 127), strings.Repeat("x", 128), strings.Repeat("x", 10_000), strings.Repeat("é", 127), strings.Repeat("温", 85), strings.Repeat("😀", 63), strings.Repeat("😀", 64), strings.Repeat(`"`, 127),
		"\xff", "a\xffb", "\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80", "naïve", "温度", "x😀", "İ", "ı", "ß", "Ω", "ａ", "a\u200db", "Ａ", "\u202eabc", "DDL_VICTIM",
		"\x1b[31mx", "\x01", "\x08", "\x0b", "\x0e", "\x1f", `x' OR '1'='1`, `x" OR "1"="1`, `x' UNION SELECT 1 --`, `x"::text`, `x::int`, `$(x)`, `${x}`, "`x`", `<script>`, `&amp;`, `{{x}}`, `x' || 'y`, `x"||"y`, `E'x'`, `U&"x"`, `N'x'`, `""."`, `a b`, ` a`, `a `, `a  b`, `a.b`, `a.b.c`, `.detached`, `x.attachable`, `2026-01-01`, `2026-01-01'`, `2026-01-01' OR '1`, `2026-01-01'; DROP TABLE ddl_victim; --`, `2026`,
	}
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// position is a place of a statement where a name stands.
type position struct {
	name string
	// make returns the statements that name n there, the last of them a cleanup.
	make func(n string) []expr.Statement
	// enterprise is true where the open server takes no such statement: the
	// name must be refused, or stand in the text within quotes.
	enterprise bool
}

func positions() []position {
	base := expr.Select(expr.All).From(Base)
	view := func(n string) Tick {
		return ddl.DefineView(n, func(v Tick) expr.Query {
			return expr.Select(Base.Ts, Base.Symbol, v.Px.Is(Base.Price)).From(Base)
		})
	}
	mat := func(n string) Candle {
		return ddl.DefineMaterializedView(n, func(c Candle) ddl.MatViewSpec { return ddl.Materialized(hourly(c)).PartitionBy(ddl.Day) })
	}
	made := ddl.Table("ddl_zt").Int("x")
	clean := ddl.Drop(made).IfExists()
	return []position{
		{name: "table", make: func(n string) []expr.Statement {
			t := ddl.Table(n).Int("x").Timestamp("ts").Designated().PartitionBy(ddl.Day).BypassWAL()
			return []expr.Statement{ddl.Create(t).IfNotExists(), expr.Select(expr.All).From(t), ddl.Alter(t).AddColumn(ddl.Int("y")), ddl.Truncate(t), ddl.VacuumTable(t), ddl.ShowColumns(t), ddl.Drop(t).IfExists()}
		}},
		{name: "table that is renamed to", make: func(n string) []expr.Statement {
			return []expr.Statement{ddl.Create(made).IfNotExists(), ddl.Rename(made, n), ddl.Drop(ddl.Table(n).Int("x")).IfExists(), clean}
		}},
		{name: "table that is like another", make: func(n string) []expr.Statement {
			return []expr.Statement{ddl.CreateLike(n, Base), ddl.Drop(ddl.Table(n).Int("x")).IfExists()}
		}},
		{name: "column", make: func(n string) []expr.Statement {
			t := ddl.Table("ddl_zt").Int("x").Timestamp("ts").Designated().Int(n)
			return []expr.Statement{ddl.Create(t), expr.Select(expr.All).From(t), clean}
		}},
		{name: "column that is added, renamed, dropped", make: func(n string) []expr.Statement {
			a := ddl.Alter(made)
			return []expr.Statement{ddl.Create(made), a.AddColumn(ddl.Int(n)), a.DropColumn(ddl.Col(n)), a.RenameColumn(ddl.Col("x"), n), a.AlterColumn(ddl.Col(n)).Type(long), clean}
		}},
		{name: "symbol and index", make: func(n string) []expr.Statement {
			t := ddl.Table("ddl_zt").Symbol(n).Index()
			return []expr.Statement{ddl.Create(t), ddl.Alter(t).AlterColumn(ddl.Col(n)).DropIndex(), clean}
		}},
		{name: "designated timestamp and key", make: func(n string) []expr.Statement {
			t := ddl.Table("ddl_zt").Timestamp(n).Designated().PartitionBy(ddl.Day).DedupKeys(n)
			return []expr.Statement{ddl.Create(t), clean}
		}},
		{name: "cast and index of CREATE TABLE AS", make: func(n string) []expr.Statement {
			t := ddl.Table("ddl_zt").Symbol(n).Index()
			return []expr.Statement{ddl.Create(t).As(expr.Select(Base.Note.As(n)).From(Base)), clean}
		}},
		{name: "alias", make: func(n string) []expr.Statement {
			return []expr.Statement{expr.Select(Base.Price.As(n)).From(Base), expr.Select(expr.All).From(expr.As(Base, n)), clean}
		}},
		{name: "CTE and sub-query", make: func(n string) []expr.Statement {
			from := func(Tick) expr.Query { return expr.Select(Base.Ts, Base.Symbol, Base.Price.As("px")).From(Base) }
			cte, sub := expr.CTE(n, from), expr.Sub(n, from)
			return []expr.Statement{expr.Select(cte.Px).From(cte), expr.Select(sub.Px).From(sub), clean}
		}},
		{name: "view", make: func(n string) []expr.Statement {
			v := view(n)
			return []expr.Statement{ddl.Create(v), expr.Select(expr.All).From(v), ddl.CompileView(v), ddl.Drop(v).IfExists()}
		}},
		{name: "materialized view", make: func(n string) []expr.Statement {
			v := mat(n)
			return []expr.Statement{ddl.Create(v), ddl.AlterMaterializedView(v).SetRefreshLimit(ddl.Hours(5)), ddl.Drop(v).IfExists()}
		}},
		{name: "partition", make: func(n string) []expr.Statement {
			a := ddl.Alter(Base)
			return []expr.Statement{a.DropPartitionList(n), a.DetachPartitionList("2026-01-01", n), a.ConvertPartitionToParquetList(n), ddl.Reindex(Base).Partition(n)}
		}},
		{name: "volume", make: func(n string) []expr.Statement {
			return []expr.Statement{ddl.Create(made.InVolume(n)), clean}
		}},
		{name: "time zone", make: func(n string) []expr.Statement {
			v := ddl.DefineMaterializedView("ddl_zmv", func(c Candle) ddl.MatViewSpec {
				return ddl.Materialized(hourly(c)).Refresh(ddl.Every(ddl.Hours(1)).Start(newYear).TimeZone(n)).PartitionBy(ddl.Day)
			})
			return []expr.Statement{ddl.Create(v), ddl.Drop(v).IfExists()}
		}},
		{name: "COPY", make: func(n string) []expr.Statement {
			return []expr.Statement{ddl.CopyFrom(made, "ddl_none.csv").Timestamp(n), ddl.CopyCancel(n)}
		}},
		{name: "owner", enterprise: true, make: func(n string) []expr.Statement {
			return []expr.Statement{ddl.Create(made.OwnedBy(n)), ddl.Alter(made).AddColumn(ddl.Int("y")).OwnedBy(n)}
		}},
		{name: "user", enterprise: true, make: func(n string) []expr.Statement {
			return []expr.Statement{
				ddl.User(n).Create(), ddl.User(n).Drop(), ddl.User(n).Enable(), ddl.User("u").AddTo(n), ddl.Group(n).Create(), ddl.ServiceAccount(n).Assume(),
				ddl.Permissions("SELECT").On(Base).GrantTo(n), ddl.Permissions("SELECT").OnAllTables().RevokeFrom(n), ddl.ShowPermissions(n + "x"),
			}
		}},
		{name: "password", enterprise: true, make: func(n string) []expr.Statement {
			return []expr.Statement{ddl.User("u").CreateWithPassword(n), ddl.Group("g").CreateWithExternalAlias(n), ddl.User("u").DropTokenREST(n + "x")}
		}},
		{name: "query", make: func(n string) []expr.Statement {
			t := ddl.Table("ddl_zt")
			return []expr.Statement{ddl.Create(t).As(base.Where(Base.Symbol.Eq(n), Base.Note.Eq(n))), expr.Explain(base.Where(Base.Note.Eq(n))), clean}
		}},
	}
}

// TestHostileNames puts each name into each position. It is refused before any
// I/O, or does no more than its statement says: whatever happens, the other
// tables stay as they are.
func TestHostileNames(t *testing.T) {
	db := qdbtest.DB(t)
	victim := ddl.Table("ddl_victim").Int("x").Timestamp("ts").Designated().PartitionBy(ddl.Day).BypassWAL()
	qdbtest.Create(t, db, victim, Base)
	if _, err := qdb.Exec(t.Context(), db, expr.Insert(victim).Values(42, newYear)); err != nil {
		t.Fatal(err)
	}
	names := hostile()
	refused, harmless, rejected := 0, 0, 0
	append(dropAltered, dropViews...).run(t.Context(), db)
	before := snapshot(t, db)
	began := time.Now()
	for _, p := range positions() {
		t.Run(p.name, func(t *testing.T) {
			for _, n := range names {
				if strings.EqualFold(n, "ddl_victim") {
					continue // that is its name
				}
				for _, s := range p.make(n) {
					text, args, err := s.SQL()
					switch {
					case err != nil:
						refused++
						continue
					case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
						t.Errorf("%q: the text would hang the connection: %q", n, text)
						continue
					}
					if left := outside(text); strings.Contains(left, "victim") || strings.ContainsAny(left, "'\"`;") {
						t.Errorf("%q stands outside quotes: %s", n, text)
					}
					if p.enterprise {
						harmless++
						continue
					}
					run := func() error { return send(t.Context(), db, text) }
					if len(args) > 0 {
						run = func() error { _, err := db.Exec(t.Context(), text, args...); return err }
					}
					if err := run(); err != nil {
						rejected++
						if message := err.Error(); !expected(message) {
							t.Errorf("%q: %s\n%v", n, text, err)
						}
						continue
					}
					harmless++
				}
			}
			if after := snapshot(t, db); !slices.Equal(before, after) {
				t.Errorf("the server is not as it was:\n%v\n%v", before, after)
			}
		})
	}
	if n := len(names) * len(positions()); len(names) < 150 {
		t.Errorf("%d names, want 150", len(names))
	} else {
		t.Logf("%d names × %d positions = %d: %d statements refused before any I/O, %d harmless, %d rejected by the server, in %s",
			len(names), len(positions()), n, refused, harmless, rejected, time.Since(began).Round(time.Second))
	}
}

// expected reports whether the server may say so to a statement that names what
// is not there.
func expected(message string) bool {
	for _, m := range []string{
		"does not exist", "volume alias is not allowed", "could not be found", "no partitions matched", "cannot lock table", "partition", "Partition", "already exists",
		"Invalid column", "import", "cannot convert", "unknown", "copy cancel", "Duplicate column", "invalid time zone", "time zone",
		"view name expected", // another package's test has a table of that name
	} {
		if strings.Contains(message, m) {
			return true
		}
	}
	return false
}

// outside returns the text without what stands in quotes.
func outside(text string) string {
	var b strings.Builder
	var quote rune
	for _, r := range text {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case quote == 0:
			b.WriteRune(r)
		case r == quote:
			quote = 0
		}
	}
	if quote != 0 {
		return "'" + b.String()
	}
	return b.String()
}

// snapshot is what must not change: the tables of the server and the victim's
// rows.
func snapshot(t *testing.T, db qdb.DB) []string {
	t.Helper()
	result, err := db.Query(t.Context(), `SELECT table_name FROM tables() WHERE table_name LIKE 'ddl\_%' ORDER BY table_name`)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for result.Next() {
		var name string
		if err := result.Scan(&name); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, name)
	}
	result.Close()
	result, err = db.Query(t.Context(), `SELECT * FROM ddl_victim`)
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	for result.Next() {
		values, err := result.Values()
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprint(values...))
	}
	return lines
}
