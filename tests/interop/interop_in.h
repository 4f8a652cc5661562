/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of the way in share: a bundle made around resources, read,
 * and shown as the JSON of its entries, for look-ups of what must be there.
 */
#ifndef CN_TEST_INTEROP_IN_H
#define CN_TEST_INTEROP_IN_H

#include "../support/failing_mem.h"
#include "../support/support.h"
#include "carnet/interop.h"

typedef struct {
    carnet_status status;
    carnet_record *record;
    carnet_buf *report;
    carnet_problem *problem;
    size_t lost;
    cn_buf entries; /* JSON, an entry a line */
} imported;

/* A whole text. */
imported import_text(cn_span json);
/* Resources with ; before the { of the next one and ' for ", in a bundle,
   behind a Patient, or behind none where "^" stands first. */
cn_buf bundle_of(const char *resources);
imported import_resources(const char *resources);
void import_free(imported *in);

/* A resource, or several, and what must come of it. */
typedef struct {
    const char *resources;
    const char *says;    /* part of the entries; "!": it is not there */
    const char *reports; /* part of the report; "!" too; NULL: not asked */
} import_case;
void check_imports(const import_case *cases, size_t num);
/* Refused with that status at that path. */
void assert_refused(const char *resources, carnet_status status,
                    const char *path);

bool says(const imported *in, const char *part);
bool reports(const imported *in, const char *part);
#define assert_says(in, part) assert_true(says(in, part))
#define assert_silent(in, part) assert_false(says(in, part))
#define assert_reports(in, part) assert_true(reports(in, part))

#endif
