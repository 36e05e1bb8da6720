import type { Theme } from '../../../plot/theme/theme'

/** The colours of a theme for the style sheet. */
export function themeStyle({ ground, ink, softInk, axis, grid }: Theme): Record<`--chart-${string}`, string> {
  return {
    '--chart-ground': ground,
    '--chart-ink': ink,
    '--chart-soft': softInk,
    '--chart-line': axis,
    '--chart-grid': grid,
  }
}
