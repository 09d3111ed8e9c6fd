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
	t.Cleanup(func() {
		for _, table := range []string{s.base, s.own} {
			s.must("DROP TABLE IF EXISTS " + table)
		}
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	s.must("CREATE TABLE " + s.base + " (k int, ts timestamp) TIMESTAMP(ts) PARTITION BY DAY BYPASS WAL")
	s.must("INSERT INTO " + s.base + " (k, ts) VALUES (1, 0), (2, 1)")
	return s
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

// verdict says why the server cannot work with a name; "" if it can. It tries
// all statements or the most important ones.
func (s *session) verdict(kind sqlw.NameKind, name string, all bool) string {
	steps := s.steps(kind, name, all)
	for i, step := range steps {
		rows, err := s.run(step.sql)
		if err == nil && (step.want == "" || rows == step.want) {
			continue
		}
		problem := fmt.Sprintf("%s: %v, got %q, want %q", step.sql, err, rows, step.want)
		if s.conn.IsClosed() {
			s.t.Fatalf("the server closed the connection: %s", problem)
		}
		if i > 0 && (kind == sqlw.TableName || kind == sqlw.ViewName) {
			// A table of this name may be left, and in the way of the next test.
			_, _ = s.run(steps[len(steps)-1].sql)
		}
		return problem
	}
	return ""
}

// steps uses a name where a name of its kind can stand.
func (s *session) steps(kind sqlw.NameKind, name string, all bool) []step {
	n, literal := string(sqlw.AppendName(nil, name)), string(sqlw.AppendText(nil, name))
	own, base := s.own, s.base
	timestamp := func(column string) string {
		if !all {
			return "" // quicker
		}
		return " TIMESTAMP(" + column + ") PARTITION BY DAY BYPASS WAL"
	}
	switch kind {
	case sqlw.ColumnName:
		steps := []step{
			{"DROP TABLE IF EXISTS " + own, ""},
			{"CREATE TABLE " + own + " (" + n + " int, k_0 int, ts_0 timestamp)" + timestamp("ts_0"), ""},
			{"INSERT INTO " + own + " (k_0, ts_0, " + n + ") VALUES (1, 0, 7), (2, 1, 8)", ""},
			{"SELECT " + n + ", " + n + " + 1 AS x_0, abs(" + n + ") AS y_0 FROM " + own, "7,8,7;8,9,8"},
			{"SELECT k_0 FROM " + own + " WHERE " + n + " = 7", "1"},
			{"SELECT " + n + ", sum(k_0) AS x_0 FROM " + own + " WHERE " + n + " IN (7, 8) GROUP BY " + n + " ORDER BY " + n + " DESC", "8,2;7,1"},
			{"SELECT z_0." + n + " AS x_0 FROM " + own + " AS z_0 WHERE z_0." + n + " > 7 ORDER BY z_0." + n, "8"},
		}
		if !all {
			return steps
		}
		return append(steps, []step{
			{"SELECT CASE WHEN " + n + " = 7 THEN " + n + " ELSE 0 END AS x_0, cast(" + n + " AS long) AS y_0 FROM " + own, "7,7;0,8"},
			{"SELECT k_0 FROM " + own + " WHERE k_0 > 0 AND " + n + " IN (8, 9) AND " + n + " IS NOT NULL", "2"},
			{"SELECT k_0 FROM " + own + " WHERE NOT (" + n + " = 7 OR " + n + " IS NULL)", "2"},
			{"SELECT k_0 FROM " + own + " WHERE " + n + " BETWEEN 1 AND 7", "1"},
			{"SELECT a_0." + n + " AS x_0 FROM " + own + " AS a_0 JOIN " + own + " AS b_0 ON a_0." + n + " = b_0." + n, "7;8"},
			{"SELECT sum(k_0) OVER (PARTITION BY " + n + " ORDER BY ts_0) AS x_0 FROM " + own, "1.0;2.0"},
			{"SELECT " + n + " FROM " + own + " LATEST ON ts_0 PARTITION BY " + n, "7;8"},
			{"UPDATE " + own + " SET " + n + " = 9 WHERE " + n + " = 8", ""},
			{"SELECT k_0 FROM " + own + " WHERE " + n + " = 9", "2"},
			{"ALTER TABLE " + own + " RENAME COLUMN " + n + " TO x_0", ""},
			{"ALTER TABLE " + own + " RENAME COLUMN x_0 TO " + n, ""},
			{"ALTER TABLE " + own + " DROP COLUMN " + n, ""},
			{"ALTER TABLE " + own + " ADD COLUMN " + n + " symbol", ""},
			{"ALTER TABLE " + own + " ALTER COLUMN " + n + " ADD INDEX", ""},
			{"DROP TABLE " + own, ""},
			{"CREATE TABLE " + own + " (" + n + " timestamp, k_0 int) TIMESTAMP(" + n + ") PARTITION BY DAY WAL DEDUP UPSERT KEYS(" + n + ", k_0)", ""},
		}...)
	case sqlw.TableName:
		steps := []step{
			{"CREATE TABLE " + n + " (k int, ts timestamp)" + timestamp("ts"), ""},
			{"INSERT INTO " + n + " (k, ts) VALUES (1, 0)", ""},
			{"SELECT " + n + ".k AS r, count() AS c FROM " + n + " WHERE " + n + ".k = 1 GROUP BY r ORDER BY r", "1,1"},
			{"SELECT a.k AS r FROM " + n + " AS a JOIN " + n + " AS b ON a.k = b.k", "1"},
		}
		if all {
			steps = append(steps, []step{
				{"UPDATE " + n + " SET k = 2 WHERE k = 1", ""},
				{"ALTER TABLE " + n + " ADD COLUMN x int", ""},
				{"SELECT \"column\" FROM table_columns(" + literal + ")", "k;ts;x"},
				{"TRUNCATE TABLE " + n, ""},
				{"RENAME TABLE " + n + " TO " + own + "_renamed", ""},
				{"RENAME TABLE " + own + "_renamed TO " + n, ""},
			}...)
		}
		return append(steps, step{"DROP TABLE " + n, ""})
	case sqlw.ViewName:
		return []step{
			{"CREATE VIEW " + n + " AS (SELECT k FROM " + base + ")", ""},
			{"SELECT k FROM " + n + " WHERE k = 1 ORDER BY k", "1"},
			{"SELECT " + n + ".k AS r FROM " + n + " WHERE " + n + ".k = 1", "1"},
			{"DROP VIEW " + n, ""},
		}
	case sqlw.AliasName:
		return []step{
			{"SELECT k AS k_0, -k AS " + n + " FROM " + base + " ORDER BY " + n, "2,-2;1,-1"},
			{"SELECT k * 3 AS " + n + ", count() AS c_0 FROM " + base + " GROUP BY " + n + " ORDER BY " + n, "3,1;6,1"},
			{"SELECT k AS " + n + ", count() AS c_0 FROM " + base + " GROUP BY " + n + " ORDER BY " + n, "1,1;2,1"},
			{"SELECT " + n + " FROM (SELECT k + 6 AS " + n + " FROM " + base + ") WHERE " + n + " = 7", "7"},
			{"SELECT z_0." + n + " AS x_0 FROM (SELECT k + 6 AS " + n + " FROM " + base + ") AS z_0 WHERE z_0." + n + " > 7", "8"},
			{"SELECT " + n + " + 1 AS x_0 FROM (SELECT k AS " + n + " FROM " + base + ")", "2;3"},
			{"WITH w_0 AS (SELECT k AS " + n + " FROM " + base + ") SELECT " + n + " FROM w_0 ORDER BY " + n + " DESC", "2;1"},
			{"SELECT k AS " + n + " FROM " + base + " UNION ALL SELECT k FROM " + base, "1;2;1;2"},
		}
	case sqlw.TableAliasName:
		bare := string(sqlw.AppendAlias(nil, name))
		return []step{
			{"SELECT " + n + ".k AS r FROM " + base + " AS " + n + " WHERE " + n + ".k = 2 ORDER BY " + n + ".k", "2"},
			{"SELECT " + bare + ".k AS r FROM " + base + " " + bare + " WHERE " + bare + ".k = 2", "2"},
			{"SELECT " + n + ".k AS r FROM " + base + " AS o_x JOIN " + base + " AS " + n + " ON o_x.k = " + n + ".k WHERE " + n + ".k = 2", "2"},
			{"SELECT " + n + ".k AS r FROM " + base + " AS " + n + " ASOF JOIN " + base + " AS o_x WHERE " + n + ".k = 2", "2"},
			{"SELECT " + n + ".k AS r FROM (SELECT k FROM " + base + ") AS " + n + " WHERE " + n + ".k = 2", "2"},
			{"SELECT " + n + ".k, count() AS c FROM " + base + " AS " + n + " GROUP BY " + n + ".k ORDER BY " + n + ".k", "1,1;2,1"},
		}
	case sqlw.CTEName:
		return []step{
			{"WITH " + n + " AS (SELECT k FROM " + base + ") SELECT k FROM " + n + " WHERE k = 2", "2"},
			{"WITH " + n + " AS (SELECT k FROM " + base + ") SELECT " + n + ".k AS r FROM " + n + " WHERE " + n + ".k = 2", "2"},
			{"WITH " + n + " AS (SELECT k FROM " + base + ") SELECT " + n + ".k AS r FROM " + base + " AS o_x JOIN " + n + " ON o_x.k = " + n + ".k WHERE o_x.k = 2", "2"},
		}
	case sqlw.WindowName:
		return []step{{"SELECT sum(k) OVER " + n + " AS r FROM " + base + " WINDOW " + n + " AS (ORDER BY ts)", "1.0;3.0"}}
	case sqlw.VariableName:
		return []step{{"DECLARE @" + name + " := 5 SELECT @" + name + " + 1 AS r", "6"}}
	case sqlw.UserName, sqlw.VolumeName: // QuestDB Enterprise
	}
	return nil
}

var liveKinds = []sqlw.NameKind{
	sqlw.ColumnName, sqlw.TableName, sqlw.ViewName, sqlw.AliasName, sqlw.TableAliasName, sqlw.CTEName, sqlw.WindowName, sqlw.VariableName,
}

// randomKinds are those that random names are tried as.
var randomKinds = []sqlw.NameKind{sqlw.ColumnName, sqlw.TableName, sqlw.AliasName, sqlw.TableAliasName}

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

// TestNamesOnServer holds CheckName and AppendName against a server: what is
// accepted works everywhere, what is refused does not work or is on the list of
// strictRules.
func TestNamesOnServer(t *testing.T) {
	type job struct {
		name  string
		kinds []sqlw.NameKind
		all   bool // statements
	}
	var jobs []job
	seen := map[string]bool{}
	add := func(name string, kinds []sqlw.NameKind, all bool) {
		// One spelling of each: tables of other spellings would be the same table.
		folded := strings.ToLower(name)
		// A quote ends the name, an empty name hangs the server, NUL ends the
		// message and what is not UTF-8 gets no reply.
		if seen[folded] || name == "" || !utf8.ValidString(name) || strings.ContainsAny(name, "\"\x00") {
			return
		}
		seen[folded] = true
		jobs = append(jobs, job{name, kinds, all})
	}
	first := open(t)
	for _, name := range slices.Concat(reserved, more, strings.Split(first.must("SELECT keyword FROM keywords()"), ";")) {
		add(name, liveKinds, true)
	}
	words := len(jobs)
	for name := range strings.SplitSeq(first.must("SELECT DISTINCT name FROM functions()"), ";") {
		add(name, liveKinds, false)
	}
	functions, random := len(jobs), 2000
	if testing.Short() {
		random = 100
	}
	for r := rand.New(rand.NewPCG(9, 34)); len(jobs) < functions+random; {
		add(randomName(r), randomKinds, false)
	}

	var (
		mu               sync.Mutex
		strict           = map[string]int{}
		agreed, accepted int
		work             = make(chan job)
		workers          sync.WaitGroup
	)
	for range 8 {
		s := open(t)
		workers.Go(func() {
			for job := range work {
				name := job.name
				for _, kind := range job.kinds {
					if kind == sqlw.ViewName && len(name) > 233 {
						continue // CREATE VIEW then waits for a file that cannot be
					}
					refused := sqlw.CheckName(kind, name)
					problem := s.verdict(kind, name, job.all)
					mu.Lock()
					switch {
					case refused == nil && problem == "":
						accepted++
					case refused == nil:
						t.Errorf("%v %q is accepted, and the server fails: %s", kind, name, problem)
					case problem != "":
						agreed++
					default:
						why := strictRule(kind, name)
						if why == "" {
							t.Errorf("%v, and the server has no trouble with it", refused)
						}
						strict[why]++
					}
					mu.Unlock()
				}
			}
		})
	}
	for _, job := range jobs {
		work <- job
	}
	close(work)
	workers.Wait()

	t.Logf("%d words and hard names, %d names of functions, %d random names", words, functions-words, random)
	t.Logf("verdicts: %d accepted, %d refused as by the server", accepted, agreed)
	for _, why := range slices.Sorted(maps.Keys(strict)) {
		t.Logf("%5d stricter: %s", strict[why], why)
	}
	if want := len(strictRules); len(strict) < want && !testing.Short() {
		t.Errorf("%d of %d rules that are stricter than the server were needed", len(strict), want)
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
