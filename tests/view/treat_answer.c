/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Questions about treatment as the library answers them, in JSON.
 */
#include "treat_answer.h"

#include "../../lib/view/view.h"
#include "../model/model_record.h"

#define ENTRIES_MAX 8192

typedef struct {
    cn_treat_case c;
    const carnet_entry *entries[ENTRIES_MAX];
} question;

/* In the order of the record, whatever the parts. */
static void ask(question *q, const test_made *made)
{
    assert_true(made->num <= ENTRIES_MAX);
    for (size_t i = 0; i < made->num; i++) {
        q->entries[made->list[i].source] = &made->entries[i];
    }
    q->c.entries = q->entries;
    q->c.num = made->num;
}

static void put_medicines(cn_json_writer *w, const question *q)
{
    cn_treat_medicine m;
    cn_json_key(w, "medicines");
    cn_json_open_array(w);
    for (size_t i = 0; i < q->c.num; i++) {
        if (cn_view_medicine_of(&m, &q->c, i)) {
            cn_json_open_object(w);
            cn_json_key(w, "entry");
            cn_json_i64(w, (int64_t)i);
            cn_view_medicine_json(w, &m, true);
            cn_json_close_object(w);
        }
    }
    cn_json_close_array(w);
}

static void put_errands(cn_json_writer *w, const question *q)
{
    cn_treat_errand e;
    cn_json_key(w, "errands");
    cn_json_open_array(w);
    for (size_t i = 0; i < q->c.num; i++) {
        if (cn_view_errand_of(&e, &q->c, i)) {
            cn_json_open_object(w);
            cn_json_key(w, "entry");
            cn_json_i64(w, (int64_t)i);
            cn_view_errand_json(w, &e);
            cn_json_close_object(w);
        }
    }
    cn_json_close_array(w);
}

static void put_text(cn_json_writer *w, const question *q, cn_span language,
                     const cn_treat_checks *checks, const cn_treat_child *child)
{
    cn_buf text;
    cn_view_pen pen;
    cn_treat_medicine m;
    cn_treat_errand e;
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, language);
    for (size_t i = 0; i < q->c.num; i++) {
        if (cn_view_medicine_of(&m, &q->c, i)) {
            cn_view_medicine_lines(&pen, &m, false);
        } else if (cn_view_errand_of(&e, &q->c, i)) {
            cn_view_errand_lines(&pen, &e);
        }
    }
    cn_view_child_lines(&pen, child);
    cn_view_checks_lines(&pen, &q->c, checks, false);
    cn_json_key(w, "text");
    cn_json_string(w, cn_buf_span(&text));
    cn_buf_free(&text);
}

static void answer(cn_buf *out, question *q, cn_span language)
{
    cn_json_writer w;
    cn_arena arena;
    cn_treat_checks checks;
    cn_treat_child child;
    cn_arena_init_grow(&arena);
    assert_status(cn_view_index_case(&q->c, &arena), CARNET_OK);
    cn_json_begin(&w, out, false);
    cn_json_open_object(&w);
    put_medicines(&w, q);
    put_errands(&w, q);
    cn_view_child_of(&child, &q->c);
    cn_json_key(&w, "child");
    cn_view_child_json(&w, &child);
    assert_status(cn_view_checks_of(&checks, &q->c, &arena), CARNET_OK);
    cn_json_key(&w, "checks");
    cn_view_checks_json(&w, &q->c, &checks);
    if (!cn_span_equal(language, CN_SPAN_LIT("-"))) {
        put_text(&w, q, language, &checks, &child);
    }
    cn_json_close_object(&w);
    cn_arena_free(&arena);
}

void test_treat_answer(cn_buf *out, const test_treat_question *asked)
{
    static question q;
    test_made made;
    cn_problem where = {0};
    int32_t day = 0;
    assert_true(cn_form_date(asked->at, &q.c.at));
    assert_true(cn_days_parse(asked->issued, &day));
    carnet_record *record = test_read(asked->record);
    if (test_encode(&made, record, day, &where) != CARNET_OK) {
        cn_buf_put_str(out, "{\"refused\":\"");
        cn_buf_put_str(out, carnet_status_name(where.status));
        cn_buf_put_str(out, "\"}");
    } else {
        ask(&q, &made);
        answer(out, &q, asked->language);
    }
    assert_status(out->status, CARNET_OK);
    test_made_free(&made);
}

test_treat_question test_treat_take(cn_span *rest)
{
    test_treat_question q;
    q.at = test_take(rest, '\t');
    q.issued = test_take(rest, '\t');
    q.language = test_take(rest, '\t');
    q.record = test_take(rest, '\t');
    return q;
}
