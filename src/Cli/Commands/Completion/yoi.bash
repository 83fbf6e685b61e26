# Completion of yoi's commands, options, words and ids for bash. In ~/.bashrc:
#   source <(yoi completion bash)
_yoi() {
    local program="${1/#\~/$HOME}" line="${COMP_LINE:0:COMP_POINT}" word
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o bashdefault -o default -F _yoi yoi
