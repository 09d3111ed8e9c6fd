package sqlbench

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestRender holds each rendering against the one by hand, after
// normalisation, and each warm rendering against the cold one, twice.
func TestRender(t *testing.T) {
	all := Impls()
	hand := all[slices.IndexFunc(all, func(im *Impl) bool { return im.Name == "hand" })]
	if !slices.ContainsFunc(all, func(im *Impl) bool { return im.Name == "questql" }) {
		t.Error("questql is not among the implementations")
	}
	for q := range NumQ {
		text, args, _ := hand.Cold[q]()
		want := norm(inline(text, args))
		for _, im := range all {
			if im.Cold[q] != nil {
				t.Run(QName[q]+"/"+im.Name, func(t *testing.T) { checkRender(t, im, q, want) })
			}
		}
	}
}

func checkRender(t *testing.T, im *Impl, q Q, want string) {
	text, args, err := im.Cold[q]()
	if err != nil {
		t.Fatal(err)
	}
	if !im.Inline && strings.Count(text, "$") != len(args) {
		t.Errorf("%d placeholders, %d arguments", strings.Count(text, "$"), len(args))
	}
	if got := norm(inline(text, args)); got != want {
		t.Errorf("differs from hand:\n got  %s\n want %s", diffAt(got, want), diffAt(want, got))
	}
	if im.Warm[q] == nil {
		return
	}
	again := im.Warm[q]()
	for range 2 {
		warm, warmArgs, err := again()
		if err != nil || warm != text || fmt.Sprint(warmArgs) != fmt.Sprint(args) {
			t.Errorf("the warm rendering differs from the cold one (%v):\n %s\n %s", err, clip(warm), clip(text))
		}
	}
}

func clip(s string) string {
	if len(s) > 1500 {
		return s[:1500] + "…"
	}
	return s
}

func diffAt(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "…" + a[max(0, i-60):min(len(a), i+120)]
}

var rePH = regexp.MustCompile(`\$(\d+)`)

// inline replaces $n by the value, so that the numbering, and whether a value
// is a parameter or a literal, do not matter to the comparison.
func inline(s string, args []any) string {
	if len(args) == 0 {
		return s
	}
	return rePH.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.Atoi(m[1:])
		return lit(args[n-1])
	})
}

func lit(v any) string {
	switch v := v.(type) {
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	case time.Time:
		return "'" + v.UTC().Format("2006-01-02 15:04:05.999999-07:00") + "'"
	case *string:
		return lit(*v)
	case *time.Time:
		return lit(*v)
	case *float64:
		return lit(*v)
	case *int64:
		return lit(*v)
	default:
		return fmt.Sprint(v)
	}
}

var (
	reCast  = regexp.MustCompile(`::(text|double precision|bigint|integer|timestamp with time zone|timestamp)`)
	reTab   = regexp.MustCompile(`\b(trades|base|ranked)\.`)
	reAs    = regexp.MustCompile(`(?i)\b(trades|symbols) (as )?([ts])\b`)
	reSpace = regexp.MustCompile(`\s+`)
	reParen = regexp.MustCompile(`[()]`)
	reSame  = regexp.MustCompile(`\b(\w+) as (\w+)\b`)
	reDrop  = regexp.MustCompile(`(?i) (asc|inner)\b`)
)

// norm removes what has no meaning for these six queries: identifier quotes,
// white space, letter case, redundant parentheses, ASC, INNER, AS before a
// table alias, and casts. All parentheses go, so that grouping is not seen: Q5
// has only AND under OR, where AND binds tighter.
func norm(s string) string {
	s = reCast.ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, `"`, "")
	s = reTab.ReplaceAllString(s, "")
	s = reAs.ReplaceAllString(s, "$1 as $3")
	s = strings.ToLower(s)
	s = reParen.ReplaceAllString(s, " ")
	s = strings.TrimSuffix(strings.TrimSpace(s), ";")
	s = strings.ReplaceAll(s, ",", " , ")
	s = reSpace.ReplaceAllString(s, " ")
	s = reDrop.ReplaceAllString(s, "")
	s = reSame.ReplaceAllStringFunc(s, func(m string) string { // band as band
		if a, b, _ := strings.Cut(m, " as "); a == b {
			return a
		}
		return m
	})
	return strings.TrimSpace(s)
}
