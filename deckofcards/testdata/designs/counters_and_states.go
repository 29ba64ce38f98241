//go:build stub

// Counters and states: a hand counts its cards by rank. The round is a chain of state functions: each one does its
// part and returns the next one. All hands are in one flat list, by seat and then by hand.
//
// Good at: the flow of a round reads like the rules of the game, and a category of poker like its definition.
// Costs: each question about one seat searches the list, and a hand keeps the order of its cards beside the counts.
// The contract of each method is in stub.go.

package deckofcards

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
)

func ParseCard(s string) (Card, error) {
	runes := []rune(s)
	for i, r := range runes {
		if 'a' <= r && r <= 'z' {
			runes[i] = r - 'a' + 'A'
		}
	}
	if n := len(runes); n == 3 && string(runes[:2]) == "10" {
		runes = []rune{'T', runes[2]}
	}
	if len(runes) == 2 {
		rank := strings.IndexRune("A23456789TJQK", runes[0])
		suit := slices.Index([]rune("CDHS♣♦♥♠"), runes[1]) // each suit stands at i and at i+4
		if rank >= 0 && suit >= 0 {
			return Card{Rank(rank + 1), Suit(suit%4 + 1)}, nil
		}
	}
	return Card{}, fmt.Errorf("cannot read %q: %w", s, ErrCard)
}

func Standard() []Card {
	var cards []Card
	for s := range 4 {
		for r := range 13 {
			cards = append(cards, Card{Rank(r + 1), Suit(s + 1)})
		}
	}
	return cards
}

// Deck deals by cutting cards off the front of left.
type Deck[C any] struct{ left, given []C }

func NewDeck[C any](cards ...C) *Deck[C] {
	return &Deck[C]{slices.Clone(cards), slices.Clone(cards)}
}

// Shuffle takes a random key for each card and sorts the cards by key. Two of 52 keys are equal about once in 10¹⁶
// shuffles. Then those two cards keep their order.
func (d *Deck[C]) Shuffle(r *rand.Rand) {
	key := rand.Uint64
	if r != nil {
		key = r.Uint64
	}
	type keyed struct {
		key  uint64
		card C
	}
	cards := make([]keyed, len(d.left))
	for i, c := range d.left {
		cards[i] = keyed{key(), c}
	}
	sort.SliceStable(cards, func(i, j int) bool { return cards[i].key < cards[j].key })
	d.left = nil
	for _, c := range cards {
		d.left = append(d.left, c.card)
	}
}

func (d *Deck[C]) Deal() (c C, err error) {
	one, err := d.DealN(1)
	if err != nil {
		return c, err
	}
	return one[0], nil
}

func (d *Deck[C]) DealN(n int) ([]C, error) {
	switch {
	case n < 0:
		return nil, fmt.Errorf("deal %d cards: %w", n, ErrCount)
	case n > len(d.left):
		return nil, fmt.Errorf("deal %d of %d cards: %w", n, len(d.left), ErrEmpty)
	}
	dealt := slices.Clone(d.left[:n])
	d.left = d.left[n:]
	return dealt, nil
}

func (d *Deck[C]) Remaining() int { return len(d.left) }
func (d *Deck[C]) Reset()         { d.left = slices.Clone(d.given) }

// Hand counts its cards by rank, and also keeps them in order.
type Hand struct {
	count [14]int
	order []Card
}

func NewHand(cards ...Card) *Hand {
	var h Hand
	for _, c := range cards {
		h.Add(c)
	}
	return &h
}

func (h *Hand) Add(c Card) {
	h.count[c.Rank]++
	h.order = append(h.order, c)
}

func (h *Hand) Cards() []Card { return append([]Card{}, h.order...) }

func worth(r Rank) int {
	if r > Ten {
		return 10
	}
	return int(r)
}

func (h *Hand) Scores() []int {
	least := 0
	for rank, n := range h.count {
		least += n * worth(Rank(rank))
	}
	scores := []int{least}
	for range h.count[Ace] {
		scores = append(scores, scores[len(scores)-1]+10)
	}
	return scores
}

func (h *Hand) Score() (total int, soft bool) {
	for i, s := range h.Scores() {
		if i == 0 || s <= 21 {
			total, soft = s, i > 0 // each higher total counts one more ace as 11
		}
	}
	return total, soft
}

func (h *Hand) IsBlackjack() bool {
	return len(h.order) == 2 && h.count[Ace] == 1 && h.count[Ten]+h.count[Jack]+h.count[Queen]+h.count[King] == 1
}

func (h *Hand) IsBust() bool { return h.Scores()[0] > 21 }

// status is the state of a spot.
type status int

const (
	waiting status = iota // it acts now or later
	closed                // it waits for the dealer
	natural               // it is a blackjack
	busted
)

// spot is a hand of a seat with its bet.
type spot struct {
	hand   *Hand
	seat   int
	bet    int64
	split  bool // it comes from a split
	status status
}

// state is a state of the round. It does what needs no player, and returns the next state, or nil to wait for a
// player.
type state func(*Round) state

