package expr_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/questql/questql/expr"
)

// TestRenderingIsLinear builds and renders statements of n and 8n parts: eight times the
// work must not take much more than eight times as long.
func TestRenderingIsLinear(t *testing.T) {
	for name, build := range map[string]func(n int) expr.Statement{
		"where": func(n int) expr.Statement {
			q := expr.Select(Ticks.Ts).From(Ticks)
			for i := range n {
				q = q.Where(Ticks.Qty.Gt(int64(i)))
			}
			return q
		},
		"rows": func(n int) expr.Statement {
			insert := expr.Insert(Bids)
			for range n {
				insert = insert.Values(noon, "BTC-USD", 1.5, 2.5, 3, "x")
			}
			return insert
		},
		"union": func(n int) expr.Statement {
			one := expr.Select(Ticks.Ts).From(Ticks)
			q := one
			for range n {
				q = q.UnionAll(one)
			}
			return q
		},
		"other unions": func(n int) expr.Statement {
			one := expr.Select(Ticks.Ts).From(Ticks)
			q := one
			for i := range n {
				if i%2 == 0 {
					q = q.UnionAll(one.Limit(1))
				} else {
					q = q.Except(one)
				}
			}
			return q
		},
		"CTEs": func(n int) expr.Statement {
			c := expr.CTE("c0", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks) })
			for i := range n {
				before := c
				c = expr.CTE(fmt.Sprint("c", i+1), func(Price) expr.Query { return expr.Select(before.Price).From(before) })
			}
			return expr.Select(c.Price).From(c)
		},
		"sub-queries": func(n int) expr.Statement {
			s := expr.Sub("s", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks) })
			for range n {
				before := s
				s = expr.Sub("s", func(Price) expr.Query { return expr.Select(before.Price).From(before) })
			}
			return expr.Select(s.Price).From(s)
		},
		"joins": func(n int) expr.Statement {
			q := expr.Select(tk.Ts).From(tk)
			for i := range n / 8 {
				q = q.AsofJoin(expr.As(Bids, fmt.Sprint("q", i)))
			}
			return q
		},
	} {
		took := func(n int) time.Duration {
			best := time.Hour
			for range 5 {
				begin := time.Now()
				// Built anew: a statement keeps what it was rendered to.
				if _, _, err := build(n).SQL(); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				best = min(best, time.Since(begin))
			}
			return best
		}
		few, many := took(100), took(800)
		t.Logf("%-12s %v, %v", name, few, many)
		if few > 0 && many > 30*max(few, 50*time.Microsecond) {
			t.Errorf("%s: 8 times as many took %.0f times as long", name, float64(many)/float64(few))
		}
	}
}
