/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the worked examples need of the library, through its public headers: a
 * record signed with a fixed key and seed, and what a passport reads as.
 *   example_tool issue KEY_SEED ROOT_SEED < record.json
 *   example_tool read PUBLIC_KEY TODAY < passport
 * Bytes are hex, a day counts from 1970-01-01; prints lines "name value".
 */
#include <carnet/carnet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    INPUT_MAX = 8 << 20,
    SECONDS_A_DAY = 86400
};

static uint8_t input[INPUT_MAX];

static int fail(const char *what, carnet_status status)
{
    fprintf(stderr, "example_tool: %s: %s\n", what, carnet_status_text(status));
    return 1;
}

static int digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, c) : NULL;
    return found != NULL ? (int)(found - digits) : -1;
}

/* len bytes from exactly that much hex. */
static int from_hex(uint8_t *out, size_t len, const char *hex)
{
    if (strlen(hex) != 2 * len) {
        return 0;
    }
    for (size_t i = 0; i < len; i++) {
        int high = digit(hex[2 * i]);
        int low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0) {
            return 0;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
    return 1;
}

static void print_hex(const char *name, const uint8_t *data, size_t len)
{
    printf("%s ", name);
    for (size_t i = 0; i < len; i++) {
        printf("%02x", data[i]);
    }
    printf("\n");
}

/* Text on one line; JSON has line ends between its members only. */
static void print_text(const char *name, const carnet_buf *text)
{
    const uint8_t *data = carnet_buf_data(text);
    printf("%s ", name);
    for (size_t i = 0; i < carnet_buf_len(text); i++) {
        putchar(data[i] == '\n' ? ' ' : data[i]);
    }
    printf("\n");
}

/* ---- issue ---- */

/* Days between the record's dates; unlimited where it has one only. */
static carnet_status dates_of(int32_t *issued, int32_t *valid,
                              const carnet_record *record)
{
    carnet_status status = carnet_record_get_issued(issued, record);
    int32_t until = 0;
    *valid = CARNET_ISSUE_UNLIMITED;
    if (status == CARNET_OK &&
        carnet_record_get_valid_until(&until, record) == CARNET_OK) {
        *valid = until - *issued;
    }
    return status;
}

static carnet_status sign(carnet_buf **out, const carnet_secret_key *key,
                          const uint8_t *seed, const carnet_record *record)
{
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    int32_t issued = 0;
    int32_t valid = 0;
    carnet_status status = dates_of(&issued, &valid, record);
    if (status == CARNET_OK) {
        status = carnet_issue_plan(&plan, &problem, record, issued, valid);
    }
    if (status == CARNET_OK) {
        status = carnet_issue_sign_seeded(out, plan, key, seed,
                                          CARNET_ISSUE_SEED_SIZE);
    } else {
        fprintf(stderr, "%s\n", carnet_problem_text(problem));
    }
    carnet_problem_free(problem);
    carnet_issue_free(plan);
    return status;
}

static int issue(const char *key_hex, const char *seed_hex, size_t len)
{
    uint8_t key_seed[CARNET_KEY_SEED_SIZE];
    uint8_t root_seed[CARNET_ISSUE_SEED_SIZE];
    uint8_t public_key[CARNET_KEY_PUBLIC_SIZE];
    carnet_secret_key *key = NULL;
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_buf *file = NULL;
    if (!from_hex(key_seed, sizeof key_seed, key_hex) ||
        !from_hex(root_seed, sizeof root_seed, seed_hex)) {
        return fail("seeds", CARNET_CALLER_RANGE);
    }
    carnet_status status =
        carnet_key_from_seed(&key, key_seed, sizeof key_seed);
    if (status == CARNET_OK) {
        status = carnet_key_copy_public(public_key, carnet_key_get_public(key));
    }
    if (status == CARNET_OK) {
        status = carnet_record_from_json(&record, &problem, (const char *)input,
                                         len);
    }
    if (status == CARNET_OK) {
        status = sign(&file, key, root_seed, record);
    }
    if (status == CARNET_OK) {
        print_hex("public", public_key, sizeof public_key);
        print_hex("file", carnet_buf_data(file), carnet_buf_len(file));
    }
    carnet_buf_free(file);
    carnet_problem_free(problem);
    carnet_record_free(record);
    carnet_key_free(key);
    return status == CARNET_OK ? 0 : fail("issue", status);
}

/* ---- read ---- */

/* As text, and the version of its code; nothing where it is too long. */
static carnet_status print_forms(size_t len)
{
    carnet_buf *text = NULL;
    carnet_status status = carnet_issue_as_text(&text, input, len);
    if (status == CARNET_OK) {
        print_text("text", text);
        printf("qr %d\n", (int)carnet_qr_version_for(carnet_buf_len(text),
                                                     CARNET_QR_LEVEL_M));
    } else if (!CARNET_STATUS_IS_CALLER(status)) {
        status = CARNET_OK;
    }
    carnet_buf_free(text);
    return status;
}

static carnet_status print_verdict(const carnet_verdict *verdict)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_verify_json(&json, verdict, 1);
    if (status == CARNET_OK) {
        print_text("verdict", json);
    }
    carnet_buf_free(json);
    for (size_t i = 0;
         status == CARNET_OK && i < carnet_verify_num_credentials(verdict);
         i++) {
        carnet_buf *cose = NULL;
        status = carnet_verify_export_cose(&cose, verdict, i);
        if (status == CARNET_OK) {
            print_hex("cose", carnet_buf_data(cose), carnet_buf_len(cose));
        } else if (status == CARNET_CALLER_ABSENT) {
            status = CARNET_OK; /* refused */
        }
        carnet_buf_free(cose);
    }
    return status;
}

static int read_passport(const char *key_hex, const char *today, size_t len)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    carnet_public_key *key = NULL;
    carnet_verdict *verdict = NULL;
    if (!from_hex(bytes, sizeof bytes, key_hex)) {
        return fail("key", CARNET_CALLER_RANGE);
    }
    carnet_status status =
        carnet_key_public_from_bytes(&key, bytes, sizeof bytes);
    if (status == CARNET_OK) {
        const carnet_public_key *keys[1] = {key};
        int64_t now_s = strtoll(today, NULL, 10) * SECONDS_A_DAY;
        status = carnet_verify(&verdict, input, len, keys, 1, now_s);
    }
    if (status == CARNET_OK) {
        status = print_forms(len);
    }
    if (status == CARNET_OK) {
        status = print_verdict(verdict);
    }
    carnet_verify_free(verdict);
    carnet_key_public_free(key);
    return status == CARNET_OK ? 0 : fail("read", status);
}

int main(int argc, char **argv)
{
    size_t len = fread(input, 1, sizeof input, stdin);
    if (argc == 4 && strcmp(argv[1], "issue") == 0) {
        return issue(argv[2], argv[3], len);
    }
    if (argc == 4 && strcmp(argv[1], "read") == 0) {
        return read_passport(argv[2], argv[3], len);
    }
    return fail("usage", CARNET_CALLER_RANGE);
}
