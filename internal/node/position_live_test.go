package node_test

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/internal/classes"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// A probed column has a type, and two values that differ in what goes wrong
// first: the digits beyond a DOUBLE's, a fraction, a quote, microseconds.
type probed struct {
	column types.Type
	values [2]types.Value
	// beyond is greater than both, and the column cannot hold it.
	beyond *types.Value
}

func value(t *testing.T, typ types.Type, v any) types.Value {
	t.Helper()
	val, err := types.ValueOf(typ, v)
	if err != nil {
		t.Fatal(err)
	}
	return val
}

func dec(t *testing.T, s string) types.Dec {
	t.Helper()
	d, err := types.ParseDec(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// compared are the columns beside values as comparisons have them: of the Go
// value's type. assigned has the column's own type.
func probedColumns(t *testing.T) (compared, assigned []probed) {
	berlin := time.FixedZone("", 5*3600+1800)
	t0 := time.Date(2026, 1, 2, 3, 4, 5, 678901234, berlin)
	pair := func(column, typ types.Type, a, b any) probed {
		return probed{column: column, values: [2]types.Value{value(t, typ, a), value(t, typ, b)}}
	}
	same := func(typ types.Type, a, b any) probed { return pair(typ, typ, a, b) }
	beyond := map[types.Type]any{types.Byte: 5000000000, types.Short: 5000000000, types.Int: 5000000000, types.Float: 16777217.0}
	both := []probed{
		same(types.Boolean, true, false),
		same(types.Long, int64(9007199254740993), int64(-2)),
		same(types.Double, 0.1, 1.5),
		same(types.Varchar, "it's", `'a`),
		same(types.Timestamp, t0, t0.Add(time.Microsecond)),
		same(types.TimestampNS, t0, t0.Add(time.Nanosecond)),
		same(types.UUID, types.GUID{1, 2}, types.GUID{255, 2}),
		same(types.IPv4, netip.MustParseAddr("1.2.3.4"), netip.MustParseAddr("255.2.3.4")),
		same(types.Long256, "0x1234", "0xff000000000000000000000000000000000000000000000000000000000000ff"),
		same(types.GeohashChars(3), "u33", "u34"),
		same(types.GeohashBits(7), "1010101", "1010111"),
		same(types.Decimal(18, 3), dec(t, "1.250"), dec(t, "-20.005")),
		same(types.Decimal(40, 10), dec(t, "123456789012345678901234567890.0123456789"), dec(t, "0.0000000001")),
		same(types.Decimal(76, 20), dec(t, strings.Repeat("9", 56)+"."+strings.Repeat("7", 20)), dec(t, strings.Repeat("9", 56)+"."+strings.Repeat("7", 19)+"6")),
		same(types.Array(1), []float64{1, 2.5}, []float64{0.1}),
		same(types.Array(2), [][]float64{{1, 2}, {3, 4}}, [][]float64{{0.1}}),
		same(types.Binary, []byte{0, 1, 255}, []byte("ab")),
	}
	compared = append([]probed{
		pair(types.Byte, types.Long, int64(7), int64(-2)),
		pair(types.Short, types.Long, int64(300), int64(-2)),
		pair(types.Int, types.Long, int64(70000), int64(-2)),
		pair(types.Float, types.Double, 16777216.0, -2.25),
		pair(types.Symbol, types.Varchar, "it's", `'a`),
		pair(types.String, types.Varchar, "it's", `'a`),
		pair(types.Char, types.Varchar, "'", "b"),
		pair(types.Date, types.Timestamp, t0.Truncate(time.Millisecond), t0.Add(time.Hour).Truncate(time.Millisecond)),
	}, both...)
	for i := range compared {
		if v, ok := beyond[compared[i].column]; ok {
			val := value(t, compared[i].values[0].Type(), v)
			compared[i].beyond = &val
		}
	}
	assigned = append([]probed{
		same(types.Byte, int64(7), int64(-2)),
		same(types.Short, int64(300), int64(-2)),
		same(types.Int, int64(70000), int64(-2)),
		same(types.Float, float32(0.1), float32(1.5)),
		same(types.Symbol, "it's", `'a`),
		same(types.String, "it's", `'a`),
		same(types.Char, "'", "b"),
		same(types.Date, t0, t0.Add(time.Hour)),
	}, both...)
	return compared, assigned
}

// offers reports whether expressions of a type can have a value at a position.
func offers(p node.Position, t types.Type) bool {
	op := map[node.Position]string{node.Compared: "Eq", node.Listed: "In", node.Bound: "Between", node.Pattern: "Like"}[p]
	if op == "" {
		return p != node.Assigned || t != types.Long256 // the server updates no LONG256
	}
	if p == node.Bound && (t == types.Byte || t == types.Short) {
		return false // written as x::LONG BETWEEN
	}
	for _, o := range classes.Offers {
		if (o.Op == op || o.Op == op+"Times") && slices.Contains(classes.ClassOf(o.Class).Kinds, t.Kind) {
			return true
		}
	}
	return false
}

// sender sends a probe in one of the three ways in which a value is written.
type sender struct {
	conn *pgx.Conn
	ctx  context.Context
}

var ways = [...]node.Verdict{node.Bind, node.BindDeclared, node.Literal}

// send returns the rows of a probe, as text.
func (s sender) send(way node.Verdict, typed bool, probe string, values ...types.Value) (rows []string, err error) {
	questdb.CountStatement(1)
	sql := probe
	for i := range values {
		hole := fmt.Sprintf("$%d", i+1)
		if way == node.Literal {
			text, err := values[i].AppendLiteral(nil)
			if typed {
				text, err = values[i].AppendConstant(nil)
			}
			if err != nil {
				return nil, err
			}
			if typed && values[i].Type() == types.Double {
				text = append(text, "::DOUBLE"...)
			}
			hole = string(text)
		}
		sql = strings.Replace(sql, "{}", hole, 1)
	}
	if way == node.BindDeclared {
		return s.declared(sql, values)
	}
	var args []any
	if way == node.Bind {
		for i := range values {
			args = append(args, values[i].Arg())
		}
	}
	result, err := s.conn.Query(s.ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	defer result.Close()
	for result.Next() {
		rows = append(rows, fmt.Sprintf("%x", result.RawValues()))
	}
	return rows, result.Err()
}

func (s sender) declared(sql string, values []types.Value) ([]string, error) {
	var params [][]byte
	var oids []uint32
	var formats []int16
	for i := range values {
		oid, format := values[i].ParamOID()
		p, _, err := values[i].AppendParam([]byte{})
		if err != nil {
			return nil, err
		}
		params, oids, formats = append(params, p), append(oids, oid), append(formats, int16(format))
	}
	result := s.conn.PgConn().ExecParams(s.ctx, sql, params, oids, formats, nil).Read()
	if result.Err != nil {
		return nil, result.Err
	}
	var rows []string
	for _, r := range result.Rows {
		rows = append(rows, fmt.Sprintf("%x", r))
	}
	return rows, nil
}

func (s sender) exec(t *testing.T, sql string) {
	t.Helper()
	questdb.CountStatement(1)
	if _, err := s.conn.Exec(s.ctx, sql); err != nil {
		t.Fatalf("%s\n%v", sql, err)
	}
}

// TestPositions asks the server how a value can be written at each position,
// for each kind of column, and holds the answers against the table.
func TestPositions(t *testing.T) {
	conn, err := qdbtest.DB(t).Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	s := sender{conn.Conn(), t.Context()}
	compared, assigned := probedColumns(t)
	checks := 0
	for p := range node.Positions {
		p, info := node.Position(p), node.Positions[p]
		if info.Probe == "" {
			continue
		}
		columns := compared
		if p == node.Inserted || p == node.Assigned {
			columns = assigned
		}
		for i, c := range columns {
			if !offers(p, c.column) {
				continue
			}
			if p == node.Listed && c.column == types.Char {
				c = probed{column: c.column, values: [2]types.Value{own(t, c.column, c.values[0]), own(t, c.column, c.values[1])}}
			}
			t.Run(info.Name+"/"+c.column.String(), func(t *testing.T) {
				table := fmt.Sprintf("node_positions_%d", i)
				wrong := map[node.Verdict]string{}
				for _, way := range ways {
					wrong[way] = s.wrong(t, p, way, table, c)
					checks++
				}
				best := node.Literal
				switch {
				case wrong[node.BindDeclared] != "":
				case wrong[node.Bind] == "":
					best = node.Bind
				default:
					best = node.BindDeclared
				}
				if wrong[node.Literal] != "" && c.column != types.Binary {
					t.Errorf("a literal is wrong: %s", wrong[node.Literal])
				}
				beside, v := c.column, c.values[0].Type()
				if p == node.Limited {
					beside, v = types.Long, types.Long
				}
				if got := p.Verdict(beside, v); got != best {
					t.Errorf("the table says %s, the server %s\nundeclared: %s\ndeclared: %s", got, best, wrong[node.Bind], wrong[node.BindDeclared])
				}
			})
		}
	}
	t.Logf("%d positions × columns × ways", checks)
}

// wrong returns what goes wrong when values are written that way, or "".
func (s sender) wrong(t *testing.T, p node.Position, way node.Verdict, table string, c probed) string {
	t.Helper()
	s.exec(t, "DROP TABLE IF EXISTS "+table)
	s.exec(t, "CREATE TABLE "+table+" (c "+c.column.String()+", ts TIMESTAMP)")
	insert := func(v types.Value, ts int) {
		t.Helper()
		if _, err := s.send(node.Literal, false, fmt.Sprintf("INSERT INTO %s (c, ts) VALUES ({}, %d)", table, ts), own(t, c.column, v)); err != nil {
			if way := node.BindDeclared; c.column.Kind == types.KindBinary {
				if _, err = s.send(way, false, fmt.Sprintf("INSERT INTO %s (c, ts) VALUES ({}, %d)", table, ts), v); err == nil {
					return
				}
			}
			t.Fatal(err)
		}
	}
	probe := strings.ReplaceAll(node.Positions[p].Probe, "probe", table)
	a, b := c.values[0], c.values[1]
	switch p {
	case node.Inserted, node.Assigned:
		return s.wrongWrite(t, p, way, table, probe, c, insert)
	case node.Limited:
		insert(a, 1)
		insert(b, 2)
		limit, _ := types.LongValue(1)
		rows, err := s.send(way, node.Positions[p].Typed[c.column.Kind], probe, limit)
		return complain(rows, err, 1)
	}
	// The statement is prepared when the table has another value, run again
	// when it has the one looked for: a plan must not remember what was there.
	insert(b, 1)
	if c.column.Kind != types.KindBoolean {
		s.exec(t, "INSERT INTO "+table+" (ts) VALUES (2)")
	}
	for _, n := range counts(p) {
		text := strings.Replace(probe, "{...}", strings.TrimSuffix(strings.Repeat("{}, ", n), ", "), 1)
		holes := strings.Count(text, "{}")
		for round, want := range []int{0, 1} {
			if round == 1 {
				insert(a, 3+n)
			}
			values := slices.Repeat([]types.Value{a}, holes)
			rows, err := s.send(way, node.Positions[p].Typed[c.column.Kind], text, values...)
			if why := complain(rows, err, want); why != "" {
				return fmt.Sprintf("%s with %d: %s", text, n, why)
			}
		}
		if p == node.Compared && c.beyond != nil {
			text = strings.Replace(text, " = ", " < ", 1)
			rows, err := s.send(way, node.Positions[p].Typed[c.column.Kind], text, *c.beyond)
			less := 2
			if info, _ := types.InfoOf(c.column.Kind); !info.HasNull {
				less = 3 // what was left out is 0
			}
			if why := complain(rows, err, less); why != "" {
				return fmt.Sprintf("%s with %s: %s", text, *c.beyond, why)
			}
		}
		s.exec(t, "TRUNCATE TABLE "+table)
		insert(b, 1)
	}
	return ""
}

// counts are the lengths of lists to try.
func counts(p node.Position) []int {
	if p == node.Listed {
		return []int{1, 2, 5}
	}
	return []int{1}
}

func complain(rows []string, err error, want int) string {
	switch {
	case err != nil:
		return strings.ReplaceAll(err.Error(), "\n", " ")
	case len(rows) != want:
		return fmt.Sprintf("%d rows, want %d", len(rows), want)
	}
	return ""
}

func (s sender) wrongWrite(t *testing.T, p node.Position, way node.Verdict, table, probe string, c probed, insert func(types.Value, int)) string {
	t.Helper()
	read := "c"
	if c.column == types.TimestampNS {
		read = "c::LONG"
	}
	a, b := c.values[0], c.values[1]
	insert(a, 1)
	for _, v := range []types.Value{b, a} { // the plan of the one must not serve the other
		if _, err := s.send(way, node.Positions[p].Typed[c.column.Kind], probe, v); err != nil {
			return strings.ReplaceAll(err.Error(), "\n", " ")
		}
	}
	rows, err := s.send(node.Literal, false, "SELECT "+read+" FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	if p == node.Assigned && len(rows) == 1 {
		rows = append(rows, rows[0], rows[0])
		s.exec(t, "TRUNCATE TABLE "+table)
		insert(a, 1)
		want, err := s.send(node.Literal, false, "SELECT "+read+" FROM "+table)
		if err != nil {
			t.Fatal(err)
		}
		rows[0] = want[0]
	}
	switch {
	case len(rows) != 3:
		return fmt.Sprintf("%d rows, want 3", len(rows))
	case rows[0] != rows[2]:
		return fmt.Sprintf("stored as %s, want %s", rows[2], rows[0])
	case p == node.Inserted && rows[1] == rows[0]:
		return fmt.Sprintf("stored both as %s", rows[0])
	}
	return ""
}

// own is the value as the column stores it.
func own(t *testing.T, column types.Type, v types.Value) types.Value {
	t.Helper()
	if column == v.Type() {
		return v
	}
	return value(t, column, v)
}
