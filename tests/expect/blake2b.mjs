// blake2b.mjs: BLAKE2b with 32 bytes of output, with or without a key (RFC 7693), which node has in another length only.
// Here the test makes form tokens that the site would take from anybody: so it is the permission that denies, not the token.

const mask = (1n << 64n) - 1n;
const start = [0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n, 0x510e527fade682d1n,
	0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n];
const orders = [
	[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
	[14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
	[11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
	[7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
	[9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
	[2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
	[12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
	[13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
	[6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
	[10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

const turn = (x, n) => ((x >> n) | (x << (64n - n))) & mask;

function mix(v, a, b, c, d, x, y) {
	v[a] = (v[a] + v[b] + x) & mask;
	v[d] = turn(v[d] ^ v[a], 32n);
	v[c] = (v[c] + v[d]) & mask;
	v[b] = turn(v[b] ^ v[c], 24n);
	v[a] = (v[a] + v[b] + y) & mask;
	v[d] = turn(v[d] ^ v[a], 16n);
	v[c] = (v[c] + v[d]) & mask;
	v[b] = turn(v[b] ^ v[c], 63n);
}

function compress(h, block, count, last) {
	const v = [...h, ...start];
	const m = Array.from({ length: 16 }, (_, at) => block.readBigUInt64LE(at * 8));
	v[12] ^= BigInt(count) & mask;
	if (last) v[14] ^= mask;
	for (let round = 0; round < 12; round++) {
		const s = orders[round % 10];
		for (let at = 0; at < 4; at++) mix(v, at, at + 4, at + 8, at + 12, m[s[2 * at]], m[s[2 * at + 1]]);
		for (let at = 0; at < 4; at++)
			mix(v, at, 4 + (at + 1) % 4, 8 + (at + 2) % 4, 12 + (at + 3) % 4, m[s[8 + 2 * at]], m[s[9 + 2 * at]]);
	}
	for (let at = 0; at < 8; at++) h[at] ^= v[at] ^ v[at + 8];
}

export function blake2b(bytes, key = Buffer.alloc(0)) {
	const h = [...start];
	h[0] ^= 0x01010000n ^ (BigInt(key.length) << 8n) ^ 32n;
	const whole = key.length ? Buffer.concat([key, Buffer.alloc(128 - key.length), bytes]) : bytes;
	const blocks = Math.max(1, Math.ceil(whole.length / 128));
	for (let at = 0; at < blocks; at++) {
		const block = Buffer.alloc(128);
		whole.copy(block, 0, at * 128, Math.min((at + 1) * 128, whole.length));
		compress(h, block, at === blocks - 1 ? whole.length : (at + 1) * 128, at === blocks - 1);
	}
	const out = Buffer.alloc(64);
	h.forEach((word, at) => out.writeBigUInt64LE(word, at * 8));
	return out.subarray(0, 32);
}
