/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asking for the part of an entry that has one field.
 */
#ifndef CN_TEST_MODEL_ASK_H
#define CN_TEST_MODEL_ASK_H

#include "../../lib/model/parts_i.h"

typedef struct {
    uint8_t part;
    char why[CN_MODEL_WHY_MAX];
    char code[40];
    char unknown[1024]; /* URIs, a space behind each */
} test_asked;

void test_coding(cn_model_coding *c, int32_t system, const char *uri,
                 const char *code);
cn_model_code test_code(uint32_t system, const char *code);
cn_model_code test_code_of(const char *uri, const char *code);
const cn_model_field *test_field(uint32_t kind, uint32_t number);
/* Calls see for every field of every kind and, where it holds a group, for each
   member of that; member is NULL for the field itself. */
typedef void test_see(uint32_t kind, const cn_model_field *f,
                      const cn_model_field *member, size_t *num);
void test_each_field(test_see *see, size_t *num);
/* The values of the fields of a mask, num of them, are this CBOR; entry in the
   open form. */
test_asked test_ask_values(uint32_t kind, uint64_t mask, size_t num,
                           cn_span values);
/* The field's value is this CBOR. */
test_asked test_ask_value(uint32_t kind, uint32_t field, cn_span value);
/* A field of codes, n of them where it is a list. */
test_asked test_ask_codes(uint32_t kind, const cn_model_field *f,
                          const cn_model_code *codes, size_t n);
test_asked test_ask(uint32_t kind, uint32_t field, uint32_t system,
                    const char *code);
test_asked test_ask_uri(uint32_t kind, uint32_t field, const char *uri,
                        const char *code);
/* A field of words, a list of one where it is one. */
test_asked test_ask_word(uint32_t kind, uint32_t field, uint64_t word);
/* The CBOR of one member of a group, in a list of one where field f is one. */
test_asked test_ask_member(uint32_t kind, const cn_model_field *f,
                           const cn_model_field *member, cn_span value);

#endif
