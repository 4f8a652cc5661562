/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the carnet command share: exit statuses, options of one
 * call, messages, files. The command uses nothing of carnet but its public
 * headers, and holds no rule about passports of its own.
 */
#ifndef CLI_H
#define CLI_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <carnet/carnet.h>

/* Exit statuses; 64 and up as in sysexits.h. */
enum {
    CLI_OK = 0,      /* accepted, or done */
    CLI_REVIEW = 1,  /* a person must look */
    CLI_REFUSED = 2, /* refused */
    CLI_USAGE = 64,  /* the call is wrong */
    CLI_DATA = 65,   /* the input is wrong */
    CLI_NO_INPUT = 66,
    CLI_SOFTWARE = 70, /* out of memory and the like */
    CLI_CANT_CREATE = 73,
    CLI_IO = 74,
    CLI_PRIVATE = 78 /* a readable private part: say --whole */
};

/* What the words of one call say; a verb takes what it knows. */
enum {
    CLI_MAX_LIST = 64 /* how often an option may be given again */
};

typedef struct {
    const char *verb;
    const char *out;
    const char *key;
    const char *trust[CLI_MAX_LIST];
    size_t num_trust;
    const char *move[CLI_MAX_LIST]; /* "N=PART" */
    size_t num_move;
    const char *template_kind;
    const char *date;
    const char *valid;
    const char *format;
    const char *level;
    long quiet;     /* modules */
    long module_px; /* pixels */
    long module_um; /* micrometres */
    int64_t now_s;
    bool has_now;
    bool json, whole, text, dry_run, invert, unverified, cose, diag;
    size_t credential; /* from 1 */
    bool flags[128];   /* options without a value, by letter */
    int num_args;
    char **args; /* what is no option */
} cli_call;

/* ---- messages ---- */

/* "carnet: ..." on standard error, made safe for a terminal. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, and gives code back. */
int cli_fail(int code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A status of the library, about what (a file name): its text, and the place
   and reason where problem is given. Gives the exit status that fits. */
int cli_fail_status(carnet_status status, const char *what,
                    const carnet_problem *problem);
/* Writes text to a stream, made safe for a terminal. */
void cli_print(FILE *f, const char *text, size_t len);

/* ---- files ---- */

typedef struct {
    uint8_t *data; /* one zero byte behind */
    size_t len;
} cli_bytes;

/* Whole file, or standard input for "-"; at most max bytes. CLI_OK or an exit
   status, said on standard error. Free with cli_bytes_free (wipes). */
int cli_read(cli_bytes *out, const char *path, size_t max);
void cli_bytes_free(cli_bytes *b);
/* Replaces a file whole or not at all; "-" or NULL is standard output. mode:
   permission bits of a new file. With exclusive an existing file is kept and
   the call fails. */
int cli_write(const char *path, const void *data, size_t len, unsigned mode,
              bool exclusive);
/* Reads a passport: text, file, or (where built in) an image, told apart by
   content. */
int cli_read_passport(cli_bytes *out, const char *path);
/* Trusted keys of a call. Free with cli_free_keys. */
int cli_read_keys(carnet_public_key ***out, size_t *num, const cli_call *call);
void cli_free_keys(carnet_public_key **keys, size_t num);
int cli_read_secret(carnet_secret_key **out, const char *path);

/* ---- time ---- */

/* --now, or the machine's clock: the command's only look at it. */
int64_t cli_now(const cli_call *call);
/* ---- pictures ---- */

#define CLI_MAX_IMAGE (64u << 20) /* bytes of an image file */

/* True where the first bytes are those of a PNG or JPEG file. */
bool cli_is_image(const uint8_t *data, size_t len);
/* Text of the one QR code in an image; free with cli_bytes_free. */
int cli_scan_image(cli_bytes *text_out, const uint8_t *data, size_t len,
                   const char *name);
/* PNG of a symbol, one bit a pixel, with its size in pixels a metre. */
int cli_png(cli_bytes *out, const carnet_qr *qr, long quiet, long module_px,
            long module_um);

/* ---- verbs ---- */

int cli_verb_key(const cli_call *call);
int cli_verb_issue(const cli_call *call);
int cli_verb_qr(const cli_call *call);
int cli_verb_scan(const cli_call *call);
int cli_verb_verify(const cli_call *call);
int cli_verb_show(const cli_call *call);
int cli_verb_peek(const cli_call *call);
int cli_verb_export(const cli_call *call);

#endif
