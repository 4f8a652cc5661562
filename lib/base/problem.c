/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where and why something was refused. What is quoted from the input is made
 * harmless on its way in: no control character, no bidirectional override and
 * no broken UTF-8 reaches a terminal through a problem.
 */
#include "base.h"

struct carnet_problem {
    carnet_status status;
    size_t offset;
    size_t line;
    char path[sizeof((cn_problem *)0)->path];
    char text[768]; /* status text, detail, path and two numbers */
};

/* One code point of s as it may be shown; '?' for what may not. */
static size_t put_safe(uint8_t out[4], cn_span s, size_t *pos)
{
    int32_t cp = cn_utf8_next(s, pos);
    if (cp < 0) {
        *pos += 1;
    }
    return cn_utf8_put(out, cp < 0 || cn_utf8_is_control(cp) ? '?' : cp);
}

/* Copies from to a field of cap bytes; "..." where it does not fit whole. */
static void put_field(char *field, size_t cap, const char *from)
{
    cn_span s = cn_span_of(from, strlen(from));
    size_t len = 0;
    size_t fits = 0; /* where "..." would still fit behind */
    for (size_t pos = 0; pos < s.len;) {
        uint8_t safe[4];
        size_t more = put_safe(safe, s, &pos);
        if (len + more >= cap) {
            memcpy(field + fits, "...", 4);
            return;
        }
        memcpy(field + len, safe, more);
        len += more;
        if (len + 4 <= cap) {
            fits = len;
        }
    }
    field[len] = '\0';
}

carnet_status cn_problem_say(cn_problem *p, carnet_status status, size_t offset,
                             const char *detail)
{
    if (p != NULL && p->status == CARNET_OK && status != CARNET_OK) {
        p->status = status;
        p->offset = offset;
        p->line = 0;
        p->path[0] = p->detail[0] = '\0';
        cn_problem_add(p->detail, detail);
    }
    return status;
}

carnet_status cn_problem_note(cn_problem *p, carnet_status status,
                              size_t offset, const char *path,
                              const char *detail)
{
    if (p != NULL && p->status == CARNET_OK && status != CARNET_OK) {
        cn_problem_say(p, status, offset, "");
        put_field(p->path, sizeof p->path, path != NULL ? path : "");
        put_field(p->detail, sizeof p->detail, detail != NULL ? detail : "");
    }
    return status;
}

void cn_problem_add(char field[CN_PROBLEM_TEXT], const char *text)
{
    size_t len = strlen(field);
    size_t more = strlen(text) + 1;
    if (len + more <= CN_PROBLEM_TEXT) {
        memcpy(field + len, text, more);
    }
}

void cn_problem_add_number(char field[CN_PROBLEM_TEXT], size_t v)
{
    char digits[24];
    cn_text_put_u64(digits, v);
    cn_problem_add(field, digits);
}

/* One place: " (" before the first, ", " before the next. */
static void put_place(cn_buf *b, bool *any, const char *name, const char *at)
{
    cn_buf_put_str(b, *any ? ", " : " (");
    cn_buf_put_str(b, name);
    cn_buf_put_str(b, at);
    *any = true;
}

static void put_number(cn_buf *b, bool *any, const char *name, size_t v)
{
    put_place(b, any, name, "");
    cn_buf_put_u64(b, v);
}

/* "what: detail (path, line n)"; a byte offset where there is no line. */
static void put_text(cn_buf *b, const cn_problem *p)
{
    bool any = false;
    cn_buf_put_str(b, carnet_status_text(p->status));
    if (p->detail[0] != '\0') {
        cn_buf_put_str(b, ": ");
        cn_buf_put_str(b, p->detail);
    }
    if (p->path[0] != '\0') {
        put_place(b, &any, "", p->path);
    }
    if (p->line != 0) {
        put_number(b, &any, "line ", p->line);
    } else if (p->offset != 0) {
        put_number(b, &any, "byte ", p->offset);
    }
    if (any) {
        cn_buf_put_str(b, ")");
    }
}

void cn_problem_give(const cn_problem *p, carnet_problem **out)
{
    if (out == NULL) {
        return;
    }
    *out = NULL;
    if (p == NULL || p->status == CARNET_OK) {
        return;
    }
    carnet_problem *problem = cn_mem_alloc(sizeof *problem);
    if (problem == NULL) {
        return;
    }
    problem->status = p->status;
    problem->offset = p->offset;
    problem->line = p->line;
    put_field(problem->path, sizeof problem->path, p->path);
    cn_buf b;
    cn_buf_init_fixed(&b, problem->text, sizeof problem->text - 1);
    put_text(&b, p);
    *out = problem;
}

carnet_status carnet_problem_status(const carnet_problem *problem)
{
    return problem != NULL ? problem->status : CARNET_OK;
}

const char *carnet_problem_text(const carnet_problem *problem)
{
    return problem != NULL ? problem->text : "";
}

const char *carnet_problem_path(const carnet_problem *problem)
{
    return problem != NULL ? problem->path : "";
}

size_t carnet_problem_offset(const carnet_problem *problem)
{
    return problem != NULL ? problem->offset : 0;
}

size_t carnet_problem_line(const carnet_problem *problem)
{
    return problem != NULL ? problem->line : 0;
}

void carnet_problem_free(carnet_problem *problem)
{
    cn_mem_free(problem, sizeof *problem);
}
