package deckofcards_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/stretchr/testify/require"
)

// Step 4: a hand of blackjack has a total for each way to count its aces. A Hand h is compared with a slice of
// cards.

type hand struct {
	*deckofcards.Hand
	given []deckofcards.Card
	returned
}

// handModel is the cards of a Hand.
type handModel struct{ cards []deckofcards.Card }

type handOp = exercise.Op[*hand, *handModel]

// totals returns every total of the cards. It tries each ace as 1 and as 11.
func totals(cs []deckofcards.Card) []int {
	sums := []int{0}
	for _, c := range cs {
		var next []int
		for _, sum := range sums {
			if next = append(next, sum+min(int(c.Rank), 10)); c.Rank == deckofcards.Ace {
				next = append(next, sum+11)
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

func add(c deckofcards.Card) handOp {
	return call(fmt.Sprintf("h.Add(cards(%q)[0])", c.String()), "Add adds a card after the others (step 4)",
		func(h *hand) any { h.Add(c); return nil }, func(m *handModel) any { m.cards = append(m.cards, c); return nil })
}

// The questions to a Hand, and what the caller does with its own slices.
var (
	cardsOf = call("h.Cards()", "Cards returns the cards in the order in which the Hand got them (step 4)",
		func(h *hand) any { return shown(keep(&h.returned, "h.Cards()", h.Cards())) }, func(m *handModel) any { return shown(m.cards) })
	scores = call("h.Scores()", "Scores returns every total once, the lowest first (step 4)",
		func(h *hand) any { return keep(&h.returned, "h.Scores()", h.Scores()) }, func(m *handModel) any { return totals(m.cards) })
	scoreOf = call("h.Score()", "Score returns the highest total up to 21, or the lowest if all are above 21 (step 4)",
		func(h *hand) any { return exercise.Results(h.Score()) }, func(m *handModel) any { return exercise.Results(score(m.cards)) })
	isBlackjack = call("h.IsBlackjack()", "IsBlackjack reports whether the Hand is exactly two cards: an ace and a card that counts 10 (step 4)",
		func(h *hand) any { return h.IsBlackjack() }, func(m *handModel) any { total, _ := score(m.cards); return len(m.cards) == 2 && total == 21 })
	isBust = call("h.IsBust()", "a Hand is bust if every total is above 21 (step 4)",
		func(h *hand) any { return h.IsBust() }, func(m *handModel) any { return totals(m.cards)[0] > 21 })
	asks = []handOp{cardsOf, scores, scoreOf, isBlackjack, isBust}

	spoilHand = []handOp{
		quiet[*hand, *handModel]("spoil(given)", "NewHand copies the cards (step 4)", func(h *hand) { spoil(h.given) }),
		quiet[*hand, *handModel]("spoil(h.Cards())", "Cards returns a new slice (step 4)", func(h *hand) { spoil(h.Cards()) }),
		quiet[*hand, *handModel]("spoil(h.Scores())", "Scores returns a new slice (step 4)", func(h *hand) { spoil(h.Scores()) }),
	}
)

// handOf checks a Hand of the cards.
func handOf(cs ...deckofcards.Card) exercise.Ops[*hand, *handModel] {
	return exercise.Ops[*hand, *handModel]{
		Setup: fmt.Sprintf("given := cards(%q)\nh := deckofcards.NewHand(given...)", text(cs)),
		New: func() (*hand, *handModel) {
			given := roomy(cs)
			return &hand{Hand: deckofcards.NewHand(given...), given: given}, &handModel{slices.Clone(cs)}
		},
		After: func(h *hand, m *handModel) *exercise.Mismatch {
			if behind := h.given[len(h.given) : len(h.given)+1]; behind[0] != (deckofcards.Card{}) && behind[0].Rank != 77 {
				return &exercise.Mismatch{Call: "given[:len(given)+1]", Got: text(behind) + " in the spare capacity of the caller's slice", Want: "no change there", Rule: "NewHand copies the cards, so Add must not write behind the end of the given slice, which has spare capacity here"}
			}
			return h.changed()
		},
	}
}

// knownHands are hands whose answers are stated here, and do not come from the model.
var knownHands = []struct {
	name, cards     string
	scores          []int
	total           int
	soft            bool
	blackjack, bust bool
}{
	{name: "a Hand without cards counts 0", scores: []int{0}},
	{name: "the ranks 2 to 10 count their number", cards: "2♣ 9♦", scores: []int{11}, total: 11},
	{name: "Jack, Queen and King count 10", cards: "J♣ Q♦ K♥", scores: []int{30}, total: 30, bust: true},
	{name: "an ace counts 1 or 11", cards: "A♠ 4♥", scores: []int{5, 15}, total: 15, soft: true},
	{name: "an ace counts 1 if 11 would bring the total above 21", cards: "A♣ 6♦ 10♥", scores: []int{17, 27}, total: 17},
	{name: "A-A has the totals 2, 12 and 22, and counts a soft 12", cards: "A♣ A♦", scores: []int{2, 12, 22}, total: 12, soft: true},
	{name: "A-A-A-A has the totals 4, 14, 24, 34 and 44, and counts a soft 14", cards: "A♣ A♦ A♥ A♠", scores: []int{4, 14, 24, 34, 44}, total: 14, soft: true},
	{name: "a total is soft if an ace counts 11 in it", cards: "A♣ A♦ 9♥", scores: []int{11, 21, 31}, total: 21, soft: true},
	{name: "the lowest total counts if all are above 21", cards: "10♣ 9♦ A♥ A♠ A♣", scores: []int{22, 32, 42, 52}, total: 22, bust: true},
	{name: "a total of 21 is not bust", cards: "10♣ 9♦ 2♥", scores: []int{21}, total: 21},
	{name: "a total of 22 is bust", cards: "10♣ 9♦ 3♥", scores: []int{22}, total: 22, bust: true},
	{name: "an ace and a ten are a blackjack", cards: "10♣ A♦", scores: []int{11, 21}, total: 21, soft: true, blackjack: true},
	{name: "an ace and a king are a blackjack", cards: "A♠ K♠", scores: []int{11, 21}, total: 21, soft: true, blackjack: true},
	{name: "21 in three cards is not a blackjack", cards: "A♣ 5♦ 5♥", scores: []int{11, 21}, total: 21, soft: true},
	{name: "an ace and two cards that count 10 are not a blackjack", cards: "A♣ K♦ Q♥", scores: []int{21, 31}, total: 21},
	{name: "a single ace counts 11", cards: "A♣", scores: []int{1, 11}, total: 11, soft: true},
	{name: "thirty kings count 300", cards: strings.Repeat("K♣ ", 30), scores: []int{300}, total: 300, bust: true},
}

// checkCounted compares all that a Hand of the cards counts.
func checkCounted(t *exercise.T, cs ...deckofcards.Card) {
	handOf(cs...).Check(t, scores, scoreOf, isBlackjack, isBust)
}

func checkTwoCards(t *exercise.T) {
	full, blackjacks := fullDeck(), 0
	for i, a := range full {
		for _, b := range full[i+1:] {
			checkCounted(t, a, b)
			checkCounted(t, b, a)
			if deckofcards.NewHand(a, b).IsBlackjack() {
				blackjacks++
			}
		}
	}
	if blackjacks != 64 {
		t.Errorf("%d of the 1,326 hands of two cards are blackjacks, want 64", blackjacks)
	}
}

// checkRanks counts every hand of three and of four cards. All cards have one suit, since suits do not count.
func checkRanks(t *exercise.T) {
	full := fullDeck()[:13]
	for _, a := range full {
		for _, b := range full {
			for _, c := range full {
				checkCounted(t, a, b, c)
				for _, d := range full {
					checkCounted(t, a, b, c, d)
				}
			}
		}
	}
}

// checkHugeHand has a total beyond 16 bits.
func checkHugeHand(t *exercise.T) {
	const kings, aces = 7_000, 600
	h := deckofcards.NewHand(slices.Repeat(cards("K♠"), kings)...)
	for range aces {
		h.Add(cards("A♠")[0])
	}
	scores := h.Scores()
	require.Len(t, scores, aces+1, "h is a Hand of %d kings and %d aces; h.Scores()", kings, aces)
	for elevens, score := range scores {
		require.Equal(t, 10*kings+aces+10*elevens, score, "h is a Hand of %d kings and %d aces; h.Scores()[%d]", kings, aces, elevens)
	}
	total, soft := h.Score()
	require.Equal(t, 10*kings+aces, total, "h is a Hand of %d kings and %d aces; the total of h.Score()", kings, aces)
	require.False(t, soft, "h is a Hand of %d kings and %d aces; whether h.Score() is soft", kings, aces)
	require.True(t, h.IsBust(), "h is a Hand of %d kings and %d aces; h.IsBust()", kings, aces)
}

// checkLongHands counts hands of up to 60 cards, among them up to 16 aces.
func checkLongHands(t *exercise.T) {
	r := rand.New(rand.NewPCG(4, 4))
	full := fullDeck()
	for i := range 1500 {
		cs := make([]deckofcards.Card, 1+r.IntN([]int{12, 12, 12, 60}[i%4]))
		for j := range cs {
			for cs[j] = full[r.IntN(52)]; j >= 16 && cs[j].Rank == deckofcards.Ace; {
				cs[j] = full[r.IntN(52)]
			}
			if j < 16 && r.IntN(3) == 0 {
				cs[j].Rank = deckofcards.Ace
			}
		}
		checkCounted(t, cs...)
	}
}

func checkAdd(t *exercise.T) {
	ops := []handOp{isBust, scores}
	for _, c := range cards("A♠ 4♥ A♣ 9♦ K♠ A♥ 2♣") {
		ops = append(append(ops, add(c)), asks...)
	}
	handOf().Check(t, ops...)
	handOf(cards("A♠")...).Check(t, isBlackjack.Returns(false), add(cards("K♦")[0]), isBlackjack.Returns(true), scoreOf.Returns(21, true),
		add(cards("K♦")[0]), isBlackjack.Returns(false), scoreOf.Returns(21, false), cardsOf.Returns(shown(cards("A♠ K♦ K♦"))))
}

func checkHandCopies(t *exercise.T) {
	for _, ask := range asks {
		handOf(cards("2♣ A♣")...).Check(t, spoilHand[0], ask, add(cards("9♠")[0]), ask)
	}
	handOf(cards("2♣ A♣")...).Check(t, add(cards("9♠")[0]), spoilHand[0], cardsOf.Returns(shown(cards("2♣ A♣ 9♠"))))
}

func checkHandGivesCopies(t *exercise.T) {
	handOf(cards("2♣ A♣ 3♣")...).Check(t, spoilHand[1], cardsOf.Returns(shown(cards("2♣ A♣ 3♣"))), add(cards("5♥")[0]), spoilHand[1], add(cards("6♥")[0]),
		cardsOf.Returns(shown(cards("2♣ A♣ 3♣ 5♥ 6♥"))), spoilHand[2], scores.Returns([]int{17, 27}), spoilHand[2], scoreOf.Returns(17, false))
}

// anyHandOp returns a random call on a Hand.
func anyHandOp(r *rand.Rand) handOp {
	switch r.IntN(4) {
	case 0:
		return add(cards([]string{"A♠", "10♥", "K♦", "2♣", "9♥", "6♠"}[r.IntN(6)])[0])
	case 1:
		return spoilHand[r.IntN(len(spoilHand))]
	}
	return asks[r.IntN(len(asks))]
}

func checkHandRandom(t *exercise.T) {
	for n := range 4 {
		handOf(cards("A♣ K♣ 5♦")[:n]...).Random(t, 60, 20, anyHandOp)
	}
}

func checkTwoHands(t *exercise.T) {
	two := duo{strings.NewReplacer("given", "others", "h.", "g.", "h :=", "g :="), "two Hands share nothing"}
	for _, texts := range [][2]string{{"2♣ A♣", "K♥"}, {"", ""}, {"A♠", "A♠"}, {"A♠ K♥", "A♠ K♥"}} {
		pair(handOf(cards(texts[0])...), handOf(cards(texts[1])...), two).Random(t, 60, 20, func(r *rand.Rand) exercise.Op[[2]*hand, [2]*handModel] {
			return of(r.IntN(2), anyHandOp(r), two)
		})
	}
}

// checkHandsAtOnce spoils no slices: the answers are compared after many calls.
func checkHandsAtOnce(t *exercise.T) {
	handOf(cards("A♣ 5♦")...).AtOnce(t, 60, func(r *rand.Rand) handOp {
		if r.IntN(4) == 0 {
			return add(cards([]string{"A♠", "10♥", "K♦", "2♣", "9♥", "6♠"}[r.IntN(6)])[0])
		}
		return asks[r.IntN(len(asks))]
	})
}
