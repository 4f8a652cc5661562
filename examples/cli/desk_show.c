/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an officer sees of a scan: the word on a coloured line, then whom to
 * compare, then what else there is to know. On a terminal the answer before is
 * taken off the screen first: it was about somebody else.
 */
#define _XOPEN_SOURCE 700
#include "desk.h"

#include <unistd.h>

/* ---- colour ---- */

static bool is_word(const char *word, const char *due)
{
    return word != NULL && strcmp(word, due) == 0;
}

int cli_desk_check_color(const cli_call *call)
{
    const char *word = call->color;
    return word == NULL || is_word(word, "auto") || is_word(word, "always") ||
                   is_word(word, "never")
               ? CLI_OK
               : cli_fail(CLI_USAGE,
                          "--color takes auto, always or never, not '%s'",
                          cli_safe(word).text);
}

static bool is_terminal(void)
{
    return isatty(STDOUT_FILENO) != 0;
}

/* https://no-color.org for what the environment says. */
static bool is_colored(const cli_call *call)
{
    if (is_word(call->color, "always") || is_word(call->color, "never")) {
        return is_word(call->color, "always");
    }
    const char *no = getenv("NO_COLOR");
    return is_terminal() && (no == NULL || no[0] == '\0') &&
           !is_word(getenv("TERM"), "dumb");
}

/* What the rows of a word look like. */
static const char *color_of(const cli_desk *desk, cli_desk_word word)
{
    static const char *const colors[] = {"\033[1;30;42m", "\033[1;30;43m",
                                         "\033[1;97;41m", "\033[1;97;44m",
                                         "\033[1;30;46m"};
    return is_colored(desk->call) ? colors[word] : NULL;
}

/* ---- lines ---- */

static int put_phrase(cli_page *p, const char *name)
{
    cli_line line;
    cli_line_begin(&line);
    cli_line_phrase(&line, name, "");
    return cli_page_put_line(p, &line);
}

/* "us > fr", the scanner's and the computer's, or what else it was. */
static int put_layouts(cli_page *p, const cli_desk_answer *a)
{
    char pair[32] = "Caps Lock";
    const char *caps = a->caps == CARNET_KEYBOARD_CAPS_OFF ? "" : ", Caps Lock";
    if (a->scanner != a->computer) {
        snprintf(pair, sizeof pair, "%s > %s%s",
                 carnet_keyboard_name(a->scanner),
                 carnet_keyboard_name(a->computer), caps);
    }
    bool lost = a->why == CARNET_TEXT_KEYBOARD;
    if (lost && a->scanner == a->computer) { /* the first line says the rest */
        cli_page_line(p, "%s", pair);
        return CLI_OK;
    }
    cli_line line;
    cli_line_begin(&line);
    cli_line_phrase(&line, lost ? "desk_layouts" : "desk_keyboard", pair);
    return cli_page_put_line(p, &line);
}

/* That the desk's own list is old, which is no word on who was scanned. */
static int put_overdue(cli_page *p, const cli_desk *desk)
{
    int32_t days = cli_desk_overdue(desk);
    if (days == 0) {
        return CLI_OK;
    }
    cli_line line;
    cli_line_begin(&line);
    cli_line_status(&line, CARNET_TRUST_STALE);
    cli_line_text(&line, "; ");
    cli_line_number(&line, "desk_overdue", (size_t)days);
    p->before = color_of(desk, CLI_DESK_REVIEW);
    int code = cli_page_put_line(p, &line);
    p->before = NULL;
    return code;
}

/* That the desk has lists which its folder does not have, or has older. */
static int put_kept(cli_page *p, const cli_desk *desk)
{
    cli_line line;
    if (desk->kept.num == 0) {
        return CLI_OK;
    }
    bool is_older = desk->kept.why == CARNET_TRUST_OLDER;
    cli_line_begin(&line);
    if (!is_older && desk->kept.why != CARNET_OK) {
        cli_line_status(&line, desk->kept.why);
        cli_line_text(&line, "; ");
    }
    cli_line_phrase(&line, is_older ? "desk_older" : "desk_kept", "");
    p->before = color_of(desk, CLI_DESK_REVIEW);
    int code = cli_page_put_line(p, &line);
    p->before = NULL;
    return code;
}

static int put_notes(cli_page *p, const cli_desk *desk,
                     const cli_desk_answer *a)
{
    int code = CLI_OK;
    if (a->is_again) {
        code = put_phrase(p, "desk_again");
    }
    if (code == CLI_OK && a->holds_more) {
        p->before = is_colored(desk->call) ? "\033[1;7m" : NULL;
        code = put_phrase(p, "desk_holds_more");
        p->before = NULL;
    }
    if (code == CLI_OK && a->is_typed) {
        code = put_layouts(p, a);
    }
    code = code == CLI_OK ? put_overdue(p, desk) : code;
    return code == CLI_OK ? put_kept(p, desk) : code;
}

