/** The operations that change the disk: between two others nothing is different whether the process lives or not. */
export const CHANGING: readonly string[] = [
  'writeSync',
  'fsyncSync',
  'ftruncateSync',
  'renameSync',
  'linkSync',
  'unlinkSync',
  'symlinkSync',
  'mkdirSync',
  'rmdirSync',
  'rmSync',
  'write',
  'sync',
  'rename',
  'mkdir',
  'rm',
]
