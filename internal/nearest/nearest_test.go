package nearest

import "testing"

func TestName(t *testing.T) {
	names := []string{"callcenter", "circulararray", "hashmap", "lrucache"}
	for typed, want := range map[string]string{
		"Hashmap": "hashmap", "hasmap": "hashmap", "hash": "hashmap", "lru": "lrucache",
		"circulerarry": "circulararray", "callcentre": "callcenter", "": "", "x": "", "parkinglot": "",
	} {
		if got, ok := Name(typed, names); got != want || ok != (want != "") {
			t.Errorf("Name(%q) = %q, %t, want %q", typed, got, ok, want)
		}
	}
}
