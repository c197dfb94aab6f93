/* types.c: which of PostgreSQL's types go into which kind of field. Types are known by name; the catalogue has the numbers. */
#include <string.h>

#include "inside.h"
#include "sql_db.h"

#define NAMES_MAX 256

struct db_type {
	const char *name;
	int64_t oid; /* 0: there is no such type */
};
static const struct field db_type_fields[] = {
	FIELD(struct db_type, name),
	FIELD(struct db_type, oid),
};
extern const struct shape db_type_shape;
const struct shape db_type_shape = SHAPE(struct db_type, db_type_fields);

struct db_types {
	struct list list; /* struct db_type */
};

/* The first of each row is the one to name when something else came. */
static const char *const types_of_kind[KINDS][8] = {
	[KIND_TEXT] = {"text",                     "character varying", "jsonb", "json", "name", "uuid"},
	[KIND_NUMBER] = {"bigint",                    "integer",                                 "smallint"},
	[KIND_YES] = {"boolean"                         },
	[KIND_DAY] = {"date"               },
	[KIND_MOMENT] = {"timestamp with time zone"},
	[KIND_NAMED] = {"text", "character varying"                                     },
};

static size_t add_name(const char **names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return count;
	if (count < NAMES_MAX)
		names[count++] = name;
	return count;
}

struct fail *db_types_find(struct db *db, struct arena *arena, const struct db_types **out)
{
	struct db_types *types = arena_new(arena, struct db_types);
	const char *names[NAMES_MAX];
	size_t count = 0;

	for (int kind = 0; kind < KINDS; kind++)
		for (const char *const *name = types_of_kind[kind]; *name; name++)
			count = add_name(names, count, *name);
	for (const struct statement *const *statement = db->statements; *statement; statement++)
		for (size_t i = 0; i < (*statement)->parameter_count; i++)
			count = add_name(names, count, (*statement)->parameters[i].type);
	*out = types;
	db_later_many(db, &SQL_db_types, &types->list, ARGS(V(db_array(arena, (struct list){names, count}))));
	return db_collect(db);
}

Oid db_types_oid(const struct db_types *types, const char *name)
{
	for (EACH(const struct db_type, type, types->list))
		if (strcmp(type->name, name) == 0)
			return (Oid)type->oid;
	return 0;
}

bool db_types_fit(const struct db_types *types, enum kind kind, Oid oid)
{
	for (const char *const *name = types_of_kind[kind]; *name; name++)
		if (db_types_oid(types, *name) == oid)
			return true;
	return false;
}

const char *db_types_wanted(enum kind kind)
{
	return types_of_kind[kind][0];
}
