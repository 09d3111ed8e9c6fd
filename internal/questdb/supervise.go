package questdb

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// superviseEnv, when set, makes this package's init function run a supervisor instead of the program.
const superviseEnv = "QUESTQL_SUPERVISE"

func init() {
	text := os.Getenv(superviseEnv)
	if text == "" {
		return
	}
	_ = os.Unsetenv(superviseEnv)
	os.Exit(supervise(text))
}

// job is what a supervisor is told.
type job struct {
	// Run is the directory of a shared server's state; "" for a private one, which reports on stdout.
	Run string
	// Parent is the process whose end ends a shared server.
	Parent process
	Config map[string]string
}

// process is one process, not the next one with its number.
type process struct {
	Pid   int
	Start string
}

const (
	statusReady  = "ready"
	statusFailed = "failed"
	statusKilled = "killed"
)

const (
	eventStart   = "start"
	eventKill    = "kill"
	eventRestart = "restart"
	eventExit    = "exit" // the server ended and nobody asked for it
)

// state is what a supervisor tells.
type state struct {
	Event  string
	Status string

	DSN, HTTP, How string
	Passed         []Attempt
	Error          string // of a server that was found and then failed
}

func (s *state) err() error {
	if s.Error == "" {
		return &UnavailableError{Attempts: s.Passed}
	}
	return errors.New("questdb: " + s.Error)
}

// engine is a server in one of the ways it can be run.
type engine interface {
	how() string
	dsn() string
	http() string
	// start starts the server, for the first time or again, and waits until it answers.
	start(ctx context.Context) error
	// ended is closed when the server that start started has ended.
	ended() <-chan struct{}
	// kill ends the server at once and waits for its end.
	kill() error
	// remove is kill, and leaves nothing behind.
	remove() error
	// log is the end of what the server wrote.
	log() string
}

// The name of a supervisor's data directory, and of the file in it that stays locked while it lives.
const (
	dataPrefix = "questql-data-"
	aliveFile  = "alive"
	stateFile  = "state.json"
)

// supervise runs on the main goroutine, which init functions keep on the main thread: Linux kills a server
// whose parent thread ends.
func supervise(text string) int {
	var j job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		fmt.Fprintln(os.Stderr, superviseEnv+":", err)
		return 1
	}
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()

	var commands chan string
	report := func(st *state) { _ = json.NewEncoder(os.Stdout).Encode(st) }
	if j.Run != "" {
		unlock, err := adoptRun(j.Run)
		if err != nil {
			fmt.Fprintln(os.Stderr, "supervisor:", err)
			return 1
		}
		defer func() { _ = os.RemoveAll(j.Run) }()
		report = func(st *state) {
			data, err := json.Marshal(st)
			if err == nil {
				err = writeFile(filepath.Join(j.Run, stateFile), data)
			}
			if err != nil {
				fmt.Fprintln(os.Stderr, "supervisor:", err)
			}
			unlock()
		}
		go func() {
			for alive(j.Parent) {
				time.Sleep(200 * time.Millisecond)
			}
			stop()
		}()
	} else {
		commands = make(chan string)
		go func() {
			in := bufio.NewScanner(os.Stdin)
			for in.Scan() {
				commands <- in.Text()
			}
			stop()
		}()
	}

	sweep()
	var server engine
	st := state{Status: statusFailed}
	dir, err := newDataDir()
	if err == nil {
		defer func() { _ = os.RemoveAll(dir) }()
		server, st = launch(ctx, dir, j.Config)
	} else {
		st.Error = err.Error()
	}
	st.Event = eventStart
	if server != nil {
		defer func() { _ = server.remove() }()
		kind := "private"
		if j.Run != "" {
			kind = "shared"
		}
		addStat("servers", kind+"\t"+st.How)
	}
	report(&st)
	if server == nil && j.Run == "" {
		return 0
	}

	// A shared failure stays to be read by the other packages of the run.
	for {
		var ended <-chan struct{}
		if st.Status == statusReady {
			ended = server.ended()
		}
		select {
		case <-ctx.Done():
			return 0
		case <-ended:
			st.Status, st.Event = statusFailed, eventExit
			st.Error = "the server ended unexpectedly; the end of its log:\n" + server.log()
			report(&st)
		case command := <-commands:
			st.Event = command
			if err := server.kill(); err != nil {
				st.Status, st.Error = statusFailed, err.Error()
			} else {
				st.Status, st.Error = statusKilled, ""
			}
			if command == eventRestart && st.Error == "" {
				st.Status = statusReady
				if err := server.start(ctx); err != nil {
					st.Status, st.Error = statusFailed, err.Error()+"\n"+server.log()
				}
			}
			report(&st)
		}
	}
}

