package questdb_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/internal/questdb"
)

// childEnv makes the test binary one of the small programs that the tests run and kill.
const childEnv = "QUESTDB_TEST_CHILD"

func TestMain(m *testing.M) {
	switch what := os.Getenv(childEnv); what {
	case "":
		os.Exit(m.Run())
	case "idle":
		fmt.Println("{}")
		_, _ = io.Copy(io.Discard, os.Stdin)
	default:
		opt := questdb.Own()
		if what == "shared" {
			opt = questdb.Shared()
		}
		server, err := questdb.Start(context.Background(), opt)
		var said childSaid
		if err != nil {
			var none *questdb.UnavailableError
			said.Error, said.Unavailable = err.Error(), errors.As(err, &none)
		} else {
			said.DSN = server.DSN()
		}
		_ = json.NewEncoder(os.Stdout).Encode(said)
		_, _ = io.Copy(io.Discard, os.Stdin)
	}
}

type childSaid struct {
	DSN         string
	Error       string
	Unavailable bool
}

type child struct {
	cmd  *exec.Cmd
	said childSaid
}

// startChild runs a child until it has said its line. What it and its supervisor leave behind is in tmp.
func startChild(t *testing.T, what, tmp string, env ...string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+what, "TMPDIR="+tmp, "QUESTDB_DSN=", "QUESTQL_TEST_STATS=")
	cmd.Env = append(cmd.Env, env...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &child{cmd: cmd}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &c.said)
	}
	if err != nil {
		t.Fatalf("child %s: %v", what, err)
	}
	return c
}

// dsn is the address that the child was given.
func (c *child) dsn(t *testing.T) string {
	t.Helper()
	switch {
	case c.said.Unavailable && os.Getenv("CI") == "":
		t.Skip(c.said.Error)
	case c.said.Error != "":
		t.Fatal(c.said.Error)
	}
	return c.said.DSN
}

func (c *child) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := c.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	_ = c.cmd.Wait()
}

func query(t *testing.T, dsn, sql string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	conn, err := pgconn.Connect(ctx, dsn)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(ctx) }()
	result := conn.ExecParams(ctx, sql, nil, nil, nil, nil).Read()
	if result.Err != nil || len(result.Rows) == 0 {
		return "", result.Err
	}
	return string(result.Rows[0][0]), nil
}

func mustQuery(t *testing.T, dsn, sql string) string {
	t.Helper()
	got, err := query(t, dsn, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return got
}

// leftovers lists the data directories in tmp and, on Linux, the processes that were told of it.
func leftovers(tmp string) []string {
	found, _ := filepath.Glob(filepath.Join(tmp, "*"))
	commands, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range commands {
		if text, err := os.ReadFile(path); err == nil && strings.Contains(string(text), tmp) {
			found = append(found, path+" "+strings.ReplaceAll(string(text), "\x00", " "))
		}
	}
	return found
}

// wantGone waits until a server and all that belongs to it have gone.
func wantGone(t *testing.T, dsn, tmp string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		_, err := query(t, dsn, "select 1")
		left := leftovers(tmp)
		if err != nil && len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("after 10s the server answers: %t, left behind: %q", err == nil, left)
		}
	}
}

func skipWithoutSignals(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs POSIX signals")
	}
}

