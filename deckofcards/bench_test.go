package deckofcards_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// sink receives results, so that the compiler cannot remove their computation.
var sink int

// bench runs a benchmark under a name.
func bench(b *testing.B, name string, body func(b *testing.B)) {
	b.Run(name, func(b *testing.B) {
		steps.Guard(b, func(*exercise.T) {
			b.ReportAllocs()
			body(b)
		})
	})
}

// shoeOf returns the cards of several packs.
func shoeOf(decks int) []deckofcards.Card {
	var shoe []deckofcards.Card
	for range decks {
		shoe = append(shoe, fullDeck()...)
	}
	return shoe
}

// BenchmarkShuffle shuffles a full deck.
func BenchmarkShuffle(b *testing.B) {
	for _, decks := range []int{1, 8} {
		bench(b, fmt.Sprintf("n=%d", 52*decks), func(b *testing.B) {
			d, r := deckofcards.NewDeck(shoeOf(decks)...), rand.New(rand.NewPCG(1, 2))
			for b.Loop() {
				d.Shuffle(r)
			}
		})
	}
}

// BenchmarkDeal deals one card after another, and resets the deck when it is empty.
func BenchmarkDeal(b *testing.B) {
	bench(b, "n=52", func(b *testing.B) {
		d := deckofcards.NewDeck(fullDeck()...)
		for b.Loop() {
			if _, err := d.Deal(); err != nil {
				d.Reset()
			}
		}
	})
}

// BenchmarkScore counts a hand.
func BenchmarkScore(b *testing.B) {
	for _, hand := range []string{"10♠ 7♥", "A♠ 4♥ A♣ 2♦ 9♠"} {
		h := cards(hand)
		bench(b, fmt.Sprintf("cards=%d", len(h)), func(b *testing.B) {
			h := deckofcards.NewHand(h...)
			for b.Loop() {
				total, _ := h.Score()
				sink += total
			}
		})
	}
}

// BenchmarkRound plays a round. Each hand of two cards is split or doubled if that is legal. Otherwise the hand
// hits while its total is below 17.
func BenchmarkRound(b *testing.B) {
	for _, seats := range []int{1, 5} {
		bench(b, fmt.Sprintf("seats=%d", seats), func(b *testing.B) {
			deck, r := deckofcards.NewDeck(shoeOf(8)...), rand.New(rand.NewPCG(1, 2))
			bets := make([]int64, seats)
			for i := range bets {
				bets[i] = 10
			}
			deck.Shuffle(r)
			for b.Loop() {
				if deck.Remaining() < 208 {
					deck.Reset()
					deck.Shuffle(r)
				}
				sink += playRound(deck, bets)
			}
		})
	}
}

func playRound(deck *deckofcards.Deck[deckofcards.Card], bets []int64) int {
	r, err := deckofcards.NewRound(deckofcards.Rules{}, deck, bets...)
	if err != nil {
		panic(err)
	}
	for {
		turn, playing := r.Turn()
		if !playing {
			break
		}
		legal := r.Legal()
		action := legal[len(legal)-1] // Split or Double, if it is legal
		if action == deckofcards.Stand {
			if total, _ := deckofcards.NewHand(r.Hand(turn.Seat, turn.Hand)...).Score(); total < 17 {
				action = deckofcards.Hit
			}
		}
		if err := r.Act(action); err != nil {
			panic(err)
		}
	}
	results, _ := r.Results()
	return len(results)
}

// BenchmarkEvalPoker ranks random hands.
func BenchmarkEvalPoker(b *testing.B) {
	for _, n := range []int{5, 7} {
		bench(b, fmt.Sprintf("cards=%d", n), func(b *testing.B) {
			r, full := rand.New(rand.NewPCG(1, 2)), fullDeck()
			hands := make([]deckofcards.Card, 0, 1024*n)
			for range 1024 {
				r.Shuffle(52, func(i, j int) { full[i], full[j] = full[j], full[i] })
				hands = append(hands, full[:n]...)
			}
			for at := 0; b.Loop(); at = (at + n) % len(hands) {
				p, _ := deckofcards.EvalPoker(hands[at : at+n]...)
				sink += int(p.Category())
			}
		})
	}
}
