/** From the lightest to the darkest. */
const SHADES = { blocks: ['·', '░', '▒', '▓', '█'], ascii: ['.', ':', '+', '%', '#'] }

/** How many there are. */
export const SHADE_COUNT = SHADES.blocks.length

/** A cell that is the darker, the larger a share from 0 to 1 is. */
export function shadeOf(share: number, { ascii }: { ascii: boolean }): string {
  const signs = ascii ? SHADES.ascii : SHADES.blocks
  return signs[Math.min(SHADE_COUNT - 1, Math.max(0, Math.floor(share * SHADE_COUNT)))]!
}

// Of the 256 colours that terminals have, from dark to bright as viridis is.
const GROUNDS = [53, 54, 55, 24, 25, 29, 30, 35, 71, 113, 148, 220]

// From here on black is read more easily than white.
const FIRST_BRIGHT = 5
const [WHITE, BLACK] = [231, 16]

/** A text on a ground that is the brighter, the larger a share from 0 to 1 is. */
export function onGround(text: string, share: number): string {
  const at = Math.round(Math.min(1, Math.max(0, share)) * (GROUNDS.length - 1))
  const ink = at < FIRST_BRIGHT ? WHITE : BLACK
  return `\u001b[38;5;${ink};48;5;${GROUNDS[at]}m${text}\u001b[39;49m`
}
