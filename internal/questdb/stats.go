package questdb

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const statsEnv = "QUESTQL_TEST_STATS"

var (
	statements atomic.Int64
	flushing   sync.Mutex

	// statementsFile is of this process and no other of the run, even when process numbers come again.
	statementsFile = fmt.Sprintf("statements-%s-%d-%d", filepath.Base(os.Args[0]), os.Getpid(), time.Now().UnixNano())
)

// CountStatement adds n to the number of statements that this process ran on a server.
func CountStatement(n int) { statements.Add(int64(n)) }

// Flush writes the number of statements so far to this process's file in QUESTQL_TEST_STATS, named
// statements-*. [ForTest] calls it at the end of each test.
func Flush() {
	dir := os.Getenv(statsEnv)
	if dir == "" {
		return
	}
	flushing.Lock()
	defer flushing.Unlock()
	if err := writeFile(filepath.Join(dir, statementsFile), fmt.Appendln(nil, statements.Load())); err != nil {
		fmt.Fprintln(os.Stderr, "questdb: statistics:", err)
	}
}

// Skipped notes that tests of a package were skipped for want of a server.
func Skipped(pkg string) { addStat("skipped", pkg) }

func addStat(file, line string) {
	dir := os.Getenv(statsEnv)
	if dir == "" {
		return
	}
	f, err := os.OpenFile(filepath.Join(dir, file), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = fmt.Fprintln(f, line)
		_ = f.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "questdb: statistics:", err)
	}
}

// testPackage is the import path of the nearest caller outside this package.
func testPackage() string {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		frame, more := frames.Next()
		slash := strings.LastIndexByte(frame.Function, '/') + 1
		pkg, _, _ := strings.Cut(frame.Function[slash:], ".")
		if path := frame.Function[:slash] + pkg; !more || !strings.HasSuffix(path, "/internal/questdb") {
			return path
		}
	}
}

// writeFile replaces a file as a whole: a reader sees the old text or the new one.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
