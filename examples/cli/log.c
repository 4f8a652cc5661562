/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet log: the passport's history, a credential after the other as they were
 * issued, with the tag of each entry, by which a record replaces it. Of a
 * refused credential only what its envelope claims.
 */
#include "log.h"

/* ---- an entry ---- */

static cli_name show_tag(uint32_t tag)
{
    cli_name out;
    snprintf(out.text, sizeof out.text, "leaf:%08x", (unsigned)tag);
    return out;
}

cli_name cli_tag_of(const carnet_history *h, size_t credential, size_t i)
{
    uint32_t tag = 0;
    (void)!carnet_history_get_tag(&tag, h, credential, i);
    return show_tag(tag);
}

static void put_change(cli_line *line, int32_t change)
{
    static const char *const names[] = {"change_added",     "change_changed",
                                        "change_stopped",   "change_resolved",
                                        "change_corrected", "change_restated"};
    cli_line_phrase(line, names[change], "");
}

/* The first line of what verb show says: its kind and what it is. */
static void put_heading(cli_line *line, const carnet_entry *e)
{
    carnet_buf *text = cli_entry_text(line, e);
    if (text != NULL) {
        const char *from = (const char *)carnet_buf_data(text);
        fwrite(from, 1, strcspn(from, "\n"), line->f);
    }
    carnet_buf_free(text);
}

int cli_put_log_entry(cli_page *p, const carnet_history *h,
                      const carnet_verdict *v, size_t credential, size_t i,
                      const char *before)
{
    int32_t change = 0;
    cli_line line;
    cli_line_begin(&line);
    if (line.status == CARNET_OK) {
        line.status = carnet_history_get_change(&change, h, credential, i);
    }
    cli_line_text(&line, before);
    cli_line_text(&line, cli_tag_of(h, credential, i).text);
    cli_line_text(&line, "  ");
    put_heading(&line, carnet_verify_get_entry(v, credential, i));
    cli_line_text(&line, " (");
    put_change(&line, change);
    cli_line_text(&line, ")");
    return cli_page_put_line(p, &line);
}

/* A line below an entry: a phrase with a tag, or a place, in it. */
static int put_note(cli_page *p, const char *phrase, const char *value)
{
    cli_line line;
    cli_line_begin(&line);
    cli_line_text(&line, "      ");
    cli_line_phrase(&line, phrase, value);
    return cli_page_put_line(p, &line);
}

static const char *phrase_of(int32_t how)
{
    switch (how) {
    case CARNET_HISTORY_FOUND:
        return "log_replaces";
    case CARNET_HISTORY_SEVERAL:
        return "log_replaces_several";
    case CARNET_HISTORY_MORE_PRIVATE:
        return "log_replaces_private";
    case CARNET_HISTORY_CIRCULAR:
        return "log_replaces_circle";
    case CARNET_HISTORY_OTHER_KIND:
        return "log_replaces_kind";
    case CARNET_HISTORY_OTHER_PERSON:
        return "log_replaces_person";
    default:
        return "log_replaces_unseen";
    }
}

/* What a reference names: the tag of the entry that it leads to, else what is
   written. */
static cli_name named(const carnet_history *h, const carnet_entry *e,
                      size_t credential, size_t i, size_t place)
{
    const int32_t f = CARNET_FIELD_REPLACES;
    cli_name out = {""};
    size_t c = 0;
    size_t k = 0;
    int32_t part = 0;
    uint32_t target = 0;
    if (carnet_history_get_target(&c, &k, h, credential, i, f, place, 0) ==
        CARNET_OK) {
        return cli_tag_of(h, c, k);
    }
    if (carnet_record_get_reference(&part, &target, e, f, place,
                                    CARNET_RECORD_SELF) != CARNET_OK) {
        return out;
    }
    if (part == CARNET_RECORD_ELSEWHERE) {
        return show_tag(target);
    }
    snprintf(out.text, sizeof out.text, "%s/%u", cli_part_name(part),
             (unsigned)target);
    return out;
}

static int put_replaces(cli_page *p, const carnet_history *h,
                        const carnet_entry *e, size_t credential, size_t i)
{
    const int32_t f = CARNET_FIELD_REPLACES;
    int code = CLI_OK;
    for (size_t n = 0; n < carnet_record_num_values(e, f) && code == CLI_OK;
         n++) {
        code = put_note(
            p, phrase_of(carnet_history_reference(h, credential, i, f, n)),
            named(h, e, credential, i, n).text);
    }
    return code;
}

/* Only what takes effect: what does not is told with the other entry. */
int cli_put_successors(cli_page *p, const carnet_history *h,
                       const carnet_verdict *v, size_t credential, size_t i)
{
    int code = CLI_OK;
    size_t num = carnet_history_num_successors(h, credential, i);
    for (size_t n = 0; n < num && code == CLI_OK; n++) {
        size_t c;
        size_t k;
        size_t place;
        if (carnet_history_get_successor(&c, &k, &place, h, credential, i, n) ==
                CARNET_OK &&
            carnet_history_reference(h, c, k, CARNET_FIELD_REPLACES, place) ==
                CARNET_HISTORY_FOUND) {
            code = put_note(p,
                            carnet_verify_credential_outcome(v, c) ==
                                    CARNET_VERIFY_ACCEPTED
                                ? "log_replaced_by"
                                : "log_beside",
                            cli_tag_of(h, c, k).text);
        }
    }
    return code;
}

