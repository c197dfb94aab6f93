// hostile.mjs: what people paste and attackers send, by what a free text has to do with it: keep it to the letter, or
// refuse it by name. And what every kind of field makes of it. From the list 'answers to bad input'.

const long = (count) => 'あ'.repeat(count);

// Bytes that are no text are given as Latin-1, byte by byte.
export const bytes = (text) => Buffer.from(text, 'latin1');

export const kept = {
	'one line': '見守りの輪が広がった。',
	'CRLF': '一行目\r\n二行目',
	'a lone CR': '一行目\r二行目',
	'a lone LF': '一行目\n二行目',
	'a break at the beginning': '\n\n三行目から',
	'spaces around': '  前後に空白　',
	'a tab': '項目\t値',
	'an emoji': '達成👍🏽👨‍👩‍👧‍👦',
	'beyond the first plane': '𠮷野家𩸽',
	'an ideographic variation': '葛󠄀城市と葛󠄁城市',
	'combining kana': 'か\u3099き\u309aハ\u309a',
	'half-width kana': 'ｶﾅｦﾊﾝｶｸﾃﾞ',
	'full-width letters': 'Ａｂｃ１２３',
	'compatibility ideographs': '塚神﨑髙⼀',
	'a zero-width joiner and space': 'あ\u200dい\u200bう',
	'HTML': '<script>alert("1")</script><b>太字</b>&amp;&lt;',
	'an end of textarea': '</textarea><img src=x onerror=alert(1)>',
	'a template': '{{viewer.name}}{{>frame/top}}{{{x}}}${x}<%= x %>{1}',
	'SQL': "'; drop table sheet; -- $1 \\' %s",
	'a backslash': '\\n \\u0000 C:\\temp',
	'JSON': '{"a": [1, null], "__proto__": 1}',
	'a formula =': '=HYPERLINK("http://x","y")',
	'a formula +': '+1+1',
	'a formula -': '-1+1',
	'a formula @': '@SUM(A1)',
	'a huge number': '99999999999999999999999999',
	'a negative number': '-1',
	'a number with an exponent': '1e308',
	'zero': '0',
	'a percent sign': '100% %41 +',
};

export const nothing = { 'nothing': '', 'a space': ' ', 'wide spaces': '　　', 'breaks only': '\r\n\r\n', 'a no-break space': '\u00a0' };

export const refused = {
	'NUL': '前\0後',
	'a bell': '前\u0007後',
	'an escape': '\u001b[31m赤',
	'DEL': '前\u007f後',
	'a C1 control': '前\u0085後',
	'U+2028': '前\u2028後',
	'U+2029': '前\u2029後',
	'an RTL override': '前\u202e後',
	'an isolate': '前\u2067後\u2069',
	'bytes that are no UTF-8': bytes('\xe5\x89\x8d\xff\xfe'),
	'overlong UTF-8': bytes('\xe5\x89\x8d\xc0\xaf'),
	'a surrogate': bytes('\xe5\x89\x8d\xed\xa0\x80'),
	'a cut character': bytes('\xe5\x89\x8d\xe5'),
	'Shift_JIS': bytes('\x8c\xa9\x8e\xe7'),
	'5 MB': long(1_700_000),
};

export const all = { ...kept, ...nothing, ...refused };

export const lines = (text) => text.replace(/\r\n?/g, '\n');
// What the site shows of bytes that are no text: readers see replacement signs, we look at the rest.
export const readable = (value) => (typeof value === 'string' ? value : value.toString('latin1').startsWith('\xe5\x89\x8d') ? '前' : '').split(/[\0]/);
const is_blank = (text) => /^[\s\u0085\u200b]*$/.test(text);
const is_blank_line = (text) => is_blank(text) && !/[\r\n\t]/.test(text);

/*
 * Each kind says of a value: is it taken, and as what? undefined: refused. null: as nothing at all.
 */
export const kinds = {
	text: (max) => (value, name) => {
		if (name in refused || typeof value !== 'string') return undefined;
		if (is_blank(value)) return null;
		return [...lines(value)].length > max ? undefined : lines(value);
	},
	line: (max) => (value, name) => {
		if (name in refused || typeof value !== 'string' || (/[\r\n\t]/.test(value) && !is_blank_line(value))) return undefined;
		const trimmed = value.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');
		return [...trimmed].length > max ? undefined : trimmed || null;
	},
	choice: (codes) => (value, name) => {
		if (name in refused) return undefined;
		return is_blank(value) ? null : codes.find((it) => it === value.normalize('NFKC').trim());
	},
	count: () => (value, name) => {
		if (name in refused) return undefined;
		if (is_blank(value)) return null;
		return /^[0-9]{1,9}$/.test(value.normalize('NFKC').trim()) ? Number(value.normalize('NFKC').trim()) : undefined;
	},
	day: () => (value, name) => (!(name in refused) && is_blank_line(value) ? null : undefined),
	button: () => (value, name) => (!(name in refused) && is_blank_line(value) ? null : undefined),
	code: (codes) => (value, name) => (codes.includes(value) && !(name in refused) ? value : undefined),
	never: () => () => undefined,
};
