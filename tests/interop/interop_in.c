/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A bundle made around resources, read, and its record encoded: whatever is
 * imported can be issued.
 */
#include "interop_in.h"

#include "../../lib/model/model.h"

enum {
    DAY = 20529 /* 2026-03-17 */
};

static carnet_entry view(const cn_model_encoded *m)
{
    cn_cbor_reader r;
    carnet_entry e;
    size_t num = 0;
    cn_cbor_reader_init(&r, cn_buf_span(&m->bytes));
    while (!cn_cbor_at_end(&r)) {
        cn_cbor_skip(&r);
        num++;
    }
    cn_cbor_reader_init(&r, cn_buf_span(&m->bytes));
    assert_status(cn_model_step(&r, &num, &e), CARNET_OK);
    e.part = m->part;
    e.position = 0;
    e.day = DAY;
    return e;
}

/* Whatever is imported can be issued: each record here is encoded. */
static void print_entries(imported *in)
{
    cn_model_encoded *list = NULL;
    size_t num = 0;
    cn_problem where = {0};
    carnet_status status =
        cn_model_encode(&list, &num, in->record, NULL, DAY, &where);
    if (status != CARNET_OK) {
        fail_msg("%s at %s: %s", carnet_status_name(status), where.path,
                 where.detail);
    }
    for (size_t i = 0; i < num; i++) {
        cn_json_writer w;
        carnet_entry e = view(&list[i]);
        cn_json_begin(&w, &in->entries, false);
        assert_status(cn_model_form_write(&w, &e), CARNET_OK);
        cn_buf_put_u8(&in->entries, '\n');
    }
    cn_buf_put_u8(&in->entries, 0);
    cn_model_encoded_free(list, num);
}

imported import_text(cn_span json)
{
    imported in = {.lost = 0};
    cn_buf_init(&in.entries);
    in.status = carnet_interop_fhir_import(&in.record, &in.report, &in.lost,
                                           &in.problem, (const char *)json.data,
                                           json.len);
    if (in.status == CARNET_OK) {
        assert_non_null(in.report);
        assert_null(in.problem);
        print_entries(&in);
    } else {
        assert_null(in.record);
        assert_null(in.report);
    }
    return in;
}

cn_buf bundle_of(const char *resources)
{
    bool bare = resources[0] == '^';
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{\"resourceType\":\"Bundle\",\"type\":\"collection\","
                       "\"entry\":[");
    cn_buf_put_str(&b, bare ? ""
                            : "{\"fullUrl\":\"urn:uuid:1\",\"resource\":"
                              "{\"resourceType\":\"Patient\",\"id\":\"p\","
                              "\"name\":[{\"text\":\"Nadia Test\"}],"
                              "\"birthDate\":\"1990-02-03\"}},");
    cn_buf_put_str(&b, "{\"resource\":");
    for (const char *p = resources + bare; *p != '\0'; p++) {
        if (p[0] == ';' && p[1] == '{') { /* between two resources */
            cn_buf_put_str(&b, "},{\"resource\":");
        } else {
            cn_buf_put_u8(&b, *p == '\'' ? '"' : (uint8_t)*p);
        }
    }
    cn_buf_put_str(&b, "}]}");
    return b;
}

imported import_resources(const char *resources)
{
    cn_buf b = bundle_of(resources);
    imported in = import_text(cn_buf_span(&b));
    cn_buf_free(&b);
    return in;
}

void import_free(imported *in)
{
    carnet_record_free(in->record);
    carnet_buf_free(in->report);
    carnet_problem_free(in->problem);
    cn_buf_free(&in->entries);
}

bool says(const imported *in, const char *part)
{
    char due[512];
    size_t len = strlen(part);
    assert_true(len < sizeof due);
    for (size_t i = 0; i <= len; i++) {
        due[i] = part[i] == '\'' ? '"' : part[i];
    }
    return in->status == CARNET_OK &&
           strstr((const char *)in->entries.data, due) != NULL;
}

bool reports(const imported *in, const char *part)
{
    return in->status == CARNET_OK &&
           strstr((const char *)carnet_buf_data(in->report), part) != NULL;
}

/* Whether what a case asks is so; "!" before it: that it is not there. */
static bool is_met(const imported *in, const char *due,
                   bool (*asked)(const imported *in, const char *part))
{
    bool absent = due != NULL && due[0] == '!';
    return due == NULL || asked(in, due + absent) != absent;
}

static bool is_case_met(const import_case *c)
{
    imported in = import_resources(c->resources);
    bool met = in.status == CARNET_OK && is_met(&in, c->says, says) &&
               is_met(&in, c->reports, reports);
    if (!met && in.status != CARNET_OK) {
        print_error("%s: %s at %s\n", c->resources,
                    carnet_status_name(in.status),
                    carnet_problem_path(in.problem));
    } else if (!met) {
        print_error("%s\nshould say %s and report %s:\n%s%.*s", c->resources,
                    c->says, c->reports, (const char *)in.entries.data,
                    (int)carnet_buf_len(in.report),
                    (const char *)carnet_buf_data(in.report));
    }
    import_free(&in);
    return met;
}

void check_imports(const import_case *cases, size_t num)
{
    size_t met = 0;
    for (size_t i = 0; i < num; i++) {
        met += is_case_met(&cases[i]);
    }
    assert_int_equal(met, num);
}

void assert_refused(const char *resources, carnet_status status,
                    const char *path)
{
    imported in = import_resources(resources);
    assert_status(in.status, status);
    assert_string_equal(carnet_problem_path(in.problem), path);
    import_free(&in);
}
