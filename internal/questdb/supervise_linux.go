package questdb

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// diesWithParent has the kernel kill a server when the supervisor's main thread ends.
func diesWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}

func isGo(pid int) bool {
	exe, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	return err == nil && isGoCommand(exe)
}

// startTime is the time, in clock ticks since the machine started, at which a process started. It is not
// known of a process that has ended and that nobody has waited for.
func startTime(pid int) (string, bool) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", false
	}
	// The second field is the command in parentheses, which may hold anything.
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
	if len(fields) < 20 || fields[0] == "Z" || fields[0] == "X" {
		return "", false
	}
	return fields[19], true
}

func alive(p process) bool {
	start, ok := startTime(p.Pid)
	return ok && start == p.Start
}
