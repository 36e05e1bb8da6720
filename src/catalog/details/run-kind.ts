import { basename, dirname } from 'node:path'
import { DIRS, FILES } from '../../layout/names'
import { isNamedPlace } from '../../run/named/place'
import { isThere, type RunKind } from '../scan/place'

const OF_KERAS = 'exp--'

/** Whose files a run has, as the place of its folder tells. */
export function runKind(dir: string): RunKind {
  if (isNamedPlace(dir)) return 'named'
  if (isThere(`${dir}/${FILES.run}`)) return 'keyed'
  const parent = dirname(dir)
  const isOfKeras = basename(parent).startsWith(OF_KERAS) && !isThere(`${parent}/${FILES.experiment}`)
  return isOfKeras || basename(dir) === DIRS.debug ? 'keras' : 'keyed'
}
