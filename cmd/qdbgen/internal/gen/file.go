package gen

// file is what the template of a relation takes.
type file struct {
	Header, Package string
	*relation
	Imports    imports
	Definition string
	Columns    []field
}

// field is a column in both structs.
type field struct {
	Field                           string
	About, ColumnType, Tag          string
	AboutValue, ValueType, ValueTag string
}

func (g *generator) file(r *relation) file {
	f := file{Header: Header, Package: g.cfg.Package, relation: r, Imports: newImports("ddl", "expr")}
	for _, c := range r.columns {
		f.Columns = append(f.Columns, field{
			Field:      c.Field,
			About:      c.about(),
			ColumnType: c.columnType(f.Imports),
			Tag:        c.tag(),
			AboutValue: c.aboutValue(g.cfg.Nulls),
			ValueType:  c.valueType(g.cfg.Nulls, f.Imports),
			ValueTag:   c.valueTag(g.cfg.Nulls),
		})
	}
	f.Definition = g.definition(r, f.Imports)
	return f
}
