import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ts from 'typescript'

interface Entry {
  import: { types: string; default: string }
  require: { types: string; default: string }
}

const root = join(__dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, Entry | string> }
const entries = Object.entries(exports).flatMap(([path, entry]) =>
  typeof entry === 'string' ? [] : [{ name: path.replace('.', 'exman'), entry }],
)

/** The names that a program sees, loaded in its own process. */
function namesSeen(type: 'module' | 'commonjs', script: string): string[] {
  const words = [`--input-type=${type}`, '--eval', script]
  return (
    JSON.parse(execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' })) as string[]
  ).sort()
}

/** The names, types too, that docs/api.md lists for an entry. */
function namesDocumented(entry: string): string[] {
  const section =
    read('docs/api.md')
      .split(/^## /m)
      .find((text) => text.startsWith(`${entry}\n`)) ?? ''
  return [...section.matchAll(/^### (\w+)$/gm)].map(([, name]) => name!).sort()
}

/** The names, types too, that the declarations of an entry export. */
function namesDeclared(file: string): string[] {
  const program = ts.createProgram([join(root, file)], { module: ts.ModuleKind.Node16, noEmit: true })
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, file))!)!
  return checker
    .getExportsOfModule(module)
    .map((symbol) => symbol.name)
    .sort()
}

describe.each(entries)('the entry $name', ({ name, entry }) => {
  const required = (): string[] =>
    namesSeen('commonjs', `console.log(JSON.stringify(Object.keys(require('${name}'))))`)
  const imported = (): string[] =>
    namesSeen('module', `import * as api from '${name}'; console.log(JSON.stringify(Object.keys(api)))`)

  test('has all its files', () => {
    const files = [...Object.values(entry.import), ...Object.values(entry.require)] as string[]
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  test('gives the same names to import and require', () => {
    expect(imported()).toEqual(required())
  })

  test('declares the same names for import and require, those of the values among them', () => {
    const declared = namesDeclared(entry.require.types)
    expect(namesDeclared(entry.import.types)).toEqual(declared)
    expect(declared).toEqual(expect.arrayContaining(required()))
  })

  test('exports what docs/api.md lists, and nothing else', () => {
    expect(namesDeclared(entry.require.types)).toEqual(namesDocumented(name))
  })
})

test('src/index.ts is a list of named re-exports', () => {
  const { statements } = ts.createSourceFile('index.ts', read('src/index.ts'), ts.ScriptTarget.Latest)
  const isNamed = (statement: ts.Statement): boolean =>
    ts.isExportDeclaration(statement) && statement.exportClause?.kind === ts.SyntaxKind.NamedExports
  expect(statements.filter((statement) => !isNamed(statement))).toEqual([])
})

test('loading the package prints nothing, and loads no TensorFlow.js', () => {
  const script = `require('exman'); console.log(Object.keys(require.cache).filter((file) => file.includes('@tensorflow')))`
  expect(execFileSync(process.execPath, ['--eval', script], { cwd: root, encoding: 'utf8' })).toBe('[]\n')
})
