/* names.c: what a name in a template means: a field of the shape that is current, of a part of it, or of the frame. */
#include <string.h>

#include "page/compile.h"

static void no_such_field(struct compiler *c, const struct shape *shape, const char *name)
{
	const char **all = arena_many(c->scratch, const char *, shape->count + 1);
	const char *near;

	for (size_t i = 0; i < shape->count; i++)
		all[i] = shape->fields[i].name;
	near = text_nearest(name, all, shape->count);
	if (near)
		compile_mistake(c, "%s has no field '%s': did you mean '%s'?", shape->name, name, near);
	else
		compile_mistake(c, "%s has no field '%s': add it to the struct and its table, or mend the name",
		                shape->name, name);
}

struct found names_find(struct compiler *c, const char *name)
{
	struct scope scope = c->scope;
	const char *rest = name;

	if (strncmp(name, "frame.", 6) == 0) {
		scope = (struct scope){c->frame_shape, FROM_FRAME, 0};
		rest += 6;
	}
	while (scope.shape) {
		const char *dot = strchr(rest, '.');
		size_t length = dot ? (size_t)(dot - rest) : strlen(rest);
		const struct field *field = shape_field(scope.shape, rest, length);

		if (!field) {
			no_such_field(c, scope.shape, arena_copy(c->scratch, rest, length));
			break;
		}
		if (!dot)
			return (struct found){field, scope.from, scope.offset + field->offset};
		if (field->kind != KIND_PART) {
			compile_mistake(c, "'%s': only a part has fields behind a dot; walk a list with {{#%.*s}}",
			                name, (int)length, rest);
			break;
		}
		scope = (struct scope){field->shape, scope.from, scope.offset + field->offset};
		rest = dot + 1;
	}
	return (struct found){NULL, FROM_ROW, 0};
}
