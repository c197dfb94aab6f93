/* manifest_names.h: the words and the seal that whoever writes a manifest and whoever checks it must agree on. */
#ifndef CHOSHO_MEETING_MANIFEST_NAMES_H
#define CHOSHO_MEETING_MANIFEST_NAMES_H

#include "kit/json.h"

#define MANIFEST_FORMAT "chosho-sign-off/1"
#define FILE_FORMAT "chosho-sign-off-file/1"
#define DECISION_APPROVED "approved"
#define DECISION_RETURNED "returned"

/* The hash of a sheet's entry as it is without its seal. */
const char *manifest_seal(struct arena *arena, const struct json *entry);

#endif
