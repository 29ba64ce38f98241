package deckofcards_test

import (
	"testing"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// FuzzParseCard reads any text. If ParseCard returns a card, it must be one of the 52, and a text of String must
// give its card.
func FuzzParseCard(f *testing.F) {
	steps.Fuzz(f, 1)
	for _, s := range []string{"A♠", "10h", "Th", "", "1s", "♠", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		steps.Guard(t, func(t *exercise.T) {
			c, err := deckofcards.ParseCard(s)
			known, ok := byText[c.String()]
			if err == nil && (!ok || known != c) {
				t.Fatalf("deckofcards.ParseCard(%q) = %v, nil, which is not a valid card", s, c)
			}
			if want, ok := byText[s]; ok && (c != want || err != nil) {
				t.Fatalf("deckofcards.ParseCard(%q) = %v, %v, want %v, <nil>", s, c, err, want)
			}
		})
	})
}

// FuzzDeck turns every two bytes of its input into a call, and compares the answers with those of a slice.
func FuzzDeck(f *testing.F) {
	steps.Fuzz(f, 3)
	f.Add(byte(4), []byte{0, 1, 1, 2, 2, 0, 4, 9, 0, 1, 3, 0, 0, 3})
	f.Add(byte(0), []byte("shuffle and deal nothing"))
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			var calls []deckOp
			for ; len(input) > 1; input = input[2:] {
				calls = append(calls, [...]deckOp{dealN(int(int8(input[1])) % 8), deal, remaining, reset, shuffle(uint64(input[1]))}[input[0]%5])
			}
			deckOf(int(n%60)).Check(t, calls...)
		})
	})
}

// FuzzRound takes rules, bets, shoe and actions from its input, and compares the round with the model.
func FuzzRound(f *testing.F) {
	steps.Fuzz(f, 6)
	f.Add(byte(0), byte(1), []byte{8, 9, 21, 34, 3, 10, 11, 12}, []byte{4, 3, 2})
	f.Add(byte(7), byte(3), []byte("a shoe of letters that is long enough"), []byte("split and hit until the end"))
	f.Fuzz(func(t *testing.T, house, seats byte, shoe, todo []byte) {
		steps.Guard(t, func(t *exercise.T) {
			full := fullDeck()
			tb := table{rules: deckofcards.Rules{HitSoft17: house&1 > 0, NoDoubleAfterSplit: house&2 > 0, MaxHands: int(house >> 2 & 7)}}
			if house>>5 > 0 {
				tb.rules.PayNum, tb.rules.PayDen = int64(house>>5), 5
			}
			for i := range int(seats % 6) {
				tb.bets = append(tb.bets, int64(1+i*i*int(house)))
			}
			for _, b := range shoe {
				tb.all = append(tb.all, full[b%52])
			}
			calls := []op{begin(tb.rules)}
			for _, b := range todo {
				calls = append(calls, act(deckofcards.Action(b%6)))
			}
			tb.ops(false).Check(t, calls...)
		})
	})
}

// FuzzPoker compares a hand of six or seven cards with the best five of them.
func FuzzPoker(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add([]byte{0, 13, 26, 1, 14, 27, 5})
	f.Add([]byte{0, 1, 2, 3, 4, 12})
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			full, seen, hand := fullDeck(), map[byte]bool{}, []deckofcards.Card{}
			for _, b := range input {
				if !seen[b%52] && len(hand) < 7 {
					hand = append(hand, full[b%52])
				}
				seen[b%52] = true
			}
			if len(hand) >= 5 {
				wantOrder(t, text(hand), bestFive(hand), 0)
			}
		})
	})
}
