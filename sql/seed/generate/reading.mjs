/* How the characters of a region's name are read, without tones, ü as ü. */
import { pinyin } from 'pinyin-pro';

// Read so in every name of a place, and otherwise elsewhere.
const IN_NAMES = { 都: 'du', 什: 'shi' };

// Places whose characters are read otherwise than elsewhere, which the package does not know. By hand, from no list: unverified.
const READ = {
	乐清市: 'yue qing', 单县: 'shan', 尉犁县: 'yu li', 蔚县: 'yu', 繁峙县: 'fan shi', 黄陂区: 'huang pi', 大埔县: 'da bu', 泌阳县: 'bi yang', 浚县: 'xun',
	洪洞县: 'hong tong', 六合区: 'lu he', 涡阳县: 'guo yang', 蚌山区: 'beng shan', 召陵区: 'shao ling', 吴堡县: 'wu bu', 红寺堡区: 'hong si pu',
	闵行区: 'min hang', 歙县: 'she', 筠连县: 'jun lian', 珲春市: 'hun chun', 穆棱市: 'mu ling', 民乐县: 'min le', 宕昌县: 'tan chang', 曾都区: 'zeng du', 乐陵市: 'lao ling', 乐亭县: 'lao ting', 大城县: 'dai cheng', 牟定县: 'mou ding',
};

/* Of a name, or of the beginning of the name `of`. */
export function syllables(text, of = text) {
	const known = READ[of]?.split(' ') ?? [];

	return pinyin(text, { toneType: 'none', type: 'array' }).map((s, i) => known[i] ?? IN_NAMES[text[i]] ?? s);
}
