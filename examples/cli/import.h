/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record from a file, whichever form it has, carnet JSON or a FHIR bundle;
 * what the bundle loses is said, never passed over.
 */
#ifndef CLI_IMPORT_H
#define CLI_IMPORT_H

#include "cli.h"

typedef struct {
    carnet_record *record;
    carnet_buf *report; /* NULL where it was no bundle */
    size_t lost;        /* elements that a clinic may need */
} cli_read_in;

/* Reads either; says what a bundle loses. CLI_OK or an exit status, said on
   standard error. Free with cli_read_in_free, whatever it gives. */
int cli_read_record(cli_read_in *out, const char *path);
/* The same from the bytes of either; says nothing. Any thread. */
carnet_status cli_parse_record(cli_read_in *out, carnet_problem **problem,
                               cli_bytes json);
void cli_read_in_free(cli_read_in *in);
/* carnet fhir import. */
int cli_fhir_import(const cli_call *call);

#endif
