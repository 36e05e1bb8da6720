import { basename, resolve } from 'node:path'
import { FileError, OptionError } from '../errors'
import { folderExists, listEntries } from '../files'
import { isListOfText } from '../params/check-options'
import { show, showText } from '../params/show'
import { isRoot } from './scan/places'

/** Folders in which nobody keeps experiments, and which are large. */
const PASSED_OVER = ['node_modules', 'dist']

/**
 * The roots that a folder stands for: itself, or else those of its direct children that are roots. Throws FileError
 * (`EXMAN_ROOT_INVALID`) when there are none.
 */
export function rootsOf(folder: string): string[] {
  const path = resolve(folder)
  if (!folderExists(path)) throw none(path, 'there is no such folder')
  if (isRoot(path)) return [path]
  const roots = rootsBelow(path)
  if (roots.length === 0) throw none(path, 'neither it nor a folder in it holds any')
  return roots
}

/** The roots that some folders stand for, each once. Throws OptionError for what is no list of folders, FileError. */
export function rootsAmong(roots: string | readonly string[]): string[] {
  const folders: unknown = typeof roots === 'string' ? [roots] : roots
  const wrong = isListOfText(folders)
  if (wrong !== undefined) {
    const text = `The roots ${wrong}, or one such text, got ${show(roots)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'roots', value: roots })
  }
  return [...new Set((folders as string[]).flatMap((folder) => rootsOf(folder)))]
}

/**
 * The roots that are meant where none is named: the one that a folder stands in or is, else those of its direct children that are
 * roots. None give an empty list.
 */
export function rootsAround(folder: string): string[] {
  const above = rootAbove(folder)
  return above === undefined ? rootsBelow(resolve(folder)) : [above]
}

/** The direct children of a folder that are roots. */
function rootsBelow(folder: string): string[] {
  return listEntries(folder)
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.') && !PASSED_OVER.includes(name))
    .map(({ name }) => resolve(folder, name))
    .filter(isReadableRoot)
    .sort()
}

/** The root that a folder stands in, or is: the nearest one upwards; undefined when there is none. */
function rootAbove(folder: string): string | undefined {
  for (let path = resolve(folder); ; path = resolve(path, '..')) {
    if (isReadableRoot(path)) return path
    if (basename(path) === '') return undefined
  }
}

function isReadableRoot(path: string): boolean {
  try {
    return isRoot(path)
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}

function none(path: string, why: string): FileError {
  const text = `There are no experiments in ${showText(path)}: ${why}. Give the folder that ExperimentManager or ExParser writes to.`
  return new FileError('EXMAN_ROOT_INVALID', text, { path })
}
