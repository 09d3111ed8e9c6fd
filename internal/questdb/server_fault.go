package questdb

import "strings"

// IsServerFault reports whether an error is none of the statement's: a
// NullPointerException of the server's own, which a good statement meets now and
// then when other sessions create and drop tables or send malformed statements;
// or a table, or a file of one, that another session holds. A test may try such
// a statement again; one that always fails so fails the test.
func IsServerFault(err error) bool {
	if err == nil {
		return false
	}
	for _, fault := range []string{"Cannot read field", "Cannot invoke", "table busy", "could not open"} {
		if strings.Contains(err.Error(), fault) {
			return true
		}
	}
	return false
}
