package migrate

import (
	"errors"
	"fmt"
)

// What a runner refuses, for errors.Is. The error that it returns tells the
// version and what to do.
var (
	// ErrLocked is another runner at work, with [RefuseIfLocked].
	ErrLocked = errors.New("another runner holds the lock")
	// ErrLockLost is a lock that could not be renewed in time: the runner
	// stopped, as another may have begun.
	ErrLockLost = errors.New("the lock was lost")
	// ErrEdited is a file whose statements are not those that ran.
	ErrEdited = errors.New("edited after it was applied")
	// ErrMissing is an applied version that has no file, see [AllowMissing].
	ErrMissing = errors.New("applied, but there is no file")
	// ErrOutOfOrder is a migration that is older than an applied one, see
	// [AllowOutOfOrder].
	ErrOutOfOrder = errors.New("older than the latest applied version")
	// ErrNoWayBack is a migration without statements for the way down.
	ErrNoWayBack = errors.New("cannot be undone")
	// ErrHalfway is a migration that another call has to bring to its end.
	ErrHalfway = errors.New("halfway")
	// ErrUncertain is a statement of which nobody knows whether it ran, see
	// [Runner.Resolve].
	ErrUncertain = errors.New("may or may not have run")
	// ErrNoVersion is a version that no file has.
	ErrNoVersion = errors.New("no such version")
)

// VersionError is a version that a runner refuses.
type VersionError struct {
	Version int64
	Name    string
	// Detail says what is wrong and what to do.
	Detail string
	// Err is one of the errors of this package.
	Err error
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("migrate: version %s: %v: %s", title(e.Version, e.Name), e.Err, e.Detail)
}

// Unwrap returns Err.
func (e *VersionError) Unwrap() error { return e.Err }

func title(version int64, name string) string {
	if name == "" {
		return fmt.Sprint(version)
	}
	return fmt.Sprintf("%d (%s)", version, name)
}

// StatementError is a statement that failed, or of which it is uncertain
// whether it ran. What ran before it stays, and the next call goes on with it.
type StatementError struct {
	Version int64
	Name    string
	Statement
	// Number counts the statements of the file from 1; Of is how many it has.
	Number, Of int
	// At is the line of the mistake, where the server tells it, else that of
	// the statement.
	At int
	// Err is an *qdb.Error, ErrUncertain, ErrLockLost or that of a context.
	Err error
}

func (e *StatementError) Error() string {
	return fmt.Sprintf("migrate: %s:%d: statement %d of %d: %v", e.File, e.At, e.Number, e.Of, e.Err)
}

// Unwrap returns Err.
func (e *StatementError) Unwrap() error { return e.Err }
