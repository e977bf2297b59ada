package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"github.com/urfave/cli/v2"
)

// mostJobs is more than any machine can use.
const mostJobs = 1024

func jobsFlag() cli.Flag {
	return &cli.IntFlag{Name: "jobs", Usage: "work on `N` matters at a time", DefaultText: "as many as there are processors"}
}

// jobs is how many goroutines may work.
func jobs(c *cli.Context) (int, error) {
	if !c.IsSet("jobs") {
		return runtime.GOMAXPROCS(0), nil
	}
	n := c.Int("jobs")
	if n < 1 || n > mostJobs {
		return 0, wrong(c, fmt.Sprintf("--jobs wants a number from 1 to %d, found %d", mostJobs, n), "")
	}
	return n, nil
}

// inOrder calls work for every item on several goroutines, jobs of them, and
// emit for every result in the order of the items, on the caller's. It keeps a
// few results for each job and no more, however many items there are.
//
// It ends early with the error of emit or of ctx; work that was begun is
// finished first.
func inOrder[T, R any](ctx context.Context, jobs int, items iter.Seq[T], work func(T) R, emit func(R) error) error {
	type pending struct {
		item   T
		result chan R
	}
	queue := make(chan pending)
	order := make(chan chan R, 4*jobs)
	done := make(chan struct{})

	var workers sync.WaitGroup
	defer workers.Wait()
	defer close(done)
	workers.Go(func() {
		defer close(order)
		defer close(queue)
		for item := range items {
			result := make(chan R, 1)
			select {
			case order <- result:
			case <-done:
				return
			}
			select {
			case queue <- pending{item, result}:
			case <-done:
				return
			}
		}
	})
	for range jobs {
		workers.Go(func() {
			for p := range queue {
				p.result <- work(p.item)
			}
		})
	}
	for result := range order {
		var r R
		select {
		case r = <-result:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := emit(r); err != nil {
			return err
		}
	}
	return nil
}
