package expr_test

import (
	"context"
	"fmt"
	"net/netip"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/classes"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// conformanceTable has a column of every type.
type conformanceTable struct {
	expr.Table
	Bo   expr.BooleanColumn
	By   expr.ByteColumn
	Sh   expr.ShortColumn
	I    expr.IntColumn
	L    expr.LongColumn
	F    expr.FloatColumn
	D    expr.DoubleColumn
	Ch   expr.CharColumn
	Sy   expr.SymbolColumn
	St   expr.StringColumn
	Vc   expr.VarcharColumn
	Da   expr.DateColumn
	Ts   expr.TimestampColumn `qdb:",designated"`
	Tn   expr.TimestampNSColumn
	Dc   expr.DecimalColumn `qdb:",decimal=18:3"`
	U    expr.UUIDColumn
	Ip   expr.IPv4Column
	G    expr.GeohashColumn `qdb:",geohash=7b"`
	L256 expr.Long256Column
	Bin  expr.BinaryColumn
	Arr  expr.DoubleArrayColumn
	Arr2 expr.DoubleMatrixColumn
}

var conformance = ddl.Define("expr_conformance", func(t conformanceTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day)
})

// openConformance fills the table with three rows: the second is NULL wherever
// it can be.
func openConformance(t *testing.T) *pgxpool.Pool {
	t.Helper()
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, conformance)
	c := conformance
	for i, set := range []expr.InsertStatement{
		expr.Insert(c).Set(c.Ts.Set(noon), c.Bo.Set(true), c.By.Set(3), c.Sh.Set(3), c.I.Set(3), c.L.Set(3), c.F.Set(2.5), c.D.Set(2.5),
			c.Ch.Set("a"), c.Sy.Set("a"), c.St.Set("a"), c.Vc.Set("a"), c.Da.Set(noon), c.Tn.Set(noon),
			c.Dc.Set(sampleDec), c.U.Set(sampleUUID), c.Ip.Set(sampleAddr), c.G.Set(sampleGeohash), c.L256.Set(sampleUint256), c.Bin.Set([]byte{0, 255}),
			c.Arr.Set([]float64{1, 2.5}), c.Arr2.Set([][]float64{{1, 2}, {3, 4}})),
		expr.Insert(c).Set(c.Ts.Set(noon.Add(time.Minute)), c.By.Set(1), c.Sh.Set(1)), // not 0, by which a DECIMAL cannot be divided
		expr.Insert(c).Set(c.Ts.Set(noon.Add(time.Hour)), c.Bo.Set(false), c.By.Set(-7), c.Sh.Set(-300), c.I.Set(70000), c.L.Set(1<<60), c.F.Set(-0.5),
			c.D.Set(1e9), c.Ch.Set("é"), c.Sy.Set("it's"), c.St.Set("2026-01-01"), c.Vc.Set(""), c.Da.Set(noon.AddDate(-70, 0, 0)), c.Tn.Set(noon.AddDate(1, 0, 0)),
			c.Dc.Set(must(types.NewDec(-1000, 3))), c.Arr.Set([]float64{}), c.Arr2.Set([][]float64{{0.5}})),
	} {
		if _, err := qdb.Exec(t.Context(), db, set, qdb.AndWait()); err != nil {
			t.Fatal(i, err)
		}
	}
	return db
}

// samples are the columns of the table and constants, by what they are for the
// compiler.
func samples() []expr.Expression {
	var all []expr.Expression
	table := reflect.ValueOf(conformance)
	for i := range table.NumField() {
		if x, ok := table.Field(i).Interface().(expr.Expression); ok {
			all = append(all, x)
		}
	}
	return append(all, expr.Bool(true), expr.Int64(3), expr.Int64(1<<40), expr.Float64(2.5), expr.String("ab"), expr.String("a"), expr.Time(noon),
		expr.DecimalValue(sampleDec), expr.UUIDValue(sampleUUID), expr.IPv4Value(sampleAddr), expr.GeohashValue(sampleGeohash), expr.Long256Value(sampleUint256), expr.ArrayValue(must(types.NDArrayOf([]float64{1, 2}))),
		conformance.Bo.Not(), conformance.L.Add(conformance.I), conformance.D.Neg(), conformance.Vc.Concat(conformance.Sy), conformance.Dc.Mul(conformance.Dc))
}

