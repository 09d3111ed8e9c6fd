package qdb

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// LogTracer logs each statement, with the name that Named gave it: at level
// debug, slow ones at warn and failed ones at error. Set it as the tracer of a connection's configuration:
//
//	db, err := qdb.Open(ctx, dsn, qdb.WithTracer(&qdb.LogTracer{Slow: time.Second}))
type LogTracer struct {
	// Logger is where it logs; nil is slog.Default.
	Logger *slog.Logger
	// Slow is the time from which a statement is logged at warn; 0 is never.
	Slow time.Duration
	// HideValues leaves the arguments out.
	HideValues bool
}

// WithTracer sets the tracer that sees every statement of the pool.
func WithTracer(t pgx.QueryTracer) Option {
	return WithConfig(func(cfg *Config) { cfg.ConnConfig.Tracer = t })
}

type startedKey struct{}

type started struct {
	at   time.Time
	name string
	sql  string
	args []any
}

// TraceQueryStart implements pgx.QueryTracer.
func (l *LogTracer) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	return context.WithValue(ctx, startedKey{}, started{time.Now(), StatementName(ctx), data.SQL, data.Args})
}

// TraceQueryEnd implements pgx.QueryTracer.
func (l *LogTracer) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryEndData) {
	s, _ := ctx.Value(startedKey{}).(started)
	took := time.Since(s.at)
	level, message := slog.LevelDebug, "query"
	switch {
	case data.Err != nil:
		level, message = slog.LevelError, "query failed"
	case l.Slow > 0 && took >= l.Slow:
		level, message = slog.LevelWarn, "slow query"
	}
	logger := l.Logger
	if logger == nil {
		logger = slog.Default()
	}
	if !logger.Enabled(ctx, level) {
		return
	}
	attrs := make([]slog.Attr, 0, 5)
	if s.name != "" {
		attrs = append(attrs, slog.String("name", s.name))
	}
	attrs = append(attrs, slog.String("sql", s.sql), slog.Duration("took", took))
	if !l.HideValues {
		attrs = append(attrs, slog.Any("args", s.args))
	}
	if data.Err != nil {
		attrs = append(attrs, slog.Any("error", data.Err))
	} else {
		attrs = append(attrs, slog.String("tag", data.CommandTag.String()))
	}
	logger.LogAttrs(ctx, level, message, attrs...)
}
