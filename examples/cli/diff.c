/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet diff: in what two passports of one person differ. Credentials are told
 * apart by their identity, entries by their tag, so that neither order nor
 * presentation counts. Status 0 where nothing differs, 1 where something does.
 */
#include "log.h"

typedef struct {
    const char *path;
    carnet_verdict *v;
    carnet_history *h;
} side;

/* One call: the two passports, and what was found so far. */
typedef struct {
    side sides[2];
    cli_page page;
    bool json;
    size_t num; /* of differences */
} work;

/* ---- looking up ---- */

/* The first presentation in a verdict of what is credential i of another;
   SIZE_MAX if it is not there, or refused. */
static size_t find_credential(const side *in, const side *of, size_t i)
{
    uint8_t wanted[CARNET_VERIFY_IDENTITY_SIZE];
    uint8_t id[CARNET_VERIFY_IDENTITY_SIZE];
    if (carnet_verify_copy_identity(wanted, of->v, i) != CARNET_OK) {
        return SIZE_MAX;
    }
    for (size_t k = 0; k < carnet_verify_num_credentials(in->v); k++) {
        if (carnet_verify_copy_identity(id, in->v, k) == CARNET_OK &&
            memcmp(id, wanted, sizeof id) == 0) {
            return k;
        }
    }
    return SIZE_MAX;
}

/* An entry of one, in another: in any presentation of its credential. */
static bool find_entry(size_t *credential_out, size_t *i_out, const side *in,
                       const side *of, size_t credential, size_t i)
{
    const carnet_entry *e = carnet_verify_get_entry(of->v, credential, i);
    size_t first = find_credential(in, of, credential);
    for (size_t c = first; c < carnet_verify_num_credentials(in->v); c++) {
        if (c != first && carnet_verify_same_as(in->v, c) != (int32_t)first) {
            continue;
        }
        for (size_t k = 0; k < carnet_verify_num_entries(in->v, c); k++) {
            const carnet_entry *f = carnet_verify_get_entry(in->v, c, k);
            if (carnet_record_entry_part(f) == carnet_record_entry_part(e) &&
                carnet_record_entry_position(f) ==
                    carnet_record_entry_position(e)) {
                *credential_out = c;
                *i_out = k;
                return true;
            }
        }
    }
    return false;
}

/* ---- saying it ---- */

static int put_where(work *w, const char *phrase, const side *s)
{
    cli_line line;
    cli_line_begin(&line);
    cli_line_text(&line, "      ");
    cli_line_phrase(&line, phrase, cli_shown(s->path).text);
    return cli_page_put_line(&w->page, &line);
}

static const char *sign_of(const work *w, const side *s)
{
    return s == &w->sides[0] ? "- " : "+ ";
}

static void begin_json(work *w, const char *what, const side *s, size_t i)
{
    uint8_t id[CARNET_VERIFY_IDENTITY_SIZE] = {0};
    (void)!carnet_verify_copy_identity(id, s->v, i);
    printf("%s\n{\"what\":\"%s\",\"in\":%d,\"credential\":%zu,\"identity\":"
           "\"%s\"",
           w->num == 0 ? "" : ",", what, s == &w->sides[0] ? 1 : 2, i + 1,
           cli_hex(id, sizeof id).text);
}

static int put_credential(work *w, const side *s, size_t i)
{
    int code = CLI_OK;
    if (w->json) {
        begin_json(w, "credential", s, i);
        puts("}");
    } else {
        code = cli_put_log_title(&w->page, s->v, i, sign_of(w, s));
        if (code == CLI_OK) {
            code = put_where(w, "diff_only_in", s);
        }
        for (size_t k = 0;
             k < carnet_verify_num_entries(s->v, i) && code == CLI_OK; k++) {
            code = cli_put_log_entry(&w->page, s->h, s->v, i, k, "    ");
        }
    }
    w->num++;
    return code;
}

