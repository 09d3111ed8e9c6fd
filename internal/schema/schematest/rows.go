package schematest

import (
	"fmt"
	"strings"

	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Insert returns a statement that fills a table with n random rows, NULLs among
// them, whose timestamps are from an SQL expression on, a second apart.
func Insert(t *schema.Table, n int, start string) string {
	var names, values []string
	for i, c := range t.Columns {
		names = append(names, string(sqlw.AppendName(nil, c.Name)))
		if i == t.Designated {
			values = append(values, fmt.Sprintf("dateadd('s', x::int, %s)::%s", start, c.Type))
			continue
		}
		values = append(values, value(c.Type))
	}
	return fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM long_sequence(%d)",
		sqlw.AppendName(nil, t.Name), strings.Join(names, ", "), strings.Join(values, ", "), n)
}

// value is an SQL expression for a random value.
func value(t types.Type) string {
	switch t.Kind {
	case types.KindGeohash:
		return fmt.Sprintf("rnd_geohash(%d)", t.Precision)
	case types.KindDecimal:
		return fmt.Sprintf("rnd_decimal(%d, %d, 3)", t.Precision, t.Scale)
	case types.KindArray:
		n := int(t.Precision)
		return "ARRAY" + strings.Repeat("[", n) + "x::DOUBLE, rnd_double(1)" + strings.Repeat("]", n)
	}
	return values[t.Kind]
}

var values = map[types.Kind]string{
	types.KindBoolean: "rnd_boolean()", types.KindByte: "rnd_byte()", types.KindShort: "rnd_short()", types.KindChar: "rnd_char()",
	types.KindInt: "rnd_int(-1000, 1000, 1)", types.KindLong: "rnd_long(-1000000, 1000000, 1)",
	types.KindFloat: "rnd_float(1)", types.KindDouble: "rnd_double(1)",
	types.KindDate: "(x * 86400001)::DATE", types.KindTimestamp: "(x * 1000001)::TIMESTAMP", types.KindTimestampNS: "(x * 1000001)::TIMESTAMP_NS",
	types.KindSymbol: "rnd_symbol('a', 'b', 'Ü', NULL)", types.KindString: "rnd_str(1, 8, 1)", types.KindVarchar: "rnd_varchar(1, 8, 1)",
	types.KindUUID: "rnd_uuid4()", types.KindIPv4: "rnd_ipv4()", types.KindLong256: "rnd_long256()", types.KindBinary: "rnd_bin(1, 8, 1)",
}
