// QuestDB docs: concepts/symbol.md

package types

var symbolInfo = textInfo(KindSymbol, "SYMBOL")
