/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: QR symbols, sets of codes, scanners that type.
 * What they read is text that nobody has verified yet.
 */
#include "door_i.h"

#define LEVELS "L M Q H"
#define WHOLES "none passport trust_list status_list"

static int32_t level_of(cn_door *d)
{
    return cn_door_find(d, "level") == 0 ? CARNET_QR_LEVEL_M
                                         : cn_door_word(d, "level", LEVELS);
}

static const carnet_qr *make(cn_door *d)
{
    cn_span s = cn_door_text(d, "text");
    int32_t level = level_of(d);
    carnet_qr *qr = NULL;
    cn_door_try(d, carnet_qr_new(&qr, s.data, s.len, level),
                cn_door_find(d, "text"), NULL);
    return cn_door_keep(d, CN_DOOR_QR, qr) ? qr : NULL;
}

static void put_rows(cn_door *d, const carnet_qr *qr)
{
    char row[4 * CARNET_QR_MAX_VERSION + 17]; /* ISO/IEC 18004 section 5.3.1 */
    int32_t size = carnet_qr_size(qr);
    cn_json_key(&d->w, "rows");
    cn_json_open_array(&d->w);
    for (int32_t y = 0; y < size; y++) {
        for (int32_t x = 0; x < size; x++) {
            row[x] = carnet_qr_module(qr, x, y) != 0 ? '1' : '0';
        }
        cn_json_string(&d->w, cn_span_of(row, (size_t)size));
    }
    cn_json_close_array(&d->w);
}

void cn_door_op_qr(cn_door *d)
{
    const carnet_qr *qr = make(d);
    cn_door_put_int(d, "version", carnet_qr_version(qr));
    cn_door_put_int(d, "size", carnet_qr_size(qr));
    put_rows(d, qr);
}

void cn_door_op_qr_svg(cn_door *d)
{
    const carnet_qr *qr = make(d);
    int32_t quiet = cn_door_int(d, "quiet", CARNET_QR_QUIET);
    int32_t module_um = cn_door_int(d, "module_um", 0);
    carnet_buf *out = NULL;
    carnet_status status = carnet_qr_draw_svg(&out, qr, quiet, module_um);
    cn_door_put_buf(d, "svg", CN_DOOR_AS_TEXT, status, out);
}

void cn_door_op_qr_pbm(cn_door *d)
{
    const carnet_qr *qr = make(d);
    int32_t quiet = cn_door_int(d, "quiet", CARNET_QR_QUIET);
    int32_t module_px = cn_door_int(d, "module_px", 0);
    carnet_buf *out = NULL;
    carnet_status status = carnet_qr_draw_pbm(&out, qr, quiet, module_px);
    cn_door_put_buf(d, "pbm", CN_DOOR_AS_BYTES, status, out);
}

void cn_door_op_qr_blocks(cn_door *d)
{
    const carnet_qr *qr = make(d);
    int32_t quiet = cn_door_int(d, "quiet", CARNET_QR_QUIET);
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_qr_draw_blocks(&out, qr, quiet, cn_door_bool(d, "inverted"));
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, out);
}

void cn_door_op_qr_version_for(cn_door *d)
{
    size_t chars = cn_door_size(d, "chars");
    cn_door_put_int(d, "version", carnet_qr_version_for(chars, level_of(d)));
}

/* ---- sets ---- */

void cn_door_op_set_count_for(cn_door *d)
{
    size_t chars = cn_door_size(d, "chars");
    cn_door_put_int(d, "count", carnet_set_count_for(chars, level_of(d)));
}

/* One code of a set, as text. */
static cn_span split(cn_door *d, cn_span passport, int32_t count, int32_t index)
{
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_set_split(&out, passport.data, passport.len, count, index);
    cn_door_try(
        d, status,
        cn_door_find(d, status == CARNET_CALLER_RANGE ? "count" : "passport"),
        NULL);
    return cn_door_keep(d, CN_DOOR_BUF, out)
               ? cn_span_of(carnet_buf_data(out), carnet_buf_len(out))
               : cn_span_of(NULL, 0);
}

