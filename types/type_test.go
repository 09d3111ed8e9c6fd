package types_test

import (
	"strings"
	"testing"

	"github.com/questql/questql/types"
)

func TestParseType(t *testing.T) {
	for text, want := range map[string]types.Type{
		"BOOLEAN": types.Boolean, "BYTE": types.Byte, "SHORT": types.Short, "CHAR": types.Char, "INT": types.Int, "LONG": types.Long, "FLOAT": types.Float,
		"DOUBLE": types.Double, "DATE": types.Date, "TIMESTAMP": types.Timestamp, "TIMESTAMP_NS": types.TimestampNS, "SYMBOL": types.Symbol, "STRING": types.String,
		"VARCHAR": types.Varchar, "UUID": types.UUID, "IPv4": types.IPv4, "LONG256": types.Long256, "BINARY": types.Binary, "INTERVAL": types.Interval,
		"GEOHASH(4c)": types.GeohashChars(4), "GEOHASH(7b)": types.GeohashBits(7), "GEOHASH(12c)": types.GeohashBits(60),
		"DECIMAL(18,3)": types.Decimal(18, 3), "DECIMAL(76,0)": types.Decimal(76, 0),
		"DOUBLE[]": types.Array(1), "DOUBLE[][][]": types.Array(3), "LONG128": {Kind: types.KindLong128},
	} {
		got, err := types.ParseType(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("ParseType(%q) = %s, %v", text, got, err)
		}
		if got, err := types.ParseType(" " + strings.ToLower(text) + " "); err != nil || got != want {
			t.Errorf("ParseType(%q in lower case) = %s, %v", text, got, err)
		}
	}
}

func TestParseTypeUnknown(t *testing.T) {
	for _, text := range []string{
		"", "LONG512", "GEOHASH", "GEOHASH(", "GEOHASH()", "GEOHASH(4)", "GEOHASH(4x)", "GEOHASH(c)", "GEOHASH(-1c)", "DECIMAL", "DECIMAL(18)", "DECIMAL(,)",
		"DECIMAL(18,3", "DECIMAL(x,3)", "DOUBLE[", "DOUBLE[3]", "DOUBLE[][", "INT[]", "VARCHAR(10)", "unknown",
	} {
		got, err := types.ParseType(text)
		if err == nil || got.Kind != types.KindUnknown || !strings.Contains(err.Error(), text) {
			t.Errorf("ParseType(%q) = %s, %v", text, got, err)
		}
	}
}

func TestTypeCheck(t *testing.T) {
	for typ, want := range map[types.Type]string{
		types.Decimal(77, 0):                    "DECIMAL(77,0) does not exist: a DECIMAL has 1 to 76 digits, and no more decimals than digits",
		types.Decimal(0, 0):                     "DECIMAL(0,0) does not exist",
		types.Decimal(5, 6):                     "DECIMAL(5,6) does not exist",
		types.Decimal(1000, 3):                  "DECIMAL(255,3) does not exist",
		types.GeohashBits(61):                   "GEOHASH(61b) does not exist: a GEOHASH has 1c to 12c or 1b to 60b",
		types.GeohashChars(13):                  "GEOHASH(13c) does not exist",
		types.GeohashChars(-1):                  "GEOHASH(0c) does not exist",
		types.GeohashChars(1 << 40):             "does not exist",
		types.Array(0):                          "an array of 0 dimensions does not exist: 1 to 32",
		types.Array(33):                         "an array of 33 dimensions does not exist",
		{}:                                      "unknown QuestDB type 0",
		{Kind: types.KindLong, Precision: 1}:    "LONG has no parameters",
		{Kind: types.Kind(200)}:                 "unknown QuestDB type 200",
		{Kind: types.KindGeohash, Precision: 5}: "",
	} {
		switch err := typ.Check(); {
		case err == nil && want != "", err != nil && want == "", err != nil && !strings.Contains(err.Error(), want):
			t.Errorf("%s: %v, want %q", typ, err, want)
		}
	}
}
