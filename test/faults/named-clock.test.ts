import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Made } from '../fixtures/named-clock'
import { runScript } from '../training/children'
import { scratch } from './scratch'
import { describeWith } from './tools'

const at = (iso: string) => Date.parse(iso) / 1000
const NOON = at('2020-03-03T12:00:30Z')
const HOUR = 3600
const YEAR = 365 * 24 * HOUR

/** Runs started at these moments by a process of their own, in this time zone. */
async function madeAt(root: string, moments: number[], TZ = 'UTC'): Promise<Made[]> {
  const LD_PRELOAD = execFileSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'], {
    encoding: 'utf8',
  }).trim()
  const FAKETIME_TIMESTAMP_FILE = join(scratch(), 'clock')
  writeFileSync(FAKETIME_TIMESTAMP_FILE, `${moments[0]}\n`)
  const env = {
    ...{ LD_PRELOAD, FAKETIME_TIMESTAMP_FILE, FAKETIME_FMT: '%s', TZ },
    ...{ FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
  }
  const args = [root, ...moments.map(String)]
  const { code, output, errors } = await runScript('named-clock', { args, cwd: scratch(), env })
  if (code !== 0) throw new Error(errors)
  return JSON.parse(output) as Made[]
}

/** That the runs of two processes, one after the other, are numbered and ordered as they were made. */
function expectInOrder(made: Made[]): void {
  expect(made.map(({ number }) => number)).toEqual(made.map((_, at) => at + 1))
  expect(new Set(made.map(({ id }) => id)).size).toBe(made.length)
  const sequences = made.map(({ sequence }) => sequence)
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
}

describeWith(['faketime'], 'under a clock that', () => {
  test.each<[string, number[]]>([
    ['steps back an hour', [NOON, NOON - HOUR, NOON - HOUR + 1]],
    ['steps back a year', [NOON, NOON - YEAR, NOON - YEAR]],
    ['stands still', [NOON, NOON, NOON]],
    ['steps back, and then on to where it was', [NOON, NOON - HOUR, NOON]],
  ])(
    '%s, numbers go on, names are of one run each, and the order is that in which runs were made',
    async (...row) => {
      const [, moments] = row
      const root = join(scratch(), 'root')
      const made = [...(await madeAt(root, moments)), ...(await madeAt(root, moments))]
      expect(made.map(({ created }) => at(created))).toEqual([...moments, ...moments])
      expectInOrder(made)
    },
  )
})

/** Moments around which the clocks of a zone are set, or the year ends; each is what one clock shows. */
const ZONES: [TZ: string, moments: [iso: string, shown: string][]][] = [
  [
    'Europe/Berlin',
    [
      ['2020-03-29T00:59:59Z', '2020-03-29T01:59:59'],
      ['2020-03-29T01:00:00Z', '2020-03-29T03:00:00'],
      ['2020-10-25T00:30:00Z', '2020-10-25T02:30:00'],
      ['2020-10-25T01:30:00Z', '2020-10-25T02:30:00'],
    ],
  ],
  [
    'Australia/Lord_Howe',
    [
      ['2021-04-03T14:45:00Z', '2021-04-04T01:45:00'],
      ['2021-04-03T15:15:00Z', '2021-04-04T01:45:00'],
      ['2021-10-02T15:30:00Z', '2021-10-03T02:30:00'],
    ],
  ],
  [
    'Asia/Kathmandu',
    [
      ['2020-12-31T18:14:59Z', '2020-12-31T23:59:59'],
      ['2020-12-31T18:15:00Z', '2021-01-01T00:00:00'],
    ],
  ],
  [
    'Pacific/Apia',
    [
      ['2011-12-30T09:59:59Z', '2011-12-29T23:59:59'],
      ['2011-12-30T10:00:00Z', '2011-12-31T00:00:00'],
    ],
  ],
  [
    'UTC',
    [
      ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59'],
      ['2100-12-31T23:59:59Z', '2100-12-31T23:59:59'],
    ],
  ],
]

describeWith(['faketime'], 'in the time zone', () => {
  test.each(ZONES)(
    '%s the name of a run and its time say what the clock showed, and are read back',
    async (...row) => {
      const [TZ, moments] = row
      const made = await madeAt(
        join(scratch(), 'root'),
        moments.map(([iso]) => at(iso)),
        TZ,
      )
      expectInOrder(made)
      for (const [n, [iso, shown]] of moments.entries()) {
        const { id, name, time, created, moments: read } = made[n]!
        const folder = `00000${n + 1}-${shown.replaceAll(/[T:]/g, '-')}`
        expect({ id, name, time }).toEqual(
          n % 2 === 0
            ? { id: folder, name: undefined, time: shown }
            : { id: `${folder}-odd`, name: 'odd', time: shown },
        )
        expect(at(created)).toBe(at(iso))
        expect(read).toContain(at(iso) * 1000)
      }
    },
  )
})
