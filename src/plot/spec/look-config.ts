import { FONT } from '../theme/letters'
import type { Theme } from '../theme/theme'
import type { Part } from './part'
import { LABEL_SIZE } from './position'

/** The size of what stands above the picture. */
export const TITLE_SIZE = 15
/** The size of the lines below it. */
export const SUBTITLE_SIZE = 11.5

/** How all parts of a picture look, as the configuration of a specification. */
export function lookConfig(theme: Theme): Part {
  const labels = {
    labelColor: theme.softInk,
    labelFontSize: LABEL_SIZE,
    titleColor: theme.ink,
    titleFontSize: 12,
    titleFontWeight: 600,
  }
  return {
    font: FONT,
    // Descriptions of each mark would need texts from runs in expressions.
    aria: false,
    background: theme.ground,
    padding: 12,
    view: { stroke: null },
    title: {
      anchor: 'start',
      color: theme.ink,
      fontSize: TITLE_SIZE,
      fontWeight: 600,
      subtitleColor: theme.softInk,
      subtitleFontSize: SUBTITLE_SIZE,
      subtitlePadding: 5,
      offset: 14,
    },
    axis: {
      ...labels,
      domainColor: theme.axis,
      tickColor: theme.axis,
      gridColor: theme.grid,
      gridWidth: 1,
      titlePadding: 9,
    },
    legend: {
      ...labels,
      titleLimit: 190,
      labelLimit: 190,
      symbolOpacity: 1,
      gradientOpacity: 1,
      symbolSize: 80,
      gradientLength: 160,
      rowPadding: 4,
      offset: 20,
    },
    header: { ...labels, labelFontSize: 12, labelFontWeight: 600, labelColor: theme.ink, labelLimit: 220 },
  }
}
