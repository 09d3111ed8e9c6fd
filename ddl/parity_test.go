package ddl_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// rendering is what SQLAlchemy with questdb-connect renders, and the values of
// its parameters as Python shows them.
type rendering struct {
	Name   string            `json:"name"`
	SQL    string            `json:"sql"`
	Params map[string]string `json:"params"`
}

func renderings(t *testing.T, file string) []rendering {
	t.Helper()
	f, err := os.Open("testdata/parity/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var all []rendering
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var r rendering
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// literal spells a Python value in SQL.
func literal(v string) string {
	switch {
	case v == "None":
		return "null"
	case strings.HasPrefix(v, "datetime.datetime("):
		return "'" + pythonTime(v).Format("2006-01-02T15:04:05.000000Z") + "'"
	case strings.HasPrefix(v, "datetime.date("):
		return "'" + pythonTime(v).Format("2006-01-02") + "'"
	case strings.HasPrefix(v, "UUID("):
		return v[len("UUID(") : len(v)-1]
	case v == "[]":
		return "SELECT source FROM sensors WHERE 1 != 1" // as SQLAlchemy writes an empty list
	case strings.HasPrefix(v, "["):
		return v[1 : len(v)-1]
	case v[0] == '\'' || v[0] == '"':
		return "'" + strings.ReplaceAll(unrepr(v), "'", "''") + "'"
	}
	return v
}

func pythonTime(v string) time.Time {
	parts := strings.Split(strings.TrimSuffix(v[strings.IndexByte(v, '(')+1:], ")"), ",")
	n := make([]int, 7)
	for i, p := range parts {
		n[i], _ = strconv.Atoi(strings.TrimSpace(p))
	}
	return time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], n[6]*1000, time.UTC)
}

func unrepr(v string) string {
	return strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\n`, "\n", `\r`, "\r", `\t`, "\t").Replace(v[1 : len(v)-1])
}

var parameter = regexp.MustCompile(`%\(([^)]*)\)s|\(__\[POSTCOMPILE_([a-z_0-9]+)\]\)`)

// python is the statement as psycopg sends it.
func (r rendering) python() string {
	text := parameter.ReplaceAllStringFunc(r.SQL, func(p string) string {
		m := parameter.FindStringSubmatch(p)
		if m[2] != "" {
			return "(" + literal(r.Params[m[2]]) + ")"
		}
		if v, ok := r.Params[m[1]]; ok {
			return literal(v)
		}
		return p
	})
	return strings.ReplaceAll(strings.ReplaceAll(text, "%%%%", "%"), "%%", "%")
}

var (
	createTable  = regexp.MustCompile(`^CREATE TABLE "(.*?)" \((.*?)\)( TIMESTAMP\("ts"\))?(?: PARTITION BY ([A-Z]+))?( WAL)?(?: DEDUP UPSERT KEYS\((.*)\))?$`)
	createColumn = regexp.MustCompile(`"(.*?)" ([A-Z0-9]+(?:\([0-9a-z]+\))?)( CAPACITY [0-9]+)?( CACHE| NOCACHE)?(?:, |$)`)
)

// counterpart declares what a CREATE TABLE of the Python dialect says, by the
// quick form.
func counterpart(t *testing.T, text string) expr.Relation {
	t.Helper()
	m := createTable.FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("not a CREATE TABLE: %s", text)
	}
	table := ddl.Table(m[1])
	columns := createColumn.FindAllStringSubmatch(m[2], -1)
	var designated ddl.DesignatedColumns
	for _, c := range columns {
		kind, err := types.ParseType(c[2])
		if c[2] == "LONG128" {
			kind, err = types.Type{Kind: types.KindLong128}, nil
		}
		if err != nil {
			t.Fatal(err)
		}
		switch kind.Kind {
		case types.KindTimestamp:
			step := table.Timestamp(c[1])
			table = step.Columns
			if c[1] == "ts" {
				designated = step.Designated()
			}
		case types.KindSymbol:
			s := table.Symbol(c[1])
			if c[3] != "" {
				n, _ := strconv.Atoi(strings.TrimPrefix(c[3], " CAPACITY "))
				s = s.Capacity(n)
			}
			switch c[4] {
			case " CACHE":
				s = s.Cache()
			case " NOCACHE":
				s = s.NoCache()
			}
			table = s.Columns
		default:
			table = withColumn(table, c[1], kind)
		}
	}
	if m[3] == "" {
		return table
	}
	if m[4] == "" {
		return designated
	}
	wal := designated.PartitionBy(ddl.PartitionUnit(m[4])).WAL()
	if m[6] == "" {
		return wal
	}
	return wal.DedupKeys(strings.Split(strings.ReplaceAll(m[6], `"`, ""), ",")...)
}

