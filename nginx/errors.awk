# Makes one page per code and language: awk -v into=DIR -f errors.awk error.html errors.tsv. With until=TIME only the pages of a
# closed house, which then stand for "503"; without it all others.
FILENAME == ARGV[1] { page = page $0 "\n"; next }
/^#/ || NF == 0 { next }
($1 == "closed") != (until != "") { next }
{
	split($0, field, "\t")
	text = page
	if (field[1] == "closed")
		field[1] = 503
	fill("@CODE@", field[1])
	fill("@LANG@", field[2])
	fill("@TITLE@", field[3])
	fill("@TEXT@", field[4])
	fill("@UNTIL@", until)
	english = field[2] == "en"
	fill("@SITE@", english ? "12328 Transport Service Hotline" : "12328 交通运输服务监督热线")
	fill("@HOME@", english ? "Home page" : "返回首页")
	fill("@INCIDENT@", english ? "If you report this, please quote" : "反映此问题时，请提供编号")
	fill("@QUERY@", english ? "?lang=en" : "")
	if (!(field[2] in made)) {
		system("mkdir -p '" into "/" field[2] "'")
		made[field[2]]
	}
	file = into "/" field[2] "/" field[1] ".html"
	printf "%s", text > file
	close(file)
}
function fill(mark, value) {
	gsub(/&/, "\\\\&", value)
	gsub(mark, value, text)
}
