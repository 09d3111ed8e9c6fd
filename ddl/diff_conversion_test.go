package ddl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// converted has each type with values at its ends, as SQL.
var converted = []struct {
	of     types.Type
	values []string
}{
	{types.Boolean, []string{"true", "false"}},
	{types.Byte, []string{"-128", "127"}},
	{types.Short, []string{"-32768", "32767"}},
	{types.Char, []string{"'a'", "'ü'", "NULL"}},
	{types.Int, []string{"-2147483647", "2147483647", "NULL"}},
	{types.Long, []string{"-9223372036854775807", "9223372036854775807", "NULL"}},
	{types.Float, []string{"0.1", "3.4e38", "-1.5", "NULL"}},
	{types.Double, []string{"0.1", "1.7976931348623157e308", "-1.5", "NULL"}},
	{types.Date, []string{"'1677-01-02T03:04:05.678Z'", "'9999-12-31T23:59:59.999Z'", "NULL"}},
	{types.Timestamp, []string{"'1677-01-02T03:04:05.678901Z'", "'9999-12-31T23:59:59.999999Z'", "NULL"}},
	{types.TimestampNS, []string{"'1970-01-02T03:04:05.678901234Z'", "'2261-12-31T23:59:59.999999999Z'", "NULL"}},
	{types.Symbol, []string{"'abc'", "'ü€'", "NULL"}},
	{types.String, []string{"'abc'", "'ü€'", "''", "NULL"}},
	{types.Varchar, []string{"'abc'", "'ü€'", "''", "NULL"}},
	{types.UUID, []string{"'11111111-1111-1111-1111-111111111111'", "NULL"}},
	{types.IPv4, []string{"'255.2.3.4'", "NULL"}},
	{types.Long256, []string{"0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef", "NULL"}},
	{types.GeohashChars(3), []string{"#u33", "NULL"}},
	{types.GeohashChars(6), []string{"#u33d8b", "NULL"}},
	{types.Binary, []string{"NULL"}},
	{types.Decimal(3, 0), []string{"999m", "NULL"}},
	{types.Decimal(10, 0), []string{"9999999999m", "NULL"}},
	{types.Decimal(10, 2), []string{"99999999.99m", "NULL"}},
	{types.Decimal(23, 4), []string{"9999999999999999999.9999m", "NULL"}},
	{types.Array(1), []string{"ARRAY[1.0, 2.5]", "NULL"}},
	{types.Array(2), []string{"ARRAY[[1.0], [2.5]]", "NULL"}},
	{types.Type{Kind: types.KindLong128}, []string{"NULL"}},
}

// TestConversions gives a column of each type each other type: the server does
// it where ALTER is said to, and does not where it is not. What is said to lose
// nothing comes back as it was.
func TestConversions(t *testing.T) {
	db := qdbtest.DB(t)
	t.Cleanup(func() { dropMatching(t, db, "ddl_conversion") })
	counts := map[schema.Conversion]int{}
	for _, from := range converted {
		if len(from.values) == 0 {
			continue
		}
		var others []types.Type
		for _, to := range converted {
			if to.of != from.of {
				others = append(others, to.of)
			}
		}
		createConverted(t, db, from.of, from.values, len(others))
		for i, to := range others {
			conversion := schema.ConversionOf(from.of, to)
			counts[conversion]++
			checkConversion(t, db, conversion, fmt.Sprintf("c%d", i), from.of, to)
		}
	}
	t.Logf("of all pairs of %d types: %d lossless, %d lossy, %d by a cast, %d without", len(converted),
		counts[schema.Lossless], counts[schema.Lossy], counts[schema.ByCast], counts[schema.NoConversion])
}

// createConverted makes a table with n columns of a type, and a row for each
// value.
func createConverted(t *testing.T, db *pgxpool.Pool, of types.Type, values []string, n int) {
	t.Helper()
	dropMatching(t, db, "ddl_conversion")
	columns := make([]string, n)
	for i := range columns {
		columns[i] = fmt.Sprintf("c%d %s", i, of)
	}
	run(t, db, "CREATE TABLE ddl_conversion (k INT, ts TIMESTAMP, "+strings.Join(columns, ", ")+") TIMESTAMP(ts) PARTITION BY DAY BYPASS WAL")
	for k, v := range values {
		run(t, db, fmt.Sprintf("INSERT INTO ddl_conversion VALUES (%d, 0%s)", k, strings.Repeat(", "+v, n)))
	}
}

func checkConversion(t *testing.T, db *pgxpool.Pool, conversion schema.Conversion, column string, from, to types.Type) {
	t.Helper()
	table := ddl.Table("ddl_conversion").Long(column) // of whatever type
	alter := func(to types.Type) error {
		return send(t.Context(), db, ddl.Alter(table).AlterColumn(ddl.Col(column)).Type(to).String())
	}
	values := kept{"ddl_conversion", "k, " + column}
	back := schema.ConversionOf(to, from).ByAlter()
	var before []string
	if conversion == schema.Lossless && back {
		before = textRows(t, db, values)
	}
	err := alter(to)
	switch {
	case conversion.ByAlter() && err != nil:
		t.Errorf("%s to %s: %v", from, to, err)
	case !conversion.ByAlter() && err == nil && !fitsByChance(from, to) && from != types.Varchar:
		t.Errorf("%s to %s: the server converts it", from, to)
	case before != nil:
		if err := alter(from); err != nil {
			t.Errorf("%s back to %s: %v", to, from, err)
		}
		if after := textRows(t, db, values); !slices.Equal(before, after) {
			t.Errorf("%s to %s and back: %v became %v", from, to, before, after)
		}
	}
}

// fitsByChance is true of numbers that become decimals as long as all values
// fit, which the tests' do not tell of all.
func fitsByChance(from, to types.Type) bool {
	return schema.ConversionOf(from, to) == schema.ByCast && to.Kind == types.KindDecimal
}
