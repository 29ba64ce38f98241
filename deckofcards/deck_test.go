package deckofcards_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/stretchr/testify/require"
)

// Step 2: a deck deals from the top, all n cards or none, and can be reset. A Deck d of the numbers from 1
// on is compared with a slice.

type deck struct {
	*deckofcards.Deck[int]
	given []int
	dealt []int // what the last call dealt
	returned
}

// deckModel is a Deck so simple that it is clearly right.
type deckModel struct {
	given, left []int
	mixed       bool  // shuffled: the order of left is not known
	deck        *deck // after a shuffle, what it dealt last is right if those cards were left
}

// take takes the next n cards. If the Deck dealt cards that were not left, it returns what it wanted instead.
func (m *deckModel) take(n int) (dealt []int, other any, err error) {
	switch {
	case n < 0:
		return nil, nil, deckofcards.ErrCount
	case n > len(m.left):
		return nil, nil, deckofcards.ErrEmpty
	case !m.mixed:
		dealt, m.left = m.left[:n], m.left[n:]
		return dealt, nil, nil
	}
	left := slices.DeleteFunc(slices.Clone(m.left), func(c int) bool { return slices.Contains(m.deck.dealt, c) })
	if len(m.deck.dealt) != n || len(left) != len(m.left)-n {
		return nil, exercise.Phrase(fmt.Sprintf("%d of %v, each once", n, m.left)), nil
	}
	m.left = left
	return m.deck.dealt, nil, nil
}

type deckOp = exercise.Op[*deck, *deckModel]

// dealing is a call that deals n cards. Its answer is made from the cards and the error.
func dealing(text, rule string, n int, f func(*deck) ([]int, error), answer func(cards any, err error) any) deckOp {
	return call(text, rule,
		func(d *deck) any {
			cards, err := f(d)
			d.dealt = slices.Clone(cards)
			return answer(cards, err)
		},
		func(m *deckModel) any {
			cards, other, err := m.take(n)
			if other != nil {
				return answer(other, err)
			}
			return answer(cards, err)
		})
}

func cardsAndError(cards any, err error) any { return exercise.Results(cards, err) }

func dealN(n int) deckOp {
	text := fmt.Sprintf("d.DealN(%s)", exercise.IntText(n))
	return dealing(text, "DealN takes n cards from the top, or none (step 2)", n, func(d *deck) ([]int, error) {
		cards, err := d.DealN(n)
		return keep(&d.returned, text, cards), err
	}, cardsAndError)
}

// spoilDealt is a DealN whose result the caller overwrites.
func spoilDealt(n int) deckOp {
	text := fmt.Sprintf("spoil(d.DealN(%d))", n)
	return dealing(text, "DealN returns a new slice (step 2)", n, func(d *deck) ([]int, error) {
		cards, err := d.DealN(n)
		defer spoil(cards)
		return slices.Clone(cards), err
	}, func(any, error) any { return nil })
}

var (
	deal = dealing("d.Deal()", "Deal takes the top card (step 2)", 1, func(d *deck) ([]int, error) {
		c, err := d.Deal()
		return []int{c}, err
	}, func(cards any, err error) any {
		if one, ok := cards.([]int); ok {
			return exercise.Results(slices.Concat(one, []int{0})[0], err) // 0 if there is an error
		}
		return exercise.Results(cards, err)
	})
	remaining = call("d.Remaining()", "Remaining returns the number of cards that are left (step 2)",
		func(d *deck) any { return d.Remaining() }, func(m *deckModel) any { return len(m.left) })
	reset = call("d.Reset()", "Reset takes every card back and restores the order given to NewDeck (step 2)",
		func(d *deck) any { d.Reset(); return nil }, func(m *deckModel) any { m.left, m.mixed = m.given, false; return nil })
	spoilGiven = quiet[*deck, *deckModel]("spoil(given)", "NewDeck copies the cards (step 2)", func(d *deck) { spoil(d.given) })
)

// deckOf checks a Deck of the numbers 1 to n.
func deckOf(n int) exercise.Ops[*deck, *deckModel] {
	cards := strings.Trim(strings.ReplaceAll(fmt.Sprint(exercise.UpTo(n)), " ", ", "), "[]")
	return exercise.Ops[*deck, *deckModel]{
		Setup: fmt.Sprintf("given := append(make([]int, 0, %d), []int{%s}...)\nd := deckofcards.NewDeck(given...)", n+spare, cards),
		New: func() (*deck, *deckModel) {
			given := roomy(exercise.UpTo(n))
			d := &deck{Deck: deckofcards.NewDeck(given...), given: given}
			return d, &deckModel{given: exercise.UpTo(n), left: exercise.UpTo(n), deck: d}
		},
		After: func(d *deck, m *deckModel) *exercise.Mismatch {
			if m := d.changed(); m != nil {
				return m
			}
			whole := d.given[:cap(d.given)]
			want := append(m.given[:n:n], make([]int, spare)...)
			if whole[0] == 77 {
				spoil(want) // as the caller did
			}
			if slices.Equal(whole, want) {
				return nil
			}
			return &exercise.Mismatch{Call: "given[:cap(given)]", Got: fmt.Sprint(whole), Want: fmt.Sprint(want), Rule: "NewDeck copies the cards, so no call on d changes the caller's slice, or what is behind it in the caller's array"}
		},
	}
}

