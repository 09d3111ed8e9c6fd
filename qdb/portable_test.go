package qdb_test

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"math/big"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib" // database/sql

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/classes"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// Portable is read, Copied is written; both without WAL, so that what is written
// is there at once.
var (
	Portable = portable("qdb_portable")
	Copied   = portable("qdb_copied")
)

func portable(name string) ParamTable {
	return ddl.Define(name, func(t ParamTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL() })
}

// portableRows have what goes wrong first: digits beyond a DOUBLE's, a quote at
// the start, microseconds, a zone. The third has nothing.
func portableRows() []ParamRow {
	berlin := time.FixedZone("", 5*3600+1800)
	return []ParamRow{
		{
			true, 7, 300, new(int32(70000)), new(int64(1<<53 + 1)), new(float32(0.25)), new(0.1), new("'"), new("it's"), new("'a"), new("it's"),
			new(noon.Truncate(time.Millisecond)), new(noon.Add(1)), &types.GUID{1, 2}, new(netip.MustParseAddr("1.2.3.4")), new(must(types.Uint256FromBig(big.NewInt(255)))),
			new(must(types.ParseGeohash("##101010101010"))), new(must(types.ParseDec("1234567890123456789012345678.0123456789"))),
			new(must(types.ParseDec("12345678901234567890123456789012345678901234567890123456.01234567890123456789"))),
			[]float64{1, 2.5},
			[]byte{0, 255},
			nil, noon.In(berlin),
		},
		{
			true, -2, -2, new(int32(-2)), new(int64(-2)), new(float32(-2.5)), new(1.5), new("b"), new("'b"), new("b%"), new("'b"),
			new(noon.Add(time.Hour).Truncate(time.Millisecond)), new(noon.Add(2)), &types.GUID{255}, new(netip.MustParseAddr("255.2.3.4")), new(must(types.Uint256FromBig(big.NewInt(0x255)))),
			new(must(types.ParseGeohash("##000010000000"))), new(must(types.ParseDec("-20.005"))), new(must(types.ParseDec("0.5"))),
			[]float64{0.1},
			[]byte("ab"), nil, noon.Add(time.Second),
		},
		{Ts: noon.Add(2 * time.Second)},
	}
}

// probe is a condition with a value at a position, and the rows for which it is
// true.
type probe struct {
	column   string
	kind     types.Kind
	position node.Position
	where    expr.Boolean
	rows     []int
}

// compared has one value in a filter, two of a kind, and one between others: a
// compiled filter must not take one parameter for another.
func compared[V any](column string, kind types.Kind, eq func(V) expr.Boolean, a, b V) []probe {
	first := portableRows()[0]
	return []probe{
		{column, kind, node.Compared, eq(a), []int{0}},
		{column, kind, node.Compared, expr.Or(eq(a), eq(b)), []int{0, 1}},
		{column, kind, node.Compared, expr.And(Portable.L.Gt(7), eq(a), Portable.D.Eq(*first.D)), []int{0}},
	}
}

func listed[V any](column string, kind types.Kind, in func(...V) expr.Boolean, a, b V) []probe {
	return []probe{{column, kind, node.Listed, in(a), []int{0}}, {column, kind, node.Listed, in(a, b), []int{0, 1}}}
}

func integers(column string, kind types.Kind, c expr.Integer, a, b, beyond int64) []probe {
	less := []int{0, 1}
	if info, err := types.InfoOf(kind); err == nil && !info.HasNull {
		less = []int{0, 1, 2} // where there is nothing, it is 0
	}
	return append(slices.Concat(listed(column, kind, c.In, a, b), compared(column, kind, c.Eq, a, b)),
		probe{column, kind, node.Compared, c.Lt(beyond), less},
		probe{column, kind, node.Bound, c.Between(a, a), []int{0}},
		probe{column, kind, node.Operand, c.Add(expr.Int64(1)).Eq(a + 1), []int{0}})
}

func floats(column string, kind types.Kind, c expr.Float, a, b float64) []probe {
	return append(slices.Concat(listed(column, kind, c.In, a, b), compared(column, kind, c.Eq, a, b)),
		probe{column, kind, node.Operand, c.Mul(expr.Float64(1.5)).Gt(a), []int{0, 1}[:max(1, min(2, int(2*b)))]})
}

func texts(column string, kind types.Kind, c expr.Text, a, b, pattern string) []probe {
	return append(slices.Concat(listed(column, kind, c.In, a, b), compared(column, kind, c.Eq, a, b)),
		probe{column, kind, node.Pattern, c.Like(pattern), []int{0}},
		probe{column, kind, node.Operand, c.Concat(expr.String("'")).Eq(a + "'"), []int{0}})
}

