/** What a training has left, times aside: equal for two that must be the same, bit for bit. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a run that has come to its end, and what is in them. */
export interface Ending {
  status: unknown
  epochs: unknown
  result: unknown
  /** The lines of training-logs.csv without the column of seconds. */
  log: string[]
  /** performances.json without the time. */
  scores: unknown
  /** Of each checkpoint that stays, by name: its bytes, and what its training-state.json says. */
  checkpoints: Record<string, { weights: string; optimizer: string; state: unknown }>
  best: unknown
  last: unknown
  /** Where the links `best` and `last` lead. */
  links: string[]
}

/** What the one run below a root has left. */
export function endingBelow(root: string): Ending {
  return endingOf(runBelow(root))
}

/** The folder of the one run below a root. */
export function runBelow(root: string): string {
  const runs = runsBelow(root)
  if (runs.length !== 1) throw new Error(`There are ${runs.length} runs in ${root}, not one.`)
  return runs[0]!
}

/** The folders of the runs below a root, leaving out those whose maker was killed before they were one. */
export function runsBelow(root: string): string[] {
  return readdirSync(root)
    .filter((name) => name.startsWith('exp-'))
    .flatMap((name) => readdirSync(join(root, name)).map((run) => join(root, name, run)))
    .filter((dir) => /run--[\d-]+$/.test(dir) && readdirSync(dir).includes('run.json'))
}

/** What the run in a folder has left. */
export function endingOf(dir: string): Ending {
  const { status, epochs, result } = jsonIn(dir, 'run.json')
  const models = join(dir, 'models')
  const names = readdirSync(models).filter((name) => name.startsWith('model.'))
  return {
    status,
    epochs,
    result,
    log: logIn(dir),
    scores: { ...jsonIn(dir, 'performances.json'), elapsedSeconds: undefined },
    checkpoints: Object.fromEntries(names.sort().map((name) => [name, checkpointIn(join(models, name))])),
    best: jsonIn(models, 'best.json'),
    last: jsonIn(models, 'last.json'),
    links: ['best', 'last'].map((name) => readlinkSync(join(models, name))),
  }
}

/** The lines of training-logs.csv as they stand there, without the seconds: torn or glued ones are not made good. */
export function logIn(dir: string): string[] {
  const text = readFileSync(join(dir, 'training-logs.csv'), 'utf8')
  // No cell of it has a comma in it.
  return text.split('\n').map((line) => line.split(',').toSpliced(1, 1).join(','))
}

/** The epochs in the lines of a log, and how many cells the lines have. */
export function shapeOf(log: readonly string[]): { epochs: number[]; cells: number[] } {
  const rows = log.slice(1, -1).map((line) => line.split(','))
  const cells = new Set(log.slice(0, -1).map((line) => line.split(',').length))
  return { epochs: rows.map(([epoch]) => Number(epoch)), cells: [...cells] }
}

function checkpointIn(dir: string): Ending['checkpoints'][string] {
  const hex = (name: string) => readFileSync(join(dir, name)).toString('hex')
  return {
    weights: hex('weights.bin'),
    optimizer: hex('training-state.bin'),
    state: jsonIn(dir, 'training-state.json'),
  }
}

export function jsonIn(...path: string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>
}
