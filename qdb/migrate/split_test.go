package migrate

import (
	"testing"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// TestSplitAsServer sends texts of several statements to the server, which cuts
// them itself, and compares how many it runs; then each of ours alone.
func TestSplitAsServer(t *testing.T) {
	conn, err := qdbtest.DB(t).Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	for _, text := range []string{
		"select 1",
		"select 1; select 2",
		";;select 1;;select 2;;",
		"select ';'; select 'it''s; '; select ''';'",
		"select 'a\\'; select 2",
		`select 1 "a;b"; select 2`,
		`select 1 "a""b"; select 2`,
		"select 1 `a`; select 2",
		"select '\"'; select '`'; select 1 \"`\"; select 2",
		"select 1 -- ; select 0\n; select 2",
		"select 1 -- it's\n; select 2",
		"select 1 -- ends with CR\r; select 2",
		"select 5--2\n; select 2",
		"-- first\nselect 1; -- last",
		"select 1 /* ; */; select 2",
		"select 1 /* it's */; select 2",
		"select 1 /* /* */ ; */; select 2",
		"select 1 /* **/; select 2",
		"select 1 /*/ ; */; select 2",
		"select 1 /*+ hint; */; select 2",
		"select '/*'; select '*/'; select '--'; select 2",
		"select 1 \"/*\"; select 2 \"--\"",
		"select 'ü;ß'; select '🙂;'; select 2",
		"select 1\t;\r\n select\n2;",
	} {
		s := newSplitter("x.sql", text)
		s.run()
		s.end()
		if len(s.errs) > 0 {
			t.Errorf("%q: %v", text, s.errs)
			continue
		}
		results, err := conn.Conn().PgConn().Exec(t.Context(), text).ReadAll()
		ran := 0
		for _, r := range results {
			if len(r.Rows) > 0 {
				ran++
			}
		}
		if err != nil || ran != len(s.statements) {
			t.Errorf("%q: the server ran %d statements (%v), cut into %d: %+v", text, ran, err, len(s.statements), s.statements)
		}
		for _, statement := range s.statements {
			if _, err := conn.Exec(t.Context(), statement.SQL); err != nil {
				t.Errorf("%q: %v", statement.SQL, err)
			}
		}
		questdb.CountStatement(1 + len(s.statements))
	}
}
