import { join } from 'node:path'
import { FileError } from '../../errors'
import { jsonIn, readLooked } from '../../files'
import { identify, type Identity, type IdentityOptions } from '../../identity/identify'
import { FILES } from '../../layout/names'
import { normalizeParams } from '../../params/normalize'
import { paramsIn } from '../../run/stored-params'

/** Parameters are written by hand, or by a grid: a larger file is no file of parameters. */
const MOST_BYTES = 256 * 2 ** 20

/** Which experiment the stored parameters of a run are. Throws FileError and ParamsError: the run then stays. */
export function identityOfRun(dir: string, options: IdentityOptions): Identity {
  const path = join(dir, FILES.params)
  const found = readLooked(path, MOST_BYTES)
  if (found === undefined) throw new FileError('EXMAN_FILE_INVALID', `It has no ${FILES.params}.`, { path })
  return identify(normalizeParams(paramsIn(jsonIn(found.text, path), path)), options)
}
