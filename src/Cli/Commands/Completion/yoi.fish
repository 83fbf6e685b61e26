# Completion of yoi's commands, options, words and ids for fish. In ~/.config/fish/config.fish:
#   yoi completion fish | source
function __yoi_words
    set -l line (commandline --cut-at-cursor --current-process | string collect)
    set -l program (string replace --regex '^~' $HOME -- (string split --fields 1 ' ' -- $line))
    $program "[suggest:"(string length -- $line)"]" $line 2>/dev/null
end
complete --command yoi --no-files --arguments '(__yoi_words)'
complete --command yoi --condition 'test -z "$(__yoi_words)"' --force-files
