package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// compilePart runs the benchmark of package fn that compiles programs: it stands
// there, beside what it measures.
func compilePart(ctx context.Context, e *environment) (string, error) {
	printed, err := output(ctx, "go", "test", "-C", filepath.Dir(e.folder), "./expr/fn", "-run", "^$", "-bench", "Compile", "-benchtime", fmt.Sprint(e.rounds(5), "x"))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	t := newTable("`go build` of the program", "CPU")
	for line := range strings.Lines(string(printed)) {
		fields := strings.Fields(line)
		if len(fields) == 0 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		for i := 2; i+1 < len(fields); i += 2 {
			if fields[i+1] != "ns/op" {
				t.row(compileFigure(fields[i+1]), fields[i])
			}
		}
	}
	t.write(&out)
	return out.String(), nil
}

// compileFigure says what a figure of the benchmark is.
func compileFigure(unit string) string {
	switch unit {
	case "cpu-s":
		return "seconds"
	case "x-of-plain-functions":
		return "× of the same over plain functions of the same classes"
	case "x-of-untyped-functions":
		return "× of the same over functions of one type, which checks nothing"
	}
	return unit
}
