/* arena_test.c: what arena.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "kit/arena.h"

#define CEILING (8u << 20)

static void what_is_taken_is_zero_and_aligned(void **state)
{
	struct arena *arena = arena_make(CEILING);

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t bytes = 1; bytes < 5000; bytes += 37) {
			unsigned char *taken = arena_take(arena, bytes);

			assert_int_equal((uintptr_t)taken % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < bytes; i++)
				assert_int_equal(taken[i], 0);
			memset(taken, 0xAA, bytes);
		}
		arena_reset(arena);
		assert_int_equal(arena_used(arena), 0);
	}
	arena_end(arena);
}

static void a_large_piece_fits_beside_small_ones(void **state)
{
	struct arena *arena = arena_make(CEILING);
	char *small = arena_copy(arena, "small", 5);
	char *large = arena_take(arena, 3u << 20);

	(void)state;
	memset(large, 'x', 3u << 20);
	assert_string_equal(small, "small");
	assert_true(arena_used(arena) >= 3u << 20);
	arena_reset(arena);
	assert_int_equal(arena_used(arena), 0);
	arena_end(arena);
}

static void a_copy_ends_in_nul(void **state)
{
	struct arena *arena = arena_make(CEILING);

	(void)state;
	assert_string_equal(arena_copy(arena, "calendar", 3), "cal");
	assert_string_equal(arena_copy(arena, NULL, 0), "");
	arena_end(arena);
}

static void the_last_piece_grows_in_place_and_others_move(void **state)
{
	struct arena *arena = arena_make(CEILING);
	char *first = arena_take(arena, 10);
	char *second;

	(void)state;
	memcpy(first, "123456789", 10);
	assert_ptr_equal(arena_grow(arena, first, 10, 1000), first);
	second = arena_take(arena, 10);
	assert_true(second >= first + 1000);
	first = arena_grow(arena, first, 1000, 2000);
	assert_true(first > second);
	assert_string_equal(first, "123456789");
	for (size_t i = 10; i < 2000; i++)
		assert_int_equal(first[i], 0);
	arena_end(arena);
}

static char closed[8];

static void close_one(void *what)
{
	size_t length = strlen(closed);

	closed[length] = *(char *)what;
}

static void what_is_deferred_is_closed_once_and_the_latest_first(void **state)
{
	struct arena *arena = arena_make(CEILING);

	(void)state;
	arena_defer(arena, close_one, arena_copy(arena, "a", 1));
	arena_defer(arena, close_one, arena_copy(arena, "b", 1));
	arena_take(arena, 1u << 20);
	arena_defer(arena, close_one, arena_copy(arena, "c", 1));
	arena_reset(arena);
	assert_string_equal(closed, "cba");
	arena_reset(arena);
	assert_string_equal(closed, "cba");
	arena_end(arena);
}

/* Does a child that does this end by abort? */
static bool aborts(size_t bytes, size_t count)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		close(STDERR_FILENO);
		for (size_t i = 0; i < 100; i++)
			arena_take_many(arena_make(CEILING), bytes, count);
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFSIGNALED(status);
}

static void more_than_the_ceiling_ends_the_process(void **state)
{
	(void)state;
	assert_true(aborts(CEILING + 1, 1));
	assert_true(aborts(1, SIZE_MAX));
	assert_true(aborts(SIZE_MAX / 4, 8));
	assert_true(aborts(1024, CEILING));
	assert_false(aborts(1024, 1024));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_taken_is_zero_and_aligned),
		cmocka_unit_test(a_large_piece_fits_beside_small_ones),
		cmocka_unit_test(a_copy_ends_in_nul),
		cmocka_unit_test(the_last_piece_grows_in_place_and_others_move),
		cmocka_unit_test(what_is_deferred_is_closed_once_and_the_latest_first),
		cmocka_unit_test(more_than_the_ceiling_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
