package ddl_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// SensorsTable and SitesTable are what the queries of the Python dialect read.
type SensorsTable struct {
	expr.Table
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	N      expr.IntColumn
	Flag   expr.BooleanColumn
	Note   expr.VarcharColumn
	Ts     expr.TimestampColumn
}

type SitesTable struct {
	expr.Table
	Source expr.SymbolColumn
	City   expr.VarcharColumn
	Ts     expr.TimestampColumn
}

var (
	sensors = ddl.Define("sensors", func(t SensorsTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })
	sites   = ddl.Define("sites", func(t SitesTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })
)

var parityStart = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// parityQueries are the counterparts of the queries of the Python dialect, by
// name.
func parityQueries(t *testing.T) map[string]expr.Statement {
	t.Helper()
	s, l := sensors, sites
	i, f := expr.Int64, expr.Float64
	from := func(items ...expr.Item) expr.Query { return expr.Select(items...).From(s) }
	n := from(s.N)
	where := func(conditions ...expr.Boolean) expr.Query { return n.Where(conditions...).OrderBy(s.Ts) }
	three := func(x expr.Item) expr.Query { return from(x).Limit(3) }
	by := func(x expr.Item) expr.Query { return from(s.Source, x).GroupBy(s.Source).OrderBy(s.Source) }
	type num struct {
		expr.Table
		N expr.IntColumn
	}
	big := func(num) expr.Query { return n.Where(s.Value.Gt(1)) }
	sub, anon := expr.Sub("q", big), expr.Sub("anon_1", big)
	cte := expr.CTE("big", big)
	five := expr.Sub("anon_1", func(num) expr.Query { return n.Limit(5) })
	a, b := expr.As(s, "a"), expr.As(s, "b")
	other := expr.As(s, "sensors_1")
	w := expr.Window().PartitionBy(s.Source).OrderBy(s.Ts)
	sources, others := from(s.Source), expr.Select(l.Source).From(l)
	joined := from(s.N, l.City)
	big10 := s.Value.Gt(5)
	type numbered struct {
		expr.Table
		N      expr.IntColumn
		Source expr.SymbolColumn
	}
	type placed struct {
		expr.Table
		City   expr.VarcharColumn
		Source expr.SymbolColumn
	}
	byN := expr.CTE("a", func(numbered) expr.Query { return from(s.N, s.Source) })
	byCity := expr.CTE("b", func(placed) expr.Query { return expr.Select(l.City, l.Source).From(l) })
	numbers := expr.LongSequence("anon_1", 3)
	one := func(x expr.Item) expr.Query { return expr.Select(x) }
	array := func(a []float64) types.NDArray { return parsed(t, types.NDArrayOf[[]float64], a) }
	queries := map[string]expr.Statement{
		"select/select_all":  from(s.Source, s.Value, s.N, s.Flag, s.Note, s.Ts),
		"select/select_cols": from(s.Source, s.Value),

		"where/where_eq": where(s.Source.Eq("s1")), "where/where_ne": where(s.Source.Ne("s1")),
		"where/where_lt": where(s.Value.Lt(3)), "where/where_le": where(s.Value.Le(3)), "where/where_gt": where(s.Value.Gt(3)), "where/where_ge": where(s.Value.Ge(3)),
		"where/where_in": where(s.Source.In("s0", "s1")), "where/where_not_in": where(s.Source.NotIn("s0")), "where/where_in_one": where(s.N.In(1)),
		"where/where_in_subquery": where(expr.InQuery(s.Source, others)),
		"where/where_like":        where(s.Note.Like("note%")), "where/where_ilike": where(s.Note.ILike("NOTE%")), "where/where_not_like": where(s.Note.Like("note%").Not()),
		"where/where_startswith": where(s.Note.Like("no%")), "where/where_contains": where(s.Note.Like("%te%")), "where/where_endswith": where(s.Note.Like("%1")),
		"where/where_is_null": where(s.Note.IsNull()), "where/where_eq_none": where(s.Note.IsNull()), "where/where_is_not_null": where(s.Note.IsNotNull()),
		"where/where_is_true": where(s.Flag), "where/where_bool_col": where(s.Flag), "where/where_not_bool_col": where(s.Flag.Not()), "where/where_eq_true": where(s.Flag.Eq(true)),
		"where/where_and":                where(s.Value.Gt(1), s.N.Lt(9)),
		"where/where_or":                 where(expr.Or(s.Value.Gt(9), s.N.Lt(2))),
		"where/where_not":                where(expr.Not(expr.And(s.Value.Gt(1), s.N.Lt(9)))),
		"where/where_ts_eq_datetime":     where(s.Ts.Eq(parityStart.Add(10 * time.Minute))),
		"where/where_ts_ge_datetime":     where(s.Ts.Ge(parityStart.Add(time.Hour))),
		"where/where_ts_eq_str":          where(s.Ts.Eq(parityStart.Add(time.Hour))),
		"where/where_ts_op_in":           where(s.Ts.In("2024-01-01T01")),
		"where/where_ts_in_interval_str": where(s.Ts.In("2024-01-01T01")),

		"expr/expr_add": three(s.Value.Add(i(1)).As("anon_1")), "expr/expr_sub": three(s.Value.Sub(i(1)).As("anon_1")), "expr/expr_mul": three(s.Value.Mul(i(2)).As("anon_1")),
		"expr/expr_div": three(s.Value.Div(i(2)).As("anon_1")), "expr/expr_int_div": three(s.N.Div(i(2)).As("anon_1")), "expr/expr_mod": three(s.N.Mod(i(2)).As("anon_1")),
		"expr/expr_neg": three(s.Value.Neg().As("x")), "expr/expr_concat": three(s.Source.Concat(s.Note).As("anon_1")), "expr/expr_concat_lit": three(s.Source.Concat(expr.String("-x")).As("anon_1")),
		"expr/expr_label": three(s.Value.As("val")), "expr/expr_label_space": three(s.Value.As("my val")), "expr/expr_type_coerce": three(s.Value),
		"expr/expr_case":                 three(expr.When[expr.Text](big10, expr.String("hi")).Else(expr.String("lo")).As("anon_1")),
		"expr/expr_case_nested":          three(expr.When[expr.Integer](big10, expr.When[expr.Integer](s.N.Gt(9), i(2)).Else(i(1))).Else(i(0)).As("anon_1")),
		"expr/expr_cast_generic_integer": three(s.Value.ToInt().As("v")), "expr/expr_cast_varchar": three(s.Value.ToVarchar().As("v")), "expr/expr_cast_generic_string": three(s.Value.ToVarchar().As("v")),
		"expr/expr_cast_ts": three(expr.Time(parityStart).As("anon_1")), "expr/expr_cast_bool": three(s.N.ToBoolean().As("b")), "expr/expr_cast_float": three(s.N.ToFloat().As("f")), "expr/expr_cast_date": three(s.Ts.ToDate().As("d")),
		"expr/expr_literal_str": three(expr.String("it's").As("anon_1")), "expr/expr_literal_int": three(i(5).As("anon_1")), "expr/expr_true": three(expr.Bool(true).As("anon_1")),
		"expr/expr_coalesce": three(fn.Coalesce[expr.Text](s.Note, expr.String("none")).As("x")), "expr/expr_nullif": three(fn.NullIf[expr.Integer](s.N, i(0)).As("x")),
		"expr/expr_func_abs":     three(expr.Call[expr.Float]("abs", s.Value).As("x")),
		"expr/expr_func_unknown": three(expr.Call[expr.Text]("to_str", s.Ts, expr.String("yyyy-MM-dd")).As("x")),
		"expr/expr_func_dateadd": three(expr.Call[expr.Timestamp]("dateadd", expr.String("d"), i(1), s.Ts).As("x")), "expr/expr_func_timestamp_floor": three(expr.Call[expr.Timestamp]("timestamp_floor", expr.String("1h"), s.Ts).As("x")),
		"expr/expr_bitand": three(expr.Raw[expr.Integer]("{} & {}", s.N, i(1)).As("x")), "expr/expr_ts_minus_ts": three(expr.Raw[expr.Integer]("{} - {}", s.Ts, s.Ts).As("x")), "expr/expr_extract": three(expr.Raw[expr.Integer]("extract(hour from {})", s.Ts).As("x")),

		"aggregate/agg_count_star": by(fn.Count().As("x")), "aggregate/agg_count_col": by(fn.CountOf(s.Note).As("x")), "aggregate/agg_count_distinct": by(expr.CallAggregate[expr.Integer]("count_distinct", s.Source).As("x")),
		"aggregate/agg_sum": by(fn.Sum(s.Value).As("x")), "aggregate/agg_avg": by(fn.Avg(s.Value).As("x")), "aggregate/agg_min_max": by(fn.Min(s.Value).Add(fn.Max(s.Value)).As("x")),
		"aggregate/agg_first": by(fn.First[expr.Float](s.Value).As("x")), "aggregate/agg_last": by(fn.Last[expr.Float](s.Value).As("x")),
		"aggregate/agg_approx_percentile": by(expr.CallAggregate[expr.Float]("approx_percentile", s.Value, f(0.5)).As("x")), "aggregate/agg_string_agg": by(expr.CallAggregate[expr.Text]("string_agg", s.Note, expr.String(",")).As("x")), "aggregate/agg_haversine": by(expr.CallAggregate[expr.Float]("ksum", s.Value).As("x")),

		"select/group_by_two": from(s.Source, s.Flag, fn.Count().As("c")).GroupBy(s.Source, s.Flag).OrderBy(s.Source, s.Flag),
		"select/order_desc":   n.OrderBy(s.N.Desc()).Limit(2), "select/order_by_label": from(s.Value.Mul(i(2)).As("d")).OrderBy(s.Value.Mul(i(2)).Desc()).Limit(2), "select/order_by_expr": n.OrderBy(s.Value.Mul(i(-1))).Limit(2),
		"select/distinct": sources.Distinct(), "select/limit": n.Limit(5), "select/limit_offset": n.LimitRange(3, 8), "select/slice": n.LimitRange(2, 5), "select/offset": n.LimitRange(20, 1<<62),
		"select/limit_0": n.Limit(0), "select/limit_negative": n.Limit(-2), "select/limit_literal": n.Limit(2), "select/limit_in_subquery": expr.Select(fn.Count().As("c")).From(five), "select/count_subq": from(fn.Count().As("c")), "select/comment_prefix": n.Limit(1),
		"select/join_inner": joined.Join(l, expr.Using(s.Source)), "select/join_left": joined.LeftJoin(l, expr.Using(s.Source)), "select/join_full": joined.FullJoin(l, expr.Using(s.Source)), "select/join_cross_true": joined.CrossJoin(l).Limit(2),
		"select/join_alias":      expr.Select(a.N, b.N.As("n_1")).From(a).Join(b, expr.Using(a.Source)).Limit(2),
		"select/join_anon_alias": from(s.N, other.N.As("n_1")).Join(other, expr.Using(s.Source)).Limit(2),
		"select/join_two_keys":   joined.Join(l, expr.On(s.Source.EqExpr(l.Source), s.Ts.EqExpr(l.Ts))), "select/join_nonequi": joined.Join(l, expr.On(s.Ts.GtExpr(l.Ts))).Limit(2),
		"select/subquery_from": expr.Select(sub.N).From(sub).Where(sub.N.Gt(3)), "select/subquery_anon": expr.Select(anon.N).From(anon).Where(anon.N.Gt(3)), "select/cte": expr.Select(cte.N).From(cte).Where(cte.N.Gt(3)),
		"select/union": sources.Union(others), "select/union_all": sources.UnionAll(others), "select/except": sources.Except(others), "select/intersect": sources.Intersect(others), "select/union_limit_inside": sources.Limit(1).UnionAll(others.Limit(1)),
		"select/window_row_number": from(s.N, fn.RowNumber().Over(w).As("x")), "select/window_avg": from(s.N, fn.Avg(s.Value).Over(w).As("x")), "select/window_rows": from(s.N, fn.Avg(s.Value).Over(expr.Window().OrderBy(s.Ts).Rows(2)).As("x")),
		"select/window_lag": from(s.N, fn.Lag[expr.Float](s.Value, 1).Over(expr.Window().OrderBy(s.Ts)).As("x")),
		"select/text":       n.Where(s.Source.Eq("s1")), "select/text_columns": n, "select/text_percent": from(s.N.Mod(i(2)).As("x")).Where(s.Note.Like("note%")), "select/text_colon_cast": expr.Select(expr.Time(parityStart).As("x")),
		"select/text_sample_by": from(s.Ts, fn.Avg(s.Value).As("x")).SampleBy(expr.Hours(1)), "select/sample_by_suffix": from(s.Ts, fn.Avg(s.Value).As("x")).SampleBy(expr.Hours(1)), "select/sample_by_hint": from(s.Ts, fn.Avg(s.Value).As("x")).SampleBy(expr.Hours(1)), "select/sample_by_where_text": from(s.Ts, fn.Avg(s.Value).As("x")).SampleBy(expr.Hours(1), expr.Fill(expr.Prev)),
		"select/latest_on_suffix": from(s.Source, s.Value).LatestOn(s.Ts, s.Source), "select/latest_on_where_text": from(s.Source, s.Value).LatestOn(s.Ts, s.Source),
		"select/asof_join_text": joined.AsofJoin(l, expr.Using(s.Source)), "select/asof_join_from_text": n.AsofJoin(l, expr.Using(s.Source)),
		"select/bindparam": n.Where(s.N.Eq(3)), "select/bindparam_quoted_name": n.Where(s.N.Eq(3)), "select/bindparam_expanding": n.Where(s.N.In(1, 2)),
		"where/where_in_empty": where(s.Source.In()),

		"expr/expr_null": three(expr.Raw[expr.Text]("NULL").As("anon_1")), "expr/expr_func_now": three(fn.Now().As("now_1")),
		"select/cte_two":                    expr.Select(byN.N, byCity.City).From(byN).Join(byCity, expr.On(byN.Source.EqExpr(byCity.Source))),
		"select/union_all_order_limit":      sources.UnionAll(others).OrderBy(s.Source).Limit(3),
		"select/window_range":               from(s.N, fn.Avg(s.Value).Over(expr.Window().OrderBy(s.Ts).Range(expr.Preceding(expr.Microseconds(2)), expr.CurrentRow())).As("x")),
		"select/table_valued_long_sequence": expr.Select(numbers.X).From(numbers), "select/table_valued_tables": expr.Select(fn.Count().As("n")).From(fn.Tables("t")),

		"text/show_create": ddl.ShowCreate(l), "text/explain": expr.Explain(expr.Select(expr.All).From(s)),
		"text/array_lit": one(expr.ArrayValue(array([]float64{1, 2}))), "text/array_2d": one(expr.ArrayValue(parsed(t, types.NDArrayOf[[][]float64], [][]float64{{1, 2}, {3, 4}}))), "text/double_array_fn": one(fn.ArrayBuild(1, i(3), f(1))),
		"text/decimal_lit": one(expr.DecimalValue(parsed(t, types.ParseDec, "1.50"))), "text/long256": one(expr.Long256Value(parsed(t, types.ParseUint256, "0x01"))), "text/uuid": one(fn.RndUUID4()),
		"text/geohash": one(expr.GeohashValue(parsed(t, types.ParseGeohash, "u33d"))), "text/geohash_bits": one(expr.GeohashValue(parsed(t, types.ParseGeohash, "##0101"))),
		"text/ts_ns":    one(expr.Raw[expr.Timestamp]("'2024-01-01T00:00:00.123456789Z'::timestamp_ns")),
		"text/interval": one(fn.Interval(expr.Time(parityStart), expr.Time(parityStart.AddDate(0, 0, 1)))),
		"text/ipv4":     one(expr.IPv4Value(netip.MustParseAddr("10.0.0.1"))), "text/char": one(expr.String("a").ToChar()), "text/date": one(expr.Time(parityStart).ToDate()), "text/float_": one(f(1.5).ToFloat()),
		"text/null_types": expr.Select(
			expr.Raw[expr.Integer]("null::int"), expr.Raw[expr.Float]("null::double"), expr.Raw[expr.Timestamp]("null::timestamp"), expr.Raw[expr.Text]("null::symbol"), expr.Raw[expr.UUID]("null::uuid"),
			expr.Raw[expr.Boolean]("null::boolean"), expr.Raw[expr.Text]("null::char"), expr.Raw[expr.Integer]("null::byte"), expr.Raw[expr.Integer]("null::short"),
		),
	}
	return queries
}

