import { parseNamedFolder } from '../../layout/named-folder'
import { parseRunFolder } from '../../layout/run-folder'
import type { RunPlace } from '../scan/place'

/** When a run was made, as the name of its folder tells in the time zone of this process; undefined when it does not. */
export function startOf({ id, kind }: RunPlace): Date | undefined {
  const name = id.slice(id.lastIndexOf('/') + 1)
  const parsed = kind === 'named' ? parseNamedFolder(name) : parseRunFolder(name)
  return parsed?.moments[0]
}
