import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseRunFolder, runFolder, runFolders } from '../../src/layout/run-folder'

const root = join(__dirname, '../..')
const MINUTE = 60_000

test.each([
  [new Date(2020, 2, 3, 15, 52, 10), 1, 'run--20-03-03--15-52'],
  [new Date(2020, 2, 3, 15, 52, 59, 999), 2, 'run--20-03-03--15-52-2'],
  [new Date(2020, 2, 3, 15, 52), 12, 'run--20-03-03--15-52-12'],
  [new Date(2024, 11, 31, 23, 59, 59, 999), 1, 'run--24-12-31--23-59'],
  [new Date(2025, 0, 1), 1, 'run--25-01-01--00-00'],
  [new Date(2024, 1, 29, 9, 5), 1, 'run--24-02-29--09-05'],
])('%s, number %i of its minute, is %s, and back', (moment, ordinal, name) => {
  const minute = new Date(Math.floor(moment.getTime() / MINUTE) * MINUTE)
  expect(runFolders(runFolder(moment), ordinal).next().value).toBe(name)
  expect(parseRunFolder(name)).toEqual({ ordinal, moments: [minute] })
})

test('the year 2100 has the names of 2000, since a name holds two digits', () => {
  expect(runFolder(new Date(2100, 0, 1))).toBe('run--00-01-01--00-00')
  expect(parseRunFolder('run--00-01-01--00-00')?.moments).toEqual([new Date(2000, 0, 1)])
})

test.each([
  ['', 'nothing'],
  ['run--20-02-30--00-00', 'a day that does not exist'],
  ['run--23-02-29--00-00', 'a leap day of another year'],
  ['run--20-13-01--00-00', 'a month that does not exist'],
  ['run--20-00-01--00-00', 'month 0'],
  ['run--20-01-00--00-00', 'day 0'],
  ['run--20-01-01--24-00', 'an hour that does not exist'],
  ['run--20-01-01--00-60', 'a minute that does not exist'],
  ['run--20-03-03--15-52-1', 'ordinal 1, which is not written'],
  ['run--20-03-03--15-52-0', 'ordinal 0'],
  ['run--20-03-03--15-52-02', 'an ordinal with a zero in front'],
  ['run--20-03-03--15-52-', 'an ordinal that is missing'],
  ['run--2020-03-03--15-52', 'a year of four digits'],
  ['run--20-3-3--15-52', 'parts of one digit'],
  ['run-20-03-03-15-52', 'single hyphens'],
  ['Run--20-03-03--15-52', 'another case'],
  [' run--20-03-03--15-52', 'a blank'],
  ['run--20-03-03--15-52\n', 'a newline'],
  ['run--20-03-03--15-52/..', 'a path'],
  ['run--٢٠-03-03--15-52', 'digits of another script'],
])('%j is no run folder: %s', (text) => {
  expect(parseRunFolder(text)).toBeUndefined()
})

interface Zone {
  zone: string
  /** The minute at which clocks change, in UTC. */
  changes: string[]
  /** What some names mean in UTC. */
  meaning: Record<string, string[]>
}

