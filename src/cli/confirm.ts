import { createInterface } from 'node:readline'
import { writeOut } from './print/write-out'
import type { Terminal } from './terminal'

/**
 * Whether a plan that was shown may be carried out: `--yes` says so, else whoever sits at the terminal is asked. Where nobody does,
 * nothing is changed, and it is told how to go on.
 */
export async function isConfirmed(
  question: string,
  { yes = false }: { yes?: boolean | undefined },
  terminal: Terminal,
): Promise<boolean> {
  if (yes) return true
  if (await isAgreed(question, terminal)) return true
  const how = isAsked(terminal) ? '' : ' Add --yes to do it.'
  await writeOut(terminal.stderr, `Nothing was changed.${how}\n`)
  return false
}

async function isAgreed(question: string, terminal: Terminal): Promise<boolean> {
  if (!isAsked(terminal)) return false
  const { stdin: input, stderr: output } = terminal
  const dialogue = createInterface({ input, output, prompt: `${question} [y/N] ` })
  const answer = await new Promise<string>((resolve) => {
    dialogue.once('line', resolve)
    // Who closes the input, or presses Ctrl-C, has not agreed.
    dialogue.once('close', () => resolve(''))
    dialogue.prompt()
  })
  dialogue.close()
  return /^y(es)?$/i.test(answer.trim())
}

function isAsked({ stdin, stderr }: Terminal): boolean {
  return stdin.isTTY === true && stderr.isTTY === true
}
