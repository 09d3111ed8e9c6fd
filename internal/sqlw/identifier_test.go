package sqlw_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/questql/questql/internal/sqlw"
)

// everyKind is every kind of name.
var everyKind = []sqlw.NameKind{
	sqlw.TableName, sqlw.ColumnName, sqlw.AliasName, sqlw.TableAliasName, sqlw.CTEName, sqlw.WindowName,
	sqlw.VariableName, sqlw.ViewName, sqlw.UserName, sqlw.VolumeName,
}

func TestCheckName(t *testing.T) {
	const (
		table, column, alias = sqlw.TableName, sqlw.ColumnName, sqlw.AliasName
		tableAlias, variable = sqlw.TableAliasName, sqlw.VariableName
	)
	for _, test := range []struct {
		kind sqlw.NameKind
		name string
		want string // what the error says, "" for none
	}{
		{column, "price", ""},
		{column, "_Price_2", ""},
		{column, "select", ""},
		{column, "a b", ""},
		{column, " a ", ""},
		{column, "价格é😀", ""},
		{column, "24h_volume", ""},
		{column, "1a", ""},
		{column, "$a", ""},
		{column, "#trades", ""},
		{column, "a[1]", ""},
		{column, strings.Repeat("a", 127), ""},
		{column, strings.Repeat("😀", 58), ""},
		{table, "a.b", ""},
		{table, "a-b", ""},
		{table, "7", ""},
		{table, "true", ""},
		{table, "sys.telemetry_wal", ""},
		{table, "telemetry", ""},
		{table, "pg_class", ""},
		{alias, "a-b", ""},
		{alias, "Volume (USD), %", ""},
		{alias, "o'clock", ""},
		{alias, "two\nlines", ""},
		{alias, "5m", ""},
		{alias, "a*b", ""},
		{alias, "true", ""},
		{tableAlias, "timestamp", ""},
		{variable, "and", ""},
		{variable, "7", ""},

		{column, "", `column name is empty`},
		{table, "", `table name is empty`},
		{alias, "", `alias is empty`},
		{column, "a.b", `column name "a.b" contains '.', which QuestDB does not allow`},
		{column, "a-b", `column name "a-b" contains '-', which QuestDB does not allow`},
		{column, `a"b`, `column name "a\"b" contains '"', which QuestDB does not allow`},
		{alias, `a"b`, `alias "a\"b" contains '"', which QuestDB does not allow`},
		{alias, "a.b", `alias "a.b" contains '.', which QuestDB does not allow`},
		{alias, "a`b", "alias \"a`b\" contains '`', which QuestDB does not allow"},
		{table, "a`b", "table name \"a`b\" contains '`', which QuestDB does not allow"},
		{table, "a'b", `table name "a'b" contains '\'', which QuestDB does not allow`},
		{table, "a/b", `table name "a/b" contains '/', which QuestDB does not allow`},
		{table, "a\x00b", `table name "a\x00b" contains '\x00', which QuestDB does not allow`},
		{column, "a\nb", `column name "a\nb" contains '\n', which QuestDB does not allow`},
		{column, "a\ufeff", `column name "a\ufeff" contains '\ufeff', which QuestDB does not allow`},
		{column, "a\xff", `column name "a\xff" is not valid UTF-8`},
		{variable, "a b", `variable name "a b" contains ' ', which QuestDB does not allow`},
		{column, strings.Repeat("a", 128), `column name "` + strings.Repeat("a", 60) + `…" is 128 characters long; QuestDB allows 127`},
		{column, strings.Repeat("😀", 64), `column name "` + strings.Repeat("😀", 15) + `…" is 128 characters long; QuestDB allows 127`},
		{table, strings.Repeat("价", 78), `table name "` + strings.Repeat("价", 20) + `…" is 234 bytes long in UTF-8; a file of QuestDB's can have a name of 233`},
		{table, " a", `table name " a" begins or ends with a space, which QuestDB does not allow`},
		{table, "a ", `table name "a " begins or ends with a space, which QuestDB does not allow`},
		{table, ".a", `table name ".a" begins or ends with a dot, which QuestDB does not allow`},
		{table, "a..b", `table name "a..b" contains two dots in a row, which QuestDB does not allow`},
		{table, "Public.trades", `table name "Public.trades" is read as the table "trades", even in quotes: choose another name`},
		{table, "$1", `table name "$1" is read as a parameter, even in quotes: choose another name`},
		{column, "$12", `column name "$12" is read as a parameter, even in quotes: choose another name`},
		{alias, ":a", `alias ":a" is read as a parameter, even in quotes: choose another name`},
		{column, "@x", `column name "@x" is read as a variable, even in quotes: choose another name`},
		{column, "7", `column name "7" is read as a constant, even in quotes: choose another name`},
		{alias, "7", `alias "7" is read as a position in ORDER BY, even in quotes: choose another name`},
		{alias, "a*", `alias "a*" is read as a wildcard, even in quotes: choose another name`},
		{sqlw.ViewName, "a.b", `view name "a.b" contains '.', which QuestDB does not allow`},
		{column, "1e5", `column name "1e5" is read as a constant, even in quotes: choose another name`},
		{column, "5m", `column name "5m" is read as a constant, even in quotes: choose another name`},
		{column, "0x1F", `column name "0x1F" is read as a constant, even in quotes: choose another name`},
		{column, "#u33", `column name "#u33" is read as a constant, even in quotes: choose another name`},
		{column, "##0101", `column name "##0101" is read as a constant, even in quotes: choose another name`},
		{column, "True", `column name "True" is read as a constant, even in quotes: choose another name`},
		{column, "<=", `column name "<=" is read as an operator, even in quotes: choose another name`},
		{column, "And", `column name "And" is read as an operator, even in quotes: choose another name`},
		{table, "within", `table name "within" is read as an operator, even in quotes: choose another name`},
		{tableAlias, "case", `table alias "case" is read as an operator, even in quotes: choose another name`},
		{column, "PG_class", `column name "PG_class" is read as a function, even in quotes: choose another name`},
	} {
		err := sqlw.CheckName(test.kind, test.name)
		got := ""
		if err != nil {
			got = err.Error()
			var bad *sqlw.NameError
			if !errors.As(err, &bad) || bad.Kind != test.kind || bad.Name != test.name || bad.Problem == "" {
				t.Errorf("CheckName(%v, %q) is %#v, want a *NameError with all of it", test.kind, test.name, err)
			}
		}
		if got != test.want {
			t.Errorf("CheckName(%v, %q):\n got %s\nwant %s", test.kind, test.name, got, test.want)
		}
	}
}

