# tap.sh: sourced by the shell tests. One line per check in the Test Anything Protocol; tests/run adds them up.
#
#	check 'what must hold' command…       passes when the command succeeds; its output is shown when it does not
#	is 'what must hold' GOT WANTED        passes when both are equal; both are shown when they are not
#	skip 'what was not looked at' REASON
tap_count=0 tap_failed=0
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

tap_line() {
	tap_count=$((tap_count + 1))
	printf '%s %d - %s\n' "$1" "$tap_count" "$2"
}

check() {
	local name=$1 output
	shift
	if output=$("$@" 2>&1); then
		tap_line ok "$name"
	else
		tap_failed=1
		tap_line 'not ok' "$name"
		printf '%s\n' "$output" | head -n 40 | sed 's/^/# /'
	fi
}

is() {
	if [ "$2" = "$3" ]; then
		tap_line ok "$1"
	else
		tap_failed=1
		tap_line 'not ok' "$1"
		printf '# got    %s\n# wanted %s\n' "$2" "$3"
	fi
}

skip() { tap_line ok "$1 # SKIP $2"; }

# The exit code and the plan say the same as the lines, so a test that dies half way is seen.
tap_done() {
	printf '1..%d\n' "$tap_count"
	exit "$tap_failed"
}
