/*
 * shape.h: data described once.
 *
 * A struct that comes out of the database, goes into a page, or into JSON has a table of its fields. The same table
 * decodes rows by column name, fills templates and writes JSON. The kind is derived from the member's type; a member
 * of any other type does not compile.
 */
#ifndef CHOSHO_KIT_SHAPE_H
#define CHOSHO_KIT_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "words.h"

enum kind {
	KIND_TEXT,   /* const char *: NULL is SQL's null and shows as nothing */
	KIND_NUMBER, /* int64_t: null becomes 0 */
	KIND_YES,    /* bool: null becomes false */
	KIND_DAY,    /* struct day: null becomes no day */
	KIND_MOMENT, /* struct moment: null becomes no moment */
	KIND_NAMED,  /* an enum, stored by its code, shown by its label: never null */
	KIND_LIST,   /* struct list of rows that have a shape */
	KIND_PART,   /* a struct within the struct */
	KINDS
};

/* Many rows of one type. Templates walk them; C walks them with EACH, which wants a list, not a call. */
struct list {
	void *rows;
	size_t count;
};
#define EACH(type, name, list)                            \
	type *name = (type *)(list).rows;                 \
	name &&name < (type *)(list).rows + (list).count; \
	name++
#define LIST_AT(type, list, index) (&((type *)(list).rows)[index])

/* The codes of an enum (as the database stores them) and their labels, both in the enum's order. */
struct names {
	const char *const *codes;
	const enum say *labels; /* NULL where the value is never shown as a word */
	size_t count;
};

/* The index of a code; -1 when unknown. */
int names_index(const struct names *names, const char *code);

struct shape;
struct field {
	const char *name;
	enum kind kind;
	size_t offset;
	const struct names *names; /* KIND_NAMED */
	const struct shape *shape; /* KIND_LIST, KIND_PART */
};

struct shape {
	const char *name;
	size_t size;
	const struct field *fields;
	size_t count;
};

#define KIND_OF(type, member) \
	_Generic(((type *)0)->member,            \
	         const char *: KIND_TEXT,        \
	         int64_t: KIND_NUMBER,           \
	         bool: KIND_YES,                 \
	         struct day: KIND_DAY,           \
	         struct moment: KIND_MOMENT)
#define FIELD(type, member)                                                        \
	{                                                                          \
#member, KIND_OF(type, member), offsetof(type, member), NULL, NULL \
	}
#define FIELD_NAMED(type, member, names_table)                                    \
	{                                                                         \
#member, KIND_NAMED, offsetof(type, member), &(names_table), NULL \
	}
#define FIELD_LIST(type, member, row_shape)                        \
	{                                                          \
#member,                                           \
			_Generic(((type *)0)->member, struct list  \
		                 : KIND_LIST),                     \
			offsetof(type, member), NULL, &(row_shape) \
	}
#define FIELD_PART(type, member, part_shape)                                    \
	{                                                                       \
#member, KIND_PART, offsetof(type, member), NULL, &(part_shape) \
	}

/* const struct shape sheet_shape = SHAPE(struct sheet, sheet_fields); the name is the type's without 'struct '. */
#define SHAPE(type, table)                                                    \
	{                                                                     \
#type, sizeof(type), (table), sizeof(table) / sizeof *(table) \
	}

const struct field *shape_field(const struct shape *shape, const char *name, size_t length);

#endif
