import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { disk, realDisk, useDisk } from '../../src/files/disk'
import { scratch } from '../faults/scratch'

test('useDisk puts another disk in place until it is undone', () => {
  const [first, second] = [{ ...realDisk }, { ...realDisk }]
  const undoFirst = useDisk(first)
  const undoSecond = useDisk(second)
  expect(disk()).toBe(second)
  undoSecond()
  expect(disk()).toBe(first)
  undoFirst()
  expect(disk()).toBe(realDisk)
})

test('a thousand files can be read at once with 64 descriptors', () => {
  const dir = scratch()
  for (let n = 0; n < 1000; n += 1) {
    mkdirSync(join(dir, String(n)))
    writeFileSync(join(dir, String(n), 'run.json'), String(n))
  }
  // `readBytes` is this call with an error around it; fs-extra alone needs no compiling in the child.
  const code = `
    const fse = require('fs-extra')
    const names = Array.from({ length: 1000 }, (_, n) => ${JSON.stringify(dir)} + '/' + n + '/run.json')
    Promise.all(names.map((name) => fse.readFile(name))).then((all) => console.log(all.length))`
  const command = `ulimit -n 64; exec ${JSON.stringify(process.execPath)} -e "$CODE"`
  const output = execFileSync('sh', ['-c', command], {
    cwd: join(__dirname, '../..'),
    env: { ...process.env, CODE: code },
  })
  expect(output.toString().trim()).toBe('1000')
})
