package catalogue

import (
	"slices"
	"strings"

	"github.com/questql/questql/internal/classes"
	"github.com/questql/questql/types"
)

// Members are the classes that an argument can have: of a class itself, of a
// set.
func Members(class string) []string {
	switch class {
	case "Int":
		return []string{"Integer"}
	case "Measure", "Wide":
		return []string{"Integer", "Float", "Timestamp"}
	case "Summable", "Number":
		return []string{"Integer", "Float"}
	}
	for _, s := range classes.Sets {
		if s.Name == class {
			return s.Classes
		}
	}
	var all []string
	for _, c := range classes.Classes {
		if c.Name == class {
			return []string{class}
		}
		all = append(all, c.Name)
	}
	return all // Expression, Class[C]
}

// typesOf are the server's names of the types of an argument's class.
func typesOf(class string) []string {
	var names []string
	for _, member := range Members(class) {
		for _, k := range classes.ClassOf(member).Kinds {
			name := strings.ToLower(k.String())
			switch {
			case k == types.KindTimestampNS || class == "Int" && k == types.KindLong:
				continue
			case k == types.KindArray:
				name = "double[]"
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
