// QuestDB docs: query/datatypes/array.md

package types

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// maxDims is the number of dimensions that an array can have.
const maxDims = 32

var arrayInfo = &Info{
	Kind: KindArray,
	Name: "DOUBLE[]",
	AppendName: func(dst []byte, t Type) []byte {
		dst = append(dst, "DOUBLE"...)
		for range t.Precision {
			dst = append(dst, "[]"...)
		}
		return dst
	},
	ParseName: func(s string) (Type, bool) {
		brackets, ok := strings.CutPrefix(s, "DOUBLE[]")
		if !ok || strings.ReplaceAll(brackets, "[]", "") != "" {
			return Type{}, false
		}
		return Array(1 + len(brackets)/2), true
	},
	Check: func(t Type) error {
		if t.Precision < 1 || t.Precision > maxDims || t.Scale != 0 {
			return fmt.Errorf("an array of %d dimensions does not exist: 1 to %d", t.Precision, maxDims)
		}
		return nil
	},
	OID:     1022,
	Param:   BinaryFormat,
	Result:  BinaryFormat, // as text all empty arrays look alike
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		var a NDArray
		var err error
		switch x := v.(type) {
		case NDArray:
			a = x
		case []float64:
			if x == nil {
				return NullOf(t), true, nil
			}
			a = NDArray{[]int{len(x)}, x}
		case [][]float64:
			if x == nil {
				return NullOf(t), true, nil
			}
			a, err = matrix(x)
		case [][][]float64:
			if x == nil {
				return NullOf(t), true, nil
			}
			a, err = cube(x)
		case string: // a driver's value of an NDArray
			err = a.UnmarshalText([]byte(x))
		default:
			return Value{}, false, nil
		}
		if err != nil {
			return Value{}, true, err
		}
		if len(a.shape) != int(t.Precision) {
			return Value{}, true, unfit(t, v, fmt.Sprintf("it has %d dimensions", len(a.shape)))
		}
		value, err := ArrayValue(a)
		return value, true, err
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) { return v.ext.held.(*NDArray).appendSQL(dst) },
	AppendParam:   func(dst []byte, v *Value) ([]byte, error) { return v.ext.held.(*NDArray).appendWire(dst), nil },
	Any:           func(v *Value) any { return v.ext.held.(*NDArray).clone() },
	Arg: func(v *Value) any {
		switch a := v.ext.held.(*NDArray); len(a.shape) {
		case 1:
			return a.clone().data
		case 2:
			return a.rows()
		case 3:
			return a.planes()
		default:
			return a.String()
		}
	},
	Scan: func(t Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *NDArray:
			return into(p, readArray)
		case *[]float64:
			return into(p, func(src []byte) ([]float64, error) {
				a, err := readArrayOf(src, 1)
				return a.data, err
			}).ifDims(t, 1)
		case *[][]float64:
			return into(p, func(src []byte) ([][]float64, error) {
				a, err := readArrayOf(src, 2)
				if err != nil {
					return nil, err
				}
				return a.rows(), nil
			}).ifDims(t, 2)
		case *[][][]float64:
			return into(p, func(src []byte) ([][][]float64, error) {
				a, err := readArrayOf(src, 3)
				if err != nil {
					return nil, err
				}
				return a.planes(), nil
			}).ifDims(t, 3)
		case *any:
			return intoAny(p, readArray)
		}
		return nil
	},
	Doc: Doc{
		Page:  "query/datatypes/array.md",
		Go:    "`types.NDArray`, `[]float64`, `[][]float64`, `[][][]float64` (nil is NULL, empty is not)",
		Null:  "a size of its own; a NULL element is NaN",
		Range: "1 to 32 dimensions of finite float64 or NaN",
		Bind:  "binary",
		Limits: "An infinite element is stored, and then ends the connection of who reads it in binary: here it is an error. " +
			"A bound array with a NULL element equals none, its literal does. `ARRAY[]` has no type. An empty array of a shape such as 2×0×3 has no literal. No comparison by order, no IS NULL.",
		Example: func() (Value, error) { return ArrayValue(NDArray{[]int{2}, []float64{1, math.NaN()}}) },
	},
}

// ifDims leaves out a Go type of another number of dimensions.
func (f ScanFunc) ifDims(t Type, dims uint8) ScanFunc {
	if t.Precision != dims {
		return nil
	}
	return f
}

// ArrayValue is an array of a's dimensions. NaN elements are NULL; infinite
// elements and an array without dimensions are errors.
func ArrayValue(a NDArray) (Value, error) {
	t := Array(len(a.shape))
	if err := t.Check(); err != nil {
		return Value{}, err
	}
	for i, f := range a.data {
		if math.IsInf(f, 0) {
			return Value{}, unfit(t, f, fmt.Sprintf("element %d of the data is infinite, which QuestDB cannot send back", i))
		}
	}
	a = a.clone()
	return Value{typ: t, ext: hold(a)}, nil
}

// oidDouble is the type of the elements on the wire.
const oidDouble = 701

func (a NDArray) appendWire(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(a.shape)))
	dst = binary.BigEndian.AppendUint32(dst, 0) // NULL elements are sent as NaN: the server refuses NULL
	dst = binary.BigEndian.AppendUint32(dst, oidDouble)
	for _, n := range a.shape {
		dst = binary.BigEndian.AppendUint32(dst, uint32(n))
		dst = binary.BigEndian.AppendUint32(dst, 1) // the lower bound
	}
	for _, f := range a.data {
		dst = binary.BigEndian.AppendUint32(dst, 8)
		dst = binary.BigEndian.AppendUint64(dst, math.Float64bits(f))
	}
	return dst
}

func readArrayOf(src []byte, dims int) (NDArray, error) {
	a, err := readArray(src)
	if err == nil && len(a.shape) != dims {
		return NDArray{}, fmt.Errorf("an array of %d dimensions where %d are expected", len(a.shape), dims)
	}
	return a, err
}

func readArray(src []byte) (NDArray, error) {
	bad := func() (NDArray, error) { return NDArray{}, fmt.Errorf("array of %d bytes cannot be read", len(src)) }
	if len(src) < 12 {
		return bad()
	}
	dims := int(binary.BigEndian.Uint32(src))
	oid := binary.BigEndian.Uint32(src[8:])
	rest := src[12:]
	if dims > maxDims || len(rest) < 8*dims || oid != oidDouble {
		return bad()
	}
	shape := make([]int, dims)
	for i := range shape {
		shape[i] = int(binary.BigEndian.Uint32(rest[8*i:]))
	}
	rest = rest[8*dims:]
	// Each element takes at least its length, four bytes.
	size, ok := sizeOf(shape)
	if !ok || size > len(rest)/4 {
		return bad()
	}
	data := make([]float64, size)
	for i := range data {
		if len(rest) < 4 {
			return bad()
		}
		length := int32(binary.BigEndian.Uint32(rest))
		rest = rest[4:]
		switch {
		case length == -1:
			data[i] = math.NaN()
		case length == 8 && len(rest) >= 8:
			data[i] = math.Float64frombits(binary.BigEndian.Uint64(rest))
			rest = rest[8:]
		default:
			return bad()
		}
	}
	return NDArray{shape, data}, nil
}
