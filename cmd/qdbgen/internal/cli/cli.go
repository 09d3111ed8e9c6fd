// Package cli is the command qdbgen.
package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"strings"
	"time"

	"github.com/questql/questql/cmd/qdbgen/internal/folder"
	"github.com/questql/questql/cmd/qdbgen/internal/gen"
	"github.com/questql/questql/ddl"
)

// The exit codes.
const (
	exitDone    = 0
	exitDiffers = 1
	exitError   = 2
)

// Run runs the command with its arguments and returns its exit code.
func Run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	c := command{stdout: stdout, log: log.New(stderr, "qdbgen: ", 0)}
	code, err := c.run(ctx, args, getenv)
	if err != nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			c.log.Print(line)
		}
		return exitError
	}
	return code
}

type command struct {
	*options
	stdout io.Writer
	log    *log.Logger
}

func (c *command) run(ctx context.Context, args []string, getenv func(string) string) (code int, err error) {
	c.options, err = parse(args, getenv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, err := io.WriteString(c.stdout, usage)
		return exitDone, err
	case err != nil:
		return exitError, fmt.Errorf("%w\nqdbgen -help tells the flags", err)
	}
	model, err := c.read(ctx)
	if err != nil {
		return exitError, err
	}
	p, err := gen.Generate(model, c.config)
	if err != nil {
		return exitError, err
	}
	for _, note := range p.Notes {
		c.tell("%s", note)
	}
	return c.bring(p)
}

// bring brings the package into its folder, or tells by how much they differ.
func (c *command) bring(p gen.Package) (code int, err error) {
	files := map[string][]byte{}
	for _, f := range p.Files {
		files[f.Name] = f.Source
	}
	changes, err := folder.Changes(c.out, gen.Header, files)
	if err != nil {
		return exitError, err
	}
	if c.check {
		return c.report(changes)
	}
	if err := folder.Apply(c.out, changes); err != nil {
		return exitError, err
	}
	c.summarise(len(files), changes)
	return exitDone, nil
}

// many is the number of tables from which on reading them is told.
const many = 50

// read reads the schema.
func (c *command) read(ctx context.Context) (ddl.SchemaModel, error) {
	start := time.Now()
	model, err := c.inspect(ctx)
	if err != nil {
		return model, err
	}
	n := len(model.Tables)
	if n == 0 {
		return model, c.nothing()
	}
	if n >= many || c.verbose {
		c.tell("%s read in %s", counted(n, "table or view", "tables and views"), time.Since(start).Round(time.Millisecond))
	}
	return model, nil
}

// nothing says why there is nothing to generate: an empty package would remove
// what was generated of another database.
func (c *command) nothing() error {
	if len(c.include)+len(c.exclude) > 0 {
		return errNoMatch
	}
	return errNoTables
}

var (
	errNoTables = errors.New("the database has no tables")
	errNoMatch  = errors.New("the database has no tables that -include and -exclude leave")
)

// report prints what -check has found.
func (c *command) report(changes []folder.Change) (code int, err error) {
	if len(changes) == 0 {
		c.detail("%s is up to date", c.out)
		return exitDone, nil
	}
	for _, change := range changes {
		if _, err := io.WriteString(c.stdout, change.Diff()); err != nil {
			return exitError, err
		}
	}
	c.tell("%s in %s: - is what is there, + what the database has. Run qdbgen without -check.", counted(len(changes), "file differs", "files differ"), c.out)
	return exitDiffers, nil
}

// summarise tells what was written.
func (c *command) summarise(files int, changes []folder.Change) {
	written, removed := 0, 0
	for _, change := range changes {
		what := "wrote"
		if change.New == nil {
			what = "removed"
			removed++
		} else {
			written++
		}
		c.detail("%s %s", what, change.Name)
	}
	c.tell("%s: %s written, %d removed, %d unchanged", c.out, counted(written, "file", "files"), removed, files-written)
}

// tell tells what a user wants to know.
func (c *command) tell(format string, args ...any) {
	if !c.quiet {
		c.log.Printf(format, args...)
	}
}

// detail tells what a user wants to know who asks by -v.
func (c *command) detail(format string, args ...any) {
	if c.verbose {
		c.tell(format, args...)
	}
}

func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}
