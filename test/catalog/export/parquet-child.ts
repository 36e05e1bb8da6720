/** Parquet files are made in children: jest cannot load an ES module such as hyparquet-writer. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Sheet } from '../../../src/catalog/sheet'
import { compiled, nodeModules } from '../../compiled'

const PROGRAM = `
const { parquetBytes } = require(process.argv[1])
const { deserialize, serialize } = require('node:v8')
const { readFileSync, writeSync } = require('node:fs')
const answer = async () => {
  try {
    return { bytes: await Promise.all(deserialize(readFileSync(0)).map(parquetBytes)) }
  } catch ({ name, code, message, package: of }) {
    return { error: { name, code, message, package: of } }
  }
}
answer().then((value) => process.stdout.write(serialize(value)))
`

/** What a child answered: the files, or what was thrown instead. */
export interface Answer {
  bytes?: Uint8Array[]
  error?: { name: string; code: string; message: string; package: string }
}

/** The tables as Parquet files, made in a working folder; exman's own place has the packages of `nodePath`. */
export function parquetAnswer(sheets: readonly Sheet[], cwd: string, nodePath: string = nodeModules): Answer {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--eval', PROGRAM, join(compiled, 'src/catalog/export/parquet.js')],
    { cwd, input: serialize(sheets), env: { ...process.env, NODE_PATH: nodePath }, maxBuffer: 2 ** 30 },
  )
  expect(stderr.toString()).toBe('')
  return deserialize(stdout) as Answer
}
