package ddl_test

import (
	"context"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// Without WAL a write is there when it returns.
var (
	sensorsNow = ddl.Define("sensors", func(t SensorsTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL() })
	sitesNow   = ddl.Define("sites", func(t SitesTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL() })
)

// AllTypesTable has a column of each type that the Python dialect writes.
type AllTypesTable struct {
	expr.Table
	Boolean      expr.BooleanColumn   `qdb:"c_boolean"`
	Byte         expr.ByteColumn      `qdb:"c_byte"`
	Short        expr.ShortColumn     `qdb:"c_short"`
	Char         expr.CharColumn      `qdb:"c_char"`
	Int          expr.IntColumn       `qdb:"c_int"`
	Long         expr.LongColumn      `qdb:"c_long"`
	Date         expr.DateColumn      `qdb:"c_date"`
	Timestamp    expr.TimestampColumn `qdb:"c_timestamp"`
	Float        expr.FloatColumn     `qdb:"c_float"`
	Double       expr.DoubleColumn    `qdb:"c_double"`
	String       expr.StringColumn    `qdb:"c_string"`
	Symbol       expr.SymbolColumn    `qdb:"c_symbol"`
	Long256      expr.Long256Column   `qdb:"c_long256"`
	GeohashByte  expr.GeohashColumn   `qdb:"c_geohashbyte,geohash=8b"`
	GeohashInt   expr.GeohashColumn   `qdb:"c_geohashint,geohash=6c"`
	GeohashShort expr.GeohashColumn   `qdb:"c_geohashshort,geohash=3c"`
	GeohashLong  expr.GeohashColumn   `qdb:"c_geohashlong,geohash=12c"`
	UUID         expr.UUIDColumn      `qdb:"c_uuid"`
	IPv4         expr.IPv4Column      `qdb:"c_ipv4"`
	Varchar      expr.VarcharColumn   `qdb:"c_varchar"`
	Ts           expr.TimestampColumn
}

var allTypes = ddl.Define("alltypes", func(t AllTypesTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL() })

// parityAt is the time in the inserts of the Python dialect.
var parityAt = time.Date(2024, 3, 1, 12, 0, 0, 123456000, time.UTC)

func parsed[From, To any](t *testing.T, parse func(From) (To, error), from From) To {
	t.Helper()
	v, err := parse(from)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// parityValues are the counterparts of the inserts of one value of each type.
func parityValues(t *testing.T) map[string]expr.Assignment {
	a := allTypes
	cell := func(text string) types.Geohash { return parsed(t, types.ParseGeohash, text) }
	return map[string]expr.Assignment{
		"boolean": a.Boolean.Set(true), "byte": a.Byte.Set(8), "short": a.Short.Set(12), "char": a.Char.Set("C"), "int": a.Int.Set(13), "long": a.Long.Set(14), "long_max": a.Long.Set(1<<63 - 1),
		"date": a.Date.Set(time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)), "datetime_as_date": a.Date.Set(parityAt), "timestamp": a.Timestamp.Set(parityAt),
		"float": a.Float.Set(15.5), "double": a.Double.Set(16.5), "string": a.String.Set("str"), "symbol": a.Symbol.Set("sym"), "varchar": a.Varchar.Set("vch"),
		"long256":     a.Long256.Set(parsed(t, types.ParseUint256, "0xa3b400fcf6ed707d710d5d4e672305203ed3cc6254d1cefe313e4a465861f42a")),
		"geohashbyte": a.GeohashByte.Set(cell("u3").Truncate(8)), "geohashint": a.GeohashInt.Set(cell("u33dc0")), "geohashshort": a.GeohashShort.Set(cell("u33")), "geohashlong": a.GeohashLong.Set(cell("u33dc0u33dc0")),
		"uuid": a.UUID.Set(parsed(t, types.ParseGUID, "6d5eb038-63d1-4971-8484-30c16e13de5b")), "uuid_obj": a.UUID.Set(types.GUID{15: 5}), "ipv4": a.IPv4.Set(netip.MustParseAddr("10.0.0.1")),
	}
}

// parityWrite is a statement that changes rows or tables.
type parityWrite struct {
	// ours are questql's statements, or run where they are more than that.
	ours []expr.Statement
	run  func(ctx context.Context, db qdb.DB) error
	// params are the values of each execution where the Python statement is
	// rendered without; it is run once for each.
	params []map[string]string
	// before and changed are what must be there, and the table to look at;
	// changed is sensors unless named.
	before  []expr.Statement
	changed string
}

// parityWrites are the counterparts of the writes of the Python dialect, by name.
func parityWrites(t *testing.T) map[string]parityWrite {
	s, l := sensorsNow, sitesNow
	do := func(statements ...expr.Statement) parityWrite { return parityWrite{ours: statements} }
	type reading struct {
		Source string
		Value  float64
		Ts     time.Time
	}
	type sensor struct {
		Source string
		Value  float64
		N      int32
		Flag   bool
		Note   *string
		Ts     time.Time
	}
	at := "datetime.datetime(2024, 3, 1, 12, 0, 0, 123456)"
	first := map[string]string{"source": "'a'", "value": "1.5", "n": "7", "flag": "True", "note": "\"it's\"", "ts": at}
	second := map[string]string{"source": "'b'", "value": "-2.5", "n": "8", "flag": "False", "note": "None", "ts": at}
	sites2 := ddl.Table("sites2").Symbol("source").Varchar("city").Timestamp("ts").Designated().PartitionBy(ddl.Day).BypassWAL()
	zz := ddl.Alter(l).AddColumn(ddl.Int("zz"))
	view := ddl.DefineView("vv", func(SitesTable) expr.Query { return expr.Select(l.Source, l.City, l.Ts).From(l) })
	writes := map[string]parityWrite{
		"insert/insert_seed":         do(expr.Insert(s).Set(s.Source.Set("coconut"), s.Value.Set(16.88993244), s.Ts.Set(parityAt))),
		"insert/insert_null":         do(expr.Insert(s).Set(s.Source.SetNull(), s.Value.SetNull(), s.N.SetNull(), s.Note.SetNull(), s.Ts.Set(parityAt))),
		"insert/insert_multi_values": do(expr.InsertRows(s, []reading{{"p", 1, parityAt}, {"q", 2, parityAt}})),
		"insert/insert_default_py":   {ours: []expr.Statement{expr.Insert(s).Set(s.Source.Set("dflt"), s.Ts.Set(parityAt))}, params: []map[string]string{{"source": "'dflt'", "ts": at}}},
		"insert/insert_many": {
			ours:   []expr.Statement{expr.InsertRows(s, []sensor{{"a", 1.5, 7, true, new("it's"), parityAt}, {"b", -2.5, 8, false, nil, parityAt}})},
			params: []map[string]string{first, second},
		},
		"insert/insert_params": {
			params: []map[string]string{first},
			run: func(ctx context.Context, db qdb.DB) error {
				insert, err := qdb.PrepareExec[sensor](expr.Insert(s).Set(
					s.Source.SetExpr(expr.Param[expr.Text]("source")), s.Value.SetExpr(expr.Param[expr.Float]("value")), s.N.SetExpr(expr.Param[expr.Integer]("n")),
					s.Flag.SetExpr(expr.Param[expr.Boolean]("flag")), s.Note.SetExpr(expr.Param[expr.Text]("note")), s.Ts.SetExpr(expr.Param[expr.Timestamp]("ts")),
				))
				if err != nil {
					return err
				}
				_, err = insert.Exec(ctx, db, sensor{"a", 1.5, 7, true, new("it's"), parityAt})
				return err
			},
		},
		"insert/insert_from_select": {ours: []expr.Statement{expr.InsertSelect(l, expr.Select(s.Source, s.Ts).From(s).Limit(2))}, changed: "sites"},

		"update/update_where": do(expr.Update(s).Set(s.Value.Set(99.5)).Where(s.N.Eq(3))),
		"update/update_expr":  do(expr.Update(s).Set(s.Value.SetExpr(s.Value.Mul(expr.Int64(2)))).Where(s.N.Eq(3))),
		"update/update_all":   do(expr.Update(s).Set(s.Flag.Set(true)).All()),
		"update/update_null":  do(expr.Update(s).Set(s.Note.SetNull()).Where(s.N.Eq(1))),
		"update/update_many": {
			ours:   []expr.Statement{expr.Update(s).Set(s.Value.Set(7.5)).Where(s.N.Eq(1)), expr.Update(s).Set(s.Value.Set(8.5)).Where(s.N.Eq(2))},
			params: []map[string]string{{"b_v": "7.5", "b_n": "1"}, {"b_v": "8.5", "b_n": "2"}},
		},

		"delete/truncate_text": {ours: []expr.Statement{ddl.Truncate(l)}, changed: "sites"},
		"text/alter_add":       {ours: []expr.Statement{zz}, changed: "sites"},
		"text/alter_drop":      {ours: []expr.Statement{ddl.Alter(l).DropColumn(ddl.Col("zz"))}, before: []expr.Statement{zz}, changed: "sites"},
		"text/rename":          {ours: []expr.Statement{ddl.Rename(l, "sites2")}, changed: "sites2"},
		"text/rename_back":     {ours: []expr.Statement{ddl.Rename(sites2, "sites")}, before: []expr.Statement{ddl.Rename(l, "sites2")}, changed: "sites"},
		"text/create_view":     {ours: []expr.Statement{ddl.Create(view)}, changed: "vv"},
		"text/drop_view":       {ours: []expr.Statement{ddl.Drop(view)}, before: []expr.Statement{ddl.Create(view)}, changed: "vv"},
	}
	for name, assignment := range parityValues(t) {
		writes["insert/insert_type_"+name] = parityWrite{ours: []expr.Statement{expr.Insert(allTypes).Set(assignment, allTypes.Ts.Set(parityAt))}, changed: "alltypes"}
	}
	return writes
}

// TestParityWrites runs each write of the Python dialect and its counterpart, each
// on the same tables made anew, and compares what is there afterwards.
func TestParityWrites(t *testing.T) {
	db := qdbtest.DB(t)
	clean := drops{"DROP VIEW IF EXISTS vv", "DROP TABLE IF EXISTS sites2", "DROP TABLE IF EXISTS sites", "DROP TABLE IF EXISTS sensors", "DROP TABLE IF EXISTS alltypes"}
	t.Cleanup(func() { clean.run(context.Background(), db) })
	writes := parityWrites(t)
	same := 0
	for _, r := range renderings(t, "golden.jsonl") {
		w, ok := writes[r.Name]
		if !ok {
			continue
		}
		delete(writes, r.Name)
		t.Run(r.Name, func(t *testing.T) {
			theirs := w.result(t, db, clean, func() error { return w.runPython(t.Context(), db, r) })
			ours := w.result(t, db, clean, func() error { return w.runOurs(t.Context(), db) })
			if !slices.Equal(theirs, ours) {
				t.Errorf("Python's %s\n%s\nquestql's %v\n%s", r.SQL, theirs, w.ours, ours)
			}
			same++
		})
	}
	for name := range writes {
		t.Errorf("%s is the counterpart of nothing", name)
	}
	t.Logf("%d writes have the same effect", same)
}

// result makes the tables, runs a write and returns what is there then.
func (w parityWrite) result(t *testing.T, db *pgxpool.Pool, clean drops, run func() error) []string {
	t.Helper()
	made := []expr.Statement{ddl.Create(sensorsNow), ddl.Create(sitesNow), parityReadings(), paritySites()}
	if w.changed == "alltypes" {
		clean, made = drops{"DROP TABLE IF EXISTS alltypes"}, []expr.Statement{ddl.Create(allTypes)}
	}
	clean.run(t.Context(), db)
	for _, s := range append(made, w.before...) {
		if _, err := qdb.Exec(t.Context(), db, s); err != nil {
			t.Fatalf("%s\n%v", s, err)
		}
	}
	if err := run(); err != nil {
		t.Fatal(err)
	}
	table := w.changed
	if table == "" {
		table = "sensors"
	}
	lines := texts(t, db, "SELECT table_name FROM tables() WHERE table_name IN ('sensors', 'sites', 'sites2', 'alltypes', 'vv') ORDER BY table_name")
	if !slices.Contains(lines, table+"\n") {
		return lines // it was dropped
	}
	lines = append(lines, describe(t, db, table)...)
	rows := texts(t, db, "SELECT * FROM "+table)
	slices.Sort(rows)
	return append(lines, rows...)
}

func (w parityWrite) runPython(ctx context.Context, db *pgxpool.Pool, r rendering) error {
	if w.params == nil {
		return send(ctx, db, r.python())
	}
	for _, params := range w.params {
		r.Params = params
		if err := send(ctx, db, r.python()); err != nil {
			return err
		}
	}
	return nil
}

func (w parityWrite) runOurs(ctx context.Context, db *pgxpool.Pool) error {
	if w.run != nil {
		return w.run(ctx, db)
	}
	for _, s := range w.ours {
		if _, err := qdb.Exec(ctx, db, s); err != nil {
			return err
		}
	}
	return nil
}

// parityReadings and paritySites are the rows that the cases read and change.
func parityReadings() expr.InsertStatement {
	insert := expr.Insert(sensorsNow)
	for i := range 24 {
		var note any = "note" + string(rune('0'+i%10))
		if i%5 == 4 {
			note = nil
		}
		insert = insert.Values("s"+string(rune('0'+i%3)), float64(i)/2, i, i%2 == 0, note, parityStart.Add(time.Duration(10*i)*time.Minute))
	}
	return insert
}

func paritySites() expr.InsertStatement {
	return expr.Insert(sitesNow).Values("s0", "Oslo", parityStart).Values("s1", "Rome", parityStart.Add(10*time.Minute))
}