func TestNameKindString(t *testing.T) {
	seen := map[string]bool{sqlw.NameKind(0).String(): true}
	for _, kind := range everyKind {
		if seen[kind.String()] {
			t.Errorf("two kinds are a %q", kind)
		}
		seen[kind.String()] = true
	}
}

func TestAppendName(t *testing.T) {
	for _, test := range []struct{ name, want, wantAlias string }{
		{"price", "price", "price"},
		{"Price_2", "Price_2", "Price_2"},
		{"_", "_", "_"},
		{"selected", "selected", "selected"},
		{"intersection", "intersection", "intersection"},
		{"select", `"select"`, `"select"`},
		{"SeLeCt", `"SeLeCt"`, `"SeLeCt"`},
		{"intersect", `"intersect"`, `"intersect"`},
		{"when", `"when"`, `"when"`},
		{"timestamp", "timestamp", `"timestamp"`},
		{"ASOF", "ASOF", `"ASOF"`},
		{"1a", `"1a"`, `"1a"`},
		{"a b", `"a b"`, `"a b"`},
		{"a$b", `"a$b"`, `"a$b"`},
		{"é", `"é"`, `"é"`},
		{"a.b", `"a.b"`, `"a.b"`},
		{"", `""`, `""`},
	} {
		if got := string(sqlw.AppendName([]byte("x "), test.name)); got != "x "+test.want {
			t.Errorf("AppendName(%q) = %s, want x %s", test.name, got, test.want)
		}
		if got := string(sqlw.AppendAlias([]byte("x "), test.name)); got != "x "+test.wantAlias {
			t.Errorf("AppendAlias(%q) = %s, want x %s", test.name, got, test.wantAlias)
		}
	}
}

// TestReservedWords holds every word, in any case, and what is one letter away
// from it, against the list.
func TestReservedWords(t *testing.T) {
	special := map[string]bool{} // whether it needs quotes wherever it stands
	for _, word := range strings.Fields(`asof cross full group horizon inner latest left lt pivot range right splice
		timestamp tolerance window`) {
		special[word] = false
	}
	for _, word := range strings.Fields(`add align all alter and array as asc attach batch between bypass cancel case cast
		column create decimal declare desc detach disable distinct drop else enable end except exists explain false
		for from geohash if ilike in insert intersect into is join like limit lock nan not null on only or order outer
		over partition rename resume sample select set squash table then to true union update upsert values when
		where with within`) {
		special[word] = true
	}
	check := func(name string) {
		t.Helper()
		quoted, isSpecial := special[strings.ToLower(name)]
		if got := sqlw.NeedsQuotes(name); got != quoted {
			t.Errorf("NeedsQuotes(%q) = %v", name, got)
		}
		if got := sqlw.AppendAlias(nil, name)[0] == '"'; got != isSpecial {
			t.Errorf("AppendAlias(%q) quotes: %v", name, got)
		}
	}
	for word := range special {
		check(word)
		check(strings.ToUpper(word))
		for i := range word {
			check(word[:i] + strings.ToUpper(word[i:i+1]) + word[i+1:])
			for _, c := range "azAZ_" {
				check(word[:i] + string(c) + word[i+1:])
			}
		}
		check(word + "s")
		check("_" + word)
	}
}

