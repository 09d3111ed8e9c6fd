// QuestDB docs: query/operators/ipv4.md

package expr

import (
	"fmt"
	"net/netip"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// IPv4Value is an IPv4 constant in a formula. 0.0.0.0 is QuestDB's NULL and an
// error, as is an IPv6 address.
func IPv4Value(addr netip.Addr) IPv4 {
	v, err := types.IPv4Value(addr)
	return ipv4Expr{makeRef(constant(v, types.IPv4, err))}
}

// Netmask is the mask of a network, to be used with BitAnd: 255.255.255.0 for
// 10.1.2.0/24. It is computed here, not by the server.
func Netmask(network netip.Prefix) IPv4 {
	if err := checkNetwork(network); err != nil {
		return ipv4Expr{makeRef(node.Invalid(sqlw.Mistake(sqlw.NoClause, "Netmask: %w", err)))}
	}
	mask := ^uint32(0) << (32 - network.Bits())
	return IPv4Value(netip.AddrFrom4([4]byte{byte(mask >> 24), byte(mask >> 16), byte(mask >> 8), byte(mask)}))
}

func ipv4Value(_ types.Type, addr netip.Addr) (types.Value, error) { return types.IPv4Value(addr) }

var (
	formContainedBy        = networkForm("<<", sqlw.Const(" << "))
	formContainedByOrEqual = networkForm("<<=", sqlw.Const(" <<= "))
)

func networkForm(name string, op sqlw.Keyword) *node.Form {
	return &node.Form{Name: name, Op: op, Binds: node.BindsShift, Write: func(w *node.Writer, n *node.Node) {
		w.Expr(n.A, node.BindsShift)
		w.Keyword(op)
		w.Literal(n.Value())
	}}
}

func contained(x node.Holder, f *node.Form, network netip.Prefix) *node.Node {
	err := checkNetwork(network)
	val, textErr := types.TextValue(types.Varchar, network.String())
	if err == nil {
		err = textErr
	}
	if err != nil {
		return node.Invalid(sqlw.Mistake(sqlw.NoClause, "%s%s…: %w", title(node.Of(x)), f.Op, err))
	}
	n, held := node.WithValue(f, types.Boolean)
	n.A, *held = node.Of(x), val
	return n.Inherit()
}

func checkNetwork(network netip.Prefix) error {
	if !network.IsValid() || !network.Addr().Is4() {
		return fmt.Errorf("%s is not an IPv4 network, such as 10.0.0.0/8", network)
	}
	return nil
}
