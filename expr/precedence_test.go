package expr_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/questdb"
)

var trees = flag.Int("trees", 2400, "random expression trees of TestPrecedence")

// grower makes random expressions. Two growers of one seed make the same one;
// with parens it is written with parentheses around every operand.
type grower struct {
	*rand.Rand
	parens bool
}

var formParens = &node.Form{Name: "parentheses", Binds: node.Tightest, Write: func(w *node.Writer, n *node.Node) {
	w.SQL("(")
	w.Expr(n.A, node.Loosest)
	w.SQL(")")
}}

func wrapped[C node.Holder](g grower, class node.Class, x C) C {
	if !g.parens {
		return x
	}
	n := node.Of(x)
	return node.Value[C](class, (&node.Node{Form: formParens, A: n, Type: n.Type}).Inherit())
}

func (g grower) boolean(depth int) expr.Boolean { return wrapped(g, node.Boolean, g.rawBoolean(depth)) }

func (g grower) rawBoolean(depth int) expr.Boolean {
	if depth == 0 {
		return []expr.Boolean{expr.Bool(true), expr.Bool(false), conformance.Bo}[g.IntN(3)]
	}
	d := depth - 1
	switch g.IntN(24) {
	case 0, 1:
		return g.boolean(d).And(g.boolean(d))
	case 2, 3:
		return g.boolean(d).Or(g.boolean(d))
	case 4, 5:
		return g.boolean(d).Not()
	case 6:
		return g.boolean(d).EqExpr(g.boolean(d))
	case 7:
		return g.boolean(d).NeExpr(g.boolean(d))
	case 8:
		return g.integer(d).LtExpr(g.integer(d))
	case 9:
		return g.integer(d).GeExpr(g.float(d))
	case 10:
		return g.float(d).GtExpr(g.integer(d))
	case 11:
		return g.float(d).LeExpr(g.float(d))
	case 12:
		return g.integer(d).EqExpr(g.integer(d))
	case 13:
		return g.text(d).EqExpr(g.text(d))
	case 14:
		return g.text(d).NeExpr(g.text(d))
	case 15:
		return g.text(d).LtExpr(g.text(d))
	case 16:
		return g.integer(d).In(3, 5, -1)
	case 17:
		return g.integer(d).NotIn(3, 5)
	case 18:
		return g.integer(d).Between(-2, 4)
	case 19:
		return g.text(d).Like("a%")
	case 20:
		return g.text(d).NotLike("%b")
	case 21:
		return g.text(d).Matches("a")
	case 22:
		return g.text(d).NotMatches("b")
	default:
		return []func() expr.Boolean{
			func() expr.Boolean { return g.integer(d).IsNull() },
			func() expr.Boolean { return g.float(d).IsNotNull() },
			func() expr.Boolean { return g.text(d).IsNull() },
			func() expr.Boolean { return g.text(d).In("a", "b") },
			func() expr.Boolean { return g.text(d).NotILike("A%") },
			func() expr.Boolean { return g.integer(d).Ge(2) },
			func() expr.Boolean { return g.address(d).ContainedBy(sampleNetwork) },
			func() expr.Boolean { return g.address(d).EqExpr(g.address(d)) },
		}[g.IntN(8)]()
	}
}

func (g grower) integer(depth int) expr.Integer { return wrapped(g, node.Integer, g.rawInteger(depth)) }

func (g grower) rawInteger(depth int) expr.Integer {
	if depth == 0 {
		return []expr.Integer{expr.Int64(3), expr.Int64(-2), expr.Int64(1 << 40), conformance.I, conformance.L, conformance.By}[g.IntN(6)]
	}
	d := depth - 1
	switch g.IntN(12) {
	case 0:
		return g.integer(d).Add(g.integer(d))
	case 1, 2:
		return g.integer(d).Sub(g.integer(d))
	case 3:
		return g.integer(d).Mul(g.integer(d))
	case 4:
		return g.integer(d).Div(g.integer(d))
	case 5:
		return g.integer(d).Mod(g.integer(d))
	case 6:
		return g.integer(d).Neg()
	case 7:
		return g.integer(d).BitAnd(g.integer(d))
	case 8:
		return g.integer(d).BitOr(g.integer(d))
	case 9:
		return g.integer(d).BitXor(g.integer(d))
	case 10:
		return g.integer(d).BitNot()
	default:
		return []func() expr.Integer{
			func() expr.Integer { return g.float(d).ToLong() },
			func() expr.Integer { return g.text(d).ToInt() },
			func() expr.Integer { return expr.When(g.boolean(d), g.integer(d)).Else(g.integer(d)) },
			func() expr.Integer { return g.address(d).Sub(g.address(d)) },
		}[g.IntN(4)]()
	}
}

func (g grower) float(depth int) expr.Float { return wrapped(g, node.Float, g.rawFloat(depth)) }

