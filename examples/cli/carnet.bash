# SPDX-License-Identifier: Apache-2.0
# Completion of the carnet command for bash: verbs, the options of each, files
# by what they hold. tests/cli compares its options with options.c.

# _carnet_files ENDING...: folders, and files with one of these endings.
_carnet_files() {
    local file ending
    compopt -o filenames 2>/dev/null
    while IFS= read -r file; do
        if [[ -d $file ]]; then
            COMPREPLY+=("$file")
            continue
        fi
        for ending; do
            [[ ${file,,} != *."$ending" ]] || COMPREPLY+=("$file")
        done
    done < <(compgen -f -- "$cur")
}

# _carnet_words WORD...: those of them that begin as what is typed.
_carnet_words() {
    local word
    for word; do
        [[ $word != "$cur"* ]] || COMPREPLY+=("$word")
    done
}

# Values of the option before; false where that takes none.
_carnet_value() {
    case $prev in
    --key)
        case $verb in
        trust | status) _carnet_files key pub ;;
        *) _carnet_files key ;;
        esac
        ;;
    --trust)
        _carnet_files pub trust
        ;;
    --pin | --next-key | --sealing-key)
        _carnet_files pub
        ;;
    --previous)
        _carnet_files trust status
        ;;
    --store)
        _carnet_files list
        ;;
    --kind)
        _carnet_words state intergovernmental ngo clinic
        ;;
    --as)
        case $verb in
        trust) _carnet_words retired compromised ;;
        *) _carnet_words good revoked suspended in-error ;;
        esac
        ;;
    --status)
        case $verb in
        issue) _carnet_files draft ;;
        *) _carnet_files status txt ;;
        esac
        ;;
    --bits)
        _carnet_words 1 2 4 8
        ;;
    --use)
        _carnet_words credentials status both
        ;;
    --report)
        _carnet_files json
        ;;
    -o | --output)
        case $verb in
        key) _carnet_files key pub ;;
        issue) _carnet_files carnet json ;;
        qr) _carnet_files png svg pbm txt ;;
        fhir) _carnet_files json ;;
        trust) _carnet_files json trust ;;
        status) _carnet_files draft status txt ;;
        present | merge | open) _carnet_files carnet ;;
        *) _carnet_files txt cose diag ;;
        esac
        ;;
    --template)
        # Kinds change with the version: the command itself knows them.
        local kinds
        kinds=$("${words[0]}" issue --template list 2>/dev/null)
        # shellcheck disable=SC2086
        _carnet_words list $kinds
        ;;
    --audience)
        local audiences
        audiences=$("${words[0]}" present --audience list 2>/dev/null |
            cut -d ' ' -f 1)
        # shellcheck disable=SC2086
        _carnet_words list $audiences
        ;;
    --separate)
        _carnet_words desk,clinic desk,emergency,clinic desk,whole
        ;;
    --seal)
        _carnet_words clinic:phrase private:phrase clinic:same-phrase \
            private:same-phrase
        ;;
    --device)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    --baud)
        _carnet_words 9600 19200 38400 57600 115200
        ;;
    --color)
        _carnet_words auto always never
        ;;
    --into)
        _carnet_files carnet
        ;;
    --decoy)
        _carnet_words clinic private
        ;;
    --show | --withhold)
        _carnet_words desk clinic private
        ;;
    --format)
        _carnet_words png svg pbm blocks
        ;;
    --level)
        _carnet_words L M Q H
        ;;
    --lang)
        _carnet_words en fr es ar pt it de el
        ;;
    --date | --valid-until | --now | --move | --quiet-zone | --module-px | \
        --module-mm | --phrase-fd | --credential | --days | --name | \
        --country | --from | --until | --may-sign | --on | --jobs | \
        --size | --index | --ttl) ;;
    *)
        return 1
        ;;
    esac
}

