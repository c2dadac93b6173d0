#!/bin/bash
# Are the checked-in facts as many as they must be, and does each say where it comes from?
. "$(dirname "$0")/../tap.sh"
cd "$top/sql/seed" || exit 1

# rows FILE CONDITION: how many rows of a table meet an awk condition; columns by name.
rows() {
	awk -F '\t' -v OFS='\t' '/^#/ { next } !head { for (i = 1; i <= NF; i++) c[$i] = i; head = 1; next } '"$2"' { n++ } END { print n + 0 }' "$1"
}

is '31 provinces' "$(rows regions.tsv '$c["level"] == 1')" 31
is '333 cities and prefectures beside 4 municipalities' "$(rows regions.tsv '$c["level"] == 2 && $c["kind"] == "gb"')" 333
is '32 county-level units directly under a province' "$(rows regions.tsv '$c["kind"] == "direct"')" 32
is 'five units that report like a city' "$(rows regions.tsv '$c["kind"] == "reporting"')" 5
is 'no pseudo city is left' "$(rows regions.tsv '$c["name"] ~ /市辖区|直辖县级/')" 0
is 'every region below a province has a parent in the table' \
	"$(awk -F '\t' '/^#|^code/ { next } { have[$1] = 1; parent[$1] = $4 } END { for (r in parent) if (parent[r] != 0 && !(parent[r] in have)) n++; print n + 0 }' regions.tsv)" 0
is 'each region stands there once' "$(awk -F '\t' '/^#|^code/ { next } seen[$1]++ { n++ } END { print n + 0 }' regions.tsv)" 0
is 'no region lies in itself' "$(rows regions.tsv '$c["parent"] == $c["code"]')" 0
is '2025: 28 days off' "$(rows holidays.tsv '$c["day"] ~ /^2025/ && $c["worked"] == 0')" 28
is '2025: 5 make-up days' "$(rows holidays.tsv '$c["day"] ~ /^2025/ && $c["worked"] == 1')" 5
is '2026: 33 days off' "$(rows holidays.tsv '$c["day"] ~ /^2026/ && $c["worked"] == 0')" 33
is '2026: 6 make-up days' "$(rows holidays.tsv '$c["day"] ~ /^2026/ && $c["worked"] == 1')" 6
is '2027 is provisional, all of it' "$(rows holidays.tsv '$c["day"] ~ /^2027/ && $c["status"] != "provisional"')" 0
is 'every holiday names its source' "$(rows holidays.tsv '$c["source"] == "" || $c["source"] == "-"')" 0
is 'every demo unit lies in a known region' \
	"$(awk -F '\t' 'FNR == NR { if ($1 ~ /^[0-9]/) have[$1] = 1; next } /^#|^code/ { next } !($4 in have) { n++ } END { print n + 0 }' regions.tsv units.tsv)" 0
is 'the demo has 60 matters or more' "$(($(wc -l <matters.jsonl) >= 60))" 1
is 'every city, and every unit directly under a province, has a telephone line' \
	"$(awk -F '\t' 'FNR == NR { have[$1] = 1; next } /^#|^code/ { next } ($5 == 2 || $6 == "direct") && !($1 in have) { n++ } END { print n + 0 }' offices.tsv regions.tsv)" 0
for file in *.tsv; do
	is "$file begins with where it comes from" "$(head -c 1 "$file")" '#'
done
tap_done
