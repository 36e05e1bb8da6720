import type { Shell } from './answers'

/**
 * What each shell reads to complete the words of `exman`. They ask the command that is installed, whichever is written in the line:
 * a key pressed runs no program of the folder one happens to be in.
 */
export const SCRIPTS: Record<Shell, string> = {
  bash: `# Completion of exman. In ~/.bashrc: source <(exman completion bash)
_exman() {
  local kind='' line
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS= read -r line; do COMPREPLY+=("$line"); done
  } < <(command exman __complete bash -- "\${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null </dev/null)
  compopt -o nosort 2>/dev/null
  case $kind in
    open) compopt -o nospace 2>/dev/null ;;
    files) compopt -o default 2>/dev/null ;;
    folders) compopt -o dirnames 2>/dev/null ;;
  esac
}
complete -F _exman exman
`,
  zsh: `#compdef exman
# Completion of exman. In ~/.zshrc: source <(exman completion zsh)
_exman() {
  local kind line
  local -a answer texts shown
  answer=("\${(@f)$(command exman __complete zsh -- "\${(@)words[2,CURRENT-1]}" "$QIPREFIX$PREFIX" 2>/dev/null </dev/null)}")
  kind=\${answer[1]}
  for line in "\${(@)answer[2,-1]}"; do
    texts+=("\${line%%$'\\t'*}")
    shown+=("\${line#*$'\\t'}")
  done
  case $kind in
    words) compadd -l -V exman -d shown -a -- texts ;;
    open) compadd -l -V exman -S '' -d shown -a -- texts ;;
    files | folders)
      [[ $PREFIX == --*=* ]] && compset -P 1 '*='
      if [[ $kind == files ]]; then _files; else _files -/; fi
      ;;
  esac
}
if [[ \${funcstack[1]} == _exman ]]; then
  _exman "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i }
  compdef _exman exman
fi
`,
  fish: `# Completion of exman. In ~/.config/fish/config.fish: exman completion fish | source
function __exman_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l word (commandline -ct | string collect)
    set -l answer (command exman __complete fish -- $words "$word" 2>/dev/null </dev/null)
    set -l before (string match -r -- '^--[^=]*=' "$word")
    set -l rest (string replace -r -- '^--[^=]*=' '' "$word")
    # A command that is not there has the completion of all that fish knows nothing of: files.
    set -l command "__exman_files $rest"
    switch "$answer[1]"
        case files
            for path in (complete -C "$command")
                echo -- "$before$path"
            end
        case folders
            for path in (complete -C "$command" | string match -r '.*/$')
                echo -- "$before$path"
            end
        case '*'
            set -e answer[1]
            string join \\n -- $answer
    end
end
complete -c exman -e
complete -c exman -f -k -a '(__exman_complete)'
`,
}
