/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON reader: says what jansson says, and what it reads is written, in
 * both ways, and read again the same.
 */
#include "fuzz.h"

#include "../tests/json/again.h"
#include "../tests/json/jansson_says.h"

const char fuzz_name[] = "json";

static void check_again(const cn_json_doc *doc, bool pretty)
{
    cn_json_doc *again = NULL;
    cn_buf out = json_again(doc, pretty);
    FUZZ_HOLDS(out.status == CARNET_OK);
    FUZZ_HOLDS(cn_json_read(&again, NULL, cn_buf_span(&out)) == CARNET_OK);
    FUZZ_HOLDS(json_is_same(doc, again));
    cn_json_free(again);
    cn_buf_free(&out);
}

/* Paths and sources of all nodes; a scalar's source is read as itself. */
static void check_nodes(const cn_json_doc *doc, cn_span input)
{
    char path[CN_PROBLEM_TEXT];
    for (uint32_t i = 0; cn_json_get(doc, i) != NULL && i < 64; i++) {
        const cn_json_node *n = cn_json_get(doc, i);
        cn_span source = cn_json_source(doc, i);
        FUZZ_HOLDS(n->offset < input.len && n->next > i);
        FUZZ_HOLDS(source.data == input.data + n->offset);
        FUZZ_HOLDS(source.len <= input.len - n->offset);
        cn_json_path(doc, i, path, sizeof path);
        FUZZ_HOLDS(cn_utf8_valid_prefix(cn_span_str(path)) == strlen(path));
    }
}

void fuzz_check(cn_span input)
{
    cn_json_doc *doc = NULL;
    cn_problem where = {0};
    carnet_status status = cn_json_read(&doc, &where, input);
    FUZZ_HOLDS(status == where.status);
    FUZZ_HOLDS((status == CARNET_OK) == (doc != NULL));
    FUZZ_HOLDS(where.offset <= input.len);
    jansson_opinion said = jansson_says(doc, status, input);
    if (said != JANSSON_CANT_TELL) {
        FUZZ_AGREES("jansson", said == JANSSON_AGREES);
    }
    if (doc != NULL) {
        check_again(doc, false);
        check_again(doc, true);
        check_nodes(doc, input);
    }
    cn_json_free(doc);
}

carnet_status fuzz_call(cn_span input)
{
    cn_json_doc *doc = NULL;
    carnet_status status = cn_json_read(&doc, NULL, input);
    cn_json_free(doc);
    return status;
}
