#!/bin/bash
# Does the check find out each hostile plugin of hostile/, and does the loader refuse what lies about itself?
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
BUILD=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'complaint\t3101\t130102\tanswer\t-\t5\tworking_day\tnext_day\t13.answer.test\ta rule of the tests\n' >"$work/13_hebei.cases"

# build SOURCE NAME [OPTION…]: as the project builds them, but for warnings.
build() {
	local source=$1 name=$2
	shift 2
	gcc -std=gnu11 -w -Iplugins -Itests/plugins/hostile -O2 -fPIC -fvisibility=hidden -ffreestanding -shared -nostdlib "$@" \
		-o "$work/$name" "$source" && chmod go-w "$work/$name"
}
checked() { HOTLINE_PLUGINS=$work "$BUILD/hotline" rules check 13 2>&1; }
# found NAME WORDS: awake it does not pass, for this reason; asleep nobody can know.
found() {
	build "tests/plugins/hostile/$1.c" 13_hebei.so -DAWAKE
	is "$1: the check says that it $2" "$(checked | grep -o "clock: [a-z ]*, it $2 for kind" | sed 's/.*, it //; s/ for kind//')" "$2"
}
found null 'touched memory that is not its own'
found recursion 'touched memory that is not its own'
found stack 'touched memory that is not its own'
found table 'touched memory that is not its own'
found beyond 'touched memory that is not its own'
found loop 'did not end in time'
found range 'answered what cannot be'
found note 'answered what cannot be'
found status 'returned a status that there is none of'
found fickle 'gave another answer to the same question'
case $BUILD in
*asan) ;;	# a sanitizer's build cannot be shut in
*)
	for one in fork file network memory; do found $one 'called the kernel'; done
	found sleep 'did not end in time'
	;;
esac

# A sweep is repeated by its seed.
build tests/plugins/hostile/range.c 13_hebei.so -DAWAKE
sweep() { HOTLINE_PLUGINS=$work "$BUILD/hotline" rules check 13 --reproduce "$1" | grep -o 'clock: .*'; }
is 'the same seed finds the same matter' "$(sweep 7)" "$(sweep 7)"
is 'another seed another one' "$([ "$(sweep 7)" != "$(sweep 8)" ]; echo $?)" 0
is 'a failure says its seed' "$(checked | grep -c -- '--reproduce [0-9]')" 1

# ---- what lies about itself --------------------------------------------------------------------
refusal() { HOTLINE_PLUGINS=$work "$BUILD/hotline" rules list 2>&1 >/dev/null | grep -o "'$1': it [^;]*" | sed 's/.*: it //'; }
# lies WHAT FIELD WORDS: an object with this field in place of the true one is refused in these words.
lies() {
	printf '#include "hostile.h"\n#define TEN "ten bytes "\n#define LONG TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN\nstatic const struct rules_word few[1] = { { "a", "b", "c" } }, bare[1] = { { "brand", "某厅", "A department" } },\n long_[2] = { { "brand", "某厅", LONG }, { "brand.source", "https://x.cn", "" } }, sourced[2] = { { "brand", "某厅", "A department" }, { "brand.source", "https://x.cn", "" } };\nconst struct province_rules province_rules = { TABLE_HEAD(130000, "河北省", "Hebei", "1", "x"), %s };\n' "$2" >"$work/lie.c"
	build "$work/lie.c" 13_hebei.so
	is "$1" "$(refusal 13_hebei.so)" "$3"
}
lies 'a size that is not' '.size = 100000' 'says another size than its interface has: 100000, not 176'
lies 'an interface of tomorrow' '.abi_minor = 7' 'was made for another interface version: 1.7, not 1.1'
lies 'an interface of yesterday is welcome' '.abi_minor = 0' ''
lies 'another magic' '.magic = 1' 'has another magic: 00000001, not 31565250'
lies 'another province' '.province = 120000' 'is for another province than its name says: 120000, not 130000'
lies 'a name that is elsewhere in memory' '.name = (const char *)8' 'has a name, version or source that is empty, too long or not UTF-8'
lies 'a table that is longer than it is' '.words = few, .word_count = 100' 'has a table that is not its own, or not UTF-8'
lies 'an operation that is data' '.clock = (void *)few' 'has an operation that is not its own code'
lies 'an end before its beginning' '.effective_from = 20000, .effective_until = 19999' 'ends before it begins: day 19999, from day 20000'
lies 'a line beside the mark that nobody knows' '.words = bare, .word_count = 1' "has a line beside the mark without 'brand.source': nobody says where it is known from"
lies 'one that is too long' '.words = long_, .word_count = 2' 'has a line beside the mark that is empty, not one line, or longer than 95 bytes'
lies 'one with its source is welcome' '.words = sourced, .word_count = 2' ""
lies 'nothing' '.size = sizeof(struct province_rules)' ''

# Sections are only names: what is written and what runs is found without them.
printf '#include "hostile.h"\nint spill[9] __attribute__((section(".rodata2"))) = { 1 };\nstatic int32_t c(const struct rules_host *h, const struct rules_facts *f, struct rules_clock *a) { return spill[f->kind %% 9]++; }\nconst struct province_rules province_rules = { TABLE_HEAD(130000, "河北省", "Hebei", "1", "x"), .clock = c };\n' >"$work/spill.c"
build "$work/spill.c" 13_hebei.so && strip --strip-section-headers "$work/13_hebei.so" 2>/dev/null
is 'writable data by another name' "$(refusal 13_hebei.so)" 'has writable data or code that runs at load'
printf '#include "hostile.h"\nstatic int good(void) { return 1; }\nstatic void *choose(void) { __builtin_trap(); return good; }\nstatic int which(void) __attribute__((ifunc("choose")));\nstatic int32_t c(const struct rules_host *h, const struct rules_facts *f, struct rules_clock *a) { return which(); }\nconst struct province_rules province_rules = { TABLE_HEAD(130000, "河北省", "Hebei", "1", "x"), .clock = c };\n' >"$work/ifunc.c"
build "$work/ifunc.c" 13_hebei.so
is 'a function that the linker would ask which one it is' "$(refusal 13_hebei.so)" 'imports something'

# ---- two for one province ------------------------------------------------------------------------
object() { printf '#include "hostile.h"\nconst struct province_rules province_rules = { TABLE_HEAD(130000, "河北省", "Hebei", "%s", "x"), .effective_from = %s };\n' "$1" "$2" >"$work/one.c"; }
object 1 0 && build "$work/one.c" 13_hebei.so
object 2 0 && build "$work/one.c" 13_twin.so
is 'two from the same day' "$(refusal 13_twin.so)" "begins on the same day as another of that province: '13_hebei.so'"
object 1 20700 && build "$work/one.c" 13_twin.so
is 'two of one version' "$(refusal 13_twin.so)" "has the same version as another of that province: '13_hebei.so'"
object 2 20700 && build "$work/one.c" 13_twin.so
is 'another version from another day is welcome' "$(refusal 13_twin.so)" ''
tap_done
