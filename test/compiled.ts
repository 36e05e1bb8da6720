/** The sources and the scripts of test/fixtures as plain JavaScript, as compiled before all tests. */
import { realpathSync } from 'node:fs'
import { join } from 'node:path'

/** Where they are. No node_modules is above it. */
export const compiled = process.env.EXMAN_COMPILED!

/** The packages of this repository. */
export const nodeModules = realpathSync(join(__dirname, '..', 'node_modules'))

/** The arguments that make node run one of the scripts in test/fixtures. */
export function script(name: string, ...args: (string | number)[]): string[] {
  return [join(compiled, 'test/fixtures', `${name}.js`), ...args.map(String)]
}
