package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// subject is something that is measured beside others. op does it once.
type subject struct {
	name string
	op   func() error
}

// cost is what one op of a subject takes.
type cost struct {
	cpu    time.Duration
	allocs float64
	bytes  float64
}

func (c cost) least(d cost) cost {
	return cost{min(c.cpu, d.cpu), min(c.allocs, d.allocs), min(c.bytes, d.bytes)}
}

// compare measures subjects in turns, so that what else the machine does meets
// all of them, and returns the least of the rounds for each. In a round an op is
// repeated until it takes slice of CPU time.
//
// CPU time is that of this process, the garbage collector's included: where
// other processes share the cores, wall time tells about them.
func compare(ctx context.Context, rounds int, slice time.Duration, subjects ...subject) ([]cost, error) {
	all, err := rounded(ctx, rounds, slice, subjects)
	if err != nil {
		return nil, err
	}
	least := make([]cost, len(subjects))
	for i, costs := range all {
		least[i] = costs[0]
		for _, c := range costs {
			least[i] = least[i].least(c)
		}
	}
	return least, nil
}

// compareCalls is compare for calls of a server, with the median of the rounds:
// what a call takes depends on which core wakes for the answer, and the least is
// that of a stroke of luck.
func compareCalls(ctx context.Context, rounds int, slice time.Duration, subjects ...subject) ([]cost, error) {
	all, err := rounded(ctx, rounds, slice, subjects)
	if err != nil {
		return nil, err
	}
	median := make([]cost, len(subjects))
	for i, costs := range all {
		slices.SortFunc(costs, func(a, b cost) int { return cmp.Compare(a.cpu, b.cpu) })
		median[i] = costs[len(costs)/2]
	}
	return median, nil
}

// rounded measures subjects in turns and returns the costs of each.
func rounded(ctx context.Context, rounds int, slice time.Duration, subjects []subject) ([][]cost, error) {
	times := make([]int, len(subjects))
	for i, s := range subjects {
		var err error
		if times[i], err = repetitions(slice, s); err != nil {
			return nil, err
		}
	}
	all := make([][]cost, len(subjects))
	for range rounds {
		for i, s := range subjects {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			c, err := measure(times[i], s)
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], c)
		}
	}
	return all, nil
}

// repetitions finds how often a subject runs in a slice of CPU time.
func repetitions(slice time.Duration, s subject) (int, error) {
	for n := 1; ; n *= 2 {
		c, err := measure(n, s)
		if err != nil {
			return 0, err
		}
		if total := c.cpu * time.Duration(n); total*2 > slice {
			return max(1, int(slice/max(c.cpu, 1))), nil
		}
	}
}

func measure(n int, s subject) (cost, error) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := cpuTime()
	for range n {
		if err := s.op(); err != nil {
			return cost{}, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	cpu := cpuTime() - began
	runtime.ReadMemStats(&after)
	per := float64(n)
	return cost{
		// Rounded up: a clock that did not move must not make a cost of nothing.
		cpu:    (cpu + time.Duration(n) - 1) / time.Duration(n),
		allocs: float64(after.Mallocs-before.Mallocs) / per,
		bytes:  float64(after.TotalAlloc-before.TotalAlloc) / per,
	}, nil
}

// cpuTime is the CPU time that this process has taken.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
