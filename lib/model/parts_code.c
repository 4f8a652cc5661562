/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a code or a word asks for, docs/spec/parts.md rules 2 to 7, from the
 * table parts.def. Codes under a URI may be written anyhow: they are folded
 * before they are compared. What is not known is judged by its shape, and then
 * never moved to a less private part.
 */
#include "parts_i.h"

enum {
#define TOPIC(NAME, what) TOPIC_##NAME,
#include "parts.def"
};

static const char *const topics[] = {
#define TOPIC(NAME, what) what,
#include "parts.def"
};

/* Text and no pointers: there are some 2,000, and none needs relocation. */
typedef struct {
    char first[20], last[8]; /* last: empty where there is but one */
    uint8_t topic;
    uint8_t set;
    uint8_t part;
    bool marked;
} rule;

static const rule rules[] = {
#define RANGE(to, in, from, until, mark, TOPIC)                                \
    {from, until, TOPIC_##TOPIC, CN_SET_##in, CARNET_PART_##to, mark},
#define ONE(to, in, code, mark, TOPIC)                                         \
    {code, "", TOPIC_##TOPIC, CN_SET_##in, CARNET_PART_##to, mark},
#include "parts.def"
};

static const char *last_of(const rule *r)
{
    return r->last[0] == '\0' ? r->first : r->last;
}

enum {
    HOW_BEGINNING,
    HOW_WHOLE
};

static const struct {
    const char *label;
    uint8_t how;
    uint8_t also;
} sets[] = {
#define SET(NAME, label, HOW, ALSO) {label, HOW_##HOW, CN_SET_##ALSO},
#include "parts.def"
};

/* A listed system follows the set of its own number. */
#define SYSTEM(number, NAME, ...)                                              \
    _Static_assert((int)CN_SET_##NAME == (number), #NAME);
#include "schema.def"

typedef struct {
    const char *pattern;
    uint8_t set;
    uint8_t least, most; /* characters */
} shape;

static const shape shapes[] = {
#define SHAPE(NAME, pattern, least, most) {pattern, CN_SET_##NAME, least, most},
#include "parts.def"
};

#define NUM(array) (sizeof(array) / sizeof *(array))

/* ---- folding ---- */

/* What a character is read as: a capital, a digit, a point or a hyphen; a
   space for anything else. */
static char read_as(int32_t cp)
{
    static const struct {
        int32_t first;
        const char *as;
    } alike[] = {
#define ALIKE(first, characters) {first, characters},
#include "parts.def"
    };
    if (cp >= 'a' && cp <= 'z') {
        return (char)(cp - 'a' + 'A');
    }
    if ((cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9') || cp == '.' ||
        cp == '-') {
        return (char)cp;
    }
    for (size_t i = 0; i < NUM(alike); i++) {
        int32_t at = cp - alike[i].first;
        if (at >= 0 && (size_t)at < strlen(alike[i].as) &&
            alike[i].as[at] != '_') {
            return alike[i].as[at];
        }
    }
    return ' ';
}

static void fold(char out[CN_MODEL_CODE_MAX + 1], cn_span code)
{
    size_t len = 0;
    for (size_t pos = 0; pos < code.len && len < CN_MODEL_CODE_MAX; len++) {
        int32_t cp = cn_utf8_next(code, &pos);
        pos += cp < 0 ? 1 : 0;
        out[len] = read_as(cp);
    }
    out[len] = '\0';
}

/* One piece of a folded code, and the same without points and hyphens. */
typedef struct {
    char text[CN_MODEL_CODE_MAX + 1];
    char bare[CN_MODEL_CODE_MAX + 1];
} piece;

static bool is_sign(char c)
{
    return c == '.' || c == '-';
}

/* Without signs at its ends and without spaces, which only the whole has. */
static void make_piece(piece *p, const char *from, size_t num)
{
    size_t len = 0;
    size_t bare_len = 0;
    size_t end = 0; /* behind the last letter or digit */
    for (size_t i = 0; i < num; i++) {
        if (from[i] == ' ' || (is_sign(from[i]) && bare_len == 0)) {
            continue;
        }
        p->text[len++] = from[i];
        if (!is_sign(from[i])) {
            p->bare[bare_len++] = from[i];
            end = len;
        }
    }
    p->text[end] = p->bare[bare_len] = '\0';
}

/* ---- which rules cover a piece ---- */

/* Order of a bare piece and a bound, by as many letters and digits as the bound
   has; what ends before stands before. *rest: what the piece has behind. */
static int order_of(const char *bare, const char *bound, const char **rest)
{
    for (; *bound != '\0'; bound++) {
        if (is_sign(*bound)) {
            continue;
        }
        if (*bare != *bound && (*bound != '?' || *bare == '\0')) {
            return *bare < *bound ? -1 : 1;
        }
        bare++;
    }
    *rest = bare;
    return 0;
}

static bool covers(const rule *r, int32_t set, const piece *p)
{
    const char *rest = "";
    if (r->set != set && r->set != sets[set].also) {
        return false;
    }
    int first = order_of(p->bare, r->first, &rest);
    if (sets[set].how == HOW_WHOLE) {
        return first == 0 && *rest == '\0';
    }
    return first >= 0 && order_of(p->bare, last_of(r), &rest) <= 0;
}

static bool is_of(char c, char due)
{
    bool digit = c >= '0' && c <= '9';
    bool letter = c >= 'A' && c <= 'Z';
    switch (due) {
    case '@':
        return letter;
    case '#':
        return digit;
    case '*':
        return letter || digit;
    default:
        return c == due;
    }
}

static bool has_shape(const char *text, const shape *s)
{
    size_t len = strlen(text);
    if (len < s->least || len > s->most) {
        return false;
    }
    size_t i = 0;
    while (i < len && is_of(text[i], s->pattern[i])) {
        i++;
    }
    return i == len;
}

/* Whether a piece looks like a code of a set. */
static bool fits(const piece *p, int32_t set)
{
    for (size_t i = 0; i < NUM(shapes); i++) {
        if (shapes[i].set == set && (has_shape(p->text, &shapes[i]) ||
                                     has_shape(p->bare, &shapes[i]))) {
            return true;
        }
    }
    return false;
}

/* ---- asking ---- */

typedef struct {
    cn_parts_asked *asked;
    const char *folded;
    bool joins; /* it joins codes, and is none as a whole */
    bool marked;
    bool known;
} question;

static void note(cn_parts_asked *a, const char *topic, const char *of,
                 const char *first, const char *last, const char *code)
{
    if (a->topic == NULL) {
        size_t len = strlen(code);
        len = len < sizeof a->code ? len : sizeof a->code - 1;
        a->topic = topic;
        a->of = of;
        a->first = first;
        a->last = last;
        memcpy(a->code, code, len);
        a->code[len] = '\0';
    }
}

/* The first rule that covers a piece decides for it. */
static void ask_piece(const question *q, int32_t set, const char *from,
                      size_t num)
{
    piece p;
    make_piece(&p, from, num);
    if (p.bare[0] == '\0' || (!q->known && !fits(&p, set))) {
        return;
    }
    for (size_t i = 0; i < NUM(rules); i++) {
        const rule *r = &rules[i];
        if ((q->marked && !r->marked) || !covers(r, set, &p)) {
            continue;
        }
        if (r->part == CARNET_PART_PRIVATE) {
            note(q->asked, topics[r->topic], sets[r->set].label, r->first,
                 last_of(r), p.text);
        } else if (r->part == CARNET_PART_DESK && q->known) {
            q->asked->desk = true;
        }
        return;
    }
}

/* The whole and its pieces; where beginnings count, hyphens part them too. */
static void ask_set(const question *q, int32_t set)
{
    const char *between = sets[set].how == HOW_BEGINNING ? " -" : " ";
    const char *at = q->folded;
    if (!q->joins) {
        ask_piece(q, set, at, strlen(at));
    }
    while (*at != '\0') {
        size_t num = strcspn(at, between);
        ask_piece(q, set, at, num);
        at += num;
        at += strspn(at, between);
    }
}

void cn_parts_ask_code(cn_parts_asked *a, int32_t set, cn_span code,
                       bool marked)
{
    char folded[CN_MODEL_CODE_MAX + 1];
    bool joins = memchr(code.data, '&', code.len) != NULL ||
                 memchr(code.data, '/', code.len) != NULL;
    fold(folded, code);
    question q = {a, folded, joins, marked, set >= 0};
    if (q.known) {
        ask_set(&q, set);
        return;
    }
    for (set = 0; set < CN_NUM_SETS; set++) {
        ask_set(&q, set);
    }
}

void cn_parts_ask_word(cn_parts_asked *a, const char *kind, const char *field,
                       const char *word)
{
    static const struct {
        const char *kind, *field, *word;
        uint8_t topic;
    } words[] = {
#define WORD(kind, field, word, NAME) {kind, field, word, TOPIC_##NAME},
#include "parts.def"
    };
    for (size_t i = 0; i < NUM(words); i++) {
        if (strcmp(kind, words[i].kind) == 0 &&
            strcmp(field, words[i].field) == 0 &&
            strcmp(word, words[i].word) == 0) {
            note(a, topics[words[i].topic], words[i].field, words[i].word,
                 words[i].word, word);
        }
    }
}

bool cn_parts_is_marked(const char *kind, const char *field)
{
    static const struct {
        const char *kind, *field;
    } marked[] = {
#define MARKED(kind, field) {kind, field},
#include "parts.def"
    };
    size_t i = 0;
    while (i < NUM(marked) && (strcmp(kind, marked[i].kind) != 0 ||
                               strcmp(field, marked[i].field) != 0)) {
        i++;
    }
    return i < NUM(marked);
}

/* ---- systems that have a URI of their own ---- */

/* Lower case, with one hyphen for each run of other characters than letters and
   digits, and one at either end. */
static void fold_uri(char out[CN_MODEL_CODING_MAX + 3], cn_span uri)
{
    size_t len = 0;
    out[len++] = '-';
    for (size_t i = 0; i < uri.len && i < CN_MODEL_CODING_MAX; i++) {
        uint8_t c = uri.data[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out[len++] = (char)(upper ? c - 'A' + 'a' : c);
        } else if (out[len - 1] != '-') {
            out[len++] = '-';
        }
    }
    if (out[len - 1] != '-') {
        out[len++] = '-';
    }
    out[len] = '\0';
}

int32_t cn_parts_set_of(const cn_model_coding *c)
{
    static const struct {
        const char *words;
        int32_t set;
    } likes[] = {
#define LIKE(words, NAME) {words, CN_SET_##NAME},
#include "parts.def"
    };
    char uri[CN_MODEL_CODING_MAX + 3];
    if (c->system >= 0) {
        return c->system;
    }
    fold_uri(uri, c->uri);
    for (size_t i = 0; i < NUM(likes); i++) {
        if (strstr(uri, likes[i].words) != NULL) {
            return likes[i].set;
        }
    }
    return -1;
}
