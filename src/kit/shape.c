/* shape.c: looks things up in shapes and names. */
#include "shape.h"

#include <string.h>

int names_index(const struct names *names, const char *code)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->codes[i], code) == 0)
			return (int)i;
	return -1;
}

const struct field *shape_field(const struct shape *shape, const char *name, size_t length)
{
	for (size_t i = 0; i < shape->count; i++)
		if (strncmp(shape->fields[i].name, name, length) == 0 && shape->fields[i].name[length] == '\0')
			return &shape->fields[i];
	return NULL;
}