func times(column string, kind types.Kind, c expr.Timestamp, a, b time.Time) []probe {
	return append(slices.Concat(listed(column, kind, c.InTimes, a, b), compared(column, kind, c.Eq, a.In(time.FixedZone("", 5*3600+1800)), b)),
		probe{column, kind, node.Bound, c.Between(a, a), []int{0}})
}

// probes has each kind of column beside a value at each position.
func probes() []probe {
	p, rows := Portable, portableRows()
	a, b := rows[0], rows[1]
	return slices.Concat(
		[]probe{{"yes", types.KindBoolean, node.Compared, p.Yes.Eq(true), []int{0, 1}}},
		integers("b", types.KindByte, p.B, 7, -2, 5_000_000_000), integers("s", types.KindShort, p.S, 300, -2, 5_000_000_000),
		integers("i", types.KindInt, p.I, 70000, -2, 5_000_000_000), integers("l", types.KindLong, p.L, *a.L, *b.L, math.MaxInt64),
		floats("f", types.KindFloat, p.F, 0.25, -2.5), floats("d", types.KindDouble, p.D, 0.1, 1.5),
		texts("c", types.KindChar, p.C, "'", "b", "'"), texts("sym", types.KindSymbol, p.Sym, "it's", "'b", "it%"), texts("note", types.KindVarchar, p.Note, "'a", "b%", "'%"), texts("text", types.KindString, p.Text, "it's", "'b", "%t's"),
		times("day", types.KindDate, p.Day, *a.Day, *b.Day), times("nanos", types.KindTimestampNS, p.Nanos, *a.Nanos, *b.Nanos), times("ts", types.KindTimestamp, p.Ts, a.Ts, b.Ts),
		[]probe{
			{"ts", types.KindTimestamp, node.Operand, p.Ts.In("2026-01-02T12:00:00"), []int{0}},
			{"ts", types.KindTimestamp, node.Operand, expr.When[expr.Timestamp](p.Yes, p.Ts).Else(expr.Time(noon)).Eq(b.Ts), []int{1}},
			{"payload", types.KindBinary, node.Compared, p.Payload.Eq(a.Payload), []int{0}},
			{"curve", types.KindArray, node.Operand, p.Curve.EqExpr(expr.ArrayValue(must(types.NDArrayOf(a.Curve)))), []int{0}},
		},
		compared("id", types.KindUUID, p.ID.Eq, [16]byte(*a.ID), [16]byte(*b.ID)), listed("id", types.KindUUID, p.ID.In, [16]byte(*a.ID), [16]byte(*b.ID)),
		compared("host", types.KindIPv4, p.Host.Eq, *a.Host, *b.Host), listed("host", types.KindIPv4, p.Host.In, *a.Host, *b.Host),
		compared("hash", types.KindLong256, p.Hash.Eq, *a.Hash, *b.Hash), compared("cell", types.KindGeohash, p.Cell.Eq, *a.Cell, *b.Cell),
		compared("money", types.KindDecimal, p.Money.Eq, *a.Money, *b.Money), compared("wide", types.KindDecimal, p.Wide.Eq, *a.Wide, *b.Wide),
	)
}

// TestPortableIsComplete holds the probes against the table of positions: none is
// left out that an expression of a class offers.
func TestPortableIsComplete(t *testing.T) {
	positions := map[string]node.Position{"Eq": node.Compared, "In": node.Listed, "InTimes": node.Listed, "Between": node.Bound, "Like": node.Pattern}
	all := probes()
	for _, offer := range classes.Offers {
		position, ok := positions[offer.Op]
		if !ok {
			continue
		}
		for _, kind := range classes.ClassOf(offer.Class).Kinds {
			if !slices.ContainsFunc(all, func(p probe) bool { return p.position == position && p.kind == kind }) {
				t.Errorf("no probe of %s beside %s", node.Positions[position].Name, types.Type{Kind: kind})
			}
		}
	}
}

// way is how a statement reaches the server.
type way struct {
	name string
	// rows returns which rows of a query with a column ts are there.
	rows func(q expr.Statement) ([]int, error)
	exec func(s expr.Statement) error
}

