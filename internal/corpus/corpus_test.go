// Package corpus writes statements of QuestDB's documentation with the builder
// and holds each against the documentation's own SQL: both run on the same
// tables of a real server and must give the same rows.
package corpus

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/expr"
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
	defer f.Close()
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
	tablesOf = regexp.MustCompile(`\b(fx_trades|core_price|market_data|trades|prices)\b`)
	withTs   = regexp.MustCompile(`\bts\b`)
	comment  = regexp.MustCompile(`(?m)--.*$`)
)

// ofTests is the documentation's SQL on the tests' tables.
func ofTests(sql string) string {
	sql = comment.ReplaceAllString(sql, "")
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

// rows runs a statement and returns its rows as sorted text; sums of parallel
// workers differ in their last digits.
func rows(t *testing.T, db *pgxpool.Pool, sql string) []string {
	t.Helper()
	questdb.CountStatement(1)
	result, err := db.Query(t.Context(), sql)
	if err != nil {
		t.Fatalf("%s\n%v", sql, err)
	}
	defer result.Close()
	all := []string{}
	for result.Next() {
		values, err := result.Values()
		if err != nil {
			t.Fatalf("%s\n%v", sql, err)
		}
		for i, v := range values {
			if f, ok := v.(float64); ok {
				values[i] = fmt.Sprintf("%.6g", f)
			}
		}
		all = append(all, fmt.Sprint(values...))
	}
	if err := result.Err(); err != nil {
		t.Fatalf("%s\n%v", sql, err)
	}
	slices.Sort(all)
	return all
}

// equal runs the documentation's SQL and the builder's. What moves with the
// clock may move between the two, so they get three tries.
func equal(t *testing.T, db *pgxpool.Pool, docs string, built expr.Statement) {
	t.Helper()
	text, err := built.Inline()
	if err != nil {
		t.Fatal(err)
	}
	var diff string
	for range 3 {
		want, got := rows(t, db, docs), rows(t, db, text)
		if diff = cmp.Diff(want, got); diff == "" {
			t.Logf("%d rows: %s", len(got), text)
			return
		}
	}
	t.Errorf("%s\n%s\nrows of the documentation (-) and of the builder (+):\n%s", docs, text, cut(diff))
}

func cut(diff string) string {
	const enough = 1500
	if len(diff) > enough {
		return diff[:enough] + "…"
	}
	return diff
}

func TestCorpus(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Trades, TradesTs, FxTrades, CorePrice, MarketData, Prices)
	fill(t, db)
	docs, features, built := readStatements(t), map[string]int{}, statements()
	for _, id := range slices.Sorted(keys(built)) {
		s, ok := docs[id]
		if !ok {
			t.Errorf("%s is not in testdata/statements.jsonl", id)
			continue
		}
		done := t.Run(id, func(t *testing.T) { equal(t, db, ofTests(s.SQL), built[id]) })
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
