package qdb_test

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// TestOpenFails shows the one sentence that says why there is no connection.
func TestOpenFails(t *testing.T) {
	server, err := url.Parse(questdb.ForTest(t).DSN())
	if err != nil {
		t.Fatal(err)
	}
	address := server.Host
	dsn := func(user, host, options string) string { return "postgres://" + user + "@" + host + "/qdb?" + options }
	for _, tt := range []struct {
		name, dsn string
		kind      qdb.Kind
		want      string
	}{
		{"no TLS", dsn("admin:quest", address, "sslmode=require"), qdb.ConnectionLost, "no connection to " + address + ": the server has no TLS, which sslmode asks for: configure TLS there, or set sslmode=disable"},
		{"no verified TLS", dsn("admin:quest", address, "sslmode=verify-full"), qdb.ConnectionLost, "no connection to " + address + ": the server has no TLS"},
		{"wrong password", dsn("admin:wrong", address, "sslmode=disable"), qdb.Permission, "no connection to " + address + ": invalid username/password"},
		{"unknown user", dsn("nobody:quest", address, "sslmode=disable"), qdb.Permission, "no connection to " + address + ": invalid username/password"},
		{"server down", dsn("admin:quest", "127.0.0.1:1", ""), qdb.ConnectionLost, "no connection to 127.0.0.1:1: nothing answers there (connect: connection refused): is QuestDB up, and is that its PGWire port"},
		{"a port that says nothing", dsn("admin:quest", silentPort(t), "sslmode=disable&connect_timeout=1"), qdb.ConnectionLost, ": no answer within connect_timeout: is QuestDB up, and is that its PGWire port"},
		{"unknown host", dsn("admin:quest", "nowhere.invalid:8812", "connect_timeout=5"), qdb.ConnectionLost, "no connection to nowhere.invalid:8812: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pool, err := qdb.Open(t.Context(), tt.dsn)
			if err == nil {
				pool.Close()
			}
			if !errors.Is(err, tt.kind) || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
			if _, ok := errors.AsType[*pgconn.ConnectError](err); !ok {
				t.Error("pgx's error is not behind it")
			}
		})
	}
	if pool, err := qdb.Open(t.Context(), "postgres://%zz"); err == nil || !strings.Contains(err.Error(), "qdb: ") {
		t.Errorf("a DSN that cannot be read: %v %v", pool, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := qdb.Open(ctx, dsn("admin:quest", silentPort(t), "sslmode=disable")); err != context.DeadlineExceeded { //nolint:errorlint // it is not wrapped
		t.Errorf("the end of the context: %v", err)
	}
}

// silentPort is a port that takes connections and never answers, as that of
// another protocol may.
func silentPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.Addr().String()
}
