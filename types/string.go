// QuestDB docs: query/datatypes/overview.md

package types

var stringInfo = textInfo(KindString, "STRING", Doc{
	Page:    "query/datatypes/overview.md",
	Go:      "`string`, `[]byte`",
	Null:    "a length of its own; empty text is not NULL",
	Bind:    "text",
	Limits:  "UTF-16 on disk; new tables use VARCHAR. No NUL. A message of 1 MiB or more closes the connection.",
	Example: func() (Value, error) { return TextValue(String, "abc") },
})
