package expr_test

import (
	"net/netip"
	"reflect"
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

func TestFormulas(t *testing.T) {
	db := openConformance(t)
	c := conformance
	q := func(items ...expr.Item) expr.Query { return expr.Select(items...).From(c) }
	where := func(x ...expr.Boolean) expr.Query { return q(c.Ts).Where(x...) }
	mad := func(x expr.Number) expr.Float { return expr.CallAggregate[expr.Float]("stddev_samp", x) }
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "precedence", Statement: q(c.D.Add(c.L).Mul(c.F).As("v")), SQL: `SELECT (d + l) * f AS v FROM expr_conformance`},
		{Name: "integer division", Statement: q(c.L.ToDouble().Div(expr.Int64(3)).As("third")), SQL: `SELECT l::DOUBLE / 3 AS third FROM expr_conformance`},
		{Name: "float cast", Statement: q(c.D.ToFloat().As("v")), SQL: `SELECT CAST(d AS FLOAT) AS v FROM expr_conformance`},
		{Name: "FLOAT beside a DOUBLE", Statement: where(c.F.LtExpr(expr.Float64(16777217)), c.F.Ge(0.1)), SQL: `SELECT ts FROM expr_conformance WHERE f < 1.6777217e+07::DOUBLE AND f >= $1`},
		{Name: "interval", Statement: where(c.Ts.InInterval(expr.Call[expr.Interval]("today"))), SQL: `SELECT ts FROM expr_conformance WHERE ts IN today()`},
		{Name: "sorted by a constant", Statement: q(c.Ts).OrderBy(expr.Int64(1)), Err: "ORDER BY: a constant sorts nothing, and QuestDB takes a number for the position of a column: sort by the column itself"},
		{Name: "BETWEEN of a SHORT", Statement: where(c.Sh.Between(-300, 3)), SQL: `SELECT ts FROM expr_conformance WHERE sh::LONG BETWEEN -300 AND 3`},
		{Name: "bits", Statement: q(c.L.BitAnd(expr.Int64(7)).BitOr(c.I).BitXor(c.L.BitNot()).As("v")), SQL: `SELECT (l & 7 | i) ^ ~l AS v FROM expr_conformance`},
		{Name: "text", Statement: q(c.Vc.Concat(expr.String(" ")).Concat(c.Sy).As("v")), SQL: `SELECT vc || ' '::STRING || sy AS v FROM expr_conformance`},
		{Name: "patterns", Statement: where(c.Vc.Like("a%"), c.Sy.NotLike("b_"), c.St.ILike("A%"), c.Vc.Concat(c.Sy).NotILike("x")), SQL: `SELECT ts FROM expr_conformance WHERE vc LIKE $1 AND sy NOT LIKE 'b_' AND st ILIKE $2 AND (vc || sy) NOT ILIKE $3`},
		{Name: "regular expressions", Statement: where(c.Vc.Matches(`^a|\d+$`), c.Sy.NotMatches("b")), SQL: `SELECT ts FROM expr_conformance WHERE vc ~ $1 AND sy !~ 'b'`},
		{Name: "bad pattern", Statement: where(c.Vc.Like(`a\`)), Err: "WHERE: vc LIKE …: the pattern ends in a single backslash, which escapes nothing: double it to match a backslash"},
		{Name: "bad regular expression", Statement: where(c.Vc.Matches("a(b")), Err: "WHERE: vc ~ …: error parsing regexp: missing closing ): `a(b`"},
		{
			Name: "networks", Statement: where(c.Ip.ContainedBy(netip.MustParsePrefix("10.0.0.0/8")), c.Ip.BitAnd(expr.Netmask(netip.MustParsePrefix("10.1.2.0/24"))).Eq(netip.MustParseAddr("10.1.2.0"))),
			SQL: `SELECT ts FROM expr_conformance WHERE ip << '10.0.0.0/8' AND ip & '255.255.255.0'::IPv4 = $1`,
		},
		{Name: "no network", Statement: where(c.Ip.ContainedBy(netip.MustParsePrefix("::/8"))), Err: "WHERE: ip << …: ::/8 is not an IPv4 network, such as 10.0.0.0/8"},
		{Name: "areas", Statement: where(c.G.WithinAny(must(types.GeohashFromBits(0b101, 3)), must(types.GeohashFromBits(0b0, 1)))), SQL: `SELECT ts FROM expr_conformance WHERE g WITHIN(##101, ##0)`},
		{Name: "no areas", Statement: where(c.G.WithinAny()), SQL: `SELECT ts FROM expr_conformance WHERE false`},
		{Name: "coarser", Statement: q(c.G.ToGeohash(5).As("v")), SQL: `SELECT CAST(g AS GEOHASH(1c)) AS v FROM expr_conformance`},
		{Name: "finer", Statement: q(c.G.ToGeohash(20)), Err: "SELECT: g.ToGeohash(20): it has just 7 bits, and no more can be made of them"},
		{Name: "elements", Statement: q(c.Arr2.At(1, -1).As("a"), c.Arr2.Index(2).As("b"), c.Arr2.Slice(1, 2).As("c"), c.Arr.Slice(2, 0).Add(expr.Int64(1)).At(1).As("d")), SQL: `SELECT arr2[1, -1] AS a, arr2[2] AS b, arr2[1:2] AS c, (arr[2:] + 1)[1] AS d FROM expr_conformance`},
		{Name: "computed elements", Statement: q(c.Arr2.AtExpr(c.I, fn.ArrayCount(c.Arr).Sub(expr.Int64(1))).As("a"), c.Arr2.IndexExpr(c.I).As("b"), c.Arr.SliceExpr(expr.Int64(1), c.I).As("c"), c.Arr.SliceExpr(c.L.BitOr(expr.Int64(1)), nil).As("d")), SQL: `SELECT arr2[i, array_count(arr) - 1] AS a, arr2[i] AS b, arr[1:i] AS c, arr[((l | 1)::INT):] AS d FROM expr_conformance`},
		{Name: "computed, wrong rank", Statement: q(c.Arr2.AtExpr(c.I)), Err: "SELECT: array arr2: AtExpr takes an index for each of the 2 dimensions, got 1; IndexExpr takes fewer and gives an array"},
		{Name: "computed, too many", Statement: q(c.Arr.IndexExpr(c.I)), Err: "SELECT: array arr: IndexExpr takes fewer indexes than the 1 dimensions, got 1; AtExpr takes all of them and gives a number"},
		{Name: "wrong rank", Statement: q(c.Arr2.At(1)), Err: "SELECT: array arr2: At takes an index for each of the 2 dimensions, got 1; Index takes fewer and gives an array"},
		{Name: "too many", Statement: q(c.Arr.Index(1)), Err: "SELECT: array arr: Index takes fewer indexes than the 1 dimensions, got 1; At takes all of them and gives a number"},
		{Name: "index 0", Statement: q(c.Arr.At(0)), Err: "SELECT: array arr: index 1 is 0; QuestDB counts from 1, and from -1 at the end"},
		{Name: "array of elements", Statement: q(expr.ArrayOf(c.D, c.L, expr.Int64(1)).As("a"), expr.ArrayOf(c.D).At(1).As("b")), SQL: `SELECT ARRAY[d, l, 1] AS a, ARRAY[d][1] AS b FROM expr_conformance`},
		{Name: "array of arrays", Statement: q(expr.ArrayOfArrays(c.Arr, c.Arr.Mul(expr.Int64(2))).As("a")).Where(c.Arr.At(1).IsNotNull()), SQL: `SELECT ARRAY[arr, arr * 2] AS a FROM expr_conformance WHERE (arr[1]) IS NOT NULL`},
		{Name: "array of uneven arrays", Statement: q(expr.ArrayOfArrays(c.Arr, c.Arr2)), Err: "SELECT: an array of arrays with 1 and 2 dimensions: they must have as many"},
		{Name: "null of an element", Statement: where(c.Arr.At(1).IsNull()), SQL: `SELECT ts FROM expr_conformance WHERE (arr[1]) IS NULL`},
		{
			Name: "case", Statement: q(expr.When(c.Sy.Eq("a"), c.D).When(c.Bo, c.D.Neg()).Else(expr.Float64(0)).Mul(c.L).As("net")),
			SQL: `SELECT CASE WHEN sy = $1 THEN d WHEN bo THEN -d ELSE 0.0 END * l AS net FROM expr_conformance`,
		},
		{Name: "case without else", Statement: q(fn.Sum(expr.When(c.Bo, c.L).End()).As("n")), SQL: `SELECT sum(CASE WHEN bo THEN l END) AS n FROM expr_conformance`},
		{Name: "case of date and timestamp", Statement: q(expr.When[expr.Timestamp](c.Bo, c.Da).Else(c.Ts)), Err: "SELECT: CASE: QuestDB has no CASE with values of type DATE beside others: cast them, a DATE with ToTimestamp()"},
		{Name: "coalesce", Statement: q(fn.Coalesce(c.D, c.D.Neg()).Add(c.L).As("v"), fn.NullIf(c.L, c.I).As("n"), fn.Greatest(c.D, c.D).As("g")), SQL: `SELECT coalesce(d, -d) + l AS v, nullif(l, i) AS n, greatest(d, d) AS g FROM expr_conformance`},
		{Name: "coalesce of arrays", Statement: q(fn.Coalesce(c.Arr, c.Arr)), Err: "SELECT: QuestDB has no coalesce of DOUBLE[] beside these types: cast them, a DATE with ToTimestamp()"},
		{Name: "raw", Statement: q(expr.Raw[expr.Float]("abs({} - {})", c.D, c.F.Add(c.L)).Mul(c.D).As("v")), SQL: `SELECT (abs(d - (f + l))) * d AS v FROM expr_conformance`},
		{Name: "raw arguments", Statement: q(expr.Raw[expr.Text]("concat('{}', {}, /* {} */ {})", c.L.Add(c.I), c.Sy).As("v")), SQL: `SELECT concat('{}', l + i, /* {} */ sy) AS v FROM expr_conformance`},
		{Name: "raw condition", Statement: where(expr.Raw[expr.Boolean]("{} > 1 or true", c.L), c.Bo), SQL: `SELECT ts FROM expr_conformance WHERE (l > 1 or true) AND bo`},
		{Name: "raw, too few", Statement: where(expr.Raw[expr.Boolean]("{} > {}", c.L)), Err: `WHERE: raw SQL "{} > {}": the text has 2 holes {}, and there are 1 expressions`},
		{Name: "raw, bracket", Statement: where(expr.Raw[expr.Boolean]("true) or (true")), Err: `WHERE: raw SQL "true) or (true": a bracket is closed that was not opened`},
		{Name: "raw, comment", Statement: where(expr.Raw[expr.Boolean]("true -- yes")), Err: `WHERE: raw SQL "true -- yes": a line comment is not closed`},
		{Name: "raw, parameter", Statement: where(expr.Raw[expr.Boolean]("l = $1")), Err: `WHERE: raw SQL "l = $1": a parameter $n has no value there: use a hole {}`},
		{Name: "call", Statement: q(expr.Call[expr.Text]("upper", c.Vc).As("v")), SQL: `SELECT upper(vc) AS v FROM expr_conformance`},
		{Name: "call of an aggregate", Statement: q(mad(c.D).Mul(expr.Int64(2)).As("v")), SQL: `SELECT stddev_samp(d) * 2 AS v FROM expr_conformance`},
		{Name: "aggregate in WHERE", Statement: where(mad(c.D).Gt(1)), Err: "WHERE: an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query"},
	})
}

// TestTypesOfChoices asks the server for the type of a CASE, coalesce and their
// like, for each pair of columns of a class.
func TestTypesOfChoices(t *testing.T) {
	db := openConformance(t)
	s := &server{t: t, db: db}
	pairs := 0
	check := func(x expr.Expression) {
		t.Helper()
		if _, err := expr.Select(x).From(conformance).Inline(); err != nil {
			return // which pairs are mistakes the golden rows tell
		}
		pairs++
		text := formulaOf(t, x)
		if got := s.typeOf(text); !sameType(node.Of(x).Type, got) {
			t.Errorf("%s is of type %s on the server, the node says %s", text, got, node.Of(x).Type)
		}
	}
	choices := func(x, y expr.Expression) {
		switch x := x.(type) {
		case expr.Integer:
			choose(check, x, y)
			number[expr.Integer](check, x, y)
		case expr.Float:
			choose(check, x, y)
			number[expr.Float](check, x, y)
		case expr.Text:
			choose(check, x, y)
			if y, ok := y.(expr.Text); ok {
				check(fn.NullIfText(x, y))
			}
		case expr.Timestamp:
			choose(check, x, y)
		case expr.Decimal:
			choose(check, x, y)
		case expr.UUID:
			choose(check, x, y)
		case expr.IPv4:
			choose(check, x, y)
		case expr.Boolean:
			choose(check, x, y)
		case expr.Long256:
			choose(check, x, y)
		}
	}
	table := reflect.ValueOf(conformance)
	for i := range table.NumField() {
		x, ok := table.Field(i).Interface().(expr.Expression)
		for j := 0; ok && j < table.NumField(); j++ {
			if y, ok := table.Field(j).Interface().(expr.Expression); ok {
				choices(x, y)
			}
		}
	}
	t.Logf("%d choices", pairs)
}

// choose checks a CASE and a coalesce of x and y, if they are of one class.
func choose[C expr.Expression](check func(expr.Expression), x C, y expr.Expression) {
	a, ok := any(x).(expr.Class[C])
	b, same := y.(expr.Class[C])
	if ok && same {
		check(expr.When(conformance.Bo, a).Else(b))
		check(expr.When(conformance.Bo, a).End())
		check(fn.Coalesce(a, b))
	}
}

func number[C expr.Expression](check func(expr.Expression), x C, y expr.Expression) {
	a, ok := any(x).(expr.Numeric[C])
	b, same := y.(expr.Numeric[C])
	if ok && same {
		check(fn.NullIf(a, b))
	}
	p, ok := any(x).(expr.Quantity[C])
	q, same := y.(expr.Quantity[C])
	if ok && same {
		check(fn.Greatest(p, q))
		check(fn.Least(p, q))
	}
}
