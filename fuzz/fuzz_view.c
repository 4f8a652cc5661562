/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a passport to what people read: verdict, view, its lines and its JSON,
 * each entry in words, FHIR out. All text is harmless, all JSON well-formed,
 * and the view of credentials does not depend on when it is asked twice.
 */
#include "look.h"

const char fuzz_name[] = "view";

static const char *language(size_t i)
{
    static const char *const tags[] = {"en", "fr", "ar", "es"};
    return tags[i % (sizeof tags / sizeof *tags)];
}

static carnet_buf *view_json(const carnet_view *view, int32_t explain)
{
    carnet_buf *out = NULL;
    FUZZ_HOLDS(carnet_view_json(&out, view, explain) == CARNET_OK);
    return out;
}

static void check_rows(const carnet_view *view)
{
    for (size_t row = 0; row < carnet_view_num_rows(view); row++) {
        size_t num = carnet_view_num_tellings(view, row);
        FUZZ_HOLDS(num > 0);
        FUZZ_HOLDS(carnet_view_row_person(view, row) <
                   (int32_t)carnet_view_num_persons(view));
        for (size_t n = 0; n < num; n++) {
            const carnet_entry *e = NULL;
            size_t credential = 0;
            FUZZ_HOLDS(carnet_view_get_telling(&e, &credential, view, row, n) ==
                           CARNET_OK &&
                       e != NULL);
        }
    }
}

static void check_view(const carnet_verdict *v, int64_t at_s, size_t turn)
{
    carnet_view *view = NULL;
    carnet_view *again = NULL;
    carnet_buf *lines = NULL;
    int32_t explain = (int32_t)(turn & 1);
    FUZZ_HOLDS(carnet_view_new(&view, v, at_s, 0) == CARNET_OK);
    FUZZ_HOLDS(carnet_view_new(&again, v, at_s, 0) == CARNET_OK);
    check_rows(view);
    fuzz_take_equal(view_json(view, explain), view_json(again, explain));
    fuzz_take_json(view_json(view, explain));
    FUZZ_HOLDS(carnet_view_lines(&lines, NULL, view, explain, NULL, 0,
                                 language(turn), 2) == CARNET_OK);
    fuzz_take_text(lines);
    carnet_view_free(view);
    carnet_view_free(again);
}

static void check_entries(const carnet_verdict *v, size_t turn)
{
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            carnet_buf *text = NULL;
            FUZZ_HOLDS(carnet_view_text(&text, NULL,
                                        carnet_verify_get_entry(v, i, k),
                                        language(turn), 2) == CARNET_OK);
            fuzz_take_text(text);
        }
    }
}

static void check_fhir(const carnet_verdict *v)
{
    carnet_buf *bundle = NULL;
    if (carnet_interop_fhir_export(&bundle, v, NULL, 0, "en", 2, FUZZ_NOW) ==
        CARNET_OK) {
        fuzz_take_json(bundle);
    }
}

void fuzz_check(cn_span input)
{
    static const int64_t later[] = {0, 1, 40, 400, -3000};
    fuzz_chance c = fuzz_chance_of(input);
    size_t turn = fuzz_below(&c, 4);
    int64_t day = later[fuzz_below(&c, sizeof later / sizeof *later)];
    carnet_verdict *v = NULL;
    FUZZ_HOLDS(fuzz_verify(&v, input) == CARNET_OK);
    check_view(v, FUZZ_NOW + 86400 * day, turn);
    check_entries(v, turn);
    check_fhir(v);
    carnet_verify_free(v);
}

carnet_status fuzz_call(cn_span input)
{
    carnet_verdict *v = NULL;
    carnet_view *view = NULL;
    carnet_buf *json = NULL;
    carnet_status status = fuzz_verify(&v, input);
    if (status == CARNET_OK) {
        status = carnet_view_new(&view, v, FUZZ_NOW, 0);
    }
    if (status == CARNET_OK) {
        status = carnet_view_json(&json, view, 1);
    }
    carnet_buf_free(json);
    carnet_view_free(view);
    carnet_verify_free(v);
    return status;
}
