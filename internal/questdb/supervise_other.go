//go:build !unix || solaris || illumos || aix

package questdb

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// Without flock and with no portable way to watch a process that is not a child, each test binary has a
// server of its own here.

// tryLock makes a file that must not exist. One that its maker left behind counts for ten minutes.
func tryLock(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > 10*time.Minute {
		_ = os.Remove(path)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		err = errLocked
	}
	return f, err
}

// locksEnd: a lock may outlive its holder, so that nothing is ever taken for abandoned.
const locksEnd = false

func unlock(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

func inheritedLock() *os.File { return nil }

func detached() *syscall.SysProcAttr { return nil }

func diesWithParent() *syscall.SysProcAttr { return nil }

func runProcess() (process, bool) { return process{}, false }

func alive(process) bool { return false }
