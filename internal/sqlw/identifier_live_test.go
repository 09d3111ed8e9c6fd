package sqlw_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/internal/sqlw"
)

// session is a connection with tables of its own.
type session struct {
	t    *testing.T
	conn *pgx.Conn
	base string // a table with k = 1, 2 and ts = 0, 1
	own  string // the name of a table that a check may create
}

var sessions atomic.Int64

func open(t *testing.T) *session {
	t.Helper()
	config, err := pgx.ParseConfig(questdb.ForTest(t).DSN())
	if err != nil {
		t.Fatal(err)
	}
	config.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
	conn, err := pgx.ConnectConfig(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	id := fmt.Sprintf("names_%d_%d", time.Now().UnixNano(), sessions.Add(1))
	s := &session{t: t, conn: conn, base: id + "_base", own: id + "_own"}
	t.Cleanup(s.close)
	s.must("CREATE TABLE " + s.base + " (k int, ts timestamp) TIMESTAMP(ts) PARTITION BY DAY BYPASS WAL")
	s.must("INSERT INTO " + s.base + " (k, ts) VALUES (1, 0), (2, 1)")
	return s
}

func (s *session) close() {
	for _, table := range []string{s.base, s.own, s.own + "_key"} {
		s.must("DROP TABLE IF EXISTS " + table)
	}
	if err := s.conn.Close(context.Background()); err != nil {
		s.t.Error(err)
	}
}

// run returns the rows as "1,2;3,4".
func (s *session) run(sql string) (rows string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	questdb.CountStatement(1)
	result := s.conn.PgConn().ExecParams(ctx, sql, nil, nil, nil, nil).Read()
	return joinRows(result), result.Err
}

func joinRows(result *pgconn.Result) string {
	lines := make([]string, len(result.Rows))
	for i, row := range result.Rows {
		values := make([]string, len(row))
		for j, value := range row {
			values[j] = string(value)
		}
		lines[i] = strings.Join(values, ",")
	}
	return strings.Join(lines, ";")
}

func (s *session) must(sql string) string {
	s.t.Helper()
	rows, err := s.run(sql)
	if err != nil {
		s.t.Fatalf("%s: %v", sql, err)
	}
	return rows
}

// step is a statement and its rows; "" where only an error counts.
type step struct{ sql, want string }

// verdict says why the server cannot work with names, all at once; "" if it can.
// It tries all statements or the most important ones.
func (s *session) verdict(kind sqlw.NameKind, names []string, all bool) string {
	for _, step := range s.steps(kind, names, all) {
		rows, err := s.run(step.sql)
		if err == nil && (step.want == "" || rows == step.want) {
			continue
		}
		problem := fmt.Sprintf("%s: %v, got %q, want %q", step.sql, err, rows, step.want)
		if s.conn.IsClosed() {
			s.t.Fatalf("the server closed the connection: %s", problem)
		}
		if kind == sqlw.TableName || kind == sqlw.ViewName {
			// What has these names may be left, and in the way of the next test.
			for _, name := range names {
				n := string(sqlw.AppendName(nil, name))
				_, _ = s.run("DROP TABLE " + n)
				_, _ = s.run("DROP VIEW " + n)
			}
		}
		return problem
	}
	return ""
}

// problems are the verdicts on names of which some may be bad: a batch that the
// server cannot work with is tried again by halves.
func (s *session) problems(kind sqlw.NameKind, names []string, all bool) map[string]string {
	problem := s.verdict(kind, names, all)
	if problem == "" {
		return nil
	}
	if len(names) == 1 {
		if strings.Contains(problem, "already exists") { // a test that was killed left it
			problem = s.verdict(kind, names, all)
		}
		if problem == "" {
			return nil
		}
		return map[string]string{names[0]: problem}
	}
	found := s.problems(kind, names[:len(names)/2], all)
	if found == nil {
		found = map[string]string{}
	}
	maps.Copy(found, s.problems(kind, names[len(names)/2:], all))
	if len(found) == 0 {
		s.t.Errorf("%v: each of %q works, and not all of them at once: %s", kind, names, problem)
	}
	return found
}

// each writes a template for each name, in which {} is the name as it is written
// and # its number, with a separator between.
func each(names []string, separator, template string) string {
	all := make([]string, len(names))
	for i, name := range names {
		n := string(sqlw.AppendName(nil, name))
		all[i] = strings.NewReplacer("{}", n, "#", strconv.Itoa(i), "{bare}", string(sqlw.AppendAlias(nil, name)), "{raw}", name).Replace(template)
	}
	return strings.Join(all, separator)
}

// steps uses names where names of their kind can stand.
func (s *session) steps(kind sqlw.NameKind, names []string, all bool) []step {
	switch kind {
	case sqlw.ColumnName:
		return s.columnSteps(names, all)
	case sqlw.TableName:
		return s.tableSteps(names, all)
	case sqlw.ViewName:
		return s.viewSteps(names)
	case sqlw.AliasName:
		return s.aliasSteps(names, all)
	case sqlw.TableAliasName:
		return s.tableAliasSteps(names)
	case sqlw.CTEName:
		with := "WITH " + each(names, ", ", "{} AS (SELECT k FROM "+s.base+")")
		return []step{
			{with + each(names, " UNION ALL", " SELECT k FROM {} WHERE k = 2"), times("2", names, ";")},
			{with + each(names, " UNION ALL", " SELECT {}.k AS r FROM {} WHERE {}.k = 2"), times("2", names, ";")},
			{with + each(names, " UNION ALL", " SELECT {}.k AS r FROM "+s.base+" AS o_x JOIN {} ON o_x.k = {}.k WHERE o_x.k = 2"), times("2", names, ";")},
		}
	case sqlw.WindowName:
		return []step{{
			"SELECT " + each(names, ", ", "sum(k) OVER {} AS r_#") + " FROM " + s.base + " WINDOW " + each(names, ", ", "{} AS (ORDER BY ts)"),
			times("1.0", names, ",") + ";" + times("3.0", names, ","),
		}}
	case sqlw.VariableName:
		return []step{{"DECLARE " + each(names, ", ", "@{raw} := 5") + " SELECT " + each(names, ", ", "@{raw} + 1 AS r_#"), times("6", names, ",")}}
	case sqlw.UserName, sqlw.VolumeName: // QuestDB Enterprise
	}
	return nil
}

// times is a value for each name.
func times(value string, names []string, separator string) string {
	return strings.Repeat(separator+value, len(names))[len(separator):]
}

func (s *session) columnSteps(names []string, all bool) []step {
	own := s.own
	list := func(template string) string { return each(names, ", ", template) }
	every := func(template string) string { return each(names, " AND ", template) }
	timestamp := ""
	if all {
		timestamp = " TIMESTAMP(ts_0) PARTITION BY DAY BYPASS WAL"
	}
	steps := []step{
		{"DROP TABLE IF EXISTS " + own, ""},
		{"CREATE TABLE " + own + " (" + list("{} int") + ", k_0 int, ts_0 timestamp)" + timestamp, ""},
		{"INSERT INTO " + own + " (k_0, ts_0, " + list("{}") + ") VALUES (1, 0, " + times("7", names, ", ") + "), (2, 1, " + times("8", names, ", ") + ")", ""},
		{"SELECT " + list("{}, {} + 1 AS x_#, abs({}) AS y_#") + " FROM " + own, times("7,8,7", names, ",") + ";" + times("8,9,8", names, ",")},
		{"SELECT k_0 FROM " + own + " WHERE " + every("{} = 7"), "1"},
		{"SELECT " + list("{}") + ", sum(k_0) AS x_0 FROM " + own + " WHERE " + every("{} IN (7, 8)") + " GROUP BY " + list("{}") + " ORDER BY " + list("{} DESC"), times("8", names, ",") + ",2;" + times("7", names, ",") + ",1"},
		{"SELECT " + list("z_0.{} AS x_#") + " FROM " + own + " AS z_0 WHERE " + every("z_0.{} > 7") + " ORDER BY " + list("z_0.{}"), times("8", names, ",")},
	}
	if !all {
		return append(
			steps,
			step{"ALTER TABLE " + own + " DROP COLUMN " + list("{}"), ""},
			step{"ALTER TABLE " + own + " ADD COLUMN " + list("{} int"), ""},
		)
	}
	steps = append(steps, []step{
		{"SELECT " + list("CASE WHEN {} = 7 THEN {} ELSE 0 END AS x_#, cast({} AS long) AS y_#") + " FROM " + own, times("7,7", names, ",") + ";" + times("0,8", names, ",")},
		{"SELECT k_0 FROM " + own + " WHERE k_0 > 0 AND " + every("{} IN (8, 9) AND {} IS NOT NULL"), "2"},
		{"SELECT k_0 FROM " + own + " WHERE " + every("NOT ({} = 7 OR {} IS NULL)"), "2"},
		{"SELECT k_0 FROM " + own + " WHERE " + every("{} BETWEEN 1 AND 7"), "1"},
		{"SELECT " + list("a_0.{} AS x_#") + " FROM " + own + " AS a_0 JOIN " + own + " AS b_0 ON " + every("a_0.{} = b_0.{}"), times("7", names, ",") + ";" + times("8", names, ",")},
		{"SELECT " + list("sum(k_0) OVER (PARTITION BY {} ORDER BY ts_0) AS x_#") + " FROM " + own, times("1.0", names, ",") + ";" + times("2.0", names, ",")},
		{"SELECT " + list("{}") + " FROM " + own + " LATEST ON ts_0 PARTITION BY " + list("{}"), times("7", names, ",") + ";" + times("8", names, ",")},
		{"UPDATE " + own + " SET " + list("{} = 9") + " WHERE " + every("{} = 8"), ""},
		{"SELECT k_0 FROM " + own + " WHERE " + every("{} = 9"), "2"},
		{"ALTER TABLE " + own + " RENAME COLUMN " + list("{} TO x_#"), ""},
		{"ALTER TABLE " + own + " RENAME COLUMN " + list("x_# TO {}"), ""},
		{"ALTER TABLE " + own + " DROP COLUMN " + list("{}"), ""},
		{"ALTER TABLE " + own + " ADD COLUMN " + list("{} symbol"), ""},
	}...)
	for _, name := range names {
		n := string(sqlw.AppendName(nil, name))
		steps = append(steps, []step{
			{"ALTER TABLE " + own + " ALTER COLUMN " + n + " ADD INDEX", ""},
			{"CREATE TABLE " + own + "_key (" + n + " timestamp) TIMESTAMP(" + n + ")", ""},
			{"DROP TABLE " + own + "_key", ""},
		}...)
	}
	steps = append(
		steps,
		step{"CREATE TABLE " + own + "_key (ts_0 timestamp, " + list("{} int") + ") TIMESTAMP(ts_0) PARTITION BY DAY WAL DEDUP UPSERT KEYS(ts_0, " + list("{}") + ")", ""},
		step{"DROP TABLE " + own + "_key", ""},
	)
	return steps
}

func (s *session) tableSteps(names []string, all bool) []step {
	var steps []step
	for _, name := range names {
		n, literal := string(sqlw.AppendName(nil, name)), string(sqlw.AppendText(nil, name))
		if !all {
			steps = append(steps, step{"CREATE TABLE " + n + " (k int)", ""}, step{"INSERT INTO " + n + " (k) VALUES (1)", ""})
			continue
		}
		steps = append(steps, []step{
			{"CREATE TABLE " + n + " (k int, ts timestamp) TIMESTAMP(ts) PARTITION BY DAY BYPASS WAL", ""},
			{"INSERT INTO " + n + " (k, ts) VALUES (1, 0)", ""},
			{"UPDATE " + n + " SET k = 1 WHERE k = 1", ""},
			{"ALTER TABLE " + n + " ADD COLUMN x int", ""},
			{"SELECT \"column\" FROM table_columns(" + literal + ")", "k;ts;x"},
			{"RENAME TABLE " + n + " TO " + s.own + "_renamed", ""},
			{"RENAME TABLE " + s.own + "_renamed TO " + n, ""},
		}...)
	}
	steps = append(
		steps,
		unionStep(names, "SELECT {}.k AS r, count() AS c FROM {} WHERE {}.k = 1 GROUP BY r ORDER BY r", "1,1"),
		step{each(names, " UNION ALL ", "SELECT a.k AS r FROM {} AS a JOIN {} AS b ON a.k = b.k"), times("1", names, ";")},
	)
	for _, name := range names {
		n := string(sqlw.AppendName(nil, name))
		if all {
			steps = append(steps, step{"TRUNCATE TABLE " + n, ""})
		}
		steps = append(steps, step{"DROP TABLE " + n, ""})
	}
	return steps
}

func (s *session) viewSteps(names []string) []step {
	var steps, drops []step
	for _, name := range names {
		n := string(sqlw.AppendName(nil, name))
		steps = append(steps, step{"CREATE VIEW " + n + " AS (SELECT k FROM " + s.base + ")", ""})
		drops = append(drops, step{"DROP VIEW " + n, ""})
	}
	return append(append(
		steps,
		unionStep(names, "SELECT k FROM {} WHERE k = 1 ORDER BY k", "1"),
		step{each(names, " UNION ALL ", "SELECT {}.k AS r FROM {} WHERE {}.k = 1"), times("1", names, ";")},
	), drops...)
}

func (s *session) aliasSteps(names []string, all bool) []step {
	base := s.base
	list := func(template string) string { return each(names, ", ", template) }
	every := func(template string) string { return each(names, " AND ", template) }
	row := func(value string) string { return times(value, names, ",") }
	steps := []step{
		{"SELECT k AS k_0, " + list("-k AS {}") + " FROM " + base + " ORDER BY " + list("{}"), "2," + row("-2") + ";1," + row("-1")},
		{"SELECT " + list("{}") + " FROM (SELECT " + list("k + 6 AS {}") + " FROM " + base + ") WHERE " + every("{} = 7"), row("7")},
		{"SELECT " + list("z_0.{} AS x_#") + " FROM (SELECT " + list("k + 6 AS {}") + " FROM " + base + ") AS z_0 WHERE " + every("z_0.{} > 7"), row("8")},
		{"SELECT " + list("{} + 1 AS x_#") + " FROM (SELECT " + list("k AS {}") + " FROM " + base + ")", row("2") + ";" + row("3")},
		{"WITH w_0 AS (SELECT " + list("k AS {}") + " FROM " + base + ") SELECT " + list("{}") + " FROM w_0 ORDER BY " + list("{} DESC"), row("2") + ";" + row("1")},
		{"SELECT " + list("k AS {}") + " FROM " + base + " UNION ALL SELECT " + list("k AS r_#") + " FROM " + base, row("1") + ";" + row("2") + ";" + row("1") + ";" + row("2")},
	}
	if !all && len(names) > 1 {
		return steps
	}
	return append(
		steps,
		unionStep(names, "SELECT k * 3 AS {}, count() AS c_0 FROM "+base+" GROUP BY {} ORDER BY {}", "3,1;6,1"),
		unionStep(names, "SELECT k AS {}, count() AS c_0 FROM "+base+" GROUP BY {} ORDER BY {}", "1,1;2,1"),
	)
}

// unionStep is a query for each name.
func unionStep(names []string, template, rows string) step {
	return step{each(names, " UNION ALL ", "SELECT * FROM ("+template+")"), times(rows, names, ";")}
}

func (s *session) tableAliasSteps(names []string) []step {
	base := s.base
	one := func(template, rows string) step { return unionStep(names, template, rows) }
	return []step{
		one("SELECT {}.k AS r FROM "+base+" AS {} WHERE {}.k = 2 ORDER BY {}.k", "2"),
		one("SELECT {bare}.k AS r FROM "+base+" {bare} WHERE {bare}.k = 2", "2"),
		one("SELECT {}.k AS r FROM "+base+" AS o_x JOIN "+base+" AS {} ON o_x.k = {}.k WHERE {}.k = 2", "2"),
		one("SELECT {}.k AS r FROM "+base+" AS {} ASOF JOIN "+base+" AS o_x WHERE {}.k = 2", "2"),
		one("SELECT {}.k AS r FROM (SELECT k FROM "+base+") AS {} WHERE {}.k = 2", "2"),
		one("SELECT {}.k, count() AS c FROM "+base+" AS {} GROUP BY {}.k ORDER BY {}.k", "1,1;2,1"),
	}
}

var liveKinds = []sqlw.NameKind{
	sqlw.ColumnName, sqlw.TableName, sqlw.ViewName, sqlw.AliasName, sqlw.TableAliasName, sqlw.CTEName, sqlw.WindowName, sqlw.VariableName,
}

// randomKinds are those that random names are tried as; one in tableEvery is a
// table and a table's alias too, which take a table or query for each name.
var randomKinds = []sqlw.NameKind{sqlw.ColumnName, sqlw.AliasName}

const tableEvery = 5

// strictRules are the names that CheckName refuses although the server took
// them in the statements above, with the reason.
var strictRules = []struct {
	why  string
	rule func(kind sqlw.NameKind, name string) bool
}{
	{"an operator word: the server confuses it in other statements, or after others", func(_ sqlw.NameKind, name string) bool {
		return slices.Contains(unusable, strings.ToLower(name))
	}},
	{"a backtick: the server takes it for a quote", func(_ sqlw.NameKind, name string) bool { return strings.Contains(name, "`") }},
	{"too long for a table or view made of it, or for the file of one", func(_ sqlw.NameKind, name string) bool {
		return len(utf16.Encode([]rune(name))) > 127 || len(name) > 233
	}},
	{"a variable where one is declared, or a parameter", func(_ sqlw.NameKind, name string) bool {
		return strings.ContainsAny(name[:1], "@:$")
	}},
	{"a column equal to a constant that it could be compared with", func(kind sqlw.NameKind, name string) bool {
		return kind == sqlw.ColumnName &&
			(strings.ContainsAny(name[:1], "0123456789#") || slices.Contains([]string{"true", "false", "nan"}, strings.ToLower(name)))
	}},
	{"an alias that is a position in ORDER BY where there are so many columns", func(kind sqlw.NameKind, name string) bool {
		return kind == sqlw.AliasName && strings.Trim(name, "0123456789_") == ""
	}},
	{"only operator signs", func(_ sqlw.NameKind, name string) bool { return !strings.ContainsFunc(name, isWordRune) }},
	{"a table alias, CTE or window with a sign that no column may have", func(kind sqlw.NameKind, name string) bool {
		return (kind == sqlw.TableAliasName || kind == sqlw.CTEName || kind == sqlw.WindowName) &&
			strings.ContainsFunc(name, func(r rune) bool {
				return r < 0x10 || r == 0x7f || r == 0xfeff || strings.ContainsRune(`.-%'()*+,/:?\~`, r)
			})
	}},
	{"a variable of other than ASCII letters, digits and _", func(kind sqlw.NameKind, name string) bool {
		return kind == sqlw.VariableName && strings.ContainsFunc(name, func(r rune) bool { return r > 0x7f || !isWordRune(r) })
	}},
}

func isWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

var unusable = strings.Fields("and between case declare ilike in like not null or over within")

// reserved is the list that was measured with 362 words in 27 places.
var reserved = strings.Fields(`add align all alter and array as asc attach batch between bypass cancel case cast column create
	decimal declare desc detach disable distinct drop enable end except exists explain false for from geohash if ilike in insert
	intersect into is join like limit lock nan not null on or order outer over partition rename resume sample select set squash
	table to true union update upsert values where with within
	asof cross full group horizon inner latest left lt pivot range right splice timestamp tolerance window`)

// more are words of QuestDB's grammar and types that are not reserved, and
// names that are hard for other reasons.
var more = append(strings.Fields(`boolean byte short char int long date timestamp_ns float double string symbol long256 binary uuid
	ipv4 varchar interval none n u s m h d w y first last prev linear nulls ignore respect prevailing include exclude rows groups
	unbounded preceding following current row offset time zone calendar observation at cumulative keep keys dedup wal ttl hours
	days parquet convert native force checkpoint release vacuum reindex partitions suspend isolation begin commit rollback
	savepoint deallocate discard close fetch prepare execute analyze format view views materialized refresh immediate manual
	deferred every start period delay length incremental invalidate public qdb columns server_version current_user current_date
	session_user user infinity e pi oid ctid count sum avg min max unnest lateral live posting kill query timezone utc atomic
	escape similar any some having qualify using exists filter nothing conflict returning merge revoke unpivot xor mod div
	extract epoch microsecond second minute year truncate delete primary foreign references key
	rowid import sys telemetry telemetry_x con nul _tab e1 x1 u0 _ __ _1`),
	" ", " a", "a ", "  ", "a  b", ".", ".a", "a.", "a.b", "a.b.c", "a..b", "public.a", "PUBLIC.b", "sys.a", "pg_catalog.a",
	"information_schema.a", "7", "00", "1a", "24h", "5m", "10d", "7L", "1e5", "1_000", "0x1f", "0b1", "$", "$a", "$1", "$12", "$1a",
	"@", "@x", "a@b", ":", ":a", "::", "a:b", "?", "a?", "#", "#7", "#u33", "##01", "# a", "'", "''", "'a'", "'a", "a'", "a'b",
	"`", "a`b", "``", "`a`", "(", "(a", "a)", "()", "count()", "a,b", ",", ";", "a;b", "--", "--a", "a--b", "/*", "/*a*/", "a--",
	"=", "!=", "<>", "<=", "||", "|", "&", "^", "!", "~", "!~", "->", "<<", "*", "+", "-", "%", "/", `\`, `a\b`, "[", "[]", "a[1]",
	"{}", "a\x01b", "a\x0fb", "a\x10b", "a\x1fb", "a\x7fb", "a\u0080b", "a\u0085b", "\u00a0", "a\u00adb", "é", "É", "ß", "İ", "ı",
	"价格", "a\u0301", "\u200b", "a\u200fb", "a\u2028b", "\u202e", "\u3000", "a\ufeffb", "\ufdd0", "\ufffd", "\uffff", "😀", "\U0010ffff",
	"a\nb", "a\tb", "a\rb", "tables.d.0", "_tab_index.d", "foo.lock", "x~1", "%s", "{0}", "\u2019", "\uff07",
	strings.Repeat("a", 127), strings.Repeat("a", 128), strings.Repeat("价", 77), strings.Repeat("价", 78), strings.Repeat("价", 90),
	strings.Repeat("😀", 58), strings.Repeat("😀", 63), strings.Repeat("😀", 64), strings.Repeat("é", 116), strings.Repeat("é", 117))

// randomName makes names of every length, of letters, of signs and of both.
func randomName(r *rand.Rand) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"
	const allowed = letters + " !#$&;<=>@[]^_{|}"
	ranges := []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Han, unicode.Arabic, unicode.Sm, unicode.So, unicode.Mn, unicode.Zs, unicode.Cf, unicode.Po}
	style, length := r.IntN(6), 1+r.IntN(12)
	if r.IntN(4) == 0 {
		length = 1 + r.IntN(130)
	}
	var b strings.Builder
	for range length {
		switch {
		case style == 0:
			b.WriteByte(letters[r.IntN(len(letters))])
		case style == 1 || style == 2:
			b.WriteByte(allowed[r.IntN(len(allowed))])
		case style == 3 && r.IntN(4) > 0:
			b.WriteByte(byte(1 + r.IntN(0x7f)))
		case style == 4 && r.IntN(3) > 0:
			b.WriteByte(letters[r.IntN(len(letters))])
		default:
			b.WriteRune(runeOf(r, ranges[r.IntN(len(ranges))]))
		}
	}
	return b.String()
}

func runeOf(r *rand.Rand, table *unicode.RangeTable) rune {
	if len(table.R32) > 0 && r.IntN(4) == 0 {
		part := table.R32[r.IntN(len(table.R32))]
		return rune(part.Lo + part.Stride*r.Uint32N((part.Hi-part.Lo)/part.Stride+1))
	}
	part := table.R16[r.IntN(len(table.R16))]
	return rune(uint32(part.Lo) + uint32(part.Stride)*r.Uint32N(uint32((part.Hi-part.Lo)/part.Stride)+1))
}

// notAsked are the names that no server is asked about, which CheckName refuses
// as any kind that is live.
var notAsked = []struct {
	why  string
	rule func(name string) bool
}{
	{"an empty name never gets an answer, and takes the server's threads with it", func(name string) bool { return name == "" }},
	{"what is not UTF-8 gets no answer", func(name string) bool { return !utf8.ValidString(name) }},
	{"NUL ends the message, not the statement", func(name string) bool { return strings.ContainsRune(name, 0) }},
	{"a quote ends the name: the server is asked about another one", func(name string) bool { return strings.ContainsRune(name, '"') }},
}

// nameJob is names of one kind, whose statements are tried on the server.
type nameJob struct {
	kind  sqlw.NameKind
	names []string
	all   bool // statements
}

// batchNames is how many names that CheckName accepts are tried at once.
const batchNames = 50

// nameJobs deals names to jobs: those that CheckName accepts by batches, those
// that it refuses one by one.
type nameJobs struct {
	t       *testing.T
	seen    map[string]bool
	jobs    []nameJob
	open    map[sqlw.NameKind]*nameJob
	skipped map[string]int
}

// add takes a name, unless it is known or not to be asked about.
func (j *nameJobs) add(name string, kinds []sqlw.NameKind, all bool) bool {
	for _, rule := range notAsked {
		if !rule.rule(name) {
			continue
		}
		j.skipped[rule.why]++
		for _, kind := range kinds {
			wantRefused(j.t, kind, name)
		}
		return false
	}
	// One spelling of each: tables of other spellings would be the same table.
	folded := sqlw.FoldName(name)
	if j.seen[folded] || j.seen[strings.ToLower(name)] {
		return false
	}
	j.seen[folded], j.seen[strings.ToLower(name)] = true, true
	for _, kind := range kinds {
		if kind == sqlw.ViewName && len(name) > 233 {
			j.skipped["CREATE VIEW with more bytes than a file's name waits for a file that cannot be"]++
			wantRefused(j.t, kind, name)
			continue
		}
		if sqlw.CheckName(kind, name) != nil {
			j.jobs = append(j.jobs, nameJob{kind, []string{name}, all})
			continue
		}
		batch := j.open[kind]
		if batch == nil {
			batch = &nameJob{kind: kind, all: all}
			j.open[kind] = batch
		}
		if batch.names = append(batch.names, name); len(batch.names) == batchNames || all && kind == sqlw.TableName {
			j.flush(kind)
		}
	}
	return true
}

func (j *nameJobs) flush(kind sqlw.NameKind) {
	if batch := j.open[kind]; batch != nil {
		j.jobs = append(j.jobs, *batch)
		delete(j.open, kind)
	}
}

func (j *nameJobs) flushAll() {
	for _, kind := range liveKinds {
		j.flush(kind)
	}
}

// TestNamesOnServer holds CheckName and AppendName against a server, for all
// keywords, names of functions, hard names and 5,000 random ones: what is accepted
// works everywhere, what is refused does not work or is on the list of
// strictRules.
func TestNamesOnServer(t *testing.T) {
	first := open(t)
	j := &nameJobs{t: t, seen: map[string]bool{}, open: map[sqlw.NameKind]*nameJob{}, skipped: map[string]int{}}
	words, functions, random := 0, 0, 0
	for _, name := range slices.Concat(reserved, more, strings.Split(first.must("SELECT keyword FROM keywords()"), ";")) {
		if j.add(name, liveKinds, true) {
			words++
		}
	}
	j.flushAll()
	for name := range strings.SplitSeq(first.must("SELECT DISTINCT name FROM functions()"), ";") {
		if j.add(name, liveKinds, false) {
			functions++
		}
	}
	wanted := 5000
	if testing.Short() {
		wanted = 200
	}
	for r := rand.New(rand.NewPCG(9, 34)); random < wanted; {
		kinds := randomKinds
		if random%tableEvery == 0 {
			kinds = append(slices.Clip(kinds), sqlw.TableName, sqlw.TableAliasName)
		}
		if j.add(randomName(r), kinds, false) {
			random++
		}
	}
	j.flushAll()

	tally := nameTally{strict: map[string]int{}}
	workers := []*session{first} // the server closes a connection that is idle for long
	for len(workers) < 8 {
		workers = append(workers, open(t))
	}
	// A view is no table of its name at the same time.
	isView := func(job nameJob) bool { return job.kind == sqlw.ViewName }
	tally.ask(t, workers, slices.DeleteFunc(slices.Clone(j.jobs), isView))
	tally.ask(t, workers, slices.DeleteFunc(j.jobs, func(job nameJob) bool { return !isView(job) }))

	t.Logf("%d words and hard names, %d names of functions, %d random names", words, functions, random)
	t.Logf("verdicts: %d accepted, %d refused as by the server", tally.accepted, tally.agreed)
	for _, why := range slices.Sorted(maps.Keys(tally.strict)) {
		t.Logf("%5d stricter: %s", tally.strict[why], why)
	}
	for _, why := range slices.Sorted(maps.Keys(j.skipped)) {
		t.Logf("%5d not asked: %s", j.skipped[why], why)
	}
	if want := len(strictRules); len(tally.strict) < want && !testing.Short() {
		t.Errorf("%d of %d rules that are stricter than the server were needed", len(tally.strict), want)
	}
}

// nameTally counts verdicts.
type nameTally struct {
	sync.Mutex
	strict           map[string]int
	agreed, accepted int
}

// ask asks the server, over several connections at once.
func (c *nameTally) ask(t *testing.T, workers []*session, jobs []nameJob) {
	t.Helper()
	work := make(chan nameJob)
	var wg sync.WaitGroup
	for _, s := range workers {
		wg.Go(func() {
			for job := range work {
				c.count(t, job, s.problems(job.kind, job.names, job.all))
			}
		})
	}
	for _, job := range jobs {
		work <- job
	}
	close(work)
	wg.Wait()
}

// count holds what the server has trouble with against what CheckName says.
func (c *nameTally) count(t *testing.T, job nameJob, problems map[string]string) {
	t.Helper()
	c.Lock()
	defer c.Unlock()
	for _, name := range job.names {
		refused, problem := sqlw.CheckName(job.kind, name), problems[name]
		switch {
		case refused == nil && problem == "":
			c.accepted++
		case refused == nil:
			t.Errorf("%v %q is accepted, and the server fails: %s", job.kind, name, problem)
		case problem != "":
			c.agreed++
		default:
			why := strictRule(job.kind, name)
			if why == "" {
				t.Errorf("%v, and the server has no trouble with it", refused)
			}
			c.strict[why]++
		}
	}
}

func strictRule(kind sqlw.NameKind, name string) string {
	for _, strict := range strictRules {
		if strict.rule(kind, name) {
			return strict.why
		}
	}
	return ""
}

// TestNamesReadAsSomethingElse shows that the rules that are stricter than the
// server are needed: each statement is accepted and does something else.
func TestNamesReadAsSomethingElse(t *testing.T) {
	s := open(t)
	for _, name := range []string{"7", "5m", "1e5", "0x07", "#u33", "true"} {
		s.must("DROP TABLE IF EXISTS " + s.own)
		s.must("CREATE TABLE " + s.own + ` ("` + name + `" int)`)
		s.must("INSERT INTO " + s.own + " VALUES (1), (2)")
		if rows := s.must("SELECT count() FROM " + s.own + ` WHERE "` + name + `" = ` + name); rows != "2" {
			t.Errorf("%q = %s is true of %s rows, not of all", name, name, rows)
		}
		wantRefused(t, sqlw.ColumnName, name)
	}
	s.must("DROP TABLE IF EXISTS " + s.own)
	s.must("CREATE TABLE " + s.own + ` ("@x" int, "null" int)`)
	s.must("INSERT INTO " + s.own + " VALUES (1, 2)")
	if rows := s.must(`DECLARE @x := 5 SELECT "@x" AS r FROM ` + s.own); rows != "5" {
		t.Errorf("a column @x is read as %s, not as the variable", rows)
	}
	wantRefused(t, sqlw.ColumnName, "@x")
	if rows := s.must("SELECT count() FROM " + s.own + ` WHERE "null" is null`); rows != "1" {
		t.Errorf(`a column named null with a value IS NULL in %s rows`, rows)
	}
	wantRefused(t, sqlw.ColumnName, "null")
	if rows := s.must(`SELECT k AS k_0, -k AS "1" FROM ` + s.base + ` ORDER BY "1"`); rows != "1,-1;2,-2" {
		t.Errorf(`ORDER BY "1" sorts by the alias: %s`, rows)
	}
	wantRefused(t, sqlw.AliasName, "1")
	s.must("DROP TABLE IF EXISTS " + s.own)
	for _, public := range []string{"public.", "Public."} {
		s.must(`CREATE TABLE "` + public + s.own + `" (k int)`)
		if rows, err := s.run(`SELECT k FROM "` + public + s.own + `"`); err == nil {
			t.Errorf("a table in %q can be read: %q", public, rows)
		}
		s.must(`DROP TABLE "` + public + s.own + `"`)
		wantRefused(t, sqlw.TableName, public+s.own)
	}
}

func wantRefused(t *testing.T, kind sqlw.NameKind, name string) {
	t.Helper()
	if sqlw.CheckName(kind, name) == nil {
		t.Errorf("%v %q is accepted", kind, name)
	}
}

// TestLengthsOnServer measures the limit that the server does not check: a
// column whose file has too long a name suspends its table at the first UPDATE.
func TestLengthsOnServer(t *testing.T) {
	s := open(t)
	for _, test := range []struct {
		bytes int
		works bool
	}{{233, true}, {253, false}} {
		name := strings.Repeat("价", test.bytes/3) + strings.Repeat("a", test.bytes%3)
		n := string(sqlw.AppendName(nil, name))
		s.must("DROP TABLE IF EXISTS " + s.own)
		s.must("CREATE TABLE " + s.own + " (" + n + " symbol, k int, ts timestamp) TIMESTAMP(ts) PARTITION BY DAY WAL")
		s.must("INSERT INTO " + s.own + " VALUES ('a', 1, 0)")
		s.must("UPDATE " + s.own + " SET " + n + " = 'b'")
		works := true
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			state := s.must("SELECT suspended, writerTxn = sequencerTxn FROM wal_tables() WHERE name = '" + s.own + "'")
			if works = strings.HasPrefix(state, "f"); !works || state == "f,t" {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("the WAL is not applied: %s", state)
			}
		}
		if works != test.works {
			t.Errorf("a column with %d bytes works: %v", test.bytes, works)
		}
		if accepted := sqlw.CheckName(sqlw.ColumnName, name) == nil; accepted != test.works {
			t.Errorf("CheckName accepts a column with %d bytes: %v", test.bytes, accepted)
		}
	}
}

// TestTextOnServer sends literals through every place where one can stand, and
// holds DamagedByFolding against what becomes of them.
func TestTextOnServer(t *testing.T) {
	s := open(t)
	texts := []string{
		"", "a", "it's", "a'", "'", "''", "'a", "'a'", "'''x", "'ab'c", "'a'b'", `\`, `a\'b`, "a\nb\tc", "a--b", "/*x*/", "$1 @x :x ?", "%_",
		"价格é😀", "'价'", "\u2028", "\x01", "\ufffd", `"q"`, "'; DROP TABLE x; --",
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		text := strings.ReplaceAll(randomName(r), "\x00", "'")
		if r.IntN(2) == 0 {
			text = "'" + text
		}
		texts = append(texts, text)
	}

	// right takes any literal as it is.
	right := []string{
		"SELECT {} AS r",
		"SELECT {} AS r FROM " + s.base + " LIMIT 1",
		"SELECT {}::string AS r",
		"SELECT cast({} AS string) AS r",
		"SELECT r FROM (SELECT {} AS r) WHERE r = {}",
		"DECLARE @x := {} SELECT @x AS r",
		"SELECT CASE WHEN k = 1 THEN {} ELSE 'zzz' END AS r FROM " + s.base + " LIMIT 1",
		"SELECT replace(concat(k, {}), '1', '') AS r FROM " + s.base + " LIMIT 1",
	}
	// folded damages what DamagedByFolding reports, and nothing else.
	folded := []string{
		"SELECT {}::varchar AS r",
		"SELECT cast({} AS varchar) AS r",
		"SELECT CASE WHEN true THEN {} ELSE 'zzz' END AS r",
		"SELECT concat({}, '') AS r",
		"SELECT {} || '' AS r",
		"SELECT left({}, 1000) AS r",
		"SELECT substring({}, 1, 1000) AS r",
		"SELECT replace({}, 'zzz', 'y') AS r",
	}
	// coalesced loses what IsChar reports, the first with the rest of folded.
	coalesced := []string{
		"SELECT coalesce(null, {}) AS r",
		"SELECT coalesce(v, {}) AS r FROM (SELECT CASE WHEN k = 9 THEN 'x' END AS v FROM " + s.base + ") LIMIT 1",
	}
	write := func(query, literal string) string { return strings.ReplaceAll(query, "{}", literal) }
	damaged := 0
	for _, text := range texts {
		if strings.ContainsAny(text, "1") {
			continue // one of the statements removes it
		}
		literal, safe := string(sqlw.AppendText(nil, text)), string(sqlw.AppendTextSafe(nil, text))
		for _, query := range right {
			if got := s.must(write(query, literal)); got != text {
				t.Errorf("%s: %q, want %q", write(query, literal), got, text)
			}
		}
		for _, query := range folded {
			if got := s.must(write(query, literal)); (got != text) != sqlw.DamagedByFolding(text) {
				t.Errorf("%s: %q, want damage %v", write(query, literal), got, sqlw.DamagedByFolding(text))
			} else if got != text {
				damaged++
			}
			if got := s.must(write(query, safe)); got != text {
				t.Errorf("%s: %q, want %q", write(query, safe), got, text)
			}
		}
	}
	for _, text := range texts {
		literal, safe := string(sqlw.AppendText(nil, text)), string(sqlw.AppendTextSafe(nil, text))
		for i, query := range coalesced {
			want := sqlw.IsChar(text) || i == 0 && sqlw.DamagedByFolding(text)
			if got := s.must(write(query, literal)); (got != text) != want {
				t.Errorf("%s: %q, want damage %v", write(query, literal), got, want)
			}
			if got := s.must(write(query, safe)); got != text {
				t.Errorf("%s: %q, want %q", write(query, safe), got, text)
			}
		}
	}
	t.Logf("%d texts, %d of their literals damaged where folded", len(texts), damaged)

	const part = "SELECT substring({}, 2, 9) AS r"
	if got := s.must(write(part, "'a''b'")); got == "'b" || !sqlw.FoldingMayDamage("a'b") {
		t.Errorf("%s: %q", part, got)
	}
	if got := s.must(write(part, string(sqlw.AppendTextSafe(nil, "a'b")))); got != "'b" {
		t.Errorf("%s: %q", part, got)
	}
	t.Run("stored", func(t *testing.T) { testTextStored(t, s, texts) })
	t.Run("materialized view", func(t *testing.T) { testTextInMatView(t, s) })
}

