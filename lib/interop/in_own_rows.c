/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takers of the rows for what carnet wrote (own.def): words of our own lists
 * as codings, abilities as components, numbers and bytes that only some kinds
 * have.
 */
#include "in_i.h"

/* ---- words ---- */

/* The word of a Coding whose system is that of an enumeration of ours, whose
   name the system has in small letters. */
static const char *word_of(cn_in *x, int32_t enumeration, uint32_t coding)
{
    cn_span ours = CN_SPAN_LIT(CN_INTEROP_WORDS);
    cn_span system = cn_in_text(x, coding, "system");
    const char *name = cn_model_enum_name(enumeration);
    bool same =
        cn_span_starts(system, ours) && system.len - ours.len == strlen(name);
    for (size_t i = 0; same && name[i] != '\0'; i++) {
        bool upper = name[i] >= 'A' && name[i] <= 'Z';
        char small = (char)(upper ? name[i] + ('a' - 'A') : name[i]);
        same = system.data[ours.len + i] == (uint8_t)small;
    }
    int32_t n =
        same ? cn_model_word_find(enumeration, cn_in_text(x, coding, "code"))
             : -1;
    return n < 0 ? NULL : cn_model_enum_word(enumeration, (uint64_t)n);
}

static const char *word_of_concept(cn_in *x, int32_t enumeration,
                                   uint32_t concept)
{
    uint32_t list = cn_in_find(x, concept, "coding");
    uint32_t end =
        cn_in_is_type(x, list, CN_JSON_ARRAY) ? cn_in_get(x, list)->next : 0;
    const char *word = NULL;
    for (uint32_t c = list + 1; c < end && word == NULL;
         c = cn_in_get(x, c)->next) {
        word = word_of(x, enumeration, c);
    }
    return word;
}

const char *cn_in_own_word(cn_in *x, int32_t enumeration, uint32_t node)
{
    if (!cn_in_is_type(x, node, CN_JSON_ARRAY)) {
        return node != 0 ? word_of_concept(x, enumeration, node) : NULL;
    }
    uint32_t end = cn_in_get(x, node)->next;
    const char *word = NULL;
    for (uint32_t i = node + 1; i < end && word == NULL;
         i = cn_in_get(x, i)->next) {
        word = word_of_concept(x, enumeration, i);
    }
    return word;
}

static void put_own(cn_in_at *a, int32_t field, uint32_t node)
{
    int32_t list = cn_in_field(a, field, CARNET_RECORD_SELF)->a;
    const char *word = cn_in_own_word(a->x, list, node);
    if (word != NULL && !cn_in_full(a, field, node) &&
        cn_in_put_word(a, field, a->num[field], CARNET_RECORD_SELF, word)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}

void cn_in_take_own_word(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    put_own(a, row->field, node);
}

/* A component of our Observation of function: its code names the field. */
void cn_in_take_own_ability(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t code = cn_in_first(x, node, "code.coding.code");
    uint32_t value = cn_in_find(x, node, "valueCodeableConcept");
    const cn_model_shape *s = cn_model_kind((uint32_t)a->kind);
    cn_span name = cn_in_string(x, code);
    for (uint8_t i = 0; i < s->num_fields && value != 0; i++) {
        if (s->fields[i].number >= row->field &&
            cn_span_equal(cn_span_str(s->fields[i].name), name)) {
            put_own(a, s->fields[i].number, value);
            cn_in_mark(x, cn_in_find(x, node, "code"), CN_IN_LINK);
        }
    }
}

/* ---- others ---- */

void cn_in_take_own_bytes(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    if (!cn_in_full(a, row->field, node) && cn_in_entry(a) &&
        cn_in_put_base64(a, row->field, 0, CARNET_RECORD_SELF,
                         cn_in_string(a->x, node))) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}

/* The number of a Quantity, whose unit the field has of itself. */
void cn_in_take_own_decimal(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t value = cn_in_find(x, node, "value");
    cn_model_decimal d;
    if (cn_in_is_type(x, value, CN_JSON_NUMBER) && cn_in_entry(a) &&
        cn_form_decimal(cn_in_get(x, value)->text, &d) &&
        cn_in_did(a, row->field, 0,
                  carnet_record_set_decimal(x->record, a->entry, row->field, 0,
                                            CARNET_RECORD_SELF, d.mantissa,
                                            d.scale))) {
        cn_in_mark(x, node, CN_IN_TAKEN);
    }
}

/* FHIR's own extension of a Flag. */
void cn_in_take_flag_priority(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t value = cn_in_find(x, node, "valueCodeableConcept");
    bool named = cn_span_equal(cn_in_text(x, node, "url"),
                               CN_SPAN_LIT(CN_INTEROP_FLAG_URL));
    const char *word = named && value != 0
                           ? cn_in_word(x, CN_INTEROP_FLAG_PRIORITY, value)
                           : NULL;
    if (word != NULL && !cn_in_full(a, row->field, node) &&
        cn_in_put_word(a, row->field, 0, CARNET_RECORD_SELF, word)) {
        cn_in_mark(x, node, CN_IN_TAKEN);
    }
}

static void put_passport_id(cn_in_at *a, cn_span hex)
{
    uint8_t bytes[CARNET_RECORD_BYTES_SIZE];
    size_t len = hex.len / 2;
    if (len <= sizeof bytes && cn_text_get_hex(bytes, len, hex)) {
        (void)cn_in_did(a, CARNET_DETAILS_PASSPORT_ID, 0,
                        carnet_record_set_bytes(
                            a->x->record, a->entry, CARNET_DETAILS_PASSPORT_ID,
                            0, CARNET_RECORD_SELF, bytes, len));
    }
}

/* A number of another system, or the id of the passport itself. */
void cn_in_take_own_identifier(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    cn_span value = cn_in_text(x, node, "value");
    size_t i = a->num[row->field];
    uint32_t system = cn_in_find(x, node, "system");
    uint32_t country = cn_in_own_find(x, cn_in_find(x, node, "extension"),
                                      "identifier.country");
    system = system != 0 ? system : cn_in_first(x, node, "assigner.display");
    if (cn_in_among(CN_INTEROP_PASSPORT_ID, cn_in_string(x, system))) {
        if (cn_in_entry(a)) {
            put_passport_id(a, value);
            cn_in_mark(x, node, CN_IN_TAKEN);
        }
        return;
    }
    if (cn_in_full(a, row->field, node) ||
        !cn_in_put_text(a, row->field, i, CARNET_IDENTIFIER_VALUE, value, 0)) {
        return;
    }
    if (system != 0) {
        cn_in_put_text(a, row->field, i, CARNET_IDENTIFIER_SYSTEM,
                       cn_in_string(x, system), 0);
    }
    if (country != 0) {
        cn_in_put_text(a, row->field, i, CARNET_IDENTIFIER_COUNTRY,
                       cn_in_string(x, cn_in_own_value(x, country)), 0);
    }
    cn_in_mark(x, node, CN_IN_TAKEN);
}
