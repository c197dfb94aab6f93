/*
 * account_common.c: passwords that are guessed first. The list has the most common stems; a password that is one of them,
 * also repeated, joined to another, in odd spelling (p@ssw0rd) or with figures and signs around it, is refused. So is one
 * made of the login, of one letter, or of a run along the alphabet or keyboard. And the whole judgement of a new password.
 */
#include <string.h>

#include "account/account.h"

static const char *const stems[] = {
	"abc",        "abcd",      "abcde",    "access",    "admin",         "administrator", "aichi",      "akita",
	"alexander",  "amanda",    "andrea",   "andrew",    "angel",         "anime",         "anthony",    "aomori",
	"apple",      "april",     "asdf",     "asdfasdf",  "asdfgh",        "asdfghjkl",     "ashley",     "august",
	"austin",     "autumn",    "baby",     "bailey",    "banana",        "baseball",      "basketball", "batman",
	"beauty",     "benjamin",  "blink",    "butterfly", "california",    "change",        "changeme",   "charles",
	"charlie",    "cheese",    "chelsea",  "chiba",     "chihoukoumuin", "chocolate",     "chosho",     "computer",
	"cookie",     "cool",      "corona",   "daniel",    "december",      "default",       "demo",       "diamond",
	"dragon",     "elizabeth", "family",   "february",  "flower",        "football",      "forever",    "freedom",
	"friday",     "friend",    "friends",  "fuck",      "fuckyou",       "fukushi",       "fukuoka",    "george",
	"ginger",     "google",    "guest",    "hannah",    "haruka",        "hello",         "hiroshima",  "hokkaido",
	"hunter",     "iloveyou",  "internet", "iwate",     "jackson",       "james",         "january",    "japan",
	"jasmine",    "jennifer",  "jessica",  "jesus",     "jordan",        "joshua",        "july",       "june",
	"justin",     "kagawa",    "kakarot",  "kanagawa",  "karen",         "kenichi",       "killer",     "kimberly",
	"kobe",       "kochi",     "koumuin",  "kyoto",     "letmein",       "liverpool",     "login",      "london",
	"love",       "lovely",    "loveyou",  "lucky",     "maggie",        "manager",       "march",      "maria",
	"marina",     "master",    "matthew",  "melissa",   "michael",       "michelle",      "mickey",     "minecraft",
	"miyagi",     "monday",    "monkey",   "morgan",    "mother",        "mustang",       "naruto",     "natasha",
	"newyork",    "nicole",    "nihon",    "november",  "october",       "office",        "oliver",     "onepiece",
	"orange",     "osaka",     "pass",     "passcode",  "passphrase",    "password",      "pasuwado",   "patrick",
	"peanut",     "pepper",    "pikachu",  "please",    "pokemon",       "princess",      "purple",     "qazwsx",
	"qazwsxedc",  "qwer",      "qwert",    "qwerty",    "qwertyuiop",    "ranger",        "robert",     "root",
	"saitama",    "sakura",    "samantha", "samsung",   "saturday",      "secret",        "september",  "shadow",
	"shiyakusho", "shizuoka",  "soccer",   "spring",    "starwars",      "sunday",        "summer",     "sunshine",
	"superman",   "superuser", "system",   "taylor",    "tanaka",        "test",          "tester",     "testtest",
	"thomas",     "thursday",  "tigger",   "toyota",    "tokyo",         "tuesday",       "user",       "wednesday",
	"welcome",    "whatever",  "william",  "winter",    "wsxedc",        "yakuba",        "yamada",     "yokohama",
	"zaq",        "zxcvbn",    "zxcvbnm",
};

/* Small letters; figures and signs that stand for letters read as those; other signs and figures fall away. */
static const char *plain(struct arena *arena, const char *password, bool read_figures)
{
	static const char odd[] = "@4301!$57";
	static const char meant[] = "aaeoiisst";
	char *out = arena_take(arena, strlen(password) + 1);
	size_t length = 0;

	for (const char *c = password; *c; c++) {
		const char *at = strchr(odd, *c);

		if (*c >= 'A' && *c <= 'Z')
			out[length++] = (char)(*c - 'A' + 'a');
		else if ((*c >= 'a' && *c <= 'z') || (*c & 0x80))
			out[length++] = *c;
		else if (read_figures && at)
			out[length++] = meant[at - odd];
	}
	return out;
}

static size_t longest_stem(const char *text, const char *login)
{
	size_t longest = 0;

	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
		size_t length = strlen(stems[i]);

		if (length > longest && strncmp(text, stems[i], length) == 0)
			longest = length;
	}
	if (strlen(login) >= 3 && strlen(login) > longest && strncmp(text, login, strlen(login)) == 0)
		longest = strlen(login);
	return longest;
}

/* Nothing but stems, one after the other; a letter or two left over make no difference. */
static bool is_stems(const char *text, const char *login)
{
	size_t strange = 0;

	while (*text) {
		size_t length = longest_stem(text, login);

		strange += length == 0;
		text += length ? length : 1;
	}
	return strange <= 2;
}

/* Like the one before it, or next to it in the alphabet, among the figures, or on the keyboard. */
static bool is_neighbour(char a, char b)
{
	static const char *const rows[] = {"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl",
	                                   "zxcvbnm"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at = strchr(rows[i], a);

		if (at && a && b && (at[1] == b || (at > rows[i] && at[-1] == b)))
			return true;
	}
	return a == b;
}

static bool is_run(const char *password)
{
	size_t length = strlen(password), steps = 0;

	for (size_t i = 1; i < length; i++)
		steps += is_neighbour(password[i - 1], password[i]);
	return length > 1 && steps * 4 >= (length - 1) * 3;
}

bool account_password_is_common(struct arena *arena, const char *password, const char *login)
{
	const char *name = plain(arena, login, false);

	return is_run(account_login(arena, password)) || is_stems(plain(arena, password, false), name) ||
	       is_stems(plain(arena, password, true), name);
}

enum say account_password_judge(struct arena *arena, const char *password, const char *login)
{
	size_t count;

	if (!text_is_utf8(password, strlen(password)) || text_has_control(password))
		return SAY_account_password_text;
	count = text_count(password);
	if (count < PASSWORD_MIN)
		return SAY_account_password_short;
	if (count > PASSWORD_MAX)
		return SAY_account_password_long;
	return account_password_is_common(arena, password, login) ? SAY_account_password_common : SAY_NOTHING;
}
