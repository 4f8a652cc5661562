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

/* What a symbol ends before, but inside its own square brackets. */
#define DIGITS "0123456789"
#define STOPS DIGITS " ./(){+-"

/* Length of the symbol that p begins with; 0 if there is none. */
static size_t symbol_len(const char *p)
{
    if (p[0] == '1' && p[1] == '0' && (p[2] == '*' || p[2] == '^')) {
        return 3;
    }
    size_t num = 0;
    for (;;) {
        num += strcspn(p + num, STOPS "[");
        if (p[num] != '[') {
            return num;
        }
        num += strcspn(p + num, "]");
    }
}

/* Whether the lists have it, with or without a prefix. */
static bool is_symbol(const char *p, size_t num)
{
    char word[CN_MODEL_UNIT_MAX + 3]; /* " mg " */
    word[0] = ' ';
    memcpy(word + 1, p, num);
    memcpy(word + 1 + num, " ", 2);
    if (strstr(metric, word) != NULL || strstr(plain, word) != NULL) {
        return true;
    }
    word[1] = ' ';
    if (strchr(prefixes, p[0]) != NULL && strstr(metric, word + 1) != NULL) {
        return true;
    }
    word[2] = ' ';
    return p[0] == 'd' && p[1] == 'a' && strstr(metric, word + 2) != NULL;
}

/* Length of {...} in visible ASCII at the beginning of p; 0 if there is none
   or it does not end. */
static size_t annotation_len(const char *p)
{
    size_t num = 1;
    if (*p != '{') { /* which may be the end */
        return 0;
    }
    while (p[num] > ' ' && p[num] < 0x7f && p[num] != '{' && p[num] != '}') {
        num++;
    }
    return p[num] == '}' ? num + 1 : 0;
}

/* Length of the component that p begins with: factor or symbol with exponent,
   with or without annotation, or that alone; 0 if there is none. */
CN_APART static size_t component_len(const char *p)
{
    size_t num = symbol_len(p);
    if (num == 0) {
        num = *p == '0' ? 0 : strspn(p, DIGITS);
    } else if (is_symbol(p, num)) {
        size_t sign = p[num] == '+' || p[num] == '-';
        size_t digits = strspn(p + num + sign, DIGITS);
        num += digits != 0 ? sign + digits : 0; /* else the sign is too much */
    } else {
        return 0;
    }
    return num + annotation_len(p + num);
}

carnet_status cn_model_unit_check(cn_span s)
{
    char text[CN_MODEL_UNIT_MAX + 1];
    if (s.len == 0 || s.len > CN_MODEL_UNIT_MAX) {
        return CARNET_RECORD_UNIT;
    }
    memcpy(text, s.data, s.len);
    text[s.len] = '\0';
    size_t depth = 0;
    bool due = true; /* a component must follow */
    bool good = true;
    const char *p = text + (*text == '/');
    while (good && *p != '\0') {
        size_t num = 1;
        if (due && *p == '(') {
            good = ++depth <= DEPTH_MAX;
        } else if (due) {
            num = component_len(p);
            good = num != 0;
            due = false;
        } else if (*p == ')') {
            good = depth > 0;
            depth -= good;
        } else {
            good = *p == '.' || *p == '/';
            due = true;
        }
        p += num;
    }
    /* The zero that stopped it may be one of s. */
    good = good && !due && depth == 0 && p == text + s.len;
    return good ? CARNET_OK : CARNET_RECORD_UNIT;
}
