#compdef yoi
# Completion of yoi's commands, options, words and ids for zsh. In ~/.zshrc, behind compinit:
#   source <(yoi completion zsh)
_yoi() {
    local line="${(j: :)words[1,CURRENT]}"
    local -a found
    found=("${(@f)$(${~words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)}")
    found=(${found:#})
    if (( $#found )); then
        compadd -U -a found
    else
        _files
    fi
}
compdef _yoi yoi
