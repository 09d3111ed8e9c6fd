// Package scripttest runs qdbgen as its users do: by scripts, each of which
// makes tables, generates code of them and compiles it. It is a module of its
// own, so that questql does not depend on what runs the scripts.
//
// A script's tables begin with its name: golden_trades. Run one by
// go test -run TestScripts/golden, and write its golden files again by -update.
package scripttest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/questql/questql/cmd/qdbgen/internal/cli"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

var update = flag.Bool("update", false, "write the golden files of the scripts again")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"qdbgen": func() {
		os.Exit(cli.Run(context.Background(), os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
	}})
}

func TestScripts(t *testing.T) {
	db := qdbtest.DB(t)
	t.Cleanup(questdb.Flush)
	s := scripts{t, db}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		Setup:               s.setup,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition:           condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"sql":   s.sql,
			"exits": exits,
		},
	})
}

// scripts is what scripts run with.
type scripts struct {
	t  *testing.T
	db *pgxpool.Pool
}

// condition tells scripts whether qdbgen can start a server. CI must be able to.
func condition(name string) (bool, error) {
	if name != "server" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	_, noDocker := exec.LookPath("docker")
	_, noMaven := exec.LookPath("mvn")
	return os.Getenv("CI") != "" || noDocker == nil || noMaven == nil, nil
}

// setup gives a script a module that uses questql as it is here, and removes its
// tables.
func (s scripts) setup(env *testscript.Env) error {
	name := strings.TrimPrefix(filepath.Base(env.WorkDir), "script-")
	if err := dropTables(s.db, name+"_*"); err != nil {
		return err
	}
	env.Defer(func() {
		if err := dropTables(s.db, name+"_*"); err != nil {
			s.t.Error(err)
		}
	})
	env.Vars = append(env.Vars, environment(s.t)...)
	return writeModule(env.WorkDir)
}

// environment is that of the test, as far as the go command and the server that
// qdbgen starts need it.
func environment(t *testing.T) []string {
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	dirs := strings.Fields(string(out))
	vars := []string{"GOCACHE=" + dirs[0], "GOMODCACHE=" + dirs[1], "GOFLAGS=-mod=mod", "GOPROXY=off", "QUESTDB_DSN=" + questdb.ForTest(t).DSN()}
	for _, name := range []string{"HOME", "JAVA_HOME", "QUESTDB_SERVER", "QUESTDB_IMAGE", "DOCKER_HOST"} {
		if value, ok := os.LookupEnv(name); ok {
			vars = append(vars, name+"="+value)
		}
	}
	return vars
}

// writeModule makes a folder the module example.com/app.
func writeModule(dir string) error {
	root, err := filepath.Abs("../../..")
	if err != nil {
		return err
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	module := "module example.com/app\n\ngo 1.26\n\nrequire github.com/questql/questql v0.0.0\n\nreplace github.com/questql/questql => " + root + "\n"
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "go.mod"), []byte(module), 0o600),
		os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o600),
	)
}

// sql runs the statements of a file, which end with a semicolon at the end of a
// line.
func (s scripts) sql(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sql file")
	}
	for statement := range strings.SplitSeq(ts.ReadFile(args[0]), ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		questdb.CountStatement(1)
		_, err := s.db.Exec(context.Background(), statement)
		ts.Check(err)
	}
}

// exits runs a command that must end with an exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("it exits with %d, want %d", code, want)
	}
}

// dropTables drops the tables and views that match a pattern.
func dropTables(db *pgxpool.Pool, pattern string) error {
	ctx := context.Background()
	found, err := qdb.Inspect(ctx, db, qdb.Include(pattern))
	if err != nil {
		return err
	}
	for _, t := range found.Schema.Tables {
		kind := "TABLE"
		if t.View != nil {
			kind = [...]string{"VIEW", "MATERIALIZED VIEW"}[t.View.Kind]
		}
		_, dropErr := db.Exec(ctx, `DROP `+kind+` IF EXISTS "`+t.Name+`"`)
		err = errors.Join(err, dropErr)
	}
	return err
}