func (g grower) rawFloat(depth int) expr.Float {
	if depth == 0 {
		return []expr.Float{expr.Float64(2.5), expr.Float64(-0.5), conformance.D, conformance.F}[g.IntN(4)]
	}
	d := depth - 1
	switch g.IntN(8) {
	case 0:
		return g.float(d).Add(g.integer(d))
	case 1:
		return g.float(d).Sub(g.float(d))
	case 2:
		return g.float(d).Mul(g.float(d))
	case 3:
		return g.float(d).Div(g.integer(d))
	case 4:
		return g.float(d).Neg()
	case 5:
		return g.integer(d).ToDouble()
	case 6:
		return conformance.Arr.Mul(g.float(d)).At(1)
	default:
		return expr.When(g.boolean(d), g.float(d)).When(g.boolean(d), g.float(d)).End()
	}
}

func (g grower) text(depth int) expr.Text { return wrapped(g, node.Text, g.rawText(depth)) }

func (g grower) rawText(depth int) expr.Text {
	if depth == 0 {
		return []expr.Text{expr.String("ab"), expr.String("b"), conformance.Vc, conformance.Sy, conformance.Ch}[g.IntN(5)]
	}
	d := depth - 1
	switch g.IntN(4) {
	case 0, 1:
		return g.text(d).Concat(g.text(d))
	case 2:
		return g.integer(d).ToVarchar()
	default:
		return g.float(d).ToString()
	}
}

func (g grower) address(depth int) expr.IPv4 { return wrapped(g, node.IPv4, g.rawAddress(depth)) }

func (g grower) rawAddress(depth int) expr.IPv4 {
	if depth == 0 {
		return []expr.IPv4{conformance.Ip, expr.IPv4Value(sampleAddr)}[g.IntN(2)]
	}
	d := depth - 1
	switch g.IntN(3) {
	case 0:
		return g.address(d).BitAnd(g.address(d))
	case 1:
		return g.address(d).BitOr(g.address(d))
	default:
		return g.address(d).BitNot()
	}
}

// any makes an expression of any class, as text so that values compare.
func (g grower) any(depth int) expr.Expression {
	switch g.IntN(4) {
	case 0:
		return g.integer(depth)
	case 1:
		return g.float(depth)
	case 2:
		return g.text(depth)
	}
	return g.boolean(depth)
}

func grow(seed uint64, parens bool) expr.Expression {
	g := grower{rand.New(rand.NewPCG(seed, 9)), parens}
	return g.any(2 + g.IntN(3))
}

// TestPrecedence evaluates random expressions on the server, as they are written
// and with parentheses around every operand: they have the same values.
func TestPrecedence(t *testing.T) {
	db := openConformance(t)
	s := &server{t: t, db: db}
	const batch = 60
	compared, failed, parens := 0, 0, 0
	for seed := 0; seed < *trees; seed += batch {
		var items []string
		for i := range batch {
			for p, wrap := range []bool{false, true} {
				text := formulaOf(t, grow(uint64(seed+i), wrap))
				if wrap {
					parens += strings.Count(text, "(")
				} else {
					parens -= strings.Count(text, "(")
				}
				items = append(items, fmt.Sprintf("%s AS v%d_%d", text, i, p))
			}
		}
		values, err := s.row(items)
		if err == nil {
			for i := range batch {
				compared++
				if values[2*i] != values[2*i+1] {
					t.Errorf("seed %d: %s is %s, %s is %s", seed+i, items[2*i], values[2*i], items[2*i+1], values[2*i+1])
				}
			}
			continue
		}
		for i := range batch { // one of them fails: for its value, or for its text
			plain, err := s.row(items[2*i : 2*i+1])
			full, fullErr := s.row(items[2*i+1 : 2*i+2])
			switch {
			case err != nil && fullErr != nil:
				failed++
				if failed < 4 {
					t.Logf("both fail: %s: %v", items[2*i+1], fullErr)
				}
			case (err == nil) != (fullErr == nil):
				t.Errorf("seed %d: %s: %v; %s: %v", seed+i, items[2*i], err, items[2*i+1], fullErr)
			default:
				compared++
				if plain[0] != full[0] {
					t.Errorf("seed %d: %s is %s, %s is %s", seed+i, items[2*i], plain[0], items[2*i+1], full[0])
				}
			}
		}
	}
	questdb.CountStatement(s.n)
	t.Logf("%d trees compared, %d fail both ways, %d pairs of parentheses saved, %d statements", compared, failed, parens, s.n)
	if compared < *trees*9/10 {
		t.Errorf("just %d of %d trees can be compared", compared, *trees)
	}
}

func formulaOf(t *testing.T, x expr.Expression) string {
	t.Helper()
	text, err := expr.Select(x).From(conformance).Inline()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(strings.TrimSuffix(text, " FROM expr_conformance"), "SELECT ")
}

// row returns the values of the first row as text.
func (s *server) row(items []string) ([]string, error) {
	s.n++
	rows, err := s.db.Query(s.t.Context(), "SELECT "+strings.Join(items, ", ")+" FROM expr_conformance WHERE bo")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		all, err := rows.Values()
		if err != nil {
			return nil, err
		}
		for _, v := range all {
			values = append(values, fmt.Sprint(v))
		}
	}
	return values, rows.Err()
}
