// QuestDB docs: query/operators/tick.md

package expr

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Tick spells one interval of time or several, in QuestDB's own notation, for
// the search by a timestamp. A constant string is one; text that is known at run
// time needs the visible conversion expr.Tick(s). What QuestDB would refuse is an
// error without a database.
//
//	Ts.In("2026-01-02")                                 // that day
//	Ts.In("2026-01")                                    // that month
//	Ts.In("2026-01-02T09:30;1h")                        // an hour from then
//	Ts.In("2026-01-02T09:30;1h;1d;5")                   // on five days
//	Ts.In("2026-01-[01..10]T[09:30,14:00]#workday;30m") // lists and ranges
//	Ts.In("2026-01-02T09:30@America/New_York;6h30m")
//	Ts.In(expr.Today)
//	Ts.In(expr.Since(expr.Hours(1)))
//
// One string is an interval: a whole day, where InTimes takes the midnight.
type Tick string

// The intervals that move with the server's clock, in UTC.
const (
	// Today is the current day.
	Today Tick = "$today"
	// Yesterday is the day before.
	Yesterday Tick = "$yesterday"
	// Tomorrow is the day after.
	Tomorrow Tick = "$tomorrow"
)

// Since is the time from that long ago until now.
func Since(ago Stride) Tick {
	if err := ago.check(); err != nil {
		return invalidTick("Since(" + ago.String() + "): " + err.Error())
	}
	return Tick("$now - " + ago.String() + "..$now")
}

// Day is the day, in UTC, in which t lies.
func Day(t time.Time) Tick { return Tick(t.UTC().Format(time.DateOnly)) }

// AnyOf is the union of days or other dates: AnyOf(expr.Today, "2026-01-02").
func AnyOf(dates ...Tick) Tick {
	if len(dates) == 0 {
		return invalidTick("AnyOf() of no dates")
	}
	var b strings.Builder
	b.WriteByte('[')
	for i, d := range dates {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(d))
	}
	return Tick(b.String() + "]")
}

// For makes the interval that begins where t does and takes d.
func (t Tick) For(d Stride) Tick {
	if err := d.check(); err != nil {
		return invalidTick("For(" + d.String() + "): " + err.Error())
	}
	unit := d.unit.text.String()
	if unit == "U" {
		unit = "u" // the microsecond of a duration
	}
	return t + Tick(";"+strconv.FormatInt(d.n, 10)+unit)
}

// InZone reads the date and time of t as those of a time zone, such as
// Europe/Berlin or +02:00.
func (t Tick) InZone(zone string) Tick { return t + Tick("@"+zone) }

// invalidTick is no tick, and says why.
func invalidTick(why string) Tick { return Tick(tickMistake + why) }

const tickMistake = "\x00"

// formInTick has the tick in Val. It is a literal, so that the server prunes
// partitions when it compiles the query.
var formInTick = &node.Form{Name: "IN", Binds: node.BindsIn, Write: func(w *node.Writer, n *node.Node) {
	w.Expr(n.A, node.BindsIn)
	w.SQL(" IN ")
	w.Literal(n.Value())
}}

func inTick(x node.Holder, tick Tick) *node.Node {
	a := node.Of(x)
	err := tick.check()
	val, textErr := types.TextValue(types.Varchar, string(tick))
	if err == nil {
		err = textErr
	}
	if err != nil {
		return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s IN: %w", title(a), err))
	}
	n, held := node.WithValue(formInTick, types.Boolean)
	n.A, *held = a, val
	return n.Inherit()
}

// check returns why QuestDB would refuse the tick. The test asks the server.
func (t Tick) check() error {
	if why, ok := strings.CutPrefix(string(t), tickMistake); ok {
		return errors.New(why)
	}
	if err := checkTick(string(t), 0); err != nil {
		return fmt.Errorf("tick %q: %w", string(t), err)
	}
	return nil
}

const maxTickDepth = 4

