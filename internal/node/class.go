package node

import "github.com/questql/questql/types"

// Class numbers the operator classes of expr.
type Class uint8

// The classes. The table in internal/classes says what each offers.
const (
	NoClass Class = iota
	Boolean
	Integer
	Float
	Decimal
	Text
	Timestamp
	UUID
	IPv4
	Geohash
	Long256
	Binary
	Array
	Interval
	classCount
)

// classInfo makes the values of a class's interfaces, which this package
// cannot name. Package expr registers them.
type classInfo struct {
	value, aggregate func(*Node) Holder
}

var (
	classOfKind [types.Kinds]Class
	classInfos  [classCount]classInfo
)

// RegisterClass says how expressions of a class are made, and which types are
// of it.
func RegisterClass(c Class, value, aggregate func(*Node) Holder, kinds ...types.Kind) {
	classInfos[c] = classInfo{value, aggregate}
	for _, k := range kinds {
		classOfKind[k] = c
	}
}

// ClassOf returns the class of a type.
func ClassOf(t types.Type) Class {
	if int(t.Kind) >= len(classOfKind) {
		return NoClass
	}
	return classOfKind[t.Kind]
}

// Value makes n a value of its class's interface C, such as expr.Float. It is
// how packages beside expr return expressions.
func Value[C any](c Class, n *Node) C {
	if c != NoClass {
		if x, ok := classInfos[c].value(n).(C); ok {
			return x
		}
		if x, ok := classInfos[c].aggregate(n).(C); ok {
			return x
		}
	}
	return find[C](n)
}

// Aggregate is Value for an aggregate function, such as expr.FloatAggregate.
func Aggregate[C any](c Class, n *Node) C {
	if c != NoClass {
		if x, ok := classInfos[c].aggregate(n).(C); ok {
			return x
		}
	}
	return find[C](n)
}

// sums makes the sums of a class, which have types of their own.
var sums [classCount]func(*Node) Holder

// RegisterSum says how the sum of a class is made.
func RegisterSum(c Class, sum func(*Node) Holder) { sums[c] = sum }

// Sum is Value for a sum, such as expr.IntegerSum.
func Sum[C any](c Class, n *Node) C {
	if sums[c] != nil {
		if x, ok := sums[c](n).(C); ok {
			return x
		}
	}
	for _, sum := range sums {
		if sum != nil {
			if x, ok := sum(n).(C); ok {
				return x
			}
		}
	}
	return find[C](n)
}

// IsClass reports whether C is the interface of a class or of its aggregate.
func IsClass[C any](c Class) bool {
	if c == NoClass {
		return false
	}
	_, value := classInfos[c].value(nil).(C)
	_, aggregate := classInfos[c].aggregate(nil).(C)
	return value || aggregate
}

// find makes n a C where the class does not tell: of a missing expression
// nobody knows the type, and yet a C that is nil would panic when it is used.
func find[C any](n *Node) C {
	var x C
	for _, info := range classInfos[1:] {
		var ok bool
		if x, ok = info.value(n).(C); ok {
			break
		}
		if x, ok = info.aggregate(n).(C); ok {
			break
		}
	}
	return x
}
