import type { RekeyPlan } from '../../care/rekey/plan-rekey'
import type { RekeyOutcome, RekeyStay } from '../../care/rekey/types'
import { safeText } from '../../text/text-width'
import { countText, runsText } from '../../text/numbers'

/** So many lines of each kind are shown; all are in the JSON. */
const MOST_SHOWN = 10

/** A plan, for people. */
export function planText({
  moves,
  stays,
  experiments,
  assumed,
  constructorCall,
}: Pick<RekeyPlan, 'moves' | 'stays' | 'experiments' | 'assumed' | 'constructorCall'>): string {
  return [
    ...movesOf(moves, experiments),
    ...staysOf(stays, 'cannot move:'),
    '',
    'From now on:',
    `  ${safeText(constructorCall)}`,
    ...(assumed.length === 0
      ? []
      : [
          `The tree does not record ${assumed.join(' and ')}: what was not given is taken to be the default.`,
        ]),
    '',
  ].join('\n')
}

/** What has been done, for people. */
export function outcomeText({ moved, left, removed }: RekeyOutcome): string {
  const gone = removed.length === 0 ? '' : ` ${goneText(removed.length)}`
  const lines = [`${runsText(moved.length)} moved.${gone}`, ...staysOf(left, 'stayed where they are:')]
  return `${lines.join('\n')}\n`
}

/** The same of a rekey that was interrupted before. */
export function finishedText(outcome: RekeyOutcome): string {
  return `A rekey that was interrupted is finished: ${outcomeText(outcome)}`
}

function movesOf(moves: RekeyPlan['moves'], experiments: RekeyPlan['experiments']): string[] {
  if (moves.length === 0) return ['No run has to move.']
  const width = Math.max(...experiments.slice(0, MOST_SHOWN).map(({ from }) => from.length))
  const lines = experiments.map(({ from, to, runs }) => `  ${from.padEnd(width)} -> ${to}  ${runsText(runs)}`)
  const renamed = moves.filter(({ from, to }) => folderOf(from) !== folderOf(to))
  const names = renamed.map(({ from, to }) => `  ${from} -> ${to}`)
  return [
    `${runsText(moves.length)} to move:`,
    ...firstOf(lines),
    ...(names.length === 0
      ? []
      : [
          `${runsText(names.length)} with another name (the old one is taken, or this is the one from before):`,
        ]),
    ...firstOf(names),
  ]
}

function staysOf(stays: readonly RekeyStay[], what: string): string[] {
  if (stays.length === 0) return []
  const lines = stays.map(({ id, why }) => `  ${safeText(id)}: ${safeText(why)}`)
  return [`${runsText(stays.length)} ${what}`, ...firstOf(lines)]
}

function firstOf(lines: readonly string[]): string[] {
  const more = lines.length - MOST_SHOWN
  return [
    ...lines.slice(0, MOST_SHOWN),
    ...(more > 0 ? [`  … and ${countText(more)} more (--json has all)`] : []),
  ]
}

function folderOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

function goneText(count: number): string {
  return count === 1
    ? '1 experiment was empty then, and is gone.'
    : `${countText(count)} experiments were empty then, and are gone.`
}
