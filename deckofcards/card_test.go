package deckofcards_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Step 1: cards are values, and a text is either a card or an error. The functions with which all tests
// write cards are here too.

const inOrder = "A♣ 2♣ 3♣ 4♣ 5♣ 6♣ 7♣ 8♣ 9♣ 10♣ J♣ Q♣ K♣ A♦ 2♦ 3♦ 4♦ 5♦ 6♦ 7♦ 8♦ 9♦ 10♦ J♦ Q♦ K♦ " +
	"A♥ 2♥ 3♥ 4♥ 5♥ 6♥ 7♥ 8♥ 9♥ 10♥ J♥ Q♥ K♥ A♠ 2♠ 3♠ 4♠ 5♠ 6♠ 7♠ 8♠ 9♠ 10♠ J♠ Q♠ K♠"

// fullDeck returns the 52 cards without the learner's help.
func fullDeck() []deckofcards.Card {
	var full []deckofcards.Card
	for suit := deckofcards.Clubs; suit <= deckofcards.Spades; suit++ {
		for rank := deckofcards.Ace; rank <= deckofcards.King; rank++ {
			full = append(full, deckofcards.Card{Rank: rank, Suit: suit})
		}
	}
	return full
}

var byText = func() map[string]deckofcards.Card {
	m := make(map[string]deckofcards.Card)
	for _, c := range fullDeck() {
		m[c.String()] = c
	}
	return m
}()

// cards returns the cards that a text such as "A♠ 10♥" names.
func cards(text string) []deckofcards.Card {
	cs := []deckofcards.Card{}
	for word := range strings.FieldsSeq(text) {
		c, ok := byText[word]
		if !ok {
			panic("no card: " + word)
		}
		cs = append(cs, c)
	}
	return cs
}

// text is the reverse of cards.
func text(cs []deckofcards.Card) string {
	return strings.Trim(fmt.Sprint(cs), "[]")
}

// shown returns cards as an answer, in the form that messages have.
func shown(cs []deckofcards.Card) exercise.Phrase {
	return exercise.Phrase(fmt.Sprintf("cards(%q)", text(cs)))
}

func checkStandard(t *exercise.T) {
	require.Equal(t, inOrder, text(deckofcards.Standard()), "deckofcards.Standard()")
}

func checkStandardIsNew(t *exercise.T) {
	spoil(deckofcards.Standard())
	require.Equal(t, inOrder, text(deckofcards.Standard()), "spoil(deckofcards.Standard()); deckofcards.Standard()")
}

func checkRoundTrip(t *exercise.T) {
	for _, want := range fullDeck() {
		wantParsed(t, want.String(), want)
	}
}

func wantParsed(t *exercise.T, s string, want deckofcards.Card) {
	got, err := deckofcards.ParseCard(s)
	require.NoError(t, err, "deckofcards.ParseCard(%q)", s)
	require.Equal(t, want.String(), got.String(), "deckofcards.ParseCard(%q)", s)
}

func checkSpellings(t *exercise.T) {
	eachSpelling(func(s string, c deckofcards.Card) { wantParsed(t, s, c) })
}

// eachSpelling calls f for every text of a card.
func eachSpelling(f func(string, deckofcards.Card)) {
	ranks := []string{"Aa", "2", "3", "4", "5", "6", "7", "8", "9", "Tt", "Jj", "Qq", "Kk"}
	for i, letters := range ranks {
		spellings := strings.Split(letters, "")
		if i == 9 {
			spellings = append(spellings, "10")
		}
		for j, suits := range []string{"♣Cc", "♦Dd", "♥Hh", "♠Ss"} {
			for suit := range strings.SplitSeq(suits, "") {
				for _, rank := range spellings {
					f(rank+suit, deckofcards.Card{Rank: deckofcards.Rank(i + 1), Suit: deckofcards.Suit(j + 1)})
				}
			}
		}
	}
}