func checkDealOrder(t *exercise.T) {
	deckOf(2).Check(t, remaining.Returns(2), deal.Returns(1, nil), remaining.Returns(1), deal.Returns(2, nil), remaining.Returns(0),
		deal.Returns(0, deckofcards.ErrEmpty), deal.Returns(0, deckofcards.ErrEmpty), remaining.Returns(0))
	deckOf(0).Check(t, remaining.Returns(0), deal.Returns(0, deckofcards.ErrEmpty))
}

func checkDealN(t *exercise.T) {
	deckOf(6).Check(t, dealN(1).Returns([]int{1}, nil), dealN(2).Returns([]int{2, 3}, nil), remaining.Returns(3),
		deal.Returns(4, nil), dealN(2).Returns([]int{5, 6}, nil), remaining.Returns(0))
}

func checkAllOrNothing(t *exercise.T) {
	for _, n := range []int{4, 5, 259, 65_539, 1<<32 + 1, math.MaxInt} {
		deckOf(3).Check(t, dealN(n).Returns([]int(nil), deckofcards.ErrEmpty), remaining.Returns(3), dealN(2).Returns([]int{1, 2}, nil),
			dealN(n).Returns([]int(nil), deckofcards.ErrEmpty), remaining.Returns(1), dealN(2).Returns([]int(nil), deckofcards.ErrEmpty), deal.Returns(3, nil))
	}
	deckOf(0).Check(t, dealN(1).Returns([]int(nil), deckofcards.ErrEmpty))
}

func checkNegative(t *exercise.T) {
	for _, n := range []int{-1, -3, -254, math.MinInt} {
		deckOf(3).Check(t, dealN(n).Returns([]int(nil), deckofcards.ErrCount), remaining.Returns(3), deal.Returns(1, nil),
			dealN(n).Returns([]int(nil), deckofcards.ErrCount), dealN(2).Returns([]int{2, 3}, nil), dealN(n).Returns([]int(nil), deckofcards.ErrCount))
	}
}

func checkDealNone(t *exercise.T) {
	deckOf(3).Check(t, dealN(0).Returns([]int{}, nil), remaining.Returns(3), dealN(3), dealN(0).Returns([]int{}, nil), remaining.Returns(0))
	deckOf(0).Check(t, dealN(0).Returns([]int{}, nil))
}

func checkReset(t *exercise.T) {
	deckOf(4).Check(t, reset, remaining.Returns(4), dealN(4), deal, reset, remaining.Returns(4), dealN(2).Returns([]int{1, 2}, nil),
		reset, reset, deal.Returns(1, nil), dealN(3).Returns([]int{2, 3, 4}, nil), reset, deal.Returns(1, nil))
	deckOf(0).Check(t, reset, remaining.Returns(0), deal.Returns(0, deckofcards.ErrEmpty))
}

func checkDeckCopies(t *exercise.T) {
	deckOf(3).Check(t, spoilGiven, deal.Returns(1, nil), dealN(2).Returns([]int{2, 3}, nil), reset, dealN(3).Returns([]int{1, 2, 3}, nil))
	deckOf(3).Check(t, deal, spoilGiven, reset, dealN(3).Returns([]int{1, 2, 3}, nil))
}

func checkDealtCopies(t *exercise.T) {
	deckOf(4).Check(t, spoilDealt(2), dealN(2).Returns([]int{3, 4}, nil), reset, dealN(4).Returns([]int{1, 2, 3, 4}, nil))
	deckOf(2).Check(t, spoilDealt(2), reset, dealN(2).Returns([]int{1, 2}, nil), reset, spoilDealt(1), deal.Returns(2, nil))
}

