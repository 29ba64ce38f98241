package deckofcards_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 4.

// handCode is the Go that makes a Hand.
func handCode(text string) string { return fmt.Sprintf("h := deckofcards.NewHand(cards(%q)...)", text) }

// totals returns every total of the cards, found by trying each ace as 1 and as 11.
func totals(cs []deckofcards.Card) []int {
	sums := []int{0}
	for _, c := range cs {
		var next []int
		for _, sum := range sums {
			switch {
			case c.Rank == deckofcards.Ace:
				next = append(next, sum+1, sum+11)
			case c.Rank > deckofcards.Ten:
				next = append(next, sum+10)
			default:
				next = append(next, sum+int(c.Rank))
			}
		}
		slices.Sort(next)
		sums = slices.Compact(next)
	}
	return sums
}

// score returns the total that counts and whether an ace counts 11 in it.
func score(cs []deckofcards.Card) (total int, soft bool) {
	all := totals(cs)
	total = all[0]
	for _, sum := range all {
		if sum <= 21 {
			total = sum
		}
	}
	return total, total != all[0]
}

// counted is everything that a Hand says of its cards, as text.
type counted struct{ scores, score, blackjack, bust string }

func countedBy(h *deckofcards.Hand) counted {
	total, soft := h.Score()
	return counted{fmt.Sprint(h.Scores()), scoreText(total, soft), fmt.Sprint(h.IsBlackjack()), fmt.Sprint(h.IsBust())}
}

func scoreText(total int, soft bool) string { return fmt.Sprintf("(%d, %t)", total, soft) }

func wantCounted(t *exercise.T, cs []deckofcards.Card) {
	total, soft := score(cs)
	h := deckofcards.NewHand(cs...)
	if got, want := h.Scores(), totals(cs); !slices.Equal(got, want) {
		t.Fatalf("%s; h.Scores() = %v, want %v", handCode(text(cs)), got, want)
	}
	if gotTotal, gotSoft := h.Score(); gotTotal != total || gotSoft != soft {
		t.Fatalf("%s; h.Score() = (%d, %t), want (%d, %t)", handCode(text(cs)), gotTotal, gotSoft, total, soft)
	}
	if got, want := h.IsBust(), total > 21; got != want {
		t.Fatalf("%s; h.IsBust() = %t, want %t", handCode(text(cs)), got, want)
	}
	if got, want := h.IsBlackjack(), len(cs) == 2 && total == 21; got != want {
		t.Fatalf("%s; h.IsBlackjack() = %t, want %t", handCode(text(cs)), got, want)
	}
}

// knownHands are hands whose totals were found without the model.
var knownHands = []struct {
	name, cards string
	want        counted
}{
	{"numbers count as themselves", "2♣ 9♦", counted{"[11]", "(11, false)", "false", "false"}},
	{"Jack, Queen and King count 10", "J♣ Q♦ K♥", counted{"[30]", "(30, false)", "false", "true"}},
	{"an ace counts 1 or 11", "A♠ 4♥", counted{"[5 15]", "(15, true)", "false", "false"}},
	{"an ace counts 1 where 11 would be too much", "A♣ 6♦ 10♥", counted{"[17 27]", "(17, false)", "false", "false"}},
	{"two aces do not both count 11", "A♣ A♦", counted{"[2 12 22]", "(12, true)", "false", "false"}},
	{"four aces give 4, 14, 24, 34, 44 and 14 soft", "A♣ A♦ A♥ A♠", counted{"[4 14 24 34 44]", "(14, true)", "false", "false"}},
	{"a total is soft while an ace counts 11 in it", "A♣ A♦ 9♥", counted{"[11 21 31]", "(21, true)", "false", "false"}},
	{"the least total counts if all are above 21", "10♣ 9♦ A♥ A♠ A♣", counted{"[22 32 42 52]", "(22, false)", "false", "true"}},
	{"21 is no bust", "10♣ 9♦ 2♥", counted{"[21]", "(21, false)", "false", "false"}},
	{"22 is a bust", "10♣ 9♦ 3♥", counted{"[22]", "(22, false)", "false", "true"}},
	{"an ace and a ten are a blackjack", "10♣ A♦", counted{"[11 21]", "(21, true)", "true", "false"}},
	{"an ace and a king are a blackjack", "A♠ K♠", counted{"[11 21]", "(21, true)", "true", "false"}},
	{"21 in three cards is no blackjack", "A♣ 5♦ 5♥", counted{"[11 21]", "(21, true)", "false", "false"}},
	{"an ace and two cards that count 10 are no blackjack", "A♣ K♦ Q♥", counted{"[21 31]", "(21, false)", "false", "false"}},
	{"a single ace", "A♣", counted{"[1 11]", "(11, true)", "false", "false"}},
}

func checkKnownHand(t *exercise.T, text string, want counted) {
	got := countedBy(deckofcards.NewHand(cards(text)...))
	for _, row := range []struct{ call, got, want string }{
		{"Scores()", got.scores, want.scores}, {"Score()", got.score, want.score},
		{"IsBlackjack()", got.blackjack, want.blackjack}, {"IsBust()", got.bust, want.bust},
	} {
		if row.got != row.want {
			t.Errorf("%s; h.%s = %s, want %s", handCode(text), row.call, row.got, row.want)
		}
	}
}

