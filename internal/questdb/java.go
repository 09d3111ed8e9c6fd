package questdb

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	wayJava  = "java"
	artifact = "org.questdb:questdb:" + Version

	javaMin = 17

	// The plugin's version is pinned for the reason that a lock file pins anything.
	mavenCopy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"

	downloadTimeout = 4 * time.Minute
	startTimeout    = 90 * time.Second
)

// javaServer is QuestDB's jar run by the machine's own Java.
type javaServer struct {
	dir      string
	java     string
	jar      string
	settings map[string]string
	pg, web  int

	cmd  *exec.Cmd
	done chan struct{}
}

func findJava(ctx context.Context, dir string, settings map[string]string) (engine, error) {
	java, err := javaCommand(ctx)
	if err != nil {
		return nil, err
	}
	jar, err := fetchJar(ctx)
	if err != nil {
		return nil, err
	}
	s := &javaServer{dir: dir, java: java, jar: jar, settings: maps.Clone(settings)}
	// Another process may take a port between the search and the start.
	for range 3 {
		if err = s.choosePorts(); err != nil {
			return nil, err
		}
		if err = s.start(ctx); err == nil {
			return s, nil
		}
		err = fmt.Errorf("%w; the end of its log:\n%s", err, s.log())
		_ = s.kill()
		if !strings.Contains(tail(s.logFile(), 1000), "could not bind") {
			break
		}
	}
	return nil, err
}

func (s *javaServer) choosePorts() error {
	ports, err := freePorts(4)
	if err != nil {
		return err
	}
	s.pg, s.web = ports[0], ports[1]
	for i, key := range []string{"PG_NET", "HTTP", "HTTP_MIN_NET", "LINE_TCP_NET"} {
		s.settings["QDB_"+key+"_BIND_TO"] = "127.0.0.1:" + strconv.Itoa(ports[i])
	}
	return nil
}

func (s *javaServer) how() string            { return "java " + artifact }
func (s *javaServer) dsn() string            { return serverDSN("127.0.0.1", s.pg, s.settings) }
func (s *javaServer) http() string           { return serverHTTP("127.0.0.1", s.web) }
func (s *javaServer) ended() <-chan struct{} { return s.done }
func (s *javaServer) remove() error          { return s.kill() } // the supervisor removes the directory
func (s *javaServer) logFile() string        { return filepath.Join(s.dir, "server.log") }
func (s *javaServer) log() string            { return tail(s.logFile(), 20) }

func (s *javaServer) start(ctx context.Context) error {
	root, tmp := filepath.Join(s.dir, "root"), filepath.Join(s.dir, "tmp")
	for _, dir := range []string{root, tmp} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	log, err := os.OpenFile(s.logFile(), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	cmd := exec.Command(s.java, "-Xmx1g",
		"-Djava.io.tmpdir="+tmp, // a killed server leaves its native library there
		"-p", s.jar, "-m", "io.questdb/io.questdb.ServerMain", "-d", root)
	cmd.Env = serverEnv(s.settings)
	cmd.Dir = s.dir
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = diesWithParent()
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(done)
	}()
	s.cmd, s.done = cmd, done
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	return waitReady(ctx, s.dsn(), done)
}

func (s *javaServer) kill() error {
	if s.cmd == nil {
		return nil
	}
	if err := s.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-s.done
	return nil
}

var javaVersion = regexp.MustCompile(`version "(?:1\.)?(\d+)`)

// javaCommand finds a Java that is new enough, in JAVA_HOME or PATH.
func javaCommand(ctx context.Context) (string, error) {
	java := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		java = filepath.Join(home, "bin", "java")
	}
	path, err := exec.LookPath(java)
	if err != nil {
		return "", fmt.Errorf("no Java %d or newer: %w", javaMin, err)
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-version")
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s -version: %w: %s", path, err, bytes.TrimSpace(out))
	}
	m := javaVersion.FindSubmatch(out)
	if m == nil {
		return "", fmt.Errorf("%s -version says %q", path, bytes.TrimSpace(out))
	}
	if n, err := strconv.Atoi(string(m[1])); err != nil || n < javaMin {
		return "", fmt.Errorf("%s is Java %s, need %d or newer", path, m[1], javaMin)
	}
	return path, nil
}

// fetchJar returns the server's jar, which Maven copies into the cache once.
func fetchJar(ctx context.Context) (string, error) {
	cache, err := cacheDir()
	if err != nil {
		return "", err
	}
	name := "questdb-" + Version + ".jar"
	jar := filepath.Join(cache, name)
	if _, err := os.Stat(jar); !errors.Is(err, fs.ErrNotExist) {
		return jar, err
	}
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return "", fmt.Errorf("no Maven to fetch %s: %w", artifact, err)
	}
	ctx, cancel := context.WithTimeout(ctx, downloadTimeout)
	defer cancel()
	lock, err := waitLock(ctx, jar+".lock")
	if err != nil {
		return "", err
	}
	defer unlock(lock)
	if _, err := os.Stat(jar); err == nil {
		return jar, nil // another process was first
	}

	// Beside the jar, so that it can be renamed; and no pom.xml of the user's is near.
	tmp, err := os.MkdirTemp(cache, "fetch-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(tmp) }()
	cmd := exec.CommandContext(ctx, mvn, "-q", "-B", mavenCopy, "-Dartifact="+artifact, "-DoutputDirectory="+tmp)
	cmd.Dir = tmp
	cmd.WaitDelay = time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return "", fmt.Errorf("mvn cannot fetch %s: %w\n%s", artifact, err, firstLines(out, 3))
	}
	fetched := filepath.Join(tmp, name)
	r, err := zip.OpenReader(fetched)
	if err != nil {
		return "", fmt.Errorf("mvn fetched no jar: %w", err)
	}
	_ = r.Close()
	return jar, os.Rename(fetched, jar)
}

func firstLines(text []byte, n int) string {
	lines := strings.SplitN(strings.TrimSpace(string(text)), "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], "\n")
}
