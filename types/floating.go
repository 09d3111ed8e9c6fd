package types

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
)

// appendFloat writes the shortest text that reads back as f, always with a
// point or an exponent so that the server does not read an integer.
func appendFloat(dst []byte, f float64, bits int) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'g', -1, bits)
	if !bytes.ContainsAny(dst[start:], ".e") {
		dst = append(dst, ".0"...)
	}
	return dst
}

// readFloat goes by the length on the wire: what the builder takes for a FLOAT
// may be a DOUBLE to the server.
func readFloat(src []byte) (float64, error) {
	switch len(src) {
	case 4:
		return float64(math.Float32frombits(binary.BigEndian.Uint32(src))), nil
	case 8:
		return math.Float64frombits(binary.BigEndian.Uint64(src)), nil
	}
	return 0, fmt.Errorf("float of %d bytes", len(src))
}

func readFloat32(src []byte) (float32, error) {
	f, err := readFloat(src)
	if err == nil && math.IsInf(float64(float32(f)), 0) && !math.IsInf(f, 0) {
		return 0, fmt.Errorf("the value %v overflows float32", f)
	}
	return float32(f), err
}

func scanFloat(k Kind, dst any) ScanFunc {
	switch p := dst.(type) {
	case *float64:
		return into(p, readFloat)
	case *float32:
		return into(p, readFloat32)
	case *any:
		return func(src []byte) error {
			f, err := readFloat(src)
			switch {
			case err != nil:
			case k == KindFloat && len(src) == 4:
				*p = float32(f)
			default:
				*p = f
			}
			return err
		}
	}
	return nil
}

// isNullFloat reports what QuestDB stores as NULL: NaN and the infinities, which
// less themselves are NaN.
func isNullFloat(f float64) bool { return f-f != 0 }
