// Package toolstest runs goose and golang-migrate against QuestDB, with the files
// that package migrate writes.
//
// Neither works as it comes. Each can be given a small piece of code that makes
// it work: [GooseStore] and [Driver]. They are here to be copied, so that
// questql does not depend on either tool.
package toolstest
