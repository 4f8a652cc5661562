/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What issuing does with each entry: where it goes, why, and what it costs, as
 * a table, as messages and as JSON.
 */
#include "plan.h"

static const char *kind_name(const carnet_entry *e)
{
    int32_t kind = carnet_record_entry_kind(e);
    const char *name = carnet_record_kind_name(kind);
    return name == NULL ? "entry of a later version" : name;
}

static int qr_version(size_t num_bytes)
{
    return carnet_qr_version_for(carnet_issue_chars_for(num_bytes),
                                 CARNET_QR_LEVEL_M);
}

/* Whether an entry warns whoever treats or escorts, who may see no private
   part, in which it stands. */
static bool hides_warning(const carnet_plan *plan, size_t i)
{
    const carnet_entry *e = carnet_issue_get_entry(plan, i);
    int32_t kind = carnet_record_entry_kind(e);
    return carnet_record_entry_part(e) == CARNET_PART_PRIVATE &&
           (kind == CARNET_KIND_ALERT || kind == CARNET_KIND_ALLERGY ||
            kind == CARNET_KIND_TRAVEL_CLEARANCE);
}

/* "HIV, B24", as far as there is something to say. */
static void say_part(const carnet_plan *plan, size_t i)
{
    const carnet_entry *e = carnet_issue_get_entry(plan, i);
    int32_t part = carnet_record_entry_part(e);
    int32_t asked = carnet_issue_default_part(plan, i);
    const char *code = carnet_issue_why_code(plan, i);
    const char *why = carnet_issue_why(plan, i);
    size_t n = carnet_issue_record_index(plan, i) + 1;
    const char *before = why[0] == '\0' ? "" : ": ";
    const char *between = why[0] == '\0' || code[0] == '\0' ? "" : ", ";
    if (part < asked) {
        cli_say("entry %zu, %s, stands in the %s part though it belongs to the "
                "%s one%s%s%s%s",
                n, kind_name(e), cli_part_name(part), cli_part_name(asked),
                before, why, between, code);
    } else if (part == CARNET_PART_PRIVATE) {
        cli_say("entry %zu, %s, goes to the private part%s%s%s%s", n,
                kind_name(e), before, why, between, code);
        if (hides_warning(plan, i)) {
            cli_say("WARNING: entry %zu, %s, warns of a danger, and who sees "
                    "no private part will not see it; put what tells into an "
                    "entry of its own, and leave the warning without it",
                    n, kind_name(e));
        }
    }
}

static bool has_unknown(const carnet_plan *plan, size_t i, const char *system)
{
    const char *uri = carnet_issue_unknown_system(plan, i, 0);
    for (size_t n = 1; uri[0] != '\0' && strcmp(uri, system) != 0; n++) {
        uri = carnet_issue_unknown_system(plan, i, n);
    }
    return uri[0] != '\0';
}

/* The first entry of the record that has a code system that is not known. */
static size_t first_with(const carnet_plan *plan, const char *system)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        size_t at = carnet_issue_record_index(plan, i);
        if (at < first && has_unknown(plan, i, system)) {
            first = at;
        }
    }
    return first;
}

/* Code systems that are not known, each once. */
static void say_unknown(const carnet_plan *plan, size_t i)
{
    const char *uri = carnet_issue_unknown_system(plan, i, 0);
    size_t at = carnet_issue_record_index(plan, i);
    for (size_t n = 1; uri[0] != '\0'; n++) {
        if (first_with(plan, uri) == at) {
            cli_say("code system %s, first in entry %zu, is not known: its "
                    "codes were judged by their shape only",
                    uri, at + 1);
        }
        uri = carnet_issue_unknown_system(plan, i, n);
    }
}

/* Our word for a code in the language of the call; the code where there is
   none. */
static cli_phrase word_of(const char *system, const char *code)
{
    cli_phrase out = {{0}};
    if (carnet_words_lookup(out.text, NULL, system, strlen(system), code,
                            strlen(code), cli_language(),
                            strlen(cli_language())) != CARNET_OK) {
        snprintf(out.text, sizeof out.text, "%s", code);
    }
    return out;
}

static const char *clash(const carnet_plan *plan, size_t i, size_t n,
                         int32_t what)
{
    return carnet_issue_clash(plan, i, n, what);
}

/* Words that belong to another code than the one they stand beside. */
static void say_clashes(const carnet_plan *plan, size_t i)
{
    for (size_t n = 0; clash(plan, i, n, CARNET_ISSUE_CLASH_WORDS)[0] != '\0';
         n++) {
        const char *system = clash(plan, i, n, CARNET_ISSUE_CLASH_SYSTEM);
        const char *code = clash(plan, i, n, CARNET_ISSUE_CLASH_CODE);
        cli_say("WARNING: entry %zu, %s: \"%s\" is %s %s, but the code is %s, "
                "%s: check which is meant",
                carnet_issue_record_index(plan, i) + 1,
                kind_name(carnet_issue_get_entry(plan, i)),
                clash(plan, i, n, CARNET_ISSUE_CLASH_WORDS), system,
                clash(plan, i, n, CARNET_ISSUE_CLASH_OTHER), code,
                word_of(system, code).text);
    }
}

void cli_say_parts(const carnet_plan *plan)
{
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        say_part(plan, i);
    }
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        say_unknown(plan, i);
    }
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        say_clashes(plan, i);
    }
}

