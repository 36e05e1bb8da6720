import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { folderNumber, namedFolder, parseNamedFolder } from '../../src/layout/named-folder'

const root = join(__dirname, '../..')
const moment = new Date(2020, 2, 3, 15, 52, 10)
const SECOND = 1000

test.each([
  [{ number: 1, moment }, '000001-2020-03-03-15-52-10'],
  [{ number: 1, moment: new Date(2020, 2, 3, 15, 52, 10, 999) }, '000001-2020-03-03-15-52-10'],
  [{ number: 12, moment, name: 'baseline' }, '000012-2020-03-03-15-52-10-baseline'],
  [{ number: 12, moment, name: 'a-b c.d' }, '000012-2020-03-03-15-52-10-a-b c.d'],
  [{ number: 12, moment, name: '2020-03-03' }, '000012-2020-03-03-15-52-10-2020-03-03'],
  [{ number: 12, moment, name: '-' }, '000012-2020-03-03-15-52-10--'],
  [{ number: 12, moment, zfill: 1 }, '12-2020-03-03-15-52-10'],
  [{ number: 12, moment, zfill: 10 }, '0000000012-2020-03-03-15-52-10'],
  [{ number: 1234567, moment }, '1234567-2020-03-03-15-52-10'],
  [{ number: 999999999999999, moment }, '999999999999999-2020-03-03-15-52-10'],
  [{ number: 1, moment: new Date(2100, 0, 1) }, '000001-2100-01-01-00-00-00'],
  [{ number: 1, moment: new Date(9999, 11, 31, 23, 59, 59) }, '000001-9999-12-31-23-59-59'],
  [{ number: 1, moment: new Date(1999, 11, 31, 23, 59, 59) }, '000001-1999-12-31-23-59-59'],
  [{ number: 1, moment: new Date(2024, 1, 29, 9, 5, 7) }, '000001-2024-02-29-09-05-07'],
])('%j is %s, and back', (run, folder) => {
  expect(namedFolder(run)).toBe(folder)
  const { number, name } = { name: undefined, ...run }
  const second = new Date(Math.floor(run.moment.getTime() / SECOND) * SECOND)
  expect(parseNamedFolder(folder)).toEqual({ number, name, moments: [second] })
  expect(folderNumber(folder)).toBe(number)
})

test.each([
  ['000001-2020-02-30-00-00-00', 'a day that does not exist'],
  ['000001-2023-02-29-00-00-00', 'a leap day of another year'],
  ['000001-2100-02-29-00-00-00', 'a leap day that 2100 leaves out'],
  ['000001-2020-13-01-00-00-00', 'a month that does not exist'],
  ['000001-2020-00-01-00-00-00', 'month 0'],
  ['000001-2020-01-00-00-00-00', 'day 0'],
  ['000001-2020-01-01-24-00-00', 'an hour that does not exist'],
  ['000001-2020-01-01-00-60-00', 'a minute that does not exist'],
  ['000001-2020-01-01-00-00-60', 'a second that does not exist'],
  ['000001-2020-03-03-15-52-10-', 'a name that is missing'],
  ['000001-2020-03-03-15-52-10.yaml', 'an entry of the index'],
  ['000001-2020-03-03-15-52-101', 'a digit too many'],
  ['000001-2020-03-03-15-52-10-a/../../b', 'a path'],
  ['000001-2020-03-03-15-52-10-a\\b', 'a path of Windows'],
  ['000001-2020-03-03-15-52-10-a\nb', 'a newline'],
  ['000001-2020-03-03-15-52-10-a\u001b[2J', 'an escape code'],
  ['000001-2020-03-03-15-52-10\n', 'a newline at the end'],
])('%j is no run folder, but its number counts: %s', (text) => {
  expect(parseNamedFolder(text)).toBeUndefined()
  expect(folderNumber(text)).toBe(1)
})

test.each([
  ['', 'nothing'],
  ['2024-notes.txt', 'a year'],
  ['2024', 'digits alone'],
  ['2024-03-03-15-52-10', 'a moment without a number'],
  ['-2020-03-03-15-52-10', 'a number that is missing'],
  ['000001-2020-03-03-15-52', 'no seconds'],
  ['000001-20-03-03-15-52-10', 'a year of two digits'],
  ['000001-2020-3-3-15-52-10', 'parts of one digit'],
  ['000001-2020-03-03_15-52-10', 'another separator'],
  ['000001_2020-03-03-15-52-10', 'another separator before the date'],
  ['1234567890123456-2020-03-03-15-52-10', 'more than 15 digits'],
  ['+1-2020-03-03-15-52-10', 'a sign'],
  ['1e3-2020-03-03-15-52-10', 'an exponent'],
  ['0x1-2020-03-03-15-52-10', 'another base'],
  [' 000001-2020-03-03-15-52-10', 'a blank'],
  ['run-000001-2020-03-03-15-52-10', 'something before it'],
  ['٠٠١-2020-03-03-15-52-10', 'digits of another script'],
  ['000001-٢٠٢٠-03-03-15-52-10', 'digits of another script in the date'],
  ['.tmp-000001-2020-03-03-15-52-10', 'a file that is being written'],
])('%j is no run folder, and has no number: %s', (text) => {
  expect(parseNamedFolder(text)).toBeUndefined()
  expect(folderNumber(text)).toBeUndefined()
})

