import { useState } from 'preact/hooks'
import type { Checkpoint, Run } from '../../api/types'
import { usualWish, type RunView } from '../../core/address'
import { count, number } from '../../core/numbers'
import { decode, quantity } from '../../core/series'
import { actionsIn, isOver } from '../../core/states'
import { moment, size } from '../../core/times'
import { useApi, useDoing, useResource } from '../hooks'
import { useMayEdit } from '../may-edit'
import { Copy, Empty, Failure, Loading } from '../parts'
import { BranchDialog } from './branch-dialog'
import { Chorale } from './chorale'

interface CheckpointsProps {
  run: Run
  view: RunView
  change(part: Partial<RunView>, how?: 'replace'): void
  version: number
}

export function Checkpoints({ run, view, change, version }: CheckpointsProps) {
  const api = useApi()
  const { data, error, reload } = useResource(run.id, signal => api.checkpoints(run.id, signal), version)
  const [from, setFrom] = useState<string>()
  if (error) return <Failure error={error} retry={reload} />
  if (!data) return <Loading what="the checkpoints" />
  if (data.length === 0) {
    return <Empty>{run.kind === 'queued' && !isOver(run.state) ? 'No checkpoints yet.' : 'No checkpoints.'}</Empty>
  }
  const rows = together(data)
  // The run goes on from here.
  const last = rows.findLast(row => !row.superseded)
  const sings = run.kind !== 'external' && run.spec !== undefined
  const heard = rows.findLast(row => row.sha256 === view.listen)
  return (
    <>
      <div class="scroll" role="region" aria-label="Checkpoints" tabIndex={0}>
        <table class="plain checkpoints-table">
          <thead>
            <tr>
              <th scope="col" class="num">
                step
              </th>
              <th scope="col" class="num">
                τ
              </th>
              <th scope="col">why</th>
              <th scope="col">saved</th>
              <th scope="col" class="num">
                size
              </th>
              <th scope="col">SHA-256</th>
              <th scope="col">
                <span class="visually-hidden">what to do with it</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map(each => (
              <Row
                key={[each.sha256, each.attempt, each.step].join()}
                run={run}
                checkpoint={each}
                last={each === last}
                listening={sings ? each.sha256 === view.listen : undefined}
                listen={() => change({ listen: each.sha256 })}
                branch={() => setFrom(each.sha256)}
                reload={reload}
              />
            ))}
          </tbody>
        </table>
      </div>
      {heard && (
        <Chorale
          key={heard.sha256}
          run={run}
          checkpoint={heard}
          wish={view.wish}
          choose={wish => change({ wish }, 'replace')}
          close={() => change({ listen: '', wish: usualWish })}
        />
      )}
      {view.listen !== '' && !heard && (
        <p class="banner">
          The checkpoint {view.listen.slice(0, 10)} that the address lets sing is not here, or no more.
        </p>
      )}
      {from !== undefined && <BranchDialog run={run} from={from} close={() => setFrom(undefined)} />}
    </>
  )
}

/** A checkpoint that was saved for several reasons. */
interface Saved extends Checkpoint {
  reasons: string[]
}

/** The same state of the same attempt is one row. */
function together(checkpoints: readonly Checkpoint[]): Saved[] {
  const rows = new Map<string, Saved>()
  for (const each of checkpoints) {
    const key = [each.sha256, each.attempt, each.step].join()
    const known = rows.get(key)
    if (known) known.reasons.push(each.reason)
    else rows.set(key, { ...each, reasons: [each.reason] })
  }
  return [...rows.values()]
}

interface RowProps {
  run: Run
  checkpoint: Saved
  /** Whether the run would go on from it. */
  last: boolean
  /** Undefined where nothing can sing. */
  listening: boolean | undefined
  listen(): void
  branch(): void
  reload(): void
}

function Row({ run, checkpoint, last, listening, listen, branch, reload }: RowProps) {
  const api = useApi()
  const doing = useDoing()
  const mayEdit = useMayEdit()
  const [sure, setSure] = useState(false)
  const { sha256, step, tau, reasons, savedAt, bytes, superseded, href } = checkpoint
  const resumable = mayEdit && last && run.kind === 'queued' && actionsIn(run.state).includes('resume')
  const resume = async (): Promise<void> => {
    await api.act(run.id, 'resume')
  }
  const prune = async (): Promise<void> => {
    if (await doing.run(() => api.prune(run.id, sha256))) reload()
  }
  return (
    <tr class={superseded ? 'superseded' : ''}>
      <td class="num">{count(step)}</td>
      <td class="num">{quantity(tau) === undefined ? '–' : number(decode(tau))}</td>
      <td>
        {reasons.join(', ')}
        {superseded && <span> · superseded</span>}
      </td>
      <td>{moment(savedAt)}</td>
      <td class="num">{size(bytes)}</td>
      <td>
        <Copy text={sha256} shown={<code>{sha256.slice(0, 10)}</code>} label="Copy the SHA-256" />
      </td>
      <td class="row-actions">
        <a href={href} download={`step-${step}-${sha256.slice(0, 10)}.safetensors`}>
          download
        </a>
        {/* The tracker does not branch from what is no state of the run any more. */}
        {mayEdit && !superseded && (
          <button type="button" class="link" onClick={branch} aria-label={`Branch from step ${step}`}>
            branch
          </button>
        )}
        {listening !== undefined && (
          <button
            type="button"
            class="link"
            aria-pressed={listening}
            aria-label={`Listen to step ${step}`}
            onClick={listen}
          >
            listen
          </button>
        )}
        {resumable && (
          <button
            type="button"
            class="link"
            aria-label={`Resume from step ${step}`}
            disabled={doing.busy}
            onClick={() => void doing.run(resume)}
          >
            resume
          </button>
        )}
        {mayEdit && !sure && (
          <button type="button" class="link" aria-label={`Prune step ${step}`} onClick={() => setSure(true)}>
            prune
          </button>
        )}
        {sure && (
          <>
            <button type="button" class="link danger" disabled={doing.busy} onClick={() => void prune()}>
              prune it
            </button>
            <button type="button" class="link" onClick={() => setSure(false)}>
              keep it
            </button>
          </>
        )}
        {doing.error && <span class="error wrapped">{doing.error.message}</span>}
      </td>
    </tr>
  )
}
