/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units: what UCUM can write (docs/spec/format.md section 6.2) and health
 * records use passes, and nothing else.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"

static void accepts_units_of_ucum(void **state)
{
    (void)state;
    static const char *const good[] = {"1",
                                       "mg",
                                       "ug/mL",
                                       "10*9/L",
                                       "10*-3",
                                       "mm[Hg]",
                                       "[iU]",
                                       "k[iU]/L",
                                       "{tablet}",
                                       "mg{total}",
                                       "mL/min/{1.73_m2}",
                                       "kg/m2",
                                       "/min",
                                       "m2",
                                       "(mg/kg)/d",
                                       "(kg.m)/(s2.A)",
                                       "mmol/(8.h.kg)",
                                       "Cel",
                                       "[degF]",
                                       "%",
                                       "/100{WBC}",
                                       "cm[H2O]",
                                       "dB",
                                       "daPa",
                                       "dar",
                                       "[in_i]",
                                       "meq/L",
                                       "s-1",
                                       "s+2",
                                       "[GPL'U]/mL",
                                       "10^3/uL",
                                       "mo",
                                       "a",
                                       "[hp'_X]",
                                       "'",
                                       "((((((((mg))))))))",
                                       "{}",
                                       "{!z|~}"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (cn_model_unit_check(cn_span_str(good[i])) != CARNET_OK) {
            print_message("%s\n", good[i]);
        }
        assert_status(cn_model_unit_check(cn_span_str(good[i])), CARNET_OK);
    }
}

static void refuses_what_is_no_unit(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", " ", "mg ", " mg", "milligram", "MG", "tablets", "mg/", "mg//L",
        "mg.", ".mg", "(mg", "mg)", "()", "mg{", "{a b}", "{a{b}}", "{a}}",
        "mm[HG]", "[foo]", "[iU", "10*9/", "m+", "m-", "0", "01", "kmin",
        "mg L", "5mg", "mg(L)", "{a}{b}", "mg\n", "m\xc2\xb2", "k",
        "(((((((((mg)))))))))", "mg).(mg", "{\x7f}", "{{}", "dfoo", "dxm",
        "xam", "daxx", "daol", /* mol has it, behind its m */
        /* a symbol of 64 bytes */
        "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
        "{0123456789012345678901234567890123456789012345678901234567890123}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (cn_model_unit_check(cn_span_str(bad[i])) == CARNET_OK) {
            print_message("%s\n", bad[i]);
        }
        assert_status(cn_model_unit_check(cn_span_str(bad[i])),
                      CARNET_RECORD_UNIT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_units_of_ucum),
        cmocka_unit_test(refuses_what_is_no_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
