package schema_test

import (
	"slices"
	"testing"

	"github.com/questql/questql/internal/schema"
)

func TestReads(t *testing.T) {
	for query, want := range map[string][]string{
		`SELECT ts, price AS px FROM trades`:                                                       {"trades"},
		`select a, b from "my trades" t asof join quotes q on (symbol), depth where a in (c, d)`:   {"my trades", "quotes"},
		`SELECT * FROM a, b, (SELECT x, y FROM c) WHERE x = 'FROM d' -- FROM e`:                    {"a", "b", "c"},
		`WITH w AS (SELECT ts, v FROM fr.trades SAMPLE BY 1h) SELECT * FROM w CROSS JOIN 'quotes'`: {"fr.trades", "w", "quotes"},
		`SELECT extract(hour FROM ts), x FROM trades LATEST ON ts PARTITION BY a, b`:               {"ts", "trades"},
		`SELECT 1`: nil,
	} {
		if got := schema.Reads(query); !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", query, got, want)
		}
	}
}
