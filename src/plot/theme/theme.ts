import { VIRIDIS } from './viridis'

/** The colours of a picture. */
export interface Theme {
  /** What all stands on. */
  readonly ground: string
  /** Titles, and what has to be seen first. */
  readonly ink: string
  /** Labels of axes and all that is said beside. */
  readonly softInk: string
  /** Axes and their ticks. */
  readonly axis: string
  /** Lines behind what is shown. */
  readonly grid: string
  /** Of categories without an order: eight that readers of every colour vision tell apart, each readable on the ground. */
  readonly categories: readonly string[]
  /** Of areas by a number: from what is hardly told from the ground to what stands out. */
  readonly areas: readonly string[]
  /** Of lines, points and ordered categories by a number: as `areas`, but from where a thin line is readable. */
  readonly marks: readonly string[]
}

const LIGHT: Theme = {
  ground: '#ffffff',
  ink: '#1a1d21',
  softInk: '#4a5057',
  axis: '#868d95',
  grid: '#e6e8eb',
  categories: ['#354cc0', '#d87a1f', '#0e8a74', '#701c59', '#c03452', '#0395ff', '#554b01', '#252623'],
  areas: [...VIRIDIS].reverse(),
  marks: VIRIDIS.slice(0, 12).reverse(),
}

const DARK: Theme = {
  ground: '#14171c',
  ink: '#eef1f4',
  softInk: '#b9c0c8',
  axis: '#7b848e',
  grid: '#2a2f37',
  categories: ['#9bb2e5', '#cb9048', '#2ee8b4', '#8b66e2', '#e63180', '#f4df4c', '#199695', '#dce2f1'],
  areas: VIRIDIS.slice(2),
  marks: VIRIDIS.slice(8),
}

/** The theme of this name. */
export function themeOf(name: 'light' | 'dark'): Theme {
  return name === 'light' ? LIGHT : DARK
}
