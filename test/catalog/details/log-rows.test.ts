import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLogRows } from '../../../src/catalog/details/log-rows'
import { scratch } from '../../faults/scratch'
import { coded, newRun } from '../../run/runs'

const OURS = 'epoch,seconds,loss,val_loss\n1,2.5,0.5,0.75\n2,5,NaN,\n'
const KERAS = 'epoch,loss,val_loss\r\n0,0.5,0.75\r\n1,0.25,nan\r\n'

const FIRST = { epoch: 1, seconds: 2.5, metrics: { loss: 0.5, val_loss: 0.75 } }
const SECOND = { epoch: 2, seconds: 5, metrics: { loss: NaN } }

function written(text: string): string {
  const dir = scratch()
  writeFileSync(join(dir, 'training-logs.csv'), text)
  return dir
}

test('the rows that a run has logged', () => {
  const run = newRun({ onDivergence: 'continue' })
  expect(readLogRows(run.dir)).toEqual([])
  run.log({ loss: 0.5, val_loss: Infinity })
  run.log({ loss: 0.25, 'odd, "name"\n': -0 })
  expect(readLogRows(run.dir)).toEqual([
    { epoch: 1, seconds: expect.any(Number) as number, metrics: { loss: 0.5, val_loss: Infinity } },
    { epoch: 2, seconds: expect.any(Number) as number, metrics: { loss: 0.25, 'odd, "name"\n': 0 } },
  ])
})

test.each<[title: string, text: string, rows: object[]]>([
  ['ours', OURS, [FIRST, SECOND]],
  ['ours, with lines of an editor', OURS.replaceAll('\n', '\r\n'), [FIRST, SECOND]],
  [
    'that of the Keras tool, whose epochs begin at 0',
    KERAS,
    [
      { epoch: 1, seconds: NaN, metrics: { loss: 0.5, val_loss: 0.75 } },
      { epoch: 2, seconds: NaN, metrics: { loss: 0.25, val_loss: NaN } },
    ],
  ],
  ['with a byte order mark', `\uFEFF${OURS}`, [FIRST, SECOND]],
  ['with a header alone', 'epoch,seconds,loss\n', []],
  ['with a header that is cut', 'epoch,sec', []],
  ['that is empty', '', []],
])('a log: %s', (_title, text, rows) => {
  expect(readLogRows(written(text))).toEqual(rows)
})

test.each([
  ['ours', OURS],
  ['that of the Keras tool', KERAS],
])('cut at any byte, a log has the rows that are whole: %s', (_title, text) => {
  const whole = readLogRows(written(text))
  for (let length = 0; length < text.length; length++) {
    const lines = text.slice(0, length).split('\n').length - 1
    expect([length, readLogRows(written(text.slice(0, length)))]).toEqual([
      length,
      whole.slice(0, Math.max(0, lines - 1)),
    ])
  }
})

test.each([
  ['other text', 'loss,acc\n1,2\n', 'its first line does not begin with "epoch"'],
  ['zeros and an end of line', `${'\0'.repeat(40)}\n`, 'its first line does not begin with "epoch"'],
])('%s is no log', (_title, text, why) => {
  expect(() => readLogRows(written(text))).toThrow(coded('EXMAN_FILE_INVALID', why))
})

test('a link is not followed', () => {
  const [dir, other] = [scratch(), written(OURS)]
  symlinkSync(join(other, 'training-logs.csv'), join(dir, 'training-logs.csv'))
  expect(() => readLogRows(dir)).toThrow(coded('EXMAN_FILE_INVALID', 'it is a link'))
})
