/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lesson 3, a passport that grows: walks through the made-up journey of
 * tests/journey, from place to place, and tells at each what the person there
 * may believe, what of it is current, and what replaced the rest.
 * Argument: that folder. Exit status: 0, or 3 where a call failed.
 */
#include <stdio.h>
#include <string.h>

#include <carnet/carnet.h>

/* One place: what happened, and what is at hand there that day. */
static const struct {
    const char *day, *list, *passport, *story;
} scenes[] = {
    {"2020-03-11", "lists/1", "01-origin",
     "Selam leaves home with one sheet, from a vaccination post."},
    {"2021-02-12", "lists/1", "03-transit",
     "A clinic on the way treats her pressure, and finds diabetes."},
    {"2021-06-21", "lists/1", "04-forged",
     "A thief has the clinic's key. Nobody at this pharmacy can know."},
    {"2021-08-06", "lists/2", "05-transit",
     "The theft is in the new trust list. All that this key ever signed is\n"
     "refused, and the clinic has signed its own findings anew."},
    {"2023-10-01", "lists/2", "08-reception",
     "Across the sea a sheet was lost: a reference leads nowhere, and two\n"
     "doses of one medicine stand side by side. Better both than neither."},
    {"2025-05-25", "lists/3", "09-examiner",
     "At the airport. The fitness note ran out five days ago."},
    {"2026-03-04", "lists/3", "14-whole",
     "Home. The clinic has signed once more all that holds."}};

/* Reads a whole file; its length, or 0. */
static size_t read_file(uint8_t *out, size_t size, const char *folder,
                        const char *name, const char *ending)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);
    FILE *f = fopen(path, "rb");
    size_t len = f == NULL ? 0 : fread(out, 1, size, f);
    if (f != NULL) {
        fclose(f);
    }
    return len;
}

/* Whom this place believes: one list, signed by the key that it pins. Fails
   where another key signed the list: then nobody is believed. The list must
   outlive the trust in it. */
static carnet_status load_trust(carnet_trust **out, carnet_trust_list **list,
                                const char *folder, const char *number)
{
    uint8_t bytes[8192];
    carnet_public_key *pin = NULL;
    size_t len = read_file(bytes, sizeof bytes, folder, "keys/list", ".pub");
    carnet_status status = carnet_key_public_decode(&pin, bytes, len);
    len = read_file(bytes, sizeof bytes, folder, number, ".trust");
    if (status == CARNET_OK) {
        status = carnet_trust_list_read(list, NULL, bytes, len, pin);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_new(out);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_add_list(*out, *list);
    }
    carnet_key_public_free(pin);
    return status;
}

/* The first line of an entry as text says what it is. */
static void print_entry(const carnet_entry *e, const char *before)
{
    carnet_buf *text = NULL;
    if (carnet_view_text(&text, NULL, e, "en", 2) == CARNET_OK) {
        const char *line = (const char *)carnet_buf_data(text);
        printf("  %s%.*s\n", before, (int)strcspn(line, "\n"), line);
    }
    carnet_buf_free(text);
}

/* Nothing is ever changed in a passport: an entry that takes the place of
   others names them, and what counts follows from that. */
static void print_history(const carnet_history *h, const carnet_verdict *v)
{
    for (size_t n = 0; n < carnet_verify_num_credentials(v); n++) {
        size_t c = carnet_history_credential(h, n); /* the earliest first */
        for (size_t i = 0; i < carnet_verify_num_entries(v, c); i++) {
            const carnet_entry *e = carnet_verify_get_entry(v, c, i);
            if (carnet_record_entry_kind(e) == CARNET_KIND_PERSON ||
                carnet_history_state(h, c, i) != CARNET_HISTORY_CURRENT) {
                continue;
            }
            /* Under review: authentic, but a person must look first. */
            print_entry(e, carnet_verify_credential_outcome(v, c) ==
                                   CARNET_VERIFY_ACCEPTED
                               ? ""
                               : "look closely: ");
            if (carnet_history_reference(h, c, i, CARNET_FIELD_REPLACES, 0) ==
                CARNET_HISTORY_NOWHERE) {
                puts("    (it replaces something that is not here)");
            }
        }
    }
}

static carnet_status play(size_t n, const char *folder)
{
    static uint8_t passport[65536];
    carnet_trust *trust = NULL;
    carnet_trust_list *list = NULL;
    carnet_verdict *v = NULL;
    carnet_history *h = NULL;
    int64_t now_s = 0;
    const char *day = scenes[n].day;
    printf("%s. %s\n", day, scenes[n].story);
    size_t len = read_file(passport, sizeof passport, folder,
                           scenes[n].passport, ".carnet");
    carnet_status status = load_trust(&trust, &list, folder, scenes[n].list);
    if (status == CARNET_OK) {
        status = carnet_text_parse_time(&now_s, NULL, day, strlen(day));
    }
    if (status == CARNET_OK) {
        status = carnet_verify_trusting(&v, passport, len, trust, now_s);
    }
    if (status == CARNET_OK) {
        status = carnet_history_new(&h, v);
    }
    if (status == CARNET_OK) {
        print_history(h, v);
    }
    carnet_history_free(h); /* lends the verdict, so it goes first */
    carnet_verify_free(v);
    carnet_trust_free(trust);
    carnet_trust_list_free(list);
    puts("");
    return status;
}

int main(int argc, char **argv)
{
    carnet_status status = argc == 2 ? CARNET_OK : CARNET_CALLER_NULL;
    for (size_t n = 0;
         n < sizeof scenes / sizeof scenes[0] && status == CARNET_OK; n++) {
        status = play(n, argv[1]);
    }
    return status == CARNET_OK ? 0 : 3;
}
