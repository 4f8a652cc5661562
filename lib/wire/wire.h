/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the wire room: Base45 (RFC 9285), DEFLATE (RFC 1951) with the preset
 * dictionary, and the envelope that tells text, file and their faults apart.
 * The only user of zlib. Knows bytes, nothing of what they mean.
 */
#ifndef CN_WIRE_H
#define CN_WIRE_H

#include "../base/base.h"

/* ---- Base45 ---- */

/* Characters for len bytes. */
size_t cn_wire_base45_len(size_t len);
void cn_wire_base45_encode(cn_buf *out, cn_span bytes);
/*
 * Decodes text whole into out, which must have room for text.len / 3 * 2 + 1
 * bytes. *len_out: bytes written. *offset_out: the character at fault.
 * CARNET_OK, CARNET_TEXT_ALPHABET, _OVERFLOW, _LENGTH.
 */
carnet_status cn_wire_base45_decode(uint8_t *out, size_t *len_out, cn_span text,
                                    size_t *offset_out);

/* ---- envelope ---- */

typedef enum {
    CN_WIRE_TEXT,
    CN_WIRE_FILE
} cn_wire_form;

/* What a passport's text begins with. Those of lists and codes are as long. */
#define CN_WIRE_PREFIX "HP1:"
#define CN_WIRE_PREFIX_LEN (sizeof CN_WIRE_PREFIX - 1)

/* Characters of a text with so many bytes, its prefix too; SIZE_MAX where there
   are more than that. */
size_t cn_wire_text_chars(size_t num_bytes);
/* Whether a text can hold len bytes of a passport. */
bool cn_wire_fits_text(size_t len);
/*
 * Bytes of a passport as "HP1:" + Base45, or with the file magic in front. What
 * no text can hold (CN_LIMIT_TEXT_CHARS) sets out's status to
 * CARNET_TEXT_TOO_LONG and writes nothing.
 */
void cn_wire_write(cn_buf *out, cn_wire_form form, cn_span passport);
/*
 * Takes a text or a file apart by its content. A file's bytes are lent from
 * input; a text is decoded into memory from arena. form_out says which; white
 * space is never skipped, but one line end (LF or CR LF) after a text is.
 * Faults are named by what happened to the text: lower case, EU certificate,
 * SMART Health Card, keyboard layout, percent signs, spaces; lists and sets by
 * theirs. Statuses: CARNET_TEXT_*, CARNET_CALLER_ARENA, CARNET_CALLER_MEMORY.
 */
carnet_status cn_wire_read(cn_span *passport_out, cn_wire_form *form_out,
                           cn_arena *arena, cn_span input, size_t *offset_out);

/* The lists that travel as passports do, by the letter that says which. */
typedef enum {
    CN_WIRE_TRUST_LIST = 'T',
    CN_WIRE_STATUS_LIST = 'R'
} cn_wire_list;

/* As cn_wire_write and cn_wire_read, for a list; a passport is
   CARNET_TEXT_PASSPORT, the other list CARNET_TEXT_LIST. */
void cn_wire_write_list(cn_buf *out, cn_wire_form form, cn_wire_list list,
                        cn_span bytes);
carnet_status cn_wire_read_list(cn_span *list_out, cn_arena *arena,
                                cn_span input, cn_wire_list list,
                                size_t *offset_out);

/*
 * For a text that decoded to a passport which then proved malformed or signed
 * by nobody: what its characters say about how it was changed on the way, and
 * where; CARNET_OK if they say nothing. "%20" and "+" are characters of Base45
 * and can't be refused. CARNET_OK, CARNET_TEXT_PERCENT, _SPACE.
 */
carnet_status cn_wire_suspect(cn_span input, size_t *offset_out);

/* ---- sets of codes, docs/spec/format.md section 2.1 ---- */

#define CN_WIRE_CHECK_SIZE 4

/* What a set is of, told by what its codes begin with. */
enum {
    CN_WIRE_PASSPORTS,
    CN_WIRE_TRUST_LISTS,
    CN_WIRE_STATUS_LISTS,
    CN_WIRE_NUM_KINDS
};

/* What all codes of one set say. */
typedef struct {
    uint8_t kind;   /* CN_WIRE_PASSPORTS and so on */
    uint8_t count;  /* of chunks, 1 to CN_LIMIT_SET_CODES */
    uint16_t total; /* bytes of the whole */
    uint8_t check[CN_WIRE_CHECK_SIZE];
} cn_wire_set;

/* Whether total bytes can be cut into count chunks, none of them empty, and a
   text can hold the whole. */
bool cn_wire_set_fits(size_t total, size_t count);
/* Characters of the longest code of such a set. */
size_t cn_wire_set_chars(size_t total, size_t count);
/*
 * Appends code index of a set that fits, index = count being parity, as text.
 * CARNET_TEXT_TOO_LONG in out where no text can hold it.
 */
void cn_wire_set_write(cn_buf *out, const cn_wire_set *set, size_t index,
                       cn_span whole);
/* What a text is a code of that begins as one does; CN_WIRE_NUM_KINDS for what
   is no code of a set. */