func checkEmptyHand(t *exercise.T) {
	checkKnownHand(t, "", counted{"[0]", "(0, false)", "false", "false"})
	if got := deckofcards.NewHand().Cards(); len(got) != 0 {
		t.Errorf("deckofcards.NewHand().Cards() = %v, want none", got)
	}
}

func checkTwoCards(t *exercise.T) {
	blackjacks := 0
	full := fullDeck()
	for i, a := range full {
		for _, b := range full[i+1:] {
			wantCounted(t, []deckofcards.Card{a, b})
			wantCounted(t, []deckofcards.Card{b, a})
			if deckofcards.NewHand(a, b).IsBlackjack() {
				blackjacks++
			}
		}
	}
	if blackjacks != 64 {
		t.Errorf("of the 1326 hands of two cards %d are blackjacks, want 64", blackjacks)
	}
}

// checkRanks counts every hand of up to four cards, as far as ranks go.
func checkRanks(t *exercise.T) {
	full := fullDeck()[:13]
	for _, a := range full {
		for _, b := range full {
			for _, c := range full {
				wantCounted(t, []deckofcards.Card{a, b, c})
				for _, d := range full {
					wantCounted(t, []deckofcards.Card{a, b, c, d})
				}
			}
		}
	}
}

func checkLongHands(t *exercise.T) {
	r := rand.New(rand.NewPCG(4, 4))
	full := fullDeck()
	for range 2000 {
		h := make([]deckofcards.Card, 1+r.IntN(12))
		for i := range h {
			if h[i] = full[r.IntN(52)]; r.IntN(3) == 0 {
				h[i].Rank = deckofcards.Ace
			}
		}
		wantCounted(t, h)
	}
}

func checkAdd(t *exercise.T) {
	h, have := deckofcards.NewHand(), []deckofcards.Card{}
	for _, c := range cards("A♠ 4♥ A♣ 9♦ K♠ A♥ 2♣") {
		h.Add(c)
		have = append(have, c)
		code := fmt.Sprintf("h := deckofcards.NewHand(); h.Add(c) for each c of cards(%q)", text(have))
		if got := text(h.Cards()); got != text(have) {
			t.Fatalf("%s; h.Cards() = [%s], want [%s]", code, got, text(have))
		}
		total, soft := score(have)
		if got, want := countedBy(h), (counted{fmt.Sprint(totals(have)), scoreText(total, soft), "false", fmt.Sprint(total > 21)}); got != want {
			t.Fatalf("%s: Scores, Score, IsBlackjack and IsBust are %v, want %v", code, got, want)
		}
	}
	h = deckofcards.NewHand(cards("A♠")...)
	if h.Add(cards("K♦")[0]); !h.IsBlackjack() {
		t.Errorf(`h := deckofcards.NewHand(cards("A♠")...); h.Add(cards("K♦")[0]); h.IsBlackjack() = false, want true`)
	}
	if h.Add(cards("K♦")[0]); h.IsBlackjack() {
		t.Errorf(`h := deckofcards.NewHand(cards("A♠ K♦")...); h.Add(cards("K♦")[0]); h.IsBlackjack() = true, want false`)
	}
}

func checkHandCopies(t *exercise.T) {
	given := cards("2♣ 3♣ 4♣ 5♣")
	h := deckofcards.NewHand(given[:2]...)
	h.Add(cards("9♠")[0])
	code := `given := cards("2♣ 3♣ 4♣ 5♣"); h := deckofcards.NewHand(given[:2]...); h.Add(cards("9♠")[0])`
	if got := text(given); got != "2♣ 3♣ 4♣ 5♣" {
		t.Fatalf("%s: given is [%s] now, want it as it was", code, got)
	}
	clear(given)
	if got := text(h.Cards()); got != "2♣ 3♣ 9♠" {
		t.Fatalf("%s; clear(given); h.Cards() = [%s], want [2♣ 3♣ 9♠]", code, got)
	}
}

func checkHandGivesCopies(t *exercise.T) {
	h := deckofcards.NewHand(cards("2♣ A♣ 3♣")...)
	first, second := h.Cards(), h.Cards()
	clear(first)
	_ = append(first[:1], cards("K♠ K♥")...)
	code := handCode("2♣ A♣ 3♣")
	if got := text(h.Cards()); got != "2♣ A♣ 3♣" {
		t.Fatalf("%s; clear(h.Cards()); h.Cards() = [%s], want [2♣ A♣ 3♣]", code, got)
	}
	if got := text(second); got != "2♣ A♣ 3♣" {
		t.Fatalf("%s; a, b := h.Cards(), h.Cards(); clear(a): b is [%s], want [2♣ A♣ 3♣]", code, got)
	}
	room := h.Cards()
	_ = append(room, cards("K♠")...)
	h.Add(cards("5♥")[0])
	_ = append(room, cards("K♥")...)
	if got := text(h.Cards()); got != "2♣ A♣ 3♣ 5♥" {
		t.Fatalf(`%s; s := h.Cards(); h.Add(cards("5♥")[0]); append(s, cards("K♥")...); h.Cards() = [%s], want [2♣ A♣ 3♣ 5♥]`, code, got)
	}
	scores := h.Scores()
	clear(scores)
	if got := fmt.Sprint(h.Scores()); got != "[11 21]" {
		t.Fatalf("%s; clear(h.Scores()); h.Scores() = %s, want [11 21]", strings.Replace(code, "3♣", "3♣ 5♥", 1), got)
	}
}