static int put_entry(work *w, const side *s, size_t credential, size_t i,
                     bool replaced)
{
    int code = CLI_OK;
    if (w->json) {
        begin_json(w, replaced ? "replaced" : "entry", s, credential);
        fputs(",\"tag\":\"", stdout);
        printf("%s\",\"kind\":", cli_tag_of(s->h, credential, i).text);
        const char *kind = carnet_record_kind_name(carnet_record_entry_kind(
            carnet_verify_get_entry(s->v, credential, i)));
        fputs(kind == NULL ? "null}" : "\"", stdout);
        fputs(kind == NULL ? "" : kind, stdout);
        fputs(kind == NULL ? "" : "\"}", stdout);
    } else {
        code = cli_put_log_entry(&w->page, s->h, s->v, credential, i,
                                 sign_of(w, s));
        if (code == CLI_OK) {
            code = put_where(w, replaced ? "diff_replaced_in" : "diff_shown_in",
                             s);
        }
        if (code == CLI_OK && replaced) {
            code = cli_put_successors(&w->page, s->h, s->v, credential, i);
        }
    }
    w->num++;
    return code;
}

/* ---- comparing ---- */

/* What one has of a credential that both have, and the other has not. */
static int compare_entries(work *w, const side *s, const side *other, size_t i)
{
    int code = CLI_OK;
    for (size_t k = 0; k < carnet_verify_num_entries(s->v, i) && code == CLI_OK;
         k++) {
        size_t c = 0;
        size_t n = 0;
        if (!find_entry(&c, &n, other, s, i, k)) {
            code = put_entry(w, s, i, k, false);
        } else if (carnet_history_state(s->h, i, k) ==
                       CARNET_HISTORY_REPLACED &&
                   carnet_history_state(other->h, c, n) !=
                       CARNET_HISTORY_REPLACED) {
            code = put_entry(w, s, i, k, true);
        }
    }
    return code;
}

/* Nothing of a refused credential is compared: both files may claim one. */
static int compare(work *w, size_t from)
{
    const side *s = &w->sides[from];
    const side *other = &w->sides[1 - from];
    int code = CLI_OK;
    for (size_t n = 0;
         n < carnet_verify_num_credentials(s->v) && code == CLI_OK; n++) {
        size_t i = carnet_history_credential(s->h, n);
        if (carnet_verify_credential_outcome(s->v, i) ==
            CARNET_VERIFY_REFUSED) {
            cli_say("%s: credential %zu is refused: it is not compared",
                    cli_shown(s->path).text, i + 1);
        } else if (find_credential(other, s, i) != SIZE_MAX) {
            code = compare_entries(w, s, other, i);
        } else if (carnet_verify_same_as(s->v, i) < 0) {
            code = put_credential(w, s, i);
        }
    }
    return code;
}

static int compare_both(work *w)
{
    int code = compare(w, 0);
    if (code == CLI_OK) {
        code = compare(w, 1);
    }
    if (code == CLI_OK && w->num == 0 && !w->json) {
        cli_line line;
        cli_line_begin(&line);
        cli_line_phrase(&line, "diff_none", "");
        code = cli_page_put_line(&w->page, &line);
    }
    return code;
}

/* ---- the call ---- */

static int read_side(side *s, const cli_call *call, int which)
{
    cli_call one = *call;
    s->path = call->args[which];
    one.args = &call->args[which];
    one.num_args = 1;
    int code = cli_get_verdict(&s->v, &one);
    if (code == CLI_OK &&
        carnet_verify_outcome(s->v) == CARNET_VERIFY_REFUSED) {
        code = cli_say_refused(&one, s->v, 0);
    }
    if (code == CLI_OK) {
        carnet_status status = carnet_history_new(&s->h, s->v);
        code = status == CARNET_OK ? CLI_OK
                                   : cli_fail_status(status, s->path, NULL);
    }
    return code;
}

static int print(work *w)
{
    int code;
    if (w->json) {
        fputs("{\"differences\":[", stdout);
        code = compare_both(w);
        puts("]}");
    } else {
        cli_page_begin(&w->page, stdout, NULL);
        code = compare_both(w);
        code = cli_page_end(&w->page, code);
    }
    return code == CLI_OK && w->num > 0 ? CLI_REVIEW : code;
}

int cli_verb_diff(const cli_call *call)
{
    work w = {.json = call->given[CLI_JSON]};
    int code = read_side(&w.sides[0], call, 0);
    if (code == CLI_OK) {
        code = read_side(&w.sides[1], call, 1);
    }
    if (code == CLI_OK) {
        code = print(&w);
    }
    for (size_t i = 0; i < 2; i++) {
        carnet_history_free(w.sides[i].h);
        carnet_verify_free(w.sides[i].v);
    }
    return code;
}
