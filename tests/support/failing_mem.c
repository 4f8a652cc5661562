/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lib/base/mem.c itself, over an allocator that fails on demand. Each block
 * carries its size in front, so that free can look whether it was wiped.
 */
#include "failing_mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD = 16
}; /* keeps the block aligned */

static size_t until_failure;
static size_t live;
static size_t taken;
static size_t unwiped;
static bool has_failed;
static bool stays;

static void *test_calloc(size_t num, size_t size)
{
    if (until_failure != 0 && --until_failure == 0) {
        has_failed = true;
        until_failure = stays ? 1 : 0;
        return NULL;
    }
    if (size > SIZE_MAX / 4) {
        return NULL; /* as any allocator; a sanitizer's would abort */
    }
    uint8_t *p = calloc(1, HEAD + num * size);
    if (p == NULL) {
        return NULL;
    }
    *(size_t *)(void *)p = num * size;
    live++;
    taken++;
    return p + HEAD;
}

/* Each byte as the one before it. */
static bool is_zero(const uint8_t *p, size_t size)
{
    return size == 0 || (p[0] == 0 && memcmp(p, p + 1, size - 1) == 0);
}

static void test_free(void *block)
{
    uint8_t *p = (uint8_t *)block - HEAD;
    size_t size = *(size_t *)(void *)p;
    unwiped += is_zero(p + HEAD, size) ? 0 : 1;
    live--;
    free(p);
}

void test_mem_fail_at(size_t nth)
{
    until_failure = nth;
    has_failed = false;
    stays = false;
}

void test_mem_fail_from(size_t nth)
{
    test_mem_fail_at(nth);
    stays = true;
}

bool test_mem_has_failed(void)
{
    return has_failed;
}

size_t test_mem_live(void)
{
    return live;
}

size_t test_mem_taken(void)
{
    return taken;
}

size_t test_mem_unwiped(void)
{
    return unwiped;
}

static const uint8_t *watched;
static size_t watched_len;
static size_t least;
static size_t wiped;

void test_mem_watch(const void *bytes, size_t len, size_t at_least)
{
    watched = bytes;
    watched_len = len;
    least = at_least;
    wiped = 0;
}

size_t test_mem_wiped(void)
{
    return wiped;
}

static bool holds_watched(const uint8_t *p, size_t size)
{
    for (size_t i = 0; i + watched_len <= size; i++) {
        if (memcmp(p + i, watched, watched_len) == 0) {
            return true;
        }
    }
    return false;
}

#define calloc test_calloc
#define free test_free
#define cn_mem_wipe test_wipe
void test_wipe(void *p, size_t size);
#include "../../lib/base/mem.c"
#undef cn_mem_wipe

void cn_mem_wipe(void *p, size_t size);
void cn_mem_wipe(void *p, size_t size)
{
    if (watched != NULL && size >= least && holds_watched(p, size)) {
        wiped++;
    }
    test_wipe(p, size);
}
