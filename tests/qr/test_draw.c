/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drawings: each is read back module by module by a reader of its own written
 * here; sizes in millimetres and pixels; what is refused; memory.
 */
#include "qr_support.h"

#include "../support/failing_mem.h"

enum {
    SIDE_MAX = 97 + 2 * 100 /* version 20 and the widest quiet zone */
};

/* A picture: 1 dark, 0 light, one place a pixel. */
typedef struct {
    int32_t width;
    int32_t height;
    uint8_t *dark;
} picture;

static picture new_picture(int32_t width, int32_t height)
{
    picture p = {width, height, NULL};
    p.dark = calloc((size_t)width, (size_t)height);
    assert_non_null(p.dark);
    return p;
}

static int32_t pixel(const picture *p, int32_t x, int32_t y)
{
    assert_true(x >= 0 && y >= 0 && x < p->width && y < p->height);
    return p->dark[(size_t)y * (size_t)p->width + (size_t)x];
}

/* Every module of symbol and quiet zone, every pixel of a module. */
static void assert_shows(const picture *p, const carnet_qr *qr, int32_t quiet,
                         int32_t scale)
{
    int32_t side = carnet_qr_size(qr) + 2 * quiet;
    assert_int_equal(p->width, side * scale);
    for (int32_t y = 0; y < side * scale; y++) {
        for (int32_t x = 0; x < side * scale; x++) {
            assert_int_equal(
                pixel(p, x, y),
                carnet_qr_module(qr, x / scale - quiet, y / scale - quiet));
        }
    }
}

/* ---- readers ---- */

static const char *expect(const char *at, const char *word)
{
    if (strncmp(at, word, strlen(word)) != 0) {
        fail_msg("%s expected, %.20s there", word, at);
    }
    return at + strlen(word);
}

static const char *number(const char *at, int32_t *out)
{
    char *end = NULL;
    long v = strtol(at, &end, 10);
    assert_true(end != at && v >= 0 && v < 100000000 && *at != '+');
    *out = (int32_t)v;
    return end;
}

/* Millimetres with three decimals, as micrometres. */
static const char *millimetres(const char *at, int32_t *um_out)
{
    int32_t mm = 0;
    int32_t um = 0;
    at = expect(number(at, &mm), ".");
    const char *end = number(at, &um);
    assert_int_equal(end - at, 3);
    *um_out = mm * 1000 + um;
    return expect(end, "mm");
}

static void fill(picture *p, int32_t x, int32_t y, int32_t width)
{
    assert_true(width > 0 && x + width <= p->width && y < p->height);
    for (int32_t i = x; i < x + width; i++) {
        assert_int_equal(pixel(p, i, y), 0); /* nothing is drawn twice */
        p->dark[(size_t)y * (size_t)p->width + (size_t)i] = 1;
    }
}

/* Runs of one module's height: M x y h width v1 h-width z. */
static const char *read_path(picture *p, const char *at)
{
    while (*at == 'M' || *at == '\n') {
        int32_t x;
        int32_t y;
        int32_t width;
        int32_t back;
        if (*at == '\n') {
            at++;
            continue;
        }
        at = expect(number(at + 1, &x), " ");
        at = expect(number(at, &y), "h");
        at = expect(number(at, &width), "v1h-");
        at = expect(number(at, &back), "z");
        assert_int_equal(width, back);
        fill(p, x, y, width);
    }
    return at;
}

