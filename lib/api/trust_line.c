/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A key of a trust list on one line, for who makes lists and compares them: in
 * English, with the words of the JSON form (trust_form.c). Says nothing of
 * whether the list is to be believed.
 */
#include "draft_i.h"

static void put_word(cn_buf *b, const char *before, const char *word)
{
    cn_buf_put_str(b, before);
    cn_buf_put_str(b, word);
}

static void put_day(cn_buf *b, const char *before, int32_t days)
{
    char text[16];
    cn_days_print(text, days);
    put_word(b, before, text);
}

static void put_kinds(cn_buf *b, uint64_t kinds)
{
    const char *before = ", may sign ";
    for (uint32_t kind = 0; kind < CN_LIMIT_KINDS; kind++) {
        if ((kinds >> kind & 1) == 0) {
            continue;
        }
        cn_buf_put_str(b, before);
        before = " ";
        if (cn_model_kind(kind) == NULL) {
            cn_buf_put_u64(b, kind);
        } else {
            cn_buf_put_str(b, carnet_record_kind_name((int32_t)kind));
        }
    }
}

static void put_key(cn_buf *b, const cn_trust_list *l, const cn_trust_key *k)
{
    const cn_trust_issuer *issuer = &l->issuers[k->issuer];
    uint8_t digest[CN_CRYPTO_HASH_SIZE];
    cn_crypto_sha256(digest, cn_span_of(k->bytes, CARNET_KEY_PUBLIC_SIZE));
    cn_buf_put_span(b, issuer->name);
    put_word(b, issuer->country[0] == '\0' ? "" : ", ", issuer->country);
    put_word(b, " (", cn_api_issuer_kinds[issuer->kind]);
    cn_buf_put_str(b, "): key ");
    cn_buf_put_hex(b, cn_span_of(digest, CARNET_KEY_ID_SIZE));
    put_day(b, ", from ", k->from);
    if (k->until != CN_TRUST_NO_END) {
        put_day(b, " until ", k->until);
    }
    if (k->use != CN_TRUST_USE_BOTH) {
        put_word(b, ", for ", cn_api_uses[k->use - 1]);
        cn_buf_put_str(b, " only");
    }
    if (k->kinds != CN_TRUST_ALL_KINDS) {
        put_kinds(b, k->kinds);
    }
    if (k->sealing != NULL) {
        cn_buf_put_str(b, ", others can seal to it");
    }
    if (k->withdrawn != CARNET_TRUST_GOOD) {
        put_word(b, ", ", cn_api_ends[k->withdrawn - 1]);
        put_day(b, " on ", k->withdrawn_day);
    }
}

carnet_status carnet_trust_list_key_text(carnet_buf **out,
                                         const carnet_trust_list *list,
                                         size_t i)
{
    carnet_status status = cn_api_list_key(out, list, i);
    if (status != CARNET_OK) {
        return status;
    }
    cn_buf b;
    cn_buf_init(&b);
    put_key(&b, &list->list, &list->list.keys[i]);
    return cn_buf_give(&b, out);
}
