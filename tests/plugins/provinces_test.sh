#!/bin/bash
# Is docs/provinces.md what the plugins are, does it count what stands in their cases, and do they agree with sql/seed?
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
BUILD=${BUILD:-build}
regions=sql/seed/regions.tsv
scratch=$(mktemp -d) && trap 'rm -rf "$scratch"' EXIT
table() { HOTLINE_PLUGINS=$1 "$BUILD/hotline" rules list --markdown; }

check 'the checked-in table is current' diff <(table "$BUILD/plugins") docs/provinces.md
is 'it has the nation and 31 provinces' "$(grep -c '^| [0-9]\{6\} ' docs/provinces.md)" 32

# ---- the numbers, counted from the text of the cases -------------------------------------------
# province, rules with a source, rules without, cases, of them with a source; a rule's first two digits are its province
counted() {
	awk -F '\t' '/^#/ || !NF { next }
		{ p = FILENAME; sub(/.*\//, "", p); p = substr(p, 1, 2); cases[p]++; sourced = $NF != "default"; if (sourced) with[p]++
		  r = $(NF - 1); own = r ~ "^" (p == "00" ? "cn" : p) "[.]"
		  if (own && !((p, r) in seen)) { seen[p, r]; if (sourced) good[p]++; else plain[p]++ } }
		END { for (p in cases) print p, good[p] + 0, plain[p] + 0, cases[p], with[p] + 0 }' "$@" | sort
}
printed() { awk -F '|' '/^\| [0-9]+ / { print substr($2, 2, 2), $8 + 0, $9 + 0, $13 + 0, $14 + 0 }' "$1"; }
check 'its rules and cases are those of the .cases files' diff <(counted plugins/*.cases) <(printed docs/provinces.md)
is 'each sourced rule stands there once, with its source' "$(grep -c '^| `' docs/provinces.md)" \
	"$(counted plugins/*.cases | awk '{ n += $2 } END { print n }')"
# rows FILE NAME: rows between the braces of a table
rows() { awk -v head=" $2\\\\[\\\\] = " '$0 ~ head { on = 1; next } /^};/ { on = 0 } on && /^\t(\{|TABLE_)/ { n++ } END { print n + 0 }' "$1"; }
for plugin in plugins/[0-9]*_*.c; do
	echo "$(basename "$plugin" | cut -c 1-2) $(rows "$plugin" words) $(rows "$plugin" units) $(rows "$plugin" referrals)"
done >"$scratch/rows"
check 'its words, units and referrals are those of the tables' diff "$scratch/rows" \
	<(awk -F '|' '/^\| [0-9]+ / { print substr($2, 2, 2), $10 + 0, $11 + 0, $12 + 0 }' docs/provinces.md)

# ---- nothing is left out -----------------------------------------------------------------------
# Rules that no case asks for would be missing above. The parts of a score speak as one.
unasked() {
	local plugin=$1 rule
	for rule in $(grep -oE '"[0-9a-z]{2}\.[a-z0-9_.]+"' "$plugin" | tr -d '"' | grep -v '\.score\.' | sort -u); do
		grep -qF "$(printf '\t%s\t' "$rule")" "$2" || echo "$rule"
	done
}
is 'every rule of a plugin has a case' "$(for plugin in plugins/[0-9]*_*.c; do unasked "$plugin" "${plugin%.c}.cases"; done)" ''
grep -v 43.answer.bus plugins/43_hunan.cases >"$scratch/43_hunan.cases"
is 'a rule without a case would be found' "$(unasked plugins/43_hunan.c "$scratch/43_hunan.cases")" 43.answer.bus_complaint
mkdir "$scratch/plugins" && cp "$BUILD"/plugins/* "$scratch/plugins" && chmod go-w "$scratch"/plugins/*
cp "$scratch/43_hunan.cases" "$scratch/plugins"
is 'and the table would not be current' "$(table "$scratch/plugins" | diff - docs/provinces.md | grep -c '^> | `43.answer.bus_complaint`')" 1
printf 'plea\n' >"$scratch/plugins/43_hunan.cases"
is 'cases that cannot be read make no table' "$(table "$scratch/plugins" 2>/dev/null; echo $?)" 1

# ---- sql/seed ----------------------------------------------------------------------------------
# misplaced FILE…: regions of cases that are in no table, or of another province than the file's
misplaced() {
	awk -F '\t' 'FNR == NR { have[$1]; next } /^#/ { next } { p = FILENAME; sub(/.*\//, "", p); p = substr(p, 1, 2)
		for (i = 1; i <= 4; i++) if ($i ~ /^[1-6][0-9][0-9][0-9][0-9][0-9]$/ && (!($i in have) || (p != "00" && p != substr($i, 1, 2)))) print p ": " $i }' \
		"$regions" "$@"
}
is 'every case plays in a region of its province' "$(misplaced plugins/*.cases)" ''
printf 'workday\t430199\t2026-04-20\tnone\t-\n' >"$scratch/43_bad.cases"
is 'a region that is not would be found' "$(misplaced "$scratch/43_bad.cases")" '43: 430199'
is 'each province has its plate letter' "$(grep -oP '"plate", "\K[^"]*' plugins/*.c | sed -E 's/.*\/(..)_[a-z_]*\.c:/\1 /')" \
	"$(awk -F '\t' '$5 == 1 { print substr($1, 1, 2), $7 }' "$regions")"
is 'each county directly under a province is one of its units, but those of the Corps' \
	"$(grep -ohP 'TABLE_DIRECT_COUNTY\(\K[0-9]*, "[^"]*' plugins/[0-9]*.c | tr -d '",' | sort)" \
	"$(awk -F '\t' '$6 == "direct" && $1 !~ /^65/ { print $1, $2 }' "$regions")"
is 'each unit that reports like a city is one of its province' \
	"$(awk -F '\t' '$6 == "reporting" { print $1 }' "$regions" | while read -r code; do grep -qF "{ \"$code\", " plugins/"${code:0:2}"_*.c || echo "$code"; done)" ''
# shown COLUMN WORD: the provinces with a word in a column
shown() { awk -F '|' -v n="$1" -v word="$2" '/^\| [0-9]+ / && index($n, word) { print substr($2, 2, 2) }' docs/provinces.md | xargs; }
# of CONDITION: the provinces of the regions that meet an awk condition
of() { awk -F '\t' '/^[0-9]/ && '"$1"' { print substr($1, 1, 2) }' "$regions" | sort -u | xargs; }
is 'a municipality is what has no city below it' "$(shown 5 municipality)" \
	"$(comm -23 <(of '$5 == 1' | xargs -n 1) <(of '$5 == 2' | xargs -n 1) | xargs)"
is 'direct counties are where the table of regions has them' "$(shown 5 'direct counties')" "$(of '$6 == "direct"')"
# A language is a province's when an autonomous region or prefecture bears its name.
while read -r word name; do
	is "$word is spoken where the names say so" "$(shown 6 "$word")" "$(of "\$5 <= 2 && \$2 ~ /$name.*自治/")"
done <<<$'Mongolian 蒙古\nTibetan 藏\nUyghur 维吾尔\nZhuang 壮'
# The design's list of waters, section 3.5: nothing in sql/seed says it.
is 'the sea' "$(shown 4 sea)" '12 13 21 31 32 33 35 37 44 45 46'
is 'the Yangtze' "$(shown 4 Yangtze)" '34 36 42 43 50 51'
is 'the Heilongjiang' "$(shown 4 Heilongjiang)" '23'
tap_done
