package cards

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"

	"github.com/oodkit/oodkit/internal/kit/workspace"
)

const (
	// NewEachDay is how many new cards come up on a day at most.
	NewEachDay = 20
	// ahead is how early a card that is still being learned may come if no other is due, so that no one has to wait.
	ahead = 20 * time.Minute
)

// A schedule is what is kept of the learner's answers.
type schedule struct {
	Day   string               `json:"day,omitempty"` // the last day on which cards were new
	Begun int                  `json:"begun,omitempty"`
	Cards map[string]fsrs.Card `json:"cards,omitempty"` // by the ID of the card; those that were answered before

	Answers map[string]int `json:"answers,omitempty"` // how many were given, by day
}

// kept returns the file of the schedule.
func kept(root string) workspace.Kept[schedule] {
	return workspace.Kept[schedule]{
		Root: root, File: filepath.Join("cards", "schedule.json"),
		Name: "The schedule of your cards", Loss: "all cards are new again",
	}
}

// dayOf returns the day of a time, where the learner is.
func dayOf(t time.Time) string { return t.Format(time.DateOnly) }

// A deck is a number of cards with their schedule. The file of the schedule may have more: cards of other questions, and
// cards that no longer exist.
type deck struct {
	root  string
	cards []Card
	gate  gate
	schedule
	before []answered // the answers of this session
	fsrs   *fsrs.FSRS
}

// An answered is what undo needs.
type answered struct {
	card       Card
	old, after fsrs.Card // old is zero if the card was new
	isNew      bool
	day        string
}

// openDeck returns the deck of the cards. Messages about a damaged file are written to w.
func openDeck(w io.Writer, root string, cards []Card, gate gate) (*deck, error) {
	s, err := kept(root).Load(w)
	for _, c := range cards {
		if _, seen := s.Cards[c.ID]; seen {
			gate.begin(c.Of)
		}
	}
	return &deck{root: root, cards: cards, gate: gate, schedule: s, fsrs: fsrs.NewFSRS(fsrs.DefaultParam())}, err
}

// newLeft returns how many more cards may be new on the day.
func (s schedule) newLeft(now time.Time) int {
	if s.Day != dayOf(now) {
		return NewEachDay
	}
	return max(0, NewEachDay-s.Begun)
}

// isDue reports whether a card that was answered before has to be answered again. One with an interval of days is due
// all day long.
func isDue(c fsrs.Card, now time.Time) bool {
	if c.ScheduledDays > 0 {
		return dayOf(c.Due.In(now.Location())) <= dayOf(now)
	}
	return !c.Due.After(now)
}

// split returns the cards that are due, the most urgent first, those that come soon, and the new ones.
func (d *deck) split(now time.Time) (due, soon, fresh []Card) {
	for _, c := range d.cards {
		s, seen := d.Cards[c.ID]
		switch {
		case !seen && d.gate.isOpen(c):
			fresh = append(fresh, c)
		case !seen:
		case isDue(s, now):
			due = append(due, c)
		case s.ScheduledDays == 0 && s.Due.Before(now.Add(ahead)):
			soon = append(soon, c)
		}
	}
	byTime := func(a, b Card) int { return d.Cards[a.ID].Due.Compare(d.Cards[b.ID].Due) }
	slices.SortStableFunc(due, func(a, b Card) int {
		return cmp.Or(cmp.Compare(min(d.Cards[a.ID].ScheduledDays, 1), min(d.Cards[b.ID].ScheduledDays, 1)), byTime(a, b))
	})
	slices.SortStableFunc(soon, byTime)
	return due, soon, fresh[:min(len(fresh), d.newLeft(now))]
}

// next returns the card to ask now: one that is due, else a new one, else one that comes soon.
func (d *deck) next(now time.Time) (Card, bool) {
	due, soon, fresh := d.split(now)
	for _, some := range [][]Card{due, fresh, soon} {
		if len(some) > 0 {
			return some[0], true
		}
	}
	return Card{}, false
}

// choices returns what each answer would make of a card.
func (d *deck) choices(c Card, now time.Time) fsrs.RecordLog {
	s, seen := d.Cards[c.ID]
	if !seen {
		s = fsrs.NewCard(now)
	}
	if now.Before(s.LastReview) { // the clock was set back
		now = s.LastReview
	}
	choices, err := d.fsrs.Repeat(s, now)
	if err != nil { // somebody changed the file by hand
		choices, _ = d.fsrs.Repeat(fsrs.NewCard(now), now) // a new card is valid
	}
	return choices
}

// answer keeps the learner's answer.
func (d *deck) answer(w io.Writer, c Card, rating fsrs.Rating, now time.Time) error {
	after := d.choices(c, now)[rating].Card
	old, seen := d.Cards[c.ID]
	err := d.change(w, func(s *schedule) {
		s.Cards[c.ID] = after
		s.Answers[dayOf(now)]++
		if seen {
			return
		}
		if s.Day != dayOf(now) {
			s.Day, s.Begun = dayOf(now), 0
		}
		s.Begun++
	})
	if err == nil {
		d.before = append(d.before, answered{c, old, after, !seen, dayOf(now)})
	}
	return err
}

// errAnsweredSince means that an answer is not taken back, because the card has got another one since.
var errAnsweredSince = errors.New("that card has been answered in another session since then, so its answer stays")

// undo takes the last answer of this session back, and returns its card. Without an answer, it does nothing. If another
// session has answered the card since then, undo returns errAnsweredSince and changes nothing.
func (d *deck) undo(w io.Writer) (Card, bool, error) {
	if len(d.before) == 0 {
		return Card{}, false, nil
	}
	last, stays := d.before[len(d.before)-1], false
	err := d.change(w, func(s *schedule) {
		if now, seen := s.Cards[last.card.ID]; !seen || !sameInFile(now, last.after) {
			stays = true
			return
		}
		s.Cards[last.card.ID] = last.old
		s.Answers[last.day]--
		if last.isNew {
			delete(s.Cards, last.card.ID)
			s.Begun = max(0, s.Begun-1)
		}
	})
	if err == nil {
		d.before = d.before[:len(d.before)-1]
	}
	if err == nil && stays {
		err = errAnsweredSince
	}
	return last.card, err == nil, err
}

// sameInFile reports whether two cards look the same in the file, which keeps times without their zone's name.
func sameInFile(a, b fsrs.Card) bool {
	one, err := json.Marshal(a)
	other, otherErr := json.Marshal(b)
	return err == nil && otherErr == nil && string(one) == string(other)
}

// change changes the schedule in its file, which another process may have changed before.
func (d *deck) change(w io.Writer, change func(*schedule)) error {
	err := kept(d.root).Update(w, func(s *schedule) {
		if s.Cards == nil {
			s.Cards = make(map[string]fsrs.Card)
		}
		if s.Answers == nil {
			s.Answers = make(map[string]int)
		}
		change(s)
		d.schedule = *s
	})
	if err != nil {
		return fmt.Errorf("your answer is not kept: %w", err)
	}
	return nil
}

// later returns when the next card is due that is not due now, if there is any.
func (d *deck) later(now time.Time) (next time.Time, ok bool) {
	for _, c := range d.cards {
		s, seen := d.Cards[c.ID]
		if seen && !isDue(s, now) && (!ok || s.Due.Before(next)) {
			next, ok = s.Due, true
		}
	}
	return next, ok
}
