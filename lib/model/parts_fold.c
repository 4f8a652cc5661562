/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How codes and URIs are folded before rules are applied, and which set of
 * rules a URI stands for: docs/spec/parts.md rules 2 and 6. Codes under a URI
 * may be written anyhow.
 */
#include "parts_i.h"

#define NUM(array) (sizeof(array) / sizeof *(array))

/* ---- codes ---- */

/* What a character is read as: a capital, a digit, a point or a hyphen; a
   space for anything else. */
static char read_as(int32_t cp)
{
    static const struct {
        int32_t first;
        const char *as;
    } alike[] = {
#define ALIKE(first, characters) {first, characters},
#include "parts.def"
    };
    if (cp >= 'a' && cp <= 'z') {
        return (char)(cp - 'a' + 'A');
    }
    if ((cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9') || cp == '.' ||
        cp == '-') {
        return (char)cp;
    }
    for (size_t i = 0; i < NUM(alike); i++) {
        int32_t at = cp - alike[i].first;
        if (at >= 0 && (size_t)at < strlen(alike[i].as) &&
            alike[i].as[at] != '_') {
            return alike[i].as[at];
        }
    }
    return ' ';
}

void cn_parts_fold(char out[CN_MODEL_CODE_MAX + 1], cn_span code)
{
    size_t len = 0;
    for (size_t pos = 0; pos < code.len && len < CN_MODEL_CODE_MAX; len++) {
        int32_t cp = cn_utf8_next(code, &pos);
        pos += cp < 0 ? 1 : 0;
        out[len] = read_as(cp);
    }
    out[len] = '\0';
}

bool cn_parts_is_sign(char c)
{
    return c == '.' || c == '-';
}

void cn_parts_piece(cn_parts_pieced *p, const char *from, size_t num)
{
    size_t len = 0;
    size_t bare_len = 0;
    size_t end = 0; /* behind the last letter or digit */
    for (size_t i = 0; i < num; i++) {
        if (from[i] == ' ' || (cn_parts_is_sign(from[i]) && bare_len == 0)) {
            continue;
        }
        p->text[len++] = from[i];
        if (!cn_parts_is_sign(from[i])) {
            p->bare[bare_len++] = from[i];
            end = len;
        }
    }
    p->text[end] = p->bare[bare_len] = '\0';
}

/* ---- systems that have a URI of their own ---- */

/* Lower case, with one hyphen for each run of other characters than letters and
   digits, and one at either end. */
static void fold_uri(char out[CN_MODEL_CODING_MAX + 3], cn_span uri)
{
    size_t len = 0;
    out[len++] = '-';
    for (size_t i = 0; i < uri.len && i < CN_MODEL_CODING_MAX; i++) {
        uint8_t c = uri.data[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out[len++] = (char)(upper ? c - 'A' + 'a' : c);
        } else if (out[len - 1] != '-') {
            out[len++] = '-';
        }
    }
    if (out[len - 1] != '-') {
        out[len++] = '-';
    }
    out[len] = '\0';
}

int32_t cn_parts_set_of(const cn_model_coding *c)
{
    static const struct {
        const char *words;
        int32_t set;
    } likes[] = {
#define LIKE(words, NAME) {words, CN_SET_##NAME},
#include "parts.def"
    };
    char uri[CN_MODEL_CODING_MAX + 3];
    if (c->system >= 0) {
        return c->system;
    }
    fold_uri(uri, c->uri);
    for (size_t i = 0; i < NUM(likes); i++) {
        if (strstr(uri, likes[i].words) != NULL) {
            return likes[i].set;
        }
    }
    return -1;
}
