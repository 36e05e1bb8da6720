import { dirname, join, relative, sep } from 'node:path'
import { kindAt } from '../../files'
import { DIRS } from '../../layout/names'
import { RUN_HOLDERS } from '../../run/named/place'

const HOLDERS: readonly string[] = RUN_HOLDERS

/**
 * The place of a run below its root, with slashes between: `exp-1-2/run--20-03-03--15-52`, `debug/exp-1-2/run--…`,
 * `runs/000001-2020-03-03-15-52-10`, or `debug`, in which the Keras tool has its one trial. Undefined for what can be none.
 */
export function placeBelow(root: string, dir: string): string | undefined {
  const place = relative(root, dir).split(sep).join('/')
  return isPlace(place) ? place : undefined
}

/** Whether a text that was found on disk can be the place of a run: so it never leads out of the root, or into what is hidden. */
export function isPlace(text: string): boolean {
  const names = text.split('/')
  if (!names.every(isName)) return false
  if (names.length === 1) return text === DIRS.debug
  return names.length === 2 || (names.length === 3 && names[0] === DIRS.debug)
}

/** The folder in which runs of the named layout stand that a place is in; undefined for a run of the keyed layout. */
export function holderOf(place: string): string | undefined {
  const [holder = '', ...rest] = place.split('/')
  return rest.length === 1 && HOLDERS.includes(holder) ? holder : undefined
}

/** The folder of the experiment that a place is in, below the root; undefined where it is in none. */
export function experimentOf(place: string): string | undefined {
  return holderOf(place) === undefined && place.includes('/') ? dirname(place) : undefined
}

/**
 * What stands at a place: `missing` when a folder on the way is no plain one either, since links are not followed.
 * Throws FileError.
 */
export function standsAt(root: string, place: string): 'folder' | 'missing' | 'other' {
  let path = root
  const names = place.split('/')
  for (const [index, name] of names.entries()) {
    path = join(path, name)
    const kind = kindAt(path)
    if (kind === undefined) return 'missing'
    if (kind !== 'folder') return index === names.length - 1 ? 'other' : 'missing'
  }
  return 'folder'
}

function isName(name: string): boolean {
  return name !== '' && !name.startsWith('.') && !/[\\/\0]/.test(name)
}