// foldingLetters are letters that are equal to others in ways of their own:
// U+212A, the Kelvin sign, is a k; U+017F is an s; U+0131 and U+0130 are no i;
// U+00B5 is U+03BC.
var foldingLetters = []rune("kK\u212asS\u017fiI\u0131\u0130aAb\u00df_1\u00e9\u00c9\u00b5\u03bc[{@`\ufffd")

// TestSameNameFolds holds SameName against the definition of its answer, for
// names of letters with odd cases.
func TestSameNameFolds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() string {
		name := make([]rune, r.IntN(4))
		for i := range name {
			name[i] = foldingLetters[r.IntN(len(foldingLetters))]
		}
		return string(name)
	}
	same := 0
	for range 200_000 {
		a, b := random(), random()
		want := strings.EqualFold(a, b)
		if got := sqlw.SameName(a, b); got != want {
			t.Fatalf("SameName(%q, %q) = %v", a, b, got)
		}
		if want && a != b {
			same++
		}
		if got := sqlw.FoldName(a) == sqlw.FoldName(b); got != want {
			t.Fatalf("FoldName of %q and %q: %v", a, b, got)
		}
	}
	if same < 100 {
		t.Errorf("only %d pairs were the same in another case", same)
	}
	for _, broken := range []string{"\xff", "a\xff", "\xffa"} {
		if !sqlw.SameName(broken, broken) || sqlw.SameName(broken, "a") {
			t.Errorf("%q is not the same as itself alone", broken)
		}
	}
}

func TestNamesAllocateNothing(t *testing.T) {
	dst := make([]byte, 0, 256)
	for _, name := range []string{"price", "timestamp", "Select", "INTERSECT", "a b", "价格", "trades.v2"} {
		for what, do := range map[string]func(){
			"AppendName":  func() { dst = sqlw.AppendName(dst[:0], name) },
			"AppendAlias": func() { dst = sqlw.AppendAlias(dst[:0], name) },
			"CheckName": func() {
				if err := sqlw.CheckName(sqlw.TableName, name); err != nil {
					t.Error(err)
				}
			},
		} {
			if n := testing.AllocsPerRun(100, do); n != 0 {
				t.Errorf("%s(%q) allocates %v times", what, name, n)
			}
		}
	}
}

func FuzzAppendName(f *testing.F) {
	for _, name := range []string{
		"price", "", "select", "Timestamp", "a b", "a.b", `a"b`, `"`, "a`b", "1a", "7", "5m", "$1", "@x", ":a", "'a'", "#u33",
		"\x00", "\xff", "\ufeff", "价格é😀", strings.Repeat("a", 128), strings.Repeat("é", 120), " a ", "a--b", "/*a*/", "and", "public.a",
	} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, kind := range everyKind {
			needsQuotes, also := sqlw.CheckQuoting(kind, name)
			if err := sqlw.CheckName(kind, name); err != nil {
				if also == nil || also.Error() != err.Error() {
					t.Errorf("%v %q: CheckQuoting says %v, CheckName %v", kind, name, also, err)
				}
				if !utf8.ValidString(err.Error()) {
					t.Errorf("the error is not valid UTF-8: %q", err.Error())
				}
				continue
			}
			if also != nil || needsQuotes != sqlw.NeedsQuotes(name) {
				t.Errorf("%v %q: CheckQuoting says %v, %v", kind, name, needsQuotes, also)
			}
			if name == "" || len(name) > 233 || !utf8.ValidString(name) || strings.ContainsAny(name, "\x00\"`") {
				t.Errorf("%v %q is accepted", kind, name)
			}
			for _, sql := range []string{string(sqlw.AppendName(nil, name)), string(sqlw.AppendAlias(nil, name))} {
				if unquoted := strings.TrimSuffix(strings.TrimPrefix(sql, `"`), `"`); unquoted != name {
					t.Errorf("%v %q is written %s", kind, name, sql)
				}
				if sql == name && strings.Trim(name, "_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
					t.Errorf("%v %q is not quoted", kind, name)
				}
			}
		}
	})
}

func BenchmarkAppendName(b *testing.B) {
	dst := make([]byte, 0, 64)
	for _, name := range []string{"price", "timestamp", "exchange_symbol", "select", "a b"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				dst = sqlw.AppendName(dst[:0], name)
			}
		})
	}
}

func BenchmarkCheckName(b *testing.B) {
	for _, name := range []string{"price", "exchange_symbol", "a b"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := sqlw.CheckName(sqlw.ColumnName, name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
