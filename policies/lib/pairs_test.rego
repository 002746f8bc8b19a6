package tenantlint.pairs_test

import data.tenantlint.mock
import data.tenantlint.pairs
import data.tenantlint.pairs_mock

test_what_is_not_seen_is_said if {
	world := pairs_mock.world([pairs_mock.hidden])
	pairs.unseen == pairs_mock.not_seen with input as world
	pairs.hidden == {"pair/0"} with input as world
	seen := pairs_mock.world([pairs_mock.pair({})])
	pairs.unseen == set() with input as seen
}

test_leave_is_that_of_an_approved_entry if {
	entry := mock.entry({"allow": ["mfa-trust"]})
	pairs.gives(entry, "mfa-trust")
	every other in [null, mock.entry({}), object.union(entry, {"approved": false})] {
		given := [1 | pairs.gives(other, "mfa-trust")]
		given == []
	}
}

test_all_registers_must_agree if {
	ours := mock.entry({"allow": ["direct-connect-outbound"]})
	theirs := mock.entry({"allow": ["direct-connect-inbound"]})
	way := pairs_mock.out({})
	pairs.direct_connect_agreed(pairs_mock.pair({"register": ours, "mirror": theirs}), way)
	pairs.direct_connect_agreed(pairs_mock.pair({"register": ours, "mirror": null, "by_evidence": true}), way)
	every parts in [
		{"register": ours, "mirror": null},
		{"register": ours, "mirror": ours},
		{"register": theirs, "mirror": theirs},
		{"register": null, "mirror": null, "by_evidence": true},
	] {
		agreed := [1 | pairs.direct_connect_agreed(pairs_mock.pair(parts), way)]
		agreed == []
	}
}
