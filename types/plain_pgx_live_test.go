package types_test

import (
	"context"
	"net/netip"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/types"
)

// TestPlainPgx scans into the value types, and binds them, without qdb.
func TestPlainPgx(t *testing.T) {
	ctx := context.Background()
	config, err := pgx.ParseConfig(questdb.ForTest(t).DSN())
	if err != nil {
		t.Fatal(err)
	}
	config.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(ctx); err != nil {
			t.Error(err)
		}
	}()
	s := open(t)
	table := s.name()
	s.must("CREATE TABLE " + table + " (u UUID, l LONG256, g GEOHASH(4c), b GEOHASH(12b), d DECIMAL(18,3), a DOUBLE[][], f DOUBLE, ip IPv4, s SYMBOL)")
	s.must("INSERT INTO " + table + " VALUES ('00000000-0000-0000-0000-000000000001', 0x1f, #u33d, ##010101010101, 1.5m, ARRAY[[1.0,NULL]], 0.5, '10.0.0.1', NULL)")

	var (
		u       types.GUID
		l       types.Uint256
		g       types.Geohash
		d       types.Dec
		a       types.NDArray
		f       types.Null[float64]
		ip      types.Null[netip.Addr]
		null    types.Null[string]
		nullDec types.Null[types.Dec]
	)
	questdb.CountStatement(6)
	if err := conn.QueryRow(ctx, "SELECT u, l, g, d, a, f, ip, s, d FROM "+table).Scan(&u, &l, &g, &d, &a, &f, &ip, &null, &nullDec); err != nil {
		t.Fatal(err)
	}
	if u != guid("00000000-0000-0000-0000-000000000001") || l != uint256("0x1f") || g != geohash("u33d") || d != dec("1.500") || a.String() != "{{1.0,NULL}}" {
		t.Errorf("scanned %s %s %s %s %s", u, l, g, d, a)
	}
	if f != types.Valid(0.5) || ip != types.Valid(netip.MustParseAddr("10.0.0.1")) || null.Valid || nullDec != types.Valid(d) {
		t.Errorf("scanned %s %s %s %s", f, ip, null, nullDec)
	}
	if err := conn.QueryRow(ctx, "SELECT b FROM "+table).Scan(&g); err == nil || !strings.Contains(err.Error(), "scan it with qdb") {
		t.Errorf("bits scanned by a driver: %v", err)
	}
	if err := conn.QueryRow(ctx, "SELECT s FROM "+table).Scan(&g); err == nil {
		t.Error("NULL scanned into a Geohash")
	}
	if _, err := conn.Exec(ctx, "INSERT INTO "+table+" (b) VALUES ($1)", geohash("##010101010101")); err == nil || !strings.Contains(err.Error(), "send it with qdb") {
		t.Errorf("bits sent by a driver: %v", err)
	}
	if _, err := conn.Exec(ctx, "INSERT INTO "+table+" (u, d, f) VALUES ($1, $2, $3)", u, d, types.Valid(2.5)); err != nil {
		t.Error(err)
	}
	var n int
	if err := conn.QueryRow(ctx, "SELECT count() FROM "+table+" WHERE u = $1 AND d = $2", u, d).Scan(&n); err != nil || n != 2 {
		t.Errorf("found %d rows, %v", n, err)
	}
}
