import type { RerunPlan } from '../../care/rerun/plan-rerun'
import { safeText } from '../../text/text-width'

/** What is started, as one would type it: the folder, the variables that are set, and the command. */
export function planText({ run, cwd, env, command }: RerunPlan): string {
  const lines = [
    `cd ${shellWord(cwd)}`,
    ...Object.entries(env).map(([name, value]) => `export ${name}=${shellWord(value)}`),
    command.map(shellWord).join(' '),
  ]
  return `${safeText(run)} is run again by\n${lines.map((line) => `  ${safeText(line, Infinity)}\n`).join('')}`
}

/** A word as a POSIX shell reads it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
