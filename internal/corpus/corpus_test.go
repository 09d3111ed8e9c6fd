// Package corpus writes statements of QuestDB's documentation with the builder
// and holds each against the documentation's own SQL: both run on the same
// tables of a real server and must give the same rows.
package corpus

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// statement is one of the documentation.
type statement struct {
	ID       string   `json:"id"`
	SQL      string   `json:"sql"`
	Source   string   `json:"source"`
	Features []string `json:"features"`
}

func readStatements(t *testing.T) map[string]statement {
	t.Helper()
	f, err := os.Open("testdata/statements.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	all := map[string]statement{}
	for scan := bufio.NewScanner(f); scan.Scan(); {
		var s statement
		if err := json.Unmarshal(scan.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		all[s.ID] = s
	}
	return all
}

// tablesOf are the documentation's names of tables; the tests' own have a
// prefix. Some pages call the timestamp of trades ts.
var (
	tablesOf = regexp.MustCompile(`\b(fx_trades|core_price|market_data|trades|prices|binance_symbols|coinbase_symbols|query_[123]|quotes|instruments|trades_archive` + referenceNames() + `)\b`)
	withTs   = regexp.MustCompile(`\bts\b`)
	comment  = regexp.MustCompile(`(?m)--.*$`)
)

// referenceNames are the documentation's names of the tables of its reference
// pages; those of another name in the tests are renamed.
func referenceNames() string {
	var b strings.Builder
	for _, table := range reference {
		r, _ := table.(expr.Relation)
		name := strings.TrimPrefix(node.RelationOf(r).Table.Name, "corpus_")
		if len(name) > 1 {
			b.WriteString("|" + name)
		}
	}
	return b.String()
}

// ofTests is the documentation's SQL on the tests' tables.
func ofTests(id, sql string) string {
	sql = strings.TrimSpace(comment.ReplaceAllString(sql, ""))
	for pair := range strings.SplitSeq(renamed[id], ",") {
		if from, to, ok := strings.Cut(pair, "="); ok {
			sql = regexp.MustCompile(`\b`+from+`\b`).ReplaceAllString(sql, "corpus_"+to)
		}
	}
	suffix := ""
	if withTs.MatchString(sql) {
		suffix = "_ts"
	}
	return tablesOf.ReplaceAllStringFunc(sql, func(name string) string {
		if name == "trades" {
			name += suffix
		}
		return "corpus_" + name
	})
}

// corrected is what the documentation gets wrong, and what it means.
var corrected = map[string][2]string{
	// Without an alias there is no column count: the outer query counts anew.
	"q2113": {"count()", "count() AS count"},
	// The weights have no order in a map.
	"q1109": {"'MSFT', 30, 'GOOGL', 15", "'GOOGL', 15, 'MSFT', 30"},
	// These columns and tables are others in the tests.
	"q0863": {"numeric_sequence", "id"}, "q2474": {"order_id", "price"}, "q0289": {"sensor_%", "corpus_query_%"}, "q0290": {"sensor_%", "corpus_query_%"}, "q1846": {"<the table name>", "corpus_prices"},
}

// instant is an instant of a plan: now, to the microsecond.
var instant = regexp.MustCompile(`(\d\d:\d\d:\d\d)\.\d+Z`)

// chance is in statements whose rows are others each time: random, of this
// nanosecond, or of what the server does just now. What they have in common is
// their names and their plan.
var chance = regexp.MustCompile(`rnd_|now_ns\(\)|timestamp_shuffle|query_activity|reader_pool`)

// result is what a statement gives: the names of its columns, and its rows as
// sorted text.
type result struct {
	names, rows []string
}

func run(t *testing.T, db *pgxpool.Pool, sql string) result {
	t.Helper()
	return resultOf(t, db, sql, false)
}

// resultOf runs a statement. Sums of parallel workers differ in their last
// digits; with justNow, times of the last seconds are all the same.
func resultOf(t *testing.T, db *pgxpool.Pool, sql string, justNow bool) result {
	t.Helper()
	for try := range 5 {
		time.Sleep(time.Duration(try) * 100 * time.Millisecond)
		r, err := tryResultOf(t.Context(), db, sql, justNow)
		switch {
		case err == nil:
			return r
		case !questdb.IsServerFault(err):
			t.Fatalf("%s\n%v", sql, err)
		}
		t.Logf("%s\n%v", sql, err)
	}
	t.Fatalf("%s: the server fails each time", sql)
	return result{}
}

func tryResultOf(ctx context.Context, db *pgxpool.Pool, sql string, justNow bool) (result, error) {
	questdb.CountStatement(1)
	found, err := db.Query(ctx, sql)
	if err != nil {
		return result{}, err
	}
	defer found.Close()
	r := result{names: []string{}, rows: []string{}}
	for _, f := range found.FieldDescriptions() {
		r.names = append(r.names, f.Name)
	}
	for found.Next() {
		values, err := found.Values()
		if err != nil {
			return result{}, err
		}
		for i, v := range values {
			switch v := v.(type) {
			case float64:
				values[i] = fmt.Sprintf("%.6g", v)
			case string:
				values[i] = instant.ReplaceAllString(v, "$1")
			case time.Time:
				if justNow && time.Since(v).Abs() < 10*time.Second {
					values[i] = "now"
				}
			}
		}
		r.rows = append(r.rows, fmt.Sprintf("%v", values))
	}
	slices.Sort(r.rows)
	return r, found.Err()
}

// changed runs a statement that writes, on a table as it was before, and
// returns what is there afterwards.
func changed(t *testing.T, db *pgxpool.Pool, sql, table string) result {
	t.Helper()
	run(t, db, "TRUNCATE TABLE "+table)
	if fill, ok := initial[table]; ok {
		run(t, db, fill)
	}
	run(t, db, sql)
	return resultOf(t, db, "SELECT * FROM "+table, true)
}

// equal runs the documentation's SQL and the builder's. What moves with the
// clock may move between the two, so they get some tries.
func equal(t *testing.T, db *pgxpool.Pool, id, docs string, built expr.Statement) {
	t.Helper()
	text, err := built.Inline()
	if err != nil {
		t.Fatal(err)
	}
	do := run
	if b, ok := node.BodyOf(built).(interface{ Target() string }); ok {
		do = func(t *testing.T, db *pgxpool.Pool, sql string) result { return changed(t, db, sql, b.Target()) }
	}
	if end, ok := ends[id]; ok {
		docs, text = docs+end, text+end
	}
	if chance.MatchString(docs) && !strings.HasPrefix(docs, "EXPLAIN") {
		if strings.HasPrefix(docs, "SELECT") {
			compareNames(t, id, text, run(t, db, docs).names, run(t, db, text).names)
		}
		do, docs, text = run, "EXPLAIN "+docs, "EXPLAIN "+text
	}
	var diff string
	for try := range 5 {
		time.Sleep(time.Duration(try) * 50 * time.Millisecond)
		want, got := do(t, db, docs), do(t, db, text)
		if slices.Contains(wholeServer, id) {
			want.rows, got.rows = ours(want.rows), ours(got.rows)
		}
		if diff = cmp.Diff(want.rows, got.rows); diff == "" {
			if !strings.HasPrefix(text, "EXPLAIN") {
				compareNames(t, id, text, want.names, got.names)
			}
			if len(got.rows) == 0 && noRows[id] == "" {
				t.Errorf("no rows: %s", text)
			}
			t.Logf("%d rows: %s", len(got.rows), text)
			return
		}
	}
	t.Errorf("%s\n%s\nrows of the documentation (-) and of the builder (+):\n%s", docs, text, cut(diff))
}

// wholeServer are statements that list the tables of the server, other packages'
// too, which come and go.
var wholeServer = []string{
	"q0124", "q0230", "q0613", "q0619", "q0620", "q0995", "q1007", "q1008", "q1013", "q1014", "q1015", "q1018", "q1025", "q1026", "q1027",
}

// ours are the rows of this package's tables.
func ours(rows []string) []string {
	return slices.DeleteFunc(rows, func(row string) bool { return !strings.Contains(row, "corpus_") })
}

// compareNames compares the names of the columns, unless the statement is listed
// with a reason why they differ.
func compareNames(t *testing.T, id, text string, want, got []string) {
	t.Helper()
	diff := cmp.Diff(want, got)
	switch reason := otherNames[id]; {
	case diff != "" && reason == "":
		t.Errorf("%s\ncolumns of the documentation (-) and of the builder (+):\n%s", text, diff)
	case diff == "" && reason != "":
		t.Errorf("%s is listed with other names of columns, and has the same", id)
	}
}

const (
	ofOneCharacter = "a text of one character is cast: without that it is a CHAR"
	ofTime         = "a time is written in full, with its type"
	ofSpelling     = "the documentation spells a number, a type, an operator or a function in another way"
	ofJoin         = "columns of a join are qualified"
)

// otherNames says why the names of columns without an alias, which are their
// text, differ from the documentation's.
var otherNames = map[string]string{
	"q0297": ofOneCharacter, "q0300": ofOneCharacter, "q0301": ofOneCharacter, "q0305": ofOneCharacter, "q0306": ofOneCharacter, "q0783": ofOneCharacter, "q2435": ofOneCharacter, "q0289": ofOneCharacter,
	"q1324": ofOneCharacter, "q1328": ofOneCharacter, "q1330": ofOneCharacter, "q1332": ofOneCharacter, "q1339": ofOneCharacter, "q1409": ofOneCharacter,
	"q0878": ofTime, "q0888": ofTime, "q0919": ofTime, "q0921": ofTime, "q0936": ofTime, "q0937": ofTime, "q0939": ofTime, "q0940": ofTime, "q1081": ofTime, "q1114": ofTime,
	"q0039": ofSpelling, "q0802": ofSpelling, "q0956": ofSpelling, "q1342": ofSpelling, "q1400": ofSpelling, "q1774": ofSpelling,
	"q0519": ofJoin, "q2441": ofJoin, "q0330": ofJoin + ", and the struct of a CTE names all of its columns",
}

// ends are put behind both statements: these have a row for every tenth of a
// second of the day.
var ends = map[string]string{"q0465": " LIMIT -5000", "q0467": " LIMIT -5000", "q0468": " LIMIT -5000"}

// noRows says why a statement has no rows.
var noRows = map[string]string{
	"q0145": "no partition has a million rows",
	"q0613": notIll, "q0619": notIll, "q0620": notIll, "q1013": notIll, "q1014": notIll, "q1015": notIll, "q1018": notIll, "q1026": notIll,
}

const notIll = "no table of the server is suspended, behind or short of memory"

func cut(diff string) string {
	const enough = 1500
	if len(diff) > enough {
		return diff[:enough] + "…"
	}
	return diff
}

func TestCorpus(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Trades, TradesTs, TradesArchive, FxTrades, CorePrice, MarketData, Prices, Binance, Coinbase, Query1, Query2, Query3, Quotes, Instruments)
	for part := range slices.Chunk(reference, 10) {
		qdbtest.Create(t, db, part...)
	}
	fill(t, db)
	fillReference(t, db)
	docs, features, built := readStatements(t), map[string]int{}, statements()
	for _, id := range slices.Sorted(keys(built)) {
		s, ok := docs[id]
		if !ok {
			t.Errorf("%s is not in testdata/statements.jsonl", id)
			continue
		}
		if fix, ok := corrected[id]; ok {
			s.SQL = strings.Replace(s.SQL, fix[0], fix[1], 1)
		}
		done := t.Run(id, func(t *testing.T) { equal(t, db, id, ofTests(id, s.SQL), built[id]) })
		for _, f := range s.Features {
			if done {
				features[f]++
			}
		}
	}
	report(t, len(built), features)
}

// report tells how many statements there are of each feature.
func report(t *testing.T, n int, features map[string]int) {
	t.Helper()
	var b strings.Builder
	for _, f := range slices.SortedFunc(keys(features), func(a, b string) int {
		if features[a] != features[b] {
			return features[b] - features[a]
		}
		return strings.Compare(a, b)
	}) {
		fmt.Fprintf(&b, " %s %d,", f, features[f])
	}
	t.Logf("%d statements of the documentation:%s", n, strings.TrimSuffix(b.String(), ","))
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
