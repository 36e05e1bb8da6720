import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../../faults/scratch'
import { nodeModules } from '../../compiled'
import { parquetAnswer } from './parquet-child'
import { AWKWARD, sheetOf } from './sheets'

const NOWHERE = ''
const SHEET = sheetOf(AWKWARD)
const isParquet = (bytes: Uint8Array): boolean =>
  [bytes.subarray(0, 4), bytes.subarray(-4)].every((end) => Buffer.from(end).toString() === 'PAR1')

/** A project, with a package of that name linked to ours, or with this for its code. */
function projectWith(code?: string): string {
  const dir = scratch()
  const packageDir = join(dir, 'node_modules/hyparquet-writer')
  mkdirSync(join(dir, 'node_modules'))
  if (code === undefined) symlinkSync(join(nodeModules, 'hyparquet-writer'), packageDir)
  else {
    mkdirSync(packageDir)
    writeFileSync(join(packageDir, 'package.json'), '{ "type": "module", "exports": "./index.js" }')
    writeFileSync(join(packageDir, 'index.js'), code)
  }
  return dir
}

test('the package is found beside exman', () => {
  const { bytes } = parquetAnswer([SHEET], scratch())
  expect(bytes!.map(isParquet)).toEqual([true])
})

test('the package is found in the working folder, where exman is installed elsewhere', () => {
  const { bytes } = parquetAnswer([SHEET], projectWith(), NOWHERE)
  expect(bytes!.map(isParquet)).toEqual([true])
})

test('the package beside exman comes first', () => {
  const { bytes } = parquetAnswer([SHEET], projectWith('throw new Error("not this one")'))
  expect(bytes!.map(isParquet)).toEqual([true])
})

test('without the package, the error names the command that installs it', () => {
  expect(parquetAnswer([SHEET], scratch(), NOWHERE)).toEqual({
    error: {
      name: 'PackageError',
      code: 'EXMAN_PACKAGE_MISSING',
      message:
        'Parquet needs the package hyparquet-writer, which cannot be found: npm install hyparquet-writer',
      package: 'hyparquet-writer',
    },
  })
})

test('a package that does not load is another error', () => {
  const { error } = parquetAnswer([SHEET], projectWith('throw new Error("broken")'), NOWHERE)
  expect(error).toMatchObject({ name: 'PackageError', code: 'EXMAN_PACKAGE_MISSING' })
  expect(error!.message).toMatch(/hyparquet-writer.* does not load: npm install hyparquet-writer$/)
})
