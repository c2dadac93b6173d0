# Turns the named statements of sql/*.sql into one table and typed calls: build/gen/statements.{h,c}.
#
#   -- row: ticket_row: id i64, number str          a shape several statements share
#   -- name: ticket_by_number
#   -- may: portal admin audit                      programs that may prepare it
#   -- in: number str                               what the question marks take, in order
#   -- out: @ticket_row    or    id i64, state i32  what comes back (absent: nothing does)
#   SELECT {ticket_row} FROM ticket WHERE number = ?;
#
# Types: i32 u32 i64 u64 str bytes. There are no NULLs in the schema: "" and 0 stand for none.
# A row may begin with another one: `-- row: marked_row: {queue_row}, hit u32`.
# {shape} becomes its column list, {t.shape} the same with a table's alias before each column.
# A question-mark count that differs from the ins is an error here, not at run time.

function fail(text) {
	print FILENAME ":" FNR ": " text > "/dev/stderr"
	failed = 1
	exit 1
}

function trim(text) {
	sub(/^[ \t]+/, "", text)
	sub(/[ \t]+$/, "", text)
	return text
}

function c_type(type) {
	if (type == "i32" || type == "u32" || type == "i64" || type == "u64")
		return (type ~ /^u/ ? "uint" : "int") substr(type, 2) "_t "
	if (type == "str")
		return "const char *"
	if (type == "bytes")
		return "struct bytes "
	fail("unknown type '" type "'")
}

# Declares a struct and its column table; remembers the count. unused: a shape may stand only as a part of column lists.
function declare(name, list, unused,    shape, parts, words, n, i) {
	while (match(list, /\{[a-z_]+\}/)) {
		shape = substr(list, RSTART + 1, RLENGTH - 2)
		if (!(shape in typed))
			fail("no such row '" shape "'")
		list = substr(list, 1, RSTART - 1) typed[shape] substr(list, RSTART + RLENGTH)
	}
	typed[name] = list
	n = split(list, parts, ",")
	structs = structs "struct " name " {\n"
	tables = tables "static const struct sql_column columns_" name "[] " (unused ? "__attribute__((unused)) " : "") "= {\n"
	for (i = 1; i <= n; i++) {
		if (split(trim(parts[i]), words, " ") != 2)
			fail("a column is a name and a type: '" trim(parts[i]) "'")
		structs = structs "\t" c_type(words[2]) words[1] ";\n"
		tables = tables "\t{ \"" words[1] "\", SQL_" toupper(words[2]) ", offsetof(struct " name ", " words[1] ") },\n"
		column[name, i] = words[1]
	}
	columns[name] = n
	structs = structs "};\n"
	tables = tables "};\n"
}

function expand(text,    shape, prefix, list, i) {
	while (match(text, /\{[a-z_.]+\}/)) {
		shape = substr(text, RSTART + 1, RLENGTH - 2)
		prefix = ""
		if (index(shape, ".")) {
			prefix = substr(shape, 1, index(shape, "."))
			shape = substr(shape, index(shape, ".") + 1)
		}
		if (!(shape in columns))
			fail("no such row '" shape "'")
		list = ""
		for (i = 1; i <= columns[shape]; i++)
			list = list (i > 1 ? ", " : "") prefix column[shape, i]
		text = substr(text, 1, RSTART - 1) list substr(text, RSTART + RLENGTH)
	}
	return text
}

function finish(    marks, n, mask, words, i, call) {
	sql = expand(trim(sql))
	sub(/;$/, "", sql)
	marks = gsub(/\?/, "?", sql)
	if (may == "")
		fail("'" name "' says nobody may")
	if (ins != "")
		declare(name "_in", ins)
	if (marks != (ins == "" ? 0 : columns[name "_in"]))
		fail("'" name "' has " marks " question marks and another number of ins")
	if (outs ~ /^@/)
		out = substr(outs, 2)
	else if (outs != "") {
		out = name "_out"
		declare(out, outs)
	} else
		out = ""
	n = split(may, words, " ")
	mask = ""
	for (i = 1; i <= n; i++)
		mask = mask (i > 1 ? " | " : "") "MAY_" toupper(words[i])
	gsub(/\\/, "&&", sql)
	gsub(/"/, "\\\"", sql)
	enums = enums "\tSQL_" name ",\n"
	rows = rows "\t[SQL_" name "] = { \"" name "\", \"" sql "\", " mask ",\n\t\t" \
		(ins == "" ? "NULL, 0, " : "columns_" name "_in, " columns[name "_in"] ", ") \
		(out == "" ? "NULL, 0, 0" : "columns_" out ", " columns[out] ", sizeof(struct " out ")") " },\n"
	call = "static inline MUST_CHECK enum status " name
	if (out == "")
		calls = calls call "(struct db *db" (ins == "" ? "" : ", const struct " name "_in *in") ")\n{\n" \
			"\treturn db_run(db, SQL_" name ", " (ins == "" ? "NULL" : "in") ", NULL);\n}\n"
	else {
		calls = calls call "(struct db *db, struct arena *arena, " (ins == "" ? "" : "const struct " name "_in *in, ") \
			"struct " out " *out)\n{\n\treturn db_one(db, arena, SQL_" name ", " (ins == "" ? "NULL" : "in") ", out);\n}\n"
		calls = calls call "_list(struct db *db, struct arena *arena, " (ins == "" ? "" : "const struct " name "_in *in, ") \
			"struct " out " **out, size_t *count)\n{\n\treturn db_list(db, arena, SQL_" name ", " (ins == "" ? "NULL" : "in") \
			", (void **)out, count);\n}\n"
	}
	name = ""
}

/^-- row:/ {
	text = trim(substr($0, 8))
	declare(substr(text, 1, index(text, ":") - 1), substr(text, index(text, ":") + 1), 1)
	next
}
/^-- name:/ { name = trim(substr($0, 9)); may = ins = outs = sql = ""; next }
/^-- may:/ { may = trim(substr($0, 8)); next }
/^-- in:/ { ins = (ins == "" ? "" : ins ", ") trim(substr($0, 7)); next }
/^-- out:/ { outs = (outs == "" ? "" : outs ", ") trim(substr($0, 8)); next }
/^--/ || /^[ \t]*$/ { next }
{
	if (name == "")
		fail("SQL without a name")
	sql = sql (sql == "" ? "" : " ") trim($0)
	if ($0 ~ /;[ \t]*$/)
		finish()
}

END {
	if (failed)
		exit 1
	print "/* Made from the named statements of sql/ by sql/statements.awk. */" > header
	print "#ifndef GEN_STATEMENTS_H\n#define GEN_STATEMENTS_H\n\n#include \"store/db.h\"\n" > header
	print "enum sql_id {\n" enums "\tSQL_COUNT\n};\n" > header
	print structs > header
	print "extern const struct statement statements[SQL_COUNT];\n" > header
	print calls "\n#endif" > header
	print "/* Made from the named statements of sql/ by sql/statements.awk. */\n#include \"statements.h\"\n\n#include <stddef.h>\n" > source
	print tables > source
	print "const struct statement statements[SQL_COUNT] = {\n" rows "};" > source
}
