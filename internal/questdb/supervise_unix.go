//go:build unix && !solaris && !illumos && !aix

package questdb

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// tryLock takes the lock of a file, which it makes, or returns errLocked. Closing the file, or the end of
// every process that holds it open, lets go.
func tryLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = errLocked
	}
	return nil, err
}

// locksEnd: a lock ends with its holder.
const locksEnd = true

func unlock(f *os.File) { _ = f.Close() }

// inheritedLock is the first of a command's ExtraFiles. The commands that this process runs must not
// inherit it in their turn.
func inheritedLock() *os.File {
	syscall.CloseOnExec(3)
	return os.NewFile(3, "lock")
}

// detached puts a supervisor beyond the signals that a terminal sends to the program.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// runProcess is the process that a test run is: the go command that started this test binary.
func runProcess() (process, bool) {
	pid := os.Getppid()
	if text := os.Getenv("QUESTQL_RUN_PID"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return process{}, false
		}
		pid = n
	} else if !isGo(pid) {
		return process{}, false
	}
	start, ok := startTime(pid)
	return process{Pid: pid, Start: start}, ok
}

// isGoCommand tells the go command, whatever version suffix it has, from a shell or a debugger.
func isGoCommand(path string) bool {
	name := filepath.Base(path)
	return name == "go" || strings.HasPrefix(name, "go1.")
}