func TestForTest(t *testing.T) {
	server := questdb.ForTest(t)
	if !server.Shared() {
		t.Error("the server of the run is not shared")
	}
	if again := questdb.ForTest(t); again.DSN() != server.DSN() {
		t.Errorf("second server %s, first %s", again.DSN(), server.DSN())
	}
	if got := mustQuery(t, server.DSN(), "select 1"); got != "1" {
		t.Errorf("select 1 = %s", got)
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	mustQuery(t, server.DSN(), "select 1")
	if server.How() == "QUESTDB_DSN" {
		return
	}
	if err := server.Kill(t.Context()); err == nil {
		t.Error("a shared server was killed")
	}
}

func TestKilledProgramLeavesNothing(t *testing.T) {
	skipWithoutSignals(t)
	t.Parallel()
	tmp := t.TempDir()
	for _, signal := range []os.Signal{syscall.SIGKILL, os.Interrupt} {
		c := startChild(t, "own", tmp)
		dsn := c.dsn(t)
		mustQuery(t, dsn, "select 1")
		if len(leftovers(tmp)) == 0 {
			t.Fatal("nothing to leave behind")
		}
		c.signal(t, signal)
		wantGone(t, dsn, tmp)
	}
}

func TestSharedByProcesses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("not shared on Windows")
	}
	t.Parallel()
	tmp := t.TempDir()
	run := startChild(t, "idle", tmp)
	env := fmt.Sprintf("QUESTQL_RUN_PID=%d", run.cmd.Process.Pid)
	children := make(chan *child, 3)
	for range cap(children) {
		go func() { children <- startChild(t, "shared", tmp, env) }()
	}
	first, second, third := <-children, <-children, <-children
	dsn := first.dsn(t)
	for _, other := range []*child{second, third} {
		if got := other.dsn(t); got != dsn {
			t.Errorf("got a server of its own: %s, first %s", got, dsn)
		}
	}
	for _, c := range []*child{first, second, third} {
		c.signal(t, syscall.SIGKILL)
	}
	time.Sleep(500 * time.Millisecond)
	mustQuery(t, dsn, "select 1")
	if got := startChild(t, "shared", tmp, env).dsn(t); got != dsn {
		t.Errorf("a later process got %s, want %s", got, dsn)
	}
	run.signal(t, syscall.SIGKILL)
	wantGone(t, dsn, tmp)
}

func TestKillAndRestart(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	server := questdb.OwnForTest(t, questdb.Config(map[string]string{"QDB_CAIRO_MAX_UNCOMMITTED_ROWS": "12345"}))
	dsn := server.DSN()
	const setting = "select value from (show parameters) where property_path = 'cairo.max.uncommitted.rows'"
	if got := mustQuery(t, dsn, setting); got != "12345" {
		t.Errorf("setting = %s", got)
	}
	mustQuery(t, dsn, "create table kept as (select x from long_sequence(7))")
	if err := server.Kill(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := query(t, dsn, "select 1"); err == nil {
		t.Error("a killed server answers")
	}
	if err := server.Restart(ctx); err != nil {
		t.Fatal(err)
	}
	if got := mustQuery(t, dsn, "select count() from kept"); got != "7" {
		t.Errorf("%s rows after the restart", got)
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	if _, err := query(t, dsn, "select 1"); err == nil {
		t.Error("a closed server answers")
	}
	if err := server.Kill(ctx); err == nil {
		t.Error("a closed server was killed")
	}
}

func TestNoWay(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	t.Setenv("QUESTDB_DSN", "postgres://admin:secret@127.0.0.1:1/qdb?sslmode=disable")
	t.Setenv("DOCKER_HOST", "unix://"+nowhere)
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", nowhere)
	for _, tt := range []struct {
		way  string
		want []string
	}{
		{"", []string{"QUESTDB_DSN: failed to connect", "docker: no daemon", "java: no Java 17", "install Java 17"}},
		{"java", []string{"QUESTDB_DSN: passed by", "docker: passed by, QUESTDB_SERVER=java", "java: no Java 17"}},
		{"docker", []string{"docker: no daemon", "java: passed by, QUESTDB_SERVER=docker"}},
		{"podman", []string{`QUESTDB_SERVER is "podman", want docker or java`}},
	} {
		t.Setenv("QUESTDB_SERVER", tt.way)
		_, err := questdb.Start(t.Context())
		if err == nil {
			t.Errorf("%s: found a server", tt.way)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: no %q in:\n%v", tt.way, want, err)
			}
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is in the error:\n%v", err)
		}
	}
}

func TestConfigRefused(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"PATH":               `"PATH" is not a QDB_ setting`,
		"QDB_PG_NET_BIND_TO": "QDB_PG_NET_BIND_TO is chosen by Start",
	} {
		_, err := questdb.Start(t.Context(), questdb.Config(map[string]string{key: "x"}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", key, err, want)
		}
	}
}

func TestStatistics(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("QUESTQL_TEST_STATS", dir)
	questdb.CountStatement(2)
	defer questdb.CountStatement(-2) // the run's own figure is without these
	questdb.Flush()
	questdb.Skipped("example.org/some/package")
	files, _ := filepath.Glob(filepath.Join(dir, "statements-*"))
	if len(files) != 1 {
		t.Fatalf("files %q", files)
	}
	skipped, err := os.ReadFile(filepath.Join(dir, "skipped"))
	if err != nil || string(skipped) != "example.org/some/package\n" {
		t.Errorf("skipped: %q, %v", skipped, err)
	}
}
