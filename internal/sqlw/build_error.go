package sqlw

import (
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// BuildError says what is wrong with a statement, found before any I/O. It
// reads `SAMPLE BY: stride must be positive, got 0 (built at candles.go:41)`.
type BuildError struct {
	// Clause is where the mistake stands, such as "SAMPLE BY".
	Clause string
	// Problem says what is wrong and what to do.
	Problem string
	// At is the caller's file and line, where it is known.
	At string
	// Err is the cause, if there is one; errors.Is and errors.As see it.
	Err error
}

func (e *BuildError) Error() string {
	var b strings.Builder
	if e.Clause != "" {
		b.WriteString(e.Clause)
		b.WriteString(": ")
	}
	b.WriteString(e.Problem)
	if e.At != "" {
		b.WriteString(" (built at ")
		b.WriteString(e.At)
		b.WriteByte(')')
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *BuildError) Unwrap() error { return e.Err }

// Mistake records a mistake with the line of the caller outside the library.
func Mistake(clause keyword, format string, args ...any) *BuildError {
	return MistakeOf(clause, fmt.Errorf(format, args...))
}

// MistakeOf is Mistake with a cause.
func MistakeOf(clause keyword, err error) *BuildError {
	if known, ok := errors.AsType[*BuildError](err); ok {
		return known
	}
	return &BuildError{Clause: string(clause), Problem: err.Error(), At: callerOutside(), Err: err}
}

// Fail keeps err as the statement's error if it is the first, in the clause
// being written.
func (w *Writer) Fail(err error) {
	if w.err != nil {
		return
	}
	found := *MistakeOf(w.clause, err)
	if found.Clause == "" {
		found.Clause = string(w.clause)
	}
	w.err = &found
}

// Failf is Fail with a format.
func (w *Writer) Failf(format string, args ...any) {
	if w.err == nil {
		w.Fail(fmt.Errorf(format, args...))
	}
}

const module = "github.com/questql/questql/"

// callerOutside returns "file.go:41" of the nearest caller that is not the
// library itself; its tests and examples are callers like any other.
func callerOutside() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		frame, more := frames.Next()
		if frame.File != "" && !inLibrary(frame.Function, frame.File) {
			return frame.File[strings.LastIndexByte(frame.File, '/')+1:] + ":" + strconv.Itoa(frame.Line)
		}
		if !more {
			return ""
		}
	}
}

func inLibrary(function, file string) bool {
	if strings.HasSuffix(file, "_test.go") {
		return false
	}
	rest, ok := strings.CutPrefix(function, module)
	if !ok {
		// A generic function's frames and the runtime's own stand between.
		return strings.HasPrefix(function, "runtime.") || strings.HasPrefix(function, "reflect.")
	}
	return !strings.HasPrefix(rest, "examples/") && !strings.HasPrefix(rest, "cmd/")
}
