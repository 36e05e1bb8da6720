import { Command, CommanderError } from 'commander'
import { ExmanError } from '../errors'
import { safeText } from '../text/text-width'
import { writeOut } from './print/write-out'
import type { Terminal } from './terminal'

export { processTerminal } from './terminal'

/** Errors that say that a command was not used as it can be; others say that something is wrong with what it found. */
const WRONG_USE = [
  'EXMAN_OPTION_UNKNOWN',
  'EXMAN_OPTION_INVALID',
  'EXMAN_QUERY_INVALID',
  'EXMAN_COLUMN_UNKNOWN',
  'EXMAN_PACKAGE_MISSING',
  'EXMAN_PATH_INVALID',
  'EXMAN_ROOT_INVALID',
  'EXMAN_RUN_AMBIGUOUS',
  'EXMAN_RUN_NOT_FOUND',
  'EXMAN_RERUN_IMPOSSIBLE',
]

/** Adds a command to `exman`. */
type Add = (exman: Command, terminal: Terminal) => void

/** The commands, in the order of the help, each in a module of its own: only the one that is called is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  ls: async () => (await import('./commands/ls.js')).addLs,
  show: async () => (await import('./commands/show.js')).addShow,
  diff: async () => (await import('./commands/diff.js')).addDiff,
  best: async () => (await import('./commands/best.js')).addBest,
  export: async () => (await import('./commands/export.js')).addExport,
  why: async () => (await import('./commands/why.js')).addWhy,
  plot: async () => (await import('./commands/plot.js')).addPlot,
  report: async () => (await import('./commands/report.js')).addReport,
  mark: async () => (await import('./commands/mark.js')).addMark,
  unmark: async () => (await import('./commands/unmark.js')).addUnmark,
  note: async () => (await import('./commands/note.js')).addNote,
  rm: async () => (await import('./commands/rm.js')).addRm,
  restore: async () => (await import('./commands/restore.js')).addRestore,
  trash: async () => (await import('./commands/trash.js')).addTrash,
  prune: async () => (await import('./commands/prune.js')).addPrune,
  rekey: async () => (await import('./commands/rekey.js')).addRekey,
  rerun: async () => (await import('./commands/rerun.js')).addRerun,
  check: async () => (await import('./commands/check.js')).addCheck,
  repair: async () => (await import('./commands/repair.js')).addRepair,
  unlock: async () => (await import('./commands/unlock.js')).addUnlock,
  completion: async () => (await import('./commands/completion.js')).addCompletion,
}

const AFTER = `
Runs are named by the beginning of their id or of their folder's name, by number, or as "latest" and "best".
Exit codes: 0 all right, 1 problems found, 2 wrong use. Without --root and EXMAN_ROOT the experiments are looked
for in this folder, in those above it, and in those directly below it.

The API, and each command with examples, is described in the package's README.md and docs/.`

/** The `exman` command with the one subcommand that is called, or with all of them. */
export async function program(
  terminal: Terminal,
  called: string | undefined,
  written: Promise<void>[],
): Promise<Command> {
  const exman = new Command('exman')
    .description(
      'Finds, compares and takes elsewhere what exman has recorded: hash-keyed or numbered runs, their scores and checkpoints.',
    )
    .option('-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .enablePositionalOptions()
    .addHelpText('after', AFTER)
    .configureOutput({
      writeOut: (text) => void written.push(writeOut(terminal.stdout, text)),
      writeErr: (text) => void written.push(writeOut(terminal.stderr, text)),
      outputError: (text, write) => write(text.replace(/^error: /, 'exman: ')),
      getOutHelpWidth: () => terminal.stdout.columns ?? 100,
    })
    .exitOverride()
  const names = called !== undefined && Object.hasOwn(COMMANDS, called) ? [called] : Object.keys(COMMANDS)
  for (const name of names) (await COMMANDS[name]!())(exman, terminal)
  return exman
}

/** Runs the command with its words, and sets the exit code. */
export async function runProgram(words: readonly string[], terminal: Terminal): Promise<void> {
  const written: Promise<void>[] = []
  try {
    const exman = await program(terminal, words[0], written)
    await exman.parseAsync(words, { from: 'user' }).catch((error: unknown) => {
      if (!(error instanceof CommanderError)) throw error
      // Help that was asked for is no error.
      terminal.exitCode = error.exitCode === 0 ? 0 : 2
    })
    await Promise.all(written)
  } catch (error) {
    if (error instanceof ExmanError) {
      terminal.exitCode = WRONG_USE.includes(error.code) ? 2 : 1
      const lines = error.message.split('\n').map((line) => safeText(line))
      await writeOut(terminal.stderr, `exman: ${error.code}: ${lines.join('\n')}\n`)
    } else if (isWriteFault(error)) {
      terminal.exitCode = 1
      await writeOut(terminal.stderr, `exman: The output could not be written: ${safeText(error.message)}\n`)
    } else {
      throw error
    }
  }
}

/** Whether the system refused what was written to stdout, as a full disk does. */
function isWriteFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'write'
}
