package expr_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type hostileTable struct {
	expr.Table
	Ts expr.TimestampColumn `qdb:",designated"`
	N  expr.LongColumn
	Sy expr.SymbolColumn
	St expr.StringColumn
	Vc expr.VarcharColumn
}

var (
	hostile = ddl.Define("expr_hostile", func(t hostileTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Year) })
	bystand = ddl.Define("expr_hostile_bystander", func(t hostileTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Year) })
)

// hostileTexts are what breaks quoting, parsing, encoding and protocols.
func hostileTexts() []string {
	texts := []string{
		"", " ", "a", "'", "''", "'''", "''''", "'a", "a'", "'a'", "a'b", "a''b", `"`, `""`, `"a"`, `'"'`, "`", "`a`",
		`\`, `\\`, `\'`, `\\'`, `a\`, `\n`, `\0`, `\x00`, `\u0041`, `E'a'`, `'\`, `\''`,
		"; DROP TABLE expr_hostile_bystander", "'; DROP TABLE expr_hostile_bystander; --", "'); DROP TABLE expr_hostile_bystander; --",
		"' OR 1=1 --", "' OR '1'='1", "a' UNION SELECT 1", "1; TRUNCATE TABLE expr_hostile_bystander",
		"--", "-- a", "a -- b", "/*", "*/", "/* a */", "a /* b", "*/ a", "#", "//",
		"$1", "$0", "$2", "$999", "$a", "?", "??", ":a", ":1", "@x", "@", "%", "%%", "_", "__", "a%b", "a_b", `a\%b`, `\_`, "%s", "%d", "{}", "{0}", "${x}",
		"NULL", "null", "true", "false", "NaN", "Infinity", "0", "-1", "1e400", "0x10", "2026-01-02", "2026-01-02T00:00:00.000000Z", "$now", "today()",
		"SELECT", "select 1", "(SELECT 1)", "ts", "n", "expr_hostile", "(", ")", "()", "[", "]", ",", ";", "=", "<", ">", "!", "&", "|", "^", "~", "*", "+", "-", ".",
		"\t", "\n", "\r", "\r\n", "a\nb", "\v", "\f", "\b", "\a", "\x1b[31m", "\x7f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\u200b", "\u00ad",
		"é", "e\u0301", "ß", "İ", "ı", "Ω", "日本語", "한국어", "עברית", "العربية", "\u202eabc", "a\u202eb\u202c", "😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "\U0010ffff", "\uffff", "\ue000", "𝒳",
		"ａ", "ﬁ", "‘’“”", "′″", "＇", "ʼ", strings.Repeat("a", 127), strings.Repeat("'", 1000), strings.Repeat(`\`, 1001), strings.Repeat("ab'", 20000), strings.Repeat("é", 70000),
		strings.Repeat("x", 500_000), "a" + strings.Repeat(" ", 300) + "b", "trailing ", " leading", "a\u0000b"[:1] + "b",
	}
	return texts
}

// refusedTexts are what QuestDB cannot hold: errors before any I/O.
var refusedTexts = []string{"\x00", "a\x00b", "\xff", "a\xff", "\xc3", "\xc3\x28", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf", "é\xe9"}

// TestHostileText stores each text in each kind of column and finds it again by
// every way in which text enters a statement.
func TestHostileText(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, hostile, bystand)
	ctx, h := t.Context(), hostile
	if _, err := qdb.Exec(ctx, db, expr.Insert(bystand).Set(bystand.Ts.Set(noon), bystand.N.Set(1)), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	texts := hostileTexts()
	for i, s := range texts {
		insert := expr.Insert(h).Set(h.Ts.Set(noon), h.N.Set(int64(i)), h.Sy.Set(s), h.St.Set(s), h.Vc.Set(s))
		if len(s) > 300_000 { // three of them are more than a message holds
			insert = expr.Insert(h).Set(h.Ts.Set(noon), h.N.Set(int64(i)), h.Vc.Set(s))
		}
		if _, err := qdb.Exec(ctx, db, insert); err != nil {
			t.Errorf("%.40q: %v", s, err)
		}
		if len(s) < 1000 { // and as a literal
			text, err := expr.Insert(h).Set(h.Ts.Set(noon), h.N.Set(int64(-i-1)), h.Sy.Set(s), h.St.Set(s), h.Vc.Set(s)).Inline()
			if err != nil {
				t.Errorf("%.40q: %v", s, err)
			} else if _, err := db.Exec(ctx, text); err != nil {
				t.Errorf("%.40q: %s: %v", s, text, err)
			}
		}
	}
	if err := qdb.WaitApplied(ctx, db, h); err != nil {
		t.Fatal(err)
	}
	checks := 0
	for i, s := range texts {
		want := []int64{int64(i)}
		if len(s) < 1000 {
			want = []int64{int64(-i - 1), int64(i)}
		}
		for name, condition := range searches(s) {
			checks++
			q := expr.Select(h.N).From(h).Where(condition).OrderBy(h.N)
			got, err := allWithin(ctx, db, q)
			if err != nil {
				t.Errorf("%s %.40q: %v", name, s, err)
			} else if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s %.40q (%d) gives the rows %v", name, s, i, got)
			}
			if len(s) > 1000 {
				continue
			}
			checks++
			if text, err := q.Inline(); err != nil {
				t.Errorf("%s %.40q: %v", name, s, err)
			} else if got := numbers(t, db, text); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s %.40q (%d) gives the rows %v: %s", name, s, i, got, text)
			}
		}
		checks++
		back, err := qdb.One[string](ctx, db, expr.Select(h.Vc).From(h).Where(h.N.Eq(int64(i))))
		if err != nil || back != s {
			t.Errorf("%.40q comes back as %.40q, %v", s, back, err)
		}
		if len(s) < 1000 {
			checks++
			constant, err := qdb.One[string](ctx, db, expr.Select(expr.String(s).As("v")).From(bystand))
			if err != nil || constant != s {
				t.Errorf("the constant %.40q is %.40q, %v", s, constant, err)
			}
			chosen, err := qdb.One[string](ctx, db, expr.Select(expr.When(bystand.N.Eq(1), expr.String(s)).Else(expr.String("x")).As("v")).From(bystand))
			if err != nil || chosen != s {
				t.Errorf("CASE %.40q is %.40q, %v", s, chosen, err)
			}
			concat, err := qdb.One[string](ctx, db, expr.Select(expr.String(s).Concat(expr.String(s)).As("v")).From(bystand))
			if err != nil || concat != s+s {
				t.Errorf("%.40q || itself is %.40q, %v", s, concat, err)
			}
			coalesced, err := qdb.One[string](ctx, db, expr.Select(fn.Coalesce(bystand.Vc, expr.String(s)).As("v")).From(bystand))
			if err != nil || coalesced != s {
				t.Errorf("coalesce(vc, %.40q) is %.40q, %v", s, coalesced, err)
			}
		}
	}
	for _, s := range refusedTexts {
		for name, condition := range searches(s) {
			checks++
			if _, err := qdb.All[int64](ctx, nil, expr.Select(h.N).From(h).Where(condition)); err == nil || !strings.Contains(err.Error(), "text has") {
				t.Errorf("%s %q: %v", name, s, err)
			}
		}
		if _, err := qdb.Exec(ctx, nil, expr.Insert(h).Set(h.Ts.Set(noon), h.Vc.Set(s))); err == nil || !strings.Contains(err.Error(), "text has") {
			t.Errorf("insert %q: %v", s, err)
		}
	}
	if n, err := qdb.One[int64](ctx, db, expr.Select(fn.Count().As("n")).From(bystand)); err != nil || n != 1 {
		t.Errorf("the bystander has %d rows, %v", n, err)
	}
	t.Logf("%d texts, %d of them refused, %d checks", len(texts)+len(refusedTexts), len(refusedTexts), checks)
}

// searches are the ways in which a text is looked for.
func searches(s string) map[string]expr.Boolean {
	h := hostile
	conditions := map[string]expr.Boolean{
		"varchar =":     h.Vc.Eq(s),
		"varchar IN":    h.Vc.In(s, "no such text"),
		"varchar = exp": h.Vc.EqExpr(expr.String(s)),
	}
	if len(s) <= 300_000 {
		conditions["symbol ="] = h.Sy.Eq(s)
		conditions["symbol IN"] = h.Sy.In(s)
		conditions["string ="] = h.St.Eq(s)
		conditions["string IN"] = h.St.In(s, "no such text")
	}
	if len(s) > 2000 { // the server's time for a pattern grows with the square of its length
		return conditions
	}
	conditions["varchar ~"] = h.Vc.Matches("^(?s:" + regexp.QuoteMeta(s) + `)\z`)
	if s == "" { // LIKE '' matches nothing
		return conditions
	}
	conditions["varchar LIKE"] = h.Vc.Like(expr.LikeEscape(s))
	conditions["symbol LIKE"] = h.Sy.Like(expr.LikeEscape(s))
	conditions["string LIKE"] = h.St.Like(expr.LikeEscape(s))
	return conditions
}

// allWithin gives a search 10 s: it takes milliseconds, or for ever.
func allWithin(ctx context.Context, db qdb.DB, q expr.Query) ([]int64, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return qdb.All[int64](ctx, db, q)
}

func numbers(t *testing.T, db qdb.DB, text string) []int64 {
	t.Helper()
	rows, err := db.Query(t.Context(), text)
	if err != nil {
		t.Errorf("%s: %v", text, err)
		return nil
	}
	defer rows.Close()
	var all []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			t.Error(err)
		}
		all = append(all, n)
	}
	if err := rows.Err(); err != nil {
		t.Errorf("%s: %v", text, err)
	}
	return all
}
