// Command bench measures questql beside its peers and beside hand-written code,
// and writes what it finds into docs/benchmarks.md.
//
//	make bench                       all parts
//	make bench PARTS="render growth" these parts
//	cd bench && go run . -quick      a look at whether everything works
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
	"slices"
	"syscall"
	"time"
)

// part is one section of docs/benchmarks.md; run returns its Markdown.
type part struct {
	name string
	run  func(ctx context.Context, e *environment) (string, error)
}

var parts = []part{
	{"render", renderPart},
	{"prepare", preparePart},
	{"scan", scanPart},
	{"insert", insertPart},
	{"seed", seedPart},
	{"define", definePart},
	{"growth", growthPart},
	{"compile", compilePart},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	e := &environment{folder: "../docs"}
	flag.BoolVar(&e.quick, "quick", false, "little work and few rounds, printed and not written: to see that it runs")
	profile := flag.String("cpuprofile", "", "write a CPU profile to this `file`")
	flag.Parse()
	chosen, err := choose(flag.Args())
	if err != nil {
		return err
	}
	stop, err := startProfile(*profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop(), e.close()) }()
	for _, p := range chosen {
		if err := runPart(ctx, e, p); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

func runPart(ctx context.Context, e *environment, p part) error {
	began := time.Now()
	text, err := p.run(ctx, e)
	if err != nil {
		return err
	}
	text += "\n" + machine(ctx, began) + ".\n"
	fmt.Printf("\n## %s\n\n%s", p.name, text)
	e.logf("%s took %v", p.name, time.Since(began).Round(time.Second))
	if e.quick {
		return nil
	}
	return e.writePart(p.name, text)
}

// startProfile profiles the program until stop is called, if a file is named.
func startProfile(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	stop = func() error {
		pprof.StopCPUProfile()
		return f.Close()
	}
	return stop, pprof.StartCPUProfile(f)
}

func choose(names []string) ([]part, error) {
	if len(names) == 0 {
		return parts, nil
	}
	var chosen []part
	for _, name := range names {
		i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no part is named %q", name)
		}
		chosen = append(chosen, parts[i])
	}
	return chosen, nil
}
