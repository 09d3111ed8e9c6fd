// QuestDB docs: query/datatypes/overview.md

package types

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"strconv"
)

var ipv4Info = &Info{
	Kind:    KindIPv4,
	Name:    "IPv4",
	OID:     1043,
	Param:   TextFormat,
	Result:  TextFormat, // a binary one ends the connection
	HasNull: true,
	ValueOf: func(t Type, v any) (Value, bool, error) {
		var addr netip.Addr
		switch a := v.(type) {
		case netip.Addr:
			addr = a
		case *netip.Addr:
			if a == nil {
				return Value{}, false, nil
			}
			addr = *a
		case net.IP:
			if a == nil {
				return NullOf(t), true, nil
			}
			addr, _ = netip.AddrFromSlice(a)
		case string:
			var err error
			if addr, err = parseIPv4([]byte(a)); err != nil {
				return Value{}, true, err
			}
		default:
			return Value{}, false, nil
		}
		value, err := IPv4Value(addr)
		return value, true, err
	},
	AppendLiteral: func(dst []byte, v *Value) ([]byte, error) {
		return append(appendIPv4(append(dst, '\''), v), '\''), nil
	},
	AppendConstant: func(dst []byte, v *Value) ([]byte, error) {
		return append(appendIPv4(append(dst, '\''), v), "'::IPv4"...), nil
	},
	AppendParam: func(dst []byte, v *Value) ([]byte, error) { return appendIPv4(dst, v), nil },
	Any:         func(v *Value) any { return addrOf(v) },
	Arg:         func(v *Value) any { return addrOf(v).String() },
	Scan: func(_ Type, dst any) ScanFunc {
		switch p := dst.(type) {
		case *netip.Addr:
			return into(p, parseIPv4)
		case *string:
			return into(p, readString)
		case *any:
			return intoAny(p, parseIPv4)
		}
		return nil
	},
	Doc: Doc{
		Page:    "query/datatypes/overview.md",
		Go:      "`netip.Addr`, `net.IP`, `string`",
		Null:    "0.0.0.0",
		Range:   "0.0.0.1 to 255.255.255.255",
		Bind:    "text",
		Limits:  "No IPv6. A result in binary ends the connection.",
		Example: func() (Value, error) { return IPv4Value(netip.AddrFrom4([4]byte{10, 0, 0, 1})) },
	},
}

// IPv4Value is an IPv4. An IPv6 address is an error, but for one that wraps an
// IPv4 address; 0.0.0.0 is QuestDB's NULL and an error.
func IPv4Value(addr netip.Addr) (Value, error) {
	switch a := addr.Unmap(); {
	case !a.IsValid():
		return Value{}, unfit(IPv4, addr, "it is no address")
	case !a.Is4():
		return Value{}, unfit(IPv4, addr, "it is an IPv6 address")
	case a == netip.IPv4Unspecified():
		return Value{}, nullTwin(IPv4, addr)
	default:
		b := a.As4()
		return Value{typ: IPv4, num: uint64(binary.BigEndian.Uint32(b[:]))}, nil
	}
}

func addrOf(v *Value) netip.Addr {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], uint32(v.num))
	return netip.AddrFrom4(b)
}

func appendIPv4(dst []byte, v *Value) []byte { return addrOf(v).AppendTo(dst) }

// parseIPv4 is netip.ParseAddr for IPv4, without the allocation of a string.
func parseIPv4(src []byte) (netip.Addr, error) {
	var b [4]byte
	rest := src
	for i := range b {
		n := 0
		for n < len(rest) && n < 3 && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n == 0 || n > 1 && rest[0] == '0' {
			return netip.Addr{}, errIPv4(src)
		}
		octet := 0
		for _, c := range rest[:n] {
			octet = octet*10 + int(c-'0')
		}
		if rest = rest[n:]; octet > 255 {
			return netip.Addr{}, errIPv4(src)
		}
		b[i] = byte(octet)
		if i < 3 {
			if len(rest) == 0 || rest[0] != '.' {
				return netip.Addr{}, errIPv4(src)
			}
			rest = rest[1:]
		}
	}
	if len(rest) > 0 {
		return netip.Addr{}, errIPv4(src)
	}
	return netip.AddrFrom4(b), nil
}

func errIPv4(src []byte) error {
	return fmt.Errorf("IPv4 %s is not of the form 1.2.3.4", strconv.Quote(cut(string(src))))
}
