import type { Command } from 'commander'
import { readRunLock, unlockRun, type RunLock } from '../../care/unlock'
import { isConfirmed } from '../confirm'
import { startedText } from '../print/amounts'
import { safeText } from '../../text/text-width'
import { writeOut } from '../print/write-out'
import type { Terminal } from '../terminal'
import { openTree, rootOption } from '../tree-options'

interface UnlockOptions {
  root?: string[]
  yes?: boolean
}

const EXAMPLES = `
Examples:
  exman unlock latest             show who has locked the run that was made last, and ask
  exman unlock 12 --yes           take the lock away, when its process has ended or cannot be seen from here

A process that lives on this machine keeps its lock: stop it first. Be sure of one on another machine; should it go on,
it finds the lock taken, and writes nothing more.`

/** Adds `exman unlock`. */
export function addUnlock(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('unlock')
    .description(
      'Take the lock of a run away from a process that has ended, or that cannot be seen from here.',
    )
    .argument('<run>', 'the beginning of its name, its number, "latest" or "best"')
    .option('-y, --yes', 'do it without asking')
  command
    .addOption(rootOption())
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: UnlockOptions) => {
      const record = (await openTree({ ...options, trials: true, cache: true }, terminal)).find(name)
      const lock = readRunLock(record)
      const run = safeText(record.id)
      if (lock === null) return writeOut(terminal.stdout, `${run} is not locked.\n`)
      await writeOut(terminal.stdout, `${run} is locked by ${holderText(lock)}\n`)
      const isLiving = lock.judged === 'alive' || lock.judged === 'this-process'
      // Refused by the same words as ever.
      if (!isLiving && !(await isConfirmed('Take the lock away?', options, terminal))) {
        terminal.exitCode = 1
        return
      }
      unlockRun(record)
      await writeOut(terminal.stdout, `${run} is unlocked.\n`)
    })
}

const JUDGED: Record<RunLock['judged'], string> = {
  'this-process': 'which is this very process',
  alive: 'which is alive',
  dead: 'which has ended',
  unknown: 'of which nothing can be seen from here: it may be alive',
}

function holderText({ host, pid, since, slurm, judged }: RunLock): string {
  if (pid === null) return 'nobody: the lock is damaged, or came here with a copy of the folder.'
  const job = slurm === null ? '' : ` (Slurm job ${safeText(slurm.job)}, restart ${slurm.restart})`
  return `process ${pid} on ${safeText(host!)}${job} since ${startedText(since!)}, ${JUDGED[judged]}.`
}