const zones = [
  {
    zone: 'Europe/Berlin',
    changes: ['2024-10-27T01:00Z', '2024-03-31T01:00Z'],
    meaning: {
      '1-2024-10-27-01-59-59': ['2024-10-26T23:59:59Z'],
      '1-2024-10-27-02-00-00': ['2024-10-27T00:00Z', '2024-10-27T01:00Z'],
      '1-2024-10-27-02-59-59': ['2024-10-27T00:59:59Z', '2024-10-27T01:59:59Z'],
      '1-2024-10-27-03-00-00': ['2024-10-27T02:00Z'],
      '1-2024-03-31-01-59-59': ['2024-03-31T00:59:59Z'],
      '1-2024-03-31-02-00-00': [],
      '1-2024-03-31-02-59-59': [],
      '1-2100-07-01-12-00-00': ['2100-07-01T10:00Z'],
    },
  },
  {
    // Clocks change by half an hour.
    zone: 'Australia/Lord_Howe',
    changes: ['2024-04-06T15:00Z', '2024-10-05T15:30Z'],
    meaning: {
      '1-2024-04-07-01-29-59': ['2024-04-06T14:29:59Z'],
      '1-2024-04-07-01-30-00': ['2024-04-06T14:30Z', '2024-04-06T15:00Z'],
      '1-2024-10-06-02-29-59': [],
    },
  },
  {
    // Half an hour off the full ones, and no changes.
    zone: 'Asia/Kolkata',
    changes: [],
    meaning: { '1-2024-10-27-02-30-00': ['2024-10-26T21:00Z'] },
  },
  {
    // Three quarters of an hour off the full ones, as far east as it goes.
    zone: 'Pacific/Chatham',
    changes: ['2024-04-06T14:00Z', '2024-09-28T14:00Z'],
    meaning: {
      '1-2024-04-07-02-45-00': ['2024-04-06T13:00Z', '2024-04-06T14:00Z'],
      '1-2024-09-29-03-44-59': [],
    },
  },
  {
    // West of Greenwich.
    zone: 'America/St_Johns',
    changes: ['2024-11-03T04:30Z', '2024-03-10T05:30Z'],
    meaning: {
      '1-2024-11-03-01-00-00': ['2024-11-03T03:30Z', '2024-11-03T04:30Z'],
      '1-2024-03-10-02-00-00': [],
    },
  },
]

describe.each(zones)('in $zone', ({ zone, changes, meaning }) => {
  // Every 6 seconds of three hours around each change, and around the turns of the year and of the century.
  const centres = [...changes, '2024-12-31T12:00Z', '2025-01-01T00:00Z', '2099-12-31T18:00Z']
  const moments = centres.flatMap((centre) =>
    Array.from({ length: 1801 }, (_, index) => Date.parse(centre) + (index - 900) * 6 * SECOND),
  )

  interface Answer {
    named: string[]
    parsed: { number: number; moments: string[] }[]
  }
  let answer: Answer

  beforeAll(() => {
    const script = join(root, 'test/fixtures/named-folder-names.ts')
    const env = { ...process.env, TZ: zone, NODE_NO_WARNINGS: '1' }
    const input = JSON.stringify({ moments, names: Object.keys(meaning) })
    const options = { cwd: root, env, input, encoding: 'utf8', maxBuffer: 2 ** 26 } as const
    answer = JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script], options)) as Answer
  })

  test('names mean these moments', () => {
    const expected = Object.values(meaning).map((moments: string[]) => ({
      number: 1,
      moments: moments.map((moment) => new Date(moment).toISOString()),
    }))
    expect(answer.parsed.slice(moments.length)).toEqual(expected)
  })

  test('every name parses back to its second, among two at most', () => {
    const lost = moments.filter((moment, index) => {
      const found = answer.parsed[index]!.moments
      return !found.includes(new Date(moment).toISOString()) || found.length > 2
    })
    expect(lost).toEqual([])
  })

  test('two moments have one name only where that name declares both', () => {
    const byName = new Map<string, Set<string>>()
    answer.named.forEach((name, index) => {
      const sharing = byName.get(name) ?? new Set()
      byName.set(name, sharing.add(new Date(moments[index]!).toISOString()))
    })
    const undeclared = [...byName].filter(([name, sharing]) => {
      const declared = answer.parsed[answer.named.indexOf(name)]!.moments
      return [...sharing].some((moment) => !declared.includes(moment))
    })
    expect(undeclared).toEqual([])
    expect([...byName.values()].some(({ size }) => size === 2)).toBe(changes.length > 0)
  })
})
