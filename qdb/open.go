package qdb

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Option changes what Open does.
type Option func(*Config)

// Config is the configuration of a pool.
type Config = pgxpool.Config

// WithConfig gives access to the pool's whole configuration, after Open has set
// its own defaults: hooks, limits, TLS.
func WithConfig(change func(*Config)) Option { return change }

// Open connects to QuestDB and returns a pool, which Close closes. The DSN is
// as pgx takes it, with all its options:
//
//	postgres://admin:quest@localhost:8812/qdb?pool_max_conns=8
//
// Open makes one connection, so that a wrong address or password is an error
// here. What it sets, and the DSN or an option can change: [Configure]; at most
// 16 connections, as the server refuses to answer the 65th.
func Open(ctx context.Context, dsn string, options ...Option) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("qdb: %w", err)
	}
	if !strings.Contains(dsn, "pool_max_conns") {
		cfg.MaxConns = defaultMaxConns
	}
	Configure(cfg.ConnConfig)
	for _, o := range options {
		o(cfg)
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("qdb: %w", err)
	}
	conn, err := pool.Acquire(ctx)
	if err != nil {
		pool.Close()
		return nil, connectError(ctx, err)
	}
	conn.Release()
	return pool, nil
}

const (
	defaultMaxConns       = 16
	defaultConnectTimeout = 10 * time.Second
)

// Configure sets what a connection to QuestDB needs, on a configuration of your
// own: the mode QueryExecModeCacheDescribe for SQL text, because pgx's default
// reports the error of one query as that of the next; a cancel request when a
// context ends, which keeps the connection; a connect timeout, unless there is
// one.
func Configure(cfg *pgx.ConnConfig) {
	cfg.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = defaultConnectTimeout
	}
	cfg.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{
			Conn:               c,
			CancelRequestDelay: 0,
			DeadlineDelay:      cancelGrace,
		}
	}
}

// cancelGrace is how long a cancelled statement may take to say so before its
// connection is given up.
const cancelGrace = time.Second
