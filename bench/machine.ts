import { cpus, totalmem } from 'node:os'

/** The machine in one line. */
export function machine(): string {
  const cores = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return `${process.platform} ${process.arch}, ${cores.length} × ${cores[0]?.model ?? 'unknown'}, ${memory}, Node ${process.versions.node}`
}
