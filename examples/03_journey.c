/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lesson 3, a passport that grows: walks through the made-up journey of
 * tests/journey, and tells at each place what may be believed there that day,
 * and of each medicine what must be given, how long it lasts, and why.
 * Argument: that folder. Exit status: 0, or 3 where a call failed.
 */
#include <stdbool.h>
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
    {"2022-02-03", "lists/2", "05-transit",
     "All that the stolen key ever signed is refused now. What the clinic\n"
     "signed anew counts; but the tablets that it gave her are gone."},
    {"2022-04-14", "lists/2", "06-reception",
     "Across the sea somebody wrote that no allergy is known, and gave her\n"
     "what an older sheet warns of. Whoever looks today can still stop it."},
    {"2023-10-01", "lists/2", "08-reception",
     "A sheet was lost, and two doses of one medicine stand side by side."},
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

/* Whom this place believes: one list, which must outlive the trust in it. Fails
   where another key than the pinned one signed it: then nobody is believed. */
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

/* The title of each row, at the left edge; all of a medicine; and what strikes
   the eye ("!!"). Below the rows stands what they replaced, and who signed. */
static void print_day(const char *line)
{
    bool is_medicine = false;
    for (; *line != '\0'; line += line[0] == '\n') {
        size_t len = strcspn(line, "\n");
        if (strncmp(line, "Replaced since", 14) == 0 ||
            strncmp(line, "Credential ", 11) == 0) {
            return;
        }
        if (line[0] != ' ') {
            is_medicine = strncmp(line, "PRESCRIPTION", 12) == 0;
        }
        if (len > 0 && (is_medicine || strncmp(line, "    ", 4) != 0)) {
            printf("  %.*s\n", (int)len, line);
        }
        line += len;
    }
}

/* All sheets put together: what contradicts stands side by side, what is
   refused gives nothing. Fails without memory alone. */
static carnet_status print_view(const carnet_verdict *v, int64_t now_s)
{
    carnet_view *view = NULL;
    carnet_buf *text = NULL;
    carnet_status status =
        carnet_view_new_day(&view, v, (int32_t)(now_s / 86400));
    if (status == CARNET_OK) {
        status = carnet_view_lines(&text, NULL, view, 0, NULL, 0, "en", 2);
    }
    if (status == CARNET_OK) { /* a zero byte stands behind it */
        print_day((const char *)carnet_buf_data(text));
    }
    carnet_buf_free(text);
    carnet_view_free(view); /* lends the verdict, so it goes first */
    return status;
}

static carnet_status play(size_t n, const char *folder)
{
    static uint8_t passport[65536];
    carnet_trust *trust = NULL;
    carnet_trust_list *list = NULL;
    carnet_verdict *v = NULL;
    int64_t now_s = 0;
    const char *day = scenes[n].day;
    printf("%s%s. %s\n", n > 0 ? "\n" : "", day, scenes[n].story);
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
        status = print_view(v, now_s);
    }
    carnet_verify_free(v);
    carnet_trust_free(trust);
    carnet_trust_list_free(list);
    return status;
}

int main(int argc, char **argv)
{
    const size_t num = sizeof scenes / sizeof scenes[0];
    carnet_status status = argc == 2 ? CARNET_OK : CARNET_CALLER_NULL;
    for (size_t n = 0; n < num && status == CARNET_OK; n++) {
        status = play(n, argv[1]);
    }
    return status == CARNET_OK ? 0 : 3;
}
