import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { AppendLog } from '../../src/files'
import { realDisk, type Disk } from '../../src/files/disk'
import { atEveryOperation, faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'

const HEADER = 'epoch,loss'

/** A log with a header and one row, and the means to look at the file. */
function log(content = `${HEADER}\n1,0.5\n`) {
  const path = join(scratch(), 'training-logs.csv')
  writeFileSync(path, content)
  return { path, log: new AppendLog(path), text: () => readFileSync(path, 'utf8') }
}

describe('open', () => {
  test('gives the text', () => expect(log().log.open()).toBe(`${HEADER}\n1,0.5\n`))

  test('gives nothing for a missing file, and makes none', () => {
    const dir = scratch()
    expect(new AppendLog(join(dir, 'a.csv')).open()).toBe('')
    expect(readdirSync(dir)).toEqual([])
  })

  test.each([
    ['in a row', `${HEADER}\n1,0.5\n`, '2,0.'],
    ['in the first row', `${HEADER}\n`, '1'],
    ['in the header', '', 'epo'],
    ['in the middle of a character', `${HEADER}\n`, Buffer.from('é').subarray(0, 1)],
    ['with zeros from a power loss', `${HEADER}\n1,0.5\n`, '\0\0\0'],
  ])('cuts off a tail torn %s, and keeps it beside', (_title, whole, tail) => {
    const { path, log: torn, text } = log()
    writeFileSync(path, Buffer.concat([Buffer.from(whole), Buffer.from(tail)]))
    expect(torn.open()).toBe(whole)
    expect(text()).toBe(whole)
    expect(readFileSync(`${path}.torn-1`)).toEqual(Buffer.from(tail))
    expect(torn.open()).toBe(whole)
    expect(readdirSync(join(path, '..'))).toHaveLength(2)
  })

  test('keeps each torn tail under a name of its own', () => {
    const { path, log: torn } = log('a\nb')
    torn.open()
    writeFileSync(path, 'a\nc')
    torn.open()
    expect([1, 2].map((n) => readFileSync(`${path}.torn-${n}`, 'utf8'))).toEqual(['b', 'c'])
  })

  test('a file cut at any byte is taken up with the rows that were whole', () => {
    const text = `${HEADER}\n1,0.5\n2,0.25\n`
    for (let length = 0; length <= text.length; length += 1) {
      const { log: torn, text: after } = log(text.slice(0, length))
      expect(text.startsWith(torn.open())).toBe(true)
      torn.append('9,9')
      expect(after()).toMatch(/^(epoch,loss\n(1,0.5\n(2,0.25\n)?)?)?9,9\n$/)
    }
  })
})

describe('create', () => {
  test.each([
    ['there is no file', undefined],
    ['the file is empty', ''],
  ])('writes the header where %s', (_title, content) => {
    const { path, log: fresh, text } = log(content ?? '')
    if (content === undefined) rmSync(path)
    fresh.create(HEADER)
    fresh.append('1,0.5')
    expect(text()).toBe(`${HEADER}\n1,0.5\n`)
  })

  test('never writes a second header', () => {
    const { path, log: present, text } = log()
    expect(thrown(() => present.create(HEADER))).toMatchObject({
      code: 'EXMAN_WRITE_FAILED',
      message: `Could not begin ${path}: it is already there, and is unchanged.`,
    })
    expect(text()).toBe(`${HEADER}\n1,0.5\n`)
  })
})

describe('append', () => {
  test('adds rows, whether the log was opened before or not', () => {
    const { log: present, text } = log()
    for (const row of ['2,0.25', '3,0.125']) present.append(row)
    expect(text()).toBe(`${HEADER}\n1,0.5\n2,0.25\n3,0.125\n`)
  })

  test('is one write and one sync, and reads nothing, however long the file is', async () => {
    const { log: present } = log(`${HEADER}\n${'1,0.5\n'.repeat(200_000)}`)
    present.open()
    const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
    await under(faulty, () => present.append('2,0.25'))
    expect(faulty.log.map(({ name }) => name)).toEqual([
      'statSync',
      'openSync',
      'writeSync',
      'fstatSync',
      'fsyncSync',
      'closeSync',
    ])
  })

  test('what somebody else adds in the same moment stays', async () => {
    const { log: present, text, path } = log()
    present.open()
    const disk = {
      ...realDisk,
      writeSync: (...args: Parameters<typeof realDisk.writeSync>) => {
        appendFileSync(path, 'theirs\n')
        return realDisk.writeSync(...args)
      },
    }
    expect(await under(disk, () => present.append('2,0.25'))).toBeUndefined()
    present.append('3,0.125')
    expect(text()).toBe(`${HEADER}\n1,0.5\ntheirs\n2,0.25\n3,0.125\n`)
  })

  test('a row that could not be added is not in the file, and can be added again', async () => {
    await atEveryOperation(
      { kind: 'fail', code: 'ENOSPC' },
      {
        prepare: () => {
          const given = log()
          given.log.open()
          return given
        },
        act: (given) => given.log.append('2,0.25'),
        check: (given, { error, struck }) => {
          if (error) expect(error).toMatchObject({ code: 'EXMAN_DISK_FULL' })
          expect(given.text()).toBe(`${HEADER}\n1,0.5\n${error ? '' : '2,0.25\n'}`)
          if (error) given.log.append('2,0.25')
          given.log.append('3,0.125')
          expect(given.text()).toBe(`${HEADER}\n1,0.5\n2,0.25\n3,0.125\n`)
          // A row is on the disk once it is synced, whatever closing the file says.
          expect(struck !== undefined && error === undefined).toBe(struck?.name === 'closeSync')
        },
      },
    )
  })

  test.each(['EIO', 'ENOSPC'])(
    'when the cut fails too (%s), the next append makes it good first',
    async (code) => {
      for (const failed of ['writeSync', 'fsyncSync']) {
        const { log: present, text } = log()
        present.open()
        const faulty = faultyDisk({
          failAt: 1,
          failFor: Infinity,
          kind: 'fail',
          code,
          only: [failed, 'ftruncateSync'],
        })
        const partly = { ...faulty, writeSync: halfThen(faulty) }
        expect(await under(partly, () => present.append('2,0.25'))).toMatchObject({ cause: { code } })
        expect(text()).not.toBe(`${HEADER}\n1,0.5\n`)
        present.append('2,0.25')
        present.append('3,0.125')
        expect(text()).toBe(`${HEADER}\n1,0.5\n2,0.25\n3,0.125\n`)
      }
    },
  )

  test('goes on failing, without a row too many, while the disk does', async () => {
    const { log: present, text } = log()
    present.open()
    const faulty = () =>
      faultyDisk({ failAt: 1, failFor: Infinity, kind: 'fail', only: ['fsyncSync', 'ftruncateSync'] })
    for (const row of ['2,0.25', '2,0.25', '2,0.25']) {
      expect(await under(faulty(), () => present.append(row))).toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
    }
    present.append('2,0.25')
    expect(text()).toBe(`${HEADER}\n1,0.5\n2,0.25\n`)
  })

  test('costs as little as before once a failure is made good', async () => {
    const { log: present } = log()
    present.open()
    await under(faultyDisk({ failAt: 1, kind: 'fail', only: ['fsyncSync'] }), () => present.append('2,0.25'))
    present.append('2,0.25')
    const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
    await under(faulty, () => present.append('3,0.125'))
    expect(faulty.log).toHaveLength(6)
  })

  test('never syncs a file again whose sync has failed', async () => {
    const { log: present, path } = log()
    present.open()
    const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['fsyncSync'] })
    await under(faulty, () => present.append('2,0.25'))
    await under(faulty, () => present.append('2,0.25'))
    const synced = faulty.log.filter(({ name }) => name === 'fsyncSync').map((call) => call.path)
    expect(synced).toEqual([path, expect.stringMatching(/\.tmp$/), join(path, '..'), path])
  })

  test.each([
    ['a row', `${HEADER}\n1,0.5\nby hand\n`, `${HEADER}\n1,0.5\nby hand\n2,0.25\n`],
    ['a row without its newline', `${HEADER}\n1,0.5\nby hand`, `${HEADER}\n1,0.5\n2,0.25\n`],
    ['fewer rows', `${HEADER}\n`, `${HEADER}\n2,0.25\n`],
  ])('goes on behind what somebody made of the file meanwhile: %s', (_title, content, expected) => {
    const { log: present, path, text } = log()
    present.open()
    writeFileSync(path, content)
    present.append('2,0.25')
    expect(text()).toBe(expected)
  })

  test.each([
    ['file', (path: string) => rmSync(path)],
    ['folder', (path: string) => rmSync(join(path, '..'), { recursive: true })],
  ])('notices a removed %s, and does not make it again', (_title, remove) => {
    const { log: present, path } = log()
    present.open()
    remove(path)
    for (let time = 0; time < 2; time += 1) {
      expect(thrown(() => present.append('2,0.25'))).toMatchObject({
        code: 'EXMAN_FOLDER_GONE',
        message: `Could not add a line to ${path}: it or its folder is no longer there (ENOENT).`,
      })
    }
    mkdirSync(join(path, '..'), { recursive: true })
    expect(readdirSync(join(path, '..'))).toEqual([])
  })
})

