/** Who may write to a run whose holder is, or was, where nobody else can look: in a container, on another machine. */
import { hostname } from 'node:os'
import type { Answer } from '../fixtures/holder-answer'
import { limit } from '../soak'
import { run, script } from './children'
import { besideChildOf, onHost, withOtherPids, withoutProc } from './elsewhere'
import { holderOf, startPeer, wanting, type Place } from './holders'
import { scratch } from './scratch'
import { expectRefused, expectTaken, runIn } from './taken'
import { describeWith } from './tools'

jest.setTimeout(limit(120))

const PLACES: [title: string, place: Place, host: string][] = [
  ['with pids of its own', { command: withOtherPids }, hostname()],
  ['on another host', { command: onHost('gpu3') }, 'gpu3'],
]
const job = (id: string, restart?: string) => ({ SLURM_JOB_ID: id, SLURM_RESTART_COUNT: restart })

describeWith(['pids of their own', 'other host names'], 'a holder', () => {
  test.each(PLACES)('%s keeps its run, alive or dead, but from a takeover', async (...row) => {
    const [, place, host] = row
    const { first, tell, kill } = await holderOf(place)
    const { dir } = first
    const unknown = { host, isUnknown: true }
    expectRefused(await wanting(dir), first, unknown)
    expect(await tell()).toMatchObject({ epochs: 2 })
    await kill()
    expect(runIn(dir).status).toBe('running')
    expectRefused(await wanting(dir), first, unknown)
    const taking = await startPeer('holder-public', ['open', dir, 'takeover'])
    expectTaken({ ...first, epochs: 2 }, taking.first)
  })

  test('on another host is known there', async () => {
    const place = { command: onHost('gpu3') }
    const { first, kill } = await holderOf(place)
    expectRefused(await wanting(first.dir, { ...place, takeover: true }), first, { host: 'gpu3' })
    await kill()
    expectTaken(first, await wanting(first.dir, place))
  })

  test.each([
    ['', withOtherPids],
    [', and the /proc of others,', withoutProc],
  ])('with pids of its own%s is known to those who share them', async (_title, command) => {
    const { first, child } = await holderOf({ command })
    const beside = { command: besideChildOf(child.pid!) }
    expectRefused(await wanting(first.dir, { ...beside, takeover: true }), first)
  })

  test.each(PLACES)(
    '%s is followed by its Slurm job once that was restarted, and by no other',
    async (...row) => {
      const [, place, host] = row
      const { first, kill } = await holderOf({ ...place, env: job('81') })
      await kill()
      for (const env of [{}, job('81'), job('82', '1')])
        expectRefused(await wanting(first.dir, { env }), first, { host, isUnknown: true })
      expectTaken(first, await wanting(first.dir, { env: job('81', '1') }))
    },
  )
})

test('a restarted Slurm job does not rob a holder that is seen to live', async () => {
  const { first } = await holderOf({ env: job('81') })
  expectRefused(await wanting(first.dir, { env: job('81', '1') }), first)
})

describeWith(['chosen pids'], 'a holder is dead whose pid is in use again', () => {
  // Node, the script of the processes, the folder. Whatever comes next gets the pid of the holder that was killed.
  const lines = (next: string) => `
    "$0" "$1" die "$2" & holder=$!
    { wait $holder; } 2> /dev/null
    echo $((holder - 1)) > /proc/sys/kernel/ns_last_pid
    ${next}
    "$0" "$1" open "$2"/exp-*/run--* < /dev/null & wait $!`

  test.each([
    ['by the process that wants the run', ''],
    ['by another', `sleep 60 & printf '{"pid":%s}\\n' $!`],
  ])('%s', async (_title, next) => {
    const [command, ...words] = withOtherPids
    const shell = ['sh', '-c', lines(next), process.execPath, ...script('holder-peer'), scratch()]
    const { output } = await run([...words, ...shell], command)
    const answers = output.trimEnd().split('\n')
    const [holder, again, last = again] = answers.map((line) => JSON.parse(line) as Answer)
    expect(again!.pid).toBe(holder!.pid)
    expectTaken(holder!, last!)
  })
})