func withColumn(table ddl.Columns, name string, kind types.Type) ddl.Columns {
	switch kind.Kind {
	case types.KindBoolean:
		return table.Boolean(name)
	case types.KindByte:
		return table.Byte(name)
	case types.KindShort:
		return table.Short(name)
	case types.KindChar:
		return table.Char(name)
	case types.KindInt:
		return table.Int(name)
	case types.KindLong:
		return table.Long(name)
	case types.KindDate:
		return table.Date(name)
	case types.KindFloat:
		return table.Float(name)
	case types.KindDouble:
		return table.Double(name)
	case types.KindString:
		return table.StringColumn(name)
	case types.KindVarchar:
		return table.Varchar(name)
	case types.KindLong256:
		return table.Long256(name)
	case types.KindLong128:
		return table.Long128(name)
	case types.KindUUID:
		return table.UUID(name)
	case types.KindIPv4:
		return table.IPv4(name)
	case types.KindGeohash:
		return table.GeohashBits(name, int(kind.Precision))
	}
	return table
}

// dangerous are names that questql refuses and the Python dialect sends: what
// each would lead to.
var dangerous = map[string]string{
	"ddl-feature/schema":            "the server reads public.g_f as g_f: declare g_f",
	"ident-table/table_reserved_in": `read as an operator: fails after other statements have failed`,
	"ident-column/col_reserved_in":  `read as an operator: WHERE "in" IN (1) is a NullPointerException of the server`,
	"ident-table/table_backtick":    "the server creates it and cannot read it by its name",
	"ident-column/col_backtick":     "the server creates it and cannot read it by its name",
	"ident-column/col_public":       "a dot",
}

// TestParityCreate creates each table of the Python dialect twice, by its SQL and
// by questql's, and compares what the server has then.
func TestParityCreate(t *testing.T) {
	db := qdbtest.DB(t)
	same, refused := 0, 0
	for _, r := range renderings(t, "golden.jsonl") {
		if !strings.HasPrefix(r.SQL, "CREATE TABLE") {
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			table := counterpart(t, r.SQL)
			text, _, err := ddl.Create(table).SQL()
			if why, is := dangerous[r.Name]; is || err != nil {
				if !is || err == nil {
					t.Errorf("%s: %v; want a refusal: %s", r.SQL, err, why)
				}
				refused++
				return
			}
			name := createTable.FindStringSubmatch(r.SQL)[1]
			drop := ddl.Drop(table).IfExists().String()
			var got [2][]string
			for i, create := range []string{r.SQL, text} {
				drops{drop}.run(t.Context(), db)
				if err := send(t.Context(), db, create); err != nil {
					t.Fatalf("%s\n%v", create, err)
				}
				got[i] = describe(t, db, name)
			}
			drops{drop}.run(t.Context(), db)
			if !slices.Equal(got[0], got[1]) {
				t.Errorf("Python's %v\nquestql's %v", got[0], got[1])
			}
			same++
		})
	}
	t.Logf("%d tables are the same, %d refused for a reason", same, refused)
}

// TestParityNames puts each name of the Python dialect through INSERT, SELECT
// and UPDATE.
func TestParityNames(t *testing.T) {
	db := qdbtest.DB(t)
	creates := map[string]string{}
	groups := map[string][]rendering{}
	var order []string
	for _, r := range renderings(t, "golden.jsonl") {
		group, rest, _ := strings.Cut(r.Name, "/")
		switch group {
		case "ident-table", "ident-column":
			creates[strings.Replace(rest, "col_", "column_", 1)] = r.SQL
		case "ident-dml-table", "ident-dml-column":
			key := rest
			for _, end := range []string{"_insert_many", "_insert", "_select", "_update"} {
				key = strings.TrimSuffix(key, end)
			}
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key] = append(groups[key], r)
		}
	}
	same, refused := 0, 0
	for _, key := range order {
		t.Run(key, func(t *testing.T) {
			create := creates[key]
			if create == "" {
				// The Python dialect renders another name than was asked for.
				refused += len(groups[key])
				return
			}
			table := counterpart(t, create)
			if _, _, err := ddl.Create(table).SQL(); err != nil {
				refused += len(groups[key])
				return
			}
			column := columnOf(table, node.RelationOf(table).Table.Columns[0].Name)
			at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
			drop := ddl.Drop(table).IfExists().String()
			for _, r := range groups[key] {
				text := r.python()
				var ours expr.Statement
				switch {
				case strings.HasSuffix(r.Name, "_insert"), strings.HasSuffix(r.Name, "_insert_many"):
					ours = expr.Insert(table).Values(1.5, at)
					text = strings.ReplaceAll(text, "(null, null)", "(1.5, '2024-01-01T00:00:00.000000Z')")
				case strings.HasSuffix(r.Name, "_select"):
					ours = expr.Select(column).From(table).Where(column.Gt(1)).OrderBy(column)
				default:
					ours = expr.Update(table).Set(column.Set(3)).Where(column.Eq(1.5))
				}
				inline, err := ours.Inline()
				if err != nil {
					t.Fatal(err)
				}
				var got [2][]string
				for i, text := range []string{text, inline} {
					drops{drop}.run(t.Context(), db)
					if err := exec(t.Context(), db, ddl.Create(table)); err != nil {
						t.Fatal(err)
					}
					if _, err := qdb.Exec(t.Context(), db, expr.Insert(table).Values(1.5, at).Values(2.5, at), qdb.AndWait()); err != nil {
						t.Fatal(err)
					}
					got[i] = after(t, db, table, text)
				}
				drops{drop}.run(t.Context(), db)
				if !slices.Equal(got[0], got[1]) {
					t.Errorf("Python's %s\n%v\nquestql's %s\n%v", text, got[0], inline, got[1])
				}
				same++
			}
		})
	}
	t.Logf("%d statements do the same, %d refused with their names", same, refused)
}

