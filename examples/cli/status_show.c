/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet status check: what a status list is, who signed it, how old it is,
 * and what it says of an index or of the pages of a passport. What it does not
 * tell is unknown, and never good.
 */
#include "status.h"
#include "verdict.h"

enum {
    NUM_KNOWN = CARNET_STATUS_LIST_IN_ERROR + 1
};

/* What is said of a list; all zero before. */
typedef struct {
    const cli_call *call;
    cli_trusted trusted;
    carnet_status_list *list;
    carnet_verdict *verdict; /* of a passport, by this list alone; or NULL */
    size_t counts[NUM_KNOWN + 1]; /* the last: of other values */
    bool is_old, is_future;
    const carnet_status_list *later; /* that a store has; or NULL */
} facts;

static const char *word_of(int32_t value)
{
    const char *word = cli_status_word(value);
    return word == NULL ? "unknown" : word;
}

static void count(facts *f)
{
    size_t num = carnet_status_list_num_entries(f->list);
    int64_t end = carnet_status_list_expires_s(f->list);
    int64_t now = cli_now(f->call);
    int32_t unused = 0;
    for (size_t i = 0; i < num; i++) {
        int32_t value = carnet_status_list_get(f->list, (int64_t)i);
        f->counts[value < NUM_KNOWN ? value : NUM_KNOWN]++;
    }
    f->is_old = end != INT64_MIN && now >= end;
    f->is_future = carnet_status_list_replaces(&unused, f->list, NULL, now) ==
                   CARNET_KEY_FUTURE;
}

/* The one about the same key that a store of the call has, which verdicts ask
   before this one. */
static void find_later(facts *f)
{
    for (size_t i = 0; i < f->trusted.num_status; i++) {
        const carnet_status_list *kept = f->trusted.status[i];
        int32_t unused = 0;
        if (carnet_status_list_replaces(&unused, f->list, kept,
                                        cli_now(f->call)) ==
            CARNET_TRUST_OLDER) {
            f->later = kept;
        }
    }
}

static long long age_of(const facts *f)
{
    return (long long)cli_today(f->call) -
           cli_day_of(carnet_status_list_issued_s(f->list));
}

/* ---- what was asked ---- */

typedef struct {
    size_t credential; /* from 1; 0: an index that the call names */
    int64_t index;     /* -1: none */
    bool is_covered;   /* the list is about it */
} question;

static size_t num_questions(const facts *f)
{
    return f->call->given[CLI_INDEX]
               ? 1
               : carnet_verify_num_credentials(f->verdict);
}

static question get_question(const facts *f, size_t i)
{
    if (f->call->given[CLI_INDEX]) {
        return (question){0, f->call->index, true};
    }
    int32_t index = carnet_verify_status_index(f->verdict, i);
    bool asked = index >= 0 && carnet_verify_credential_outcome(
                                   f->verdict, i) != CARNET_VERIFY_REFUSED;
    carnet_status why =
        carnet_verify_fact_status(f->verdict, i, CARNET_VERIFY_STATUS);
    return (question){i + 1, index, asked && why != CARNET_TRUST_NO_STATUS};
}

static const char *answer_of(const facts *f, const question *q)
{
    return q->is_covered ? word_of(carnet_status_list_get(f->list, q->index))
                         : "not_covered";
}

/* 0 where the list is of use, and whatever was asked of it is good. */
static int exit_of(const facts *f)
{
    bool good = !f->is_old && !f->is_future && f->later == NULL;
    for (size_t i = 0; i < num_questions(f); i++) {
        question q = get_question(f, i);
        good =
            good && q.is_covered &&
            carnet_status_list_get(f->list, q.index) == CARNET_STATUS_LIST_GOOD;
    }
    return good ? CLI_OK : CLI_REVIEW;
}

/* ---- in words ---- */

