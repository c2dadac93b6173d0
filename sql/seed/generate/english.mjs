/* What an administrative region is called in English: its own name spelled, then what kind of region it is. */
import { syllables } from './reading.mjs';

// Spellings that pinyin does not give: provinces' and cities' as they are officially written, the others as maps made in China write
// names that come from Mongolian, Tibetan, Uygur and Kazak. By hand, from no list: unverified.
const SPELLED = {
	呼和浩特: 'Hohhot', 乌鲁木齐: 'Ürümqi', 拉萨: 'Lhasa', 哈尔滨: 'Harbin', 包头: 'Baotou', 厦门: 'Xiamen', 重庆: 'Chongqing',
	鄂尔多斯: 'Ordos', 呼伦贝尔: 'Hulunbuir', 巴彦淖尔: 'Bayannur', 乌兰察布: 'Ulanqab', 乌兰浩特: 'Ulanhot', 锡林浩特: 'Xilinhot', 二连浩特: 'Erenhot',
	锡林郭勒: 'Xilingol', 阿拉善: 'Alxa', 齐齐哈尔: 'Qiqihar', 克拉玛依: 'Karamay', 吐鲁番: 'Turpan', 喀什: 'Kashgar', 和田: 'Hotan',
	阿克苏: 'Aksu', 阿勒泰: 'Altay', 博尔塔拉: 'Bortala', 巴音郭楞: 'Bayingolin', 克孜勒苏: 'Kizilsu', 伊犁: 'Ili', 库尔勒: 'Korla', 阿图什: 'Artux',
	日喀则: 'Xigaze', 昌都: 'Qamdo', 林芝: 'Nyingchi', 那曲: 'Nagqu', 阿里: 'Ngari', 甘孜: 'Garze', 果洛: 'Golog', 格尔木: 'Golmud',
	土默特: 'Tumed', 科尔沁: 'Horqin', 阿鲁科尔沁: 'Ar Horqin', 巴林: 'Bairin', 克什克腾: 'Hexigten', 翁牛特: 'Ongniud', 喀喇沁: 'Harqin', 库伦: 'Hure',
	扎鲁特: 'Jarud', 达拉特: 'Dalad', 准格尔: 'Jungar', 鄂托克: 'Otog', 杭锦: 'Hanggin', 乌审: 'Uxin', 伊金霍洛: 'Ejin Horo', 阿荣: 'Arun',
	莫力达瓦: 'Morin Dawa', 陈巴尔虎: 'Old Barag', 新巴尔虎: 'New Barag', 乌拉特: 'Urad', 察哈尔: 'Qahar', 扎赉特: 'Jalaid', 阿巴嘎: 'Abag', 苏尼特: 'Sonid',
	东乌珠穆沁: 'East Ujimqin', 西乌珠穆沁: 'West Ujimqin', 太仆寺: 'Taibus', 额济纳: 'Ejin', 白云鄂博: 'Bayan Obo', 达尔罕茂明安: 'Darhan Muminggan',
	前郭尔罗斯: 'Qian Gorlos', 杜尔伯特: 'Dorbod', 内蒙古: 'Inner Mongolia', 塔什库尔干: 'Taxkorgan', 察布查尔: 'Qapqal', 和布克赛尔: 'Hoboksar',
	阿克塞: 'Aksay', 巴里坤: 'Barkol', 木垒: 'Mori',
};

// GB/T 3304-1991 spells the peoples' names; of three the word of English is used instead (there: Zang, Man, Chosen).
const PEOPLES = {
	蒙古: 'Mongol', 回: 'Hui', 藏: 'Tibetan', 维吾尔: 'Uygur', 苗: 'Miao', 彝: 'Yi', 壮: 'Zhuang', 布依: 'Buyei', 朝鲜: 'Korean', 满: 'Manchu', 侗: 'Dong',
	瑶: 'Yao', 白: 'Bai', 土家: 'Tujia', 哈尼: 'Hani', 哈萨克: 'Kazak', 傣: 'Dai', 黎: 'Li', 傈僳: 'Lisu', 佤: 'Va', 畲: 'She', 拉祜: 'Lahu', 水: 'Sui',
	东乡: 'Dongxiang', 纳西: 'Naxi', 景颇: 'Jingpo', 柯尔克孜: 'Kirgiz', 土: 'Tu', 达斡尔: 'Daur', 仫佬: 'Mulao', 羌: 'Qiang', 布朗: 'Blang', 撒拉: 'Salar',
	毛南: 'Maonan', 仡佬: 'Gelao', 锡伯: 'Xibe', 普米: 'Pumi', 塔吉克: 'Tajik', 怒: 'Nu', 鄂温克: 'Ewenki', 裕固: 'Yugur', 保安: 'Bonan', 独龙: 'Derung',
	鄂伦春: 'Oroqen', 各: 'Multi-Ethnic',
};
const LONG_FIRST = Object.keys(PEOPLES).sort((a, b) => b.length - a.length);

