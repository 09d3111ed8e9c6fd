package qdb

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// WithComment puts a comment behind every statement of package qdb, which the
// server's query log and query_activity() show: the tags in the form of
// sqlcommenter, as /*app='candles',version='1.2'*/. Keys and values are
// percent-encoded, so that nothing in them ends the comment.
func WithComment(tags map[string]string) Option {
	comment := commentOf(tags)
	return func(cfg *Config) {
		before := cfg.AfterConnect
		cfg.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
			conn.PgConn().CustomData()[commentKey] = comment
			if before != nil {
				return before(ctx, conn)
			}
			return nil
		}
	}
}

// commentKey is where a connection keeps its comment.
const commentKey = "github.com/questql/questql/qdb.comment"

func commentOf(tags map[string]string) string {
	if len(tags) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(" /*")
	for i, key := range slices.Sorted(maps.Keys(tags)) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(escaped(key))
		b.WriteString("='")
		b.WriteString(escaped(tags[key]))
		b.WriteByte('\'')
	}
	b.WriteString("*/")
	return b.String()
}

// escaped percent-encodes all that could end a comment or a value.
func escaped(s string) string {
	return strings.NewReplacer("+", "%20", "*", "%2A", "'", "%27", "/", "%2F").Replace(url.QueryEscape(s))
}