// columnOf is a DOUBLE of a table of the quick form.
func columnOf(table expr.Relation, name string) expr.DoubleColumn {
	n := node.NamedColumn(name)
	n.Aux, n.Type, n.Traits = node.RelationOf(table), types.Double, node.HasColumn
	var c expr.DoubleColumn
	node.SetRef(&c, n)
	return c
}

// after runs a statement and returns its rows, and if it has none those of the
// table.
func after(t *testing.T, db *pgxpool.Pool, table expr.Relation, text string) []string {
	t.Helper()
	if !strings.HasPrefix(text, "SELECT") {
		if err := send(t.Context(), db, text); err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
		if err := qdb.WaitApplied(t.Context(), db, table); err != nil {
			t.Fatal(err)
		}
		text = expr.Select(expr.All).From(table).String()
	}
	rows := texts(t, db, text)
	slices.Sort(rows)
	return rows
}

// TestParityRefused shows what questql does instead of the 238 renderings that
// are refused by the server or wrong: docs/parity.md has a line for each.
func TestParityRefused(t *testing.T) {
	page, err := os.ReadFile("../docs/parity.md")
	if err != nil {
		t.Fatal(err)
	}
	missing := 0
	for _, r := range renderings(t, "refused.jsonl") {
		if !strings.Contains(string(page), "| "+cell(r.Name)+" |") {
			missing++
			t.Errorf("docs/parity.md says nothing of %s", r.Name)
		}
	}
	if missing > 0 {
		t.Log(missing)
	}
}

// cell spells text for a cell of a table.
func cell(s string) string { return fmt.Sprintf("`%s`", strings.ReplaceAll(s, "|", `\|`)) }

// TestParityErrors asks for what the Python dialect sends to the server in vain,
// or with another meaning: it is told before any I/O.
func TestParityErrors(t *testing.T) {
	type allTypes struct {
		expr.Table
		Double  expr.DoubleColumn
		Long    expr.LongColumn
		Byte    expr.ByteColumn
		Short   expr.ShortColumn
		Int     expr.IntColumn
		Char    expr.CharColumn
		Varchar expr.VarcharColumn
		Boolean expr.BooleanColumn
		Ts      expr.TimestampColumn
	}
	all := ddl.Define("alltypes", func(t allTypes) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })
	value := func(i int, v any) expr.Statement {
		row := []any{1.5, 1, 1, 1, 1, "c", "v", true, newYear}
		row[i] = v
		return expr.Insert(all).Values(row...)
	}
	for name, s := range map[string]expr.Statement{
		"insert_type_nan": value(0, math.NaN()), "insert_type_inf": value(0, math.Inf(1)), "insert_type_long_min": value(1, math.MinInt64),
		"insert_type_byte_overflow": value(2, 128), "insert_type_short_overflow": value(3, 1<<15), "insert_type_int_overflow": value(4, 1<<31),
		"insert_type_char_long": value(5, "ab"), "literal_insert_nul": value(6, "a\x00b"), "literal_insert_lone_surrogate": value(6, "\xed\xa0\x80"),
		"insert_type_bool_null": value(7, nil), "insert_empty": expr.Insert(all),
		"expr_label_quote": expr.Select(all.Double.As(`a"b`)).From(all), "update_ts": expr.Update(all).Set(all.Ts.Set(newYear)).Where(all.Int.Eq(1)),
		"literal_where_nul": expr.Select(all.Double).From(all).Where(all.Varchar.Eq("a\x00")), "join_cross_comma": expr.Select(all.Double, Base.Price).From(all),
	} {
		if text, _, err := s.SQL(); err == nil {
			t.Errorf("%s: no error: %s", name, text)
		}
	}
}