static void print_version(size_t num_bytes, const char *before,
                          const char *after, const char *none)
{
    int version = qr_version(num_bytes);
    if (version > 0) {
        printf("%s%d%s", before, version, after);
    } else {
        fputs(none, stdout);
    }
}

void cli_print_plan(const carnet_plan *plan)
{
    puts("entry  part     kind                  bytes  passport so far  QR at "
         "M");
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        const carnet_entry *e = carnet_issue_get_entry(plan, i);
        size_t upto = carnet_issue_bytes_upto(plan, i);
        printf("%5zu  %-7s  %-20s  %5zu  %15zu  ",
               carnet_issue_record_index(plan, i) + 1,
               cli_part_name(carnet_record_entry_part(e)), kind_name(e),
               carnet_issue_entry_bytes(plan, i), upto);
        print_version(upto, "", "\n", "none\n");
    }
    size_t num_bytes = carnet_issue_num_bytes(plan);
    printf("%zu bytes, %zu characters, ", num_bytes,
           carnet_issue_num_chars(plan));
    print_version(num_bytes, "QR version ", " at level M",
                  "too large for any QR code");
    puts("; nothing was signed");
}

static void print_unknown(const carnet_plan *plan, size_t i)
{
    const char *uri = carnet_issue_unknown_system(plan, i, 0);
    fputs(",\"unknown_systems\":[", stdout);
    for (size_t n = 1; uri[0] != '\0'; n++) {
        cli_print_string(n == 1 ? "" : ",", uri);
        uri = carnet_issue_unknown_system(plan, i, n);
    }
    fputs("]", stdout);
}

static void print_clashes(const carnet_plan *plan, size_t i)
{
    static const char *const names[] = {
        "{\"words\":", ",\"system\":", ",\"code\":", ",\"other\":"};
    fputs(",\"clashes\":[", stdout);
    for (size_t n = 0; clash(plan, i, n, CARNET_ISSUE_CLASH_WORDS)[0] != '\0';
         n++) {
        fputs(n == 0 ? "" : ",", stdout);
        for (int32_t what = 0; what <= CARNET_ISSUE_CLASH_OTHER; what++) {
            cli_print_string(names[what], clash(plan, i, n, what));
        }
        fputs("}", stdout);
    }
    fputs("]", stdout);
}

static void print_entry_json(const carnet_plan *plan, size_t i)
{
    const carnet_entry *e = carnet_issue_get_entry(plan, i);
    size_t upto = carnet_issue_bytes_upto(plan, i);
    printf("%s\n{\"entry\":%zu", i == 0 ? "" : ",",
           carnet_issue_record_index(plan, i) + 1);
    cli_print_string(",\"kind\":", kind_name(e));
    cli_print_string(",\"part\":", cli_part_name(carnet_record_entry_part(e)));
    cli_print_string(",\"default_part\":",
                     cli_part_name(carnet_issue_default_part(plan, i)));
    cli_print_string(",\"why\":", carnet_issue_why(plan, i));
    cli_print_string(",\"code\":", carnet_issue_why_code(plan, i));
    bool less =
        carnet_record_entry_part(e) < carnet_issue_default_part(plan, i);
    printf(",\"less_private\":%s,\"hides_warning\":%s", less ? "true" : "false",
           hides_warning(plan, i) ? "true" : "false");
    print_unknown(plan, i);
    print_clashes(plan, i);
    printf(",\"bytes\":%zu,\"bytes_so_far\":%zu,\"qr_version_m\":",
           carnet_issue_entry_bytes(plan, i), upto);
    print_version(upto, "", "}", "null}");
}

/* References that replace or name nothing of --into, the first of them as the
   warning has it. */
static void print_lost(const cli_lost *lost)
{
    printf(",\"references\":{\"lost\":%zu", lost->num);
    if (lost->first != NULL) {
        cli_print_string(",\"path\":", carnet_problem_path(lost->first));
        cli_print_string(",\"text\":", carnet_problem_text(lost->first));
    }
    fputs("}", stdout);
}

void cli_print_plan_json(const carnet_plan *plan, const char *path,
                         int32_t index, const cli_lost *lost,
                         const carnet_buf *left_out)
{
    fputs("{\"entries\":[", stdout);
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        print_entry_json(plan, i);
    }
    size_t num_bytes = carnet_issue_num_bytes(plan);
    printf("],\n\"bytes\":%zu,\"characters\":%zu,\"qr_version_m\":", num_bytes,
           carnet_issue_num_chars(plan));
    print_version(num_bytes, "", "", "null");
    printf(",\"signed\":%s", path == NULL ? "false" : "true");
    if (path != NULL) {
        cli_print_string(",\"file\":", path);
    }
    if (index >= 0) {
        printf(",\"status_index\":%d", (int)index);
    }
    if (lost != NULL && lost->page > 0) {
        printf(",\"credential\":%zu", lost->page);
    }
    if (lost != NULL && lost->looked) {
        print_lost(lost);
    }
    if (left_out != NULL) {
        fputs(",\n\"left_out\":", stdout);
        fwrite(carnet_buf_data(left_out), 1, carnet_buf_len(left_out), stdout);
    }
    fputs("}", stdout);
}