// The longest that a name ends with says what it is.
const KINDS = {
	高新技术产业开发区: 'High-Tech Industrial Development Zone', 高技术产业开发区: 'High-Tech Industrial Development Zone', 高新技术开发区: 'High-Tech Development Zone',
	高新技术产业园区: 'High-Tech Industrial Park', 经济技术开发区: 'Economic and Technological Development Zone', 经济开发区: 'Economic Development Zone',
	开发区: 'Development Zone', 循环化工园区: 'Circular Chemical Industry Park', 现代产业园区: 'Modern Industrial Park', 工业园区: 'Industrial Park',
	文化旅游创意园区: 'Cultural Tourism and Creative Park', 城乡一体化示范区: 'Urban-Rural Integration Demonstration Zone',
	转型综合改革示范区: 'Transformation and Comprehensive Reform Demonstration Zone', 示范区: 'Demonstration Zone', 综合物流产业聚集区: 'Comprehensive Logistics Industry Cluster',
	管理区管委会: 'Management District', 管理区: 'Management District', 新区: 'New Area', 矿区: 'Mining District', 地区: 'Prefecture', 盟: 'League', 区: 'District', 县: 'County', 市: '',
	左翼中旗: 'Left Middle Banner', 左翼后旗: 'Left Rear Banner', 右翼前旗: 'Right Front Banner', 右翼中旗: 'Right Middle Banner', 右翼后旗: 'Right Rear Banner',
	左旗: 'Left Banner', 右旗: 'Right Banner', 前旗: 'Front Banner', 中旗: 'Middle Banner', 后旗: 'Rear Banner', 联合旗: 'United Banner', 旗: 'Banner',
};
const KINDS_LONG_FIRST = Object.keys(KINDS).sort((a, b) => b.length - a.length);

// Where the last characters belong to the name, or are the only ones of their kind.
const WHOLE = {
	西沙群岛: 'Xisha Islands', 南沙群岛: 'Nansha Islands', 中沙群岛的岛礁及其海域: 'Reefs and Waters of the Zhongsha Islands', 香格里拉市: 'Shangri-La',
	大柴旦行政委员会: 'Da Qaidam Administrative Committee', 五台山风景名胜区: 'Wutaishan Scenic Area', 郑州航空港经济综合实验区: 'Zhengzhou Airport Economy Zone',
	吉林中国新加坡食品区: 'Jilin China-Singapore Food Zone', 长春汽车经济技术开发区: 'Changchun Automobile Economic and Technological Development Zone',
	包头稀土高新技术产业开发区: 'Baotou Rare Earth High-Tech Industrial Development Zone', 保定白沟新城: 'Baoding Baigou New City',
	清新区: 'Qingxin District', 神农架林区: 'Shennongjia Forestry District', 六枝特区: 'Liuzhi Special District', 兴安盟: 'Hinggan League', 喀喇沁左翼蒙古族自治县: 'Harqin Left Mongol Autonomous County',
};

function capital(word) {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

/* One word, of the name `of`; a syllable that begins with a vowel is set off, as GB/T 16159 has it. */
function spell(stem, of) {
	return SPELLED[stem] ?? capital(syllables(stem, of).map((s, i) => (i && /^[aoe]/.test(s) ? `'${s}` : s)).join(''));
}

/* "恩施土家族苗族" → ['恩施', ['Tujia', 'Miao']]: a name of one character is a people's only with 族 behind it. */
function peoples(stem) {
	const found = [];

	for (;;) {
		const last = LONG_FIRST.find((p) => stem.endsWith(`${p}族`) || (p.length > 1 && stem.endsWith(p)));

		if (!last)
			return [stem, found];
		found.unshift(PEOPLES[last]);
		stem = stem.slice(0, stem.lastIndexOf(last));
	}
}

/* auto: 自治 or, of a district that is named after a people without being autonomous, nothing. */
function autonomous(stem, auto, kind) {
	const [place, found] = peoples(stem);
	const list = found.length > 1 ? `${found.slice(0, -1).join(', ')} and ${found.at(-1)}` : found[0];

	return [...(place ? [spell(place)] : []), list, ...(auto ? ['Autonomous'] : []), { 州: 'Prefecture', 县: 'County', 旗: 'Banner', 区: 'District' }[kind]].join(' ');
}

/* A zone is often called by its province and city first. */
function zone(stem, places) {
	const words = [];

	for (let place; stem; stem = stem.slice(place.length)) {
		place = places.find((p) => stem.startsWith(p) && (p.length === stem.length || p.length + 2 <= stem.length)) ?? stem;
		words.push(spell(place.replace(/市$/, '')));
	}
	return words.join(' ');
}

/* places: names that may stand before a zone's own, with and without 市, the longer first. */
export function english(name, places) {
	const [, stem, auto, kind] = /^(.*族|.*)(自治|(?<=族))([州县旗区])$/.exec(name) ?? [];
	const tail = KINDS_LONG_FIRST.find((k) => name.endsWith(k) && name.length > k.length);
	const own = tail && name.slice(0, -tail.length);

	if (WHOLE[name])
		return WHOLE[name];
	if (kind)
		return autonomous(stem, auto, kind);
	if (!tail)
		return spell(name);
	if (tail.length > 2 || tail === '新区')
		return `${zone(own, places)} ${KINDS[tail]}`;
	// "Shan" alone would not be known as a place: a name of one character keeps its kind, 单县 Shanxian County.
	return `${spell(own.length === 1 ? name : own, name)} ${KINDS[tail]}`.trim();
}
