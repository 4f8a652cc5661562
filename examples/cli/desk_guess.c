/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a line may have been before something happened to it on its way: half a
 * scan in front, another keyboard layout, Caps Lock. It is the signature that
 * says whether a reading was right; nothing is believed for looking right.
 */
#include "desk.h"

/* Takes the better answer over; the other is freed. */
static void keep_better(cli_desk_answer *best, cli_desk_answer *other)
{
    if (cli_desk_rank_of(other) > cli_desk_rank_of(best)) {
        cli_desk_answer_free(best);
        *best = *other;
    } else {
        cli_desk_answer_free(other);
    }
}

/* ---- other readings ---- */

/* Where a text begins, or a code of a set. */
static bool is_start(const uint8_t *line, size_t len)
{
    return len > 4 && memcmp(line, "HP1", 3) == 0 &&
           (line[3] == ':' || line[3] == '.');
}

/* Half a scan and the next one in one line: from the last beginning in it back
   to the first, since a text may have one within by chance. Bounded: no scanner
   tears that many. */
static carnet_status try_tails(cli_desk_answer *best, cli_desk *desk,
                               const uint8_t *line, size_t len)
{
    enum {
        MOST = 16
    };
    size_t num = 0;
    carnet_status status = CARNET_OK;
    for (size_t at = len; at > 1 && num < MOST && status == CARNET_OK &&
                          cli_desk_rank_of(best) != CLI_DESK_GOOD;) {
        at--;
        if (is_start(line + at, len - at)) {
            cli_desk_answer other = {.why = CARNET_OK};
            status = cli_desk_judge_reading(&other, desk, line + at, len - at);
            keep_better(best, &other);
            num++;
        }
    }
    return status;
}

/* Whether a line has characters that no text of ours has (RFC 9285 section 4.2,
   table 1): in these another layout shows itself. */
static bool is_foreign(const uint8_t *line, size_t len)
{
    static const char ours[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    for (size_t i = 0; i < len; i++) {
        if (memchr(ours, line[i], sizeof ours - 1) == NULL) {
            return true;
        }
    }
    return false;
}

/* That a text came through other layouts, and could not be put right: where its
   beginning or its characters say so, and no reading of it is whole. */
static void keep_layouts(cli_desk_answer *best, const cli_desk_answer *other,
                         bool foreign)
{
    bool named = foreign || best->why == CARNET_TEXT_KEYBOARD ||
                 best->why == CARNET_TEXT_PREFIX;
    if (cli_desk_rank_of(best) == CLI_DESK_MALFORMED && named &&
        !best->is_typed) {
        best->why = CARNET_TEXT_KEYBOARD;
        best->is_typed = true;
        best->scanner = other->scanner;
        best->computer = other->computer;
        best->caps = other->caps;
    }
}

/* One reading through other layouts; *more_out is false past the last. */
static carnet_status try_keys(cli_desk_answer *best, cli_desk *desk,
                              const uint8_t *line, size_t len, size_t nth,
                              bool *more_out)
{
    cli_desk_answer other = {.is_typed = true};
    carnet_buf *meant = NULL;
    carnet_status status = carnet_keyboard_undo(
        &meant, &other.scanner, &other.computer, &other.caps, line, len, nth);
    *more_out = status == CARNET_OK;
    if (status == CARNET_OK) {
        status = cli_desk_judge_reading(&other, desk, carnet_buf_data(meant),
                                        carnet_buf_len(meant));
        carnet_buf_free(meant);
        keep_layouts(best, &other, is_foreign(line, len));
        keep_better(best, &other);
        return status;
    }
    if (status == CARNET_TEXT_KEYBOARD) {
        keep_layouts(best, &other, is_foreign(line, len));
    }
    return CARNET_STATUS_IS_CALLER(status) ? status : CARNET_OK;
}

carnet_status cli_desk_guess(cli_desk_answer *a, cli_desk *desk,
                             const uint8_t *line, size_t len)
{
    carnet_status status = CARNET_OK;
    /* What begins as a code of a set has no signature of its own that could say
       which reading is right: another one is tried where its characters show
       that it is not what was meant. */
    bool more = !carnet_set_is_part(line, len) || is_foreign(line, len);
    if (cli_desk_rank_of(a) == CLI_DESK_MALFORMED) {
        status = try_tails(a, desk, line, len);
    }
    for (size_t nth = 0;
         status == CARNET_OK && more && cli_desk_rank_of(a) != CLI_DESK_GOOD;
         nth++) {
        status = try_keys(a, desk, line, len, nth, &more);
    }
    return status;
}
