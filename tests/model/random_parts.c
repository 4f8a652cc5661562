/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints parts of entries made from a seed, for tests in other languages: a
 * line for each part, its CBOR in hex, a tab, and its entries in JSON.
 * random_parts SEED NUMBER
 */
#include "../support/support.h"

#include "model_random.h"

enum {
    ENTRIES = 4 /* in a part */
};

/* Appends the entry to the part and its JSON to the list. */
static void add(test_random *x, uint32_t kind, cn_buf *part, cn_json_writer *w)
{
    carnet_entry e;
    size_t begin = part->len;
    test_random_entry(x, kind, part);
    cn_span bytes = cn_span_after(cn_buf_span(part), begin);
    assert_status(test_step(bytes, &e), CARNET_OK);
    assert_status(cn_model_check(&e, NULL, NULL), CARNET_OK);
    assert_status(cn_model_form_write(w, &e), CARNET_OK);
}

static void print_part(test_random *x, uint32_t first_kind)
{
    cn_buf entries;
    cn_buf json;
    cn_buf part;
    cn_json_writer w;
    size_t elements = 0;
    cn_cbor_reader r;
    cn_buf_init(&entries);
    cn_buf_init(&json);
    cn_buf_init(&part);
    cn_json_begin(&w, &json, false);
    cn_json_open_array(&w);
    for (uint32_t i = 0; i < ENTRIES; i++) {
        uint32_t kinds = (uint32_t)cn_model_num_kinds();
        add(x, (first_kind + i) % kinds, &entries, &w);
    }
    cn_json_close_array(&w);
    cn_cbor_reader_init(&r, cn_buf_span(&entries));
    while (!cn_cbor_at_end(&r)) {
        (void)cn_cbor_skip(&r);
        elements++;
    }
    cn_cbor_put_array(&part, elements);
    cn_buf_put_span(&part, cn_buf_span(&entries));
    for (size_t i = 0; i < part.len; i++) {
        printf("%02x", part.data[i]);
    }
    printf("\t%.*s\n", (int)json.len, (const char *)json.data);
    cn_buf_free(&entries);
    cn_buf_free(&json);
    cn_buf_free(&part);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }
    test_random x = {strtoull(argv[1], NULL, 10)};
    unsigned long num = strtoul(argv[2], NULL, 10);
    for (unsigned long i = 0; i < num; i++) {
        print_part(&x, (uint32_t)(i * ENTRIES));
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
