package questdb

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// Version is the QuestDB version that is started when nothing else is asked for.
const Version = "9.3.4"

// Server is a QuestDB that answers.
type Server struct {
	dsn    string
	http   string
	how    string
	passed []Attempt
	shared bool

	// owner is the supervisor of a private server; nil when the server is not this process's to stop.
	owner *owner
}

// DSN is the pgwire address as pgx takes it.
func (s *Server) DSN() string { return s.dsn }

// HTTP is the base URL of the REST API, or "" when it is not known.
func (s *Server) HTTP() string { return s.http }

// How tells where the server comes from: "QUESTDB_DSN", "docker questdb/questdb:9.3.4",
// "java org.questdb:questdb:9.3.4".
func (s *Server) How() string { return s.how }

// Shared reports whether other processes may be using the server too.
func (s *Server) Shared() bool { return s.shared }

// Passed lists the ways that were tried before and why each fell through.
func (s *Server) Passed() []Attempt { return s.passed }

// Close stops a private server and removes its data. A shared server, or one that QUESTDB_DSN names, goes on.
func (s *Server) Close() error {
	if s.owner == nil {
		return nil
	}
	return s.owner.close()
}

// Kill ends a private server as SIGKILL does, and keeps its data and ports for [Server.Restart].
func (s *Server) Kill(ctx context.Context) error {
	if s.owner == nil {
		return errNotOwn
	}
	return s.owner.do(ctx, eventKill)
}

// Restart starts a private server again after [Server.Kill], or after it crashed, with the same ports and
// data. A server that still runs is killed first. It returns when the server answers.
func (s *Server) Restart(ctx context.Context) error {
	if s.owner == nil {
		return errNotOwn
	}
	return s.owner.do(ctx, eventRestart)
}

var errNotOwn = errors.New("questdb: only a private server that Start started can be killed")

// Attempt is a way to a server that was tried in vain.
type Attempt struct {
	Way    string // QUESTDB_DSN, docker or java
	Reason string
}

func (a Attempt) String() string { return a.Way + ": " + a.Reason }

// UnavailableError says that this machine offers no way to a server. A server that was found and then
// misbehaved is another error.
type UnavailableError struct {
	Attempts []Attempt
}

func (e *UnavailableError) Error() string {
	var b strings.Builder
	b.WriteString("questdb: no server to work with")
	for _, a := range e.Attempts {
		b.WriteString("\n  " + strings.ReplaceAll(a.String(), "\n", "\n    "))
	}
	b.WriteString("\nset QUESTDB_DSN, or start Docker, or install Java 17 (or newer) and Maven")
	return b.String()
}

// Option changes what [Start] does.
type Option func(*options)

type options struct {
	shared bool
	own    bool
	config map[string]string
	logf   func(format string, args ...any)
}

// Shared asks for the one server of the test run (see the package comment). Its Close does nothing.
func Shared() Option {
	return func(o *options) { o.shared = true }
}

// Own asks for a server that nobody else uses: QUESTDB_DSN and [Shared] are passed by.
func Own() Option {
	return func(o *options) { o.own = true }
}

// Config adds server settings as QuestDB reads them from the environment, such as
// QDB_CAIRO_MAX_UNCOMMITTED_ROWS. It implies [Own].
func Config(settings map[string]string) Option {
	return func(o *options) {
		o.own = true
		if o.config == nil {
			o.config = map[string]string{}
		}
		maps.Copy(o.config, settings)
	}
}

// Log receives what Start does: one line for each way that falls through, and one for the server it found.
func Log(logf func(format string, args ...any)) Option {
	return func(o *options) { o.logf = logf }
}

// Start finds or starts a server and returns when it answers. The context bounds the start only.
func Start(ctx context.Context, opts ...Option) (*Server, error) {
	o := options{logf: func(string, ...any) {}}
	for _, opt := range opts {
		opt(&o)
	}
	if err := checkConfig(o.config); err != nil {
		return nil, err
	}
	if o.own {
		o.shared = false
	}
	server, err := start(ctx, &o)
	if err != nil {
		return nil, err
	}
	for _, a := range server.passed {
		o.logf("questdb: %s", a)
	}
	o.logf("questdb: using %s at %s", server.how, redact(server.dsn))
	return server, nil
}

func start(ctx context.Context, o *options) (*Server, error) {
	way, err := forcedWay()
	if err != nil {
		return nil, err
	}
	passed := Attempt{Way: wayDSN}
	switch dsn := os.Getenv("QUESTDB_DSN"); {
	case dsn == "":
		passed.Reason = "not set"
	case way != "":
		passed.Reason = "passed by, QUESTDB_SERVER=" + way
	case o.own:
		passed.Reason = "passed by, this server must be our own"
	default:
		err := answers(ctx, dsn)
		if err == nil {
			return &Server{dsn: dsn, http: os.Getenv("QUESTDB_HTTP"), how: wayDSN, shared: true}, nil
		}
		passed.Reason = err.Error()
	}

	var st state
	var own *owner
	if o.shared {
		st, err = startShared(ctx)
	} else {
		st, own, err = startOwner(ctx, job{Config: o.config})
	}
	if err != nil {
		return nil, err
	}
	st.Passed = append([]Attempt{passed}, st.Passed...)
	if st.Status != statusReady {
		return nil, st.err()
	}
	return &Server{dsn: st.DSN, http: st.HTTP, how: st.How, passed: st.Passed, shared: o.shared, owner: own}, nil
}

func forcedWay() (string, error) {
	switch way := os.Getenv("QUESTDB_SERVER"); way {
	case "", wayDocker, wayJava:
		return way, nil
	default:
		return "", fmt.Errorf("questdb: QUESTDB_SERVER is %q, want docker or java", way)
	}
}

// forTest is the shared server of this process, found once.
var forTest struct {
	sync.Mutex
	server  *Server
	err     error
	skipped bool
}

// forTestTimeout is the longest that a test waits: a cold machine downloads an image or a jar first.
const forTestTimeout = 5 * time.Minute

// ForTest returns the one server of the test run. Where this machine has no way to a server the test is
// skipped with the reasons; it fails instead when the environment variable CI is set, or when a server was
// found and does not work.
func ForTest(t testing.TB) *Server {
	t.Helper()
	forTest.Lock()
	defer forTest.Unlock()
	if forTest.server == nil && forTest.err == nil {
		ctx, cancel := context.WithTimeout(context.Background(), forTestTimeout)
		defer cancel()
		forTest.server, forTest.err = Start(ctx, Shared(), Log(t.Logf))
	}
	t.Cleanup(Flush)
	if forTest.err != nil {
		unavailable(t, forTest.err, &forTest.skipped)
	}
	return forTest.server
}

// OwnForTest returns a server that the test has for itself, and that ends with
// it. It skips or fails the test as [ForTest] does.
func OwnForTest(t testing.TB, opts ...Option) *Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), forTestTimeout)
	defer cancel()
	server, err := Start(ctx, append(opts, Own(), Log(t.Logf))...)
	if err != nil {
		forTest.Lock()
		defer forTest.Unlock()
		unavailable(t, err, &forTest.skipped)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// unavailable skips the test where the machine has no way to a server, and
// fails it otherwise.
func unavailable(t testing.TB, err error, noted *bool) {
	t.Helper()
	var none *UnavailableError
	if !errors.As(err, &none) || os.Getenv("CI") != "" {
		t.Fatal(err)
	}
	if !*noted {
		*noted = true
		Skipped(testPackage())
	}
	t.Skip(err)
}
