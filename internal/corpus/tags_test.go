package corpus

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

// quota is how many statements of a feature are written, unless there are fewer.
const quota = 5

// unreachable says why fewer statements of a feature are.
var unreachable = map[string]string{}

// TestCorpusTags counts the statements that the corpus writes, by the features
// that the documentation's SQL has. testdata/tags.txt has the number of its
// SELECT, INSERT, UPDATE and EXPLAIN statements that QuestDB 9.3.4 accepts.
func TestCorpusTags(t *testing.T) {
	docs, written := readStatements(t), map[string]int{}
	built := statements()
	for id, q := range fromParquet() {
		built[id] = q
	}
	for id := range built {
		for _, tag := range docs[id].Features {
			written[tag]++
		}
	}
	accepted := readTags(t)
	for tag, n := range accepted {
		short, reason := written[tag] < min(quota, n), unreachable[tag]
		switch {
		case short && reason == "":
			t.Errorf("%s: %d of %d statements are written, want %d", tag, written[tag], n, min(quota, n))
		case !short && reason != "":
			t.Errorf("%s is listed as out of reach, and is not", tag)
		case written[tag] > n:
			t.Errorf("%s: %d statements are written, of %d that there are", tag, written[tag], n)
		}
	}
	for tag := range written {
		if accepted[tag] == 0 {
			t.Errorf("%s is not in testdata/tags.txt", tag)
		}
	}
	for tag := range unreachable {
		if accepted[tag] == 0 {
			t.Errorf("%s is listed as out of reach, and is no feature", tag)
		}
	}
	t.Logf("%d statements, %d features", len(built), len(accepted))
}

// readTags reads the number of statements by feature.
func readTags(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("testdata/tags.txt")
	if err != nil {
		t.Fatal(err)
	}
	tags := map[string]int{}
	for scan := bufio.NewScanner(strings.NewReader(string(text))); scan.Scan(); {
		var (
			tag string
			n   int
		)
		if _, err := fmt.Sscanf(scan.Text(), "%s %d", &tag, &n); err != nil {
			t.Fatalf("%q: %v", scan.Text(), err)
		}
		tags[tag] = n
	}
	return tags
}
