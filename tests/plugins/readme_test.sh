#!/bin/bash
# Is the example of plugins/README.md true: does it build, load and hold its cases as printed there?
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
BUILD=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' plugins/README.md >"$work/34_anhui.c"
awk '/^inquiry\t|^complaint\t/' plugins/README.md >"$work/34_anhui.cases"
check 'the example builds without a warning' gcc -std=gnu11 -Wall -Wextra -Werror -Wno-missing-field-initializers -Iplugins -O2 -fPIC \
	-fvisibility=hidden -ffreestanding -shared -nostdlib -o "$work/34_anhui.so" "$work/34_anhui.c"
chmod go-w "$work"/*
check 'loads, and its cases hold' env HOTLINE_PLUGINS="$work" "$BUILD/hotline" rules check 34
is 'there are two cases' "$(wc -l <"$work/34_anhui.cases")" 2
tap_done
