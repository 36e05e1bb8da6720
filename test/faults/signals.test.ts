/** Real trainings that are told to end, as by Ctrl-C or a scheduler, in the middle of a fit. */
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { openRun } from '../../src'
import { listCheckpoints, wholeCheckpoints } from '../../src/checkpoint/manifest'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { script, start, untilSo } from './children'
import { scratch } from './scratch'

// So many that the fit does not come to its end.
const EPOCHS_OF_FIT = 1_000_000
const ACKNOWLEDGED = 5

/** Starts a training and sends it a signal once it has acknowledged some epochs; gives its run and what it said. */
async function trainUntil(signal: 'SIGINT' | 'SIGTERM') {
  const { child, line } = await start(script('training-until-killed', scratch(), EPOCHS_OF_FIT))
  let output = `${line}\n`
  child.stdout!.on('data', (text: Buffer) => (output += text.toString()))
  const acknowledged = () => Number([...output.matchAll(/^epoch (\d+)$/gm)].at(-1)?.[1] ?? 0)
  await untilSo(child, () => acknowledged() >= ACKNOWLEDGED)
  const end = Promise.all([once(child, 'exit'), once(child, 'close')])
  child.kill(signal)
  const [exit] = await end
  return { exit, dir: /^run (.*)$/m.exec(output)![1]!, epochs: acknowledged() }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in a fit ends the process as it does without exman: each epoch is there once, checkpoints are whole, the run reads lost',
  async (signal) => {
    const { exit, dir, epochs } = await trainUntil(signal)
    expect(exit).toEqual([null, signal])

    const run = await openRun(dir)
    expect(run.status).toBe('lost')
    expect(run.record.sessions).toMatchObject([{ ended: null, end: null }])
    const logged = run.readLog().map(({ epoch }) => epoch)
    expect(logged).toEqual(Array.from({ length: logged.length }, (_, at) => at + 1))
    expect(logged.length).toBeGreaterThanOrEqual(epochs)

    const checkpoints = listCheckpoints(run.path('models'))
    // The newest may be saved while the next epoch is on its way.
    expect(checkpoints.at(-1)!.epoch).toBeGreaterThanOrEqual(epochs - 1)
    expect(wholeCheckpoints(run.path('models'))).toHaveLength(checkpoints.length)
    for (const { name } of checkpoints) await verifyCheckpoint(run.path('models', name))
    ;(await run.loadModel('last')).dispose()
    expect(readdirSync(dir)).toContain('.lock')
  },
)
