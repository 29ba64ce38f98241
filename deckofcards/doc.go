// Package deckofcards designs a deck of cards and two games that use it: a round of blackjack under the
// rules of a casino, and the ranking of poker hands.
//
// A [Deck] holds cards of any type, can be shuffled, and deals from the top. A [Hand] counts its cards
// as blackjack does. A [Round] is one round of blackjack, from the bets to the results. [EvalPoker]
// ranks five to seven cards as poker does. A [Card] belongs to no game, so both games use the same
// cards and the same Deck.
//
// # Words of the game
//
//   - A shoe is a deck of several packs of 52 cards.
//   - The up card is the dealer's first card, which all players see. The hole card is the second one,
//     which stays hidden until the round is over.
//   - A blackjack, or natural, is an ace and a card that counts 10, as the first two cards of a seat or of
//     the dealer.
//   - A total is soft if an ace counts 11 in it. Otherwise it is hard.
//   - A hand is bust if its total is above 21.
//   - A push is a tie: the player gets the bet back.
//   - A seat is a player's place at the table. It has one bet and one hand, or several hands after splits.
//   - To hit is to take a card. To stand is to take no more cards.
//   - To double is to double the bet, take one card, and stand.
//   - To split is to make two hands of two cards that count the same. Each of the two has the bet.
//
// # Left out
//
// To keep the question small, there is no insurance, no surrender and no side bet, there are no jokers,
// and players have no money beyond their bets. Poker has no betting.
package deckofcards
