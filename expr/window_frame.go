// QuestDB docs: query/functions/window-functions/syntax.md

package expr

import (
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// The bounds that a frame can start and end with differ; QuestDB has no frame
// that ends a number of rows behind the current one.
type (
	// RowsStart is where a frame of rows starts: RowsPreceding, CurrentRow,
	// UnboundedPreceding.
	RowsStart interface{ rowsStart() rangeBound }
	// RowsEnd is where a frame of rows ends: RowsPreceding, CurrentRow,
	// UnboundedFollowing.
	RowsEnd interface{ rowsEnd() rangeBound }
	// RangeStart is where a frame of time starts: Preceding, CurrentRow,
	// UnboundedPreceding.
	RangeStart interface{ rangeStart() rangeBound }
	// RangeEnd is where a frame of time ends: Preceding, CurrentRow,
	// UnboundedFollowing.
	RangeEnd interface{ rangeEnd() rangeBound }
)

// rangeBound is a bound of a frame: a number of rows or a length of time, and
// the words behind it.
type rangeBound struct {
	stride Stride
	rows   int64
	isTime bool
	isRows bool
	text   sqlw.Keyword
	// times says of how many strides, for each row; nil is one.
	times *node.Node
}

// rangeUnits are the words for the units of a frame, with the number of them
// that a unit of a stride is.
var rangeUnits = map[strideUnit]struct {
	one, many sqlw.Keyword
	factor    int64
}{
	unitNanosecond:  {sqlw.Const(" NANOSECOND"), sqlw.Const(" NANOSECONDS"), 1},
	unitMicrosecond: {sqlw.Const(" MICROSECOND"), sqlw.Const(" MICROSECONDS"), 1},
	unitMillisecond: {sqlw.Const(" MILLISECOND"), sqlw.Const(" MILLISECONDS"), 1},
	unitSecond:      {sqlw.Const(" SECOND"), sqlw.Const(" SECONDS"), 1},
	unitMinute:      {sqlw.Const(" MINUTE"), sqlw.Const(" MINUTES"), 1},
	unitHour:        {sqlw.Const(" HOUR"), sqlw.Const(" HOURS"), 1},
	unitDay:         {sqlw.Const(" DAY"), sqlw.Const(" DAYS"), 1},
	unitWeek:        {sqlw.Const(" DAY"), sqlw.Const(" DAYS"), 7},
}

func (b rangeBound) check() error {
	switch {
	case b.isRows && b.rows < 0:
		return fmt.Errorf("the number of rows of a frame must not be negative, got %d", b.rows)
	case !b.isTime:
		return nil
	}
	if err := b.stride.check(); err != nil {
		return fmt.Errorf("bound of a frame: %w", err)
	}
	if _, ok := rangeUnits[b.stride.unit]; !ok {
		return fmt.Errorf("a frame takes no months and years: use days, got %s", b.stride)
	}
	return nil
}

func (b rangeBound) write(w *node.Writer) {
	switch {
	case b.isRows:
		w.Int(b.rows)
	case b.isTime:
		u := rangeUnits[b.stride.unit]
		n := b.stride.n * u.factor
		b.writeLength(w, n)
		if n == 1 && b.times == nil {
			w.Keyword(u.one)
		} else {
			w.Keyword(u.many)
		}
	}
	w.Keyword(b.text)
}

// writeLength writes a number of units.
func (b rangeBound) writeLength(w *node.Writer, n int64) {
	switch {
	case b.times == nil:
		w.Int(n)
	case n == 1:
		w.Expr(b.times, node.Tightest)
	default:
		w.SQL("(")
		w.Expr(b.times, node.Tightest)
		w.SQL(" * ")
		w.Int(n)
		w.SQL(")")
	}
}

// PrecedingBound is a length of time before the current row.
type PrecedingBound struct{ b rangeBound }

// Preceding is a bound that lies within before the current row, in units up to
// weeks: 1 HOUR PRECEDING.
func Preceding(within Stride) PrecedingBound {
	return PrecedingBound{rangeBound{stride: within, isTime: true, text: sqlw.Const(" PRECEDING")}}
}

func (p PrecedingBound) rangeStart() rangeBound { return p.b }
func (p PrecedingBound) rangeEnd() rangeBound   { return p.b }
func (p PrecedingBound) joinBound() rangeBound  { return p.b }

// FollowingBound is a length of time behind the current row, which WindowJoin
// alone takes.
type FollowingBound struct{ b rangeBound }

// Following is a bound that lies within behind the current row: 1 HOUR
// FOLLOWING. Only the frame of WindowJoin has one.
func Following(within Stride) FollowingBound {
	return FollowingBound{rangeBound{stride: within, isTime: true, text: sqlw.Const(" FOLLOWING")}}
}

func (f FollowingBound) joinBound() rangeBound { return f.b }

// RowBound is a length of time that differs from row to row, which WindowJoin
// alone takes.
type RowBound struct{ b rangeBound }

// PrecedingExpr is a bound that lies times strides before the current row, where
// times is computed from the row: PrecedingExpr(t.Lookback, Seconds(1)) is
// t.lookback SECONDS PRECEDING. It is a whole number and not negative; of NULL
// the frame is empty. Only the frame of WindowJoin has one, since QuestDB 9.3.4.
func PrecedingExpr(times Integer, of Stride) RowBound {
	return RowBound{rangeBound{times: node.Of(times), stride: of, isTime: true, text: sqlw.Const(" PRECEDING")}}
}

// FollowingExpr is as [PrecedingExpr], behind the current row.
func FollowingExpr(times Integer, of Stride) RowBound {
	return RowBound{rangeBound{times: node.Of(times), stride: of, isTime: true, text: sqlw.Const(" FOLLOWING")}}
}

func (r RowBound) joinBound() rangeBound { return r.b }

// RowsBound is a number of rows before the current one.
type RowsBound struct{ b rangeBound }

// RowsPreceding is a bound n rows before the current one: n PRECEDING.
func RowsPreceding(n int64) RowsBound {
	return RowsBound{rangeBound{rows: n, isRows: true, text: sqlw.Const(" PRECEDING")}}
}

func (r RowsBound) rowsStart() rangeBound { return r.b }
func (r RowsBound) rowsEnd() rangeBound   { return r.b }

// CurrentRowBound is the current row.
type CurrentRowBound struct{}

// CurrentRow is the bound at the current row.
func CurrentRow() CurrentRowBound { return CurrentRowBound{} }

var currentRow = rangeBound{text: sqlw.Const("CURRENT ROW")}

func (CurrentRowBound) rowsStart() rangeBound  { return currentRow }
func (CurrentRowBound) rowsEnd() rangeBound    { return currentRow }
func (CurrentRowBound) rangeStart() rangeBound { return currentRow }
func (CurrentRowBound) rangeEnd() rangeBound   { return currentRow }
func (CurrentRowBound) joinBound() rangeBound  { return currentRow }

// StartBound is the first row.
type StartBound struct{}

// UnboundedPreceding is the bound at the first row.
func UnboundedPreceding() StartBound { return StartBound{} }

func (StartBound) rowsStart() rangeBound  { return rangeBound{text: sqlw.Const("UNBOUNDED PRECEDING")} }
func (StartBound) rangeStart() rangeBound { return StartBound{}.rowsStart() }

// EndBound is the last row. A frame that ends there must start at the first.
type EndBound struct{}

// UnboundedFollowing is the bound at the last row.
func UnboundedFollowing() EndBound { return EndBound{} }

func (EndBound) rowsEnd() rangeBound  { return rangeBound{text: sqlw.Const("UNBOUNDED FOLLOWING")} }
func (EndBound) rangeEnd() rangeBound { return EndBound{}.rowsEnd() }
