#!/bin/bash
# Is one address that floods held back, told so politely, and nobody else hurt? Needs loopback to be counted.
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1

scratch=$(mktemp -d)
export RUN=$scratch/run PORT=$((32000 - RANDOM % 2000)) DEMO=0 STACK_LIMIT_LOOPBACK=1 STACK_RATE_READ=1r/s STACK_RATE_WRITE=6r/m
trap 'tests/reports "$RUN"; deploy/stack destroy >/dev/null 2>&1; rm -rf "$scratch"' EXIT
url=http://127.0.0.1:$PORT

# flood FROM COUNT CURL-OPTIONS…: how many of each answer, from one loopback address
flood() {
	local from=$1 count=$2
	shift 2
	seq "$count" | xargs -P 8 -I{} curl -s -o /dev/null -w '%{http_code}\n' --interface "$from" "$@" | sort | uniq -c |
		awk '{ print $2 "=" $1 }' | xargs
}
times() { grep -oE "\b$2=[0-9]+" <<<"$1" | cut -d = -f 2; }

check 'a stack that counts loopback comes up' deploy/stack up
got=$(flood 127.0.0.2 400 "$url/")
check "a reader who floods is held back ($got)" test "$(times "$got" 429)" -gt 50
check 'but not before the burst is used up' test "$(times "$got" 200)" -ge 200
got=$(flood 127.0.0.3 60 -d kind=complaint "$url/ticket/new")
check "a writer who floods is held back sooner ($got)" test "$(times "$got" 429)" -ge 30
is 'nobody else is' "$(flood 127.0.0.4 50 "$url/")" '200=50'
flood 127.0.0.5 60 -d kind=complaint "$url/ticket/new" >/dev/null
page=$(curl -s -D "$scratch/head" --interface 127.0.0.5 -H 'Accept-Language: en' -d kind=complaint "$url/ticket/new")
is 'the refusal says so in plain words' "$(grep -c '<title>Too many requests' <<<"$page")" 1
is 'and carries the security headers' "$(grep -ciE '^(content-security-policy|x-content-type-options):' "$scratch/head")" 2
tap_done
