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
	// Name is the statement's, where it was given one.
	Name string
	// Clause is where the mistake stands, such as "SAMPLE BY".
	Clause string
	// Problem says what is wrong and what to do.
	Problem string
	// At is the line of the caller's program, such as "candles.go:41", that built
	// the mistake, or for a mistake of several clauses together (AtRender) the
	// line that rendered the statement. It is "" where neither is known.
	At       string
	AtRender bool
	// Err is the cause, if there is one; errors.Is and errors.As see it.
	Err error
}

func (e *BuildError) Error() string {
	var b strings.Builder
	if e.Name != "" {
		b.WriteString(e.Name)
		b.WriteString(": ")
	}
	if e.Clause != "" {
		b.WriteString(e.Clause)
		b.WriteString(": ")
	}
	b.WriteString(e.Problem)
	if e.At != "" {
		if e.AtRender {
			b.WriteString(" (rendered at ")
		} else {
			b.WriteString(" (built at ")
		}
		b.WriteString(e.At)
		b.WriteByte(')')
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *BuildError) Unwrap() error { return e.Err }

// NoClause is the clause of a mistake in an expression, which is told by the
// clause that it stands in.
const NoClause keyword = ""

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
	w.FailIn(string(w.clause), err)
}

// FailIn is Fail in a clause that is not being written.
func (w *Writer) FailIn(clause string, err error) {
	if w.err != nil {
		return
	}
	known, isKnown := errors.AsType[*BuildError](err)
	if !isKnown {
		known = MistakeOf(NoClause, err)
	}
	found := *known
	found.AtRender = found.AtRender || !isKnown
	if found.Clause == "" {
		found.Clause = clause
	}
	if w.With != "" {
		found.Clause = "WITH " + w.With + ": " + found.Clause
	}
	w.err = &found
}

// Failf is Fail with a format.
func (w *Writer) Failf(format string, args ...any) {
	if w.err == nil {
		w.Fail(fmt.Errorf(format, args...))
	}
}

// NameMistake puts the statement's name into its error.
func (w *Writer) NameMistake(name string) {
	if w.err != nil {
		w.err.Name = name
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
		return standard(function)
	}
	return !strings.HasPrefix(rest, "examples/") && !strings.HasPrefix(rest, "cmd/")
}

// standard reports whether a function is one of the standard library that calls
// String methods or stands between frames of ours.
func standard(function string) bool {
	pkg, _, _ := strings.Cut(function[strings.LastIndexByte(function, '/')+1:], ".")
	switch pkg {
	case "runtime", "reflect", "fmt", "log", "slog", "testing", "sync", "iter":
		return !strings.Contains(function, "/") || strings.HasPrefix(function, "log/slog.")
	}
	return false
}