static void print_key(cli_page *p, const facts *f)
{
    uint8_t about[CARNET_STATUS_LIST_ISSUER_SIZE] = {0};
    uint8_t signer[CARNET_KEY_ID_SIZE] = {0};
    carnet_buf *name = NULL;
    const carnet_public_key *key = carnet_status_list_get_signer(f->list);
    (void)!carnet_status_list_copy_issuer(about, f->list);
    (void)!carnet_key_copy_id(signer, key);
    cli_page_line(p, "about        what key %s signed",
                  cli_hex(about, CARNET_KEY_ID_SIZE).text);
    if (carnet_trust_issuer_name(&name, f->trusted.trust, key) == CARNET_OK) {
        cli_page_line(p, "signed by    %.*s (key %s)",
                      (int)carnet_buf_len(name),
                      (const char *)carnet_buf_data(name),
                      cli_hex(signer, sizeof signer).text);
    } else {
        cli_page_line(p, "signed by    key %s",
                      cli_hex(signer, sizeof signer).text);
    }
    carnet_buf_free(name);
}

static void print_times(cli_page *p, const facts *f)
{
    int64_t end = carnet_status_list_expires_s(f->list);
    int64_t ttl = carnet_status_list_ttl_s(f->list);
    cli_page_line(p, "made at      %s, %lld days ago%s",
                  cli_time(carnet_status_list_issued_s(f->list)).text,
                  age_of(f), f->is_future ? "  ! check the clock" : "");
    if (end != INT64_MIN) {
        cli_page_line(p, "old from     %s%s", cli_time(end).text,
                      f->is_old ? "  ! get a newer one" : "");
    }
    if (f->later != NULL) {
        cli_page_line(p,
                      "! older than the one in the store, which was made at "
                      "%s (TRUST_OLDER)",
                      cli_time(carnet_status_list_issued_s(f->later)).text);
    }
    if (ttl > 0) {
        cli_page_line(p, "look again   after %lld seconds", (long long)ttl);
    }
}

static void print_counts(cli_page *p, const facts *f)
{
    cli_page_line(p, "entries      %zu of %d bits",
                  carnet_status_list_num_entries(f->list),
                  (int)carnet_status_list_bits(f->list));
    for (int32_t i = 0; i <= NUM_KNOWN; i++) {
        if (f->counts[i] > 0) {
            cli_page_line(p, "  %-11s%zu", word_of(i), f->counts[i]);
        }
    }
}

static void print_answers(cli_page *p, const facts *f)
{
    for (size_t i = 0; i < num_questions(f); i++) {
        question q = get_question(f, i);
        if (!q.is_covered) {
            cli_page_line(p, "credential %zu: this list is not about it",
                          q.credential);
        } else if (q.credential > 0) {
            cli_page_line(p, "credential %zu, index %lld: %s", q.credential,
                          (long long)q.index, answer_of(f, &q));
        } else {
            cli_page_line(p, "index %lld: %s", (long long)q.index,
                          answer_of(f, &q));
        }
    }
}

/* ---- in JSON ---- */

static void print_json_keys(const facts *f)
{
    uint8_t about[CARNET_STATUS_LIST_ISSUER_SIZE] = {0};
    uint8_t signer[CARNET_KEY_ID_SIZE] = {0};
    carnet_buf *name = NULL;
    const carnet_public_key *key = carnet_status_list_get_signer(f->list);
    (void)!carnet_status_list_copy_issuer(about, f->list);
    (void)!carnet_key_copy_id(signer, key);
    printf("{\"about\":\"%s\",\"signer\":\"%s\"",
           cli_hex(about, sizeof about).text,
           cli_hex(signer, sizeof signer).text);
    if (carnet_trust_issuer_name(&name, f->trusted.trust, key) == CARNET_OK) {
        fputs(",\"issuer\":", stdout);
        cli_print_json((const char *)carnet_buf_data(name),
                       carnet_buf_len(name));
    }
    carnet_buf_free(name);
}

static void print_json_answers(const facts *f)
{
    fputs(",\"asked\":[", stdout);
    for (size_t i = 0; i < num_questions(f); i++) {
        question q = get_question(f, i);
        printf("%s{\"status\":\"%s\"", i == 0 ? "" : ",", answer_of(f, &q));
        if (q.credential > 0) {
            printf(",\"credential\":%zu", q.credential);
        }
        if (q.index >= 0) {
            printf(",\"index\":%lld", (long long)q.index);
        }
        fputs("}", stdout);
    }
    fputs("]", stdout);
}

