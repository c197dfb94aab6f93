// cookies.mjs: the Set-Cookie lines of an answer to fetch. Debian's node 18 has no getSetCookie and joins them with a comma;
// no cookie of this site holds one.

export function set_cookies(answer) {
	return (answer.headers.get('set-cookie') ?? '').split(/,\s*(?=[^;,\s]+=)/).filter(Boolean);
}