// ways are qdb itself, the text of SQL under plain pgx and under database/sql in
// the mode that the docs name, and the text of Inline.
func ways(t *testing.T, pool *pgxpool.Pool) []way {
	t.Helper()
	ctx := t.Context()
	dsn := questdb.ForTest(t).DSN() + "&default_query_exec_mode=cache_describe"
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	std, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(conn.Close(context.Background()), std.Close()); err != nil {
			t.Error(err)
		}
	})
	inline := func(s expr.Statement) (string, []any, error) {
		text, err := s.Inline()
		return text, nil, err
	}
	viaPgx := func(name string, text func(expr.Statement) (string, []any, error)) way {
		return way{
			name: name,
			rows: func(q expr.Statement) ([]int, error) {
				text, args, err := text(q)
				if err != nil {
					return nil, err
				}
				result, err := conn.Query(ctx, text, args...)
				if err != nil {
					return nil, err
				}
				found, err := pgx.CollectRows(result, pgx.RowTo[time.Time])
				return numbers(found), err
			},
			exec: func(s expr.Statement) error {
				text, args, err := text(s)
				if err != nil {
					return err
				}
				return second(conn.Exec(ctx, text, args...))
			},
		}
	}
	return []way{
		{
			name: "qdb",
			rows: func(q expr.Statement) ([]int, error) {
				found, err := qdb.All[time.Time](ctx, pool, q)
				return numbers(found), err
			},
			exec: func(s expr.Statement) error { return second(qdb.Exec(ctx, pool, s)) },
		},
		viaPgx("pgx", expr.Statement.SQL),
		viaPgx("inline", inline),
		{
			name: "database/sql",
			rows: func(q expr.Statement) ([]int, error) { return stdRows(ctx, std, q) },
			exec: func(s expr.Statement) error {
				text, args, err := s.SQL()
				if err != nil {
					return err
				}
				return second(std.ExecContext(ctx, text, args...))
			},
		},
	}
}

func stdRows(ctx context.Context, std *sql.DB, q expr.Statement) ([]int, error) {
	text, args, err := q.SQL()
	if err != nil {
		return nil, err
	}
	result, err := std.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = result.Close() }()
	var found []time.Time
	for result.Next() {
		var ts time.Time
		if err := result.Scan(&ts); err != nil {
			return nil, err
		}
		found = append(found, ts)
	}
	return numbers(found), result.Err()
}

// numbers tells rows by their time.
func numbers(times []time.Time) []int {
	rows := make([]int, len(times))
	for i, ts := range times {
		rows[i] = int(ts.Sub(noon) / time.Second)
	}
	slices.Sort(rows)
	return rows
}

// TestPortableQueries puts each condition into each kind of statement that has
// one: whichever way it goes, it finds the same rows.
func TestPortableQueries(t *testing.T) {
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Portable, Copied)
	mustExec(t, pool, expr.InsertRows(Portable, portableRows()))
	type read struct {
		name  string
		query func(where expr.Boolean) expr.Query
		times int // that each row is found
	}
	p, other := Portable, expr.As(Portable, "o")
	found := func(where expr.Boolean) expr.Query { return expr.Select(p.Ts).From(p).Where(where) }
	reads := []read{
		{"SELECT", func(where expr.Boolean) expr.Query { return found(where).OrderBy(p.Ts).Limit(10) }, 1},
		{"CTE, sub-query, JOIN and UNION ALL", func(where expr.Boolean) expr.Query {
			c := expr.CTE("c", func(tsShape) expr.Query { return found(where) })
			sub := expr.Sub("s", func(tsShape) expr.Query { return found(where) })
			joined := expr.Select(p.Ts).From(p).Join(other, expr.On(p.Ts.EqExpr(other.Ts))).Where(where)
			return expr.Select(c.Ts).From(c).UnionAll(expr.Select(sub.Ts).From(sub)).UnionAll(joined)
		}, 3},
	}
	all := probes()
	updated := map[string]bool{}
	ran, mark := 0, int64(0) // what is written is told by its mark
	for _, w := range ways(t, pool) {
		for _, pr := range all {
			if w.name == "inline" && pr.kind == types.KindBinary {
				continue // QuestDB has no literal of it: TestNoLiteral
			}
			name := w.name + "/" + node.Positions[pr.position].Name + "/" + pr.column
			for _, r := range reads {
				got, err := w.rows(r.query(pr.where))
				want := slices.Repeat(pr.rows, r.times)
				slices.Sort(want)
				if err != nil || !slices.Equal(got, want) {
					t.Errorf("%s/%s: rows %v, want %v (%v)\n%s", name, r.name, got, want, err, r.query(pr.where))
				}
				ran++
			}
			mark++
			for _, c := range []struct {
				name    string
				write   expr.Statement
				written expr.Query
			}{
				{"INSERT SELECT", expr.InsertSelect(Copied, expr.Select(p.Ts, Copied.Mark.Is(expr.Int64(mark))).From(p).Where(pr.where)), expr.Select(Copied.Ts).From(Copied).Where(Copied.Mark.Eq(mark))},
				{"UPDATE", expr.Update(p).Set(p.Mark.Set(mark)).Where(pr.where), expr.Select(p.Ts).From(p).Where(p.Mark.Eq(mark))},
			} {
				if c.name == "UPDATE" && updated[name] {
					continue // one a column and position: it is slow
				}
				updated[name] = updated[name] || c.name == "UPDATE"
				err := w.exec(c.write)
				if got := must(qdb.All[time.Time](t.Context(), pool, c.written)); err != nil || !slices.Equal(numbers(got), pr.rows) {
					t.Errorf("%s/%s: rows %v, want %v (%v)\n%s", name, c.name, numbers(got), pr.rows, err, c.write)
				}
				ran++
			}
		}
	}
	t.Logf("%d conditions; %d statements find the same rows", len(all), ran)
}

