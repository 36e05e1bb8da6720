import { join } from 'node:path'
import { FileError } from '../errors'
import { fileSize, readBytes } from '../files'

/** A patch in git's form that creates an untracked text file; '' for one that is only noted, binary or large. */
export async function untrackedPatch(
  top: string,
  path: string,
  limit: number,
  notes: string[],
): Promise<string> {
  const found = await textOf(join(top, path), limit)
  if ('reason' in found) {
    notes.push(`left out, ${found.reason}: ${path}`)
    return ''
  }
  return newFilePatch(path, found.text)
}

async function textOf(file: string, limit: number): Promise<{ text: string } | { reason: string }> {
  try {
    const bytes = fileSize(file)
    // A link, a socket, a repository of its own, gone since.
    if (bytes === undefined) return { reason: 'no plain file' }
    if (bytes > limit) return { reason: `${bytes} bytes` }
    const text = (await readBytes(file)).toString('utf8')
    return text.includes('\0') || text.includes('\ufffd') ? { reason: 'binary' } : { text }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { reason: 'unreadable' }
  }
}

function newFilePatch(path: string, text: string): string {
  const head = `diff --git ${quoted(`a/${path}`)} ${quoted(`b/${path}`)}\nnew file mode 100644\n`
  if (text === '') return head
  const endsInNewline = text.endsWith('\n')
  const lines = (endsInNewline ? text.slice(0, -1) : text).split('\n')
  const body = lines.map((line) => `+${line}\n`).join('')
  const count = lines.length === 1 ? '1' : `1,${lines.length}`
  const end = endsInNewline ? '' : '\\ No newline at end of file\n'
  return `${head}--- /dev/null\n+++ ${quoted(`b/${path}`)}\n@@ -0,0 +${count} @@\n${body}${end}`
}

/** Quotes a path as git does when it holds a quote, a backslash or a control character. */
function quoted(path: string): string {
  const text = path.replace(/["\\\u0000-\u001f\u007f]/g, (unit) =>
    unit === '"' || unit === '\\' ? `\\${unit}` : `\\${unit.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  return text === path ? path : `"${text}"`
}
