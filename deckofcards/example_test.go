//go:build !stub

package deckofcards_test

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/oodkit/oodkit/deckofcards"
)

func ExampleParseCard() {
	for _, s := range []string{"A♠", "th", "10H", "1s"} {
		c, err := deckofcards.ParseCard(s)
		if errors.Is(err, deckofcards.ErrCard) {
			fmt.Println(err)
			continue
		}
		fmt.Println(c)
	}
	// Output:
	// A♠
	// 10♥
	// 10♥
	// deckofcards: invalid card: "1s"
}

func ExampleDeck() {
	tiles := deckofcards.NewDeck("sun", "moon", "star") // a card may have any type
	top, _ := tiles.Deal()
	rest, _ := tiles.DealN(2)
	_, err := tiles.Deal()
	fmt.Println(top, rest, err)
	tiles.Reset()
	fmt.Println(tiles.Remaining(), "again")
	// Output:
	// sun [moon star] deckofcards: too few cards left
	// 3 again
}

func ExampleDeck_Shuffle() {
	seed := func() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }
	a, b := deckofcards.NewDeck(deckofcards.Standard()...), deckofcards.NewDeck(deckofcards.Standard()...)
	a.Shuffle(seed())
	b.Shuffle(seed())
	c, _ := a.Deal()
	d, _ := b.Deal()
	fmt.Println(c == d) // the same seed, the same order
	// Output: true
}

func ExampleHand() {
	h := deckofcards.NewHand(cards("A♠ 6♥")...)
	fmt.Println(h.Scores())
	fmt.Println(h.Score())
	h.Add(deckofcards.Card{Rank: deckofcards.King, Suit: deckofcards.Clubs})
	fmt.Println(h.Score())
	// Output:
	// [7 17]
	// 17 true
	// 17 false
}

// The order of this shoe is chosen: a card for the player and one for the dealer, then the same again.
func ExampleRound() {
	shoe := deckofcards.NewDeck(cards("8♠ 9♥ 8♥ 8♣ 3♦ 10♦ K♣")...)
	r, err := deckofcards.NewRound(deckofcards.Rules{}, shoe, 10)
	if err != nil {
		panic(err)
	}
	for _, a := range []deckofcards.Action{deckofcards.Split, deckofcards.Double, deckofcards.Stand} {
		turn, _ := r.Turn()
		fmt.Println(r.Hand(turn.Seat, turn.Hand), "against", r.Dealer(), r.Legal(), "->", a)
		if err := r.Act(a); err != nil {
			panic(err)
		}
	}
	results, _ := r.Results()
	for _, res := range results {
		fmt.Println(r.Hand(res.Seat, res.Hand), "against", r.Dealer(), res.Outcome, res.Profit)
	}
	// Output:
	// [8♠ 8♥] against [9♥] [Hit Stand Double Split] -> Split
	// [8♠ 3♦] against [9♥] [Hit Stand Double] -> Double
	// [8♥ 10♦] against [9♥] [Hit Stand Double] -> Stand
	// [8♠ 3♦ K♣] against [9♥ 8♣] Win 20
	// [8♥ 10♦] against [9♥ 8♣] Win 10
}

func ExampleEvalPoker() {
	board := cards("K♠ 10♦ K♥ 2♣ 10♣")
	ann, _ := deckofcards.EvalPoker(append(cards("K♦ 3♣"), board...)...)
	bob, _ := deckofcards.EvalPoker(append(cards("10♥ A♣"), board...)...)
	fmt.Println(ann)
	fmt.Println(bob)
	fmt.Println(ann.Compare(bob) > 0)
	// Output:
	// full house K 10
	// full house 10 K
	// true
}
