/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of a set, one a line, as they come from a scanner: joined, they are the
 * same in the other order, and the whole cut again is each code that was taken,
 * byte for byte; but for parity, of which not every byte is asked for.
 */
#include "look.h"

const char fuzz_name[] = "set";

enum {
    LINES = 2 * CARNET_SET_MAX_CODES
};

typedef struct {
    cn_span line[LINES];
    size_t num;
} lines;

static lines lines_of(cn_span input)
{
    lines l = {.num = 0};
    const uint8_t *end = input.data + input.len;
    while (input.len > 0 && l.num < LINES) {
        const uint8_t *stop = memchr(input.data, '\n', input.len);
        stop = stop == NULL ? end : stop;
        l.line[l.num++] = cn_span_of(input.data, (size_t)(stop - input.data));
        stop += stop != end;
        input = cn_span_of(stop, (size_t)(end - stop));
    }
    return l;
}

/* What each line was taken as; -1 where it was not. */
static void add_all(carnet_set *set, const lines *l, int32_t *taken,
                    bool turned)
{
    for (size_t i = 0; i < l->num; i++) {
        size_t k = turned ? l->num - 1 - i : i;
        int32_t index = -1;
        taken[k] = carnet_set_add(set, &index, l->line[k].data,
                                  l->line[k].len) == CARNET_OK
                       ? index
                       : -1;
        FUZZ_HOLDS(taken[k] == -1 || carnet_set_has(set, index) == 1);
        FUZZ_HOLDS(index <= carnet_set_count(set));
    }
}

/* A code as it was taken, but for its line end. */
static void check_cut(cn_span whole, int32_t count, int32_t index, cn_span line)
{
    carnet_buf *code = NULL;
    FUZZ_HOLDS(carnet_set_split(&code, whole.data, whole.len, count, index) ==
               CARNET_OK);
    if (line.len > 0 && line.data[line.len - 1] == '\r') {
        line.len--;
    }
    FUZZ_HOLDS(cn_span_equal(fuzz_span_of(code), line));
    carnet_buf_free(code);
}

static carnet_status join(carnet_buf **out, const lines *l, int32_t *taken,
                          int32_t *count, bool turned)
{
    carnet_set *set = NULL;
    FUZZ_HOLDS(carnet_set_new(&set) == CARNET_OK);
    add_all(set, l, taken, turned);
    *count = carnet_set_count(set);
    carnet_status status = carnet_set_join(out, set);
    carnet_set_free(set);
    return status;
}

/* Where all lines are of one set the order does not matter. */
static bool are_all(const lines *l, const int32_t *taken)
{
    for (size_t i = 0; i < l->num; i++) {
        if (taken[i] < 0) {
            return false;
        }
    }
    return true;
}

void fuzz_check(cn_span input)
{
    int32_t taken[LINES];
    int32_t other[LINES];
    int32_t count = 0;
    int32_t num = 0;
    carnet_buf *whole = NULL;
    carnet_buf *turned = NULL;
    lines l = lines_of(input);
    carnet_status status = join(&whole, &l, taken, &count, false);
    if (are_all(&l, taken)) {
        FUZZ_HOLDS(join(&turned, &l, other, &num, true) == status);
        FUZZ_HOLDS(num == count);
        FUZZ_HOLDS(cn_span_equal(fuzz_span_of(whole), fuzz_span_of(turned)));
    }
    for (size_t i = 0; status == CARNET_OK && i < l.num; i++) {
        if (taken[i] >= 0 && taken[i] < count) {
            check_cut(fuzz_span_of(whole), count, taken[i], l.line[i]);
        }
    }
    carnet_buf_free(whole);
    carnet_buf_free(turned);
}

carnet_status fuzz_call(cn_span input)
{
    carnet_set *set = NULL;
    carnet_buf *whole = NULL;
    lines l = lines_of(input);
    carnet_status status = carnet_set_new(&set);
    for (size_t i = 0; status == CARNET_OK && i < l.num; i++) {
        carnet_status added =
            carnet_set_add(set, NULL, l.line[i].data, l.line[i].len);
        if (added == CARNET_CALLER_MEMORY || added == CARNET_CALLER_RANDOM) {
            status = added;
        }
    }
    if (status == CARNET_OK) {
        status = carnet_set_join(&whole, set);
    }
    carnet_buf_free(whole);
    carnet_set_free(set);
    return status;
}
