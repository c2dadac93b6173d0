#!/bin/bash
# Did a merge that was not finished leave its marks? Not every file is compiled: a script or a table may carry them for long.
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
marks() { grep -rlE '^(<{7}|>{7}) ' "$@" --exclude-dir=node_modules --exclude-dir=vendor; }

scratch=$(mktemp -d) && trap 'rm -rf "$scratch"' EXIT
printf '%s HEAD\na\n' '<<<<<<<' >"$scratch/half"
is 'the marks would be found' "$(marks "$scratch" | wc -l)" 1
is 'no file carries any' "$(marks cgi-bin deploy docs nginx plugins sql static templates tests ./*.md Makefile)" ''
tap_done
