// app.mjs: what people hold in their hands: a link out of a mail, and the authenticator app: codes of thirty seconds (RFC 6238), written down once more so that the program is
// not held against itself.

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { blake2b } from '../expect/blake2b.mjs';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes_of(key) {
	const bits = [...key.replace(/\s/g, '')].map((it) => letters.indexOf(it).toString(2).padStart(5, '0')).join('');
	return Buffer.from(bits.match(/.{8}/g).map((it) => parseInt(it, 2)));
}

// off: steps of thirty seconds before or after now.
export function code_of(key, off = 0) {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + off));
	const hash = createHmac('sha1', bytes_of(key)).update(counter).digest();
	const at = hash[19] & 15;
	return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

// The key and the recovery codes that a page shows.
export const key_on = (html) => /<dd class="hash"[^>]*>([A-Z2-7 ]+)<\/dd>/.exec(html)?.[1].replace(/\s/g, '') ?? null;
export const recovery_codes_on = (html) => [...html.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((it) => it[1]);

// What a mail's {link} stands for: made of a row of `invitation` (id, account, salt) and the installation's secret, here once more.
export function link_of([[id, account, salt]]) {
	const secret = readFileSync(process.env.CHOSHO_CONFIG, 'utf8').match(/^secret=(.*)$/m)[1];
	const parts = ['invitation', 'link', id, account, salt].flatMap((part) => {
		const length = Buffer.alloc(8);
		length.writeBigUInt64LE(BigInt(Buffer.byteLength(part)));
		return [length, Buffer.from(part)];
	});
	return `/password/${id}-${blake2b(Buffer.concat(parts), blake2b(Buffer.from(secret))).toString('base64url')}`;
}
