package types_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/questql/questql/internal/race"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// TestAppendArgs holds the arguments that are made together against those that
// are made one by one, for each type and for numbers of values around the sizes
// of the arrays.
func TestAppendArgs(t *testing.T) {
	values := []types.Value{types.NullOf(types.Double), types.NullOf(types.Varchar)}
	for kind := range types.Kinds {
		info, err := types.InfoOf(types.Kind(kind))
		if err != nil || info.Doc.Example == nil {
			continue
		}
		v, err := info.Doc.Example()
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, v)
	}
	for _, n := range []int{0, 1, 2, 3, 4, 5, 6, 8, 12, 16, 17, len(values), 16 * len(values), 65 * len(values), 300 * len(values), 1025 * len(values)} {
		checkArgs(t, n, func(i int) *types.Value { return &values[i%len(values)] })
	}
	numbered := make([]types.Value, 5000)
	for i := range numbered {
		numbered[i], _ = types.LongValue(int64(i))
		if i%3 == 1 {
			numbered[i], _ = types.TextValue(types.Symbol, fmt.Sprint(i))
		}
		if i%3 == 2 {
			numbered[i], _ = types.TimestampValue(time.Unix(int64(i), 0))
		}
	}
	for _, n := range []int{3, 4, 5, 11, 12, 13, 15, 16, 17, 24, 25, 48, 50, 192, 200, 768, 770, 3072, 3080, 5000} {
		checkArgs(t, n, func(i int) *types.Value { return &numbered[i] })
	}
}

// TestNoArgs shows that a statement without arguments has none that is not nil.
func TestNoArgs(t *testing.T) {
	if args := types.AppendArgs(nil, nil); args != nil {
		t.Errorf("no arguments are %#v", args)
	}
}

func checkArgs(t *testing.T, n int, at func(i int) *types.Value) {
	t.Helper()
	args := types.AppendArgs([]any{"before"}, paramsOf(n, at))
	if len(args) != n+1 || args[0] != "before" {
		t.Fatalf("%d values: %d arguments, the first %v", n, len(args)-1, args[0])
	}
	for i := range n {
		got, want := fmt.Sprintf("%T(%v)", args[i+1], args[i+1]), fmt.Sprintf("%T(%v)", at(i).Arg(), at(i).Arg())
		if got != want {
			t.Fatalf("argument %d of %d is %s, alone %s", i, n, got, want)
		}
	}
}

func paramsOf(n int, at func(i int) *types.Value) []sqlw.Param {
	params := make([]sqlw.Param, n)
	for i := range params {
		params[i] = at(i)
	}
	return params
}

// TestArgsAllocate counts what the arguments of an INSERT of 1,000 rows cost.
func TestArgsAllocate(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	values := make([]types.Value, 8000)
	for i := range values {
		switch i % 4 {
		case 0:
			values[i], _ = types.LongValue(int64(i))
		case 1:
			values[i], _ = types.TextValue(types.Symbol, "BTC-USD")
		case 2:
			values[i], _ = types.DoubleValue(float64(i))
		case 3:
			values[i], _ = types.TimestampValue(time.Unix(int64(i), 0))
		}
	}
	params := paramsOf(len(values), func(i int) *types.Value { return &values[i] })
	for n, limit := range map[int]float64{3: 4, 16: 2, 64: 5, 8000: 10} {
		if got := testing.AllocsPerRun(20, func() { types.AppendArgs(nil, params[:n]) }); got > limit {
			t.Errorf("%d arguments: %v allocations, want at most %v", n, got, limit)
		}
	}
}
