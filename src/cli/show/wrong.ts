import type { RunDetails } from '../../catalog/details/run-details'
import { DIRS } from '../../layout/names'
import { startedText } from '../print/amounts'
import { safeLines, safeText } from '../../text/text-width'
import { section, type PageStyle } from './section'

/** Whether something of a run could not be read, or cannot be used any more. */
export function isDamaged({ problems, checkpoints }: RunDetails): boolean {
  return problems.length > 0 || checkpoints.some(({ problem }) => problem !== null)
}

/** What could not be read, and checkpoints that are damaged. */
export function problemLines({ problems, checkpoints }: RunDetails, style: PageStyle): string[] {
  const damaged = checkpoints.flatMap(({ name, problem }) =>
    problem === null ? [] : [`${DIRS.models}/${safeText(name)} is damaged: ${safeText(problem)}.`],
  )
  const unread = problems.map(({ code, message }) => `${safeText(message)} [${safeText(code)}]`)
  return section('Problems', [...unread, ...damaged], style)
}

/** Why the run failed, and what went wrong on the way. */
export function errorLines(
  { error, incidents }: RunDetails,
  { stack, style }: { stack: boolean; style: PageStyle },
): string[] {
  const lines = incidents.map(({ at, code, message }) =>
    [typeof at === 'string' ? `${startedText(at)}  ` : '', safeText(message), ` [${safeText(code)}]`].join(
      '',
    ),
  )
  return [
    ...section('Error', error === null ? [] : errorText(error, stack), style),
    ...(error !== null && lines.length > 0 ? [''] : []),
    ...section('On the way', lines, style),
  ]
}

function errorText(
  { name, message, stack, code }: NonNullable<RunDetails['error']>,
  withStack: boolean,
): string[] {
  const known = typeof code === 'string' ? ` [${code}]` : ''
  const text = `${name}: ${message}${known}`
  // A stack begins with the message.
  const whole = withStack && typeof stack === 'string' ? stack : text
  return safeLines(whole)
}
