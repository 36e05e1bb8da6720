// What `prepare` takes to record its data: 256 MB hashed the first time, against reading the same bytes and dropping them; and
// the second time, when the cache knows the file, against the first.
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fingerprint } from '../src/run/data/fingerprint'
import { REPETITIONS } from './measure'
import { inNewFolder } from './place'
import { count } from './quick'
import { tellRatio } from './result'

const MEGABYTES = count(256, 1)
const SLICE = 1024 * 1024
/** A file that was changed a shorter time ago is not kept in the cache. */
const SETTLED = count(3100, 1)

function readThrough(path: string): void {
  const slice = Buffer.allocUnsafe(SLICE)
  const fd = openSync(path, 'r')
  for (let read = 1; read > 0;) read = readSync(fd, slice, 0, SLICE, null)
  closeSync(fd)
}

function timeOf(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

void inNewFolder(async (folder) => {
  const root = join(folder, 'experiments')
  mkdirSync(join(root, '.exman'), { recursive: true })
  const path = join(folder, 'train.bin')
  writeFileSync(path, Buffer.alloc(MEGABYTES * SLICE, 'data of some kind, '))
  await setTimeout(SETTLED)
  const look = () => fingerprint([path], { root, show: () => 'train.bin' }).keep()
  const [reading, first, second]: [number[], number[], number[]] = [[], [], []]
  for (let repetition = -1; repetition < REPETITIONS; repetition += 1) {
    rmSync(join(root, '.exman/cache'), { recursive: true, force: true })
    const times = [timeOf(() => readThrough(path)), timeOf(look), timeOf(look)] as const
    // The one before the first warms up.
    if (repetition < 0) continue
    reading.push(times[0])
    first.push(times[1])
    second.push(times[2])
  }
  tellRatio(
    `the hash of ${MEGABYTES} MB of data / reading them`,
    { floor: reading, subject: first },
    undefined,
  )
  tellRatio('the hash of the same data again / the first time', { floor: first, subject: second }, 0.1)
})
