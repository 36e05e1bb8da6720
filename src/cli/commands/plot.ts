import { Option, type Command } from 'commander'
import { resolve } from 'node:path'
import { jsonLine } from '../../catalog/export/json-line'
import type { PlotOptions } from '../../plot/plot'
import type { Picture } from '../../plot/picture'
import { wantsAscii, wantsColor } from '../../text/color'
import { asFactor, asList, asPixels } from '../option-values'
import { RepeatableOption } from '../repeatable-option'
import { checkOutput, writeOutput } from '../output-file'
import { askedPicture, PICTURE_KINDS, type AskedPicture } from '../plot/asked-picture'
import { givenOptions } from '../plot/given-options'
import { PICTURE_FORMAT_NAMES, pictureFormat, type PictureFormat } from '../plot/picture-format'
import { tellProblems } from '../print-runs'
import { page } from '../print/pager'
import { writeOut } from '../print/write-out'
import { withProgress } from '../with-progress'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'
import type { Terminal } from '../terminal'

interface PlotCommandOptions extends TreeOptions, PlotOptions {
  kind?: AskedPicture['kind']
  params?: string[]
  format?: PictureFormat
  output?: string
  where?: string
  scale?: number
  font?: string[]
  json?: boolean
  pager: boolean
}

const EXAMPLES = `
Examples:
  exman plot                                     the learning curves of the metric that is monitored
  exman plot 'val_acc ~ training.lr'             with the seeds of an experiment folded to their mean
  exman plot 'val_acc ~ training.lr | model.units, training.optimizer' -o fig.svg
  exman plot 'val_loss ~ epoch | model.units' --where 'status = done' -o fig.png
  exman plot 'val_acc ~ training.lr * model.units' -o fig.json
  exman plot --kind importance val_acc

A formula is "what ~ against what": a value, then the column along the axis, "epoch" for learning curves, or two
with "*" between for a heat map. Behind "|" stand the columns of the colours and, after a comma, of the panels.
It stands in quotes, since "~", "*" and "|" mean something to a shell. "exman ls --columns all" shows the columns.
SVG takes the packages vega and vega-lite, PNG also @resvg/resvg-js. JSON is a Vega-Lite specification.`

/** Adds `exman plot`. */
export function addPlot(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('plot')
    .description('Draw a value of the runs against their parameters, or over epochs.')
    .argument('[formula]', 'such as "val_acc ~ training.lr"; or a metric (default: the one monitored)')
    .addOption(
      new Option(
        '-k, --kind <kind>',
        'of a metric: its curves (default), a line for each experiment across its parameters, or how closely each parameter goes with it',
      ).choices(PICTURE_KINDS),
    )
    .option('-o, --output <file>', 'a file: .svg, .png, .json or .txt (default: the terminal)')
    .addOption(
      new Option('-f, --format <format>', 'the format (default: by the ending of the file, else text)')
        .choices(PICTURE_FORMAT_NAMES)
        .conflicts('json'),
    )
    .option('--json', 'the Vega-Lite specification, as --format json')
    .option('-w, --where <question>', 'only the runs of which this holds, such as "status = done"')
    .option(
      '--params <names>',
      'of parallel and importance: only these parameters, with commas between',
      asList,
    )
    .addOption(
      new Option('--x-scale <scale>', 'of the axis below (default: auto)').choices(['auto', 'linear', 'log']),
    )
    .addOption(
      new Option('--y-scale <scale>', 'of the value (default: auto)').choices(['auto', 'linear', 'log']),
    )
    .addOption(
      new Option(
        '--seeds <how>',
        'whether runs that differ in the seed alone become their mean (default: folded)',
      ).choices(['folded', 'apart']),
    )
    .addOption(
      new Option('--spread <how>', 'what shows the spread around a mean (default: auto)').choices([
        'auto',
        'band',
        'points',
        'none',
      ]),
    )
    .addOption(
      new Option(
        '--mode <mode>',
        'which way the value gets better (default: as the runs say, or its name)',
      ).choices(['min', 'max']),
    )
    .option('--title <text>', 'what stands above it (default: the formula)')
    .addOption(
      new Option('--width <pixels>', 'of SVG, PNG and JSON: the width of a panel (default: 480)').argParser(
        asPixels,
      ),
    )
    .addOption(
      new Option('--height <pixels>', 'of these: the height of a panel (default: 300)').argParser(asPixels),
    )
    .addOption(
      new Option('--theme <theme>', 'of these: for a light or a dark ground (default: light)').choices([
        'light',
        'dark',
      ]),
    )
    .addOption(
      new Option('--scale <factor>', 'of PNG: by how much it is enlarged (default: 2)').argParser(asFactor),
    )
    .addOption(
      new RepeatableOption(
        '--font <file>',
        'of PNG: a font in place of those of the system; may be given again',
      ),
    )
    .option('--no-pager', 'write a long drawing straight to the terminal')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (what: string | undefined, options: PlotCommandOptions) => {
      const format = pictureFormat(options.json === true ? 'json' : options.format, options.output, options)
      if (options.output !== undefined)
        checkOutput(options.output, terminal.cwd, { isNeeded: format === 'png' })
      const all = await openTree(options, terminal)
      const runs = options.where === undefined ? all : all.where(options.where)
      const picture = await withProgress(
        'reading',
        ({ onProgress }) => askedPicture(runs, { ...askedBy(what, options), onProgress }),
        terminal,
        'logs',
      )
      await write(picture, format, options, terminal)
      await tellProblems(runs, terminal)
    })
}

function askedBy(what: string | undefined, options: PlotCommandOptions): AskedPicture {
  const { kind, params, xScale, yScale, seeds, spread, mode, title, width, height, theme } = options
  return { what, kind, params, xScale, yScale, seeds, spread, mode, title, width, height, theme }
}

async function write(
  picture: Picture,
  format: PictureFormat,
  { output, pager, ...ofPng }: PlotCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { stdout, env, cwd } = terminal
  if (output === undefined && format === 'text') {
    const isTerminal = stdout.isTTY === true
    const width = isTerminal ? stdout.columns || undefined : undefined
    const style = {
      color: wantsColor(stdout, env),
      ascii: wantsAscii(env),
      ...(width !== undefined && { width }),
    }
    const text = picture.toText(style)
    if (pager) await page(text, terminal)
    else await writeOut(stdout, text)
    return
  }
  const content = await contentOf(picture, format, ofPng, cwd)
  if (output !== undefined) await writeOutput(output, [content], cwd)
  else await writeOut(stdout, content as string)
}

async function contentOf(
  picture: Picture,
  format: PictureFormat,
  { scale, font }: Pick<PlotCommandOptions, 'scale' | 'font'>,
  cwd: string,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'svg':
      return `${await picture.toSvg()}\n`
    case 'png':
      return picture.toPng(givenOptions({ scale, fonts: font?.map((file) => resolve(cwd, file)) }))
    case 'json':
      return `${jsonLine(picture.spec)}\n`
    case 'text':
      return picture.toText()
  }
}