static int put_entry(cli_page *p, const carnet_history *h,
                     const carnet_verdict *v, size_t credential, size_t i)
{
    const carnet_entry *e = carnet_verify_get_entry(v, credential, i);
    int code = cli_put_log_entry(p, h, v, credential, i, "  ");
    if (code == CLI_OK) {
        code = put_replaces(p, h, e, credential, i);
    }
    if (code == CLI_OK) {
        code = cli_put_changed_fields(p, h, v, credential, i);
    }
    return code == CLI_OK ? cli_put_successors(p, h, v, credential, i) : code;
}

/* ---- a credential ---- */

static void put_signer(cli_line *line, const carnet_verdict *v, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    const char *name = carnet_verify_issuer_name(v, i);
    if (name[0] != '\0') {
        cli_line_phrase(line, "signed_by", name);
        return;
    }
    if (carnet_verify_credential_outcome(v, i) != CARNET_VERIFY_REFUSED) {
        cli_line_phrase(line, "signed_by_key", "");
        cli_line_text(line, ", ");
    }
    if (carnet_verify_copy_key_id(id, v, i) == CARNET_OK) {
        cli_line_phrase(line, "key_id", cli_hex(id, sizeof id).text);
    }
}

int cli_put_log_title(cli_page *p, const carnet_verdict *v, size_t i,
                      const char *before)
{
    cli_line line;
    cli_line_begin(&line);
    cli_line_text(&line, before);
    cli_line_phrase(&line, "issued",
                    cli_day("", carnet_verify_issued_days(v, i), "").text);
    cli_line_text(&line, ", ");
    cli_line_credential(&line, v, i);
    cli_line_text(&line, ". ");
    put_signer(&line, v, i);
    return cli_page_put_line(p, &line);
}

/* As the view has it: what is wrong, and what could not be asked. */
static bool is_reason(const carnet_verdict *v, size_t i, int32_t fact)
{
    int32_t answer = carnet_verify_fact(v, i, fact);
    return answer == CARNET_VERIFY_NO ||
           (answer == CARNET_VERIFY_NOT_CHECKED &&
            (fact == CARNET_VERIFY_ISSUED || fact == CARNET_VERIFY_EXPIRY ||
             fact == CARNET_VERIFY_STATUS));
}

/* What is dated in the future, since a list has a day too. */
static void put_dated(cli_line *line, const carnet_verdict *v, size_t i,
                      int32_t fact)
{
    if (carnet_verify_fact_status(v, i, fact) != CARNET_KEY_FUTURE) {
        return;
    }
    if (fact == CARNET_VERIFY_ISSUED) {
        cli_line_number(line, "credential", i + 1);
    } else {
        cli_line_phrase(line,
                        fact == CARNET_VERIFY_TRUST_LIST ? "trust_list"
                                                         : "status_list",
                        "");
    }
    cli_line_text(line, ": ");
}

static int put_head(cli_page *p, const carnet_verdict *v, size_t i)
{
    int code = cli_put_log_title(p, v, i, "");
    bool review =
        carnet_verify_credential_outcome(v, i) == CARNET_VERIFY_REVIEW;
    for (int32_t f = 0; f < CARNET_VERIFY_NUM_FACTS && code == CLI_OK; f++) {
        if (review && is_reason(v, i, f)) {
            cli_line line;
            cli_line_begin(&line);
            cli_line_text(&line, "  ");
            put_dated(&line, v, i, f);
            cli_line_status(&line, carnet_verify_fact_status(v, i, f));
            code = cli_page_put_line(p, &line);
        }
    }
    return code;
}

static int put_credential(cli_page *p, const carnet_history *h,
                          const carnet_verdict *v, size_t i)
{
    int code = put_head(p, v, i);
    for (size_t k = 0; k < carnet_verify_num_entries(v, i) && code == CLI_OK;
         k++) {
        code = put_entry(p, h, v, i, k);
    }
    cli_page_put(p, "\n", 1);
    return code;
}

/* ---- the call ---- */

static int print_text(const carnet_history *h, const carnet_verdict *v)
{
    cli_page p;
    int code = CLI_OK;
    cli_page_begin(&p, stdout, NULL);
    for (size_t n = 0; n < carnet_verify_num_credentials(v) && code == CLI_OK;
         n++) {
        code = put_credential(&p, h, v, carnet_history_credential(h, n));
    }
    return cli_page_end(&p, code);
}

static int print_json(const carnet_history *h)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_history_json(&json, h);
    return cli_print_given_json(status, json, "history");
}

int cli_verb_log(const cli_call *call)
{
    carnet_verdict *v = NULL;
    carnet_history *h = NULL;
    int code = cli_get_verdict(&v, call);
    if (code == CLI_OK && carnet_verify_reason(v) != CARNET_OK) {
        code = cli_say_refused(call, v, 0);
    }
    if (code == CLI_OK) {
        carnet_status status = carnet_history_new(&h, v);
        code = status == CARNET_OK
                   ? CLI_OK
                   : cli_fail_status(status, call->args[0], NULL);
    }
    if (code == CLI_OK) {
        code = call->given[CLI_JSON] ? print_json(h) : print_text(h, v);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_history_free(h);
    carnet_verify_free(v);
    return code;
}
