package expr_test

import (
	"strings"
	"testing"

	"github.com/questql/questql/expr"
)

// TestCaseBranches continues one CASE in two ways, before and behind the arms
// that it holds without a slice: neither sees the other.
func TestCaseBranches(t *testing.T) {
	arm := func(name string) (expr.Boolean, expr.Text) { return Ticks.Symbol.Eq(name), expr.String(name) }
	text := func(arms ...string) string {
		s := "CASE"
		for _, a := range arms {
			s += " WHEN symbol = '" + a + "' THEN '" + a + "'"
		}
		return s + " END"
	}
	c := expr.When(arm("first"))
	names := []string{"first"}
	for range 9 {
		left, right := c.When(arm("left")), c.When(arm("right"))
		ended := c.Else(expr.String("none"))
		for _, test := range []struct {
			got  expr.Text
			want string
		}{
			{left.End(), text(append(names, "left")...)},
			{right.When(arm("more")).End(), text(append(names, "right", "more")...)},
			{left.When(arm("less")).End(), text(append(names, "left", "less")...)},
			{right.End(), text(append(names, "right")...)},
			{c.End(), text(names...)},
			{ended, strings.TrimSuffix(text(names...), " END") + " ELSE 'none' END"},
		} {
			got, err := expr.Select(test.got.As("x")).From(Ticks).Inline()
			if want := "SELECT " + test.want + " AS x FROM clauses_ticks"; err != nil || got != want {
				t.Errorf("%v\n got %s\nwant %s", err, got, want)
			}
		}
		c, names = left, append(names[:len(names):len(names)], "left")
	}
}
