/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON door: whatever is asked, the reply is one object of a status and its
 * name, and of a result where that is good and an error where it is not. Asked
 * again it says the same. Requests with a phrase are left out: 64 MiB each.
 */
#include "look.h"

#include "../lib/json/json.h"

#include <stdlib.h>

const char fuzz_name[] = "door";

static bool has_phrase(cn_span s)
{
    for (; s.len > 5; s.data++, s.len--) {
        if (memcmp(s.data, "phras", 5) == 0) {
            return true;
        }
    }
    return false;
}

static void check_reply(const carnet_buf *reply)
{
    static const cn_json_limits wide = {SIZE_MAX, CN_JSON_DEPTH_MAX,
                                        UINT32_MAX};
    cn_json_doc *doc = NULL;
    int64_t status = 0;
    FUZZ_HOLDS(cn_json_read_within(&doc, NULL, fuzz_span_of(reply), &wide) ==
               CARNET_OK);
    FUZZ_HOLDS(cn_json_get(doc, 0)->type == CN_JSON_OBJECT);
    uint32_t at = cn_json_find(doc, 0, "status");
    uint32_t name = cn_json_find(doc, 0, "name");
    FUZZ_HOLDS(at != 0 && cn_json_int(cn_json_get(doc, at), &status));
    FUZZ_HOLDS(name != 0 &&
               cn_json_is(cn_json_get(doc, name),
                          carnet_status_name((carnet_status)status)));
    FUZZ_HOLDS((status == CARNET_OK) == (cn_json_find(doc, 0, "error") == 0));
    FUZZ_HOLDS((status == CARNET_OK) == (cn_json_find(doc, 0, "result") != 0));
    cn_json_free(doc);
}

void fuzz_check(cn_span input)
{
    carnet_buf *reply = NULL;
    carnet_buf *again = NULL;
    if (has_phrase(input)) {
        return;
    }
    FUZZ_HOLDS(carnet_json(input.data, input.len, &reply) == CARNET_OK);
    check_reply(reply);
    fuzz_foreign(0, 0);
    carnet_buf_free(reply);
    FUZZ_HOLDS(carnet_json(input.data, input.len, &reply) == CARNET_OK);
    fuzz_foreign(0, 0);
    FUZZ_HOLDS(carnet_json(input.data, input.len, &again) == CARNET_OK);
    fuzz_take_equal(reply, again);
}

/* What a reply says first, read without memory. */
static carnet_status said(const carnet_buf *reply)
{
    static const char first[] = "{\"status\":";
    const char *text = (const char *)carnet_buf_data(reply);
    FUZZ_HOLDS(strncmp(text, first, sizeof first - 1) == 0);
    return (carnet_status)strtol(text + sizeof first - 1, NULL, 10);
}

/* A reply may be that there is no memory, or none comes. */
carnet_status fuzz_call(cn_span input)
{
    carnet_buf *reply = NULL;
    if (has_phrase(input)) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status = carnet_json(input.data, input.len, &reply);
    if (status == CARNET_OK) {
        status = said(reply);
    }
    carnet_buf_free(reply);
    return status;
}