/* The whole file, nothing but what is known here; *um_out: width. */
static picture read_svg(const char *at, int32_t *um_out)
{
    int32_t height_um;
    int32_t width;
    int32_t height;
    at = expect(at, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                    "version=\"1.1\" width=\"");
    at = expect(millimetres(at, um_out), "\" height=\"");
    at = expect(millimetres(at, &height_um), "\" viewBox=\"0 0 ");
    assert_int_equal(*um_out, height_um);
    at = expect(number(at, &width), " ");
    at = expect(number(at, &height), "\" shape-rendering=\"crispEdges\">\n");
    assert_int_equal(width, height);
    at = expect(at, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    picture p = new_picture(width, height);
    at = read_path(&p, expect(at, "<path fill=\"#000\" d=\""));
    at = expect(at, "\"/>\n</svg>\n");
    assert_int_equal(*at, 0);
    return p;
}

static picture read_pbm(const carnet_buf *image)
{
    const uint8_t *data = carnet_buf_data(image);
    const char *at = expect((const char *)data, "P4\n");
    int32_t width;
    int32_t height;
    at = expect(number(at, &width), " ");
    at = expect(number(at, &height), "\n");
    const uint8_t *rows = (const uint8_t *)at;
    size_t row_len = ((size_t)width + 7) / 8;
    assert_int_equal((size_t)(rows - data) + row_len * (size_t)height,
                     carnet_buf_len(image));
    picture p = new_picture(width, height);
    for (int32_t y = 0; y < height; y++) {
        const uint8_t *row = rows + (size_t)y * row_len;
        for (int32_t x = 0; x < width; x++) {
            p.dark[(size_t)y * (size_t)width + (size_t)x] =
                row[x / 8] >> (7 - x % 8) & 1;
        }
        for (int32_t x = width; x < (int32_t)row_len * 8; x++) {
            assert_int_equal(row[x / 8] >> (7 - x % 8) & 1, 0);
        }
    }
    return p;
}

/* Ink, not darkness: two rows a line. */
static picture read_blocks(const char *at, int32_t width)
{
    picture p = new_picture(width, SIDE_MAX + 1);
    p.height = 0;
    while (*at != 0) {
        uint8_t *row = p.dark + (size_t)p.height * (size_t)width;
        for (int32_t x = 0; x < width; x++) {
            static const char *const blocks[4] = {" ", "\u2580", "\u2584",
                                                  "\u2588"};
            uint8_t i = 0;
            while (strncmp(at, blocks[i], strlen(blocks[i])) != 0) {
                i++;
                assert_true(i < 4);
            }
            at += strlen(blocks[i]);
            row[x] = i & 1;
            row[x + width] = i >> 1;
        }
        at = expect(at, "\n");
        p.height += 2;
    }
    return p;
}

/* ---- what is drawn ---- */

static const size_t lens[] = {1, 30, 61, 300, 970};
static const int32_t quiets[] = {0, 1, CARNET_QR_QUIET, 7, 100};

static void svg_shows_every_module(void **state)
{
    (void)state;
    for (size_t i = 0; i < 5; i++) {
        carnet_qr *qr = symbol_of(lens[i], CARNET_QR_LEVEL_M);
        carnet_buf *out = NULL;
        assert_status(carnet_qr_draw_svg(&out, qr, quiets[i], 500), CARNET_OK);
        int32_t um = 0;
        picture p = read_svg((const char *)carnet_buf_data(out), &um);
        assert_shows(&p, qr, quiets[i], 1);
        assert_int_equal(um, p.width * 500);
        free(p.dark);
        carnet_buf_free(out);
        carnet_qr_free(qr);
    }
}

static void svg_is_as_large_as_asked(void **state)
{
    (void)state;
    static const int32_t sides[] = {50, 51, 333, 1000, 20000};
    carnet_qr *qr = symbol_of(970, CARNET_QR_LEVEL_M);
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        carnet_buf *out = NULL;
        assert_status(carnet_qr_draw_svg(&out, qr, 100, sides[i]), CARNET_OK);
        int32_t um = 0;
        picture p = read_svg((const char *)carnet_buf_data(out), &um);
        assert_int_equal(um, SIDE_MAX * sides[i]);
        free(p.dark);
        carnet_buf_free(out);
    }
    carnet_qr_free(qr);
}

static void pbm_shows_every_module(void **state)
{
    (void)state;
    static const int32_t scales[] = {1, 2, 3, 5, 8};
    for (size_t i = 0; i < 5; i++) {
        carnet_qr *qr = symbol_of(lens[i], CARNET_QR_LEVEL_M - (int32_t)i % 2);
        carnet_buf *out = NULL;
        assert_status(carnet_qr_draw_pbm(&out, qr, quiets[i], scales[4 - i]),
                      CARNET_OK);
        picture p = read_pbm(out);
        assert_shows(&p, qr, quiets[i], scales[4 - i]);
        free(p.dark);
        carnet_buf_free(out);
        carnet_qr_free(qr);
    }
}

static void pbm_modules_may_be_100_pixels(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(1, CARNET_QR_LEVEL_L);
    carnet_buf *out = NULL;
    assert_status(carnet_qr_draw_pbm(&out, qr, 0, 100), CARNET_OK);
    picture p = read_pbm(out);
    assert_shows(&p, qr, 0, 100);
    free(p.dark);
    carnet_buf_free(out);
    carnet_qr_free(qr);
}

