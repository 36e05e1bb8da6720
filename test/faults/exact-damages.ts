/** What may become of a checkpoint on a disk, and what is to be said of it. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { editJson } from './exact-edit'

/** Damages the newest checkpoint of a run, given the one before it. */
export interface Damage {
  has: string
  damage: (newest: string, older: string) => void
  reason: string | RegExp
}

const weights = 'weights.bin'
const state = 'training-state.json'
const manifest = 'manifest.json'
const FILES = ['model.json', weights, state, 'training-state.bin'] as const

const unreadable = 'manifest.json is missing or unreadable'
const other = (name: string) => `${name} has other content than was saved`

const to = (name: string, change: (path: string) => void) => (newest: string) => change(join(newest, name))
const copied = (name: string) => (newest: string, older: string) =>
  copyFileSync(join(older, name), join(newest, name))
const listed = (edit: (files: Record<string, unknown>) => unknown) =>
  to(manifest, (path) => editJson(path, ({ files }) => edit(files!)))

export const DAMAGES: Damage[] = [
  { has: 'weights that were cut', damage: to(weights, cut), reason: / has \d+ bytes, not \d+/ },
  {
    has: 'no bytes of weights',
    damage: to(weights, (path) => truncateSync(path)),
    reason: 'has 0 bytes, not',
  },
  { has: 'weights that are all zero', damage: to(weights, zero), reason: other(weights) },
  { has: 'the weights of another epoch', damage: copied(weights), reason: other(weights) },
  ...FILES.map((name) => ({
    has: `one bit of ${name} that is flipped`,
    damage: to(name, flipBit),
    reason: other(name),
  })),
  ...FILES.map((name) => ({ has: `no ${name}`, damage: to(name, rmSync), reason: `${name} cannot be read` })),
  { has: 'a folder for its weights', damage: to(weights, makeFolder), reason: `${weights} cannot be read` },
  {
    has: 'a training-state.json of nothing',
    damage: to(state, (path) => writeFileSync(path, '{}')),
    reason: `${state} has 2 bytes, not`,
  },
  { has: 'no manifest', damage: to(manifest, rmSync), reason: unreadable },
  { has: 'an empty manifest', damage: to(manifest, (path) => truncateSync(path)), reason: unreadable },
  {
    has: 'a manifest of nothing',
    damage: to(manifest, (path) => writeFileSync(path, '{}')),
    reason: unreadable,
  },
  { has: 'a manifest that was cut', damage: to(manifest, cut), reason: unreadable },
  {
    has: 'a manifest that names a file outside',
    damage: listed((files) => Object.assign(files, { '../../run.json': { bytes: 1, sha256: '' } })),
    reason: 'the manifest names "../../run.json", which is no plain file name',
  },
  {
    has: 'a manifest that names no weights',
    damage: listed((files) => delete files[weights]),
    reason: 'the manifest does not name weights.bin',
  },
  {
    has: 'the manifest of another epoch',
    damage: copied(manifest),
    reason: /has other content than was saved|bytes, not/,
  },
]

/** Changes a file by one bit. */
export function flipBit(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(path, bytes)
}

function cut(path: string): void {
  truncateSync(path, statSync(path).size - 10)
}

function zero(path: string): void {
  writeFileSync(path, Buffer.alloc(statSync(path).size))
}

function makeFolder(path: string): void {
  rmSync(path)
  mkdirSync(path)
}
