/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One scan at a desk: joins sets, has the passport verified, and makes of it
 * what the desk's audience may see. Nothing is believed for looking right.
 */
#include "desk.h"

/* ---- the last few ---- */

/* FNV-1a of 32 bits, in 64: who makes two texts of one hash has one of them
   counted less; by chance that comes once in some 2^28 scans. */
static uint64_t hash_of(const uint8_t *text, size_t len)
{
    uint64_t hash = 0x811c9dc5u;
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ text[i]) * 0x01000193u & UINT32_MAX;
    }
    return hash;
}

static cli_desk_recent *find(cli_desk *desk, uint64_t hash)
{
    size_t num =
        desk->num_other < CLI_DESK_RECENT ? desk->num_other : CLI_DESK_RECENT;
    for (size_t i = 0; i < num; i++) {
        if (desk->recent[i].line == hash || desk->recent[i].set == hash) {
            return &desk->recent[i];
        }
    }
    return NULL;
}

/* Counts an answer once, whether it comes again or not: under what was shown
   last, since a list may have come or a day gone. Codes of a set that come
   again in another order are that set; one that waits for the rest takes
   nothing back. Whether it came among the last few. */
static bool count(cli_desk *desk, uint64_t line, const cli_desk_answer *a)
{
    cli_desk_recent *r = a->set == 0 ? NULL : find(desk, a->set);
    r = r == NULL ? find(desk, line) : r;
    bool is_again = r != NULL;
    if (!is_again) {
        r = &desk->recent[desk->num_other++ % CLI_DESK_RECENT];
        *r = (cli_desk_recent){line, a->set, a->word};
        desk->counts[a->word]++;
    } else if (a->word != CLI_DESK_PART) {
        desk->counts[r->word]--;
        desk->counts[a->word]++;
        r->word = a->word;
        r->set = a->set;
    }
    return is_again;
}

/* ---- what it is judged by ---- */

int32_t cli_desk_overdue(const cli_desk *desk)
{
    int32_t most = 0;
    for (size_t i = 0; i < desk->trusted.num_lists; i++) {
        int32_t days = cli_overdue_days(
            desk->call,
            carnet_trust_list_next_update_days(desk->trusted.lists[i]));
        most = days > most ? days : most;
    }
    return most;
}

/* ---- what the audience may see ---- */

/* Entries but for whose it is, which every audience sees. */
static size_t num_beside_person(const carnet_verdict *v)
{
    size_t num = 0;
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, i, k);
            num += carnet_record_entry_kind(e) != CARNET_KIND_PERSON;
        }
    }
    return num;
}

/* Whether a verdict gives nothing of a credential, so that only the text tells
   what it holds: refused, or entered in error. */
static bool keeps_quiet(const carnet_verdict *v)
{
    bool found = false;
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        found = found || carnet_verify_num_entries(v, i) == 0;
    }
    return found;
}

/* Entries of clinic and private part that anybody can read, vouched for or
   not. */
static size_t num_readable(const uint8_t *text, size_t len)
{
    carnet_outline *outline = NULL;
    size_t num = 0;
    if (carnet_peek_outline(&outline, NULL, text, len) == CARNET_OK) {
        num = carnet_peek_outline_num(outline, CARNET_PART_CLINIC) +
              carnet_peek_outline_num(outline, CARNET_PART_PRIVATE);
    }
    carnet_peek_outline_free(outline);
    return num;
}

static bool holds_more(const cli_desk_answer *a, const uint8_t *text,
                       size_t len, const carnet_buf *shown)
{
    return num_beside_person(a->whole) > num_beside_person(a->seen) ||
           (keeps_quiet(a->whole) &&
            num_readable(text, len) >
                num_readable(carnet_buf_data(shown), carnet_buf_len(shown)));
}

/* What of a refused page nobody looked into can be anything: it is no reason to
   stop. Beside it nothing is shown of a page that stands, since the whole can't
   be presented. */
