/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: what the library is, issuers' keys, clinics'
 * sealing keys, phrases. The only replies with secrets in them are those that
 * were asked for one.
 */
#include "door_i.h"

void cn_door_op_version(cn_door *d)
{
    cn_door_put_str(d, "version", carnet_version());
}

void cn_door_op_status(cn_door *d)
{
    carnet_status status = cn_door_int(d, "status", 0);
    cn_door_put_str(d, "name", carnet_status_name(status));
    cn_door_put_str(d, "text", carnet_status_text(status));
}

/* ---- issuers' keys ---- */

static void put_public(cn_door *d, const carnet_public_key *key)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE] = {0};
    uint8_t id[CARNET_KEY_ID_SIZE] = {0};
    carnet_buf *pem = NULL;
    cn_door_try(d, carnet_key_copy_public(bytes, key), 0, NULL);
    cn_door_try(d, carnet_key_copy_id(id, key), 0, NULL);
    cn_door_put_span(d, "public", CN_DOOR_AS_INPUT,
                     cn_span_of(bytes, sizeof bytes));
    carnet_status status = carnet_key_public_encode(&pem, key);
    cn_door_put_buf(d, "public_pem", CN_DOOR_AS_TEXT, status, pem);
    cn_door_put_hex(d, "key_id", id, sizeof id);
}

static void put_secret(cn_door *d, const carnet_secret_key *key)
{
    carnet_buf *pem = NULL;
    carnet_status status = carnet_key_encode(&pem, key);
    cn_door_put_buf(d, "key", CN_DOOR_AS_TEXT, status, pem);
    put_public(d, carnet_key_get_public(key));
}

void cn_door_op_key_new(cn_door *d)
{
    carnet_secret_key *key = NULL;
    cn_door_try(d, carnet_key_new(&key), 0, NULL);
    put_secret(d, cn_door_keep(d, CN_DOOR_SECRET, key) ? key : NULL);
}

void cn_door_op_key_show(cn_door *d)
{
    put_secret(d, cn_door_secret(d, "key"));
}

void cn_door_op_key_public(cn_door *d)
{
    put_public(d, cn_door_public(d, "key"));
}

/* ---- clinics' keys ---- */

static void put_seal_public(cn_door *d, const carnet_seal_public *key)
{
    uint8_t bytes[CARNET_SEAL_KEY_SIZE] = {0};
    carnet_buf *pem = NULL;
    cn_door_try(d, carnet_seal_public_copy(bytes, key), 0, NULL);
    cn_door_put_span(d, "public", CN_DOOR_AS_INPUT,
                     cn_span_of(bytes, sizeof bytes));
    carnet_status status = carnet_seal_public_encode(&pem, key);
    cn_door_put_buf(d, "public_pem", CN_DOOR_AS_TEXT, status, pem);
}

static void put_seal_key(cn_door *d, const carnet_seal_key *key)
{
    carnet_buf *pem = NULL;
    carnet_status status = carnet_seal_key_encode(&pem, key);
    cn_door_put_buf(d, "key", CN_DOOR_AS_TEXT, status, pem);
    put_seal_public(d, carnet_seal_key_get_public(key));
}

void cn_door_op_seal_key_new(cn_door *d)
{
    carnet_seal_key *key = NULL;
    cn_door_try(d, carnet_seal_key_new(&key), 0, NULL);
    put_seal_key(d, cn_door_keep(d, CN_DOOR_SEAL_KEY, key) ? key : NULL);
}

void cn_door_op_seal_key_show(cn_door *d)
{
    put_seal_key(d, cn_door_seal_key(d, "key"));
}

void cn_door_op_seal_key_public(cn_door *d)
{
    put_seal_public(d, cn_door_seal_public(d, "key"));
}

/* ---- phrases ---- */

void cn_door_op_phrase_new(cn_door *d)
{
    carnet_buf *phrase = NULL;
    carnet_status status = carnet_seal_phrase_new(&phrase);
    cn_door_put_buf(d, "phrase", CN_DOOR_AS_TEXT, status, phrase);
}

void cn_door_op_phrase_check(cn_door *d)
{
    cn_span s = cn_door_text(d, "phrase");
    cn_door_try(d, carnet_seal_phrase_check((const char *)s.data, s.len),
                cn_door_find(d, "phrase"), NULL);
}
