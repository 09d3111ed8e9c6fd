package questdb

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const wayDSN = "QUESTDB_DSN"

// answers runs "select 1" over pgwire.
func answers(ctx context.Context, dsn string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	conn, err := pgconn.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	result := conn.ExecParams(ctx, "select 1", nil, nil, nil, nil).Read()
	if result.Err != nil {
		return result.Err
	}
	if len(result.Rows) != 1 {
		return fmt.Errorf("select 1 returned %d rows", len(result.Rows))
	}
	return nil
}

// waitReady waits until the server answers, ends, or the context does.
func waitReady(ctx context.Context, dsn string, ended <-chan struct{}) error {
	for {
		err := answers(ctx, dsn)
		select {
		case <-ended:
			return errEnded
		default:
		}
		if err == nil {
			return nil
		}
		select {
		case <-ended:
			return errEnded
		case <-ctx.Done():
			return fmt.Errorf("does not answer: %w (%w)", err, context.Cause(ctx))
		case <-time.After(50 * time.Millisecond):
		}
	}
}

var errEnded = errors.New("the server process ended")

func serverDSN(host string, port int, config map[string]string) string {
	user, password := config["QDB_PG_USER"], config["QDB_PG_PASSWORD"]
	if user == "" {
		user = "admin"
	}
	if password == "" {
		password = "quest"
	}
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(user, password),
		Host:     net.JoinHostPort(host, strconv.Itoa(port)),
		Path:     "/qdb",
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

func serverHTTP(host string, port int) string {
	return "http://" + net.JoinHostPort(host, strconv.Itoa(port))
}

// redact leaves the password out of an address that is going to be printed.
func redact(dsn string) string {
	if u, err := url.Parse(dsn); err == nil && u.Host != "" {
		u.RawQuery = ""
		return u.Redacted()
	}
	fields := strings.Fields(dsn)
	for i, field := range fields {
		if strings.HasPrefix(field, "password=") {
			fields[i] = "password=xxxxx"
		}
	}
	return strings.Join(fields, " ")
}

// freePorts returns n loopback ports that nothing listens on. They lie below the ports that the systems
// hand to outgoing connections: one of those could take a port before the server opens it.
func freePorts(n int) ([]int, error) {
	var ports []int
	for range 1000 {
		port := 20000 + rand.IntN(12000)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			continue
		}
		// Kept open until all are found, so that no port is found twice.
		defer func() { _ = l.Close() }()
		if ports = append(ports, port); len(ports) == n {
			return ports, nil
		}
	}
	return nil, fmt.Errorf("found %d free loopback ports, need %d", len(ports), n)
}

// defaults are the settings of every server started here.
var defaults = map[string]string{
	"QDB_LINE_UDP_ENABLED":        "false",
	"QDB_TELEMETRY_ENABLED":       "false",
	"QDB_PG_NET_CONNECTION_LIMIT": "256", // the packages of a run share the server
}

func checkConfig(config map[string]string) error {
	for key := range config {
		switch {
		case !strings.HasPrefix(key, "QDB_"):
			return fmt.Errorf("questdb: Config: %q is not a QDB_ setting", key)
		case strings.HasSuffix(key, "_BIND_TO"):
			return fmt.Errorf("questdb: Config: %s is chosen by Start", key)
		}
	}
	return nil
}