// launch tries the ways that need a server process.
func launch(ctx context.Context, dir string, config map[string]string) (engine, state) {
	st := state{Status: statusFailed}
	forced, err := forcedWay()
	if err != nil {
		st.Error = err.Error()
		return nil, st
	}
	settings := maps.Clone(defaults)
	maps.Copy(settings, config)
	for _, way := range []struct {
		name string
		find func(ctx context.Context, dir string, settings map[string]string) (engine, error)
	}{
		{wayDocker, findDocker},
		{wayJava, findJava},
	} {
		if forced != "" && forced != way.name {
			st.Passed = append(st.Passed, Attempt{way.name, "passed by, QUESTDB_SERVER=" + forced})
			continue
		}
		server, err := way.find(ctx, dir, settings)
		if err == nil {
			st.Status, st.DSN, st.HTTP, st.How = statusReady, server.dsn(), server.http(), server.how()
			return server, st
		}
		st.Passed = append(st.Passed, Attempt{way.name, err.Error()})
	}
	return nil, st
}

// newDataDir makes the directory that a supervisor's files are in and locks it for the process's life.
func newDataDir() (string, error) {
	dir, err := os.MkdirTemp("", dataPrefix)
	if err != nil {
		return "", err
	}
	if err := hold(filepath.Join(dir, aliveFile)); err != nil {
		_ = os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}

// held keeps files from the garbage collector, which would close them and so unlock them.
var held []*os.File

// hold locks a file for the rest of the process's life.
func hold(path string) error {
	f, err := tryLock(path)
	held = append(held, f)
	return err
}

// sweep removes the data directories of supervisors that were killed.
func sweep() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), dataPrefix+"*"))
	for _, dir := range dirs {
		// A young directory may be one whose supervisor is about to lock it.
		if info, err := os.Stat(dir); err != nil || time.Since(info.ModTime()) < time.Minute {
			continue
		}
		if abandoned(dir) {
			_ = os.RemoveAll(dir)
		}
	}
}

// abandoned reports whether no supervisor holds the lock of a directory that has one.
func abandoned(dir string) bool {
	path := filepath.Join(dir, aliveFile)
	if _, err := os.Stat(path); err != nil || !locksEnd {
		return false
	}
	lock, err := tryLock(path)
	if err != nil {
		return false
	}
	unlock(lock)
	return true
}

// supervisor is the command that runs the supervisor of a job.
func supervisor(j job) (*exec.Cmd, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), superviseEnv+"="+string(text),
		"GORACE=atexit_sleep_ms=0 "+os.Getenv("GORACE")) // else each Close takes a second under -race
	cmd.Dir = os.TempDir()
	cmd.SysProcAttr = detached()
	return cmd, nil
}

// owner is a private server's supervisor, seen from the process it works for.
type owner struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	states chan state // what it tells, except eventExit; closed at its end

	mu     sync.Mutex // one command at a time
	closed sync.Once
	err    error
}

func startOwner(ctx context.Context, j job) (state, *owner, error) {
	cmd, err := supervisor(j)
	if err != nil {
		return state{}, nil, err
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return state{}, nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return state{}, nil, err
	}
	if err := cmd.Start(); err != nil {
		return state{}, nil, fmt.Errorf("questdb: supervisor: %w", err)
	}
	o := &owner{cmd: cmd, in: in, states: make(chan state, 1)}
	// This goroutine also keeps the pipes from the garbage collector when the caller keeps no Server.
	go func() {
		defer close(o.states)
		for dec := json.NewDecoder(out); ; {
			var st state
			if dec.Decode(&st) != nil {
				return
			}
			if st.Event != eventExit {
				o.states <- st
			}
		}
	}()
	st, err := o.wait(ctx)
	if err != nil || st.Status != statusReady {
		_ = o.close()
		return st, nil, err
	}
	return st, o, nil
}

func (o *owner) wait(ctx context.Context) (state, error) {
	select {
	case st, ok := <-o.states:
		if !ok {
			return st, errors.New("questdb: the supervisor ended")
		}
		return st, nil
	case <-ctx.Done():
		return state{}, fmt.Errorf("questdb: %w", context.Cause(ctx))
	}
}