test('a file removed at the last moment is not made again either', async () => {
  const { log: present, path } = log()
  present.open()
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  const removing: Disk = {
    ...faulty,
    openSync: (...args) => {
      rmSync(path)
      return faulty.openSync(...args)
    },
  }
  expect(await under(removing, () => present.append('2,0.25'))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  expect(readdirSync(join(path, '..'))).toEqual([])
})

test('rewrite replaces the text, and append goes on behind it', () => {
  const { log: present, text } = log()
  present.rewrite('epoch,loss,acc\n1,0.5,\n')
  present.append('2,0.25,0.9')
  expect(text()).toBe('epoch,loss,acc\n1,0.5,\n2,0.25,0.9\n')
})

test('after a rewrite that is not durable the new text counts', async () => {
  const { log: present, text } = log()
  const faulty = faultyDisk({ failAt: 2, kind: 'fail', only: ['fsyncSync'] })
  expect(await under(faulty, () => present.rewrite('a\n'))).toMatchObject({ code: 'EXMAN_NOT_DURABLE' })
  present.append('b')
  expect(text()).toBe('a\nb\n')
})

describe('setAside', () => {
  test('moves the file aside, durably, and the log may begin again', async () => {
    const { path, log: present, text } = log()
    const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
    await under(faulty, () => present.setAside())
    const calls = faulty.log.map((call) => `${call.name} ${call.path}`)
    expect(calls.slice(calls.indexOf(`renameSync ${path}`))).toEqual([
      `renameSync ${path}`,
      ...['openSync', 'fsyncSync', 'closeSync'].map((name) => `${name} ${join(path, '..')}`),
    ])
    expect(readdirSync(join(path, '..'))).toEqual(['training-logs.csv.cut-1'])
    present.create('epoch,acc')
    present.append('1,0.75')
    expect(text()).toBe('epoch,acc\n1,0.75\n')
    expect(readFileSync(`${path}.cut-1`, 'utf8')).toBe(`${HEADER}\n1,0.5\n`)
  })

  test('keeps each under a name of its own', () => {
    const { path, log: present } = log()
    for (const row of ['a', 'b']) {
      writeFileSync(path, `${row}\n`)
      present.setAside()
    }
    expect([1, 2].map((n) => readFileSync(`${path}.cut-${n}`, 'utf8'))).toEqual(['a\n', 'b\n'])
  })

  test('of a file that is gone is fine', () => {
    const { path, log: present } = log()
    present.open()
    rmSync(path)
    present.setAside()
    expect(present.open()).toBe('')
    expect(readdirSync(join(path, '..'))).toEqual([])
  })

  test('forgets what went wrong before', async () => {
    const { log: present, text } = log()
    present.open()
    const only = ['fsyncSync', 'ftruncateSync']
    const faulty = faultyDisk({ failAt: 1, failFor: Infinity, kind: 'fail', only })
    expect(await under(faulty, () => present.append('2,0.25'))).toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
    present.setAside()
    present.create(HEADER)
    const counted = faultyDisk({ failAt: 0, kind: 'fail' })
    await under(counted, () => present.append('1,0.5'))
    expect(counted.log).toHaveLength(6)
    expect(text()).toBe(`${HEADER}\n1,0.5\n`)
  })

  test('whatever operation fails, the rows are in one place, and a second time moves them', async () => {
    await atEveryOperation(
      { kind: 'fail', code: 'EIO' },
      {
        prepare: () => log(),
        act: (given) => given.log.setAside(),
        check: ({ path, log: given }) => {
          const [name, ...more] = readdirSync(join(path, '..'))
          expect([readFileSync(join(path, '..', name!), 'utf8'), more]).toEqual([`${HEADER}\n1,0.5\n`, []])
          given.setAside()
          expect(readdirSync(join(path, '..'))).toEqual(['training-logs.csv.cut-1'])
        },
      },
    )
  })
})

/** A write of which the first takes a half, as on a disk that is about to be full. */
function halfThen(disk: Disk): Disk['writeSync'] {
  let isFirst = true
  return (fd, bytes, offset, length) => {
    if (!isFirst) return disk.writeSync(fd, bytes, offset, length)
    isFirst = false
    return writeSync(fd, bytes, offset, length >> 1)
  }
}
