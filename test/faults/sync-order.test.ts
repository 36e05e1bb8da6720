import { basename, dirname, join } from 'node:path'
import { script } from './children'
import { scratch } from './scratch'
import { traced, type SystemCall } from './strace'
import { judgeOrder, type Judged } from './sync-order'
import { describeWith } from './tools'

const PLACED = [
  'root',
  'root/.exman',
  'root/.exman/format.json',
  'root/exp',
  'root/exp/experiment.json',
  'root/exp/run',
  'root/exp/run/hyperparameters.json',
  'root/exp/run/models',
  'root/exp/run/models/best.json',
  'root/exp/run/models/last.json',
  'root/exp/run/models/model.01',
  'root/exp/run/models/model.02',
  'root/exp/run/models/model.03',
  'root/exp/run/performances.json',
  'root/exp/run/run.json',
  'root/exp/run/training-logs.csv',
]

/** A fit goes on while one checkpoint is written; that one is acknowledged by the next, and the last by the fit's end. */
const WAYS: Record<string, (line: string, path: string) => boolean> = {
  loop: () => false,
  fit: (line, path) => line !== 'everything' && path.includes('/models'),
}

describeWith(['strace'], 'in the system calls of a training', () => {
  const records: Record<string, SystemCall[]> = {}
  const tops: Record<string, string> = {}
  const judge = (way: string, calls = records[way]!): Judged => judgeOrder(calls, tops[way]!, WAYS[way]!)

  const short = (way: string, path: string) =>
    path
      .slice(tops[way]!.length + 1)
      .replace(/exp-[\d-]+/, 'exp')
      .replace(/run--[\d-]+/, 'run')
      .replace(/(model\.\d\d)-[\d.]+/, '$1')

  beforeAll(async () => {
    for (const way of Object.keys(WAYS)) {
      tops[way] = scratch()
      const { ended, calls } = await traced(script('files-ordered', way, join(tops[way], 'root')))
      if (ended.code !== 0) throw new Error(ended.output)
      records[way] = calls
    }
  })

  describe.each(Object.keys(WAYS))('written as a %s', (way) => {
    test('each file is synced before it gets its name, and its folder before anything is acknowledged', () => {
      const { faults, placed } = judge(way)
      expect(faults).toEqual([])
      expect([...new Set(placed.map((path) => short(way, path)))].sort()).toEqual(PLACED)
    })

    test('what is acknowledged has been written', () => {
      const written = ({ name, paths, text }: SystemCall) =>
        name === 'write' ? `${basename(paths[0]!)} ${/"(\d+),/.exec(text)?.[1]}` : short(way, paths[1] ?? '')
      const { acknowledged } = judge(way)
      const lines = acknowledged.map(({ line }) => line)
      expect([lines[0], lines.at(-1)]).toEqual(['the run', 'everything'])
      for (const { line, before } of acknowledged) {
        const [, what, epoch] = /the (row|checkpoint) of epoch (\d)/.exec(line) ?? []
        if (what === 'row') expect(before.map(written)).toContain(`training-logs.csv ${epoch}`)
        if (what === 'checkpoint')
          expect(before.map(written)).toContain(`root/exp/run/models/model.0${epoch}`)
      }
      expect(lines.length).toBeGreaterThan(4)
    })

    test('one sync of the folder covers hyperparameters.json and run.json', () => {
      const { before } = judge(way).acknowledged[0]!
      const at = (name: string) => before.findIndex(({ paths }) => paths[1]?.endsWith(`/${name}`))
      const run = dirname(before[at('run.json')]!.paths[1]!)
      const syncs = before.flatMap(({ name, paths }, index) =>
        name === 'fsync' && paths[0] === run ? [index] : [],
      )
      expect(at('run.json')).toBeGreaterThan(at('hyperparameters.json'))
      expect(syncs).toEqual([expect.any(Number)])
      expect(syncs[0]).toBeGreaterThan(at('run.json'))
    })

    test('no sync of a file, and in no folder all syncs, could be left out unnoticed', () => {
      const calls = records[way]!
      const syncs = calls.filter(({ name, paths }) => name === 'fsync' && paths[0]!.startsWith(tops[way]!))
      const folders = new Set(judge(way).placed.map((path) => dirname(path)))
      const isFolder = ({ paths }: SystemCall) => folders.has(paths[0]!) || /staging-[^/]+$/.test(paths[0]!)
      const ofFiles = syncs.filter((sync) => !isFolder(sync)).map((sync) => [sync])
      const ofFolders = [...folders].map((folder) => syncs.filter(({ paths }) => paths[0] === folder))
      const unnoticed = [...ofFiles, ...ofFolders.filter((group) => group.length > 0)].filter(
        (left) =>
          judge(
            way,
            calls.filter((call) => !left.includes(call)),
          ).faults.length === 0,
      )
      expect(unnoticed.map((left) => left[0]!.paths[0])).toEqual([])
      expect(ofFiles.length).toBeGreaterThan(30)
    })
  })
})
