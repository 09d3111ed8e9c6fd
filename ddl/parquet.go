// QuestDB docs: query/sql/alter-table-alter-column-set-parquet.md

package ddl

import "github.com/questql/questql/internal/schema"

// Encoding is how parquet partitions encode a column. Which ones a type has is
// checked before any I/O.
type Encoding = schema.Encoding

// The encodings. DefaultEncoding leaves it to the server.
const (
	DefaultEncoding      = schema.EncodingDefault
	Plain                = schema.Plain
	RLEDictionary        = schema.RLEDictionary
	DeltaBinaryPacked    = schema.DeltaBinaryPacked
	DeltaLengthByteArray = schema.DeltaLengthByteArray
)

// Codec is how parquet partitions compress a column.
type Codec = schema.Codec

// The codecs without a level. DefaultCodec leaves it to the server.
var (
	DefaultCodec = Codec{}
	Uncompressed = Codec{Name: schema.Uncompressed}
	Snappy       = Codec{Name: schema.Snappy}
	LZ4Raw       = Codec{Name: schema.LZ4Raw}
)

// Gzip compresses with a level from 0 to 9.
func Gzip(level int) Codec { return Codec{Name: schema.Gzip, Level: schema.CountOf(level)} }

// Brotli compresses with a level from 0 to 11.
func Brotli(level int) Codec { return Codec{Name: schema.Brotli, Level: schema.CountOf(level)} }

// Zstd compresses with a level from 1 to 22.
func Zstd(level int) Codec { return Codec{Name: schema.Zstd, Level: schema.CountOf(level)} }

func parquetOf(e Encoding, c Codec) schema.Parquet { return schema.Parquet{Encoding: e, Codec: c} }
