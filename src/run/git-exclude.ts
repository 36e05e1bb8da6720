import { dirname, isAbsolute, join, relative } from 'node:path'
import { fileExists } from '../files'
import { DIRS, FILES } from '../layout/names'
import type { ChangedFile } from './git-status'

// Secrets are neither counted nor copied, whatever .gitignore says; nor is what lies in a folder of such a name.
const SECRETS = ['.env*', '*.pem', '*.key', 'id_*'].flatMap((name) => [`**/${name}`, `**/${name}/**`])

// Of a root that is the whole work tree only what exman made is left out: the rest is the user's.
const MADE_AT_TOP = [
  ...[`${DIRS.exman}/**`, 'exp-[0-9]*/**', `${DIRS.debug}/exp-[0-9]*/**`],
  ...[DIRS.runs, DIRS.tmp, DIRS.fails].map((holder) => `${holder}/[0-9]*-[0-9]*/**`),
  ...[`${DIRS.index}/[0-9]*-[0-9]*.yaml`, `${DIRS.marked}/**/[0-9]*-[0-9]*`],
]

/** What leaves secrets and exman's own roots out, as arguments of git. */
export function withoutOwn(top: string, roots: readonly string[]): string[] {
  const secrets = SECRETS.map((glob) => `:(top,exclude,icase,glob)${glob}`)
  return [...secrets, ...excluded(roots.map((root) => relative(top, root)))]
}

/** What leaves out other exman roots, which show by the files that changed in them. */
export function withoutRootsAround(top: string, changed: readonly ChangedFile[]): string[] {
  const folders = new Set<string>()
  for (const { path } of changed)
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder)
  const roots = [...folders].filter((folder) => fileExists(join(top, folder, DIRS.exman, FILES.format)))
  return excluded(roots.map((folder) => (folder === '.' ? '' : folder)))
}

/** Leaves out roots, given from the top of the work tree; those outside of it do not matter. */
function excluded(roots: readonly string[]): string[] {
  return roots.flatMap((root) => {
    if (root === '') return MADE_AT_TOP.map((glob) => `:(top,exclude,glob)${glob}`)
    return root.startsWith('..') || isAbsolute(root)
      ? []
      : [`:(top,exclude,literal)${root.replaceAll('\\', '/')}`]
  })
}
