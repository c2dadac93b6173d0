#!/bin/bash
# Did a merge that was not finished leave its marks, and does every test run? Not every file is compiled: a script or a table may carry
# them for long; and a script that is no program is passed over in silence.
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
marks() { grep -rlE '^(<{7}|>{7}) ' "$@" --exclude-dir=node_modules --exclude-dir=vendor; }

scratch=$(mktemp -d) && trap 'rm -rf "$scratch"' EXIT
printf '%s HEAD\na\n' '<<<<<<<' >"$scratch/half"
is 'the marks would be found' "$(marks "$scratch" | wc -l)" 1
is 'no file carries any' "$(marks cgi-bin deploy docs nginx plugins sql static templates tests ./*.md Makefile)" ''
is 'every test is a program' "$(find tests -name node_modules -prune -o \( -name '*_test.sh' -o -name '*_test.py' -o -name '*_test.mjs' \) ! -perm -u+x -print)" ''
tap_done