// Round is a list of spots, one of which acts.
type Round struct {
	rules  Rules
	shoe   *Deck[Card]
	spots  []*spot
	at     int // the index of the spot that acts
	dealer *Hand
	over   bool
}

func NewRound(rules Rules, deck *Deck[Card], bets ...int64) (*Round, error) {
	for _, n := range []int64{int64(rules.MaxHands), rules.PayNum, rules.PayDen} {
		if n < 0 {
			panic("deckofcards: negative rule")
		}
	}
	if (rules.PayNum == 0) != (rules.PayDen == 0) {
		panic("deckofcards: half a payment")
	}
	if len(bets) == 0 || slices.Min(bets) < 1 || slices.Max(bets) > MaxBet {
		return nil, fmt.Errorf("bets %v: %w", bets, ErrBet)
	}
	cards, err := deck.DealN(2*len(bets) + 2)
	if err != nil {
		return nil, err
	}
	r := &Round{rules: rules, shoe: deck, dealer: NewHand(cards[len(bets)], cards[2*len(bets)+1])}
	for seat, bet := range bets {
		r.spots = append(r.spots, &spot{hand: NewHand(cards[seat], cards[seat+1+len(bets)]), seat: seat, bet: bet})
	}
	r.run(peek)
	return r, nil
}

func (r *Round) run(s state) {
	for s != nil {
		s = s(r)
	}
}

func peek(r *Round) state {
	for _, s := range r.spots {
		if s.hand.IsBlackjack() {
			s.status = natural
		}
	}
	if r.dealer.IsBlackjack() {
		return end
	}
	return next
}

// next moves on to the first spot that can still act.
func next(r *Round) state {
	for ; r.at < len(r.spots); r.at++ {
		s := r.spots[r.at]
		total, _ := s.hand.Score()
		switch {
		case total > 21: // also a doubled hand, which is closed already
			s.status = busted
		case s.status == waiting && total == 21:
			s.status = closed
		}
		if s.status == waiting {
			return nil
		}
	}
	return dealersPlay
}

func dealersPlay(r *Round) state {
	if !slices.ContainsFunc(r.spots, func(s *spot) bool { return s.status == closed }) {
		return end
	}
	total, soft := r.dealer.Score()
	if total < 17 || soft && total == 17 && r.rules.HitSoft17 {
		if c, err := r.shoe.Deal(); err == nil {
			r.dealer.Add(c)
			return dealersPlay
		}
	}
	return end
}

func end(r *Round) state {
	r.over = true
	return nil
}

func (r *Round) Turn() (t Turn, ok bool) {
	if r.over {
		return t, false
	}
	return r.place(r.at), true
}

// place returns the seat and the hand of the spot with index i.
func (r *Round) place(i int) Turn {
	first := slices.IndexFunc(r.spots, func(s *spot) bool { return s.seat == r.spots[i].seat })
	return Turn{r.spots[i].seat, i - first}
}

func (r *Round) may(a Action) bool {
	if r.over {
		return false
	}
	s := r.spots[r.at]
	two := len(s.hand.order) == 2
	switch a {
	case Hit, Stand:
		return true
	case Double:
		return two && (!s.split || !r.rules.NoDoubleAfterSplit)
	case Split:
		most := r.rules.MaxHands
		if most == 0 {
			most = 4
		}
		have := 0
		for _, other := range r.spots {
			if other.seat == s.seat {
				have++
			}
		}
		return two && have < most && worth(s.hand.order[0].Rank) == worth(s.hand.order[1].Rank)
	}
	return false
}

func (r *Round) Legal() []Action {
	return slices.DeleteFunc([]Action{Hit, Stand, Double, Split}, func(a Action) bool { return !r.may(a) })
}

func (r *Round) Act(a Action) error {
	if r.over {
		return ErrPhase
	}
	if !r.may(a) {
		return fmt.Errorf("%v: %w", a, ErrAction)
	}
	cards, err := r.shoe.DealN(map[Action]int{Hit: 1, Double: 1, Split: 2}[a])
	if err != nil {
		return err
	}
	s := r.spots[r.at]
	switch a {
	case Hit:
		s.hand.Add(cards[0])
	case Stand:
		s.status = closed
	case Double:
		s.hand.Add(cards[0])
		s.bet += s.bet
		s.status = closed
	case Split:
		one, two := s.hand.order[0], s.hand.order[1]
		s.hand, s.split = NewHand(one, cards[0]), true
		if one.Rank == Ace {
			s.status = closed
		}
		other := *s
		other.hand = NewHand(two, cards[1])
		r.spots = slices.Insert(r.spots, r.at+1, &other)
	}
	r.run(next)
	return nil
}

func (r *Round) Hand(seat, hand int) []Card {
	for i, s := range r.spots {
		if r.place(i) == (Turn{seat, hand}) {
			return s.hand.Cards()
		}
	}
	panic(fmt.Sprint("deckofcards: there is no hand ", hand, " of seat ", seat))
}

