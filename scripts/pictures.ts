// npm run pictures
// Makes the pictures of the README and of docs/: of the runs of the demo, which it trains first, and of the report on them in a
// real browser. Takes Chromium.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openRuns, plot, plotImportance, plotParallel, reportHtml, type Picture, type RunTable } from 'exman'
import { photographReport } from './report-photographs'

const repository = join(__dirname, '..')
const target = join(repository, 'docs/pictures')

/** Each picture by the name of its file. */
const PICTURES: Record<string, (runs: RunTable, look: { theme: 'light' | 'dark' }) => Promise<Picture>> = {
  points: (runs, look) =>
    plot(runs, 'val_acc ~ training.lr | model.units', { ...look, width: 360, height: 240 }),
  curves: (runs, look) =>
    plot(runs, 'val_loss ~ epoch | training.lr, model.units', { ...look, width: 240, height: 200 }),
  'heat-map': (runs, look) =>
    plot(runs, 'val_acc ~ training.lr * model.units', { ...look, width: 300, height: 120 }),
  importance: (runs, look) => plotImportance(runs, 'val_acc', { ...look, width: 360, height: 100 }),
  parallel: (runs, look) => plotParallel(runs, 'val_acc', { ...look, width: 400, height: 200 }),
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'exman-pictures-'))
  try {
    const tsx = pathToFileURL(require.resolve('tsx')).href
    execFileSync(process.execPath, ['--import', tsx, join(repository, 'examples/demo.ts')], {
      cwd: folder,
      stdio: 'inherit',
    })
    const runs = await openRuns(join(folder, 'demo-experiments'))
    mkdirSync(target, { recursive: true })
    for (const [name, draw] of Object.entries(PICTURES))
      for (const theme of ['light', 'dark'] as const)
        writeFileSync(
          join(target, `${name}-${theme}.svg`),
          `${await (await draw(runs, { theme })).toSvg()}\n`,
        )
    const page = join(folder, 'report.html')
    writeFileSync(page, await reportHtml(runs, { title: 'Digits' }))
    await photographReport(page, target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

void main()
