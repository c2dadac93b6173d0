#!/bin/bash
# Is every file of the tree whole: is no mark of a merge that nobody finished left in any?
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1

marked() { grep -rlE --include='*' '^(<{7}|>{7}) ' "$@"; }
scratch=$(mktemp)
printf '%s\n' '<<<<<<< HEAD' >"$scratch"
is 'a mark would be found' "$(marked "$scratch")" "$scratch"
rm -f "$scratch"
is 'no file has a mark of an unfinished merge' "$(marked Makefile README.md ARCHITECTURE.md cgi-bin deploy docs nginx plugins sql static/*.* \
	templates tests/*.* tests/structure tests/unit tests/integration tests/alone tests/plugins | head)" ''
tap_done