// checkTick takes the first list in brackets apart, and then what each of its
// members makes.
func checkTick(s string, depth int) error {
	open := strings.IndexByte(s, '[')
	if open < 0 {
		return checkPlainTick(s)
	}
	if depth == maxTickDepth {
		return errors.New("too many lists in brackets")
	}
	end := closingBracket(s, open)
	if end < 0 {
		return errors.New("a '[' is not closed")
	}
	digits := 2
	if open >= 4 && s[open-4] == 'W' {
		digits = 1 // the day of 2026-W05-[1..5]
	}
	members, err := tickMembers(s[open+1:end], open == 0, digits)
	if err != nil {
		return err
	}
	for _, m := range members {
		if err := checkTick(s[:open]+m+s[end+1:], depth+1); err != nil {
			return err
		}
	}
	return nil
}

func closingBracket(s string, open int) int {
	depth := 0
	for i := open; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// tickMembers splits a list. One of dates holds dates; any other holds numbers
// and ranges of numbers, of that many digits, or times.
func tickMembers(list string, dates bool, digits int) ([]string, error) {
	var members []string
	depth, start := 0, 0
	for i := 0; i <= len(list); i++ {
		if i < len(list) && (list[i] != ',' || depth > 0) {
			switch list[i] {
			case '[':
				depth++
			case ']':
				depth--
			}
			continue
		}
		m := strings.TrimSpace(list[start:i])
		start = i + 1
		if m == "" || m[0] == '[' {
			return nil, errors.New("a list in brackets has an empty member")
		}
		if dates {
			members = append(members, m)
			continue
		}
		some, err := tickNumbers(m, digits)
		if err != nil {
			return nil, err
		}
		members = append(members, some...)
	}
	return members, nil
}

func tickNumbers(m string, digits int) ([]string, error) {
	from, to, isRange := strings.Cut(m, "..")
	lo, err := strconv.Atoi(from)
	if err != nil || lo < 0 {
		if isRange {
			return nil, fmt.Errorf("%q is not a range of numbers, such as 01..10", m)
		}
		return []string{m}, nil
	}
	if !isRange {
		return []string{fmt.Sprintf("%0*d", digits, lo)}, nil
	}
	hi, err := strconv.Atoi(to)
	switch {
	case err != nil || hi > 99:
		return nil, fmt.Errorf("%q is not a range of numbers, such as 01..10", m)
	case hi < lo:
		return nil, fmt.Errorf("the range %q goes down", m)
	}
	var all []string
	for n := lo; n <= hi; n++ {
		all = append(all, fmt.Sprintf("%0*d", digits, n))
	}
	return all, nil
}

const (
	tickTime     = `\d{2}(:\d{2}(:\d{2}(\.\d{0,9})?(Z|[+-]\d{2}:\d{2})?)?)?`
	tickVariable = `\$(now|today|yesterday|tomorrow)( *[+-] *\d{1,9}(bd|[ywdhmstun]))?`
)

var (
	tickTimeBehindZone = regexp.MustCompile(`T\d\d(:[\d:.]*)?$`)
	tickZone           = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_+/-]*|[+-]\d{2}(:\d{2})?)$`)
	tickDuration       = regexp.MustCompile(`^(\d{1,9}[yMwdhmsTun])*$`)
	tickPeriod         = regexp.MustCompile(`^-?\d{1,9}[yMwdhmsTun]$`)
	tickMoving         = regexp.MustCompile(`^(?i:` + tickVariable + `(\.\.` + tickVariable + `)?)(T` + tickTime + `)?$`)
	tickDate           = regexp.MustCompile(`^ *(\d{4})(-(\d{2})(-(\d{2})([T ](` + tickTime + `))?)?)?$`)
	tickWeek           = regexp.MustCompile(`^ *(\d{4})-W(\d{2})(-[1-7])?(T(` + tickTime + `))?$`)
	tickDays           = regexp.MustCompile(`^(?i:workday|wd|weekend|(mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(,(mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday))*)$`)
	maxTickRepeat      = 100_000
)

// checkPlainTick checks a tick without lists: date@zone#days;duration.
func checkPlainTick(s string) error {
	s, durations, hasDuration := strings.Cut(s, ";")
	if hasDuration {
		if err := checkTickDurations(durations); err != nil {
			return err
		}
	}
	s, days, hasDays := strings.Cut(s, "#")
	if hasDays && !tickDays.MatchString(days) {
		return fmt.Errorf("#%s names no days: #workday, #weekend, or days such as #Mon,Wed", days)
	}
	s, zone, hasZone := strings.Cut(s, "@")
	// A date of a list may bring its zone, and the list a time for all.
	if m := tickTimeBehindZone.FindStringIndex(zone); m != nil {
		s, zone = s+zone[m[0]:], zone[:m[0]]
	}
	if hasZone && (!tickZone.MatchString(zone) || isUnknownZone(zone)) {
		return fmt.Errorf("@%s is not a time zone, such as @Europe/Berlin or @+02:00", zone)
	}
	return checkTickDate(s)
}

// isUnknownZone reports whether a zone such as Europe/Berlin is none. Short names
// such as EST, which Java may know and Go not, are the server's to judge, as is
// every name where this machine has no time zones.
func isUnknownZone(zone string) bool {
	if !strings.Contains(zone, "/") {
		return false
	}
	known, err := schema.KnownZone(zone)
	return !known && err == nil
}

func checkTickDurations(s string) error {
	parts := strings.Split(s, ";")
	if !tickDuration.MatchString(parts[0]) {
		return fmt.Errorf("%q is not a duration: numbers with one of the units y M w d h m s T u n, such as 1h30m", parts[0])
	}
	switch len(parts) {
	case 1:
		return nil
	case 3:
		if !tickPeriod.MatchString(parts[1]) {
			return fmt.Errorf("%q is not a period: a number with one of the units y M w d h m s T u n, such as 1d", parts[1])
		}
		// The server's memory ends at a negative count, and it with that.
		if n, err := strconv.Atoi(parts[2]); err != nil || n < 0 || n > maxTickRepeat {
			return fmt.Errorf("%q is not a count of repetitions, 0 to %d", parts[2], maxTickRepeat)
		}
		return nil
	}
	return errors.New("behind the date are a duration, or a duration, a period and a count: 2026-01-02;1h or 2026-01-02;1h;1d;5")
}

func checkTickDate(s string) error {
	if strings.HasPrefix(s, "$") {
		if !tickMoving.MatchString(s) {
			return fmt.Errorf("%q is none of $now, $today, $yesterday, $tomorrow, with + or - a number of units, and no range of two of them such as $now - 1h..$now", s)
		}
		if i := strings.LastIndexByte(s, 'T'); i > 0 && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
			return checkTickTime(s[i+1:])
		}
		return nil
	}
	if m := tickDate.FindStringSubmatch(s); m != nil {
		layout, text := "2006", m[1]
		if m[3] != "" {
			layout, text = layout+"-01", text+"-"+m[3]
		}
		if m[5] != "" {
			layout, text = layout+"-02", text+"-"+m[5]
		}
		if _, err := time.Parse(layout, text); err != nil {
			return fmt.Errorf("the calendar has no %s", text)
		}
		return checkTickTime(m[7])
	}
	if m := tickWeek.FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[1])
		week, _ := strconv.Atoi(m[2])
		if _, last := time.Date(year, 12, 28, 0, 0, 0, 0, time.UTC).ISOWeek(); week < 1 || week > last {
			return fmt.Errorf("the year %d has no week %d", year, week)
		}
		return checkTickTime(m[5])
	}
	return fmt.Errorf("%q is not a date such as 2026, 2026-01, 2026-01-02, 2026-01-02T09:30 or 2026-W05", s)
}

func checkTickTime(s string) error {
	for i, limit := range []string{"23", "59", "59"} {
		at := 3 * i
		if len(s) >= at+2 && s[at:at+2] > limit {
			return fmt.Errorf("the clock has no %s", s)
		}
	}
	return nil
}