func testTextStored(t *testing.T, s *session, texts []string) {
	s.must("DROP TABLE IF EXISTS " + s.own)
	s.must("CREATE TABLE " + s.own + " (s string, v varchar, y symbol, k int)")
	for i, text := range texts {
		literal := string(sqlw.AppendText(nil, text))
		s.must("INSERT INTO " + s.own + " VALUES (" + literal + ", " + literal + ", " + literal + ", " + strconv.Itoa(i) + ")")
	}
	for i, text := range texts {
		literal := string(sqlw.AppendText(nil, text))
		for _, column := range []string{"s", "v", "y"} {
			if got := s.must("SELECT " + column + " FROM " + s.own + " WHERE k = " + strconv.Itoa(i)); got != text {
				t.Errorf("%q is stored as %q in %s", text, got, column)
			}
			want := fmt.Sprint(count(texts, text))
			for _, where := range []string{" = " + literal, " IN (" + literal + ", 'zzz')"} {
				if got := s.must("SELECT count() FROM " + s.own + " WHERE " + column + where); got != want {
					t.Errorf("%s%s is true of %s rows, want %s", column, where, got, want)
				}
			}
		}
	}
}

func count(texts []string, text string) int {
	n := 0
	for _, t := range texts {
		if t == text {
			n++
		}
	}
	return n
}

func testTextInMatView(t *testing.T, s *session) {
	s.must("DROP TABLE IF EXISTS " + s.own)
	s.must("CREATE TABLE " + s.own + " (k int, ts timestamp) TIMESTAMP(ts) PARTITION BY DAY WAL")
	s.must("INSERT INTO " + s.own + " VALUES (1, 0)")
	view := s.own + "_view"
	s.must("CREATE MATERIALIZED VIEW " + view + " AS (SELECT ts, upper(" + string(sqlw.AppendTextSafe(nil, "'a'")) + ") AS u, sum(k) AS t FROM " + s.own + " SAMPLE BY 1h) PARTITION BY DAY")
	defer s.must("DROP MATERIALIZED VIEW " + view)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		got := s.must("SELECT u FROM " + view)
		if got == "'A'" {
			return
		}
		if got != "" || time.Now().After(deadline) {
			t.Fatalf("the view has %q, want 'A' in quotes", got)
		}
	}
}
