package naming

import "testing"

func TestColumnName(t *testing.T) {
	for field, column := range map[string]string{
		"Ts": "ts", "Source": "source", "OrderID": "order_id", "SMA20": "sma20", "L2Price": "l2_price",
		"IPv4Addr": "ipv4_addr", "HTTPServer": "http_server", "A": "a", "UserIDs": "user_ids", "价": "价",
	} {
		if got := ColumnName(field); got != column {
			t.Errorf("ColumnName(%q) = %q, want %q", field, got, column)
		}
	}
}

func TestGoName(t *testing.T) {
	for name, want := range map[string]string{
		"ts": "Ts", "order_id": "OrderID", "count_distinct": "CountDistinct", "rnd_uuid4": "RndUUID4", "l2price": "L2Price",
		"sma20": "Sma20", "ipv4_addr": "IPv4Addr", "price": "Price",
	} {
		if got := GoName(name); got != want {
			t.Errorf("GoName(%q) = %q, want %q", name, got, want)
		}
	}
}
