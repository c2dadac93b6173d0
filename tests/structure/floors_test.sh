#!/bin/bash
# Who may include whom, read from the includes themselves; and what every source file owes its reader.
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1

# prints each include that breaks the table, as file:line: what
bad_includes() {
	grep -nE '^[[:space:]]*#[[:space:]]*include' "$@" /dev/null | awk '
	BEGIN {
		split("program:pages domain rules store web base|pages:domain rules store web base gen|" \
		      "rules:domain base plugins|store:domain base gen|web:base|domain:base|base:|plugins:", rows, "|")
		for (i in rows) { split(rows[i], row, ":"); may[row[1]] = " " row[1] " " row[2] " " }
		# Foreign headers that one floor alone knows.
		owner["fcgiapp.h"] = "web"; owner["fcgi_stdio.h"] = "nobody"; owner["ClearSilver"] = "web"
		owner["mysql.h"] = "store"; owner["mysqld_error.h"] = "store"; owner["errmsg.h"] = "store"
		owner["openssl"] = "base"; owner["dlfcn.h"] = "rules"; owner["link.h"] = "rules"
	}
	{
		match($0, /^[^:]*:[0-9]*:/); where = substr($0, 1, RLENGTH - 1)
		file = where; sub(/:[0-9]*$/, "", file)
		from = floor_of(file)
		line = $0
		if (match(line, /"[^"]*"/)) {
			name = substr(line, RSTART + 1, RLENGTH - 2)
			to = target_of(name)
			if (index(may[from], " " to " ") == 0) print where ": " from " may not include " name
		} else if (match(line, /<[^>]*>/)) {
			name = substr(line, RSTART + 1, RLENGTH - 2)
			key = name in owner ? name : substr(name, 1, index(name "/", "/") - 1)
			if (key in owner && owner[key] != from) print where ": only " owner[key] " knows <" name ">"
			if (from == "plugins" && name !~ /^std(int|def|bool|align)\.h$/)
				print where ": a plugin uses nothing of the system: <" name ">"
		}
	}
	function floor_of(file,  part) {
		if (file ~ /^plugins\//) return "plugins"
		split(file, part, "/")
		return part[3] == "" ? "program" : part[2]
	}
	function target_of(name) {
		if (name ~ /^(province_rules|table_rules)\.h$/) return "plugins"
		if (name == "statements.h") return "gen"
		return substr(name, 1, index(name "/", "/") - 1)
	}'
}

keeps_floors() { ! bad_includes "$@" | grep .; }

has_header_comment() {
	local file bad=0
	for file; do
		case $(head -c 2 "$file") in '/*') ;; *) echo "$file: no header comment"; bad=1 ;; esac
	done
	return $bad
}

# A function begins with '{' in column 0 and ends with '}' there.
short_functions() {
	! awk -v most=120 '
		FNR == 1 { open = 0 }
		/^\{/ { open = FNR }
		/^\}/ && open { if (FNR - open > most) print FILENAME ":" open ": " FNR - open " lines"; open = 0 }
	' "$@" | grep .
}

# The check itself must be able to fail.
scratch=$(mktemp -d) && trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/cgi-bin/domain" && printf '#include "store/db.h"\n#include <mysql.h>\n' >"$scratch/cgi-bin/domain/bad.c"
is 'a breach of the floors is found' "$(cd "$scratch" && bad_includes cgi-bin/domain/bad.c | wc -l)" 2

mapfile -t sources < <(find cgi-bin plugins -name '*.[ch]' 2>/dev/null | sort)
check "no file of ${#sources[@]} includes above its floor" keeps_floors "${sources[@]}"
check 'each file says what it owns' has_header_comment "${sources[@]}"
check 'no function is longer than 120 lines' short_functions "${sources[@]}"
tap_done
