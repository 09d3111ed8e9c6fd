package cli

import (
	"errors"
	"flag"
	"fmt"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/questql/questql/cmd/qdbgen/internal/gen"
)

// options is what the command line says.
type options struct {
	dsn, migrations  string
	out              string
	include, exclude []string
	check            bool
	verbose, quiet   bool
	config           gen.Config
}

const usage = `qdbgen writes a Go package that declares the tables and views of a QuestDB
database for github.com/questql/questql: for each a struct of columns, its
declaration, a struct for its rows; and a Schema of all.

Usage:

	qdbgen [-dsn DSN | -migrations DIR] -out DIR [flags]

Where the schema comes from:

	-dsn DSN         a running server (default: $QUESTDB_DSN)
	-migrations DIR  a folder of migrations as golang-migrate or goose have them,
	                 which are applied to a QuestDB that is started for that and
	                 thrown away; it needs Docker, or Java 17+ and Maven
	-include NAME    only tables and views of this name or pattern (* ? [a-z]);
	                 can be given several times
	-exclude NAME    not these; can be given several times

What is written:

	-out DIR         the folder of the package; files in it that qdbgen has not
	                 written are kept
	-package NAME    its name (default: that of the folder)
	-nulls STYLE     how rows hold NULL: pointer (*float64, the default),
	                 null (types.Null[float64]) or zero (float64, NULL is read as 0)
	-type TABLE.COLUMN=IMPORT/PATH.TYPE
	                 a Go type of your own for the values of a column of numbers,
	                 text or UUIDs; =TYPE for one of the package itself. TABLE and
	                 COLUMN may be patterns; can be given several times
	-name TABLE=NAME, -name TABLE.COLUMN=NAME
	                 a Go name for a table or column; can be given several times
	-not-null TABLE.COLUMN
	                 a column that holds no NULL; can be given several times
	-all-settings    write settings too that are QuestDB's defaults

How it runs:

	-check           write nothing; print what would change as a diff and exit
	                 with 1, if anything would
	-v, -q           tell more, tell nothing but errors
	-help            this text

Examples:

	qdbgen -dsn postgres://admin:quest@localhost:8812/qdb -out internal/market
	qdbgen -migrations migrations -out internal/market -check
	qdbgen -out internal/market -exclude 'tmp_*' \
		-type '*.side=github.com/acme/app/order.Side' -name fx_rates=FXRates

	//go:generate go run github.com/questql/questql/cmd/qdbgen -out . -package market

Exit codes: 0 done, 1 -check found differences, 2 an error; nothing was written
then. See https://github.com/questql/questql/blob/main/docs/qdbgen.md
`

// list is a flag that can be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, " ") }

func (l *list) Set(s string) error {
	if s == "" {
		return errEmpty
	}
	*l = append(*l, s)
	return nil
}

// settings is a flag of "selector=value" that can be given several times.
type settings []gen.Setting

func (s *settings) String() string { return "" }

func (s *settings) Set(text string) error {
	setting, err := gen.ParseSetting(text)
	*s = append(*s, setting)
	return err
}

var (
	errEmpty     = errors.New("it is empty")
	errNoSource  = errors.New("no database: give -dsn or set QUESTDB_DSN, or give -migrations")
	errTwo       = errors.New("-dsn and -migrations exclude each other")
	errNoOut     = errors.New("no folder to write to: give -out")
	errVerbosity = errors.New("-v and -q exclude each other")
)

// parse reads the command line. flag.ErrHelp asks for the usage.
func parse(args []string, getenv func(string) string) (*options, error) {
	o := &options{}
	f := flag.NewFlagSet("qdbgen", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.dsn, "dsn", "", "")
	f.StringVar(&o.migrations, "migrations", "", "")
	f.StringVar(&o.out, "out", "", "")
	f.StringVar(&o.config.Package, "package", "", "")
	f.Var((*list)(&o.include), "include", "")
	f.Var((*list)(&o.exclude), "exclude", "")
	f.StringVar((*string)(&o.config.Nulls), "nulls", string(gen.Pointer), "")
	f.Var((*settings)(&o.config.Types), "type", "")
	f.Var((*settings)(&o.config.Names), "name", "")
	f.Var((*list)(&o.config.NotNull), "not-null", "")
	f.BoolVar(&o.config.AllSettings, "all-settings", false, "")
	f.BoolVar(&o.check, "check", false, "")
	f.BoolVar(&o.verbose, "v", false, "")
	f.BoolVar(&o.quiet, "q", false, "")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if f.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q: everything is a flag", f.Arg(0))
	}
	return o, o.complete(getenv)
}

// complete checks what the flags say together, and fills in what they leave out.
func (o *options) complete(getenv func(string) string) error {
	if o.migrations == "" && o.dsn == "" {
		o.dsn = getenv("QUESTDB_DSN")
	}
	switch {
	case o.migrations == "" && o.dsn == "":
		return errNoSource
	case o.migrations != "" && o.dsn != "":
		return errTwo
	case o.out == "":
		return errNoOut
	case o.verbose && o.quiet:
		return errVerbosity
	}
	switch o.config.Nulls {
	case gen.Pointer, gen.Null, gen.Zero:
	default:
		return fmt.Errorf("-nulls %s: use pointer, null or zero", o.config.Nulls)
	}
	if info, err := os.Stat(o.out); err == nil && !info.IsDir() {
		return fmt.Errorf("-out %s is not a folder", o.out)
	}
	return o.completePackage()
}

func (o *options) completePackage() error {
	if o.config.Package == "" {
		dir, err := filepath.Abs(o.out)
		if err != nil {
			return err
		}
		o.config.Package = strings.ToLower(filepath.Base(dir))
	}
	if !token.IsIdentifier(o.config.Package) || o.config.Package == "_" {
		return fmt.Errorf("%q cannot be the name of a package: give -package", o.config.Package)
	}
	return nil
}
