/** Which browser the pages are opened in. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const PLACES = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  ...['/usr/bin', '/usr/lib/chromium', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'],
  '/Applications/Google Chrome.app/Contents/MacOS',
]

/** The Chromium of this machine; undefined when there is none. */
export const CHROMIUM = PLACES.flatMap((place) => NAMES.map((name) => join(place, name))).find((path) =>
  existsSync(path),
)

/** As root it has no sandbox; the others keep it from calling home, of which the tests would hear. */
export const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
]
