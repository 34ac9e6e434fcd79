#!/bin/bash
# What bash completes for twinpipe, read by bash as it stands. Commands, options and the kinds of their values come from the
# help texts of the command that is being typed, so they are listed nowhere else; the ids of behaviours from the sources
# that export-wine reads, without Wine.

# The words up to the cursor in `words`: what readline has cut at colons and equal signs is one word again.
_twinpipe_read_words() {
    local line=${COMP_LINE:0:COMP_POINT} blank word i
    for ((i = 0; i <= COMP_CWORD; i++)); do
        blank=${line%%[![:space:]]*}
        line=${line#"$blank"}
        word=${COMP_WORDS[i]}
        [[ $i != "$COMP_CWORD" ]] || word=$line
        line=${line#"$word"}
        if [[ $i != 0 && -z $blank && ( $word == [:=]* || ${words[-1]} == *[:=] ) ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
    done
}

# In `unquoted` what the shell would make of a word whose quotes may be open still.
_twinpipe_unquote() {
    local text=$1
    unquoted=
    case $text in
    \'*) text=${text#\'} unquoted=${text%\'} ;;
    \"*) text=${text#\"} unquoted=${text%\"} ;;
    *)
        while [[ $text == *\\* ]]; do
            unquoted+=${text%%\\*}
            text=${text#*\\}
            unquoted+=${text:0:1}
            text=${text:1}
        done
        unquoted+=$text
        ;;
    esac
}

# A usage line: `values` gets the options, with what follows them, and `forms` the operands; one that repeats ends in +.
_twinpipe_read_usage() {
    local tokens token bare option='' form=''
    read -ra tokens <<<"$1"
    for token in "${tokens[@]}"; do
        bare=${token//[][]/}
        bare=${bare%...}
        case $bare in
        -*) option=$bare values[$bare]=${values[$bare]-} ;;
        '|' | OPTION) option= ;;
        *)
            if [[ $option ]]; then values[$option]=$bare; else form+="$bare${token//[^.]/} "; fi
            option=
            ;;
        esac
        [[ $token != -*']' ]] || option=
    done
    forms+=("${form//.../+}")
}

# The usage, and the list that explains options, whose values it may name by words only.
_twinpipe_read_help() {
    local line value name=$1 is_usage=1 usage="^([Uu]sage:| +) *twinpipe $1( .*|\$)" item='^ +(-[a-z])?,? *(--[a-z-]+)( ([^ ]+))?(  |$)'
    values=([--help]='' [-h]='') forms=()
    while IFS= read -r line; do
        if [[ $is_usage && $line =~ $usage ]]; then
            _twinpipe_read_usage "${BASH_REMATCH[2]}"
            continue
        fi
        is_usage=
        if [[ $line =~ $item ]]; then
            value=${BASH_REMATCH[4]}
            value=${value//[][]/}
            : "${values[${BASH_REMATCH[2]}]:=$value}"
            [[ -z ${BASH_REMATCH[1]} ]] || : "${values[${BASH_REMATCH[1]}]:=$value}"
        fi
    done < <("$program" "$name" --help 2>/dev/null </dev/null)
}

_twinpipe_offer() {
    local word
    for word; do [[ $word != "$current"* ]] || offered+=("$word"); done
}

# Directories, and the files with one of these endings; if no file here has it, all of them.
_twinpipe_offer_files() {
    local ending=${1-} path right=() other=() directories=()
    while IFS= read -r path; do
        if [[ -d ${path/#~\//$HOME/} ]]; then
            directories+=("$path")
        elif [[ $path == *"$ending" ]]; then
            right+=("$path")
        else
            other+=("$path")
        fi
    done < <(compgen -f -- "$current")
    [[ ${#right[@]} != 0 || $ending == / ]] || right=("${other[@]}")
    offered+=("${directories[@]}" "${right[@]}")
    compopt -o filenames 2>/dev/null
}

# Where the command finds its sources, or where this file was installed.
_twinpipe_sources() {
    local self place
    self=$(realpath -- "$(type -P -- "$program")" 2>/dev/null)
    for place in "${self%/*}/sources" "${self%/*}/../share/twinpipe" "${BASH_SOURCE[0]%/*}/../../twinpipe"; do
        [[ ! -r $place/tests/Makefile.in ]] || { echo "$place" && return; }
    done
}

# All ids of behaviours, or of scenarios.
_twinpipe_ids() {
    local sources
    sources=$(_twinpipe_sources)
    [[ ! $sources ]] || awk -v kind="$1" '/^[A-Z_]*(BEHAVIOUR|SCENARIO)\(/ { wanted = $0 ~ "^[A-Z_]*" kind "\\(" }
        wanted && match($0, /"[a-z0-9-]+\/[a-z0-9-]+"/) { print substr($0, RSTART + 1, RLENGTH - 2); wanted = 0 }' \
        "$sources"/tests/*.c | LC_ALL=C sort
}

# Those; an area, and all that is in it once that is the only one.
_twinpipe_offer_ids() {
    local ids areas=() area last='' id
    mapfile -t ids < <(_twinpipe_ids "$1")
    for id in "${ids[@]}"; do
        area=${id%%/*}/
        [[ $area != "$current"* || $area == "$last" ]] || areas+=("$area")
        last=$area
    done
    if [[ $current == */* || ${#areas[@]} == 1 ]]; then _twinpipe_offer "${ids[@]}"; else offered+=("${areas[@]}"); fi
}

# The scenarios as `run --schedules` names them, behind what else is offered.
_twinpipe_offer_schedules() {
    local scenarios
    if [[ $current != schedules/* && ${#offered[@]} != 0 ]]; then
        _twinpipe_offer schedules/
        return
    fi
    mapfile -t scenarios < <(_twinpipe_ids SCENARIO | sed 's,/,-,; s,^,schedules/,')
    _twinpipe_offer "${scenarios[@]}"
}

# The Wines of results/known that `export-wine --for` takes.
_twinpipe_offer_known() {
    local file
    for file in "$(_twinpipe_sources)"/results/known/*.tsv; do
        file=${file##*/}
        [[ $file == *-@(i686|x86_64|aarch64|schedules).tsv || $file == '*.tsv' ]] || _twinpipe_offer "${file%.tsv}"
    done
}

_twinpipe_offer_lines() {
    local lines
    mapfile -t lines < <("$program" "${@:2}" 2>/dev/null </dev/null | sed -n "$1")
    _twinpipe_offer "${lines[@]}"
}

# What a help text calls KIND, of an option or an operand; small letters stand for themselves.
_twinpipe_offer_kind() {
    local kind kinds
    IFS='|' read -ra kinds <<<"$1"
    for kind in "${kinds[@]}"; do
        case $kind in
        NAME) _twinpipe_offer_lines 's/\t.*//p' wines list ;;
        WINE) _twinpipe_offer_known ;;
        GLOB) _twinpipe_offer_ids BEHAVIOUR ;;
        BEHAVIOUR) _twinpipe_offer_ids BEHAVIOUR && _twinpipe_offer_schedules ;;
        QUESTION) _twinpipe_offer_lines 's/^\([a-z][a-z-]*\): .*/\1/p' query --examples ;;
        RUN) _twinpipe_offer_files .run ;;
        EXE | PROGRAM) _twinpipe_offer_files .exe ;;
        # Files are offered with the directories.
        DIR) [[ $1 == *FILE* ]] || _twinpipe_offer_files / ;;
        PLATFORM=FILE) current=${current##*=} && _twinpipe_offer_files .tsv ;;
        FILE.*) _twinpipe_offer_files "${kind#FILE}" ;;
        FILE) if [[ $awaited == --known ]]; then _twinpipe_offer_files .tsv; else _twinpipe_offer_files; fi ;;
        # A word without a slash is the name of a Wine.
        PATH) [[ $current != */* && ${#offered[@]} != 0 ]] || _twinpipe_offer_files ;;
        *[A-Z]*) ;;
        *) _twinpipe_offer "$kind" ;;
        esac
    done
}

# What a program that exec starts is given: a test binary takes areas, ids and after `explore` scenarios.
_twinpipe_offer_argument() {
    local kind=BEHAVIOUR
    [[ " ${operands[*]} " != *" explore "* ]] || kind=SCENARIO
    [[ ${operands[0]} != *twinpipe_*.exe || $current == /* ]] || _twinpipe_offer_ids "$kind"
    [[ ${#offered[@]} != 0 ]] || _twinpipe_offer_files
}

# The operand that follows those of `operands` in any usage that they agree with.
_twinpipe_offer_operand() {
    local form wanted last kind i
    for form in "${forms[@]}"; do
        read -ra wanted <<<"$form"
        last=${form% } last=${last##* }
        for ((i = 0; i <= ${#operands[@]}; i++)); do
            kind=${wanted[i]-}
            [[ $kind || $last != *+ ]] || kind=$last
            kind=${kind%+}
            [[ $i == "${#operands[@]}" || $kind == *[A-Z]* || "|$kind|" == *"|${operands[i]}|"* ]] || continue 2
        done
        if [[ $kind == ARGUMENT ]]; then _twinpipe_offer_argument; else _twinpipe_offer_kind "$kind"; fi
    done
}

# Whether an operand ends the options, as the program of exec does; leaves in `awaited` the option whose value comes now.
_twinpipe_read_operands() {
    local word is_ended=''
    for word in "${words[@]:2:${#words[@]}-3}"; do
        if [[ $awaited ]]; then
            awaited=
        elif [[ $word == -?* && -z $is_ended ]]; then
            [[ $word != -- ]] || is_ended=1
            [[ $word == *=* || -z ${values[$word]-} ]] || awaited=$word
        else
            _twinpipe_unquote "$word"
            operands+=("$unquoted")
            [[ ${forms[0]-} != *ARGUMENT* ]] || is_ended=1
        fi
    done
    [[ -z $is_ended ]]
}

_twinpipe_complete_command() {
    local -A values
    local forms operands=() awaited='' has_options=''
    _twinpipe_read_help "${words[1]}"
    _twinpipe_read_operands && has_options=1
    if [[ $awaited ]]; then
        _twinpipe_offer_kind "${values[$awaited]}"
    elif [[ $has_options && $current == --*=* ]]; then
        awaited=${current%%=*} current=${current#*=}
        _twinpipe_offer_kind "${values[$awaited]-}"
    elif [[ $has_options && $current == -* ]]; then
        _twinpipe_offer "${!values[@]}"
    else
        _twinpipe_offer_operand
    fi
}

# Readline puts an answer in the place of what follows the last colon or equal sign at which it cut.
_twinpipe_reply() {
    local word typed kept=''
    typed=${words[-1]}
    [[ $typed == "${COMP_WORDS[COMP_CWORD]:0:${#typed}}" ]] || kept=${typed%"${typed##*[:=]}"}
    _twinpipe_unquote "$kept"
    kept=$unquoted
    for word in "${offered[@]}"; do
        word=${whole%"$current"}$word
        COMPREPLY+=("${word#"$kept"}")
    done
}

_twinpipe() {
    local words=() offered=() unquoted program current whole
    COMPREPLY=()
    _twinpipe_read_words
    program=${words[0]/#~\//$HOME/}
    _twinpipe_unquote "${words[-1]}"
    current=$unquoted whole=$unquoted
    if [[ ${#words[@]} == 2 ]]; then
        _twinpipe_offer_lines 's/^  \([a-z-]*\)  .*/\1/p' --help
        _twinpipe_offer_lines 's/.*twinpipe \(--[a-z]*\).*/\1/p' --help
        _twinpipe_offer --help
    else
        _twinpipe_complete_command
    fi
    _twinpipe_reply
}

complete -F _twinpipe twinpipe