// wrapped are the cases whose rows differ from call to call: what is compared of
// them instead, {} being the query.
var wrapped = map[string]string{
	"expr/expr_func_now":         "SELECT count(), typeOf(now_1) FROM ({}) GROUP BY typeOf(now_1)",
	"text/uuid":                  `SELECT typeOf("rnd_uuid4()") FROM ({})`,
	"select/table_valued_tables": "{} WHERE table_name IN ('sensors', 'sites')",
}

// TestParityQueries runs each query of the Python dialect beside its counterpart,
// on the same rows.
func TestParityQueries(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, sensors, sites)
	insert := parityReadings()
	for _, text := range parityTexts(t) {
		insert = insert.Values("lit", 1.0, 99, false, text, parityStart.Add(48*time.Hour))
	}
	if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	if _, err := qdb.Exec(t.Context(), db, paritySites(), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	queries, writes := parityQueries(t), parityWrites(t)
	same := 0
	for _, r := range renderings(t, "golden.jsonl") {
		if _, isWrite := writes[r.Name]; isWrite || strings.HasPrefix(r.SQL, "CREATE TABLE") || strings.HasPrefix(r.Name, "ident-dml") || strings.HasPrefix(r.Name, "insert/literal") {
			continue // TestParityCreate, TestParityNames, TestParityLiterals, TestParityWrites
		}
		s, ok := queries[r.Name]
		switch {
		case ok:
		case strings.HasPrefix(r.Name, "select/literal_where"):
			s = expr.Select(sensors.Note).From(sensors).Where(sensors.Note.Eq(unrepr(r.Params["note_1"])))
		case strings.HasPrefix(r.Name, "select/literal_text"):
			text := strings.TrimSuffix(strings.TrimPrefix(r.python(), "SELECT '"), "' AS anon_1")
			s = expr.Select(expr.String(strings.ReplaceAll(text, "''", "'")).As("anon_1"))
		default:
			t.Errorf("%s has no counterpart: %s", r.Name, r.SQL)
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			inline, err := s.Inline()
			if err != nil {
				t.Fatal(err)
			}
			python := r.python()
			if around := wrapped[r.Name]; around != "" {
				python, inline = strings.Replace(around, "{}", python, 1), strings.Replace(around, "{}", inline, 1)
			}
			theirs, ours := texts(t, db, python), texts(t, db, inline)
			slices.Sort(theirs)
			slices.Sort(ours)
			if !slices.Equal(theirs, ours) {
				t.Errorf("Python's %s\n%v\nquestql's %s\n%v", python, theirs, inline, ours)
			}
			same++
		})
	}
	t.Logf("%d queries give the same rows", same)
}

