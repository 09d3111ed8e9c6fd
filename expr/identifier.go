// QuestDB docs: query/datatypes/overview.md

package expr

import (
	"github.com/questql/questql/types"
)

// UUIDValue is a UUID constant in a formula.
func UUIDValue(id [16]byte) UUID {
	v, err := types.UUIDValue(id)
	return uuidExpr{makeRef(constant(v, types.UUID, err))}
}

// Long256Value is a LONG256 constant in a formula.
func Long256Value(u types.Uint256) Long256 {
	v, err := types.Long256Value(u)
	return long256Expr{makeRef(constant(v, types.Long256, err))}
}

func uuidValue(_ types.Type, id [16]byte) (types.Value, error) { return types.UUIDValue(id) }

func long256Value(_ types.Type, u types.Uint256) (types.Value, error) { return types.Long256Value(u) }

func binaryValue(_ types.Type, b []byte) (types.Value, error) { return types.BinaryValue(b), nil }
