import { Argument, type Command } from 'commander'
import { answerText, questionFrom, SHELLS, type Shell } from '../completion/answers'
import { candidatesFor } from '../completion/candidates'
import { SCRIPTS } from '../completion/scripts'
import { writeOut } from '../print/write-out'
import type { Terminal } from '../terminal'

const PLACES = `
Put it where your shell reads it when it starts:
  bash   ~/.bashrc                     source <(exman completion bash)
  zsh    ~/.zshrc                      source <(exman completion zsh)
  fish   ~/.config/fish/config.fish    exman completion fish | source

It completes commands, options, columns, and runs, of the experiments that the command itself would find.`

/** Adds `exman completion`, and the hidden command that its scripts ask. */
export function addCompletion(exman: Command, terminal: Terminal): void {
  exman
    .command('completion')
    .description('Print a script that completes the words of exman in bash, zsh or fish.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', PLACES)
    .action(async (shell: Shell) => writeOut(terminal.stdout, SCRIPTS[shell]))
  exman
    .command('__complete <shell> [words...]', { hidden: true })
    .action(async (shell: string, words: string[]) =>
      writeOut(terminal.stdout, await answerTo(shell, words, exman, terminal)),
    )
}

/** What the script of a shell is answered; nothing when anything is wrong: a key pressed is no time for errors. */
async function answerTo(
  shell: string,
  words: readonly string[],
  exman: Command,
  terminal: Terminal,
): Promise<string> {
  try {
    const question = questionFrom(shell, words)
    if (question === undefined) return ''
    const found = await candidatesFor(question.words, exman, terminal)
    return answerText(found, question.lines(found.candidates))
  } catch {
    return ''
  }
}