static void print_json(const facts *f)
{
    int64_t end = carnet_status_list_expires_s(f->list);
    print_json_keys(f);
    printf(",\"issued\":\"%s\",\"age_days\":%lld",
           cli_time(carnet_status_list_issued_s(f->list)).text, age_of(f));
    if (end != INT64_MIN) {
        printf(",\"expires\":\"%s\"", cli_time(end).text);
    }
    if (f->later != NULL) {
        printf(",\"later\":\"%s\",\"name\":\"TRUST_OLDER\"",
               cli_time(carnet_status_list_issued_s(f->later)).text);
    }
    printf(",\"ttl_s\":%lld,\"old\":%s,\"future\":%s,\"bits\":%d,"
           "\"entries\":%zu,\"counts\":{",
           (long long)carnet_status_list_ttl_s(f->list),
           f->is_old ? "true" : "false", f->is_future ? "true" : "false",
           (int)carnet_status_list_bits(f->list),
           carnet_status_list_num_entries(f->list));
    for (int32_t i = 0; i <= NUM_KNOWN; i++) {
        printf("%s\"%s\":%zu", i == 0 ? "" : ",", word_of(i), f->counts[i]);
    }
    fputs("}", stdout);
    print_json_answers(f);
    puts("}");
}

/* ---- the action ---- */

static int print(const facts *f)
{
    int code = CLI_OK;
    if (f->call->given[CLI_JSON]) {
        print_json(f);
    } else {
        cli_page p;
        cli_page_begin(&p, stdout, NULL);
        print_key(&p, f);
        print_times(&p, f);
        print_counts(&p, f);
        print_answers(&p, f);
        code = cli_page_end(&p, CLI_OK);
    }
    return code == CLI_OK ? exit_of(f) : code;
}

/* By this list alone: another one that is at hand would say what it says. */
static int judge(facts *f)
{
    cli_bytes input;
    cli_call files = cli_files_from(f->call, 2);
    int code = cli_read_passport(&input, &files);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status =
        carnet_trust_add_status_list(f->trusted.trust, f->list);
    if (status == CARNET_OK) {
        status = cli_verify(&f->verdict, &f->trusted, f->call, input.data,
                            input.len);
    }
    cli_bytes_free(&input);
    if (status != CARNET_OK) {
        return cli_fail_status(status, files.args[0], NULL);
    }
    return carnet_verify_outcome(f->verdict) == CARNET_VERIFY_REFUSED
               ? cli_say_refused(&files, f->verdict, 0)
               : CLI_OK;
}

static int check(facts *f)
{
    carnet_status why = CARNET_OK;
    int code = cli_read_believed(&f->trusted, f->call);
    if (code == CLI_OK) {
        code =
            cli_read_status(&f->list, &why, f->trusted.trust, f->call->args[1]);
        if (code == CLI_REFUSED && f->call->given[CLI_JSON]) {
            fputs("{\"outcome\":\"refused\"", stdout);
            cli_put_status(stdout, why);
            puts("}");
            cli_forget_failure();
        }
    }
    if (code == CLI_OK && f->call->num_args > 2) {
        code = judge(f);
    }
    if (code == CLI_OK) {
        count(f);
        find_later(f);
        code = print(f);
    }
    return code;
}

int cli_status_check(const cli_call *call)
{
    bool asks = call->num_args > 2 || call->given[CLI_INDEX];
    bool stores = call->store != NULL;
    if (call->num_args < 2 || (call->num_args > 2 && call->given[CLI_INDEX]) ||
        (stores && (asks || call->num_trust > 0 || call->num_pins > 0 ||
                    call->given[CLI_JSON]))) {
        return cli_fail(CLI_USAGE,
                        "say carnet status check clinic.status --trust "
                        "clinic.pub, with --index N or a passport to ask it "
                        "about; or --store FOLDER alone");
    }
    if (stores) {
        return cli_store_put_status(call, call->args[1]);
    }
    facts f = {.call = call};
    int code = check(&f);
    carnet_verify_free(f.verdict);
    carnet_status_list_free(f.list);
    cli_free_trusted(&f.trusted);
    return code;
}
