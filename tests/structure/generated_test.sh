#!/bin/bash
# Are the generated tables what their packages give, so that nobody edited a fact by hand?
. "$(dirname "$0")/../tap.sh"
cd "$top/sql/seed/generate" || exit 1

for table in regions holidays item_pinyin; do
	check "$table.tsv is what its packages give" cmp <(node "$table.mjs") "../$table.tsv"
done

# Words, not a row of syllables: the longest place has fourteen letters.
no_long_word() { ! grep -v '^#' ../regions.tsv | cut -f3 | grep -E '[[:alpha:]]{16}'; }
check "no region's English name runs together" no_long_word
tap_done
