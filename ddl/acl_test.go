package ddl_test

import (
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

// TestEnterprise shows what is rendered for QuestDB Enterprise. It is not run
// here: the open server has no such statements.
func TestEnterprise(t *testing.T) {
	john, audit, g := ddl.User("john"), ddl.ServiceAccount("audit"), ddl.Group("my group")
	for want, s := range map[string]expr.Statement{
		`CREATE USER IF NOT EXISTS john WITH PASSWORD 'it''s'`: john.CreateWithPassword("it's").IfNotExists(),
		`CREATE USER john`:                                                               john.Create(),
		`ALTER USER john ENABLE`:                                                         john.Enable(),
		`ALTER USER john DISABLE`:                                                        john.Disable(),
		`ALTER USER john WITH NO PASSWORD`:                                               john.WithNoPassword(),
		`ALTER USER john CREATE TOKEN TYPE JWK`:                                          john.CreateTokenJWK(),
		`ALTER USER john CREATE TOKEN TYPE REST WITH TTL '30d' REFRESH`:                  john.CreateTokenREST(ddl.Days(30), true),
		`ALTER USER john DROP TOKEN TYPE REST 'x'`:                                       john.DropTokenREST("x"),
		`DROP USER IF EXISTS john`:                                                       john.Drop().IfExists(),
		`ADD USER john TO "my group", b`:                                                 john.AddTo("my group", "b"),
		`REMOVE USER john FROM b`:                                                        john.RemoveFrom("b"),
		`CREATE GROUP "my group" WITH EXTERNAL ALIAS 'cn=x'`:                             g.CreateWithExternalAlias("cn=x"),
		`ALTER GROUP "my group" DROP EXTERNAL ALIAS 'cn=x'`:                              g.DropExternalAlias("cn=x"),
		`CREATE SERVICE ACCOUNT audit`:                                                   audit.Create(),
		`ASSUME SERVICE ACCOUNT audit`:                                                   audit.Assume(),
		`EXIT SERVICE ACCOUNT audit`:                                                     audit.Exit(),
		`GRANT ASSUME SERVICE ACCOUNT audit TO john`:                                     audit.GrantAssume("john"),
		`REVOKE ASSUME SERVICE ACCOUNT audit FROM john`:                                  audit.RevokeAssume("john"),
		`GRANT SELECT ON ALL TABLES TO john WITH GRANT OPTION`:                           ddl.Permissions("SELECT").OnAllTables().GrantTo("john").WithGrantOption(),
		`GRANT ADD INDEX, REINDEX ON ddl_base, ddl_zt TO john WITH VERIFICATION`:         ddl.Permissions("ADD INDEX", "REINDEX").On(Base).On(Altered).GrantTo("john").WithVerification(),
		`GRANT SELECT ON ddl_base(price, symbol) TO john`:                                ddl.Permissions("SELECT").On(Base, Base.Price, Base.Symbol).GrantTo("john"),
		`REVOKE CREATE TABLE FROM john`:                                                  ddl.Permissions("CREATE TABLE").RevokeFrom("john"),
		`SHOW PERMISSIONS john`:                                                          ddl.ShowPermissions("john"),
		`SHOW USERS`:                                                                     ddl.ShowUsers(),
		`ALTER TABLE ddl_base SET STORAGE POLICY(TO PARQUET 3 DAYS, DROP LOCAL 1 MONTH)`: ddl.Alter(Base).SetStoragePolicy(ddl.StoragePolicy{ToParquet: ddl.Days(3), DropLocal: ddl.Months(1)}),
		`ALTER TABLE ddl_base DROP STORAGE POLICY`:                                       ddl.Alter(Base).DropStoragePolicy(),
		`ALTER MATERIALIZED VIEW ddl_zmv SET STORAGE POLICY(TO PARQUET 14 DAYS)`:         ddl.AlterMaterializedView(Hourly).SetStoragePolicy(ddl.StoragePolicy{ToParquet: ddl.Days(14)}),
	} {
		if got, err := s.Inline(); err != nil || got != want {
			t.Errorf("got  %s (%v)\nwant %s", got, err, want)
		}
	}
	for _, s := range []expr.Statement{
		john.Assume(), john.WithPassword(""), john.AddTo(), ddl.Permissions().GrantTo("x"), ddl.Permissions("select").GrantTo("x"), ddl.Permissions("SELECT; DROP").GrantTo("x"),
		ddl.Permissions("SELECT").OnAllTables().On(Base).GrantTo("x"), ddl.Alter(Base).SetStoragePolicy(ddl.StoragePolicy{}),
	} {
		if text, err := s.Inline(); err == nil {
			t.Errorf("no error: %s", text)
		}
	}
}
