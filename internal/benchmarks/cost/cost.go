// Package cost measures what a process costs.
package cost

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A Cost is what a process took, with those that it waited for.
type Cost struct {
	Wall, CPU time.Duration
	MiB       float64 // at most at one time
}

// Of runs a command. Exit codes beside 0 that are no failure are given.
func Of(cmd *exec.Cmd, fine ...int) (Cost, error) {
	var stderr strings.Builder
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil && (cmd.ProcessState == nil || !slices.Contains(fine, cmd.ProcessState.ExitCode())) {
		return Cost{}, fmt.Errorf("%s: %w\n%s", cmd.Path, err, stderr.String())
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return Cost{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), float64(usage.Maxrss) / 1024}, nil
}

// Median takes each figure's own median.
func Median(costs []Cost) Cost {
	return Cost{
		Wall: middle(costs, func(c Cost) time.Duration { return c.Wall }),
		CPU:  middle(costs, func(c Cost) time.Duration { return c.CPU }),
		MiB:  middle(costs, func(c Cost) float64 { return c.MiB }),
	}
}

func middle[T time.Duration | float64](costs []Cost, of func(Cost) T) T {
	all := make([]T, len(costs))
	for i, c := range costs {
		all[i] = of(c)
	}
	slices.Sort(all)
	return all[len(all)/2]
}