func (r *Round) Dealer() []Card {
	if r.over {
		return r.dealer.Cards()
	}
	return r.dealer.Cards()[:1:1] // the spare capacity must not contain the hole card
}

func (r *Round) Results() (results []Result, err error) {
	if !r.over {
		return nil, ErrPhase
	}
	for i, s := range r.spots {
		t := r.place(i)
		res := Result{Seat: t.Seat, Hand: t.Hand, Bet: s.bet, Outcome: r.outcome(s)}
		switch res.Outcome {
		case Lose:
			res.Profit = -s.bet
		case Win:
			res.Profit = s.bet
		case Blackjack:
			num, den := r.rules.PayNum, r.rules.PayDen
			if num == 0 {
				num, den = 3, 2
			}
			res.Profit = s.bet * num / den
		}
		results = append(results, res)
	}
	return results, nil
}

func (r *Round) outcome(s *spot) Outcome {
	if s.status == busted {
		return Lose
	}
	if r.dealer.IsBlackjack() {
		if s.status == natural {
			return Push
		}
		return Lose
	}
	if s.status == natural {
		return Blackjack
	}
	mine, _ := s.hand.Score()
	theirs, _ := r.dealer.Score()
	switch {
	case theirs > 21 || mine > theirs:
		return Win
	case mine < theirs:
		return Lose
	default:
		return Push
	}
}

// PokerRank is a text with a letter for the category and then letters for ranks. The better hand has the greater text.
type PokerRank struct{ text string }

func EvalPoker(cards ...Card) (PokerRank, error) {
	if len(cards) < 5 || len(cards) > 7 {
		return PokerRank{}, ErrCount
	}
	seen := map[Card]bool{}
	var count [15]int      // by rank, with an ace at 1 and at 14
	var bySuit [5][15]bool // by suit and by rank, with an ace at 1 and at 14
	var inSuit [5]int
	for _, c := range cards {
		if c.Rank < 1 || c.Rank > 13 || c.Suit < 1 || c.Suit > 4 || seen[c] {
			return PokerRank{}, ErrCard
		}
		seen[c] = true
		inSuit[c.Suit]++
		ranks := []int{int(c.Rank)}
		if c.Rank == Ace {
			ranks = append(ranks, 14)
		}
		for _, r := range ranks {
			count[r]++
			bySuit[c.Suit][r] = true
		}
	}
	var flush []int
	for s := 1; s <= 4; s++ {
		if inSuit[s] >= 5 {
			if top := straightTop(func(r int) bool { return bySuit[s][r] }); top > 0 {
				return made(StraightFlush, top), nil
			}
			for r := 14; r > 1; r-- {
				if bySuit[s][r] {
					flush = append(flush, r)
				}
			}
		}
	}
	return byCounts(count, flush), nil
}

// straightTop returns the highest rank of the highest straight, or 0.
func straightTop(has func(int) bool) int {
	for top := 14; top >= 5; top-- {
		if has(top) && has(top-1) && has(top-2) && has(top-3) && has(top-4) {
			return top
		}
	}
	return 0
}

// byCounts ranks a hand that is no straight flush. The ranks of a flush go from high to low, and nil means no flush.
func byCounts(count [15]int, flush []int) PokerRank {
	of := func(n int, not ...int) (ranks []int) { // the ranks that occur at least n times, from high to low
		for r := 14; r > 1; r-- {
			if count[r] >= n && !slices.Contains(not, r) {
				ranks = append(ranks, r)
			}
		}
		return ranks
	}
	if four := of(4); four != nil {
		return made(FourOfAKind, four[0], of(1, four[0])[0])
	}
	three := of(3)
	if three != nil {
		if two := of(2, three[0]); two != nil {
			return made(FullHouse, three[0], two[0])
		}
	}
	if flush != nil {
		return made(Flush, flush[:5]...)
	}
	if top := straightTop(func(r int) bool { return count[r] > 0 }); top > 0 {
		return made(Straight, top)
	}
	if three != nil {
		return made(ThreeOfAKind, append(three, of(1, three[0])[:2]...)...)
	}
	switch two := of(2); len(two) {
	case 0:
		return made(HighCard, of(1)[:5]...)
	case 1:
		return made(Pair, append(two, of(1, two[0])[:3]...)...)
	default:
		return made(TwoPairs, two[0], two[1], of(1, two[0], two[1])[0])
	}
}

func made(c Category, ranks ...int) PokerRank {
	text := []byte{'a' + byte(c)}
	for _, r := range ranks {
		text = append(text, 'a'+byte(r))
	}
	return PokerRank{string(text)}
}

func (p PokerRank) Compare(q PokerRank) int { return strings.Compare(p.text, q.text) }

func (p PokerRank) Category() Category {
	if p.text == "" {
		return 0
	}
	return Category(p.text[0] - 'a')
}

func (p PokerRank) String() string {
	words := []string{p.Category().String()}
	for _, letter := range p.text[min(1, len(p.text)):] {
		words = append(words, Rank((letter-'a'-1)%13+1).String()) // 14 becomes Ace, and other ranks stay
	}
	return strings.Join(words, " ")
}
