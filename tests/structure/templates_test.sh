#!/bin/bash
# Can a template let text out as markup, or show a word that one language lacks? Read from the templates, the labels
# and the tables of words in C; nothing is rendered.
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
scratch=$(mktemp -d) && trap 'rm -rf "$scratch"' EXIT
lint() { awk -f tests/structure/templates.awk "$@"; }

# ---- the check itself must be able to fail -----------------------------------------------------

# finds WHAT TEMPLATE-TEXT: the lint says WHAT of a template with this text, and nothing else.
finds() {
	printf '<?cs # Reads A. ?>%s' "$2" >"$scratch/bad.cs"
	is "found: $1" "$(lint "$scratch/bad.cs" | sed 's/.*bad.cs: //; s/:.*//' | sort -u)" "${3-$1}"
}

while IFS='|' read -r what text; do
	finds "$what" "$text"
done <<'BAD'
'uvar' is refused|<?cs uvar:A ?>
'evar' is refused|<?cs evar:A ?>
'name' is refused|<?cs name:A ?>
'linclude' is refused|<?cs linclude:A ?>
'alt' is refused|<?cs alt:A ?>b<?cs /alt ?>
'string.slice' is refused|<?cs var:string.slice(A, #-9, #2) ?>
'text_html' is refused|<?cs var:text_html(A) ?>
an attribute without quotes takes a value|<p class=<?cs var:A ?>>
an attribute without quotes takes a value|<p class=x-<?cs var:A ?>>
a script inside the page|<script>f()</script>
a style inside the page|<style>p {}</style>
a style attribute|<p style="color: red">
a handler inside the page|<p onclick="f()">
an address that is a script|<a href="JavaScript:f()">
something from another host|<img src="https://example.com/x.png">
something from another host|<img src="//example.com/x.png">
a value in an address that does not go through href()|<a href="<?cs var:A ?>">
a value in an address that does not go through href()|<a href="/<?cs var:A ?>">
a value in an address that does not go through href()|<button formaction="<?cs var:A ?>">
a form that posts without a token|<form method="post" action="/x"></form><form method="get"></form>
BAD
finds 'nothing in good ones' '<a href="/a/<?cs var:A ?>" class="b<?cs if:A ?> c<?cs /if ?>"<?cs if:A ?> hidden<?cs /if ?>><?cs var:A ?></a>
<img src="<?cs var:href(A) ?>"><script src="<?cs var:href(A) ?>"></script><form method="post"><?cs call:token() ?></form>' ''

# ---- the templates -----------------------------------------------------------------------------

nothing_found() { ! lint "$@" | grep .; }
check "no template of $(find templates -name '*.cs' | wc -l) lets text out as markup" nothing_found templates/*.cs

# Each is shown by a route, named by a page or included by another: what nobody shows is dead.
unused() {
	local file name
	for file in templates/*.cs; do
		name=$(basename "$file" .cs)
		grep -rqF "\"$name\"" cgi-bin || grep -qF "include:\"$name.cs\"" templates/*.cs || echo "$name"
	done
}
is 'each template is shown by something' "$(unused)" ''

includes_of() { grep -oE 'include:"[^"]*"' "$@" -h | sed 's/include:"//; s/"//' | sort -u; }
is 'each include is there' "$(includes_of templates/*.cs | while read -r f; do [ -e "templates/$f" ] || echo "$f"; done)" ''

half_pages() {
	local file
	for file in templates/*.cs; do
		case $(includes_of "$file" | grep -c '^layout_') in
		0 | 2) ;;
		*) echo "$file: one layout without the other" ;;
		esac
		! grep -q layout_top.cs "$file" || [ "$(grep -c '<main [^>]*id="main"' "$file")" = 1 ] || echo "$file: not one main"
		! grep -q layout_top.cs "$file" || grep -q '<h1' "$file" || echo "$file: no h1"
	done
}
is 'each page has its layout, one main and a heading' "$(half_pages)" ''

# ---- labels ------------------------------------------------------------------------------------

for language in zh-CN en; do
	grep -vE '^[[:space:]]*(#|$)' templates/labels/$language.hdf >"$scratch/$language"
	is "$language: each line is a key and a text" "$(grep -vnE '^[a-z][a-z0-9_.]* = .' "$scratch/$language")" ''
	cut -d= -f1 "$scratch/$language" | tr -d ' ' | sort >"$scratch/$language.keys"
	is "$language: no key stands twice" "$(uniq -d "$scratch/$language.keys")" ''
done
is 'both languages have the same keys' "$(diff "$scratch/zh-CN.keys" "$scratch/en.keys")" ''

blanks() { sed 's/ = /\t/' "$scratch/$1" | awk -F '\t' '{ n = $1; while (match($2, /\{[a-z]+\}/)) {
	print n, substr($2, RSTART, RLENGTH); $2 = substr($2, RSTART + RLENGTH) } }' | sort; }
is 'both leave the same blanks to fill in' "$(diff <(blanks zh-CN) <(blanks en))" ''
# … but for a plate, which has a Chinese character anywhere.
is 'no Chinese is left in the English' "$(sed 's/粤B12345//' "$scratch/en" | grep -nP '\p{Han}')" ''

# missing KEY…: those the labels lack; a key that ends in [ needs one below it, k[].x some k.….x
missing() {
	sort -u | awk 'NR == FNR { have[$1]; n = split($1, part, "."); path = ""
			for (i = 1; i <= n; i++) { path = path (i > 1 ? "." : "") part[i]; group[path] }; next }
		/\[\]/ { head = tail = $1; sub(/\[\].*/, "", head); sub(/.*\[\]/, "", tail); found = 0
			for (k in have) if (index(k, head ".") == 1 && substr(k, length(k) - length(tail) + 1) == tail) found = 1
			if (!found) print; next }
		/\[$/ { head = $1; sub(/\[$/, "", head); if (!(head in group) || head in have) print; next }
		!($1 in have) { print }' "$scratch/zh-CN.keys" -
}
awk -v keys="$scratch/used" -f tests/structure/templates.awk templates/*.cs
is 'each label a template names is there' "$(missing <"$scratch/used")" ''
is 'a missing label would be found' "$(printf 'form.back\nform.none\nnone[\nscope.none[].x\n' | missing | xargs)" \
	'form.none none[ scope.none[].x'

# words FILE TABLE: the words of a table of C, [NUMBER] = "word" or "word", but "none".
words() { awk -v table="$2" '$0 ~ "[* ]" table "\\[[A-Z_]*\\] = \\{" { on = 1 }
	on { while (match($0, /"[a-z0-9_]+"/)) { w = substr($0, RSTART + 1, RLENGTH - 2); $0 = substr($0, RSTART + RLENGTH)
		if (w != "none") print w } } on && /\};/ { exit }' "$1"; }
# Every word of a table has a label in the group: a new state without a name for people is found here.
# words_have GROUP FILE TABLE [WORDS-WITHOUT [REST-OF-KEY]]
words_have() {
	local found
	found=$(words "$2" "$3" | grep -vxE "${4:-}" | sed "s/^/$1./; s/\$/${5:-}/")
	is "each of $(wc -w <<<"$found") words of $3 has a label in $1" "$(if [ "$found" ]; then missing <<<"$found"; else echo none found; fi)" ''
}
words_have kind cgi-bin/domain/ticket.c kinds
words_have source cgi-bin/domain/ticket.c sources
words_have state cgi-bin/domain/ticket.c states
words_have state_text cgi-bin/domain/ticket.c states
words_have event cgi-bin/domain/ticket.c events
words_have actor cgi-bin/domain/ticket.c actors
words_have stage cgi-bin/domain/ticket.c stages
words_have reply_by cgi-bin/domain/ticket.c reply_bys
words_have role cgi-bin/domain/ticket.c roles 'public|system'
words_have job.states cgi-bin/pages/job.c states
words_have measure.name cgi-bin/domain/measure.c words
words_have measure.means cgi-bin/domain/measure.c words
words_have error_page cgi-bin/base/status.c names ok .title
words_have error_page cgi-bin/base/status.c names ok .text

# What C asks for by its whole key, and what a form can be told.
is 'each label C names is there' "$(grep -rhoE '(view_label|view_find_label)\([a-z>-]+, "[a-z_.]+"\)' cgi-bin |
	sed 's/.*"\(.*\)".*/\1/' | missing)" ''
is 'each error a page can tell has its words' "$(grep -rhoE 'request_error\([^;]*"[a-z_]+"\)' cgi-bin |
	sed 's/.*"\([a-z_]*\)")$/error.\1/' | missing)" ''
# The rest are hidden or a tick: nothing can be wrong with what a person puts there.
is 'each field a person fills in has its name' "$(grep -rhoE '\{ "[a-z_]+", FIELD_[A-Z]+' cgi-bin/pages |
	grep -vE '"(active|confidential|format|id|intent|remove|scope|urgent|version)"' |
	sed 's/.*"\(.*\)".*/field.\1/' | missing)" ''
tap_done
