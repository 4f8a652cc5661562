/* SPDX-License-Identifier: Apache-2.0 */
/* Records for tests, see model_record.h. */
#include "../support/support.h"

#include "model_record.h"

carnet_record *test_read(cn_span json)
{
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_record_from_json(
        &record, &problem, (const char *)json.data, json.len);
    if (status != CARNET_OK) {
        fail_msg("%s\n%.*s", carnet_problem_text(problem), (int)json.len,
                 (const char *)json.data);
    }
    assert_null(problem);
    return record;
}

carnet_status test_encode(test_made *out, carnet_record *record,
                          int32_t issue_day, cn_problem *where)
{
    memset(out, 0, sizeof *out);
    out->record = record;
    carnet_status status =
        cn_model_encode(&out->list, &out->num, record, NULL, issue_day, where);
    if (status != CARNET_OK) {
        assert_null(out->list);
        return status;
    }
    out->entries = cn_mem_array(out->num, sizeof *out->entries);
    assert_non_null(out->entries);
    uint16_t in_part[3] = {0};
    for (size_t i = 0; i < out->num; i++) {
        carnet_entry *e = &out->entries[i];
        assert_status(test_step(cn_buf_span(&out->list[i].bytes), e),
                      CARNET_OK);
        e->part = out->list[i].part;
        e->position = in_part[e->part]++;
        e->day = issue_day;
    }
    return CARNET_OK;
}

static void make_for(test_made *out, cn_span json, int32_t day)
{
    cn_problem where = {0};
    if (test_encode(out, test_read(json), day, &where) != CARNET_OK) {
        fail_msg("%s %s %s\n%.*s", carnet_status_name(where.status), where.path,
                 where.detail, (int)json.len, (const char *)json.data);
    }
}

void test_make(test_made *out, const char *json)
{
    make_for(out, cn_span_str(json), TEST_DAY);
}

void test_make_entries(test_made *out, const char *entries, int32_t day)
{
    cn_buf json;
    cn_buf_init(&json);
    cn_buf_put_str(&json, "{\"entries\":[");
    cn_buf_put_str(&json, entries);
    cn_buf_put_str(&json, "]}");
    assert_status(json.status, CARNET_OK);
    make_for(out, cn_buf_span(&json), day);
    cn_buf_free(&json);
}

void test_made_free(test_made *m)
{
    cn_mem_free(m->entries, m->num * sizeof *m->entries);
    cn_model_encoded_free(m->list, m->num);
    carnet_record_free(m->record);
    memset(m, 0, sizeof *m);
}

cn_buf test_form(const test_made *m)
{
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_json_key(&w, "entries");
    cn_json_open_array(&w);
    for (size_t i = 0; i < m->num; i++) {
        assert_status(cn_model_form_write(&w, &m->entries[i]), CARNET_OK);
    }
    cn_json_close_array(&w);
    cn_json_close_object(&w);
    assert_status(b.status, CARNET_OK);
    return b;
}

bool test_same_tree(const cn_json_doc *a, uint32_t i, const cn_json_doc *b,
                    uint32_t k)
{
    uint32_t len = cn_json_get(a, i)->next - i;
    if (len != cn_json_get(b, k)->next - k) {
        return false;
    }
    for (uint32_t n = 0; n < len; n++) {
        const cn_json_node *x = cn_json_get(a, i + n);
        const cn_json_node *y = cn_json_get(b, k + n);
        if (x->type != y->type || x->num != y->num ||
            !cn_span_equal(x->text, y->text)) {
            return false;
        }
    }
    return true;
}
