package catalogue

// The table functions of this page are in meta_relations.go.
var meta = Page{"meta", []Line{
	{Scalar, "build() String", "≤7.3", "is the version of the server, its build and the JDK that it was built with"},
	{Scalar, "cancel_query(id Integer) Boolean", "≤8.0", "cancels the query of that id of QueryActivity, and is true where there was one"},
	{Scalar, "current_data_id() UUID", "≤9.3", "is the id of the server's data folder"},
	{Scalar, "flush_query_cache() Boolean", "≤8.2", "empties the caches of compiled queries and is true"},
	{Scalar, "hydrate_table_metadata(tables... string) Boolean", "≤8.1", "reads the metadata of the tables again, of all for *, and is true where it could"},
	{Scalar, "reload_config() Boolean", "≤8.2", "reads the server's configuration again, and is true where it changed something"},
	{Scalar, "version() String", "≤7.3", "is the version of PostgreSQL that the server says it is; see Build for its own"},
	{Scalar, "wait_wal_table(table string) Boolean", "≤9.3", "waits until the transactions of a WAL table are applied, and is true"},
}}
