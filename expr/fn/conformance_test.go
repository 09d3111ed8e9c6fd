package fn_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/catalogue"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/types"
)

// constants are values for constant arguments, by function and argument or by
// argument alone.
var constants = map[string]any{
	"DateTrunc.unit": "hour", "Extract.unit": "epoch", "AvgDecay.unit": "second", "AvgDecayWeighted.unit": "minute",
	"unit": "h", "format": "yyyy-MM-dd", "path": ".a", "pattern": "a", "replacement": "b", "delimiter": ",", "address": "10.1.2.3",
	"network": "10.0.0.0/8", "offset": "00:15", "zone": "CET", "table": "fn_types", "tables": "fn_types",
	"percentile": 0.5, "alpha": 0.5, "errorRate": 0.5, "precision": 4, "scale": 2, "part": 1, "dims": 1, "bits": 7, "maxLength": 8, "rows": 2, "n": 2,
	"min": 1, "max": 3, "nullRate": 2, "count": 5, "minBytes": 1, "maxBytes": 3, "lines": 1, "options": 2,
}

// dimensions are how many an array must have, for the functions that the server
// takes no others of.
var dimensions = map[string]int{
	"ArrayPosition": 1, "InsertionPoint": 1, "L2Price": 1, "Matmul": 2, "Transpose": 2, "ArrayBuildOf": 1, "ArrayBuildLike": 1,
	"ArrayElemAvg": 1, "ArrayElemMax": 1, "ArrayElemMin": 1, "ArrayElemSum": 1, "DotProduct": 1,
}

// skipped are kinds of arguments whose samples the server finds no fit values.
var skipped = map[string]types.Kind{"FromBase64": types.KindChar}

// notNull are the functions that fail where an argument is NULL.
var notNull = []string{"Flatten", "DateAddZone"}

// groups reports whether the server takes the function for an aggregate although
// it is none. It then keeps arrays as keys, and has crashed over many of them
// beside each other, so that such calls are sent alone and without NULLs.
func groups(f catalogue.Function) bool {
	return f.Kind == catalogue.Scalar && strings.HasPrefix(f.Go, "ArrayElem")
}

// call is a call of a function.
type call struct {
	f    catalogue.Function
	text string
	made expr.Expression
}

// argumentsFor lists what an argument can be: values of its Go type.
func argumentsFor(f catalogue.Function, a catalogue.Arg, t reflect.Type) []reflect.Value {
	if a.Constant() != "" {
		return []reflect.Value{constantFor(f, a, t)}
	}
	var all []reflect.Value
	for _, x := range samples() {
		n := node.Of(x)
		switch kind := n.Type.Kind; {
		case !reflect.TypeOf(x).Implements(t), a.Class == "Wide" && n.Type == types.Date, a.Class == "Int" && n.Type == types.Long, a.Name == "zone" && kind == types.KindChar:
		case a.Name == "dim" && n.Traits&node.HasColumn != 0, a.Name == "dim" && len(all) > 0:
		case kind == types.KindArray && dimensions[f.Go] != 0 && int(n.Type.Precision) != dimensions[f.Go]:
		case len(a.Kinds) > 0 && slices.ContainsFunc(a.Kinds, func(name string) bool { return kindNamed(name) == kind }) == a.Except:
		case f.Go == "IsOrdered" && kind == types.KindArray:
		case skipped[f.Go] == kind && kind != types.KindUnknown:
		case a.Name == "dim":
			all = append(all, reflect.ValueOf(expr.Int64(1)))
		default:
			all = append(all, reflect.ValueOf(x))
		}
	}
	return all
}

func kindNamed(name string) types.Kind {
	for k := range types.Kind(types.Kinds) {
		if strings.EqualFold(strings.ReplaceAll(k.String(), "_", ""), name) {
			return k
		}
	}
	return types.KindUnknown
}

func constantFor(f catalogue.Function, a catalogue.Arg, t reflect.Type) reflect.Value {
	switch t {
	case reflect.TypeFor[time.Time]():
		if a.Name == "end" || a.Name == "hi" {
			return reflect.ValueOf(noon.Add(time.Hour))
		}
		return reflect.ValueOf(noon)
	case reflect.TypeFor[expr.Stride]():
		return reflect.ValueOf(expr.Minutes(5))
	case reflect.TypeFor[bool]():
		return reflect.ValueOf(true)
	case reflect.TypeFor[rune]():
		return reflect.ValueOf(',')
	}
	v, ok := constants[f.Go+"."+a.Name]
	if !ok {
		v, ok = constants[a.Name]
	}
	if !ok {
		v = map[reflect.Kind]any{reflect.String: "ab", reflect.Int: 1, reflect.Int64: 1, reflect.Float64: 0.5}[t.Kind()]
	}
	return reflect.ValueOf(v).Convert(t)
}

