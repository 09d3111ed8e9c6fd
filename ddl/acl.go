// QuestDB docs: query/sql/acl/grant.md

package ddl

// The statements of this file are of QuestDB Enterprise. They are rendered as
// its documentation spells them, and not run here: the open server refuses them.

import (
	"errors"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// principal is a user, a service account or a group of QuestDB Enterprise. Its
// methods are statements.
type principal struct {
	what sqlw.Keyword
	name string
}

func (p principal) statement(kind string, verb sqlw.Keyword, after func(w *node.Writer)) Statement {
	return Statement{made(kind, func(w *node.Writer) {
		w.In("ACCESS CONTROL")
		w.Keyword(verb)
		w.Keyword(p.what)
		w.SQL(" ")
		w.Name(sqlw.UserName, p.name)
		if after != nil {
			after(w)
		}
	})}
}

var (
	createVerb         = sqlw.Const("CREATE ")
	createIfNotExists  = sqlw.Const("IF NOT EXISTS ")
	alterVerb          = sqlw.Const("ALTER ")
	dropVerb           = sqlw.Const("DROP ")
	wordUser           = sqlw.Const("USER")
	wordGroup          = sqlw.Const("GROUP")
	wordServiceAccount = sqlw.Const("SERVICE ACCOUNT")
)

// CreatePrincipalStatement is a CREATE USER, GROUP or SERVICE ACCOUNT.
type CreatePrincipalStatement struct {
	statement
	principal   principal
	ifNotExists bool
	more        func(w *node.Writer)
}

func makeCreatePrincipal(p principal, ifNotExists bool, more func(w *node.Writer)) CreatePrincipalStatement {
	return CreatePrincipalStatement{made("CREATE "+p.what.String(), func(w *node.Writer) {
		w.In("ACCESS CONTROL")
		w.Keyword(createVerb)
		w.Keyword(p.what)
		w.SQL(" ")
		if ifNotExists {
			w.Keyword(createIfNotExists)
		}
		w.Name(sqlw.UserName, p.name)
		if more != nil {
			more(w)
		}
	}), p, ifNotExists, more}
}

// IfNotExists does nothing where there is one of that name.
func (s CreatePrincipalStatement) IfNotExists() CreatePrincipalStatement {
	return makeCreatePrincipal(s.principal, true, s.more)
}

// DropPrincipalStatement is a DROP USER, GROUP or SERVICE ACCOUNT.
type DropPrincipalStatement struct {
	statement
	principal principal
}

func makeDropPrincipal(p principal, ifExists bool) DropPrincipalStatement {
	return DropPrincipalStatement{made("DROP "+p.what.String(), func(w *node.Writer) {
		w.In("ACCESS CONTROL")
		w.Keyword(dropVerb)
		w.Keyword(p.what)
		if ifExists {
			w.SQL(" IF EXISTS")
		}
		w.SQL(" ")
		w.Name(sqlw.UserName, p.name)
	}), p}
}

// IfExists does nothing where there is none of that name.
func (s DropPrincipalStatement) IfExists() DropPrincipalStatement {
	return makeDropPrincipal(s.principal, true)
}

// Account is a user or a service account.
type Account struct{ principal }

// User names a user.
func User(name string) Account { return Account{principal{wordUser, name}} }

// ServiceAccount names a service account.
func ServiceAccount(name string) Account { return Account{principal{wordServiceAccount, name}} }

// Create creates the account, without a password and without permissions.
func (a Account) Create() CreatePrincipalStatement {
	return makeCreatePrincipal(a.principal, false, nil)
}

// CreateWithPassword creates the account with a password. The statement's text
// holds it in the clear.
func (a Account) CreateWithPassword(password string) CreatePrincipalStatement {
	return makeCreatePrincipal(a.principal, false, withPassword(password))
}

// Drop removes the account.
func (a Account) Drop() DropPrincipalStatement { return makeDropPrincipal(a.principal, false) }

func (a Account) alter(after func(w *node.Writer)) Statement {
	return a.statement("ALTER "+a.what.String(), alterVerb, after)
}

// Enable lets the account log in again.
func (a Account) Enable() Statement { return a.alter(func(w *node.Writer) { w.SQL(" ENABLE") }) }

// Disable keeps the account from logging in.
func (a Account) Disable() Statement { return a.alter(func(w *node.Writer) { w.SQL(" DISABLE") }) }

// WithPassword sets the password. The statement's text holds it in the clear.
func (a Account) WithPassword(password string) Statement { return a.alter(withPassword(password)) }

// WithNoPassword removes the password.
func (a Account) WithNoPassword() Statement {
	return a.alter(func(w *node.Writer) { w.SQL(" WITH NO PASSWORD") })
}

var errNoPassword = errors.New("the password is empty: use WithNoPassword")

func withPassword(password string) func(w *node.Writer) {
	return func(w *node.Writer) {
		w.SQL(" WITH PASSWORD ")
		if password == "" {
			w.Fail(errNoPassword)
		}
		w.Text(password)
	}
}

// CreateTokenJWK makes a JSON web key and returns it.
func (a Account) CreateTokenJWK() Statement {
	return a.alter(func(w *node.Writer) { w.SQL(" CREATE TOKEN TYPE JWK") })
}

// DropTokenJWK removes the JSON web key.
func (a Account) DropTokenJWK() Statement {
	return a.alter(func(w *node.Writer) { w.SQL(" DROP TOKEN TYPE JWK") })
}

// CreateTokenREST makes a token for the REST API that ends after ttl, in seconds
// to days, and with refresh only when it has not been used for so long.
func (a Account) CreateTokenREST(ttl Interval, refresh bool) Statement {
	return a.alter(func(w *node.Writer) {
		w.SQL(" CREATE TOKEN TYPE REST WITH TTL ")
		if err := ttl.Check(schema.Second, schema.DayUnit, false); err != nil {
			w.Fail(err)
			return
		}
		w.Text(ttl.String())
		if refresh {
			w.SQL(" REFRESH")
		}
	})
}

// DropTokenREST removes a token for the REST API, and for "" all of them.
func (a Account) DropTokenREST(token string) Statement {
	return a.alter(func(w *node.Writer) {
		w.SQL(" DROP TOKEN TYPE REST")
		if token != "" {
			w.SQL(" ")
			w.Text(token)
		}
	})
}

// Assume makes the session one of the service account.
func (a Account) Assume() Statement { return a.session(sqlw.Const("ASSUME ")) }

// Exit ends what Assume began.
func (a Account) Exit() Statement { return a.session(sqlw.Const("EXIT ")) }

var errNotServiceAccount = errors.New("only a service account can be assumed")

func (a Account) session(verb sqlw.Keyword) Statement {
	return a.statement("SERVICE ACCOUNT", verb, func(w *node.Writer) {
		if a.what != wordServiceAccount {
			w.Fail(errNotServiceAccount)
		}
	})
}

// AddTo makes a user or service account a member of groups.
func (a Account) AddTo(groups ...string) Statement {
	return a.statement("ADD "+a.what.String(), sqlw.Const("ADD "), func(w *node.Writer) {
		w.SQL(" TO ")
		writeUsers(w, groups)
	})
}

// RemoveFrom ends the membership in groups.
func (a Account) RemoveFrom(groups ...string) Statement {
	return a.statement("REMOVE "+a.what.String(), sqlw.Const("REMOVE "), func(w *node.Writer) {
		w.SQL(" FROM ")
		writeUsers(w, groups)
	})
}

var errNoUser = errors.New("nobody is named")

func writeUsers(w *node.Writer, names []string) {
	if len(names) == 0 {
		w.Fail(errNoUser)
	}
	for i, name := range names {
		if i > 0 {
			w.SQL(", ")
		}
		w.Name(sqlw.UserName, name)
	}
}

// UserGroup is a group of users and service accounts.
type UserGroup struct{ principal }

// Group names a group.
func Group(name string) UserGroup { return UserGroup{principal{wordGroup, name}} }

// Create creates the group.
func (g UserGroup) Create() CreatePrincipalStatement {
	return makeCreatePrincipal(g.principal, false, nil)
}

// CreateWithExternalAlias creates the group for one of an external directory.
func (g UserGroup) CreateWithExternalAlias(alias string) CreatePrincipalStatement {
	return makeCreatePrincipal(g.principal, false, externalAlias(sqlw.Const(" WITH EXTERNAL ALIAS "), alias))
}

// WithExternalAlias makes the group stand for one of an external directory.
func (g UserGroup) WithExternalAlias(alias string) Statement {
	return g.statement("ALTER GROUP", alterVerb, externalAlias(sqlw.Const(" WITH EXTERNAL ALIAS "), alias))
}

// DropExternalAlias ends what WithExternalAlias began.
func (g UserGroup) DropExternalAlias(alias string) Statement {
	return g.statement("ALTER GROUP", alterVerb, externalAlias(sqlw.Const(" DROP EXTERNAL ALIAS "), alias))
}

// Drop removes the group.
func (g UserGroup) Drop() DropPrincipalStatement { return makeDropPrincipal(g.principal, false) }

func externalAlias(k sqlw.Keyword, alias string) func(w *node.Writer) {
	return func(w *node.Writer) {
		w.Keyword(k)
		w.Text(alias)
	}
}

// permission is the name of a permission. Constants convert to it.
type permission string

// PermissionSet is the start of a GRANT or REVOKE.
type PermissionSet struct {
	permissions []permission
	targets     []grantTarget
	all         bool
}

type grantTarget struct {
	table   *schema.Table
	columns []expr.Column
}

// Permissions names permissions as QuestDB does, by constants:
//
//	ddl.Permissions("SELECT", "ADD INDEX").On(Trades).GrantTo("john")
//
// Without On they are of the database.
func Permissions(names ...permission) PermissionSet {
	return PermissionSet{permissions: append([]permission(nil), names...)}
}

// On says that the permissions are of a table, and if columns are named of these
// alone. It adds to what was named before.
func (p PermissionSet) On(t expr.Relation, columns ...expr.Column) PermissionSet {
	target := grantTarget{tableOf(t), append([]expr.Column(nil), columns...)}
	p.targets = append(p.targets[:len(p.targets):len(p.targets)], target)
	return p
}

// OnAllTables says that the permissions are of all tables.
func (p PermissionSet) OnAllTables() PermissionSet {
	p.all = true
	return p
}

// GrantTo gives the permissions to users, groups or service accounts.
func (p PermissionSet) GrantTo(principals ...string) GrantStatement {
	return makeGrant(grant{set: p, to: append([]string(nil), principals...)})
}

// RevokeFrom takes the permissions away.
func (p PermissionSet) RevokeFrom(principals ...string) Statement {
	principals = append([]string(nil), principals...)
	return Statement{made("REVOKE", func(w *node.Writer) {
		w.Clause("REVOKE")
		p.write(w)
		w.SQL(" FROM ")
		writeUsers(w, principals)
	})}
}

var (
	errNoPermission  = errors.New("no permission is named")
	errAllAndSome    = errors.New("On and OnAllTables exclude each other")
	errBadPermission = errors.New("a permission is words of capital letters, such as ADD INDEX")
)

func (p PermissionSet) write(w *node.Writer) {
	if len(p.permissions) == 0 {
		w.Fail(errNoPermission)
	}
	for i, name := range p.permissions {
		if i > 0 {
			w.SQL(", ")
		}
		name.write(w)
	}
	switch {
	case p.all && len(p.targets) > 0:
		w.Fail(errAllAndSome)
	case p.all:
		w.SQL(" ON ALL TABLES")
	case len(p.targets) > 0:
		w.SQL(" ON ")
	}
	for i, target := range p.targets {
		if i > 0 {
			w.SQL(", ")
		}
		writeName(w, target.table)
		if len(target.columns) == 0 {
			continue
		}
		w.SQL("(")
		for j, c := range target.columns {
			if j > 0 {
				w.SQL(", ")
			}
			writeColumn(w, target.table, c)
		}
		w.SQL(")")
	}
}

func (p permission) write(w *node.Writer) {
	for i, c := range []byte(p) {
		if (c < 'A' || c > 'Z') && (c != ' ' || i == 0 || i == len(p)-1) {
			w.Fail(errBadPermission)
			return
		}
	}
	if p == "" {
		w.Fail(errBadPermission)
	}
	w.Append(func(dst []byte) []byte { return append(dst, p...) })
}

// GrantStatement is a GRANT.
type GrantStatement struct {
	statement
	grant grant
}

type grant struct {
	set            PermissionSet
	to             []string
	option, verify bool
}

func makeGrant(g grant) GrantStatement { return GrantStatement{made("GRANT", g.write), g} }

// WithGrantOption allows them to grant the permissions to others.
func (s GrantStatement) WithGrantOption() GrantStatement {
	s.grant.option = true
	return makeGrant(s.grant)
}

// WithVerification makes it an error if one of them does not exist.
func (s GrantStatement) WithVerification() GrantStatement {
	s.grant.verify = true
	return makeGrant(s.grant)
}

func (g grant) write(w *node.Writer) {
	w.Clause("GRANT")
	g.set.write(w)
	w.SQL(" TO ")
	writeUsers(w, g.to)
	if g.option {
		w.SQL(" WITH GRANT OPTION")
	}
	if g.verify {
		w.SQL(" WITH VERIFICATION")
	}
}

// GrantAssume lets users and groups assume a service account.
func (a Account) GrantAssume(principals ...string) Statement {
	return a.assume("GRANT", sqlw.Const("GRANT ASSUME "), sqlw.Const(" TO "), principals)
}

// RevokeAssume ends what GrantAssume allowed.
func (a Account) RevokeAssume(principals ...string) Statement {
	return a.assume("REVOKE", sqlw.Const("REVOKE ASSUME "), sqlw.Const(" FROM "), principals)
}

func (a Account) assume(kind string, verb, to sqlw.Keyword, principals []string) Statement {
	principals = append([]string(nil), principals...)
	return a.statement(kind, verb, func(w *node.Writer) {
		if a.what != wordServiceAccount {
			w.Fail(errNotServiceAccount)
		}
		w.Keyword(to)
		writeUsers(w, principals)
	})
}

// ShowUsers lists the users.
func ShowUsers() Statement { return aclShow(sqlw.Const("USERS"), "") }

// ShowGroups lists the groups, or those of a user.
func ShowGroups(user string) Statement { return aclShow(sqlw.Const("GROUPS"), user) }

// ShowServiceAccounts lists the service accounts, or those of a user or group.
func ShowServiceAccounts(user string) Statement {
	return aclShow(sqlw.Const("SERVICE ACCOUNTS"), user)
}

// ShowPermissions lists the permissions of the session, or those of a user,
// group or service account.
func ShowPermissions(of string) Statement { return aclShow(sqlw.Const("PERMISSIONS"), of) }

func aclShow(k sqlw.Keyword, of string) Statement {
	return Statement{made("SHOW", func(w *node.Writer) {
		w.Clause("SHOW")
		w.Keyword(k)
		if of != "" {
			w.SQL(" ")
			w.Name(sqlw.UserName, of)
		}
	})}
}
