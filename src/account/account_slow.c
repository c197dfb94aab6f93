/* account_slow.c: how guessing is slowed down. Pure; never locks anybody out for longer than a minute. */
#include <string.h>

#include "account/account.h"

#define FREE_FAILURES 5
#define WAIT_MAX 60

int64_t account_wait(int64_t failures, int64_t seconds_since)
{
	int64_t wait = WAIT_MAX;

	if (failures < FREE_FAILURES)
		return 0;
	if (failures - FREE_FAILURES < 5)
		wait = INT64_C(2) << (failures - FREE_FAILURES);
	return wait > seconds_since ? wait - seconds_since : 0;
}

const char *account_login(struct arena *arena, const char *typed)
{
	const char *folded = text_fold(arena, typed);
	char *login = arena_copy(arena, folded, strlen(folded));

	for (char *c = login; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return login;
}
