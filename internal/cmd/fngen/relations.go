package main

import (
	"fmt"
	"log"
	"slices"
	"strings"

	"github.com/questql/questql/internal/catalogue"
	"github.com/questql/questql/internal/naming"
)

// columnTypes are the column types of package expr.
var columnTypes = map[string]string{
	"BOOLEAN": "BooleanColumn", "SHORT": "ShortColumn", "INT": "IntColumn", "LONG": "LongColumn", "DOUBLE": "DoubleColumn",
	"CHAR": "CharColumn", "STRING": "StringColumn", "VARCHAR": "VarcharColumn", "DATE": "DateColumn", "TIMESTAMP": "TimestampColumn",
}

// written are the structs that are written already: some functions share one.
var written = map[string]bool{}

// writeRelation writes a table function and the struct of its columns.
func writeRelation(b *strings.Builder, r catalogue.Relation, functions []catalogue.Function) {
	f := functions[slices.IndexFunc(functions, func(f catalogue.Function) bool {
		return f.Kind == catalogue.Cursor && f.Signature == r.Signature
	})]
	if !written[r.Struct] {
		written[r.Struct] = true
		fmt.Fprintf(b, "// %s is the columns of %s.\ntype %s struct {\nexpr.Table\n", r.Struct, f.Name, r.Struct)
		for column := range strings.SplitSeq(r.Columns, ", ") {
			name, kind, _ := strings.Cut(column, " ")
			if columnTypes[kind] == "" {
				log.Fatalf("%s: column %s", f.Name, column)
			}
			field := naming.GoName(name)
			if field == "Table" { // the name of what is embedded
				field = "TableColumn"
			}
			tag := ""
			if naming.ColumnName(field) != name {
				tag = fmt.Sprintf(" `qdb:%q`", name)
			}
			fmt.Fprintf(b, "%s expr.%s%s\n", field, columnTypes[kind], tag)
		}
		b.WriteString("}\n\n")
	}
	list, args := []string{"alias string"}, ""
	for _, a := range f.Args {
		list = append(list, a.Name+" string")
		args += ", expr.String(" + a.Name + ")"
	}
	fmt.Fprintf(b, "// %s %s: `%s`. Join and select it by the alias.\n//\n// %squery/functions/meta.md.\nfunc %s(%s) %s {\nreturn expr.TableFunction[%s](alias, %q%s)\n}\n\n",
		f.Go, r.Doc, sqlOf(f), sinceOf(f), f.Go, strings.Join(list, ", "), r.Struct, r.Struct, f.Name, args)
}
