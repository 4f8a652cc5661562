/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a program that runs on keeps of the lists that it goes by, when the
 * folder they are in is read again: a backup that is put back, a stick that is
 * pulled out or somebody else's folder takes nothing away from it. The library
 * says which list may follow which; whoever wants to go back starts anew.
 */
#include "trust.h"

/* Lists may have come and gone while nobody scanned, and a pin may have been
   given anew by hand: that can't be judged from here. */
static bool may_follow(carnet_status status)
{
    return status == CARNET_OK || status == CARNET_TRUST_EPOCH ||
           status == CARNET_TRUST_PIN;
}

static carnet_status copy_list(carnet_trust_list **out,
                               const carnet_trust_list *list)
{
    carnet_buf *bytes = NULL;
    carnet_status status = carnet_trust_list_encode(&bytes, list, 0);
    if (status == CARNET_OK) {
        status = carnet_trust_list_read(out, NULL, carnet_buf_data(bytes),
                                        carnet_buf_len(bytes),
                                        carnet_trust_list_get_signer(list));
    }
    carnet_buf_free(bytes);
    return status;
}

/* Why a list goes on, and in whose place: past the end where there is none.
   False where another may follow it. */
static bool goes_on(const carnet_trust_list *old, const cli_trusted *now,
                    size_t *place_out, carnet_status *why_out)
{
    *place_out = now->num_lists;
    *why_out = CARNET_OK;
    for (size_t i = 0; i < now->num_lists; i++) {
        int32_t newer = 0;
        carnet_status status =
            carnet_trust_list_replaces(&newer, now->lists[i], old);
        if (may_follow(status)) {
            return false;
        }
        if (status != CARNET_TRUST_OTHER) {
            *place_out = i;
            *why_out = status;
        }
    }
    return true;
}

static void note(cli_kept *kept, carnet_status why)
{
    kept->num++;
    kept->why = why != CARNET_OK ? why : kept->why;
}

static int keep_list(cli_trusted *now, const carnet_trust_list *old,
                     cli_kept *kept)
{
    size_t place = 0;
    carnet_status why = CARNET_OK;
    carnet_trust_list *copy = NULL;
    if (!goes_on(old, now, &place, &why)) {
        return CLI_OK;
    }
    if (place == CLI_MAX_LISTS) {
        return cli_fail(CLI_USAGE, "more than %d trust lists", CLI_MAX_LISTS);
    }
    carnet_status status = copy_list(&copy, old);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "list", NULL);
    }
    carnet_trust_list_free(now->lists[place]); /* NULL past the end */
    now->lists[place] = copy;
    now->num_lists += place == now->num_lists;
    note(kept, why);
    return CLI_OK;
}

int cli_keep_lists(cli_trusted *now, const cli_trusted *before, cli_kept *kept)
{
    int code = CLI_OK;
    for (size_t i = 0; i < before->num_lists && code == CLI_OK; i++) {
        code = keep_list(now, before->lists[i], kept);
    }
    return code;
}

/* ---- status lists ---- */

/* As goes_on; verdicts ask the one made last, so that nothing gives way. */
static bool status_goes_on(const carnet_status_list *old,
                           const cli_trusted *now, const cli_call *call,
                           carnet_status *why_out)
{
    int32_t newer = 0;
    *why_out = CARNET_OK;
    for (size_t i = 0; i < now->num_status; i++) {
        carnet_status status = carnet_status_list_replaces(
            &newer, now->status[i], old, cli_now(call));
        if (status == CARNET_OK) {
            return false;
        }
        *why_out = status == CARNET_TRUST_OTHER ? *why_out : status;
    }
    return true;
}

/* NULL where the lists of now don't vouch for it: whoever signed it may have
   lost the key. */
static carnet_status copy_status(carnet_status_list **out,
                                 const carnet_status_list *list,
                                 const carnet_trust *trust)
{
    carnet_buf *bytes = NULL;
    carnet_status status = carnet_status_list_encode(&bytes, list, 0);
    if (status == CARNET_OK) {
        status = carnet_trust_read_status_list(
            out, trust, carnet_buf_data(bytes), carnet_buf_len(bytes));
    }
    carnet_buf_free(bytes);
    return CARNET_STATUS_IS_CALLER(status) ? status : CARNET_OK;
}

int cli_keep_status(cli_trusted *now, const cli_trusted *before,
                    const cli_call *call, cli_kept *kept)
{
    int code = CLI_OK;
    for (size_t i = 0; i < before->num_status && code == CLI_OK; i++) {
        carnet_status why = CARNET_OK;
        carnet_status_list *copy = NULL;
        if (!status_goes_on(before->status[i], now, call, &why)) {
            continue;
        }
        carnet_status status =
            copy_status(&copy, before->status[i], now->trust);
        if (status != CARNET_OK) {
            code = cli_fail_status(status, "list", NULL);
        } else if (copy != NULL) {
            code = cli_add_status(now, copy);
            note(kept, why);
        }
    }
    return code;
}