// callsOf calls a function with each argument that the compiler lets through:
// one argument varied at a time.
func callsOf(f catalogue.Function, function any) []call {
	fv := reflect.ValueOf(function)
	ft := fv.Type()
	var args [][]reflect.Value
	at := 0
	for _, a := range f.Args {
		if a.Fixed != "" {
			continue
		}
		t := ft.In(at)
		at++
		if a.Optional || a.Variadic {
			t = t.Elem()
		}
		args = append(args, argumentsFor(f, a, t))
	}
	var calls []call
	add := func(in []reflect.Value) {
		text := f.Go + "("
		for i, v := range in {
			if i > 0 {
				text += ", "
			}
			text += describe(v)
		}
		switch made := fv.Call(in)[0].Interface().(type) {
		case expr.Expression:
			calls = append(calls, call{f, text + ")", made})
		default:
			w := expr.Window().OrderBy(T.Ts)
			if !slices.Contains(frameless, f.Go) {
				w = w.Rows(1)
			}
			over := reflect.ValueOf(made).MethodByName("Over").Call([]reflect.Value{reflect.ValueOf(w)})
			if x, ok := over[0].Interface().(expr.Expression); ok {
				calls = append(calls, call{f, text + ").Over", x})
			}
		}
	}
	base := make([]reflect.Value, len(args))
	for i, list := range args {
		if len(list) == 0 {
			return nil
		}
		base[i] = list[0]
	}
	last := len(f.Args) - 1
	optional := last >= 0 && (f.Args[last].Optional || f.Args[last].Variadic)
	needed := optional && f.Args[last].Variadic && f.Args[last].Constant() == "string" || strings.HasPrefix(f.Go, "ArrayBuild")
	if optional && !needed {
		add(base[:len(base)-1])
	}
	if f.Go != "L2PriceLevels" {
		add(base)
	}
	if groups(f) {
		return calls
	}
	for i, list := range args {
		for _, v := range list[1:] {
			in := slices.Clone(base)
			in[i] = v
			if f.Go == "L2PriceLevels" { // sizes and prices come in pairs
				in = in[:3]
				if i == len(base)-1 {
					in = append(in, v, v)
				}
			}
			add(in)
		}
	}
	return calls
}

func describe(v reflect.Value) string {
	x, ok := v.Interface().(expr.Expression)
	if !ok {
		return fmt.Sprint(v)
	}
	n := node.Of(x)
	if n.Name != "" {
		return n.Name
	}
	return n.Type.String()
}

// TestFunctions calls every function with each class of argument that the
// compiler lets through, on the server, and holds the type of the column against
// the catalogue's: each aggregate under SAMPLE BY too, and each window function
// over a frame, if it takes one.
func TestFunctions(t *testing.T) {
	db := openTypes(t)
	functions := must(catalogue.Functions())
	byKind := map[catalogue.Kind][]call{}
	counted, sampledFunctions, framed := 0, map[string]bool{}, map[string]bool{}
	for _, f := range functions {
		if f.Kind == catalogue.ByHand || f.Kind == catalogue.Cursor {
			continue
		}
		n := 0
		for _, instance := range generated[f.Go] {
			calls := callsOf(f, instance)
			n += len(calls)
			kind := f.Kind
			if kind == catalogue.ValueWindow {
				kind = catalogue.Window
			}
			for _, c := range calls {
				byKind[kind] = append(byKind[kind], c)
				sampledFunctions[f.Go] = kind == catalogue.Aggregate || kind == catalogue.AggregateWindow
				framed[f.Go] = framed[f.Go] || kind == catalogue.Window && !slices.Contains(frameless, f.Go)
				if over := reflect.ValueOf(c.made).MethodByName("Over"); kind == catalogue.AggregateWindow && over.IsValid() && hasWindow(c) {
					x, _ := over.Call([]reflect.Value{reflect.ValueOf(expr.Window().OrderBy(T.Ts).Rows(1))})[0].Interface().(expr.Expression)
					byKind[catalogue.Window] = append(byKind[catalogue.Window], call{f, c.text + ".Over", x})
					framed[f.Go] = true
				}
			}
		}
		if n == 0 {
			t.Errorf("%s is never called", f.Go)
		}
		counted++
	}
	checkForms(t, functions, sampledFunctions, framed)
	s := &server{t: t, db: db}
	plain := func(items []expr.Item) expr.Query { return expr.Select(items...).From(T) }
	sampled := func(items []expr.Item) expr.Query {
		return expr.Select(append(items, T.Ts)...).From(T).SampleBy(expr.Hours(1))
	}
	for kind, calls := range byKind {
		s.check(calls, plain)
		if kind == catalogue.Aggregate || kind == catalogue.AggregateWindow {
			s.check(calls, sampled)
		}
		t.Logf("%s: %d calls", kind, len(calls))
	}
	questdb.CountStatement(s.sent)
	t.Logf("%d functions, %d expressions on the server in %d statements", counted, s.checked, s.sent)
}

// frameless are the window functions that the server gives no frame: for these
// the rows before count, or the whole partition.
var frameless = []string{"PercentRank", "AvgAlpha", "AvgPeriod", "AvgDecay", "AvgAlphaWeighted", "AvgPeriodWeighted", "AvgDecayWeighted"}

