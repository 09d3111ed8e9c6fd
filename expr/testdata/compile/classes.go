//go:build ignore

package compile

import (
	"net/netip"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/types"
)

type Side string

type bookTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Due    expr.DateColumn
	ID     expr.UUIDColumn
	Host   expr.IPv4Column
	Area   expr.GeohashColumn
	Hash   expr.Long256Column
	Body   expr.BinaryColumn
	Cost   expr.DecimalColumn
	Bids   expr.DoubleArrayColumn
	Asks   expr.DoubleMatrixColumn
	Side   expr.SymbolOf[Side]
	Lots   expr.LongOf[int32]
	Price  expr.DoubleColumn
	Qty    expr.LongColumn
	Small  expr.ByteColumn
	Symbol expr.SymbolColumn
	Letter expr.CharColumn
	Live   expr.BooleanColumn
}

var (
	Book    bookTable
	now     time.Time
	text    string
	id      [16]byte
	addr    netip.Addr
	network netip.Prefix
	dec     types.Dec
	area    types.Geohash
	name    = "mad"
)

func _() {
	_ = Book.ID.Lt(id) // want `Book.ID.Lt undefined (type expr.UUIDColumn has no field or method Lt)`
	_ = Book.ID.Eq(id) // twin

	_ = Book.ID.Eq("11111111-1111-1111-1111-111111111111") // want `cannot use "11111111-1111-1111-1111-111111111111" (untyped string constant) as [16]byte value in argument to Book.ID.Eq`
	_ = Book.ID.Eq(id)                                     // twin

	_ = Book.ID.EqExpr(Book.Symbol)          // want `cannot use Book.Symbol (variable of struct type expr.SymbolColumn) as expr.UUID value in argument to Book.ID.EqExpr: expr.SymbolColumn does not implement expr.UUID (wrong type for method As)`
	_ = Book.ID.EqExpr(Book.Symbol.ToUUID()) // twin

	_ = Book.ID.Like("1%")             // want `Book.ID.Like undefined (type expr.UUIDColumn has no field or method Like)`
	_ = Book.ID.ToVarchar().Like("1%") // twin

	_ = Book.Host.Eq("10.0.0.1") // want `cannot use "10.0.0.1" (untyped string constant) as netip.Addr value in argument to Book.Host.Eq`
	_ = Book.Host.Eq(addr)       // twin

	_ = Book.Host.ContainedBy("10.0.0.0/8") // want `cannot use "10.0.0.0/8" (untyped string constant) as netip.Prefix value in argument to Book.Host.ContainedBy`
	_ = Book.Host.ContainedBy(network)      // twin

	_ = Book.Host.Add(expr.Int64(1)) // want `Book.Host.Add undefined (type expr.IPv4Column has no field or method Add)`
	_ = Book.Host.BitAnd(Book.Host)  // twin

	_ = Book.Host.Between(addr, addr)           // want `Book.Host.Between undefined (type expr.IPv4Column has no field or method Between)`
	_ = expr.And(Book.Host.Ge(addr), Book.Live) // twin

	_ = Book.Area.Gt(area) // want `Book.Area.Gt undefined (type expr.GeohashColumn has no field or method Gt)`
	_ = Book.Area.Eq(area) // twin

	_ = Book.Area.WithinAny("u33") // want `cannot use "u33" (untyped string constant) as types.Geohash value in argument to Book.Area.WithinAny`
	_ = Book.Area.WithinAny(area)  // twin

	_ = Book.Area.In(area) // want `Book.Area.In undefined (type expr.GeohashColumn has no field or method In)`
	_ = Book.Area.Ne(area) // twin

	_ = Book.Hash.Lt(types.Uint256{}) // want `Book.Hash.Lt undefined (type expr.Long256Column has no field or method Lt)`
	_ = Book.Hash.Eq(types.Uint256{}) // twin

	_ = Book.Hash.Add(Book.Hash)    // want `Book.Hash.Add undefined (type expr.Long256Column has no field or method Add)`
	_ = Book.Hash.EqExpr(Book.Hash) // twin

	_ = Book.Body.Desc() // want `Book.Body.Desc undefined (type expr.BinaryColumn has no field or method Desc)`
	_ = Book.ID.Desc()   // twin

	_ = Book.Body.ToVarchar() // want `Book.Body.ToVarchar undefined (type expr.BinaryColumn has no field or method ToVarchar)`
	_ = Book.Body.IsNull()    // twin

	_ = Book.Body.Eq("ab")         // want `cannot use "ab" (untyped string constant) as []byte value in argument to Book.Body.Eq`
	_ = Book.Body.Eq([]byte("ab")) // twin

	_ = Book.Cost.Gt(1.5) // want `cannot use 1.5 (untyped float constant) as types.Dec value in argument to Book.Cost.Gt`
	_ = Book.Cost.Gt(dec) // twin

	_ = Book.Cost.Add(Book.Price) // want `cannot use Book.Price (variable of struct type expr.DoubleColumn) as expr.Exact value in argument to Book.Cost.Add: expr.DoubleColumn does not implement expr.Exact (missing method isExact)`
	_ = Book.Cost.Add(Book.Qty)   // twin

	_ = Book.Price.Add(Book.Cost)            // want `cannot use Book.Cost (variable of struct type expr.DecimalColumn) as expr.Number value in argument to Book.Price.Add: expr.DecimalColumn does not implement expr.Number (missing method isNumber)`
	_ = Book.Price.Add(Book.Cost.ToDouble()) // twin

	_ = Book.Cost.In(dec) // want `Book.Cost.In undefined (type expr.DecimalColumn has no field or method In)`
	_ = Book.Cost.Eq(dec) // twin

	_ = Book.Cost.ToDecimal("18:3") // want `not enough arguments in call to Book.Cost.ToDecimal`
	_ = Book.Cost.ToDecimal(18, 3)  // twin

	_ = Book.Bids.Eq([]float64{1})  // want `Book.Bids.Eq undefined (type expr.DoubleArrayColumn has no field or method Eq)`
	_ = Book.Bids.EqExpr(Book.Bids) // twin

	_ = Book.Bids.IsNull()       // want `Book.Bids.IsNull undefined (type expr.DoubleArrayColumn has no field or method IsNull)`
	_ = Book.Bids.At(1).IsNull() // twin

	_ = Book.Bids.Gt(1)       // want `Book.Bids.Gt undefined (type expr.DoubleArrayColumn has no field or method Gt)`
	_ = Book.Bids.At(1).Gt(1) // twin

	_ = Book.Bids.Mod(Book.Qty) // want `Book.Bids.Mod undefined (type expr.DoubleArrayColumn has no field or method Mod)`
	_ = Book.Bids.Mul(Book.Qty) // twin

	_ = Book.Bids.Set([][]float64{{1}}) // want `cannot use [][]float64{…} (value of type [][]float64) as []float64 value in argument to Book.Bids.Set`
	_ = Book.Asks.Set([][]float64{{1}}) // twin

	_ = Book.Price.At(1) // want `Book.Price.At undefined (type expr.DoubleColumn has no field or method At)`
	_ = Book.Bids.At(1)  // twin

	_ = fn.Sum(Book.Bids)       // want `in call to fn.Sum, type expr.DoubleArrayColumn of Book.Bids does not match expr.Summable[S] (cannot infer S)`
	_ = fn.Sum(Book.Bids.At(1)) // twin

	_ = Book.Ts.In(text)            // want `cannot use text (variable of type string) as expr.Tick value in argument to Book.Ts.In`
	_ = Book.Ts.In(expr.Tick(text)) // twin

	_ = Book.Ts.In(now)      // want `cannot use now (variable of struct type time.Time) as expr.Tick value in argument to Book.Ts.In`
	_ = Book.Ts.InTimes(now) // twin

	_ = Book.Ts.Between("2026", "2027") // want `cannot use "2026" (untyped string constant) as time.Time value in argument to Book.Ts.Between`
	_ = Book.Ts.Between(now, now)       // twin

	_ = Book.Ts.EqExpr(Book.Qty) // want `cannot use Book.Qty (variable of struct type expr.LongColumn) as expr.Timestamp value in argument to Book.Ts.EqExpr: expr.LongColumn does not implement expr.Timestamp (wrong type for method As)`
	_ = Book.Ts.EqExpr(Book.Due) // twin

	_ = Book.Due.Mul(Book.Qty)          // want `Book.Due.Mul undefined (type expr.DateColumn has no field or method Mul)`
	_ = Book.Due.ToLong().Mul(Book.Qty) // twin

	_ = Book.Ts.BitAnd(Book.Qty)          // want `Book.Ts.BitAnd undefined (type expr.TimestampColumn has no field or method BitAnd)`
	_ = Book.Ts.ToLong().BitAnd(Book.Qty) // twin

	_ = Book.Price.BitAnd(Book.Qty)          // want `Book.Price.BitAnd undefined (type expr.DoubleColumn has no field or method BitAnd)`
	_ = Book.Price.ToLong().BitAnd(Book.Qty) // twin

	_ = Book.Small.SetNull() // want `Book.Small.SetNull undefined (type expr.ByteColumn has no field or method SetNull)`
	_ = Book.Qty.SetNull()   // twin

	_ = Book.Letter.Set('a') // want `cannot use 'a' (untyped rune constant 97) as string value in argument to Book.Letter.Set`
	_ = Book.Letter.Set("a") // twin

	_ = Book.Symbol.Matches(1)   // want `cannot use 1 (untyped int constant) as string value in argument to Book.Symbol.Matches`
	_ = Book.Symbol.Matches("1") // twin

	_ = Book.Live.ToTimestamp() // want `Book.Live.ToTimestamp undefined (type expr.BooleanColumn has no field or method ToTimestamp)`
	_ = Book.Qty.ToTimestamp()  // twin

	_ = Book.Live.Neg() // want `Book.Live.Neg undefined (type expr.BooleanColumn has no field or method Neg)`
	_ = Book.Live.Not() // twin

	_ = Book.Side.Eq(text)       // want `cannot use text (variable of type string) as Side value in argument to Book.Side.Eq`
	_ = Book.Side.Eq(Side(text)) // twin

	_ = Book.Side.Set(text)  // want `cannot use text (variable of type string) as Side value in argument to Book.Side.Set`
	_ = Book.Side.Set("buy") // twin

	_ = Book.Lots.Gt(1.5) // want `cannot use 1.5 (untyped float constant) as int32 value in argument to Book.Lots.Gt (truncated)`
	_ = Book.Lots.Gt(1)   // twin

	_ = expr.When(Book.Live, Book.Price).Else(Book.Symbol) // want `cannot use Book.Symbol (variable of struct type expr.SymbolColumn) as expr.Class[expr.Float] value in argument to expr.When(Book.Live, Book.Price).Else: expr.SymbolColumn does not implement expr.Class[expr.Float] (wrong type for method class)`
	_ = expr.When(Book.Live, Book.Price).Else(Book.Price)  // twin

	_ = expr.When(Book.Price, Book.Price) // want `cannot use Book.Price (variable of struct type expr.DoubleColumn) as expr.Boolean value in argument to expr.When: expr.DoubleColumn does not implement expr.Boolean (missing method And)`
	_ = expr.When(Book.Live, Book.Price)  // twin

	_ = expr.Select(expr.When(Book.Live, Book.Price))       // want `cannot use expr.When(Book.Live, Book.Price) (value of struct type expr.CaseOf[expr.Float]) as expr.Item value in argument to expr.Select: expr.CaseOf[expr.Float] does not implement expr.Item (missing method isItem)`
	_ = expr.Select(expr.When(Book.Live, Book.Price).End()) // twin

	_ = fn.Coalesce(Book.Price, Book.Symbol) // want `in call to fn.Coalesce, type expr.SymbolColumn of Book.Symbol does not match inferred type expr.Class[expr.Float] for expr.Class[C]`
	_ = fn.Coalesce(Book.Price, Book.Price)  // twin

	_ = fn.Greatest(Book.Symbol, Book.Symbol) // want `in call to fn.Greatest, type expr.SymbolColumn of Book.Symbol does not match inferred type expr.Quantity[expr.Text] for expr.Quantity[C]`
	_ = fn.Greatest(Book.Price, Book.Price)   // twin

	_ = expr.Raw[expr.Float](text)                  // want `cannot use text (variable of type string) as expr.sqlText value in argument to expr.Raw[expr.Float]`
	_ = expr.Raw[expr.Float]("abs({})", Book.Price) // twin

	_ = expr.Raw[expr.Float]("abs({})", 1.5)               // want `cannot use 1.5 (constant of type float64) as expr.Expression value in argument to expr.Raw[expr.Float]: float64 does not implement expr.Expression (missing method isExpression)`
	_ = expr.Raw[expr.Float]("abs({})", expr.Float64(1.5)) // twin

	_ = expr.Raw[float64]("pi()")    // want `float64 does not satisfy expr.Expression (missing method isExpression)`
	_ = expr.Raw[expr.Float]("pi()") // twin

	_ = expr.Call[expr.Float](name, Book.Price)  // want `cannot use name (variable of type string) as expr.functionName value in argument to expr.Call[expr.Float]`
	_ = expr.Call[expr.Float]("mad", Book.Price) // twin

	_ = expr.DecimalValue("1.5") // want `cannot use "1.5" (untyped string constant) as types.Dec value in argument to expr.DecimalValue`
	_ = expr.DecimalValue(dec)   // twin

	_ = expr.Netmask("10.0.0.0/8") // want `cannot use "10.0.0.0/8" (untyped string constant) as netip.Prefix value in argument to expr.Netmask`
	_ = expr.Netmask(network)      // twin
}
