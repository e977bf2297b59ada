package main

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"
)

// Results come in the order of the items, each once, however many jobs work and
// however long each takes.
func TestInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOf(rapid.IntRange(0, 9)).Draw(t, "items")
		jobs := rapid.IntRange(1, 8).Draw(t, "jobs")
		var got []int
		work := func(n int) int {
			for range n {
				runtime.Gosched()
			}
			return n
		}
		err := inOrder(context.Background(), jobs, slices.Values(items), work, func(n int) error {
			got = append(got, n)
			return nil
		})
		if err != nil || !slices.Equal(got, items) {
			t.Fatalf("got %v, %v", got, err)
		}
	})
}

func TestInOrderHoldsFewResults(t *testing.T) {
	const jobs = 3
	var begun, emitted, most, working atomic.Int64
	work := func(int) int {
		defer working.Add(-1)
		if n := working.Add(1); n > jobs {
			t.Errorf("%d work at a time, want at most %d", n, jobs)
		}
		runtime.Gosched()
		if ahead := begun.Add(1) - emitted.Load(); ahead > most.Load() {
			most.Store(ahead)
		}
		return 0
	}
	numbers := func(yield func(int) bool) {
		for i := range 10_000 {
			if !yield(i) {
				return
			}
		}
	}
	err := inOrder(context.Background(), jobs, numbers, work, func(int) error {
		emitted.Add(1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if limit := int64(4*jobs + 2*jobs + 2); most.Load() > limit {
		t.Errorf("%d results were held, want at most %d", most.Load(), limit)
	}
}

func TestInOrderEndsEarly(t *testing.T) {
	stop := errors.New("stop")
	endless := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	same := func(n int) int { return n }
	err := inOrder(context.Background(), 2, endless, same, func(n int) error {
		if n == 100 {
			return stop
		}
		return nil
	})
	if err != stop {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = inOrder(ctx, 2, endless, same, func(n int) error {
		if n == 100 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
