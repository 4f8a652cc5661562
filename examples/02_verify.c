/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lesson 2, verifying: reads a text on standard input as a scanner gives it,
 * checks it against the public key named on the command line, in memory of its
 * own with no allocation, and asks the record for what a doctor needs first.
 * Exit status: 0 accepted, 1 review, 2 refused, 3 the call failed.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <carnet/carnet.h>

/* Enough for every text that a QR code can hold. The verdict lives in it, and
   with it health data: wipe it before it is used for anything else. */
static _Alignas(16) uint8_t arena[CARNET_VERIFY_ARENA_SIZE];

static carnet_public_key *load_key(const char *path)
{
    uint8_t pem[4096];
    carnet_public_key *key = NULL;
    FILE *f = fopen(path, "rb");
    size_t len = f == NULL ? 0 : fread(pem, 1, sizeof pem, f);
    if (f != NULL) {
        fclose(f);
    }
    /* Fails for a damaged file, for a secret key in place of the public one,
       and for points that nobody can own. */
    carnet_status status = carnet_key_public_decode(&key, pem, len);
    if (status != CARNET_OK) {
        fprintf(stderr, "%s: %s\n", path, carnet_status_text(status));
    }
    return key;
}

/* Facts are answers to questions; "not checked" is never "fine". */
static void print_expiry(const carnet_verdict *v, size_t credential)
{
    switch (carnet_verify_fact(v, credential, CARNET_VERIFY_EXPIRY)) {
    case CARNET_VERIFY_YES:
        puts("  not past its last valid day");
        break;
    case CARNET_VERIFY_NO:
        puts("  past its last valid day: facts get old, look closely");
        break;
    default:
        puts("  last valid day not checked");
        break;
    }
}

/* Whose it is: a credential that names nobody may be anybody's, and beside
   others it may have been put there. */
static void print_holder(const carnet_verdict *v, size_t credential)
{
    carnet_status why =
        carnet_verify_fact_status(v, credential, CARNET_VERIFY_SAME_HOLDER);
    if (why != CARNET_OK) {
        printf("  %s\n", carnet_status_text(why));
    }
}

static void print_allergy(const carnet_entry *e)
{
    char words[CARNET_RECORD_TEXT_SIZE];
    /* "None known" and "not asked" are not the same, and neither is a code. */
    int32_t absent = carnet_record_absence(e, CARNET_ALLERGY_AGENT);
    if (absent == CARNET_ABSENT_NONE) {
        puts("  allergies: none known");
    } else if (absent != CARNET_ABSENT_NO) {
        puts("  allergies: not asked");
    } else if (carnet_record_copy_display(words, e, CARNET_ALLERGY_AGENT, 0,
                                          CARNET_RECORD_SELF, 0) == CARNET_OK) {
        printf("  allergy: %s\n", words);
    }
}

/* Content comes through a verdict only: of a refused credential there are no
   entries to ask for. */
static void print_content(const carnet_verdict *v, size_t credential)
{
    size_t num = carnet_verify_num_entries(v, credential);
    for (size_t i = 0; i < num; i++) {
        const carnet_entry *e = carnet_verify_get_entry(v, credential, i);
        if (carnet_record_entry_kind(e) == CARNET_KIND_ALLERGY) {
            print_allergy(e);
        }
    }
    printf("  %zu entries\n", num);
}

static void print_verdict(const carnet_verdict *v)
{
    static const char *const words[] = {"undecided", "accepted", "review",
                                        "refused"};
    puts(words[carnet_verify_outcome(v)]);
    /* Malformed anywhere refuses the whole input, with the reason. */
    if (carnet_verify_reason(v) != CARNET_OK) {
        printf("  %s\n", carnet_status_text(carnet_verify_reason(v)));
    }
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        print_expiry(v, i);
        print_holder(v, i);
        print_content(v, i);
    }
}

int main(int argc, char **argv)
{
    static uint8_t text[8192];
    carnet_public_key *key = load_key(argc == 2 ? argv[1] : "");
    if (key == NULL) {
        return 3;
    }
    size_t len = fread(text, 1, sizeof text, stdin);
    const carnet_public_key *const trusted[] = {key};
    carnet_verdict *verdict = NULL;
    /* A refused passport is a successful call; what fails here is a wrong
       argument or an arena that is too small. */
    carnet_status status =
        carnet_verify_in_arena(&verdict, arena, sizeof arena, text, len,
                               trusted, 1, (int64_t)time(NULL));
    if (status != CARNET_OK) {
        fprintf(stderr, "%s\n", carnet_status_text(status));
    } else {
        print_verdict(verdict);
    }
    int code = status == CARNET_OK
                   ? carnet_verify_outcome(verdict) - CARNET_VERIFY_ACCEPTED
                   : 3;
    memset(arena, 0, sizeof arena);
    carnet_key_public_free(key);
    return code;
}
