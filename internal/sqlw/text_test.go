package sqlw_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/questql/questql/internal/sqlw"
)

func TestCheckText(t *testing.T) {
	for _, test := range []struct {
		text string
		at   int // -1 when there is nothing wrong
		want string
	}{
		{"", -1, ""},
		{"it's", -1, ""},
		{"价格é😀\n\t\\", -1, ""},
		{"\ufffd", -1, ""},
		{"\x00", 0, "text has a NUL, which QuestDB does not allow, at byte 0"},
		{"é\x00", 2, "text has a NUL, which QuestDB does not allow, at byte 2"},
		{"ab\xff", 2, "text has invalid UTF-8 at byte 2"},
		{"é\xc3", 2, "text has invalid UTF-8 at byte 2"},
		{"\xed\xa0\x80", 0, "text has invalid UTF-8 at byte 0"}, // a lone surrogate
	} {
		err := sqlw.CheckText(test.text)
		if test.at < 0 {
			if err != nil {
				t.Errorf("CheckText(%q): %v", test.text, err)
			}
			continue
		}
		var bad *sqlw.TextError
		if !errors.As(err, &bad) || bad.Offset != test.at || bad.Error() != test.want {
			t.Errorf("CheckText(%q) = %v, want %s", test.text, err, test.want)
		}
	}
}

func TestAppendText(t *testing.T) {
	for text, want := range map[string]string{
		"":     `''`,
		"a":    `'a'`,
		"it's": `'it''s'`,
		"'":    `''''`,
		"''":   `''''''`,
		`a\'b`: `'a\''b'`,
		"a\nb": "'a\nb'",
		"价格😀":  `'价格😀'`,
	} {
		if got := string(sqlw.AppendText([]byte("x "), text)); got != "x "+want {
			t.Errorf("AppendText(%q) = %s, want x %s", text, got, want)
		}
	}
	if got, want := string(sqlw.AppendTextSafe([]byte("x "), "'a")), `x coalesce('''a', current_user())`; got != want {
		t.Errorf("AppendTextSafe = %s, want %s", got, want)
	}
}

func TestDamagedByFolding(t *testing.T) {
	for text, want := range map[string][2]bool{
		"": {}, "a": {}, `"a"`: {}, "'": {true, true}, "'a": {true, true}, "'a'": {true, true}, "it's": {false, true}, "a'": {false, true},
	} {
		if got := [2]bool{sqlw.DamagedByFolding(text), sqlw.FoldingMayDamage(text)}; got != want {
			t.Errorf("%q: DamagedByFolding, FoldingMayDamage = %v, want %v", text, got, want)
		}
	}
}

func TestTextAllocatesNothing(t *testing.T) {
	dst := make([]byte, 0, 256)
	for _, text := range []string{"", "coconut", "it's", "价格'é'😀"} {
		if n := testing.AllocsPerRun(100, func() {
			if err := sqlw.CheckText(text); err != nil {
				t.Error(err)
			}
			dst = sqlw.AppendText(dst[:0], text)
		}); n != 0 {
			t.Errorf("%q: %v allocations", text, n)
		}
	}
}

func FuzzAppendText(f *testing.F) {
	for _, text := range []string{"", "a", "'", "''", "'a", "a'", "it's", `a\'`, "\x00", "\xff", "a\xc3", "价格é😀", "--", "/*", "$1", "';drop table t;'"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		err := sqlw.CheckText(text)
		if want := utf8.ValidString(text) && !strings.Contains(text, "\x00"); (err == nil) != want {
			t.Errorf("CheckText(%q) = %v", text, err)
		}
		if bad, ok := errors.AsType[*sqlw.TextError](err); ok && (bad.Offset >= len(text) || sqlw.CheckText(text[:bad.Offset]) != nil) {
			t.Errorf("CheckText(%q) = %v: not the first bad byte", text, err)
		}
		if got, ok := readLiteral(string(sqlw.AppendText(nil, text))); !ok || got != text {
			t.Errorf("AppendText(%q) reads back as %q, %v", text, got, ok)
		}
	})
}

// readLiteral reads a whole literal as QuestDB does.
func readLiteral(sql string) (string, bool) {
	if len(sql) < 2 || sql[0] != '\'' {
		return "", false
	}
	var text []byte
	for i := 1; i < len(sql); i++ {
		if sql[i] != '\'' {
			text = append(text, sql[i])
			continue
		}
		if i+1 == len(sql) {
			return string(text), true
		}
		if i++; sql[i] != '\'' {
			return "", false
		}
		text = append(text, '\'')
	}
	return "", false
}