// checkForms counts: each aggregate is sampled, each window function has a frame.
func checkForms(t *testing.T, functions []catalogue.Function, sampled, framed map[string]bool) {
	t.Helper()
	aggregates, windows := 0, 0
	for _, f := range functions {
		switch f.Kind {
		case catalogue.AggregateWindow:
			aggregates++
			windows++
			if !sampled[f.Go] || !framed[f.Go] {
				t.Errorf("%s is sampled: %t, over a frame: %t", f.Go, sampled[f.Go], framed[f.Go])
			}
		case catalogue.Aggregate:
			aggregates++
			if !sampled[f.Go] {
				t.Errorf("%s is not sampled", f.Go)
			}
		case catalogue.Window, catalogue.ValueWindow:
			windows++
			if framed[f.Go] == slices.Contains(frameless, f.Go) {
				t.Errorf("%s is over a frame: %t", f.Go, framed[f.Go])
			}
		}
	}
	t.Logf("%d aggregates are sampled, %d window functions have a frame, %d take none", aggregates, windows-len(frameless), len(frameless))
}

// hasWindow is false for the classes that count has no window form of.
func hasWindow(c call) bool {
	if c.f.Go != "CountOf" {
		return node.Of(c.made).Type != types.Date
	}
	switch node.Of(c.made).A.Type.Kind {
	case types.KindDecimal, types.KindUUID, types.KindIPv4, types.KindGeohash, types.KindLong256:
		return false
	}
	return true
}

// server asks the real one.
type server struct {
	t             *testing.T
	db            *pgxpool.Pool
	sent, checked int
}

const batch = 40

// check stores the calls as columns of a table, many at a time, and compares the
// types of the columns.
func (s *server) check(calls []call, query func([]expr.Item) expr.Query) {
	s.t.Helper()
	var others []call
	for _, c := range calls {
		if groups(c.f) {
			s.checkPart([]call{c}, query)
			continue
		}
		others = append(others, c)
	}
	for part := range slices.Chunk(others, batch) {
		s.checkPart(part, query)
	}
}

func (s *server) checkPart(calls []call, query func([]expr.Item) expr.Query) {
	s.t.Helper()
	err := s.tryPart(calls, query)
	switch {
	case err == nil:
		s.checked += len(calls)
	case len(calls) > 1:
		s.checkPart(calls[:len(calls)/2], query)
		s.checkPart(calls[len(calls)/2:], query)
	default:
		s.t.Errorf("%s: %v", calls[0].text, err)
	}
}

func (s *server) tryPart(calls []call, query func([]expr.Item) expr.Query) error {
	items := make([]expr.Item, len(calls))
	interval := false
	for i, c := range calls {
		items[i] = c.item(fmt.Sprintf("c%d", i))
		interval = interval || node.Of(c.made).Type == types.Interval
	}
	q := query(items)
	if slices.ContainsFunc(calls, func(c call) bool { return slices.Contains(notNull, c.f.Go) || groups(c.f) }) {
		q = q.Where(T.Bo)
	}
	text, err := q.Inline()
	if err != nil {
		return err
	}
	if interval { // no table stores one
		if len(calls) > 1 {
			return errors.New("an interval among others")
		}
		return s.typeOf(text)
	}
	s.sent += 3
	if _, err := s.db.Exec(s.t.Context(), "DROP TABLE IF EXISTS fn_columns"); err != nil {
		return err
	}
	if _, err := s.db.Exec(s.t.Context(), "CREATE TABLE fn_columns AS ("+text+")"); err != nil {
		return fmt.Errorf("%w: %s", err, text)
	}
	rows, err := s.db.Query(s.t.Context(), "SELECT type FROM table_columns('fn_columns')")
	if err != nil {
		return err
	}
	defer rows.Close()
	for i := 0; rows.Next(); i++ {
		var got string
		if err := rows.Scan(&got); err != nil {
			return err
		}
		if i < len(calls) && !sameType(node.Of(calls[i].made).Type, got) {
			s.t.Errorf("%s is a %s on the server, the catalogue says %s", calls[i].text, got, node.Of(calls[i].made).Type)
		}
	}
	return rows.Err()
}

func (s *server) typeOf(text string) error {
	s.sent++
	var got string
	inner := strings.TrimPrefix(strings.Split(text, " AS c0")[0], "SELECT ")
	if err := s.db.QueryRow(s.t.Context(), "SELECT typeOf("+inner+") FROM fn_types").Scan(&got); err != nil {
		return fmt.Errorf("%w: %s", err, text)
	}
	if !strings.HasPrefix(got, "INTERVAL") {
		s.t.Errorf("%s is a %s", inner, got)
	}
	return nil
}

// item names the call.
func (c call) item(alias string) expr.Item {
	x, _ := reflect.ValueOf(c.made).MethodByName("As").Call([]reflect.Value{reflect.ValueOf(alias)})[0].Interface().(expr.Item)
	return x
}

// sameType compares types: those of a DECIMAL of any digits by kind.
func sameType(t types.Type, name string) bool {
	if t.Kind == types.KindDecimal && t.Precision == 0 {
		return strings.HasPrefix(name, "DECIMAL")
	}
	return strings.EqualFold(t.String(), name)
}
