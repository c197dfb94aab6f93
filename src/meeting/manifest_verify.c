/*
 * manifest_verify.c: checks an exported sign-off against its own signature and hashes, and names what does not fit. Pure:
 * asks no database. Whatever comes is only bytes.
 */
#include <string.h>

#include "kit/arena.h"
#include "meeting/manifest.h"
#include "meeting/manifest_names.h"

#define FINDINGS_MAX 200

struct check {
	struct arena *arena;
	enum language language;
	struct manifest_report *report;
	const char **findings;
	struct json *file;
	struct json *manifest; /* NULL: it could not be read */
	bool is_sealed;        /* every sheet's entry is as its seal says */
};

#define FOUND(check, say, ...) found((check), WORDS((check)->arena, (check)->language, say, __VA_ARGS__))

static void found(struct check *c, const char *sentence)
{
	if (c->report->findings.count < FINDINGS_MAX)
		c->findings[c->report->findings.count++] = sentence;
}

static const char *number_text(const struct check *c, int64_t number)
{
	return text_format(c->arena, "%lld", (long long)number);
}

const char *manifest_seal(struct arena *arena, const struct json *entry)
{
	struct json *bare = json_new_object(arena);
	const char *text;

	for (struct json_entry at = json_first(entry); at.key; at = json_next(at))
		if (strcmp(at.key, "seal") != 0)
			json_put(bare, at.key, at.value);
	text = json_canonical(arena, bare);
	return text ? sign_hash(arena, text, strlen(text)) : NULL;
}

/* A text that may be shown on a terminal, which control characters could make say anything; else NULL. */
static const char *harmless(const struct json *json)
{
	const char *text = json_text(json);

	return text && !text_has_control(text) ? text : NULL;
}

/* How a sheet is named to the reader: its code, or else its place in the list. */
static const char *name_of(const struct check *c, const struct json *entry, size_t index)
{
	const char *code = harmless(json_get(entry, "code"));

	return !text_empty(code) ? code : text_format(c->arena, "#%zu", index + 1);
}

/* --- The file ------------------------------------------------------------------------------------------- */

/* Is it one object, spelt in the one way, with these keys and no other? */
static bool read_file(struct check *c, const char *bytes, size_t length)
{
	static const char *const keys[] = {"format", "manifest", "papers", "public_key", "signature"};
	struct json_error error;
	const char *canonical;
	size_t same = 0;

	c->file = json_read(c->arena, bytes, length, &error);
	if (json_kind(c->file) != JSON_OBJECT) {
		FOUND(c, SAY_verify_unreadable, number_text(c, (int64_t)(error.message ? error.offset : 0)));
		return false;
	}
	canonical = json_canonical(c->arena, c->file);
	canonical = canonical ? text_join(c->arena, canonical, "\n") : "";
	while (same < length && canonical[same] && canonical[same] == bytes[same])
		same++;
	if (same != length || canonical[same])
		FOUND(c, SAY_verify_spelling, number_text(c, (int64_t)same));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!json_get(c->file, keys[i]))
			FOUND(c, SAY_verify_key_missing, keys[i]);
	if (json_count(c->file) > sizeof keys / sizeof *keys)
		found(c, words_say(c->language, SAY_verify_key_strange));
	if (!text_same(json_text(json_get(c->file, "format")), FILE_FORMAT))
		FOUND(c, SAY_verify_format, FILE_FORMAT);
	return true;
}

/* --- Key and signature -------------------------------------------------------------------------------------- */

static bool is_among(const char *known, const char *public_key)
{
	const size_t length = strlen(public_key);

	for (const char *at = known; (at = strstr(at, public_key)); at += length) {
		const bool begins = at == known || strchr(" \t\r\n", at[-1]);

		if (begins && strchr(" \t\r\n", at[length])) /* the end counts as well */
			return true;
	}
	return false;
}

static void check_key(struct check *c, const char *known)
{
	const char *public_key = json_text(json_get(c->file, "public_key"));

	c->report->key_id = sign_key_id(c->arena, public_key);
	if (!c->report->key_id) {
		found(c, words_say(c->language, SAY_verify_no_key));
		return;
	}
	c->report->is_key_known = known && is_among(known, public_key);
	if (known && !c->report->is_key_known)
		FOUND(c, SAY_verify_key_unknown, c->report->key_id);
}

static void check_signature(struct check *c, const char *text)
{
	const char *public_key = json_text(json_get(c->file, "public_key"));
	const char *signature = json_text(json_get(c->file, "signature"));

	if (sign_fits(public_key, signature, text, strlen(text)))
		return;
	found(c, words_say(c->language, SAY_verify_signature));
	if (c->manifest && c->is_sealed)
		found(c, words_say(c->language, SAY_verify_head));
}

/* --- The manifest and its sheets ---------------------------------------------------------------------------- */

