/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the JSON door owns while it answers a request: every handle and buffer
 * that an operation makes, freed in the reverse order, since later ones may
 * lean on earlier ones.
 */
#include "door_i.h"

struct cn_door_kept {
    cn_door_kept *before;
    cn_door_kind kind;
    void *handle;
};

static void free_list(cn_door_kind kind, void *handle)
{
    switch (kind) {
    case CN_DOOR_TRUST:
        carnet_trust_free(handle);
        break;
    case CN_DOOR_TRUST_LIST:
        carnet_trust_list_free(handle);
        break;
    case CN_DOOR_TRUST_DRAFT:
        carnet_trust_draft_free(handle);
        break;
    case CN_DOOR_STATUS_LIST:
        carnet_status_list_free(handle);
        break;
    default:
        carnet_status_draft_free(handle);
        break;
    }
}

static void free_key(cn_door_kind kind, void *handle)
{
    switch (kind) {
    case CN_DOOR_SECRET:
        carnet_key_free(handle);
        break;
    case CN_DOOR_PUBLIC:
        carnet_key_public_free(handle);
        break;
    case CN_DOOR_SEAL_KEY:
        carnet_seal_key_free(handle);
        break;
    case CN_DOOR_SEAL_PUBLIC:
        carnet_seal_public_free(handle);
        break;
    default:
        carnet_seal_free(handle);
        break;
    }
}

static void free_content(cn_door_kind kind, void *handle)
{
    switch (kind) {
    case CN_DOOR_RECORD:
        carnet_record_free(handle);
        break;
    case CN_DOOR_PLAN:
        carnet_issue_free(handle);
        break;
    case CN_DOOR_VERDICT:
        carnet_verify_free(handle);
        break;
    case CN_DOOR_ENVELOPE:
        carnet_peek_free(handle);
        break;
    case CN_DOOR_VIEW:
        carnet_view_free(handle);
        break;
    case CN_DOOR_HISTORY:
        carnet_history_free(handle);
        break;
    case CN_DOOR_OUTLINE:
        carnet_peek_outline_free(handle);
        break;
    default:
        carnet_peek_unverified_free(handle);
        break;
    }
}

static void free_handle(cn_door_kind kind, void *handle)
{
    if (kind == CN_DOOR_BUF) {
        carnet_buf_free(handle);
    } else if (kind == CN_DOOR_PROBLEM) {
        carnet_problem_free(handle);
    } else if (kind == CN_DOOR_QR) {
        carnet_qr_free(handle);
    } else if (kind == CN_DOOR_SET) {
        carnet_set_free(handle);
    } else if (kind >= CN_DOOR_TRUST) {
        free_list(kind, handle);
    } else if (kind >= CN_DOOR_RECORD) {
        free_content(kind, handle);
    } else {
        free_key(kind, handle);
    }
}

bool cn_door_keep(cn_door *d, cn_door_kind kind, void *handle)
{
    cn_door_kept *kept =
        handle == NULL ? NULL : cn_arena_take(&d->arena, sizeof *kept);
    if (handle != NULL && kept == NULL) {
        free_handle(kind, handle);
        cn_door_fail(d, CARNET_CALLER_MEMORY, 0, NULL);
    }
    if (kept != NULL) {
        kept->before = d->kept;
        kept->kind = kind;
        kept->handle = handle;
        d->kept = kept;
    }
    return cn_door_good(d);
}

void cn_door_free_kept(cn_door *d)
{
    for (cn_door_kept *kept = d->kept; kept != NULL; kept = kept->before) {
        free_handle(kept->kind, kept->handle);
    }
    d->kept = NULL;
}
