import { createHash } from 'node:crypto'
import type * as Vega from 'vega' with { 'resolution-mode': 'import' }
import type * as VegaLite from 'vega-lite' with { 'resolution-mode': 'import' }
import { ExmanError, PackageError } from '../../errors'
import { loadPackages } from '../../files/optional-packages'
import type { Specification } from '../spec/spec-of'
import { withTextMetrics } from './text-metrics'

/** The packages that SVG needs. */
export const SVG_PACKAGES = ['vega', 'vega-lite'] as const

/** Vega and Vega-Lite. */
export type SvgPackages = readonly [typeof Vega, typeof VegaLite]

/**
 * A specification as SVG. Nothing is loaded for it from a disk or a network.
 *
 * @throws EXMAN_PACKAGE_MISSING without vega and vega-lite, or where those that are there cannot draw it
 */
export async function svgOf(spec: Specification): Promise<string> {
  return drawSvg(spec, (await loadPackages('SVG', SVG_PACKAGES)) as unknown as SvgPackages)
}

/** A specification as SVG, by these packages. */
export async function drawSvg(spec: Specification, packages: SvgPackages): Promise<string> {
  try {
    return labelled(withOwnIds(await draw(spec, packages)), String(spec.description))
  } catch (cause) {
    const text = `The picture cannot be drawn by the vega and vega-lite that were found (${String(cause)}). exman is made for version 6 of both: npm install vega@6 vega-lite@6`
    throw new PackageError(text, { package: 'vega@6 vega-lite@6', cause })
  }
}

function draw(spec: Specification, [vega, vegaLite]: SvgPackages): Promise<string> {
  const logger = throwingLogger(vega)
  const { spec: compiled } = vegaLite.compile(spec as unknown as VegaLite.TopLevelSpec, { logger })
  return withTextMetrics(vega, async () => {
    const view = new vega.View(vega.parse(compiled), { renderer: 'none', loader: refusing(), logger })
    try {
      // The names of gradients and clips are counted in Vega: from 0, so that one picture always is one SVG.
      vega.resetSVGDefIds()
      return await view.toSVG()
    } finally {
      view.finalize()
    }
  })
}

/** Vega tells its logger of errors, and goes on with half a picture. */
function throwingLogger(vega: typeof Vega): Vega.LoggerInterface {
  const logger = vega.logger(vega.None)
  logger.error = (...words: readonly unknown[]) => {
    throw new ExmanError('EXMAN_PACKAGE_MISSING', words.map(String).join(' '))
  }
  return logger
}

/** No data and no image is loaded: all is inside. */
function refusing(): Vega.Loader {
  const text = 'A picture has all of its data inside: nothing is loaded for it.'
  const refuse = () => Promise.reject(new ExmanError('EXMAN_READ_FAILED', text))
  return { load: refuse, sanitize: refuse, http: refuse, file: refuse }
}

/** The names of gradients and clips with a hash of the picture: of several in one page each finds its own. */
function withOwnIds(svg: string): string {
  const own = createHash('sha256').update(svg).digest('hex').slice(0, 12)
  // In tags only, since a text may say the same. In attributes Vega writes ">" as an entity.
  return svg.replace(/<[^>]*>/g, (tag) => tag.replace(/( id="|="url\(#)(gradient_|clip)/g, `$1p${own}-$2`))
}

/** What the picture shows, for readers who hear it. */
function labelled(svg: string, description: string): string {
  const text = description.replace(/[&<>"\n]/g, (character) => `&#${character.charCodeAt(0)};`)
  return svg.replace('<svg ', () => `<svg role="img" aria-label="${text}" `)
}
