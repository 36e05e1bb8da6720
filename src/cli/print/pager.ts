import { spawn, type ChildProcess } from 'node:child_process'
import type { Environment } from '../../text/color'
import { textWidth } from '../../text/text-width'
import { writeOut } from './write-out'

const USUAL = 'less -FRX'

/** An output; only a terminal has rows and columns, and some do not know how many (0). */
export interface Output extends NodeJS.WritableStream {
  readonly rows?: number
  readonly columns?: number
  readonly fd?: number
}

/**
 * Writes a text that ends its line. On a terminal that is too low for it the text goes through the pager: EXMAN_PAGER, PAGER
 * or less; none when that is empty or `cat`, when the terminal is dumb, or when it cannot be started.
 */
export async function page(
  text: string,
  { stdout, env }: { stdout: Output; env: Environment },
): Promise<void> {
  const lines = text === '' || text.endsWith('\n') ? text : `${text}\n`
  const command = pagerCommand(env)
  const isPaged = command !== '' && isHigherThan(lines, stdout)
  if (!isPaged || !(await showIn(command, lines, { stdout, env }))) await writeOut(stdout, lines)
}

/** The command line of the pager, empty for none. */
function pagerCommand({ EXMAN_PAGER, PAGER, TERM }: Environment): string {
  const command = (EXMAN_PAGER ?? PAGER ?? USUAL).trim()
  return command === 'cat' || TERM === undefined || TERM === 'dumb' ? '' : command
}

/** Whether a text is too high for a terminal, on which the prompt takes a row, too. */
function isHigherThan(text: string, { rows, columns }: Output): boolean {
  let room = (rows || Infinity) - 1
  for (const line of text.trimEnd().split('\n')) {
    room -= Math.max(1, Math.ceil(textWidth(line) / (columns || Infinity)))
    if (room < 0) return true
  }
  return false
}

/** Shows a text in the pager and waits until it is closed; false when it could not be started. */
function showIn(
  command: string,
  text: string,
  { stdout, env }: { stdout: Output; env: Environment },
): Promise<boolean> {
  // Ctrl-C is for the pager, as it is in git: without this the pager would be left with a terminal that nobody owns.
  const ignore = () => undefined
  process.on('SIGINT', ignore)
  const pager = start(command, { stdout, env })
  // Closed before all was read, which the reader may do.
  pager.stdin!.on('error', ignore)
  pager.stdin!.end(text)
  return new Promise<boolean>((resolve) => {
    pager.once('error', () => resolve(false))
    // The codes of a shell that has not found the command, or may not run it.
    pager.once('close', (code) => resolve(code !== 126 && code !== 127))
  }).finally(() => process.off('SIGINT', ignore))
}

function start(command: string, { stdout, env }: { stdout: Output; env: Environment }): ChildProcess {
  // As git does: a plain `less` shows colours and leaves the text on the screen; and what we write is UTF-8.
  const forLess = { LESS: 'FRX', LESSCHARSET: 'utf-8', ...env }
  const stdio: ['pipe', number | 'inherit', 'inherit'] = ['pipe', stdout.fd ?? 'inherit', 'inherit']
  const [program, ...words] = command.split(/\s+/)
  // Quotes, variables and assignments are the work of a shell.
  const isPlain = /^[\w./\\:+@%,=\s-]+$/.test(command) && !program!.includes('=')
  return isPlain
    ? spawn(program!, words, { stdio, env: forLess })
    : spawn(command, { stdio, env: forLess, shell: true })
}