_carnet_options() {
    case $verb in
    key) echo --sealing --output --json --lang --help ;;
    issue)
        echo --key --output --dry-run --template --date --valid-until \
            --move --separate --into --same-person --restate --trust --pin \
            --batch --jobs --whole --status --now --json --lang --help
        ;;
    qr)
        echo --output --whole --text --set --parity --format --level \
            --quiet-zone --module-px --module-mm --invert --json --lang --help
        ;;
    scan) echo --output --json --lang --help ;;
    verify)
        echo --trust --pin --status --batch --jobs --now --json --lang --help
        ;;
    show)
        echo --trust --pin --status --in-error --now --json --lang \
            --unverified --help
        ;;
    view)
        echo --trust --pin --status --in-error --date --explain --now --json \
            --lang --help
        ;;
    peek) echo --json --lang --help ;;
    present)
        echo --audience --show --withhold --seal --decoy --phrase-fd \
            --output --json --lang --help
        ;;
    merge) echo --output --same-person --json --lang --help ;;
    log | diff) echo --trust --pin --status --now --json --lang --help ;;
    open) echo --key --phrase-fd --output --json --lang --help ;;
    export)
        echo --cose --diag --credential --trust --pin --status --now --output \
            --json --lang --help
        ;;
    desk)
        echo --trust --pin --status --audience --device --baud --color --bell \
            --now --json --lang --help
        ;;
    trust)
        echo --pin --store --days --name --country --kind --key \
            --sealing-key --from --until --may-sign --use --as --on \
            --previous --next-key --output --now --json --lang --help
        ;;
    status)
        echo --key --bits --size --as --index --credential --days --ttl \
            --text --trust --pin --previous --store --output --now --json \
            --lang --help
        ;;
    fhir)
        echo --trust --pin --status --report --strict --now --output --lang \
            --help
        ;;
    esac
}

# What is no option: how many came before, after the verb.
_carnet_num_args() {
    local i num=0
    for ((i = 2; i < COMP_CWORD; i++)); do
        case ${words[i]} in
        --key | --trust | -o | --output | --template | --format | --level | \
            --date | --valid-until | --now | --move | --quiet-zone | \
            --module-px | --module-mm | --credential | --lang | \
            --audience | --show | --withhold | --seal | --decoy | --phrase-fd | \
            --pin | --store | --days | --name | --country | --kind | \
            --sealing-key | --from | --until | --may-sign | --use | --as | \
            --on | --previous | --next-key | \
            --status | --bits | --size | --index | --ttl | \
            --device | --baud | --color | --into | --jobs)
            ((i++))
            ;;
        -?*) ;;
        *) ((num++)) ;;
        esac
    done
    echo "$num"
}

_carnet_argument() {
    local num
    num=$(_carnet_num_args)
    case $verb:$num in
    key:0) _carnet_words new show ;;
    key:1) _carnet_files pub key ;;
    trust:0) _carnet_words new add withdraw sign show check diff ;;
    trust:*) _carnet_files json trust ;;
    status:0) _carnet_words new set sign check ;;
    status:*) _carnet_files draft status carnet txt png jpg jpeg ;;
    fhir:0) _carnet_words import export ;;
    fhir:1) _carnet_files json carnet txt png jpg jpeg ;;
    issue:0) _carnet_files json ;;
    scan:*) _carnet_files png jpg jpeg txt ;;
    # Codes of a set are several files.
    qr:* | verify:* | show:* | view:* | peek:* | present:* | merge:* | \
        log:* | diff:* | open:* | export:*)
        _carnet_files carnet txt png jpg jpeg
        ;;
    help:0)
        _carnet_words key issue qr scan verify show view peek present merge \
            log diff open export fhir trust status desk
        ;;
    esac
}

_carnet() {
    # "=" and ":" may part words for readline; carnet's files have neither.
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local words=("${COMP_WORDS[@]}") verb=${COMP_WORDS[1]}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _carnet_words key issue qr scan verify show view peek present merge \
            log diff open export fhir trust status desk help --help --version
    elif _carnet_value; then
        :
    elif [[ $cur == -* ]]; then
        # shellcheck disable=SC2046
        _carnet_words $(_carnet_options)
    else
        _carnet_argument
    fi
}

complete -F _carnet carnet
