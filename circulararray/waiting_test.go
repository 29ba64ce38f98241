package circulararray_test

import (
	"fmt"
	"slices"
	"testing/synctest"

	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 7 of who waits, and who goes on.

func checkPutWaits(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 8} {
		q, code := newQueue(limit, limit)
		put := goPut(t, forever, q, 99)
		code += "; q.Put(99) by a goroutine"
		wantAnswers(t, code, settled(put), waits)
		code += "; q.Take()"
		wantAnswers(t, code, []string{taken(q.Take(forever))}, "1")
		wantAnswers(t, code+": the Put", settled(put), "nil")
		wantLeft(t, code, q, append(exercise.UpTo(limit)[1:], 99)...)
	}
}

func checkTakeWaits(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 8} {
		q, code := newQueue(limit, 0)
		take := goTake(t, forever, q)
		code += "; q.Take() by a goroutine"
		wantAnswers(t, code, settled(take), waits)
		code += "; q.Put(99)"
		wantAnswers(t, code, []string{errText(q.Put(forever, 99))}, "nil")
		wantAnswers(t, code+": the Take", settled(take), "99")
		wantLeft(t, code, q)
	}
}

const crowd = 5

// checkOneByOne lets a crowd wait, and one after another go on.
func checkOneByOne(t *exercise.T) {
	for _, limit := range []int{1, 2, 8} {
		q, code := newQueue(limit, 0)
		takes := make([]pending, crowd)
		for i := range takes {
			takes[i] = goTake(t, forever, q)
		}
		for v := range crowd {
			_ = q.Put(forever, 100+v)
			want := append(slices.Repeat([]string{waits}, crowd-1-v), fmt.Sprint(100+v))
			got := settled(takes...)
			wantAnswers(t, fmt.Sprintf("%s; %d goroutines call q.Take(); then, one after another, q.Put(100) to q.Put(%d): the Takes after the last Put", code, crowd, 100+v), got, want...)
			takes = slices.DeleteFunc(takes, func(p pending) bool { return got[slices.Index(takes, p)] != waits })
		}
		wantLeft(t, code, q)
	}
}

// checkBurst lets a crowd wait, and then as many go on as there are, at once.
func checkBurst(t *exercise.T) {
	for range 20 {
		for _, limit := range []int{1, 2, crowd, 2 * crowd} {
			q, code := newQueue(limit, 0)
			var takes []pending
			for range crowd {
				takes = append(takes, goTake(t, forever, q))
			}
			synctest.Wait()
			putter := pending{make(chan string, 1)}
			go t.Guarded(func() {
				for _, v := range exercise.UpTo(crowd) {
					_ = q.Put(forever, v)
				}
				putter.answer <- "done"
			})()
			code += fmt.Sprintf("; %d goroutines call q.Take(); then another calls q.Put(1) to q.Put(%d) at once", crowd, crowd)
			wantAnswers(t, code+": that other goroutine", settled(putter), "done")
			wantAnswers(t, code+": the Takes", settled(takes...), "1", "2", "3", "4", "5")
		}
	}
}

func checkBurstOfTakes(t *exercise.T) {
	for range 20 {
		for _, limit := range []int{1, 2, crowd} {
			q, code := newQueue(limit, limit)
			var puts []pending
			for i := range crowd {
				puts = append(puts, goPut(t, forever, q, 100+i))
			}
			synctest.Wait()
			taker := pending{make(chan string, 1)}
			go t.Guarded(func() {
				for range crowd + limit {
					_, _ = q.Take(forever)
				}
				taker.answer <- "done"
			})()
			code += fmt.Sprintf("; %d goroutines call q.Put(); then another calls q.Take() %d times at once", crowd, crowd+limit)
			wantAnswers(t, code+": that other goroutine", settled(taker), "done")
			wantAnswers(t, code+": the Puts", settled(puts...), slices.Repeat([]string{"nil"}, crowd)...)
			wantLeft(t, code, q)
		}
	}
}
