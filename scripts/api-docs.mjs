/**
 * Writes docs/api.md from the built declarations: everything that the package exports, in the order of its entry files,
 * with its doc comments. With `--check` it writes nothing, and fails when the page is out of date. Either way it fails
 * when an exported name or a public member has no comment. What is `@internal` is not among the declarations.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = join(root, 'docs/api.md')
const ENTRIES = { exman: 'dist/index.d.ts', 'exman/backend': 'dist/backend/index.d.ts' }

const entries = Object.entries(ENTRIES).filter(([, file]) => existsSync(join(root, file)))
const program = ts.createProgram(
  entries.map(([, file]) => join(root, file)),
  { module: ts.ModuleKind.Node16, lib: ['lib.es2023.d.ts'], types: ['node'], noEmit: true },
)
const checker = program.getTypeChecker()
const printer = ts.createPrinter({ removeComments: true })
const exported = new Set(entries.flatMap(([, file]) => exportsOf(file)).map(resolve))
const faults = []

const text =
  [
    '# API',
    'Written by `npm run docs` from the comments in the source.',
    ...entries.flatMap(renderEntry),
  ].join('\n\n') + '\n'
if (!process.argv.includes('--check')) writeFileSync(page, text)
const isStale = !existsSync(page) || readFileSync(page, 'utf8') !== text
if (isStale) faults.push('docs/api.md is out of date: npm run docs')
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1

function renderEntry([name, file]) {
  return [`## ${name}`, ...exportsOf(file).map(renderExport)]
}

/** The exported symbols of an entry file, in the order in which it lists them. */
function exportsOf(file) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, file)))
  const place = (symbol) => symbol.declarations[0].getStart()
  return checker.getExportsOfModule(module).sort((a, b) => place(a) - place(b))
}

/** The symbol that an export stands for. */
function resolve(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function renderExport(listed) {
  const symbol = resolve(listed)
  const signature = symbol.declarations.map(signatureOf).join('\n')
  const comment = commentOf(symbol)
  if (comment === '') faults.push(`${listed.name} has no doc comment`)
  const members = membersOf(symbol).map((member) => renderMember(member, listed.name, comment))
  return [`### ${listed.name}`, '```ts\n' + signature + '\n```', comment, ...members]
    .filter(Boolean)
    .join('\n\n')
}

/** A member as a list entry. It may also be explained in the comment of its owner, which then names it in code font. */
function renderMember(symbol, owner, ownerComment) {
  const comment = commentOf(symbol)
  const isNamed = new RegExp(`\`[^\`]*\\b${symbol.name}\\b[^\`]*\``).test(ownerComment)
  if (comment === '' && !isNamed) faults.push(`${owner}.${symbol.name} has no doc comment`)
  const signatures = symbol.declarations.map(
    (declaration) => `\`${signatureOf(declaration).replace(/\s+/g, ' ')}\``,
  )
  return [`- ${signatures.join('\\\n')}`, comment]
    .filter(Boolean)
    .join('\n\n')
    .replaceAll(/\n(?=.)/g, '\n  ')
}

/** The public members of a class or interface, with those it has from a base that is not exported itself. */
function membersOf(symbol) {
  if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return []
  const statics = [...(symbol.exports?.values() ?? [])].filter((member) => member.name !== 'prototype')
  const all = [
    ...constructorOf(symbol),
    ...statics,
    ...checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)),
  ]
  return all.filter((member) => isPublic(member) && isShownHere(member, symbol))
}

/** An error is thrown by exman, not constructed by its users. */
function constructorOf(symbol) {
  return symbol.name.endsWith('Error') ? [] : [symbol.members?.get('__constructor')].filter(Boolean)
}

function isPublic({ declarations }) {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return declarations.every(
    (declaration) =>
      !(ts.getCombinedModifierFlags(declaration) & hidden) &&
      !isHashNamed(declaration) &&
      !isPrivateInPython(declaration),
  )
}

/** What argparse's port keeps of Python's sources by its convention. */
function isPrivateInPython({ name }) {
  return name !== undefined && ts.isIdentifier(name) && name.text.startsWith('_')
}

function isHashNamed(declaration) {
  return declaration.name !== undefined && ts.isPrivateIdentifier(declaration.name)
}

function isShownHere({ declarations: [declaration] }, symbol) {
  const owner = checker.getSymbolAtLocation(declaration.parent.name ?? declaration.parent)
  const isOurs = declaration.getSourceFile().fileName.startsWith(join(root, 'dist'))
  return isOurs && (owner === symbol || !exported.has(owner))
}

/** A declaration without comments; of a class or interface, only its head. */
function signatureOf(declaration) {
  const whole = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
  const source = whole.getSourceFile()
  const isHead = ts.isClassDeclaration(whole) || ts.isInterfaceDeclaration(whole)
  const text = isHead
    ? source.text.slice(whole.getStart(), whole.members.pos - 1)
    : printer.printNode(ts.EmitHint.Unspecified, whole, source)
  return text
    .replace(/^export /, '')
    .replace(/^declare /, '')
    .replace(/;$/, '')
    .trim()
}

/** The text of a doc comment, then its default, its other tags and its examples. */
function commentOf(symbol) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  return [text, ...symbol.getJsDocTags(checker).map(renderTag)].filter(Boolean).join('\n\n')
}

function renderTag({ name, text }) {
  const said = ts.displayPartsToString(text).trim()
  if (name === 'example') return said
  if (name === 'defaultValue' || name === 'default') return `Default: ${said}`
  if (name === 'param') return said.replace(/^(\S+)\s*/, '`$1`: ')
  return `${name[0].toUpperCase()}${name.slice(1)}: ${said}`
}
