# Reads templates whole and prints what must not stand in one, as file: what. Called by templates_test.sh.
#
# ClearSilver escapes for HTML only, and only where its auto-escaping reaches: some of its commands switch that off,
# and no escaping helps in an attribute without quotes, in a script or behind href="javascript:".
# -v keys=FILE instead prints nothing but writes each label a template names to FILE: key, key[ or key[].key.

BEGIN { RS = "\003" }	# never in a template: a file is one record

{
	if (keys) { labels($0); next }
	commands($0)
	html = without_tags($0)
	elements(html)
	forms($0)
	if ($0 !~ /^<\?cs # /) say("does not begin with a comment that says what it reads")
}

function say(what) { print FILENAME ": " what }

# What stands between <?cs and ?>, one after the other.
function commands(text,  tag) {
	while (match(text, /<\?cs/)) {
		text = substr(text, RSTART + 4)
		tag = substr(text, 1, index(text, "?>") - 1)
		if (match(tag, /^[ \t\n]*(uvar|alt|name|evar|lvar|linclude|escape)[ \t]*:/) ||
		    match(tag, /string\.slice|text_html|html_strip|js_escape|html_escape/))
			say("'" trimmed(substr(tag, RSTART, RLENGTH)) "' is refused")
	}
}

function trimmed(text) { gsub(/[ \t\n:]/, "", text); return text }

# The HTML alone; where a value comes out stands \001value\002, other commands leave nothing.
function without_tags(text,  out, tag, end) {
	out = ""
	while (match(text, /<\?cs/)) {
		out = out substr(text, 1, RSTART - 1)
		text = substr(text, RSTART + 4)
		end = index(text, "?>")
		tag = substr(text, 1, end - 1)
		if (match(tag, /^[ \t\n]*var[ \t]*:/))
			out = out "\001" substr(tag, RSTART + RLENGTH) "\002"
		text = substr(text, end + 2)
	}
	return out text
}

function elements(html,  element, bare, rest) {
	rest = html
	while (match(rest, /<[a-zA-Z][^>]*>/)) {
		element = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		bare = element
		gsub(/"[^"]*"/, "", bare)
		if (bare ~ /=[^> ]*\001/) say("an attribute without quotes takes a value")
		if (element ~ /^<style/) say("a style inside the page")
		if (element ~ /^<script/ && (element !~ /[ ]src="/ || rest !~ /^<\/script>/)) say("a script inside the page")
		if (element ~ /[ \t\n]on[a-z]+=/) say("a handler inside the page")
		if (element ~ /[ \t\n]style=/) say("a style attribute")
		if (tolower(element) ~ /"[ \t]*(javascript|data|vbscript):/) say("an address that is a script")
		if (element ~ /"(https?:)?\/\//) say("something from another host")
		addresses(element)
	}
}

# A value in an address goes through href(), unless words of ours already stand before it: then it has a scheme and
# no host. Page.Program is a word of ours.
function addresses(element,  value) {
	gsub(/\001Page\.Program[ ]*\002/, "program", element)
	while (match(element, /[ \t\n](href|src|action|formaction|poster|data|srcset)="[^"]*"/)) {
		value = substr(element, RSTART, RLENGTH)
		element = substr(element, RSTART + RLENGTH)
		sub(/^[^"]*"/, "", value)
		if (value ~ /\001/ && value !~ /^\001href\([^()]*\)[ ]*\002/ && value !~ /^(#|\?|tel:|\/[a-z]+[\/?])/)
			say("a value in an address that does not go through href(): " visible(value))
	}
}

function visible(text) { gsub(/[\001\002]/, "", text); return text }

# A form that changes something carries the token: by itself, in a macro of its page or in one of _who.cs, which all have it. Nobody has one at sign-in.
function forms(text,  form, carriers, rest) {
	if (FILENAME ~ /_who\.cs$/ && gsub(/<\?cs def:/, "&", text) != gsub(/name="token"/, "&", text)) say("a form that posts without a token")
	carriers = "call:(token" (text ~ /include:"_who\.cs"/ ? "|opens|acts" : "")
	rest = text
	while (match(rest, /<\?cs def:[a-z_]+\(\) \?><\?cs call:token\(\)/)) {
		form = substr(rest, RSTART + 9, RLENGTH)
		carriers = carriers "|" substr(form, 1, index(form, "(") - 1)
		rest = substr(rest, RSTART + RLENGTH)
	}
	carriers = carriers ")\\(\\)"
	while (match(text, /<form method="post"/)) {
		text = substr(text, RSTART + RLENGTH)
		form = substr(text, 1, index(text, "</form>"))
		if (form !~ carriers && form !~ /name="totp"/) say("a form that posts without a token")
	}
}

# Labels with their words (L.form.back), with a word from the page (L.state[) or with one in the middle (L.scope.title[].x).
function labels(text,  key, rest) {
	while (match(text, /(^|[^A-Za-z0-9_.])L\.[a-z][A-Za-z0-9_.]*/)) {
		key = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		sub(/^[^L]*L\./, "", key)
		if (match(text, /^\[[^\]]*\]/)) {
			rest = substr(text, RLENGTH + 1)
			key = key "["
			if (match(rest, /^\.[a-z_]+/)) key = key "]" substr(rest, 1, RLENGTH)
		}
		print key > keys
	}
}