size_t cn_wire_part_kind(cn_span text);
/* What a text or file begins as that is no code of a set; the same. */
size_t cn_wire_whole_kind(cn_span input);

/* Codes of one set as they come in; all zero: none yet. Bytes of chunks that
   did not come are zero, or as recovered. */
typedef struct {
    cn_wire_set set; /* as the first that was taken says */
    uint32_t have;   /* bit i for chunk i, bit count for parity */
    uint8_t whole[CN_LIMIT_TEXT_BYTES];
    uint8_t parity[CN_LIMIT_TEXT_BYTES];
    uint8_t room[CN_LIMIT_TEXT_BYTES]; /* of the code in hand */
} cn_wire_joiner;

/*
 * Takes one code in. *index_out: which one it is, count for parity; kept where
 * the status is none of CARNET_OK, CARNET_TEXT_SET_DIGEST (another chunk came
 * under this number before). Other statuses, which change nothing:
 * CARNET_TEXT_* of the text, CARNET_TEXT_SET_INDEX, _SIZE, _OTHER, _COUNT.
 */
carnet_status cn_wire_join_add(cn_wire_joiner *j, int32_t *index_out,
                               cn_span text);
/*
 * Makes the whole: recovers a chunk that is missing where parity is there. It
 * is not yet compared with the set's check. CARNET_OK, CARNET_TEXT_SET_MISSING.
 */
carnet_status cn_wire_join_end(cn_wire_joiner *j);

/* ---- keyboards: a scanner that types, a computer that reads ---- */

/* Layouts of both by their place in keyboards.def, and how Caps Lock is. */
typedef struct {
    int32_t scanner;
    int32_t computer;
    int32_t caps; /* CN_WIRE_CAPS_* */
} cn_wire_keys;

enum {
    CN_WIRE_CAPS_OFF,
    CN_WIRE_CAPS_LETTERS, /* turns letters round, as Linux and macOS have it */
    CN_WIRE_CAPS_ALL,     /* turns all keys round, as Windows has it for some */
    CN_WIRE_NUM_CAPS
};

/* Bytes of a text as another layout types it: no character has more than 3,
   and what a ligature of Arabic comes apart to has 4. */
#define CN_WIRE_TYPED_MAX (CN_LIMIT_TEXT_CHARS * 4 + 2)

/* Name of a layout, in lower case; NULL past the last. */
const char *cn_wire_keyboard_name(int32_t i);
/*
 * Takes back what two layouts that differ did to a text: reading nth, from 0,
 * of those under which each character can come from one of Base45 only and the
 * whole begins as a text of ours does. Which of them is right, the signature
 * says. *keys_out: under which layouts. CARNET_OK; CARNET_TEXT_PREFIX (there
 * is no such reading); CARNET_TEXT_KEYBOARD (none at all, though the beginning
 * is typed so: what was lost can't be got back); CARNET_TEXT_TOO_LONG.
 */
carnet_status cn_wire_keyboard_undo(cn_buf *out, cn_wire_keys *keys_out,
                                    cn_span text, size_t nth);

/* ---- DEFLATE ---- */

/*
 * Compresses raw as one block with the dictionary, appended to out: the
 * smallest of several settings of zlib (windowBits 15). Always a stream that
 * cn_wire_inflate takes, which may be longer than raw. CARNET_OK,
 * CARNET_INFLATE_LIMIT (raw above CN_LIMIT_ITEMS_FILE), CARNET_CALLER_MEMORY.
 */
carnet_status cn_wire_deflate(cn_buf *out, cn_span raw);
/*
 * Inflates in one call to at most most bytes, which stay in arena; zlib's state
 * (11,256 bytes) lies behind them for the time of the call and is wiped. The
 * stream is one block, not a stored one, and ends exactly at the end of s; its
 * spare bits are zero. On failure *out is empty. CARNET_OK, CARNET_INFLATE_*,
 * CARNET_CALLER_ARENA, _MEMORY.
 */
carnet_status cn_wire_inflate(cn_span *out, size_t most, cn_span s,
                              cn_arena *arena);
/* Bytes of arena that inflate takes besides its output. */
#define CN_WIRE_INFLATE_WORK 11776u

/* ---- zlib's own format (RFC 1950), without the dictionary ---- */

/* Compresses raw, appended to out. CARNET_OK, CARNET_INFLATE_LIMIT (raw above
   CN_LIMIT_ITEMS_FILE), CARNET_CALLER_MEMORY. */
carnet_status cn_wire_zip(cn_buf *out, cn_span raw);
/* Inflates s, which is one stream and nothing behind, to at most most bytes,
   appended to out, which may have got some of them where it fails. CARNET_OK,
   CARNET_INFLATE_DATA, _LIMIT, _TRAILING, CARNET_CALLER_MEMORY. */
carnet_status cn_wire_unzip(cn_buf *out, size_t most, cn_span s);

/* The preset dictionary of format version 1 (generated, frozen with it). */
extern const uint8_t cn_wire_dictionary[];
extern const size_t cn_wire_dictionary_len;

#endif
