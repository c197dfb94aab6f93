/* multipart_fuzz.c: any bytes as multipart/form-data: every part lies within the body, every name is text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "web/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	struct list typed = {NULL, 0};
	const char *type = "multipart/form-data; boundary=b";
	size_t head = 0;
	size_t sum = 0;
	struct fail *fail;
	char *body;

	if (!arena)
		arena = arena_make(256u << 20);
	/* The first line may be a content type of its own. */
	if (length && bytes[0] == 'm') {
		while (head < length && bytes[head] != '\n')
			head++;
		type = arena_copy(arena, (const char *)bytes, head);
		head += head < length;
	}
	body = malloc(length - head + 1); /* so that reading beyond it is seen */
	if (!body)
		abort();
	memcpy(body, bytes + head, length - head);
	fail = typed_read_body(arena, type, body, length - head, &typed);
	for (EACH(struct typed, field, typed)) {
		if (!text_is_utf8(field->name, strlen(field->name)))
			abort();
		if (field->file_name && (!text_is_utf8(field->file_name, strlen(field->file_name)) ||
		                         field->value < body || field->value + field->length > body + (length - head)))
			abort();
		sum += field->file_name ? field->length : 0;
	}
	if (!fail && sum > length)
		abort();
	free(body);
	arena_reset(arena);
	return 0;
}
