#!/bin/bash
# Does a private stack keep its promises to the machine it runs on: loopback only, no privileges, several
# side by side, quick to repeat, back within a second after a kill, gone without a trace?
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1

# A place the account cannot enter, and a path no unix socket can have and no settings file should.
private=$(mktemp -d)
long="$private/有 spaces & $(printf 'long-%.0s' $(seq 1 24))"
export RUN=$long/run PORT=$((32000 - RANDOM % 2000)) DEMO=0
trap 'tests/reports "$long/run"; RUN="$long/run" deploy/stack destroy >/dev/null 2>&1; rm -rf "$private"' EXIT
mkdir -p "$long"

session() { cat "$RUN/state/session"; }
members() { ps -s "$(session)" -o "$1=" | sort -u; }
tenths() { echo $(($(date +%s%N) / 100000000)); }

# Listening sockets of this stack's processes that are not on 127.0.0.1.
off_loopback() {
	local pids
	pids=$(members pid | sed 's/ //g; s/.*/pid=&,/')
	ss -Hltunp | grep -F "$pids" | awk '$5 !~ /^127\.0\.0\.1:/'
}

back_within() { # TENTHS COMMAND…: the command succeeds in time
	local end=$(($(tenths) + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$(tenths)" -lt "$end" ] || return 1
		sleep 0.05
	done
}

answers() { curl -fs -o /dev/null --max-time 1 "http://127.0.0.1:$PORT/healthz/$1"; }

# A killed process is replaced: another one of that name is there, and the program answers.
comes_back() { # NAME PATTERN HEALTH
	local old
	old=$(pgrep -s "$(session)" -f "$2" | tail -n 1)
	[ -n "$old" ] || { echo "no process '$2'"; return 1; }
	kill -KILL "$old"
	back_within 12 another "$old" "$2" || { echo "'$1' was not there again in time"; return 1; }
	back_within 30 answers "$3"
}

another() {
	local pid
	for pid in $(pgrep -s "$(session)" -f "$2"); do
		[ "$pid" = "$1" ] || return 0
	done
	return 1
}

check 'a stack comes up in a private directory with a long name' deploy/stack up
check 'status says so' deploy/stack status
serving() { pgrep -s "$(session)" -x 'mariadbd|nginx|portal|status|admin|audit|api|rules|worker' | sort; }
before=$(serving)
check 'bringing it up again is safe' deploy/stack up
check 'and finds nothing to do: the same processes go on serving' test -n "$before" -a "$before" = "$(serving)"
is 'nothing listens off loopback' "$(off_loopback)" ''
is 'only nginx listens on a network at all' "$(ss -Hltunp | grep -F "$(members pid | sed 's/ //g; s/.*/pid=&,/')" |
	grep -vc '"nginx"')" 0
is 'no process has another user than the account' "$(members user | wc -l)" 1
is 'the account is not root' "$(members uid | grep -cx ' *0')" 0
is 'settings with passwords are for the account alone' \
	"$(find "$RUN/conf/" -name '*.hdf' -perm /007 | wc -l)" 0
is 'sockets are closed to others' "$(find "$RUN/sock/" -type s -perm /007 ! -name db.sock | wc -l)" 0

# ---- closed for maintenance --------------------------------------------------------------------------------
head_of() { curl -s -o /dev/null -D - "http://127.0.0.1:$PORT$1" | tr -d '\r'; }
check 'a time that is none does not close it' bash -c '! deploy/stack close tomorrow-ish'
is 'and it stays open' "$(head_of / | head -n 1 | cut -d ' ' -f 2)" 200
check 'it can be closed for maintenance' deploy/stack close '2026-12-05T03:00+08:00'
is 'then who comes is sent away for now' "$(head_of / | head -n 1 | cut -d ' ' -f 2)" 503
is 'staff too' "$(head_of /admin/ | head -n 1 | cut -d ' ' -f 2)" 503
is 'and a program is told when to ask again' "$(head_of /open311/v2/discovery.json | sed -n 's/^Retry-After: //p')" 600
is 'the page says until when' "$(curl -s "http://127.0.0.1:$PORT/" | grep -c '2026-12-05 03:00')" 1
is 'in English to who asks for it' "$(curl -s -H 'Accept-Language: en' "http://127.0.0.1:$PORT/" | grep -c 'back at 2026-12-05 03:00')" 1
is 'published figures stay to be seen' "$(head_of /status/ | head -n 1 | cut -d ' ' -f 2)" 200
is 'status says that it is closed' "$(deploy/stack status | grep -c '^closed to visitors')" 1
check 'it can be opened again' deploy/stack open
is 'and is' "$(head_of / | head -n 1 | cut -d ' ' -f 2)" 200

check 'a killed worker process is back within a second' comes_back portal 'release/build/portal$' portal
check 'a killed multiwatch is back within a second' comes_back multiwatch 'multiwatch.*/portal$' portal
check 'killed rules are back within a second' comes_back rules 'release/build/rules$' portal
check 'a killed worker is back within a second' comes_back worker 'release/build/worker$' portal
check 'a killed nginx is back within a second' comes_back nginx 'nginx: master' portal
check 'a killed database is back within a second' comes_back db '^mariadbd' portal
check 'all is up after that' back_within 50 deploy/stack status

(
	first=$RUN
	export RUN=$private/second PORT=$((PORT - 3000))
	check 'a second stack comes up beside it' deploy/stack up
	check 'the first one does not mind' env RUN="$first" deploy/stack status
	check 'the second one stops' deploy/stack down
	is 'nothing of it is left running' "$(pgrep -f "$(realpath "$RUN/state")/" | wc -l)" 0
	check 'the first one does not mind that either' env RUN="$first" deploy/stack status
	check 'it comes up again with its data' deploy/stack up
	deploy/stack destroy
	is 'and goes without a trace' "$(ls -A "$RUN" 2>/dev/null)" ''
	echo "$tap_count $tap_failed" >"$private/counts"
)
read -r tap_count second_failed <"$private/counts"
tap_failed=$((tap_failed | second_failed))

state=$(realpath "$RUN/state")
rm -rf "$RUN"
check 'who removes RUN gets a new stack and the port is free' deploy/stack up
is 'the forgotten one is gone' "$(ls -d "$state" 2>/dev/null)" ''
check 'a taken port is refused before anything starts' bash -c '! RUN=$0/third deploy/stack up' "$private"
RUN=$private/third deploy/stack destroy
tap_done
