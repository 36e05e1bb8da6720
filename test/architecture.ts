/** Reads the import table of docs/architecture.md, and holds sources against it. */
import { posix } from 'node:path'
import { builtinModules } from 'node:module'
import * as ts from 'typescript'

/** What one part of the house may import. */
export interface Part {
  parts: string[]
  libraries: string[]
  isPure: boolean
}

const COMPUTING_MODULES = ['path', 'crypto', 'util']
const LINES_AT_MOST = 250

/** The rows of the table, by part. */
export function readTable(markdown: string): Map<string, Part> {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'))
  const cells = rows.slice(2).map((row) => row.split('|').map((cell) => cell.trim().replaceAll('\\', '')))
  const names = cells.map(([, name]) => name!)
  return new Map(
    cells.map(([, name, parts, libraries, never]) => [
      name!,
      {
        parts: parts === 'every part' ? names : list(parts!),
        libraries: list(libraries!),
        isPure: never!.startsWith('the disk'),
      },
    ]),
  )
}

/** What is wrong with these sources (path within src -> text), one line each. */
export function findFaults(sources: Map<string, string>, table: Map<string, Part>): string[] {
  const files = [...sources].map(([path, text]) => ({
    path,
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
  }))
  const imports = new Map(files.map(({ path, tree }) => [path, importsOf(path, tree, sources)]))
  return [
    ...[...imports].flatMap(([path, targets]) =>
      targets.flatMap((target) => importFaults(path, target, table)),
    ),
    ...cycles(imports).map((cycle) => `${cycle.join(' -> ')} is a cycle`),
    ...files.flatMap(({ path, tree }) => wordFaults(path, tree, table)),
    ...files.flatMap(({ path, tree }) => lengthFaults(path, tree)),
  ]
}

const list = (cell: string): string[] => cell.split(',').flatMap((word) => word.trim() || [])

const partOf = (path: string): string => path.split('/')[0]!.replace(/\.tsx?$/, '')

/** What a file imports: a path within src, or the name of a package. Types, `require` and `import()` count. */
function importsOf(path: string, tree: ts.SourceFile, sources: Map<string, string>): string[] {
  const found = walk(tree).flatMap((node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      return node.moduleSpecifier
    if (ts.isExternalModuleReference(node)) return node.expression
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
    const isCall =
      ts.isCallExpression(node) && /^(import|require|require\.resolve)$/.test(node.expression.getText(tree))
    return isCall ? (node.arguments[0] ?? []) : []
  })
  const names = found.flatMap((node) => (ts.isStringLiteralLike(node) ? node.text : []))
  return names.map((name) => (name.startsWith('.') ? resolve(path, name, sources) : name))
}

function resolve(from: string, name: string, sources: Map<string, string>): string {
  const target = posix.join(posix.dirname(from), name).replace(/\.js$/, '')
  return (
    [`${target}.ts`, `${target}.tsx`, posix.join(target, 'index.ts')].find((path) => sources.has(path)) ??
    target
  )
}

function importFaults(path: string, target: string, table: Map<string, Part>): string[] {
  const own = partOf(path)
  const rules = table.get(own)
  if (rules === undefined) return [`${path}: the table has no row for ${own}`]
  const fault = [`${path} may not import ${target}`]
  if (target === '../package.json' || target === 'errors/index.ts') return []
  if (/\.tsx?$/.test(target))
    return partOf(target) === own || rules.parts.includes(partOf(target)) ? [] : fault
  const name = target.replace(/^node:/, '')
  if (rules.libraries.some((library) => matches(name, library))) return []
  if (!builtinModules.includes(name) || matches(name, 'fs')) return fault
  return rules.isPure && !COMPUTING_MODULES.includes(name) ? fault : []
}

const matches = (name: string, library: string): boolean =>
  name === library || name.startsWith(library.endsWith('/*') ? library.slice(0, -1) : `${library}/`)

/** Each cycle once, from its first file back to it. */
function cycles(imports: Map<string, string[]>): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path])
    if (done.has(path) || trail.includes(path)) return
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of imports.keys()) visit(path, [])
  return found
}

/** Words that a file must not use. */
function wordFaults(path: string, tree: ts.SourceFile, table: Map<string, Part>): string[] {
  const part = partOf(path)
  const isPure = table.get(part)?.isPure === true
  const isForbidden = (text: string): boolean =>
    /^(process\.exit|eval|new Function|new (Type|Range)?Error)$/.test(text) ||
    (text === 'Math.random' && part !== 'training') ||
    (text.startsWith('console.') && part !== 'cli') ||
    (isPure && /^(Date\.now|performance\.now|new Date\(\)|process\.\w+)$/.test(text))
  return walk(tree)
    .flatMap((node) => wordOf(node, tree))
    .filter(isForbidden)
    .map((text) => `${path} may not use ${text}`)
}

function wordOf(node: ts.Node, tree: ts.SourceFile): string[] {
  if (ts.isPropertyAccessExpression(node)) return [`${node.expression.getText(tree)}.${node.name.text}`]
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return [node.expression.text]
  if (!ts.isNewExpression(node)) return []
  return [
    `new ${node.expression.getText(tree)}`,
    ...(node.arguments?.length === 0 ? [node.getText(tree)] : []),
  ]
}

function lengthFaults(path: string, tree: ts.SourceFile): string[] {
  const lines = tree.text.trimEnd().split('\n').length
  return lines > LINES_AT_MOST ? [`${path} has ${lines} lines, more than ${LINES_AT_MOST}`] : []
}

function walk(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  return [node, ...children.flatMap(walk)]
}
