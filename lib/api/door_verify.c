/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: verdicts, and what leaves through one. Entries
 * of a passport reach a reply here only behind a signature that was checked.
 */
#include "door_i.h"

/* ---- the verdict ---- */

static void put_verdict(cn_door *d, const carnet_verdict *v)
{
    carnet_buf *json = NULL;
    carnet_status status =
        carnet_verify_json(&json, v, cn_door_bool(d, "entries"));
    cn_door_put_buf(d, "verdict", CN_DOOR_AS_JSON, status, json);
    cn_json_key(&d->w, "key_indices");
    cn_json_open_array(&d->w);
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        cn_json_i64(&d->w, carnet_verify_key_index(v, i));
    }
    cn_json_close_array(&d->w);
}

void cn_door_op_verify(cn_door *d)
{
    size_t num = 0;
    cn_span s = cn_door_input(d, "passport");
    const carnet_public_key *const *keys = cn_door_publics(d, "keys", &num);
    int64_t now_s = cn_door_time(d, "now");
    carnet_verdict *v = NULL;
    if (cn_door_good(d)) {
        cn_door_try(d, carnet_verify(&v, s.data, s.len, keys, num, now_s), 0,
                    NULL);
    }
    put_verdict(d, cn_door_keep(d, CN_DOOR_VERDICT, v) ? v : NULL);
}

void cn_door_op_verify_trusting(cn_door *d)
{
    put_verdict(d, cn_door_verdict(d));
}

/* ---- in words ---- */

void cn_door_op_verify_text(cn_door *d)
{
    size_t num = 0;
    size_t unreviewed = 0;
    const carnet_verdict *v = cn_door_verdict(d);
    const char *const *names = cn_door_strs(d, "names", &num, true);
    cn_span language = cn_door_text(d, "language");
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_verify_text(&out, &unreviewed, v, names, num,
                           (const char *)language.data, language.len);
    cn_door_put_words(d, status, out, unreviewed);
}

void cn_door_put_said(cn_door *d, size_t credential, size_t i,
                      const carnet_entry *entry)
{
    size_t unreviewed = 0;
    cn_span language = cn_door_text(d, "language");
    carnet_buf *out = NULL;
    carnet_status status = carnet_view_text(
        &out, &unreviewed, entry, (const char *)language.data, language.len);
    cn_json_open_object(&d->w);
    cn_door_put_int(d, "credential", (int64_t)credential);
    cn_door_put_int(d, "entry", (int64_t)i);
    cn_door_put_words(d, status, out, unreviewed);
    cn_json_close_object(&d->w);
}

void cn_door_op_view_text(cn_door *d)
{
    const carnet_verdict *v = cn_door_verdict(d);
    cn_door_put_word(d, "outcome", "undecided accepted review refused",
                     carnet_verify_outcome(v));
    cn_json_key(&d->w, "entries");
    cn_json_open_array(&d->w);
    for (size_t c = 0; c < carnet_verify_num_credentials(v); c++) {
        for (size_t i = 0; i < carnet_verify_num_entries(v, c); i++) {
            cn_door_put_said(d, c, i, carnet_verify_get_entry(v, c, i));
        }
    }
    cn_json_close_array(&d->w);
}

/* ---- what leaves ---- */

void cn_door_op_export_cose(cn_door *d)
{
    const carnet_verdict *v = cn_door_verdict(d);
    size_t credential = cn_door_size(d, "credential");
    carnet_buf *out = NULL;
    carnet_status status = carnet_verify_export_cose(&out, v, credential);
    cn_door_try(d, status, cn_door_find(d, "credential"), NULL);
    cn_door_put_buf(d, "cose", CN_DOOR_AS_BYTES, status, out);
}

void cn_door_op_export_diag(cn_door *d)
{
    const carnet_verdict *v = cn_door_verdict(d);
    carnet_buf *out = NULL;
    carnet_status status = carnet_verify_export_diag(&out, v);
    cn_door_try(d, status, cn_door_find(d, "passport"), NULL);
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, out);
}

void cn_door_op_fhir_export(cn_door *d)
{
    size_t num = 0;
    const carnet_verdict *v = cn_door_verdict(d);
    const char *const *names = cn_door_strs(d, "names", &num, true);
    cn_span language = cn_door_text(d, "language");
    int64_t now_s = cn_door_time(d, "now");
    carnet_buf *out = NULL;
    carnet_status status = carnet_interop_fhir_export(
        &out, v, names, num, (const char *)language.data, language.len, now_s);
    cn_door_try(d, status, cn_door_find(d, "passport"), NULL);
    cn_door_put_buf(d, "bundle", CN_DOOR_AS_JSON, status, out);
}