// sampleValues are Go values for the parameters of methods that are no
// expressions.
var sampleValues = []any{
	true, int64(3), 2.5, "a", noon, sampleDec, [16]byte(sampleUUID), sampleAddr, sampleGeohash, sampleUint256, []byte("ab"),
	sampleNetwork, expr.Tick("2026-01-02;1h"),
}

var (
	sampleNetwork = netip.MustParsePrefix("10.0.0.0/8")
	sampleDec     = must(types.NewDec(1250, 3))
	sampleUUID    = types.GUID{1, 2, 3}
	sampleAddr    = netip.MustParseAddr("10.1.2.3")
	sampleGeohash = must(types.GeohashFromBits(0b1010101, 7))
	sampleUint256 = must(types.ParseUint256("0x1234"))
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// called is a call of a method of a class.
type called struct {
	offer classes.Offer
	text  string
	made  node.Holder
}

// calls calls the method of an offer on a receiver, with each argument that the
// compiler takes.
func calls(o classes.Offer, receiver expr.Expression) []called {
	op := classes.OpOf(o.Op)
	method := reflect.ValueOf(receiver).MethodByName(op.Method())
	mt := method.Type()
	var made []called
	add := func(text string, args ...reflect.Value) {
		if x, ok := method.Call(args)[0].Interface().(node.Holder); ok {
			made = append(made, called{o, fmt.Sprintf("%s.%s(%s)", describe(receiver), o.Op, text), x})
		}
	}
	ints := func(n ...int) {
		args := make([]reflect.Value, len(n))
		for i := range n {
			args[i] = reflect.ValueOf(n[i])
		}
		add(fmt.Sprint(n), args...)
	}
	dims := int(node.Of(receiver).Type.Precision)
	switch {
	case op.Template == classes.Element:
		ints(slices.Repeat([]int{1}, dims)...)
		ints(slices.Repeat([]int{-1}, dims)...)
	case op.Template == classes.SubArray:
		if dims > 1 {
			ints(2)
		}
	case op.Template == classes.SliceArray:
		ints(1, 2)
		ints(2, 0)
	case op.Template == classes.ElementExpr:
		index := reflect.ValueOf(expr.Int64(1))
		add("expressions", slices.Repeat([]reflect.Value{index}, dims)...)
	case op.Template == classes.SubArrayExpr:
		if dims > 1 {
			add("expression", reflect.ValueOf(expr.Int64(2)))
		}
	case op.Template == classes.SliceExpr:
		add("expressions", reflect.ValueOf(expr.Int64(1)), reflect.ValueOf(conformance.I))
		add("expression", reflect.ValueOf(expr.Int64(2)), reflect.Zero(mt.In(1)))
	case op.Template == classes.CastDecimal:
		ints(38, 6)
	case op.Template == classes.CastGeohash:
		ints(5)
	case mt.NumIn() == 0:
		add("")
	case mt.IsVariadic() && mt.In(0).Elem().Kind() != reflect.Interface:
		v := valueOfType(mt.In(0).Elem())
		add(fmt.Sprint(v), v)
		add(fmt.Sprint(v, v), v, v)
	case mt.In(0).Kind() == reflect.Interface && !mt.IsVariadic():
		for _, y := range samples() {
			if reflect.TypeOf(y).Implements(mt.In(0)) {
				add(describe(y), reflect.ValueOf(y))
			}
		}
	default:
		args := make([]reflect.Value, mt.NumIn())
		for i := range args {
			args[i] = valueOfType(mt.In(i))
		}
		add("…", args...)
	}
	return made
}

func valueOfType(rt reflect.Type) reflect.Value {
	for _, v := range sampleValues {
		if reflect.TypeOf(v) == rt {
			return reflect.ValueOf(v)
		}
	}
	return reflect.Zero(rt)
}

func describe(x expr.Expression) string {
	n := node.Of(x)
	if n.Name != "" {
		return n.Type.String() + " column"
	}
	if n.Traits&node.HasColumn != 0 {
		return n.Type.String() + " expression"
	}
	return n.Type.String() + " constant"
}

// statementOf makes a query of what a method returned, and whether it is a
// condition.
func statementOf(x node.Holder) (q expr.Query, item expr.Expression) {
	switch x := x.(type) {
	case expr.Expression:
		return expr.Select(x), x
	case expr.Order:
		return expr.Select(conformance.Ts).OrderBy(x), nil
	}
	return expr.Select(), nil
}

// server asks the real one.
type server struct {
	t  *testing.T
	db *pgxpool.Pool
	n  int
}

func (s *server) try(text string, args ...any) error {
	s.n++
	ctx, cancel := context.WithTimeout(s.t.Context(), 10*time.Second)
	defer cancel()
	rows, err := s.db.Query(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() { // what fails for a row fails here
	}
	return rows.Err()
}

// typeOf returns the server's name of an expression's type.
func (s *server) typeOf(text string) string {
	s.n++
	rows, err := s.db.Query(s.t.Context(), "SELECT "+text+" v FROM expr_conformance LIMIT 1")
	if err != nil {
		return err.Error()
	}
	oid := uint32(0)
	if fields := rows.FieldDescriptions(); len(fields) == 1 {
		oid = fields[0].DataTypeOID
	}
	rows.Close()
	switch oid { // the types that typeOf does not know
	case 1700:
		return "DECIMAL"
	case 1022:
		return "DOUBLE[]"
	case 17:
		return "BINARY"
	}
	var name string
	if err := s.db.QueryRow(s.t.Context(), "SELECT typeOf("+text+") FROM expr_conformance LIMIT 1").Scan(&name); err != nil {
		return err.Error()
	}
	return name
}

// TestClassesConform walks the table of classes on the server: whatever a class
// offers works on each kind of column and constant and has the type that its
// node says; whatever works and is not offered has a reason.
func TestClassesConform(t *testing.T) {
	db := openConformance(t)
	t.Run("offered", func(t *testing.T) { checkOffered(t, db) })
	t.Run("unoffered", func(t *testing.T) { checkUnoffered(t, db) })
}

func checkOffered(t *testing.T, db *pgxpool.Pool) {
	s := &server{t: t, db: db}
	counts := map[string]int{}
	for _, o := range classes.Offers {
		for _, x := range samples() {
			if !isOfClass(x, o.Class) {
				continue
			}
			if x := node.Of(x); x.Traits&node.HasColumn == 0 && (o.Op == "ToUUID" || o.Op == "ToIPv4") {
				continue // the server reads the constants when it compiles
			}
			for _, c := range calls(o, x) {
				counts[o.Class]++
				s.check(c)
			}
		}
	}
	questdb.CountStatement(s.n)
	t.Logf("%d calls of methods, %d statements: %s", total(counts), s.n, listCounts(counts))
}

func isOfClass(x expr.Expression, class string) bool {
	return slices.Contains(classes.ClassOf(class).Kinds, node.Of(x).Type.Kind)
}

func (s *server) check(c called) {
	q, item := statementOf(c.made)
	if item == nil && strings.Contains(c.text, "constant") {
		if _, _, err := q.From(conformance).SQL(); err == nil {
			s.t.Errorf("%s: ORDER BY of a constant is no error", c.text)
		}
		return
	}
	q = q.From(conformance)
	if strings.Count(c.text, "[] ") > 1 { // the shapes of both must be equal, and neither NULL
		q = q.Where(conformance.Bo)
	}
	text, args, err := q.SQL()
	if err != nil {
		s.t.Errorf("%s: %v", c.text, err)
		return
	}
	if err := s.try(text, args...); err != nil {
		s.t.Errorf("%s: %s: %v", c.text, text, err)
		return
	}
	inline, err := q.Inline()
	if strings.Contains(c.text, "BINARY column") && err != nil { // it has no literal
		return
	}
	if err != nil {
		s.t.Errorf("%s: %v", c.text, err)
		return
	}
	if inline != text {
		if err := s.try(inline); err != nil {
			s.t.Errorf("%s: %s: %v", c.text, inline, err)
			return
		}
	}
	if item == nil {
		return
	}
	if condition, ok := item.(expr.Boolean); ok {
		where := expr.Select(conformance.Ts).From(conformance).Where(condition)
		if _, err := qdb.All[time.Time](s.t.Context(), s.db, where); err != nil {
			s.t.Errorf("%s: WHERE: %v", c.text, err)
		}
	}
	formula := strings.TrimPrefix(strings.Split(inline, " FROM expr_conformance")[0], "SELECT ")
	want := node.Of(item).Type
	if got := s.typeOf(formula); !sameType(want, got) {
		s.t.Errorf("%s: %s is of type %s on the server, the node says %s", c.text, formula, got, want)
	}
}

// sameType compares kinds: of a DECIMAL and an array the server does not tell
// more.
func sameType(t types.Type, name string) bool {
	kind, _, _ := strings.Cut(name, "(")
	kind, _, _ = strings.Cut(kind, "[")
	own, _, _ := strings.Cut(t.Kind.String(), "[")
	return strings.EqualFold(kind, own)
}

// kindColumns are the columns of the table by kind.
func kindColumns() map[types.Kind]string {
	columns := map[types.Kind]string{}
	for _, x := range samples() {
		if n := node.Of(x); n.Name != "" {
			columns[n.Type.Kind] = n.Name
		}
	}
	return columns
}

// checkUnoffered sends each operation for each pair of kinds that no class
// offers, and asks for the reason of what the server takes.
func checkUnoffered(t *testing.T, db *pgxpool.Pool) {
	columns := kindColumns()
	var kinds []types.Kind
	for k := range columns {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	var jobs []unoffered
	seen := map[string]bool{}
	for _, op := range classes.Ops {
		if seen[op.SQL] {
			continue
		}
		seen[op.SQL] = true
		for _, x := range kinds {
			for _, y := range kinds {
				if strings.Contains(op.SQL, "y") || y == kinds[0] {
					jobs = append(jobs, unoffered{op, x, y})
				}
			}
		}
	}
	var (
		mu      sync.Mutex
		wg      sync.WaitGroup
		sent    int
		refused int
		skipped int
		reasons = map[string]int{}
		work    = make(chan unoffered)
	)
	for range 3 {
		s := &server{t: t, db: db}
		wg.Go(func() {
			for u := range work {
				if u.isOffered() {
					continue
				}
				if classes.Kills(u.op, u.x, u.y) {
					mu.Lock()
					skipped++
					mu.Unlock()
					continue
				}
				text := "SELECT " + substitute(u.op.SQL, columns[u.x], columns[u.y]) + " v FROM expr_conformance"
				if u.op.Template == classes.Sort {
					text = "SELECT ts FROM expr_conformance ORDER BY " + substitute(u.op.SQL, columns[u.x], "")
				}
				err := s.try(text)
				mu.Lock()
				sent++
				if err != nil {
					refused++
				} else if r := classes.ReasonFor(u.op, u.x, u.y); r != "" {
					reasons[r]++
				} else {
					t.Errorf("%s is accepted and not offered: %s beside %s", text, u.x, u.y)
				}
				mu.Unlock()
			}
		})
	}
	for _, u := range jobs {
		work <- u
	}
	close(work)
	wg.Wait()
	questdb.CountStatement(sent)
	for _, r := range classes.Reasons {
		if reasons[r.Name] == 0 {
			t.Errorf("no operation is left out for the reason %q", r.Name)
		}
	}
	if len(classes.Reasons) > 15 {
		t.Errorf("%d reasons are too many to be rules", len(classes.Reasons))
	}
	t.Logf("%d not offered: %d refused, %d accepted (%s); %d not sent, because they end the server", sent, refused, total(reasons), listCounts(reasons), skipped)
}

type unoffered struct {
	op   classes.Op
	x, y types.Kind
}

// isOffered reports whether a method of x's class takes a y.
func (u unoffered) isOffered() bool {
	class, operand := classes.Of(u.x), classes.Of(u.y)
	for _, o := range classes.Offers {
		op := classes.OpOf(o.Op)
		if o.Class != class.Name || op.SQL != u.op.SQL {
			continue
		}
		if !strings.Contains(op.SQL, "y") || op.Template == classes.InValues || op.Template == classes.Range {
			return !strings.Contains(op.SQL, "y") || operand.Name == class.Name
		}
		if o.Operand == operand.Name || slices.Contains(operand.Embeds, o.Operand) || o.Operand == "" && operand.Name == class.Name {
			return true
		}
	}
	return false
}

var operands = regexp.MustCompile(`\b[xy]\b`)

// substitute puts columns in the place of x and y.
func substitute(sql, x, y string) string {
	return operands.ReplaceAllStringFunc(sql, func(name string) string {
		if name == "x" {
			return x
		}
		return y
	})
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

func listCounts(counts map[string]int) string {
	var lines []string
	for name, n := range counts {
		lines = append(lines, fmt.Sprintf("%s %d", name, n))
	}
	sort.Strings(lines)
	return strings.Join(lines, ", ")
}
