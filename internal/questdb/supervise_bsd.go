//go:build unix && !linux && !solaris && !illumos && !aix

package questdb

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// diesWithParent: these systems have no such signal. A server outlives a supervisor that is killed.
func diesWithParent() *syscall.SysProcAttr { return nil }

func isGo(pid int) bool { return isGoCommand(ps(pid, "comm")) }

func startTime(pid int) (string, bool) {
	start := strings.NewReplacer(" ", "-", ":", "").Replace(ps(pid, "lstart"))
	return start, start != ""
}

// alive goes by the number alone: asking ps five times a second would cost more than the server.
func alive(p process) bool {
	err := syscall.Kill(p.Pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// ps is one column of a process's line; "" when there is no such process.
func ps(pid int, column string) string {
	out, err := exec.Command("ps", "-o", column+"=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
