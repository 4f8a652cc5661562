/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One PEM block (RFC 7468): exactly one, lines end in LF or CR LF, Base64 in
 * lines of 1 to 64 characters, both labels equal, white space only around
 * it. Refuses headers, comments, empty lines and a second block. Knows
 * nothing of what the block holds.
 */
#include "crypto_i.h"

#define LINE_MAX_CHARS 64u
/* Base64 characters kept: a multiple of 4 that fills CN_CRYPTO_PEM_DER_MAX. */
#define KEPT_CHARS CN_CRYPTO_BASE64_LEN(CN_CRYPTO_PEM_DER_MAX)

static bool is_space(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static cn_span trim(cn_span s)
{
    while (s.len > 0 && is_space(s.data[0])) {
        s = cn_span_after(s, 1);
    }
    while (s.len > 0 && is_space(s.data[s.len - 1])) {
        s.len--;
    }
    return s;
}

/* Whether a character is this one, of those that Base64 does not use: where
   lines end is public, in a file with a secret too. */
static bool is_mark(uint8_t c, char mark)
{
    bool is = c == (uint8_t)mark;
    cn_mem_public(&is, sizeof is);
    return is;
}

/* Takes one line off rest, its end included; false at the end of the text. */
static bool next_line(cn_span *line, cn_span *rest)
{
    size_t len = 0;
    if (rest->len == 0) {
        return false;
    }
    while (len < rest->len && !is_mark(rest->data[len], '\n')) {
        len++;
    }
    *line = cn_span_of(rest->data, len);
    size_t used = len < rest->len ? len + 1 : len;
    if (used > len && len > 0 && is_mark(rest->data[len - 1], '\r')) {
        line->len--;
    }
    *rest = cn_span_after(*rest, used);
    return true;
}

/* The label of a line `before label -----`, empty if it is no such line. */
static cn_span label_of(cn_span line, cn_span before)
{
    const cn_span after = CN_SPAN_LIT("-----");
    const cn_span none = {NULL, 0};
    if (line.len <= before.len + after.len || !cn_span_starts(line, before)) {
        return none;
    }
    size_t len = line.len - before.len - after.len;
    const uint8_t *label = line.data + before.len;
    if (!cn_span_equal(cn_span_of(label + len, after.len), after)) {
        return none;
    }
    return cn_span_of(label, len);
}

typedef struct {
    uint8_t chars[KEPT_CHARS];
    size_t len;
    bool cut;
} body;

/* Joins one line to the body; false if it is no line of Base64 by length. */
static bool join_line(body *b, cn_span line)
{
    if (line.len == 0 || line.len > LINE_MAX_CHARS) {
        return false;
    }
    size_t room = sizeof b->chars - b->len;
    size_t take = line.len < room ? line.len : room;
    memcpy(b->chars + b->len, line.data, take);
    b->len += take;
    b->cut = b->cut || take < line.len;
    return true;
}

/* The lines up to the closing one, which must be the last of all. */
static bool read_body(body *b, cn_span label, cn_span rest)
{
    cn_span line;
    while (next_line(&line, &rest)) {
        if (line.len > 0 && is_mark(line.data[0], '-') &&
            cn_span_starts(line, CN_SPAN_LIT("-----"))) {
            cn_span end = label_of(line, CN_SPAN_LIT("-----END "));
            return end.len > 0 && cn_span_equal(end, label) && rest.len == 0;
        }
        if (!join_line(b, line)) {
            return false;
        }
    }
    return false;
}

carnet_status cn_crypto_pem_read(cn_crypto_pem *out, cn_span text)
{
    carnet_status status = CARNET_KEY_FORM;
    body b;
    cn_span line;
    memset(out, 0, sizeof *out);
    memset(&b, 0, sizeof b);

    if (text.len > CN_LIMIT_PEM_BYTES) {
        goto done;
    }
    cn_span rest = trim(text);
    if (!next_line(&line, &rest)) {
        goto done;
    }
    out->label = label_of(line, CN_SPAN_LIT("-----BEGIN "));
    if (out->label.len == 0 || !read_body(&b, out->label, rest)) {
        goto done;
    }
    if (!cn_crypto_base64_decode(out->der, sizeof out->der, &out->der_len,
                                 cn_span_of(b.chars, b.len))) {
        goto done;
    }
    out->cut = b.cut;
    status = CARNET_OK;

done:
    cn_mem_wipe(&b, sizeof b);
    return status;
}

void cn_crypto_pem_write(cn_buf *out, const char *label, cn_span der)
{
    char base64[LINE_MAX_CHARS + 1];
    char block[192]; /* composed here: a growing buffer would leave copies */
    cn_buf text;
    cn_crypto_base64_encode(base64, sizeof base64, der);
    cn_buf_init_fixed(&text, block, sizeof block);
    cn_buf_put_str(&text, "-----BEGIN ");
    cn_buf_put_str(&text, label);
    cn_buf_put_str(&text, "-----\n");
    /* By its length: who looks for its end looks at the key. */
    cn_buf_put(&text, base64, CN_CRYPTO_BASE64_LEN(der.len));
    cn_buf_put_str(&text, "\n-----END ");
    cn_buf_put_str(&text, label);
    cn_buf_put_str(&text, "-----\n");
    cn_buf_put_span(out, cn_buf_span(&text));
    cn_mem_wipe(base64, sizeof base64);
    cn_mem_wipe(block, sizeof block);
}
