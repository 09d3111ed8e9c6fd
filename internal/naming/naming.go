// Package naming is the one rule by which SQL names become Go names and Go
// names SQL names.
package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// initialisms are written in this case wherever they are a word of a name.
var initialisms = map[string]string{
	"api": "API", "ascii": "ASCII", "cpu": "CPU", "csv": "CSV", "dns": "DNS", "html": "HTML", "http": "HTTP",
	"https": "HTTPS", "id": "ID", "ids": "IDs", "ip": "IP", "ipv4": "IPv4", "json": "JSON", "os": "OS", "pg": "PG",
	"sha": "SHA", "sha1": "SHA1", "sha256": "SHA256", "ns": "NS", "twap": "TWAP", "md5": "MD5", "sql": "SQL", "tcp": "TCP", "ttl": "TTL", "udp": "UDP", "ui": "UI", "uid": "UID",
	"uri": "URI", "url": "URL", "utc": "UTC", "utf8": "UTF8", "uuid": "UUID", "uuid4": "UUID4", "vwap": "VWAP", "wal": "WAL", "xml": "XML",
}

// words are written in this case where the server writes two words as one.
var words = map[string]string{"dateadd": "DateAdd", "datediff": "DateDiff", "latlon": "LatLon", "nullif": "NullIf"}

// GoName turns an SQL name into an exported Go name: words are split at
// characters that are no letters or digits, capitalised, initialisms as Go
// writes them: order_id >> OrderID, count_distinct >> CountDistinct,
// l2price >> L2Price.
func GoName(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if known, ok := initialisms[strings.ToLower(word)]; ok {
			b.WriteString(known)
			continue
		}
		if known, ok := words[word]; ok {
			b.WriteString(known)
			continue
		}
		b.WriteString(capitalised(word))
	}
	return b.String()
}

// capitalised raises the first letter, and the letter behind a leading
// "l2"-like prefix of one letter and digits.
func capitalised(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	rest := word[size:]
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits > 0 && digits < len(rest) {
		next, n := utf8.DecodeRuneInString(rest[digits:])
		rest = rest[:digits] + string(unicode.ToUpper(next)) + rest[digits+n:]
	}
	return string(unicode.ToUpper(first)) + rest
}

// ColumnName turns a Go field name into a column name in snake case:
// OrderID >> order_id, SMA20 >> sma20, L2Price >> l2_price, IPv4Addr >> ipv4_addr.
func ColumnName(field string) string {
	runes := []rune(strings.ReplaceAll(strings.ReplaceAll(field, "IPv4", "Ipv4"), "IDs", "Ids"))
	var b strings.Builder
	for i, r := range runes {
		if unicode.IsUpper(r) && startsWord(runes, i) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// startsWord reports whether the capital at i begins a word: it follows a
// small letter or digit, or ends a run of capitals before a small letter.
func startsWord(runes []rune, i int) bool {
	if i == 0 || runes[i-1] == '_' {
		return false
	}
	if !unicode.IsUpper(runes[i-1]) {
		return true
	}
	return i+1 < len(runes) && unicode.IsLower(runes[i+1])
}
