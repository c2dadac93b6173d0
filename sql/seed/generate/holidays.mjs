/* Writes sql/seed/holidays.tsv to standard output: the announced years from holiday-calendar, and only if chinese-days,
 * which is kept by other people, says the same of every day; then the statutory days of the year not announced yet. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ANNOUNCED = [2025, 2026];

// 全国年节及纪念日放假办法, in force since 2025-01-01: 13 days. The lunar ones are 2027's.
const STATUTORY = [
	['2027-01-01', '元旦'], ['2027-02-05', '春节'], ['2027-02-06', '春节'], ['2027-02-07', '春节'], ['2027-02-08', '春节'],
	['2027-04-05', '清明节'], ['2027-05-01', '劳动节'], ['2027-05-02', '劳动节'], ['2027-06-09', '端午节'], ['2027-09-15', '中秋节'],
	['2027-10-01', '国庆节'], ['2027-10-02', '国庆节'], ['2027-10-03', '国庆节'],
];

const announced = ANNOUNCED.flatMap((year) => require(`holiday-calendar/data/CN/${year}.json`).dates)
	.map((d) => ({ day: d.date, worked: d.type === 'transfer_workday' ? 1 : 0, name: d.name_cn || d.name }));

const other = require('chinese-days/dist/chinese-days.json');
const same = (days, worked) => {
	const theirs = Object.keys(days).filter((day) => ANNOUNCED.includes(Number(day.slice(0, 4)))).sort();
	const ours = announced.filter((d) => d.worked === worked).map((d) => d.day).sort();
	return JSON.stringify(theirs) === JSON.stringify(ours);
};
if (!same(other.holidays, 0) || !same(other.workdays, 1)) {
	process.stderr.write('holiday-calendar and chinese-days disagree: look at both before a day becomes data\n');
	process.exit(1);
}

process.stdout.write(`# Days off and make-up working days. Announced rows: npm holiday-calendar 1.3.3 (2025, 2026), generated 2026-11-23.
# 2027: the notice is not out; the 13 statutory days of the regulation in force since 2025-01-01, provisional.
day\tscope\tworked\tname\tstatus\tsource
`);
for (const d of announced)
	process.stdout.write(`${[d.day, '-', d.worked, d.name, 'announced', 'holiday-calendar 1.3.3'].join('\t')}\n`);
for (const [day, name] of STATUTORY)
	process.stdout.write(`${[day, '-', 0, name, 'provisional', '全国年节及纪念日放假办法 (2024 revision)'].join('\t')}\n`);