static void check_entries(struct check *c)
{
	const struct json *sheets = json_get(c->manifest, "sheets");

	c->is_sealed = true;
	for (size_t i = 0; i < json_count(sheets); i++) {
		const struct json *entry = json_at(sheets, i);
		const char *seal = json_text(json_get(entry, "seal"));
		const char *decision = json_text(json_get(entry, "decision"));

		if (!seal || !text_same(seal, manifest_seal(c->arena, entry))) {
			FOUND(c, SAY_verify_entry, name_of(c, entry, i));
			c->is_sealed = false;
		}
		if (text_same(decision, DECISION_APPROVED))
			c->report->approved++;
		else if (text_same(decision, DECISION_RETURNED))
			c->report->returned++;
	}
	if (json_kind(sheets) != JSON_LIST || json_count(sheets) == 0) {
		found(c, words_say(c->language, SAY_verify_no_sheets));
		c->is_sealed = false;
	}
}

static void read_head(struct check *c)
{
	const struct json *meeting = json_get(c->manifest, "meeting");
	struct manifest_report *report = c->report;

	report->organization = harmless(json_get(c->manifest, "organization"));
	report->body = harmless(json_get(c->manifest, "body"));
	report->round = harmless(json_get(c->manifest, "round"));
	report->title = harmless(json_get(meeting, "title"));
	report->number = harmless(json_get(meeting, "number"));
	report->signed_by = harmless(json_get(c->manifest, "signed_by"));
	report->signed_for = harmless(json_get(c->manifest, "signed_for"));
	report->signed_at = harmless(json_get(c->manifest, "signed_at"));
}

static void check_manifest(struct check *c, const char *text)
{
	struct json_error error;

	c->manifest = json_read(c->arena, text, strlen(text), &error);
	if (json_kind(c->manifest) != JSON_OBJECT) {
		c->manifest = NULL;
		FOUND(c, SAY_verify_manifest_unreadable, number_text(c, (int64_t)(error.message ? error.offset : 0)));
		return;
	}
	if (!text_same(json_canonical(c->arena, c->manifest), text))
		found(c, words_say(c->language, SAY_verify_manifest_spelling));
	if (!text_same(json_text(json_get(c->manifest, "format")), MANIFEST_FORMAT))
		FOUND(c, SAY_verify_format, MANIFEST_FORMAT);
	if (c->report->key_id && !text_same(json_text(json_get(c->manifest, "key")), c->report->key_id))
		FOUND(c, SAY_verify_key_other, c->report->key_id);
	check_entries(c);
	read_head(c);
}

/* --- The texts ------------------------------------------------------------------------------------------------ */

static bool is_of(const struct json *paper, const struct json *entry)
{
	static const char *const keys[] = {"code", "sheet", "edition"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!json_get(paper, keys[i]) || !json_same(json_get(paper, keys[i]), json_get(entry, keys[i])))
			return false;
	return true;
}

static void check_text(struct check *c, const struct json *entry, const char *name, const struct json *paper)
{
	const char *text = json_text(json_get(paper, "text"));
	const char *edition = number_text(c, json_number(json_get(entry, "edition")));

	if (!text)
		FOUND(c, SAY_verify_text_missing, name, edition);
	else if (!text_same(sign_hash(c->arena, text, strlen(text)), json_text(json_get(entry, "hash"))))
		FOUND(c, SAY_verify_text, name, edition);
	if (json_count(paper) != 4)
		FOUND(c, SAY_verify_paper_strange, name);
}

/* The papers stand in the order of the sheets: one walk along both. */
static void check_papers(struct check *c)
{
	const struct json *sheets = json_get(c->manifest, "sheets"), *papers = json_get(c->file, "papers");
	size_t at = 0;

	for (size_t i = 0; i < json_count(sheets); i++) {
		const struct json *entry = json_at(sheets, i);
		const char *name = name_of(c, entry, i);

		if (is_of(json_at(papers, at), entry))
			check_text(c, entry, name, json_at(papers, at++));
		else if (is_of(json_at(papers, at + 1), entry)) { /* something stands before it */
			FOUND(c, SAY_verify_paper_strange, name_of(c, json_at(papers, at), at));
			check_text(c, entry, name, json_at(papers, at + 1));
			at += 2;
		} else
			FOUND(c, SAY_verify_text_missing, name,
			      number_text(c, json_number(json_get(entry, "edition"))));
	}
	for (; at < json_count(papers); at++)
		FOUND(c, SAY_verify_paper_strange, name_of(c, json_at(papers, at), at));
}

struct manifest_report *manifest_verify(struct arena *arena, enum language language, const char *bytes, size_t length,
                                        const char *known)
{
	struct check c = {
		.arena = arena,
		.language = language,
		.report = arena_new(arena, struct manifest_report),
		.findings = arena_many(arena, const char *, FINDINGS_MAX),
	};
	const char *text;

	c.report->findings.rows = c.findings;
	if (!read_file(&c, bytes, length))
		return c.report;
	check_key(&c, known);
	text = json_text(json_get(c.file, "manifest"));
	if (!text) {
		if (json_get(c.file, "manifest"))
			FOUND(&c, SAY_verify_key_missing, "manifest");
		return c.report;
	}
	check_manifest(&c, text);
	check_signature(&c, text);
	if (c.manifest)
		check_papers(&c);
	return c.report;
}