// noCards are texts that name no card.
var noCards = []string{
	"", "A", "♠", "s", "10", "1s", "0s", "0c", "11h", "12♠", "13h", "14d", "100h", "T0s", "1Ts", "Xs", "Bh", "Ax", "A1", "A?", "2", "22", "AA", "KQ", "♠♠", "Ass", "A♠♠", "A♠s", "AAs", "10ss",
	"AsKs", "5.h", "Ace of spades", "joker", "A\xe2\x99", "\xff\xffs", "♠A", "sA", "s10",
	" A♠", "A♠ ", "A ♠", "A\t♠", "A♠\n", "\nA♠", "A♠\r\n", "A♠\x00", "A\u00a0♠", "A\u2003♠", "A\u200b♠", "\ufeffA♠", // spaces of every kind
	"+5♠", "-5♠", "05♠", "010♠", "5.0♠", "0x5♠", "5_♠", "1_0♠", "1 0♠", "٥♠", "５♠", "Ａ♠", "𝐀♠", "А♠", "Ⅴ♠", "⑤♠", // other ways to write numbers and letters
	"A\u017f", "10\u017f", "K\u212a", "\u212a♠", "\u212as", "\u017fA", // letters that Unicode folds to S and K
	"A♤", "A♡", "A♢", "A♧", "A♠\ufe0f", "A♥\ufe0f", "A\u0301♠", "A♠\u0301", "🂡", "A\xa0", "A\xff♠", "A♠\xff", "\xe2♠",
	"%d♠", "A%", "%s", "%!♠", "\"A♠\"", "`A♠`", "A\\♠", // what a format or a quotation may change in a message
	strings.Repeat("A♠", 100), strings.Repeat("1", 300) + "♠", "65♠", "1♠", "257♠", "266♠", "4294967301♠",
}

func checkNoCards(t *exercise.T) {
	for _, s := range noCards {
		c, err := deckofcards.ParseCard(s)
		if exercise.Compare(err, deckofcards.ErrCard) != nil {
			t.Fatalf("deckofcards.ParseCard(%q) returned %v and the error %v, want ErrCard", s, c, err)
		}
		if c != (deckofcards.Card{}) {
			t.Fatalf("deckofcards.ParseCard(%q) returned the card %v beside ErrCard, want the zero Card", s, c)
		}
	}
}

// checkNeighbours changes, removes or adds one byte in each text of an ace or a spade. Every rank and every suit
// is among them.
func checkNeighbours(t *exercise.T) {
	known := make(map[string]bool)
	eachSpelling(func(s string, _ deckofcards.Card) { known[s] = true })
	wantNone := func(parts ...string) {
		if s := strings.Join(parts, ""); !known[s] {
			if c, err := deckofcards.ParseCard(s); c != (deckofcards.Card{}) || exercise.Compare(err, deckofcards.ErrCard) != nil {
				t.Fatalf("deckofcards.ParseCard(%q) returned %v and the error %v, want the zero Card and ErrCard", s, c, err)
			}
		}
	}
	eachSpelling(func(s string, c deckofcards.Card) {
		if c.Rank != deckofcards.Ace && c.Suit != deckofcards.Spades {
			return
		}
		for i := range len(s) + 1 {
			for b := range 256 {
				one := string([]byte{byte(b)})
				wantNone(s[:i], one, s[i:])
				if i < len(s) {
					wantNone(s[:i], one, s[i+1:])
				}
			}
			if i < len(s) {
				wantNone(s[:i], s[i+1:])
			}
		}
	})
}

func checkErrorNames(t *exercise.T) {
	for _, s := range append(slices.Clone(noCards), strings.Repeat("A♠", 20_000)) {
		_, err := deckofcards.ParseCard(s)
		if text := fmt.Sprint(err); !strings.Contains(text, s) && !strings.Contains(text, fmt.Sprintf("%q", s)) {
			t.Fatalf("deckofcards.ParseCard(%.100q), a text of %d bytes, returned the error %.200q of %d bytes, want a message that contains the text, either as it is or as %%q prints it", s, len(s), text, len(text))
		}
	}
}

// checkNames checks the text of values, valid or not. The learner is given these methods.
func checkNames(t *exercise.T) {
	for _, row := range []struct {
		v    fmt.Stringer
		want string
	}{
		{deckofcards.Card{Rank: deckofcards.Ace, Suit: deckofcards.Spades}, "A♠"},
		{deckofcards.Card{Rank: deckofcards.Ten, Suit: deckofcards.Hearts}, "10♥"},
		{deckofcards.Card{}, "Rank(0)Suit(0)"},
		{deckofcards.Card{Rank: 14, Suit: deckofcards.Clubs}, "Rank(14)♣"},
		{deckofcards.Card{Rank: deckofcards.King, Suit: -1}, "KSuit(-1)"},
		{deckofcards.Rank(math.MinInt), "Rank(" + strconv.Itoa(math.MinInt) + ")"},
		{deckofcards.Suit(5), "Suit(5)"},
		{deckofcards.Double, "Double"},
		{deckofcards.Action(0), "Action(0)"},
		{deckofcards.Action(5), "Action(5)"},
		{deckofcards.Push, "Push"},
		{deckofcards.Outcome(0), "Outcome(0)"},
		{deckofcards.Outcome(-9), "Outcome(-9)"},
		{deckofcards.FullHouse, "full house"},
		{deckofcards.Category(0), "Category(0)"},
		{deckofcards.Category(math.MaxInt), "Category(" + strconv.Itoa(math.MaxInt) + ")"},
	} {
		require.Equal(t, row.want, row.v.String(), "%#v.String()", row.v)
	}
}