/* Ink is dark on paper and light on a dark screen. */
static void blocks_show_every_module_in_both_polarities(void **state)
{
    (void)state;
    for (int32_t inverted = 0; inverted <= 1; inverted++) {
        for (size_t i = 0; i < 5; i++) {
            carnet_qr *qr = symbol_of(lens[i], CARNET_QR_LEVEL_M);
            carnet_buf *out = NULL;
            assert_status(carnet_qr_draw_blocks(&out, qr, quiets[i], inverted),
                          CARNET_OK);
            int32_t side = carnet_qr_size(qr) + 2 * quiets[i];
            picture p = read_blocks((const char *)carnet_buf_data(out), side);
            assert_int_equal(p.height, side + 1); /* sides are odd */
            for (int32_t y = 0; y < p.height; y++) {
                for (int32_t x = 0; x < side; x++) {
                    int32_t dark = pixel(&p, x, y) ^ inverted;
                    assert_int_equal(dark, carnet_qr_module(qr, x - quiets[i],
                                                            y - quiets[i]));
                }
            }
            free(p.dark);
            carnet_buf_free(out);
            carnet_qr_free(qr);
        }
    }
}

static void the_same_symbol_gives_the_same_drawing(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(100, CARNET_QR_LEVEL_M);
    carnet_buf *a = NULL;
    carnet_buf *b = NULL;
    assert_status(carnet_qr_draw_svg(&a, qr, 4, 500), CARNET_OK);
    assert_status(carnet_qr_draw_svg(&b, qr, 4, 500), CARNET_OK);
    assert_span(test_span_of(a), carnet_buf_data(b), carnet_buf_len(b));
    carnet_buf_free(a);
    carnet_buf_free(b);
    carnet_qr_free(qr);
}

/* ---- what is refused ---- */

typedef carnet_status draw_function(carnet_buf **out, const carnet_qr *qr,
                                    int32_t quiet, int32_t last);

static const struct {
    draw_function *draw;
    int32_t least; /* of the last argument */
    int32_t most;
} drawings[] = {{carnet_qr_draw_svg, 50, 20000},
                {carnet_qr_draw_pbm, 1, 100},
                {carnet_qr_draw_blocks, 0, 1}};

static void assert_refused(size_t i, const carnet_qr *qr, int32_t quiet,
                           int32_t last, carnet_status expected)
{
    carnet_buf *out = (carnet_buf *)(void *)&i; /* must become NULL */
    assert_status(drawings[i].draw(&out, qr, quiet, last), expected);
    assert_null(out);
}

static void refuses_what_is_out_of_range(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(1, CARNET_QR_LEVEL_L);
    for (size_t i = 0; i < 3; i++) {
        int32_t least = drawings[i].least;
        int32_t most = drawings[i].most;
        assert_refused(i, qr, -1, least, CARNET_CALLER_RANGE);
        assert_refused(i, qr, 101, least, CARNET_CALLER_RANGE);
        assert_refused(i, qr, INT32_MAX, least, CARNET_CALLER_RANGE);
        assert_refused(i, qr, 4, least - 1, CARNET_CALLER_RANGE);
        assert_refused(i, qr, 4, most + 1, CARNET_CALLER_RANGE);
        assert_refused(i, qr, 4, INT32_MIN, CARNET_CALLER_RANGE);
    }
    carnet_qr_free(qr);
}

static void refuses_null(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(1, CARNET_QR_LEVEL_L);
    for (size_t i = 0; i < 3; i++) {
        int32_t least = drawings[i].least;
        assert_refused(i, NULL, 4, least, CARNET_CALLER_NULL);
        assert_status(drawings[i].draw(NULL, qr, 4, least), CARNET_CALLER_NULL);
    }
    carnet_qr_free(qr);
}

/* ---- memory ---- */

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(300, CARNET_QR_LEVEL_M);
    for (size_t i = 0; i < 3; i++) {
        bool failed = true;
        size_t num = 0;
        for (; failed; num++) {
            carnet_buf *out = NULL;
            test_mem_fail_at(num + 1);
            carnet_status status =
                drawings[i].draw(&out, qr, 4, drawings[i].most);
            failed = test_mem_has_failed();
            test_mem_fail_at(0);
            assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
            assert_int_equal(out == NULL, failed);
            carnet_buf_free(out);
            assert_int_equal(test_mem_live(), 1); /* the symbol */
        }
        assert_true(num >= 2);
    }
    carnet_qr_free(qr);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(svg_shows_every_module),
        cmocka_unit_test(svg_is_as_large_as_asked),
        cmocka_unit_test(pbm_shows_every_module),
        cmocka_unit_test(pbm_modules_may_be_100_pixels),
        cmocka_unit_test(blocks_show_every_module_in_both_polarities),
        cmocka_unit_test(the_same_symbol_gives_the_same_drawing),
        cmocka_unit_test(refuses_what_is_out_of_range),
        cmocka_unit_test(refuses_null),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