func checkAnyCard(t *exercise.T) {
	tiles := deckofcards.NewDeck("sun", "moon")
	got, err := tiles.Deal()
	require.NoError(t, err, `d := deckofcards.NewDeck("sun", "moon"); d.Deal()`)
	require.Equal(t, "sun", got, `d := deckofcards.NewDeck("sun", "moon"); d.Deal()`)

	moves := deckofcards.NewDeck(func() int { return 7 }, func() int { return 8 }) // a type without ==
	_, _ = moves.Deal()
	f, err := moves.Deal()
	require.NoError(t, err, "the second d.Deal() of a Deck of two functions")
	require.Equal(t, 8, f(), "the second card of a Deck of functions must return 8")
	f, err = moves.Deal()
	require.ErrorIs(t, err, deckofcards.ErrEmpty, "the third d.Deal() of a Deck of two functions")
	require.Nil(t, f, "the function that Deal returned beside ErrEmpty must be nil")

	lists := deckofcards.NewDeck([]int{1, 2}, nil, []int{3})
	all, err := lists.DealN(3)
	require.NoError(t, err, "d := deckofcards.NewDeck([]int{1, 2}, nil, []int{3}); d.DealN(3)")
	require.Equal(t, [][]int{{1, 2}, nil, {3}}, all, "d := deckofcards.NewDeck([]int{1, 2}, nil, []int{3}); d.DealN(3)")
}

func checkShoe(t *exercise.T) {
	twins := deckofcards.NewDeck(7, 7, 0, 7, 0)
	got, err := twins.DealN(5)
	require.NoError(t, err, "d := deckofcards.NewDeck(7, 7, 0, 7, 0); d.DealN(5)")
	require.Equal(t, []int{7, 7, 0, 7, 0}, got, "d := deckofcards.NewDeck(7, 7, 0, 7, 0); d.DealN(5)")
}

// checkManyCards deals all cards in three calls, then resets the Deck and deals them again.
func checkManyCards(t *exercise.T) {
	for _, n := range []int{255, 256, 257, 416, 70_000} {
		given := make([]int32, n)
		for i := range given {
			given[i] = int32(i)
		}
		d := deckofcards.NewDeck(given...)
		for range 2 {
			require.Equal(t, n, d.Remaining(), "d is a Deck of the numbers 0 to %d; d.Remaining()", n-1)
			first, err := d.DealN(n * 15 / 16)
			require.NoError(t, err, "d is a Deck of the numbers 0 to %d; d.DealN(%d)", n-1, n*15/16)
			require.Equal(t, n-len(first), d.Remaining(), "d is a Deck of the numbers 0 to %d; d.DealN(%d); d.Remaining()", n-1, n*15/16)
			next, err := d.Deal()
			require.NoError(t, err, "d is a Deck of the numbers 0 to %d; d.DealN(%d); d.Deal()", n-1, len(first))
			last, err := d.DealN(n - len(first) - 1)
			require.NoError(t, err, "d is a Deck of the numbers 0 to %d; d.DealN(%d); d.Deal(); d.DealN(%d)", n-1, len(first), n-len(first)-1)
			for i, c := range slices.Concat(first, []int32{next}, last) {
				require.Equal(t, i, int(c), "d is a Deck of the numbers 0 to %d; the card that it deals at place %d", n-1, i)
			}
			_, err = d.Deal()
			require.ErrorIs(t, err, deckofcards.ErrEmpty, "d is a Deck of %d cards, and all of them are dealt; d.Deal()", n)
			d.Reset()
		}
	}
}

// anyDeckOp returns a random call of step 2 on a Deck.
func anyDeckOp(r *rand.Rand) deckOp {
	return [...]deckOp{deal, deal, dealN(r.IntN(4)), dealN(r.IntN(10) - 2), spoilDealt(r.IntN(3)), remaining, remaining, reset, spoilGiven}[r.IntN(9)]
}

func checkDeckRandom(t *exercise.T) {
	for n := range 8 {
		deckOf(n).Random(t, 40, 30, anyDeckOp)
	}
}

var twoDecks = duo{strings.NewReplacer("rand.", "rand.", "given", "others", "d.", "e.", "d :=", "e :="), "two Decks share nothing"}

func checkTwoDecks(t *exercise.T, next func(*rand.Rand) deckOp) {
	for n := range 5 {
		pair(deckOf(n), deckOf(n+1), twoDecks).Random(t, 20, 30, func(r *rand.Rand) exercise.Op[[2]*deck, [2]*deckModel] {
			return of(r.IntN(2), next(r), twoDecks)
		})
	}
}

// checkDecksAtOnce spoils no slices: the answers are compared after many calls.
func checkDecksAtOnce(t *exercise.T) {
	deckOf(52).AtOnce(t, 60, func(r *rand.Rand) deckOp {
		return [...]deckOp{deal, deal, dealN(r.IntN(20)), dealN(r.IntN(60) - 2), remaining, reset}[r.IntN(6)]
	})
}
