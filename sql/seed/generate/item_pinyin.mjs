/* Writes sql/seed/item_pinyin.tsv to standard output: the syllables of each item's name, as an input method spells them. */
import fs from 'node:fs';
import { pinyin } from 'pinyin-pro';

const rows = fs.readFileSync(new URL('../taxonomy.tsv', import.meta.url), 'utf8').split('\n')
	.filter((line) => /^\d/.test(line)).map((line) => line.split('\t'));

// ü is typed v; letters that stand in a name are one syllable; signs are not typed.
const syllables = (name) => pinyin(name.replace(/[^\p{L}\p{N}]/gu, ''), { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
	.map((syllable) => syllable.toLowerCase());

process.stdout.write(`# How the names in taxonomy.tsv are spelled: npm pinyin-pro 3.29.4, generated 2026-11-30, without tones, ü as v.
item\tpinyin
${rows.map(([item, , name]) => `${item}\t${syllables(name).join(' ')}`).join('\n')}
`);