static carnet_status take_unpresented(cli_desk_answer *a, carnet_status status)
{
    if (CARNET_STATUS_IS_CALLER(status)) {
        return status;
    }
    if (status != CARNET_PRIVACY_NOTHING && a->word != CLI_DESK_REFUSED) {
        a->word = CLI_DESK_REFUSED;
        a->why = status;
    }
    return CARNET_OK;
}

/* Presents a passport to the audience and, unless it is refused, verifies just
   that: what is withheld is then nowhere to be shown from. */
static carnet_status see(cli_desk_answer *a, const cli_desk *desk,
                         const uint8_t *text, size_t len)
{
    carnet_buf *shown = NULL;
    carnet_status status = carnet_privacy_present(
        &shown, NULL, text, len, desk->audience, NULL, 0, NULL, 0);
    if (status == CARNET_OK && a->word != CLI_DESK_REFUSED) {
        status = cli_verify(&a->seen, &desk->trusted, desk->call,
                            carnet_buf_data(shown), carnet_buf_len(shown));
    } else if (status != CARNET_OK) {
        status = take_unpresented(a, status);
    }
    a->holds_more = holds_more(a, text, len, shown);
    carnet_buf_free(shown);
    return status;
}

const carnet_verdict *cli_desk_told(const cli_desk_answer *a)
{
    bool same = a->seen != NULL && carnet_verify_outcome(a->seen) ==
                                       carnet_verify_outcome(a->whole);
    return same ? a->seen : a->whole;
}

/* ---- one reading ---- */

static carnet_status judge_whole(cli_desk_answer *a, const cli_desk *desk,
                                 const uint8_t *text, size_t len)
{
    static const cli_desk_word words[] = {CLI_DESK_REFUSED, CLI_DESK_ACCEPTED,
                                          CLI_DESK_REVIEW, CLI_DESK_REFUSED};
    carnet_status status =
        cli_verify(&a->whole, &desk->trusted, desk->call, text, len);
    if (status != CARNET_OK) {
        return status;
    }
    a->word = words[carnet_verify_outcome(a->whole)];
    a->why = carnet_verify_reason(a->whole);
    if (a->word == CLI_DESK_REFUSED) {
        /* What a torn or blurred code gives is no word on the passport. */
        bool unread =
            CARNET_STATUS_IS_TEXT(a->why) || a->why == CARNET_CBOR_TRUNCATED;
        a->word = unread ? CLI_DESK_UNREAD : CLI_DESK_REFUSED;
    }
    /* What is malformed shows nothing to anybody. */
    return a->why == CARNET_OK ? see(a, desk, text, len) : CARNET_OK;
}

/* Adds a code to the set that it is of, to a new one if it is of none. Gives
   the place of the set. */
static carnet_status add_code(cli_desk_answer *a, cli_desk *desk, size_t *place,
                              const uint8_t *text, size_t len)
{
    carnet_status status = CARNET_TEXT_SET_OTHER;
    for (size_t i = 0; i < CLI_DESK_SETS; i++) {
        if (desk->sets[i] == NULL) {
            continue;
        }
        *place = i;
        status = carnet_set_add(desk->sets[i], &a->index, text, len);
        if (status != CARNET_TEXT_SET_OTHER &&
            status != CARNET_TEXT_SET_COUNT) {
            return status;
        }
    }
    carnet_set *fresh = NULL;
    status = carnet_set_new(&fresh);
    if (status == CARNET_OK) {
        status = carnet_set_add(fresh, &a->index, text, len);
    }
    if (status != CARNET_OK) {
        carnet_set_free(fresh);
        return status;
    }
    *place = desk->next_set++ % CLI_DESK_SETS;
    carnet_set_free(desk->sets[*place]);
    desk->sets[*place] = fresh;
    return CARNET_OK;
}

