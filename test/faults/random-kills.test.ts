/** Real trainings, killed at any moment and taken up again, over and over. */
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openRun } from '../../src'
import { listCheckpoints } from '../../src/checkpoint/manifest'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { nodeModules } from '../compiled'
import { limit, times } from '../soak'
import { script } from './children'
import { scratch } from './scratch'

const CHAINS = 3
const KILLS = times(21, 501) / CHAINS
/** A child is killed within so many milliseconds of one of its first so many lines, however slow the machine is. */
const WITHIN = 20
const LINES = 12

/** What a child said before it died: the folder of its run, the epochs and the checkpoint it acknowledged. */
interface LastWords {
  dir: string
  began: number
  epoch: number
  saved: number
}

/** Starts a training and kills it. */
async function trainAndKill(root: string, dir: string | undefined): Promise<LastWords> {
  const words = script('training-until-killed', root, 3, ...(dir === undefined ? [] : [dir]))
  const child = spawn(process.execPath, words, {
    env: { ...process.env, NODE_PATH: nodeModules },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = once(child, 'exit')
  let [output, errors] = ['', '']
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const after = Math.ceil(Math.random() * LINES)
  child.stdout.on('data', (text: Buffer) => {
    const before = output.split('\n').length
    output += text.toString()
    const isDue = before <= after && output.split('\n').length > after
    if (isDue) setTimeout(() => child.kill('SIGKILL'), Math.random() * WITHIN)
  })
  const [, signal] = (await exit) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`the training ended by itself: ${errors}`)
  const said = (word: string) =>
    [...output.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, what]) => what!)
  const [epochs, saves] = [said('epoch').map(Number), said('saved').map(Number)]
  return {
    dir: said('run')[0]!,
    began: epochs[0] ?? 0,
    epoch: epochs.at(-1) ?? 0,
    saved: saves.at(-1) ?? 0,
  }
}

/** What is on the disk of a run whose process was killed, all of it proven whole. */
async function check({ dir, began, epoch, saved }: LastWords, before: Found): Promise<Found> {
  const run = await openRun(dir)
  // Between two fits the run is over.
  expect(run.status).toMatch(/^(lost|done)$/)
  const epochs = run.readLog().map((row) => row.epoch)
  expect(epochs).toEqual(Array.from({ length: epochs.length }, (_, at) => at + 1))
  expect(epochs.length).toBeGreaterThanOrEqual(Math.max(epoch, saved))
  // The scores come after the row.
  expect(epochs.length - (run.scores?.epochs ?? 0)).toBeLessThanOrEqual(1)
  const checkpoints = listCheckpoints(join(dir, 'models'))
  for (const { name } of checkpoints) await verifyCheckpoint(join(dir, 'models', name))
  const newest = checkpoints.at(-1)?.epoch ?? 0
  // Training may be one epoch ahead of the save in the background, but not when the fit has ended.
  const inBackground = epoch - 1 > began ? epoch - 1 : 0
  expect(newest).toBeGreaterThanOrEqual(Math.max(inBackground, saved, before.newest))
  if (newest > 0) (await run.loadModel('last')).dispose()
  return { epochs: epochs.length, newest }
}

interface Found {
  epochs: number
  newest: number
}

/** A run whose processes are killed one after another. */
async function chain(): Promise<{ epochs: number; dir: string }> {
  const root = scratch()
  let found: Found = { epochs: 0, newest: 0 }
  let dir: string | undefined
  for (let kill = 0; kill < KILLS; kill += 1) {
    const words = await trainAndKill(root, dir)
    dir = words.dir
    const now = await check(words, found)
    expect(now.epochs).toBeGreaterThanOrEqual(found.epochs)
    found = now
  }
  return { epochs: found.epochs, dir: dir! }
}

test(
  'a training killed at random, and taken up again, loses nothing that it acknowledged',
  async () => {
    const chains = await Promise.all(Array.from({ length: CHAINS }, chain))
    const epochs = chains.reduce((sum, each) => sum + each.epochs, 0)
    // Else the kills came too early to mean anything.
    expect(epochs).toBeGreaterThan(KILLS * CHAINS)
    for (const { dir } of chains) {
      // Of the strays of so many kills only those of the last are left, since who takes the run up removes them; or of the last two, if
      // the last came before that.
      const strays = [dir, join(dir, 'models')]
        .flatMap((folder) => readdirSync(folder))
        .filter((name) => /^\.(exman|staging|removed)/.test(name))
      expect(strays.length).toBeLessThanOrEqual(3)
    }
    process.stdout.write(`${KILLS * CHAINS} kills, ${epochs} epochs.\n`)
  },
  limit(180),
)
