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

// maker makes a node a value of one of expr's interfaces, which this package
// cannot name.
type maker struct {
	// exact is a func(*Node) C for the interface C itself.
	exact  any
	holder func(*Node) Holder
}

func makerOf[C Holder](make func(*Node) C) maker {
	return maker{make, func(n *Node) Holder { return make(n) }}
}

// made makes n a C, if the maker can.
func made[C any](m *maker, n *Node) (x C, ok bool) {
	if exact, is := m.exact.(func(*Node) C); is {
		return exact(n), true
	}
	if m.holder == nil {
		return x, false
	}
	x, ok = m.holder(n).(C)
	return x, ok
}

// classInfo makes the values of a class's interfaces. Package expr registers
// them.
type classInfo struct {
	value, aggregate, sum maker
}

var (
	classOfKind [types.Kinds]Class
	classInfos  [classCount]classInfo
)

// RegisterClass says how expressions of a class are made, and which types are
// of it.
func RegisterClass[C, A Holder](c Class, value func(*Node) C, aggregate func(*Node) A, kinds ...types.Kind) {
	classInfos[c].value, classInfos[c].aggregate = makerOf(value), makerOf(aggregate)
	for _, k := range kinds {
		classOfKind[k] = c
	}
}

// RegisterSum says how the sum of a class is made, which has a type of its own.
func RegisterSum[S Holder](c Class, sum func(*Node) S) { classInfos[c].sum = makerOf(sum) }

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
	info := &classInfos[c]
	if x, ok := made[C](&info.value, n); ok {
		return x
	}
	return Aggregate[C](c, n)
}

// Aggregate is Value for an aggregate function, such as expr.FloatAggregate.
func Aggregate[C any](c Class, n *Node) C {
	if x, ok := made[C](&classInfos[c].aggregate, n); ok {
		return x
	}
	return find[C](n)
}

// Sum is Value for a sum, such as expr.IntegerSum.
func Sum[C any](c Class, n *Node) C {
	if x, ok := made[C](&classInfos[c].sum, n); ok {
		return x
	}
	return find[C](n)
}

// IsClass reports whether C is the interface of a class or of its aggregate.
func IsClass[C any](c Class) bool {
	_, value := made[C](&classInfos[c].value, nil)
	_, aggregate := made[C](&classInfos[c].aggregate, nil)
	return value || aggregate
}

// find makes n a C where the class does not tell: of a missing expression
// nobody knows the type, and yet a C that is nil would panic when it is used.
func find[C any](n *Node) (x C) {
	for i := range classInfos {
		info := &classInfos[i]
		for _, m := range []*maker{&info.value, &info.aggregate, &info.sum} {
			if x, ok := made[C](m, n); ok {
				return x
			}
		}
	}
	return x
}