/* ---- whom to compare ---- */

/* A name on a line of its own, twice as wide where it fits (DECDWL, which other
   terminals pass over). */
static void put_name(cli_page *p, const cli_desk *desk, const char *name)
{
    bool large = is_terminal() && 2 * strlen(name) + 4 <= p->width;
    fputs(large ? "\033#6" : "", stdout);
    p->before = is_colored(desk->call) ? "\033[1m" : NULL;
    cli_page_line(p, "  %s", name);
    p->before = NULL;
}

static void put_birth(cli_page *p, const carnet_entry *e)
{
    char date[CARNET_RECORD_TEXT_SIZE]; /* 1 KiB, on a command's stack */
    if (carnet_record_copy_date(date, e, CARNET_PERSON_BIRTH, 0,
                                CARNET_RECORD_SELF) == CARNET_OK &&
        !(is_terminal() && cli_desk_put_large(p, date))) {
        cli_page_line(p, "  %s", date);
    }
    cli_wipe(date, sizeof date);
}

/* The name in its own script and, where the audience sees it, in Latin
   letters; the birth date. */
static void put_person(cli_page *p, const cli_desk *desk, const carnet_entry *e)
{
    char name[CARNET_RECORD_TEXT_SIZE]; /* 1 KiB, on a command's stack */
    int32_t kind = carnet_record_entry_kind(e);
    int32_t field = kind == CARNET_KIND_PERSON    ? CARNET_PERSON_NAME
                    : kind == CARNET_KIND_DETAILS ? CARNET_DETAILS_LATIN_NAME
                                                  : -1;
    if (field >= 0 && carnet_record_copy_text(
                          name, e, field, 0, CARNET_RECORD_SELF) == CARNET_OK) {
        put_name(p, desk, name);
    }
    if (kind == CARNET_KIND_PERSON) {
        put_birth(p, e);
    }
    cli_wipe(name, sizeof name);
}

/* The first person, and in a passport that speaks of several each credential's:
   the verdict is then review, and says so. */
static void put_persons(cli_page *p, const cli_desk *desk,
                        const carnet_verdict *v)
{
    bool same = true;
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        same = same && carnet_verify_fact(v, i, CARNET_VERIFY_SAME_HOLDER) !=
                           CARNET_VERIFY_NO;
    }
    bool seen[2] = {false, false}; /* person, details */
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, i, k);
            bool details = carnet_record_entry_kind(e) == CARNET_KIND_DETAILS;
            bool person = carnet_record_entry_kind(e) == CARNET_KIND_PERSON;
            if ((person || details) && !(same && seen[details])) {
                put_person(p, desk, e);
                seen[details] = true;
            }
        }
    }
}

/* ---- a verdict ---- */

static int put_entries(cli_page *p, const cli_desk *desk,
                       const cli_desk_answer *a)
{
    size_t num = 0;
    carnet_view *view = NULL;
    carnet_status status = carnet_view_new(&view, a->seen, cli_now(desk->call),
                                           cli_offset(desk->call));
    int code =
        status == CARNET_OK ? CLI_OK : cli_fail_status(status, "verdict", NULL);
    for (size_t i = 0;
         i < carnet_verify_num_credentials(a->seen) && code == CLI_OK; i++) {
        num += carnet_verify_num_entries(a->seen, i);
        code = cli_print_entries(p, a->seen, i, view);
    }
    carnet_view_free(view);
    return code == CLI_OK && num == 0 ? put_phrase(p, "desk_nothing") : code;
}

static void ring(const cli_desk *desk, const cli_desk_answer *a)
{
    if (desk->call->given[CLI_BELL]) {
        FILE *f = desk->call->given[CLI_JSON] ? stderr : stdout;
        fputs(a->word == CLI_DESK_ACCEPTED ? "\a" : "\a\a\a", f);
        fflush(f);
    }
}

/* What must be seen whatever else there is: the word, whom to compare, notes.
   word_line: the first line of the verdict. */
static int put_head(cli_page *p, const cli_desk *desk, const cli_desk_answer *a,
                    const char *word_line)
{
    p->before = color_of(desk, a->word);
    cli_page_put_own(p, word_line, 0);
    p->before = NULL;
    if (a->word != CLI_DESK_REFUSED) {
        put_persons(p, desk, a->seen);
    }
    return put_notes(p, desk, a);
}

