package migrate

import (
	"errors"
	"log/slog"
	"time"
)

// Option changes what a [Runner] does.
type Option func(*options)

type options struct {
	table        string
	logger       *slog.Logger
	lockTTL      time.Duration
	refuse       bool
	outOfOrder   bool
	allowMissing bool
	dryRun       bool
}

const (
	defaultTable   = "questql_migrations"
	defaultLockTTL = 30 * time.Second
)

// Table names the table that keeps the versions; questql_migrations unless
// said. The table of the lock has the same name with _lock_ and a number behind
// it.
func Table(name string) Option { return func(o *options) { o.table = name } }

// Logger gets a record for each statement and for each wait, at level Info.
func Logger(l *slog.Logger) Option { return func(o *options) { o.logger = l } }

// LockTTL is how long the lock of a runner that died keeps others out: 30
// seconds unless said. A living runner renews its lock three times in it.
func LockTTL(ttl time.Duration) Option { return func(o *options) { o.lockTTL = ttl } }

// RefuseIfLocked returns [ErrLocked] at once where another runner works,
// instead of waiting for it until the context ends.
func RefuseIfLocked() Option { return func(o *options) { o.refuse = true } }

// AllowOutOfOrder also applies migrations that are older than one that is
// applied.
func AllowOutOfOrder() Option { return func(o *options) { o.outOfOrder = true } }

// AllowMissing takes it that files of applied migrations are gone: for a
// program that is older than its database.
func AllowMissing() Option { return func(o *options) { o.allowMissing = true } }

// DryRun lets Up, UpTo, Down and DownTo check everything and return what they
// would run, without the lock and without any write.
func DryRun() Option { return func(o *options) { o.dryRun = true } }

func newOptions(set []Option) (options, error) {
	o := options{table: defaultTable, logger: slog.New(slog.DiscardHandler), lockTTL: defaultLockTTL}
	for _, s := range set {
		s(&o)
	}
	if o.logger == nil {
		return o, errors.New("migrate: the logger is nil")
	}
	if o.lockTTL < minLockTTL {
		return o, errors.New("migrate: LockTTL needs at least 100ms")
	}
	return o, nil
}

const minLockTTL = 100 * time.Millisecond