const zones: Zone[] = [
  {
    zone: 'Europe/Berlin',
    changes: ['2024-10-27T01:00Z', '2024-03-31T01:00Z'],
    meaning: {
      'run--24-10-27--01-59': ['2024-10-26T23:59Z'],
      'run--24-10-27--02-00': ['2024-10-27T00:00Z', '2024-10-27T01:00Z'],
      'run--24-10-27--02-59': ['2024-10-27T00:59Z', '2024-10-27T01:59Z'],
      'run--24-10-27--03-00': ['2024-10-27T02:00Z'],
      'run--24-03-31--01-59': ['2024-03-31T00:59Z'],
      'run--24-03-31--02-00': [],
      'run--24-03-31--02-59': [],
      'run--24-03-31--03-00': ['2024-03-31T01:00Z'],
    },
  },
  {
    // Clocks change by half an hour.
    zone: 'Australia/Lord_Howe',
    changes: ['2024-04-06T15:00Z', '2024-10-05T15:30Z'],
    meaning: {
      'run--24-04-07--01-29': ['2024-04-06T14:29Z'],
      'run--24-04-07--01-30': ['2024-04-06T14:30Z', '2024-04-06T15:00Z'],
      'run--24-04-07--02-00': ['2024-04-06T15:30Z'],
      'run--24-10-06--02-00': [],
      'run--24-10-06--02-29': [],
      'run--24-10-06--02-30': ['2024-10-05T15:30Z'],
    },
  },
  {
    // Half an hour off the full ones, and no changes.
    zone: 'Asia/Kolkata',
    changes: [],
    meaning: { 'run--24-10-27--02-30': ['2024-10-26T21:00Z'], 'run--24-03-31--02-30': ['2024-03-30T21:00Z'] },
  },
  {
    // Three quarters of an hour off the full ones, as far east as it goes.
    zone: 'Pacific/Chatham',
    changes: ['2024-04-06T14:00Z', '2024-09-28T14:00Z'],
    meaning: {
      'run--24-04-07--02-45': ['2024-04-06T13:00Z', '2024-04-06T14:00Z'],
      'run--24-04-07--03-45': ['2024-04-06T15:00Z'],
      'run--24-09-29--02-45': [],
      'run--24-09-29--03-44': [],
      'run--24-09-29--03-45': ['2024-09-28T14:00Z'],
    },
  },
  {
    // West of Greenwich.
    zone: 'America/St_Johns',
    changes: ['2024-11-03T04:30Z', '2024-03-10T05:30Z'],
    meaning: {
      'run--24-11-03--01-00': ['2024-11-03T03:30Z', '2024-11-03T04:30Z'],
      'run--24-11-03--02-00': ['2024-11-03T05:30Z'],
      'run--24-03-10--02-00': [],
      'run--24-03-10--03-00': ['2024-03-10T05:30Z'],
    },
  },
]

describe.each(zones)('in $zone', ({ zone, changes, meaning }) => {
  // Every minute of six hours around each change, and around the turns of the year and of the century.
  const centres = [
    ...changes,
    '2024-12-31T12:00Z',
    '2025-01-01T00:00Z',
    '2099-12-31T00:00Z',
    '2000-01-01T18:00Z',
  ]
  const moments = centres.flatMap((centre) =>
    Array.from({ length: 361 }, (_, index) => Date.parse(centre) + (index - 180) * MINUTE),
  )
  const names = Object.keys(meaning)

  interface Answer {
    named: string[]
    parsed: ({ ordinal: number; moments: string[] } | undefined)[]
  }
  let answer: Answer

  beforeAll(() => {
    const script = join(root, 'test/fixtures/run-folder-names.ts')
    const env = { ...process.env, TZ: zone, NODE_NO_WARNINGS: '1' }
    const input = JSON.stringify({ moments, names })
    const options = { cwd: root, env, input, encoding: 'utf8', maxBuffer: 2 ** 26 } as const
    answer = JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script], options)) as Answer
  })

  test.each(Object.entries(meaning))('%s is the minute %j', (name, expected) => {
    const found = answer.parsed[moments.length + names.indexOf(name)]
    expect(found).toEqual({ ordinal: 1, moments: expected.map((moment) => new Date(moment).toISOString()) })
  })

  test('every name parses back to its minute, among two at most', () => {
    moments.forEach((moment, index) => {
      const found = answer.parsed[index]?.moments
      expect(found).toContain(new Date(moment).toISOString())
      expect(found!.length).toBeLessThanOrEqual(2)
    })
  })

  test('two minutes have one name only where that name declares both', () => {
    const byName = new Map<string, Set<number>>()
    answer.named.forEach((name, index) =>
      byName.set(name, (byName.get(name) ?? new Set()).add(moments[index]!)),
    )
    for (const [name, sharing] of byName) {
      const declared = answer.parsed[answer.named.indexOf(name)]!.moments.map((moment) => Date.parse(moment))
      for (const moment of sharing) expect(declared).toContain(moment)
    }
    expect([...byName.values()].some(({ size }) => size === 2)).toBe(changes.length > 0)
  })
})
