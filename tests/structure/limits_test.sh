#!/bin/bash
# Does nginx let through what the programs expect, and no more? limits.h is the truth; nginx repeats it.
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1

# limit NAME: the value of a limit in limits.h, computed by the preprocessor and the shell.
limit() {
	echo $(($(printf '#include "cgi-bin/base/limits.h"\n%s\n' "$1" | cc -E -P -I. -x c - | tail -n 1 | tr -d u)))
}

# nginx_bytes FILE DIRECTIVE: the values it has there, in bytes, without repeats.
nginx_bytes() {
	awk -v d="$2" '$1 == d { v = $NF; sub(/;/, "", v); n = v + 0
		if (v ~ /k$/) n *= 1024; if (v ~ /m$/) n *= 1048576; print n }' "nginx/$1" | sort -u | xargs
}

is 'a form without files has one limit' "$(nginx_bytes limits.conf client_max_body_size)" "$(limit LIMIT_BODY_BYTES)"
is 'forms with files and with one file have a limit each' "$(nginx_bytes site.conf client_max_body_size)" "$(limit LIMIT_UPLOAD_BYTES) $(limit LIMIT_UPLOAD_ONE_BYTES)"
is 'a header line has one limit' "$(nginx_bytes limits.conf large_client_header_buffers)" "$(limit LIMIT_QUERY_BYTES)"
is 'one address asks for a lost code so often a minute' "$(sed -n 's|.*zone=recover.* rate=\([0-9]*\)r/m;|\1|p' nginx/limits.conf)" "$(limit LIMIT_RECOVERY_PER_MINUTE)"
is 'one address sends so many pieces a second' "$(sed -n 's|.*zone=part.* rate=\([0-9]*\)r/s;|\1|p' nginx/limits.conf)" "$(limit LIMIT_PIECES_PER_SECOND)"
is 'nginx holds a piece and its form in memory' "$(($(nginx_bytes site.conf client_body_buffer_size) - $(limit LIMIT_PIECE_BYTES) >= 4096))" 1
is 'every error page has both languages' "$(awk -F '\t' '!/^#/ && NF { n[$1]++ }
	END { for (c in n) if (n[c] != 2) print c }' nginx/errors.tsv)" ''
is 'every error nginx answers has a page' "$(awk '$1 == "error_page" { sub(/.*\//, ""); sub(/;/, ""); print }' \
	nginx/site.conf | sort -u | xargs)" "$(awk -F '\t' '!/^#/ && NF && $1 != "closed" { print $1 }' nginx/errors.tsv | sort -u | xargs)"
tap_done
