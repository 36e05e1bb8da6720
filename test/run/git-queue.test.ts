import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { GitReport } from '../../src/run/git'
import { gitReport } from '../../src/run/git-queue'
import { freshPath, gitAsked, repository, withGit, write } from './git-repositories'

const collections = (commands: string[]) => commands.filter((command) => command === 'rev-parse').length

test('however many ask, one process of git runs at a time', async () => {
  const all = Array.from({ length: 8 }, () => repository())
  let reports: (GitReport | null)[] = []
  const { commands, atOnce } = await gitAsked(async () => {
    reports = await Promise.all(all.map((dir) => gitReport(dir, [])))
  })
  expect([collections(commands), atOnce]).toEqual([8, 1])
  expect(reports.map((report) => report?.state.branch)).toEqual(all.map(() => 'main'))
})

test('those that wait for the same share one report', async () => {
  const [one, other] = [repository(), repository()]
  const asked = [...Array.from({ length: 300 }, () => one), other]
  const { commands } = await gitAsked(() => Promise.all(asked.map((dir) => gitReport(dir, [dir]))))
  expect(collections(commands)).toBe(2)
})

test('other roots are another question', async () => {
  const dir = repository()
  write(dir, { 'a/x.js': 'x\n', 'b/y.js': 'y\n' })
  const reports = await Promise.all([gitReport(dir, [`${dir}/a`]), gitReport(dir, [`${dir}/b`])])
  expect(reports.map((report) => report?.diff.match(/[xy]\.js$/m)?.[0])).toEqual(['y.js', 'x.js'])
})

test('a collection that has begun serves no later caller', async () => {
  const dir = repository()
  const [answer, begun, go] = [freshPath(), freshPath(), freshPath()]
  const slow = `"$GIT" "$@" > '${answer}'; touch '${begun}'; until [ -e '${go}' ]; do sleep 0.01; done; cat '${answer}'`
  await withGit(`[ "$1" = status ] || exec "$GIT" "$@"; ${slow}`, async () => {
    const first = gitReport(dir, [])
    while (!existsSync(begun)) await setTimeout(5)
    write(dir, { 'late.js': 'x\n' })
    const second = gitReport(dir, [])
    writeFileSync(go, '')
    const reports = await Promise.all([first, second])
    expect(reports.map((report) => report?.state.dirty)).toEqual([false, true])
  })
})

test('outside of git those behind are served all the same', async () => {
  const dir = repository()
  const reports = await Promise.all([gitReport('/none', []), gitReport(dir, [])])
  expect(reports.map((report) => report?.state.branch)).toEqual([undefined, 'main'])
})
