#!/bin/bash
# What does the door let in, and what does every answer carry, errors above all?
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

code() { curl -s -o /dev/null --max-time 20 -w '%{http_code}' "$@"; }
# raw TEXT: what comes back for these bytes
raw() { { printf "$1"; sleep 0.5; } | socket | tr -d '\r'; }
socket() { python3 -c '
import os, select, socket, sys
s = socket.create_connection(("127.0.0.1", int(os.environ["PORT"])), 5)
s.sendall(sys.stdin.buffer.read())
s.settimeout(5)
try:
    while (b := s.recv(65536)): sys.stdout.buffer.write(b)
except OSError: pass'; }

# ---- headers -------------------------------------------------------------------------------------
wanted='content-security-policy cross-origin-opener-policy cross-origin-resource-policy permissions-policy
referrer-policy x-content-type-options x-frame-options x-request-id'

# Each of the security headers exactly once.
carries_headers() {
	local name count bad=0
	curl -s -o /dev/null -D "$scratch/head" --max-time 20 "$@"
	for name in $wanted; do
		count=$(grep -ic "^$name:" "$scratch/head")
		[ "$count" = 1 ] || { echo "$name: $count times"; bad=1; }
	done
	! grep -iE '^(server: nginx/|x-powered-by)' "$scratch/head" || bad=1
	return $bad
}

check 'the home page carries the security headers' carries_headers "$BASE_URL/"
check 'the status page carries them' carries_headers "$BASE_URL/status/"
check 'the staff pages carry them' carries_headers "$BASE_URL/admin/login"
check 'the audit pages carry them' carries_headers "$BASE_URL/audit/login"
check 'the API carries them' carries_headers "$BASE_URL/open311/v2/discovery.json"
check 'a page that is not there carries them' carries_headers "$BASE_URL/nothing/here"
check 'a static file that is not there carries them' carries_headers "$BASE_URL/static/nothing.css"
check 'a refused method carries them' carries_headers -X PUT "$BASE_URL/"
check 'a refused body carries them' carries_headers -H 'Content-Length: 90000000' -X POST "$BASE_URL/ticket/track"
is 'the policy allows no inline script or style' "$(curl -s -D - -o /dev/null "$BASE_URL/" | grep -ic "unsafe-")" 0

# ---- one cache for everybody, but not one language ------------------------------------------------
language_of() { curl -s "$@" "$BASE_URL/status/" | grep -oE '<html[^>]*lang="[^"]*"' | grep -oE '[^"]*"$'; }
size_of() { curl -s "$@" "$BASE_URL/status/" | grep -c 'class="[^"]*hotline-elder'; }
is 'the status page is Chinese for who asks for nothing' "$(language_of)" 'zh-CN"'
is 'it is English for who chose English' "$(language_of -b lang=en)" 'en"'
is 'it is English for whose browser asks for it' "$(language_of -H 'Accept-Language: en-GB,en;q=0.9')" 'en"'
is 'it is still Chinese for the next' "$(language_of -b lang=zh-CN -H 'Accept-Language: en')" 'zh-CN"'
is 'it is large for who chose large type' "$(size_of -b elder=1)" 1
is 'it is not for the next' "$(size_of)" 0
is 'no other cookie makes a copy of its own' "$(curl -s -D - -o /dev/null -b 'lang=xx; elder=7; a=b' "$BASE_URL/status/" | grep -ic '^content-language: zh-CN')" 1

# ---- what is refused ------------------------------------------------------------------------------
for method in PUT DELETE OPTIONS PATCH PROPFIND FOO; do
	is "$method is refused" "$(code -X $method "$BASE_URL/")" 405
done
is 'TRACE is refused' "$(code -X TRACE "$BASE_URL/")" 405
is 'a form of 2 MB is refused' "$(head -c 2000000 /dev/zero | code --data-binary @- "$BASE_URL/ticket/track")" 413
is 'a path of 9 kB is refused' "$(code "$BASE_URL/$(head -c 9000 /dev/zero | tr '\0' a)")" 414
is 'a cookie of 40 kB is refused' "$(code -H "Cookie: a=$(head -c 40000 /dev/zero | tr '\0' a)" "$BASE_URL/")" 400
is 'a request line that is none is refused' "$(raw 'nonsense\r\n\r\n' | grep -o '<title>[^–]*' | head -n 1)" \
	'<title>请求无法识别 '
is 'two lengths are refused' \
	"$(raw 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab' | head -n 1 | cut -d ' ' -f 2)" 400
is 'a length beside chunks is refused' \
	"$(raw 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' | head -n 1 | cut -d ' ' -f 2)" 400

# ---- error pages ------------------------------------------------------------------------------------
# The page and the log must speak of the same incident, or nobody can look it up.
incident=$(curl -s -D "$scratch/head" "$BASE_URL/static/nothing" | grep -oE '[0-9a-f]{32}')
is 'an error page shows the id that the answer carries' "$incident" \
	"$(tr -d '\r' <"$scratch/head" | sed -n 's/^X-Request-Id: //Ip')"
sleep 1.3
is 'and the log has it' "$(grep -c "$incident" "$RUN/log/nginx/current")" 1
is 'it speaks English to who asks for it' \
	"$(curl -s -H 'Accept-Language: en-GB,en;q=0.9' "$BASE_URL/static/nothing" | grep -c '<title>There is no such page')" 1
is 'and Chinese to everybody else' "$(curl -s "$BASE_URL/static/nothing" | grep -c '<title>没有这个页面')" 1
is 'the asked language beats the browser'"'s" \
	"$(curl -s -H 'Accept-Language: en' "$BASE_URL/static/nothing?lang=zh-CN" | grep -c '<title>没有这个页面')" 1
is 'an error is never kept' "$(curl -s -o /dev/null -D - "$BASE_URL/static/nothing" | grep -ic 'cache-control: no-store')" 1
is 'error pages cannot be asked for' "$(code "$BASE_URL/errors/500")" 404

# ---- logs ---------------------------------------------------------------------------------------------
curl -s -o /dev/null "$BASE_URL/?number=JT-secret-4711"
curl -s -o /dev/null "$BASE_URL/static/none?code=secret-4711" -H 'Referer: http://x/?code=secret-4711'
sleep 1.3
is 'no query reaches the log' "$(grep -c 'secret-4711' "$RUN/log/nginx/current")" 0
is 'each line of the log is JSON' "$(grep '^{' "$RUN/log/nginx/current" | python3 -c '
import json, sys
print(sum(1 for line in sys.stdin if not json.loads(line)))')" 0

# ---- static parts ---------------------------------------------------------------------------------------
is 'the static folder is not listed' "$(code "$BASE_URL/static/")" 404
is 'no path leads out of it' "$(code --path-as-is "$BASE_URL/static/../../../conf/portal.hdf")" 400
is 'nor does an encoded one' "$(code --path-as-is "$BASE_URL/static/%2e%2e/%2e%2e/sql/grants.tsv")" 400

# ---- the floors of the bench -------------------------------------------------------------------------------
# They take over the stack's limits and headers, so a variable that those come to need must be there too.
floors_are_read() {
	sed "s|@STATE@|$(realpath "$RUN/state")|; s|@PORT@|$PORT|; s|/dev/stdout|bench/access.log|" "$top/tests/bench/floor.conf" |
		deploy/stack exec sh -c 'mkdir -p bench && cat >bench/floor.conf && nginx -t -q -e stderr -p "$PWD" -c "$PWD/bench/floor.conf"'
}
check 'the floors of the bench are settings that nginx takes' floors_are_read
tap_done