void cn_door_op_set_split(cn_door *d)
{
    cn_span s = cn_door_input(d, "passport");
    int32_t count = cn_door_int(d, "count", 0);
    cn_span parity = split(d, s, count, count);
    cn_json_key(&d->w, "codes");
    cn_json_open_array(&d->w);
    for (int32_t i = 0; i < count && cn_door_good(d); i++) {
        cn_json_string(&d->w, split(d, s, count, i));
    }
    cn_json_close_array(&d->w);
    cn_door_put_text(d, "parity", parity);
}

void cn_door_op_set_is_part(cn_door *d)
{
    cn_span s = cn_door_text(d, "text");
    cn_door_put_bool(d, "is_part", carnet_set_is_part(s.data, s.len) != 0);
}

void cn_door_op_set_kind(cn_door *d)
{
    cn_span s = cn_door_input(d, "input");
    cn_door_put_word(d, "whole", WHOLES, carnet_set_whole_kind(s.data, s.len));
    cn_door_put_word(d, "part", WHOLES, carnet_set_part_kind(s.data, s.len));
}

void cn_door_op_list_text(cn_door *d)
{
    cn_span s = cn_door_input(d, "list");
    carnet_buf *out = NULL;
    carnet_status status = carnet_set_list_text(&out, s.data, s.len);
    cn_door_try(d, status, cn_door_find(d, "list"), NULL);
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, out);
}

/* The codes of a request; one that is refused is named. */
static carnet_set *collect(cn_door *d)
{
    carnet_set *set = NULL;
    uint32_t node = 0;
    size_t num = cn_door_list(d, "codes", &node);
    cn_door_try(d, carnet_set_new(&set), 0, NULL);
    if (!cn_door_keep(d, CN_DOOR_SET, set)) {
        return NULL;
    }
    for (size_t i = 0; i < num; i++) {
        cn_span s = cn_json_get(d->doc, node)->text;
        cn_door_try(d, carnet_set_add(set, NULL, s.data, s.len), node, NULL);
        node = cn_door_next(d, node);
    }
    return set;
}

void cn_door_op_set_look(cn_door *d)
{
    const carnet_set *set = collect(d);
    int32_t count = carnet_set_count(set);
    cn_door_put_int(d, "count", count);
    cn_json_key(&d->w, "have");
    cn_json_open_array(&d->w);
    for (int32_t i = 0; i <= count; i++) {
        if (carnet_set_has(set, i) != 0) {
            cn_json_i64(&d->w, i);
        }
    }
    cn_json_close_array(&d->w);
    cn_door_put_word(d, "kind", WHOLES, carnet_set_kind(set));
}

void cn_door_op_set_join(cn_door *d)
{
    carnet_set *set = collect(d);
    carnet_buf *out = NULL;
    carnet_status status = carnet_set_join(&out, set);
    cn_door_try(d, status, cn_door_find(d, "codes"), NULL);
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, out);
    cn_door_put_word(d, "kind", WHOLES, carnet_set_kind(set));
}

/* ---- scanners that type ---- */

void cn_door_op_keyboard_layouts(cn_door *d)
{
    cn_json_key(&d->w, "layouts");
    cn_json_open_array(&d->w);
    for (int32_t i = 0; carnet_keyboard_name(i) != NULL; i++) {
        cn_json_str(&d->w, carnet_keyboard_name(i));
    }
    cn_json_close_array(&d->w);
}

static void put_layout(cn_door *d, const char *key, int32_t layout)
{
    if (carnet_keyboard_name(layout) != NULL) {
        cn_door_put_str(d, key, carnet_keyboard_name(layout));
    }
}

void cn_door_op_keyboard_undo(cn_door *d)
{
    int32_t scanner = -1;
    int32_t computer = -1;
    int32_t caps = 0;
    cn_span s = cn_door_text(d, "text");
    size_t nth = cn_door_size(d, "nth");
    carnet_buf *out = NULL;
    carnet_status status = carnet_keyboard_undo(&out, &scanner, &computer,
                                                &caps, s.data, s.len, nth);
    cn_door_try(d, status, cn_door_find(d, "text"), NULL);
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, out);
    put_layout(d, "scanner", scanner);
    put_layout(d, "computer", computer);
    cn_door_put_word(d, "caps", "off letters all", caps);
}