// TestNoLiteral is the one value that Inline, and what has no parameters, cannot
// have.
func TestNoLiteral(t *testing.T) {
	found := expr.Select(Portable.Ts).From(Portable).Where(Portable.Payload.Eq([]byte("ab")))
	made := ddl.Define("qdb_portable_made", func(t tsShape) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day) })
	for name, err := range map[string]error{
		"Inline":          second(found.Inline()),
		"EXPLAIN":         third(expr.Explain(found).SQL()),
		"CREATE TABLE AS": third(ddl.Create(made).As(found).SQL()),
	} {
		if err == nil || !strings.Contains(err.Error(), "BINARY has no literal in QuestDB: bind the value") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func third[A, B any](_ A, _ B, err error) error { return err }

// tsShape has the column by which rows are told.
type tsShape struct {
	expr.Table
	Ts expr.TimestampColumn
}

// TestPortableDefinitions puts each condition into the statements around a query
// that have no parameters: one text, whichever way it goes.
func TestPortableDefinitions(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Portable)
	mustExec(t, pool, expr.InsertRows(Portable, portableRows()))
	seen := map[string]bool{}
	for _, pr := range probes() {
		if pr.kind == types.KindBinary {
			continue // TestNoLiteral
		}
		first := !seen[pr.column]
		seen[pr.column] = true
		found := expr.Select(Portable.Ts).From(Portable).Where(pr.where)
		view := ddl.DefineView("qdb_portable_view", func(tsShape) expr.Query { return found })
		made := ddl.Define("qdb_portable_made", func(t tsShape) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL() })
		for name, c := range map[string]struct {
			create expr.Statement
			from   tsShape
		}{
			"CREATE VIEW":     {ddl.Create(view), view},
			"CREATE TABLE AS": {ddl.Create(made).As(found), made},
			"EXPLAIN":         {expr.Explain(found), tsShape{}},
		} {
			text, args, err := c.create.SQL()
			inline, inlineErr := c.create.Inline()
			if len(args) > 0 || text != inline || err != nil || inlineErr != nil {
				t.Errorf("%s: %s %v, inline %s (%v, %v)", name, text, args, inline, err, inlineErr)
			}
			if !first {
				continue // the text is that of Inline, which TestPortableQueries runs
			}
			if name == "EXPLAIN" {
				if plan, err := qdb.All[string](ctx, pool, c.create); len(plan) == 0 || err != nil {
					t.Errorf("%s: %v %v", c.create, plan, err)
				}
				continue
			}
			mustExec(t, pool, ddl.Drop(c.from).IfExists())
			mustExec(t, pool, c.create)
			got, err := qdb.All[time.Time](ctx, pool, expr.Select(c.from.Ts).From(c.from))
			if err != nil || !slices.Equal(numbers(got), pr.rows) {
				t.Errorf("%s: rows %v, want %v (%v)\n%s", name, numbers(got), pr.rows, err, c.create)
			}
			mustExec(t, pool, ddl.Drop(c.from))
		}
	}
}

