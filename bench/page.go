package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// writePart puts the text of a part between its markers in docs/benchmarks.md.
// What is written by hand there stands outside of them.
func (e *environment) writePart(name, text string) error {
	path := filepath.Join(e.folder, "benchmarks.md")
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	changed, err := replacePart(string(page), name, text)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, []byte(changed), 0o644)
}

func replacePart(page, name, text string) (string, error) {
	begin, end := fmt.Sprintf("<!-- make bench PARTS=%s -->\n", name), fmt.Sprintf("<!-- end of %s -->", name)
	before, rest, ok := strings.Cut(page, begin)
	if !ok {
		return "", fmt.Errorf("there is no marker %q", strings.TrimSpace(begin))
	}
	_, after, ok := strings.Cut(rest, end)
	if !ok {
		return "", fmt.Errorf("there is no marker %q", end)
	}
	return before + begin + "\n" + text + "\n" + end + after, nil
}

// machine says in one line where and of what the figures are.
func machine(ctx context.Context, now time.Time) string {
	return fmt.Sprintf("%s, %d cores, %s/%s, %s, commit %s, %s", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), commit(ctx), now.UTC().Format(time.DateOnly))
}

func processor() string {
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "unknown CPU"
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if name, model, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return "unknown CPU"
}

func commit(ctx context.Context) string {
	hash, err := output(ctx, "git", "rev-parse", "--short", "HEAD")
	if err != nil {
		return "unknown"
	}
	changes, err := output(ctx, "git", "status", "--porcelain", "--untracked-files=no", "--", "..", ":!../docs/benchmarks.*")
	if err != nil || len(changes) > 0 {
		return strings.TrimSpace(string(hash)) + " with changes"
	}
	return strings.TrimSpace(string(hash))
}
