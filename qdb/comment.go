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
// percent-encoded, so that nothing in them ends the comment. A statement with a
// name, as [expr.Query.Named] gives it, adds the tag name in the place of yours.
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

// comment is the comment of a connection.
type comment struct {
	// whole is that of a statement without a name; before and after are the tags
	// around the name of one that has it.
	whole, before, after string
}

// nameTag is the tag of the statement's name.
const nameTag = "name"

func commentOf(tags map[string]string) comment {
	var c comment
	var all []string
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		tag := tagOf(key, tags[key])
		all = append(all, tag)
		switch {
		case key < nameTag:
			c.before += tag + ","
		case key > nameTag:
			c.after += "," + tag
		}
	}
	if len(all) > 0 {
		c.whole = " /*" + strings.Join(all, ",") + "*/"
	}
	return c
}

// of returns the comment of a statement, which may have a name.
func (c comment) of(name string) string {
	if name == "" {
		return c.whole
	}
	return " /*" + c.before + tagOf(nameTag, name) + c.after + "*/"
}

func tagOf(key, value string) string { return escaped(key) + "='" + escaped(value) + "'" }

// escaped percent-encodes all that could end a comment or a value.
func escaped(s string) string {
	return escapes.Replace(url.QueryEscape(s))
}

var escapes = strings.NewReplacer("+", "%20", "*", "%2A", "'", "%27", "/", "%2F")
