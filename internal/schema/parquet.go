package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Encoding is how parquet partitions encode a column; "" is not given.
type Encoding string

// The encodings. EncodingDefault leaves it to the server.
const (
	EncodingDefault      Encoding = "DEFAULT"
	Plain                Encoding = "PLAIN"
	RLEDictionary        Encoding = "RLE_DICTIONARY"
	DeltaBinaryPacked    Encoding = "DELTA_BINARY_PACKED"
	DeltaLengthByteArray Encoding = "DELTA_LENGTH_BYTE_ARRAY"
)

var encodingKeyword = map[Encoding]sqlw.Keyword{
	EncodingDefault: sqlw.Const("DEFAULT"), Plain: sqlw.Const("PLAIN"), RLEDictionary: sqlw.Const("RLE_DICTIONARY"),
	DeltaBinaryPacked: sqlw.Const("DELTA_BINARY_PACKED"), DeltaLengthByteArray: sqlw.Const("DELTA_LENGTH_BYTE_ARRAY"),
}

// Codec is how parquet partitions compress a column; the zero Codec leaves it
// to the server.
type Codec struct {
	Name  string
	Level Count
}

// The names of codecs.
const (
	Uncompressed = "UNCOMPRESSED"
	Snappy       = "SNAPPY"
	LZ4Raw       = "LZ4_RAW"
	Gzip         = "GZIP"
	Brotli       = "BROTLI"
	Zstd         = "ZSTD"
)

// codecs tells the keyword and the levels of a codec; max is -1 where there
// are none.
var codecs = map[string]struct {
	keyword  sqlw.Keyword
	min, max int64
}{
	Uncompressed: {sqlw.Const("UNCOMPRESSED"), 0, -1},
	Snappy:       {sqlw.Const("SNAPPY"), 0, -1},
	LZ4Raw:       {sqlw.Const("LZ4_RAW"), 0, -1},
	Gzip:         {sqlw.Const("GZIP"), 0, 9},
	Brotli:       {sqlw.Const("BROTLI"), 0, 11},
	Zstd:         {sqlw.Const("ZSTD"), 1, 22},
}

// Parquet is the PARQUET(…) of a column.
type Parquet struct {
	Encoding Encoding
	Codec    Codec
}

// Given reports whether there is one.
func (p Parquet) Given() bool { return p != Parquet{} }

// Write writes PARQUET(encoding, codec(level)).
func (p Parquet) Write(w *sqlw.Writer) {
	w.SQL("PARQUET(")
	encoding := p.Encoding
	if encoding == "" {
		encoding = EncodingDefault
	}
	w.Keyword(encodingKeyword[encoding])
	if p.Codec.Name != "" {
		w.SQL(", ")
		w.Keyword(codecs[p.Codec.Name].keyword)
		if p.Codec.Level.Set {
			w.SQL("(")
			w.Int(p.Codec.Level.N)
			w.SQL(")")
		}
	}
	w.SQL(")")
}

// Check returns an error if the server does not take it for a column of type t.
func (p Parquet) Check(t types.Type) error {
	if _, ok := encodingKeyword[p.Encoding]; !ok && p.Encoding != "" {
		return fmt.Errorf("PARQUET: unknown encoding %q", string(p.Encoding))
	}
	if p.Encoding != "" && p.Encoding != EncodingDefault && t.Kind != types.KindUnknown {
		if allowed := encodingsOf(t.Kind); !slices.Contains(allowed, p.Encoding) {
			return fmt.Errorf("PARQUET: a %s column has no encoding %s: use %s", t, p.Encoding, listEncodings(allowed))
		}
	}
	if p.Codec.Name == "" {
		return nil
	}
	c, ok := codecs[p.Codec.Name]
	switch level := p.Codec.Level; {
	case !ok:
		return fmt.Errorf("PARQUET: unknown compression codec %q", p.Codec.Name)
	case level.Set && c.max < 0:
		return fmt.Errorf("PARQUET: %s has no compression level", p.Codec.Name)
	case level.Set && (level.N < c.min || level.N > c.max):
		return fmt.Errorf("PARQUET: the compression level of %s must be from %d to %d, got %d", p.Codec.Name, c.min, c.max, level.N)
	}
	return nil
}

func encodingsOf(k types.Kind) []Encoding {
	switch k {
	case types.KindSymbol:
		return []Encoding{RLEDictionary}
	case types.KindVarchar:
		return []Encoding{RLEDictionary, DeltaLengthByteArray}
	case types.KindString, types.KindBinary:
		return []Encoding{Plain, RLEDictionary, DeltaLengthByteArray}
	case types.KindArray, types.KindBoolean:
		return []Encoding{Plain}
	case types.KindDouble, types.KindFloat, types.KindUUID, types.KindLong256, types.KindLong128, types.KindDecimal:
		return []Encoding{Plain, RLEDictionary}
	}
	return []Encoding{Plain, RLEDictionary, DeltaBinaryPacked}
}

func listEncodings(all []Encoding) string {
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = string(e)
	}
	return strings.Join(names, " or ")
}

// WriteName writes the codec without its level.
func (c Codec) WriteName(w *sqlw.Writer) { w.Keyword(codecs[c.Name].keyword) }
