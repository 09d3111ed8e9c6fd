package schema

import "strings"

// Reads returns the names that the text of a query reads from, as far as its
// words tell: what stands behind FROM and JOIN, and behind a comma in such a
// list. A name of WITH, a function and a word of EXTRACT(… FROM …) are among
// them: hold the result against the names that there are.
func Reads(query string) []string {
	var names []string
	wanted, list := false, false
	for token, rest := nextToken(query); token != ""; token, rest = nextToken(rest) {
		word := strings.ToUpper(token)
		switch {
		case word == "FROM" || word == "JOIN":
			wanted, list = true, true
		case endsFrom[word]:
			wanted, list = false, false
		case token == ",":
			wanted = list
		case wanted && token != "(":
			var name string
			name, rest = dottedName(token, rest)
			names = append(names, name)
			wanted = false
		default:
			wanted = wanted && token == "("
		}
	}
	return names
}

// endsFrom has the words behind which a comma is none of FROM's. ON and the
// joins come between two relations.
var endsFrom = map[string]bool{
	"SELECT": true, "WHERE": true, "ON": true, "SAMPLE": true, "LATEST": true, "GROUP": true, "ORDER": true, "LIMIT": true,
	"UNION": true, "EXCEPT": true, "INTERSECT": true, "WINDOW": true, "TIMESTAMP": true, "PIVOT": true, "FOR": true, ")": true,
}

// dottedName returns a name without its quotes, with what follows behind dots.
func dottedName(token, rest string) (name, left string) {
	name = unquoted(token)
	for {
		dot, behind := nextToken(rest)
		if dot != "." {
			return name, rest
		}
		token, rest = nextToken(behind)
		name += "." + unquoted(token)
	}
}

func unquoted(token string) string {
	if len(token) > 1 && strings.ContainsRune("\"'`", rune(token[0])) {
		return token[1 : len(token)-1]
	}
	return token
}
