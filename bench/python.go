package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// pythonPackages are the Python dialect, its driver, and the SQLAlchemy that is
// the newest it works with.
var pythonPackages = []string{"questdb-connect==1.1.4", "SQLAlchemy==2.0.44", "psycopg2-binary==2.9.11"}

//go:embed executemany.py
var executemany string

// pythonCost is what executemany takes of a Python process.
type pythonCost struct {
	cpu      time.Duration
	versions string
}

// sqlAlchemy inserts the same rows with the Python dialect.
func (e *environment) sqlAlchemy(ctx context.Context, rows int) (pythonCost, error) {
	if e.withoutPython {
		return pythonCost{}, errNotAsked
	}
	python, err := makeVenv(ctx)
	if err != nil {
		return pythonCost{}, err
	}
	answer, err := output(ctx, python, "-c", executemany, e.server.DSN(), strconv.Itoa(rows), strconv.Itoa(e.rounds(2)))
	if err != nil {
		return pythonCost{}, err
	}
	var result struct {
		CPU      float64
		Versions string
	}
	if err := json.Unmarshal(answer, &result); err != nil {
		return pythonCost{}, fmt.Errorf("executemany.py: %w", err)
	}
	return pythonCost{time.Duration(result.CPU * float64(time.Second)), result.Versions}, nil
}

var errNotAsked = errors.New("it was not asked for")

// makeVenv makes a virtual environment in the user's cache directory, unless it
// is there, and returns its interpreter.
func makeVenv(ctx context.Context) (python string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "questql", "bench-python")
	python = filepath.Join(dir, "bin", "python")
	if _, err := os.Stat(python); err != nil {
		if _, err := output(ctx, "python3", "-m", "venv", dir); err != nil {
			return "", err
		}
	}
	install := append([]string{"-m", "pip", "install", "--quiet", "--disable-pip-version-check"}, pythonPackages...)
	_, err = output(ctx, python, install...)
	return python, err
}

// output runs a program and returns what it prints; an error has the last line
// of what it complains.
func output(ctx context.Context, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(complaint.String()), "\n")
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Base(name), err), errors.New(lines[len(lines)-1]))
	}
	return out, nil
}