/* A code of a set: with the last one it is judged as a whole. */
static carnet_status judge_code(cli_desk_answer *a, cli_desk *desk,
                                const uint8_t *text, size_t len)
{
    size_t place = 0;
    carnet_buf *whole = NULL;
    a->word = CLI_DESK_UNREAD;
    a->why = add_code(a, desk, &place, text, len);
    if (a->why != CARNET_OK) {
        return CARNET_STATUS_IS_CALLER(a->why) ? a->why : CARNET_OK;
    }
    a->count = carnet_set_count(desk->sets[place]);
    a->why = carnet_set_join(&whole, desk->sets[place]);
    if (a->why == CARNET_TEXT_SET_MISSING) {
        a->word = CLI_DESK_PART;
        return CARNET_OK;
    }
    carnet_status status = CARNET_STATUS_IS_CALLER(a->why) ? a->why : CARNET_OK;
    carnet_set_free(desk->sets[place]);
    desk->sets[place] = NULL;
    if (a->why == CARNET_OK) {
        a->set = hash_of(carnet_buf_data(whole), carnet_buf_len(whole));
        status =
            judge_whole(a, desk, carnet_buf_data(whole), carnet_buf_len(whole));
    }
    carnet_buf_free(whole);
    return status;
}

carnet_status cli_desk_judge_reading(cli_desk_answer *a, cli_desk *desk,
                                     const uint8_t *text, size_t len)
{
    int32_t kind = carnet_set_part_kind(text, len);
    if (kind > CARNET_SET_PASSPORT) { /* of a list, which is for no desk */
        a->word = CLI_DESK_UNREAD;
        a->why = CARNET_TEXT_LIST;
        return CARNET_OK;
    }
    return kind == CARNET_SET_PASSPORT ? judge_code(a, desk, text, len)
                                       : judge_whole(a, desk, text, len);
}

cli_desk_rank cli_desk_rank_of(const cli_desk_answer *a)
{
    if (a->word == CLI_DESK_UNREAD ||
        carnet_verify_reason(a->whole) != CARNET_OK) {
        return CLI_DESK_MALFORMED;
    }
    return a->word == CLI_DESK_REFUSED ? CLI_DESK_WELL_FORMED : CLI_DESK_GOOD;
}

/* What scanners put around a text: the symbology (ISO/IEC 15424), tabs. */
static void strip(const uint8_t **line, size_t *len)
{
    if (*len > 3 && memcmp(*line, "]Q", 2) == 0 && (*line)[2] >= '0' &&
        (*line)[2] <= '9') {
        *line += 3;
        *len -= 3;
    }
    while (*len > 1 && (*line)[*len - 1] == '\t') {
        (*len)--;
    }
}

int cli_desk_judge(cli_desk_answer *out, cli_desk *desk, const uint8_t *line,
                   size_t len)
{
    *out = (cli_desk_answer){.word = CLI_DESK_UNREAD};
    strip(&line, &len);
    desk->num_lines++;
    carnet_status status = CARNET_OK;
    if (len > CLI_DESK_LINE) {
        out->why = CARNET_TEXT_TOO_LONG;
    } else {
        status = cli_desk_judge_reading(out, desk, line, len);
        status =
            status == CARNET_OK ? cli_desk_guess(out, desk, line, len) : status;
    }
    if (status != CARNET_OK) {
        cli_desk_answer_free(out);
        return cli_fail_status(status, "scan", NULL);
    }
    out->is_again = count(desk, hash_of(line, len), out);
    return CLI_OK;
}

void cli_desk_answer_free(cli_desk_answer *a)
{
    carnet_verify_free(a->whole);
    carnet_verify_free(a->seen);
    a->whole = NULL;
    a->seen = NULL;
}

void cli_desk_free(cli_desk *desk)
{
    for (size_t i = 0; i < CLI_DESK_SETS; i++) {
        carnet_set_free(desk->sets[i]);
    }
    cli_free_trusted(&desk->trusted);
}