// do sends a command and waits for its result. A command that the context ends leaves the supervisor
// behind with an answer that nobody reads, so the server is closed then.
func (o *owner) do(ctx context.Context, command string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, err := io.WriteString(o.in, command+"\n"); err != nil {
		return fmt.Errorf("questdb: %s: %w", command, err)
	}
	st, err := o.wait(ctx)
	if err != nil {
		_ = o.close()
		return err
	}
	if st.Error != "" {
		return fmt.Errorf("questdb: %s: %s", command, st.Error)
	}
	return nil
}

func (o *owner) close() error {
	o.closed.Do(func() {
		_ = o.in.Close()
		timer := time.AfterFunc(15*time.Second, func() {
			o.err = errors.New("questdb: the supervisor did not end and was killed")
			_ = o.cmd.Process.Kill()
		})
		for range o.states { // until its stdout ends
		}
		if err := o.cmd.Wait(); o.err == nil && err != nil {
			o.err = fmt.Errorf("questdb: supervisor: %w", err)
		}
		timer.Stop()
	})
	return o.err
}

// alone is the server that stands in for the shared one where processes cannot share.
var alone struct {
	sync.Mutex
	started bool
	state   state
	err     error
}

// startShared finds or starts the server of the test run.
func startShared(ctx context.Context) (state, error) {
	parent, ok := runProcess()
	if !ok {
		alone.Lock()
		defer alone.Unlock()
		if !alone.started {
			alone.state, _, alone.err = startOwner(ctx, job{})
			alone.started = alone.err == nil
		}
		return alone.state, alone.err
	}
	cache, err := cacheDir()
	if err != nil {
		return state{}, err
	}
	run := filepath.Join(cache, fmt.Sprintf("run-%d-%s", parent.Pid, parent.Start))
	for spawned := false; ; spawned = true {
		if err := os.MkdirAll(run, 0o700); err != nil {
			return state{}, err
		}
		lock, err := waitLock(ctx, filepath.Join(run, "lock"))
		if err != nil {
			return state{}, fmt.Errorf("questdb: waiting for the server of this test run: %w", err)
		}
		st, ok := readState(run)
		if ok && !abandoned(run) {
			unlock(lock)
			return st, nil
		}
		if spawned {
			unlock(lock)
			return state{}, fmt.Errorf("questdb: the supervisor ended: %s", tail(filepath.Join(run, "log"), 20))
		}
		err = spawnShared(run, parent, lock)
		// The supervisor holds the lock too; when it lets go, the state is there.
		unlock(lock)
		if err != nil {
			return state{}, fmt.Errorf("questdb: supervisor: %w", err)
		}
	}
}

func readState(run string) (state, bool) {
	var st state
	data, err := os.ReadFile(filepath.Join(run, stateFile))
	return st, err == nil && json.Unmarshal(data, &st) == nil
}

func spawnShared(run string, parent process, lock *os.File) error {
	cmd, err := supervisor(job{Run: run, Parent: parent})
	if err != nil {
		return err
	}
	// Never this process's own output: go test waits for everything that holds it.
	log, err := os.Create(filepath.Join(run, "log"))
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	cmd.Stdout, cmd.Stderr = log, log
	cmd.ExtraFiles = []*os.File{lock}
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// adoptRun takes over the lock that the supervisor of a shared server inherits, and returns the function
// that lets go of it. It also marks the run as one whose supervisor lives.
func adoptRun(run string) (func(), error) {
	lock := inheritedLock()
	if err := hold(filepath.Join(run, aliveFile)); err != nil {
		return nil, err
	}
	return sync.OnceFunc(func() { unlock(lock) }), nil
}

// cacheDir is where the jar and the state of shared servers are kept.
func cacheDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("questdb: no cache directory: %w", err)
	}
	dir = filepath.Join(dir, "questql")
	return dir, os.MkdirAll(dir, 0o700)
}

// waitLock takes a file lock as soon as its holder lets go.
func waitLock(ctx context.Context, path string) (*os.File, error) {
	for {
		lock, err := tryLock(path)
		if !errors.Is(err, errLocked) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%s: %w", path, context.Cause(ctx))
		case <-time.After(25 * time.Millisecond):
		}
	}
}

var errLocked = errors.New("locked by another process")

// tail is the end of a text file.
func tail(path string, lines int) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	all := strings.Split(strings.TrimSpace(string(data)), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

// serverEnv is this process's environment with the settings of a server in place of its own QDB_ variables.
func serverEnv(settings map[string]string) []string {
	var env []string
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "QDB_") {
			env = append(env, kv)
		}
	}
	return append(env, settingsEnv(settings)...)
}

func settingsEnv(settings map[string]string) []string {
	var env []string
	for key, value := range settings {
		env = append(env, key+"="+value)
	}
	return env
}
