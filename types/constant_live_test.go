package types_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/questql/questql/types"
)

// TestConstantsHaveTheirType makes tables of constants, whose columns must have
// the constants' types.
func TestConstantsHaveTheirType(t *testing.T) {
	s := open(t)
	for _, rt := range roundTrips {
		if rt.noLiteral || rt.noColumn {
			continue
		}
		values, want := rt.all(t)
		fixed := len(values) - randomValues + 2
		values, want = values[:fixed], want[:fixed]
		var items []string
		for i := range values {
			text, err := values[i].AppendConstant(nil)
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, fmt.Sprintf("%s AS c%d", text, i))
		}
		table := s.name()
		if _, err := s.run("CREATE TABLE "+table+" AS (SELECT "+strings.Join(items, ", ")+")", nil, nil); err != nil {
			t.Errorf("%s: %v", rt.typ, err)
			continue
		}
		for i, row := range s.must("SELECT type FROM table_columns('" + table + "')").Rows {
			if got, err := types.ParseType(string(row[0])); err != nil || got != rt.typ {
				t.Errorf("%.100s has the type %s, want %s", items[i], row[0], rt.typ)
			}
		}
		selected := "*"
		if rt.typ == types.TimestampNS {
			for i := range items {
				items[i] = fmt.Sprintf("c%d::long", i)
			}
			selected = strings.Join(items, ", ")
		}
		row := s.must("SELECT "+selected+" FROM "+table, rt.typ.ResultFormat()).Rows[0]
		for i, src := range row {
			got, err := naturalOf(rt.typ)(src)
			if err != nil || !equal(got, want[i]) {
				t.Errorf("%.100s of %s is %.100v, %v, want %.100v", items[i], rt.typ, got, err, want[i])
			}
		}
	}
}

// TestTextConstantsSurviveFolding puts text where QuestDB damages literals.
func TestTextConstantsSurviveFolding(t *testing.T) {
	s := open(t)
	for _, typ := range []types.Type{types.Symbol, types.String, types.Varchar} {
		for _, text := range []string{"", "a", "'", "''", "'a", "a'", "'a'", "a'b", "ab", "価", `\`, "null"} {
			v, err := types.TextValue(typ, text)
			if err != nil {
				t.Fatal(err)
			}
			constant, err := v.AppendConstant(nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, form := range []string{
				"coalesce(CAST(NULL AS " + typ.String() + "), %s)", "%s || ''", "'' || %s", "concat(%s, '')", "coalesce(coalesce(NULL, %s), 'no')",
				"CASE WHEN 1 = 1 THEN %s ELSE 'no' END", "CAST(%s AS VARCHAR)", "lower(%s)", "substring('xy' || %s, 3, 9)",
			} {
				sql := "SELECT " + strings.ReplaceAll(form, "%s", string(constant)) + " AS c"
				result, err := s.run(sql, nil, nil)
				if err != nil {
					t.Error(err)
					continue
				}
				if got := result.Rows[0][0]; string(got) != text || got == nil {
					t.Errorf("%s is %q, want %q", sql, got, text)
				}
			}
		}
	}
}
