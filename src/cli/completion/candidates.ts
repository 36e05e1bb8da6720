import type { Argument, Command, Option } from 'commander'
import { homedir } from 'node:os'
import { openRuns } from '../../catalog/open-runs'
import type { RunTable } from '../../catalog/run-table'
import { showText } from '../../params/show'
import type { Terminal } from '../terminal'
import { rootsFor } from '../tree-options'
import type { Candidate, Completion } from './candidate'
import { allColumns, listCandidates, metricColumns, paramColumns } from './column-names'
import { experimentCandidates } from './experiments'
import { placeOf, type Place } from './line-reader'
import { formulaCandidates } from './formulas'
import { markCandidates } from './marks'
import { optionCandidates } from './options'
import { questionCandidates } from './questions'
import { runCandidates } from './run-names'
import { trashCandidates } from './trashed'

type Meaning =
  | 'folders'
  | 'files'
  | 'list'
  | 'parameters'
  | 'column'
  | 'metric'
  | 'question'
  | 'formula'
  | 'run'
  | 'mark'
  | 'experiment'
  | 'trashed'

/** What the values of options are, by the option's name in the code. */
const OF_OPTIONS: Record<string, Meaning> = {
  root: 'folders',
  output: 'files',
  font: 'files',
  cwd: 'folders',
  columns: 'list',
  params: 'parameters',
  by: 'list',
  sort: 'column',
  metric: 'metric',
  where: 'question',
}

/** What the arguments of commands are, by the command's name, or where they differ by that of the argument behind it. */
const OF_ARGUMENTS: Record<string, Meaning> = {
  best: 'metric',
  show: 'run',
  diff: 'run',
  'rerun run': 'run',
  mark: 'run',
  'mark mark': 'mark',
  unmark: 'run',
  'unmark mark': 'mark',
  'note run': 'run',
  check: 'run',
  unlock: 'run',
  rm: 'run',
  restore: 'trashed',
  prune: 'run',
  why: 'experiment',
  plot: 'formula',
}

/** What goes on behind a value that is complete so far. */
const OPEN: readonly Meaning[] = ['list', 'parameters', 'question', 'formula']

/**
 * What the last of some words behind `exman` can become; the last is empty where a new word begins. Rejects when the runs cannot be
 * read.
 */
export async function candidatesFor(
  words: readonly string[],
  exman: Command,
  terminal: Terminal,
): Promise<Completion> {
  const place = placeOf(words, exman)
  const word = words.at(-1) ?? ''
  const found = await valuesAt(place, word.slice(place.before.length), terminal)
  const values = found.candidates.map(({ text, ...rest }) => ({ text: place.before + text, ...rest }))
  const shown = [...values, ...optionsAt(place, word, values.length > 0)].filter(({ text }) => {
    return text.startsWith(word) && text !== '' && isPrintable(text)
  })
  return { kind: found.kind, candidates: shown }
}

function optionsAt({ command, mayBeOption, given }: Place, word: string, hasValues: boolean): Candidate[] {
  if (command === undefined || !mayBeOption) return []
  if (word === '') return hasValues ? [] : optionCandidates(command, given, { short: false })
  return word.startsWith('-') ? optionCandidates(command, given, { short: true }) : []
}

async function valuesAt(place: Place, text: string, terminal: Terminal): Promise<Completion> {
  const { command, expected, mayBeOption } = place
  if (command === undefined || expected === undefined) return offer([])
  if (expected === 'command') return offer(commandsOf(command))
  // A value in the place of an argument would be taken for an option.
  const isSafe = (candidate: Candidate) => !mayBeOption || !candidate.text.startsWith('-')
  if (expected.argChoices !== undefined) return offer(expected.argChoices.map((choice) => ({ text: choice })))
  const meaning = meaningOf(expected, command, place)
  if (meaning === undefined || (mayBeOption && text.startsWith('-'))) return offer([])
  if (meaning === 'folders' || meaning === 'files') return offer([], meaning)
  const roots = rootsAt(place, terminal)
  if (meaning === 'trashed') return offer(trashCandidates(roots).filter(isNew(place)).filter(isSafe))
  const runs = await runsFor(place, roots)
  const candidates = namesOf(meaning, text, runs, place).filter(isSafe)
  return offer(candidates, OPEN.includes(meaning) ? 'open' : 'words')
}

function offer(candidates: Candidate[], kind: Completion['kind'] = 'words'): Completion {
  return { kind, candidates }
}

function commandsOf(exman: Command): Candidate[] {
  const commands = exman.createHelp().visibleCommands(exman)
  return commands.map((command) => ({ text: command.name(), about: command.description() }))
}

function meaningOf(expected: Option | Argument, command: Command, place: Place): Meaning | undefined {
  if ('attributeName' in expected) return OF_OPTIONS[expected.attributeName()]
  const meaning = OF_ARGUMENTS[`${command.name()} ${expected.name()}`] ?? OF_ARGUMENTS[command.name()]
  // A kind of picture takes a metric alone.
  return meaning === 'formula' && optionsOf(place).has('kind') ? 'metric' : meaning
}

function namesOf(meaning: Meaning, text: string, runs: RunTable, { values, expected }: Place): Candidate[] {
  switch (meaning) {
    case 'run':
      return runCandidates(runs, text).filter(isNew({ values }))
    case 'mark':
      return markCandidates(runs)
    case 'experiment':
      return experimentCandidates(runs, text)
    case 'metric':
      return metricColumns(runs)
    case 'question':
      return questionCandidates(text, allColumns(runs))
    case 'formula':
      return formulaCandidates(text, allColumns(runs))
    case 'list':
      return listCandidates(text, [...everything(text, expected), ...allColumns(runs)])
    case 'parameters':
      return listCandidates(text, paramColumns(runs))
    default:
      return allColumns(runs)
  }
}

/** `--columns all`, which stands alone. */
function everything(text: string, expected: Place['expected']): Candidate[] {
  const isColumns = typeof expected === 'object' && expected.name() === 'columns'
  return isColumns && !text.includes(',') ? [{ text: 'all', about: 'all columns there are' }] : []
}

/** Whether a word is not on the line yet. */
function isNew({ values }: Pick<Place, 'values'>): (candidate: Candidate) => boolean {
  return ({ text }) => !values.includes(text)
}

function rootsAt(place: Place, terminal: Terminal): string[] {
  const root = optionsOf(place).get('root')?.map(fromHome)
  return rootsFor(root === undefined || root.length === 0 ? {} : { root }, terminal)
}

function runsFor(place: Place, roots: readonly string[]): Promise<RunTable> {
  const options = optionsOf(place)
  return openRuns(roots, { trials: options.has('trials'), cache: !options.has('cache') })
}

function optionsOf({ given }: Place) {
  return new Map([...given].map(([option, values]) => [option.attributeName(), values]))
}

/** A folder as the shell will name it, which has not replaced the sign of the home folder yet. */
function fromHome(folder: string): string {
  return folder.replace(/^~(?=\/|$)/, homedir())
}

/** Whether a shell may show a text: it stays on its line, and steers no terminal. */
function isPrintable(text: string): boolean {
  return showText(text, Infinity) === text
}