// parityTexts are the notes that the cases of literals insert and look for.
func parityTexts(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, r := range renderings(t, "golden.jsonl") {
		if strings.HasPrefix(r.Name, "insert/literal") {
			all = append(all, unrepr(r.Params["note"]))
		}
	}
	return all
}

// TestParityLiterals inserts each text by Python's SQL and by questql's.
func TestParityLiterals(t *testing.T) {
	db := qdbtest.DB(t)
	lit := ddl.Define("sensors", func(t SensorsTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL() })
	same := 0
	for _, r := range renderings(t, "golden.jsonl") {
		if !strings.HasPrefix(r.Name, "insert/literal") {
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			ours, err := expr.Insert(lit).Set(lit.Source.Set("lit"), lit.Note.Set(unrepr(r.Params["note"])), lit.Ts.Set(pythonTime(r.Params["ts"]))).Inline()
			if err != nil {
				t.Fatal(err)
			}
			var got [2][]string
			for i, text := range []string{r.python(), ours} {
				qdbtest.Create(t, db, lit)
				got[i] = after(t, db, lit, text)
			}
			if !slices.Equal(got[0], got[1]) {
				t.Errorf("Python's %v\nquestql's %v", got[0], got[1])
			}
			same++
		})
	}
	t.Logf("%d texts are the same", same)
}
