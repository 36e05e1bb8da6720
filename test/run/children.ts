import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'

export { run, start, untilLast, type Ended } from '../faults/children'

const root = join(__dirname, '../..')
const compiled = mkdtempSync(join(tmpdir(), 'exman-run-compiled-'))

// Compiled once and for all children: through tsx each would take four times as long to start.
beforeAll(() => {
  copyFileSync(join(root, 'package.json'), join(compiled, 'package.json'))
  for (const part of ['src', 'test/faults', 'test/fixtures'])
    for (const path of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }))
      if (/^[^.]+(?<!\.test)\.ts$/.test(path) && !path.includes('node_modules')) compile(join(part, path))
  // mkdtemp lets nobody else in, and one of the children runs as another user.
  chmodSync(compiled, 0o755)
})

afterAll(() => rmSync(compiled, { recursive: true, force: true }))

function compile(path: string): void {
  const { code } = transformFileSync(join(root, path), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  })
  const target = join(compiled, path.replace(/ts$/, 'js'))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, code)
}

/** The arguments that make node run one of the scripts in test/fixtures. */
export function script(name: string, ...args: (string | number)[]): string[] {
  return [join(compiled, 'test/fixtures', `${name}.js`), ...args.map(String)]
}
