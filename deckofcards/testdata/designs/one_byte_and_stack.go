//go:build stub

// One byte and a stack: a card in a hand is packed into one byte. The deck deals from the end of a slice. Hands that
// still have to play are on a stack, and a finished hand goes to a list. The rank of seven poker cards is the best of
// their 21 choices of five, each ranked by sorting.
//
// Good at: memory, and finding the hand whose turn it is without a search. Costs: cards are packed and unpacked, Add
// copies the hand, and poker does 21 times the work. The contract of each method is in stub.go.

package deckofcards

import (
	"cmp"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
)

func ParseCard(s string) (Card, error) {
	capital := upper(s)
	for _, c := range Standard() {
		for _, rank := range spellings(c.Rank) {
			for _, suit := range []string{c.Suit.String(), "CDHS"[c.Suit-1 : c.Suit]} {
				if capital == rank+suit {
					return c, nil
				}
			}
		}
	}
	return Card{}, fmt.Errorf("%w: %s", ErrCard, s)
}

// upper returns s with the lower-case letters of ASCII in upper case.
func upper(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

func spellings(r Rank) []string {
	if r == Ten {
		return []string{"10", "T"}
	}
	return []string{r.String()}
}

func Standard() []Card {
	cards := make([]Card, 52)
	for i := range cards {
		cards[i] = Card{Rank(i%13 + 1), Suit(i/13 + 1)}
	}
	return cards
}

// Deck has its top card at the end of left.
type Deck[C any] struct {
	given []C
	left  []C
}

func NewDeck[C any](cards ...C) *Deck[C] {
	d := &Deck[C]{given: append([]C(nil), cards...)}
	d.Reset()
	return d
}

func (d *Deck[C]) Shuffle(r *rand.Rand) {
	number := rand.IntN
	if r != nil {
		number = r.IntN
	}
	for i := range d.left { // a Fisher-Yates shuffle that runs forward
		j := number(i + 1)
		d.left[i], d.left[j] = d.left[j], d.left[i]
	}
}

func (d *Deck[C]) Deal() (c C, err error) {
	if len(d.left) == 0 {
		return c, ErrEmpty
	}
	c = d.left[len(d.left)-1]
	d.left = d.left[:len(d.left)-1]
	return c, nil
}

func (d *Deck[C]) DealN(n int) ([]C, error) {
	if n < 0 {
		return nil, ErrCount
	}
	if n > len(d.left) {
		return nil, ErrEmpty
	}
	var cards []C
	for range n {
		c, _ := d.Deal()
		cards = append(cards, c)
	}
	return cards, nil
}

func (d *Deck[C]) Remaining() int { return len(d.left) }

func (d *Deck[C]) Reset() {
	d.left = slices.Clone(d.given)
	slices.Reverse(d.left)
}

// packed is a card in a byte: the suit, counted from 0, in the upper four bits, and the rank in the lower four.
type packed byte

func pack(c Card) packed     { return packed(c.Suit-1)<<4 | packed(c.Rank) }
func (p packed) card() Card  { return Card{Rank(p & 15), Suit(p>>4 + 1)} }
func (p packed) worth() int  { return min(int(p&15), 10) }
func (p packed) isAce() bool { return p&15 == 1 }
func unpack(bytes string) (c []Card) {
	for i := range len(bytes) {
		c = append(c, packed(bytes[i]).card())
	}
	return c
}

// Hand is a string of packed cards. A string never changes, so boxes can be copied, and the two hands of a split can
// share it. Add makes a new string.
type Hand struct{ bytes string }

func NewHand(cards ...Card) *Hand {
	h := new(Hand)
	for _, c := range cards {
		h.Add(c)
	}
	return h
}

func (h *Hand) Add(c Card)    { h.bytes += string([]byte{byte(pack(c))}) }
func (h *Hand) Cards() []Card { return unpack(h.bytes) }

func (h *Hand) Scores() []int {
	set := map[int]bool{0: true}
	for _, b := range []byte(h.bytes) {
		next := map[int]bool{}
		for sum := range set {
			next[sum+packed(b).worth()] = true
			if packed(b).isAce() {
				next[sum+11] = true
			}
		}
		set = next
	}
	var scores []int
	for sum := range set {
		scores = append(scores, sum)
	}
	slices.Sort(scores)
	return scores
}

func (h *Hand) Score() (int, bool) {
	scores := h.Scores()
	i := len(scores) - 1
	for i > 0 && scores[i] > 21 {
		i--
	}
	return scores[i], i > 0 // each higher total counts one more ace as 11
}

func (h *Hand) IsBlackjack() bool {
	total, soft := h.Score()
	return len(h.bytes) == 2 && soft && total == 21
}

func (h *Hand) IsBust() bool {
	total, _ := h.Score()
	return total > 21
}

// box is a hand on the table.
type box struct {
	Hand
	seat  int
	bet   int64
	split bool // it comes from a split, so it is never a blackjack
}

// Round plays the boxes on the stack and moves finished ones to done.
type Round struct {
	rules  Rules
	deck   *Deck[Card]
	stack  []box // the last one acts
	done   []box
	dealer Hand
	ended  bool
}

func NewRound(rules Rules, deck *Deck[Card], bets ...int64) (*Round, error) {
	if rules.MaxHands < 0 || rules.PayNum < 0 || rules.PayDen < 0 || (rules.PayNum == 0) != (rules.PayDen == 0) {
		panic("deckofcards: no such rules")
	}
	rules.MaxHands = cmp.Or(rules.MaxHands, 4)
	rules.PayNum, rules.PayDen = cmp.Or(rules.PayNum, 3), cmp.Or(rules.PayDen, 2)
	for _, bet := range bets {
		if bet <= 0 || bet > MaxBet {
			return nil, ErrBet
		}
	}
	if len(bets) == 0 {
		return nil, ErrBet
	}
	if deck.Remaining() < 2+2*len(bets) {
		return nil, ErrEmpty
	}
	r := &Round{rules: rules, deck: deck}
	for seat, bet := range bets {
		r.stack = append(r.stack, box{seat: seat, bet: bet})
	}
	for range 2 {
		for i := range r.stack {
			r.stack[i].Add(r.card())
		}
		r.dealer.Add(r.card())
	}
	slices.Reverse(r.stack) // so that seat 0 is on top
	if r.dealer.IsBlackjack() {
		// Nobody acts, and the dealer draws nothing.
		for len(r.stack) > 0 {
			r.close()
		}
		r.ended = true
		return r, nil
	}
	r.advance()
	return r, nil
}

// card takes a card. The caller has checked that one is left.
func (r *Round) card() Card {
	c, err := r.deck.Deal()
	if err != nil {
		panic(err)
	}
	return c
}

// close moves the box that acts from the stack to done.
func (r *Round) close() {
	last := len(r.stack) - 1
	r.done = append(r.done, r.stack[last])
	r.stack = r.stack[:last]
}

// advance closes boxes that have 21 or more. After the last box it plays the dealer's hand.
func (r *Round) advance() {
	for len(r.stack) > 0 {
		if total, _ := r.top().Score(); total < 21 {
			return
		}
		r.close()
	}
	r.ended = true
	for _, b := range r.done {
		if !b.IsBust() && (b.split || !b.IsBlackjack()) {
			r.draw()
			return
		}
	}
}

// draw draws the dealer's cards. If the deck is empty, the dealer stands.
func (r *Round) draw() {
	for r.deck.Remaining() > 0 {
		total, soft := r.dealer.Score()
		if total > 17 || total == 17 && !(soft && r.rules.HitSoft17) {
			return
		}
		r.dealer.Add(r.card())
	}
}

func (r *Round) top() *box { return &r.stack[len(r.stack)-1] }

// all returns the boxes by seat and then by hand.
func (r *Round) all() []box {
	boxes := slices.Clone(r.done)
	for _, b := range slices.Backward(r.stack) {
		boxes = append(boxes, b)
	}
	return boxes
}

func (r *Round) Turn() (Turn, bool) {
	if r.ended {
		return Turn{-1, -1}, false
	}
	t := Turn{Seat: r.top().seat}
	for _, b := range r.done {
		if b.seat == t.Seat {
			t.Hand++
		}
	}
	return t, true
}

func (r *Round) Legal() []Action {
	if r.ended {
		return nil
	}
	b := r.top()
	actions := []Action{Hit, Stand}
	if len(b.bytes) == 2 {
		if !b.split || !r.rules.NoDoubleAfterSplit {
			actions = append(actions, Double)
		}
		mine := 0
		for _, other := range r.all() {
			if other.seat == b.seat {
				mine++
			}
		}
		if packed(b.bytes[0]).worth() == packed(b.bytes[1]).worth() && mine < r.rules.MaxHands {
			actions = append(actions, Split)
		}
	}
	return actions
}

func (r *Round) Act(a Action) error {
	legal := r.Legal()
	switch {
	case r.ended:
		return ErrPhase
	case !slices.Contains(legal, a):
		return ErrAction
	case r.deck.Remaining() == 0 && a != Stand, r.deck.Remaining() == 1 && a == Split:
		return ErrEmpty
	}
	switch b := r.top(); a {
	case Hit:
		b.Add(r.card())
	case Stand:
		r.close()
	case Double:
		b.Add(r.card())
		b.bet *= 2
		r.close()
	case Split:
		first := box{Hand{b.bytes[:1]}, b.seat, b.bet, true}
		second := box{Hand{b.bytes[1:]}, b.seat, b.bet, true}
		first.Add(r.card())
		second.Add(r.card())
		*b = second
		r.stack = append(r.stack, first)
		if packed(first.bytes[0]).isAce() {
			r.close()
			r.close()
		}
	}
	r.advance()
	return nil
}

func (r *Round) Hand(seat, hand int) []Card {
	n := 0
	for _, b := range r.all() {
		if b.seat == seat {
			if n == hand {
				return b.Cards()
			}
			n++
		}
	}
	panic(fmt.Sprintf("deckofcards: no hand %d at seat %d", hand, seat))
}

func (r *Round) Dealer() []Card {
	if r.ended {
		return r.dealer.Cards()
	}
	return unpack(r.dealer.bytes[:1])
}

func (r *Round) Results() ([]Result, error) {
	if !r.ended {
		return nil, ErrPhase
	}
	results := make([]Result, len(r.done))
	hand := 0
	for i, b := range r.done {
		if i > 0 && r.done[i-1].seat != b.seat {
			hand = 0
		}
		results[i] = Result{Seat: b.seat, Hand: hand, Bet: b.bet}
		results[i].Outcome, results[i].Profit = r.outcome(b)
		hand++
	}
	return results, nil
}

// outcome returns how a box ends. It compares points: a blackjack has 22, and a bust hand has 0.
func (r *Round) outcome(b box) (Outcome, int64) {
	points := func(h *Hand, split bool) int {
		total, _ := h.Score()
		switch {
		case total > 21:
			return 0
		case !split && h.IsBlackjack():
			return 22
		}
		return total
	}
	mine, theirs := points(&b.Hand, b.split), points(&r.dealer, false)
	switch {
	case mine == 0 || mine < theirs:
		return Lose, -b.bet
	case mine == theirs:
		return Push, 0
	case mine == 22:
		return Blackjack, b.bet * r.rules.PayNum / r.rules.PayDen
	}
	return Win, b.bet
}

// PokerRank is the category and the ranks that decide within it.
type PokerRank struct {
	category Category
	ranks    [5]int
}

func EvalPoker(cards ...Card) (PokerRank, error) {
	var best PokerRank
	if n := len(cards); n < 5 || n > 7 {
		return best, fmt.Errorf("%w: %d", ErrCount, n)
	}
	for i, c := range cards {
		if c.Rank < Ace || c.Rank > King || c.Suit < Clubs || c.Suit > Spades || slices.Contains(cards[:i], c) {
			return best, fmt.Errorf("%w: %v", ErrCard, c)
		}
	}
	for set := range uint(1) << len(cards) {
		if bits.OnesCount(set) != 5 {
			continue
		}
		five := make([]Card, 0, 5)
		for i, c := range cards {
			if set>>i&1 == 1 {
				five = append(five, c)
			}
		}
		if rank := rankFive(five); rank.Compare(best) > 0 {
			best = rank
		}
	}
	return best, nil
}

// high returns the rank of a card as a number in which an ace is 14.
func high(c Card) int { return (int(c.Rank)+11)%13 + 2 }

// sortByCount sorts five cards, those of the most frequent rank first. It returns how often that rank occurs, and how
// many ranks there are.
func sortByCount(five []Card) (most, distinct int) {
	var count [15]int
	for _, c := range five {
		if count[high(c)]++; count[high(c)] == 1 {
			distinct++
		}
	}
	slices.SortFunc(five, func(a, b Card) int {
		return cmp.Or(cmp.Compare(count[high(b)], count[high(a)]), cmp.Compare(high(b), high(a)))
	})
	return count[high(five[0])], distinct
}

// rankFive returns the rank of five cards, which it sorts.
func rankFive(five []Card) PokerRank {
	most, distinct := sortByCount(five)
	flush := !slices.ContainsFunc(five, func(c Card) bool { return c.Suit != five[0].Suit })
	var p PokerRank
	for i, c := range five {
		p.ranks[i] = high(c)
	}
	if p.ranks == [5]int{14, 5, 4, 3, 2} {
		p.ranks = [5]int{5, 4, 3, 2, 1} // in this straight the ace is low
	}
	straight := distinct == 5 && p.ranks[0]-p.ranks[4] == 4
	switch {
	case straight && flush:
		p.category = StraightFlush
	case most == 4:
		p.category = FourOfAKind
	case most == 3 && distinct == 2:
		p.category = FullHouse
	case flush:
		p.category = Flush
	case straight:
		p.category = Straight
	case most == 3:
		p.category = ThreeOfAKind
	case distinct == 3:
		p.category = TwoPairs
	case distinct == 4:
		p.category = Pair
	default:
		p.category = HighCard
	}
	return p
}

func (p PokerRank) Compare(q PokerRank) int {
	return cmp.Or(cmp.Compare(p.category, q.category), slices.Compare(p.ranks[:], q.ranks[:]))
}

func (p PokerRank) Category() Category { return p.category }

func (p PokerRank) String() string { return fmt.Sprint(p.category, " by ", p.ranks) }