// TestPortableWrites writes a value of each class by each statement that takes
// one: whichever way it goes, it is stored as it was given.
func TestPortableWrites(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Copied)
	rows, c := portableRows(), Copied
	a, null := rows[0], rows[2]
	read := func() []ParamRow {
		t.Helper()
		return must(qdb.All[ParamRow](ctx, pool, expr.Select(expr.All).From(c).OrderBy(c.Ts)))
	}
	each := assignments(a)
	everything := []expr.Assignment{c.Ts.Set(a.Ts), c.Hash.Set(*a.Hash)}
	for _, as := range each {
		everything = append(everything, as.assignment)
	}
	type write struct {
		name      string
		statement expr.Statement
		want      []ParamRow
	}
	writes := []write{
		{"VALUES", expr.Insert(c).Values(a.Yes, a.B, a.S, *a.I, *a.L, *a.F, *a.D, *a.C, *a.Sym, *a.Note, *a.Text, *a.Day, *a.Nanos, *a.ID, *a.Host, *a.Hash, *a.Cell, *a.Money, *a.Wide, a.Curve, a.Payload, nil, a.Ts), rows[:1]},
		{"Set", expr.Insert(c).Set(everything...), []ParamRow{noPayload(a)}},
		{"rows", expr.InsertRows(c, rows), rows},
	}
	changed, changes := ParamRow{Ts: null.Ts}, []expr.Assignment(nil)
	for _, as := range each {
		as.into(&changed)
		changes = append(changes, as.assignment)
	}
	writes = append(writes, write{"UPDATE", expr.Update(c).Set(changes...).All(), []ParamRow{changed}})
	for _, w := range ways(t, pool) {
		for _, wr := range writes {
			if w.name == "inline" && (wr.name == "VALUES" || wr.name == "rows") {
				continue // they have a BINARY
			}
			mustExec(t, pool, ddl.Truncate(c))
			if wr.name == "UPDATE" {
				mustExec(t, pool, expr.InsertRows(c, []ParamRow{null}))
			}
			if err := w.exec(wr.statement); err != nil {
				t.Errorf("%s/%s: %v\n%s", w.name, wr.name, err, wr.statement)
				continue
			}
			if diff := cmp.Diff(wr.want, read(), equalValues, cmp.Comparer(time.Time.Equal)); diff != "" {
				t.Errorf("%s/%s:\n%s\n%s", w.name, wr.name, wr.statement, diff)
			}
		}
	}
}

func noPayload(r ParamRow) ParamRow {
	r.Payload = nil
	return r
}

// assigned is a value of a row as an assignment, and as the field of a row.
type assigned struct {
	assignment expr.Assignment
	into       func(r *ParamRow)
}

// assignments are the values of a row that UPDATE can assign: all but a LONG256
// and BINARY.
func assignments(a ParamRow) []assigned {
	c := Copied
	return []assigned{
		{c.Yes.Set(a.Yes), func(r *ParamRow) { r.Yes = a.Yes }},
		{c.B.Set(int64(a.B)), func(r *ParamRow) { r.B = a.B }},
		{c.S.Set(int64(a.S)), func(r *ParamRow) { r.S = a.S }},
		{c.I.Set(int64(*a.I)), func(r *ParamRow) { r.I = a.I }},
		{c.L.Set(*a.L), func(r *ParamRow) { r.L = a.L }},
		{c.F.Set(float64(*a.F)), func(r *ParamRow) { r.F = a.F }},
		{c.D.Set(*a.D), func(r *ParamRow) { r.D = a.D }},
		{c.C.Set(*a.C), func(r *ParamRow) { r.C = a.C }},
		{c.Sym.Set(*a.Sym), func(r *ParamRow) { r.Sym = a.Sym }},
		{c.Note.Set(*a.Note), func(r *ParamRow) { r.Note = a.Note }},
		{c.Text.Set(*a.Text), func(r *ParamRow) { r.Text = a.Text }},
		{c.Day.Set(*a.Day), func(r *ParamRow) { r.Day = a.Day }},
		{c.Nanos.Set(*a.Nanos), func(r *ParamRow) { r.Nanos = a.Nanos }},
		{c.ID.Set(*a.ID), func(r *ParamRow) { r.ID = a.ID }},
		{c.Host.Set(*a.Host), func(r *ParamRow) { r.Host = a.Host }},
		{c.Cell.Set(*a.Cell), func(r *ParamRow) { r.Cell = a.Cell }},
		{c.Money.Set(*a.Money), func(r *ParamRow) { r.Money = a.Money }},
		{c.Wide.Set(*a.Wide), func(r *ParamRow) { r.Wide = a.Wide }},
		{c.Curve.Set(a.Curve), func(r *ParamRow) { r.Curve = a.Curve }},
	}
}

func mustExec(t *testing.T, db qdb.DB, s expr.Statement) {
	t.Helper()
	if _, err := qdb.Exec(t.Context(), db, s); err != nil {
		t.Fatalf("%s\n%v", s, err)
	}
}
