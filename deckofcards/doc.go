// Package deckofcards designs a deck of cards, and then what is played with it: a round of
// blackjack under house rules, and poker hands.
//
// A [Deck] holds cards of any type, is shuffled and dealt from; several decks in one make a shoe. A
// [Hand] counts its cards as blackjack does. A [Round] is one round of blackjack, from the bets to
// what they won. [EvalPoker] ranks five to seven cards as poker does. The [Card] itself belongs to
// no game.
//
// Left out, to keep the question to an hour: insurance, surrender and side bets, the chips that
// players own, jokers, and rounds of betting at poker.
package deckofcards