/* The rest of the verdict, and the entries. */
static int put_body(cli_page *p, const cli_desk *desk, const cli_desk_answer *a,
                    const char *lines, size_t num_unreviewed)
{
    cli_page_put_own(p, lines, num_unreviewed);
    return a->word == CLI_DESK_REFUSED ? CLI_OK : put_entries(p, desk, a);
}

static carnet_buf *text_of(const cli_desk *desk, const cli_desk_answer *a,
                           size_t *num_unreviewed)
{
    carnet_buf *text = NULL;
    carnet_status status = cli_shown_text(&text, num_unreviewed, desk->call,
                                          cli_desk_told(a), a->whole);
    if (status != CARNET_OK) {
        cli_fail_status(status, "verdict", NULL);
    }
    return text;
}

/* What scrolled off the screen is said again below. */
static int show_verdict(cli_page *p, const cli_desk *desk,
                        const cli_desk_answer *a)
{
    size_t num = 0;
    carnet_buf *text = text_of(desk, a, &num);
    const char *lines = (const char *)carnet_buf_data(text);
    size_t first = text == NULL ? 0 : strcspn(lines, "\n");
    char *word = text == NULL ? NULL : strndup(lines, first);
    int code = CLI_SOFTWARE;
    if (word != NULL) {
        code = put_head(p, desk, a, word);
        size_t head = p->num_rows;
        if (code == CLI_OK) {
            code = put_body(p, desk, a, lines + first + (lines[first] == '\n'),
                            num);
        }
        bool fits = p->num_rows + 4 <= p->height; /* and what comes behind */
        if (code == CLI_OK && p->height > head && !fits) {
            code = put_head(p, desk, a, word);
        }
    }
    free(word);
    carnet_buf_free(text);
    return code;
}

/* ---- what is no verdict ---- */

static int show_other(cli_page *p, const cli_desk *desk,
                      const cli_desk_answer *a)
{
    cli_line line;
    cli_line_begin(&line);
    if (a->word == CLI_DESK_PART) {
        char number[32];
        snprintf(number, sizeof number, "%d/%d", (int)a->index + 1,
                 (int)a->count);
        cli_line_phrase(&line, "desk_code",
                        a->index == a->count ? "+" : number);
    } else {
        cli_line_phrase(&line, "desk_unread", "");
        cli_line_text(&line, ": ");
        cli_line_status(&line, a->why);
    }
    int code = cli_line_end(&line);
    if (code == CLI_OK) {
        p->before = color_of(desk, a->word);
        cli_page_put_own(p, line.text, line.num_unreviewed);
        p->before = NULL;
        code = put_notes(p, desk, a);
    }
    cli_line_free(&line);
    return code;
}

int cli_desk_show(const cli_desk *desk, const cli_desk_answer *a)
{
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    if (is_terminal()) {
        fputs("\033[H\033[2J\033[3J", stdout); /* and what was scrolled off */
    }
    ring(desk, a);
    int code = a->word == CLI_DESK_UNREAD || a->word == CLI_DESK_PART
                   ? show_other(&p, desk, a)
                   : show_verdict(&p, desk, a);
    code = cli_page_end(&p, code);
    puts(is_terminal() ? "" : "--");
    return fflush(stdout) == 0 ? code : CLI_IO;
}

/* ---- beginning and end ---- */

int cli_desk_show_ready(const cli_desk *desk)
{
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    int code = put_overdue(&p, desk);
    if (is_terminal()) {
        code = code == CLI_OK ? put_phrase(&p, "desk_ready") : code;
    } else if (cli_desk_overdue(desk) > 0) {
        puts("--");
    }
    return fflush(stdout) == 0 ? code : CLI_IO;
}

int cli_desk_show_counts(const cli_desk *desk)
{
    static const char *const names[] = {"outcome_accepted", "outcome_review",
                                        "outcome_refused", "desk_unread"};
    size_t sum = 0;
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    for (size_t i = 0; i < CLI_DESK_PART; i++) {
        sum += desk->counts[i];
    }
    cli_line line;
    cli_line_begin(&line);
    cli_line_number(&line, "desk_count", sum);
    for (size_t i = 0; i < CLI_DESK_PART; i++) {
        char number[32];
        snprintf(number, sizeof number, " %zu", desk->counts[i]);
        cli_line_text(&line, i == 0 ? "; " : ", ");
        cli_line_phrase(&line, names[i], "");
        cli_line_text(&line, number);
    }
    return cli_page_end(&p, cli_page_put_line(&p, &line));
}
