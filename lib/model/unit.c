/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units in UCUM's case-sensitive notation, docs/spec/format.md section 6.2: its
 * grammar over the unit symbols that health records use. What is no such unit
 * is refused; nothing is converted here.
 */
#include "model_i.h"

/* Symbols that may have a prefix, and those that may not. */
static const char metric[] =
    " m g s rad K C cd mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv"
    " l L ar t bar u eV kat U eq osm cal m[Hg] m[H2O] bit By st R RAD REM Ci P"
    " St g% [iU] [IU] B Np Bd ";
static const char plain[] =
    " 10* 10^ % [ppth] [ppm] [ppb] [pptr] [pi] deg ' '' gon min h d wk mo a a_j"
    " mo_j a_g mo_g a_t bit_s [in_i] [ft_i] [yd_i] [mi_i] [sin_i] [sft_i]"
    " [cin_i] [lb_av] [oz_av] [st_av] [gr] [oz_tr] [lb_tr] [degF] [drp]"
    " [tsp_us] [tbs_us] [cup_us] [foz_us] [pt_us] [qt_us] [gal_us] [tsp_m]"
    " [tbs_m] [cup_m] [foz_m] [foz_br] [pt_br] [in_i'Hg] [in_i'H2O] [psi] atm"
    " att [Cal] [diop] [p'diop] %[slope] [mesh_i] [Ch] [pH] [HPF] [LPF] [MET]"
    " [CFU] [PFU] [FFU] [CCID_50] [TCID_50] [EID_50] [arb'U] [USP'U] [GPL'U]"
    " [MPL'U] [APL'U] [beth'U] [anti'Xa'U] [todd'U] [dye'U] [smgy'U] [bdsk'U]"
    " [ka'U] [knk'U] [mclg'U] [tb'U] [Lf] [D'ag'U] [EU] [ELU] [BAU] [AU]"
    " [Amb'a'1'U] [IR] [PNU] [S] [car_Au] [hp'_X] ";
static const char prefixes[] = "YZEPTGMkhdcmunpfazy";

enum {
    DEPTH_MAX = 8 /* of brackets */
};

const char *cn_model_unit_symbols(bool prefixed)
{
    return prefixed ? metric : plain;
}

/* Whether s is one of the words of list, which has a space on both sides of
   each. */
static bool among(const char *list, cn_span s)
{
    size_t len = strlen(list);
    for (size_t i = 1; s.len != 0 && i + s.len < len; i++) {
        if (list[i - 1] == ' ' && list[i + s.len] == ' ' &&
            memcmp(list + i, s.data, s.len) == 0) {
            return true;
        }
    }
    return false;
}

static cn_span behind(cn_span s, size_t num)
{
    return cn_span_of(s.data + num, s.len - num);
}

static bool is_symbol(cn_span s)
{
    if (memchr(s.data, ' ', s.len) != NULL) {
        return false;
    }
    if (among(metric, s) || among(plain, s)) {
        return true;
    }
    if (s.len > 2 && memcmp(s.data, "da", 2) == 0 &&
        among(metric, behind(s, 2))) {
        return true;
    }
    return s.len > 1 && s.data[0] != 0 && strchr(prefixes, s.data[0]) != NULL &&
           among(metric, behind(s, 1));
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(cn_span s)
{
    size_t num = 0;
    while (num < s.len && is_digit(s.data[num])) {
        num++;
    }
    return num;
}

/* Length of the symbol that s begins with: up to an operator, a bracket, an
   exponent; what stands in square brackets is part of it. */
static size_t symbol_len(cn_span s)
{
    static const char power[] = "10";
    if (s.len > 2 && memcmp(s.data, power, 2) == 0 &&
        (s.data[2] == '*' || s.data[2] == '^')) {
        return 3;
    }
    bool inside = false;
    size_t num = 0;
    for (; num < s.len; num++) {
        uint8_t c = s.data[num];
        inside = c == '[' || (inside && c != ']');
        if (!inside && (is_digit(c) || (c != 0 && strchr("./(){+-", c)))) {
            break;
        }
    }
    return num;
}

/* Length of {...} in visible ASCII at the beginning of s; 0 if there is none
   or it does not end. */
static size_t annotation_len(cn_span s)
{
    if (s.len == 0 || s.data[0] != '{') {
        return 0;
    }
    for (size_t i = 1; i < s.len; i++) {
        uint8_t c = s.data[i];
        if (c == '}') {
            return i + 1;
        }
        if (c <= ' ' || c >= 0x7f || c == '{') {
            return 0;
        }
    }
    return 0;
}

/* Length of the component that s begins with: factor or symbol with exponent,
   with or without annotation, or that alone; 0 if there is none. */
static size_t component_len(cn_span s)
{
    size_t num = symbol_len(s);
    if (num == 0) {
        size_t digits = count_digits(s);
        bool zero = digits != 0 && s.data[0] == '0';
        return zero ? 0 : digits + annotation_len(behind(s, digits));
    }
    if (!is_symbol(cn_span_of(s.data, num))) {
        return 0;
    }
    size_t sign = num < s.len && (s.data[num] == '+' || s.data[num] == '-');
    size_t digits = count_digits(behind(s, num + sign));
    if (sign != 0 && digits == 0) {
        return 0;
    }
    num += sign + digits;
    return num + annotation_len(behind(s, num));
}

carnet_status cn_model_unit_check(cn_span s)
{
    size_t depth = 0;
    bool due = true; /* a component must follow */
    bool good = s.len != 0 && s.len <= CN_MODEL_UNIT_MAX;
    size_t i = good && s.data[0] == '/' ? 1 : 0;
    while (good && i < s.len) {
        uint8_t c = s.data[i];
        size_t num = 1;
        if (due && c == '(') {
            good = ++depth <= DEPTH_MAX;
        } else if (due) {
            num = component_len(behind(s, i));
            good = num != 0;
            due = false;
        } else if (c == ')') {
            good = depth-- > 0;
        } else {
            good = c == '.' || c == '/';
            due = true;
        }
        i += num;
    }
    return good && !due && depth == 0 ? CARNET_OK : CARNET_RECORD_UNIT;
}
