#!/bin/bash
# Does every province's rule file load as the rules program loads it, and answer its golden cases?
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
BUILD=${BUILD:-build}
export HOTLINE_PLUGINS=$BUILD/plugins

check 'every plugin loads and every case holds' "$BUILD/hotline" rules check all
for plugin in plugins/[0-9]*_*.c; do
	cases=${plugin%.c}.cases
	is "$(basename "$plugin" .c) has twelve cases or more" "$(($(grep -cv '^#' "$cases") >= 12))" 1
done

# What two provinces share belongs in table_rules.h. Bodies and rows are looked at; members of the object are wiring.
copies() {
	awk 'length > 30 && /^\t/ && !/^\t(\.|TABLE_)/ {
		if (seen[$0] && seen[$0] != FILENAME) print FILENAME " copies " seen[$0] ": " $0
		seen[$0] = FILENAME
	}' "$@"
}
is 'no plugin copies another' "$(copies plugins/[0-9]*_*.c)" ''
is 'a row that is copied would be found' "$(copies plugins/12_tianjin.c <(grep '"12.sign", ' plugins/12_tianjin.c) | wc -l)" 1

# A case that is wrong, a plugin that is not one: both are said, and the rest is still served.
broken=$(mktemp -d)
trap 'rm -rf "$broken"' EXIT
cp "$BUILD"/plugins/* "$broken/"
chmod go-w "$broken"/*
sed -i 's/^inquiry\t3301\t440300\tanswer\t-\t2/inquiry\t3301\t440300\tanswer\t-\t3/' "$broken/44_guangdong.cases"
is 'a case that does not hold is named' "$(HOTLINE_PLUGINS=$broken "$BUILD/hotline" rules check 44 | grep -c 'wanted 3 working_day')" 1
others=$(ls plugins/[0-9]*_*.c | grep -vc '/\(00\|12\)_')
echo 'not a plugin' >"$broken/12_tianjin.so"
is 'what is not a plugin is refused and the others are loaded' \
	"$(HOTLINE_PLUGINS=$broken "$BUILD/hotline" rules list 2>/dev/null | tail -n 1 | cut -d';' -f1)" "$others loaded, 1 refused"

# build CODE: a plugin of province 12 with this code, as the project builds them.
build() {
	printf '#include "table_rules.h"\n%s\n' "$1" >"$broken/12_tianjin.c"
	gcc -std=gnu11 -Iplugins -O2 -fPIC -fvisibility=hidden -ffreestanding -shared -nostdlib -o "$broken/12_tianjin.so" "$broken/12_tianjin.c" $2
	chmod go-w "$broken/12_tianjin.so"
}
refusal() { HOTLINE_PLUGINS=$broken "$BUILD/hotline" rules list 2>&1 >/dev/null | grep -o 'it [a-z ,]*' | head -n 1; }
head='const struct province_rules province_rules = { TABLE_HEAD(120000, "天津市", "Tianjin", "1", "x")'

build "$head };"
is 'a bare object is taken' "$(refusal)" ''
build "int spill; $head }; __attribute__((visibility(\"default\"))) int *leak(void) { return &spill; }"
is 'writable data is refused before any code runs' "$(refusal)" 'it has writable data or code that runs at load'
build "extern int system(const char *); static int32_t c(const struct rules_host *h, const struct rules_facts *f, struct rules_clock *a) { (void)h; (void)f; (void)a; return system(\"id\"); } $head, .clock = c };"
is 'an import is refused' "$(refusal)" 'it imports something'
build "__attribute__((constructor)) static void run(void) { __builtin_trap(); } $head };"
is 'code that runs at load is refused and does not run' "$(refusal)" 'it has writable data or code that runs at load'
build 'const struct province_rules province_rules = { TABLE_HEAD(130000, "河北省", "Hebei", "1", "x") };'
is 'another province than the name says is refused' "$(refusal)" 'it is for another province than its name says'
build "$head, .abi_minor = 99 };" -Wno-override-init
is 'a newer interface is refused' "$(refusal)" 'it was made for another interface version'
tap_done
