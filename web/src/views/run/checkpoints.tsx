import { useState } from 'preact/hooks'
import type { Checkpoint, Run } from '../../api/types'
import { count, number } from '../../core/numbers'
import { moment, size } from '../../core/times'
import { useApi, useResource } from '../hooks'
import { Copy, Empty, Failure, Loading } from '../parts'
import { BranchDialog } from './branch-dialog'
import { decode, quantity } from '../../core/series'

export function Checkpoints({ run, version }: { run: Run; version: number }) {
  const api = useApi()
  const { data, error, reload } = useResource(run.id, signal => api.checkpoints(run.id, signal), version)
  const [from, setFrom] = useState<string>()
  if (error) return <Failure error={error} retry={reload} />
  if (!data) return <Loading what="the checkpoints" />
  if (data.length === 0) return <Empty>No checkpoints yet.</Empty>
  return (
    <>
      <div class="scroll" role="region" aria-label="Checkpoints" tabIndex={0}>
        <table class="plain">
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
            {data.toReversed().map(each => (
              <Row
                key={[each.sha256, each.attempt, each.step, each.reason].join()}
                checkpoint={each}
                branch={() => setFrom(each.sha256)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {from !== undefined && <BranchDialog run={run} from={from} close={() => setFrom(undefined)} />}
    </>
  )
}

function Row({ checkpoint, branch }: { checkpoint: Checkpoint; branch(): void }) {
  const { sha256, step, tau, reason, savedAt, bytes, superseded, href } = checkpoint
  return (
    <tr class={superseded ? 'superseded' : ''}>
      <td class="num">{count(step)}</td>
      <td class="num">{quantity(tau) === undefined ? '–' : number(decode(tau))}</td>
      <td>
        {reason}
        {superseded && <span class="muted"> · superseded</span>}
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
        <button type="button" class="link" onClick={branch} aria-label={`Branch from step ${step}`}>
          branch
        </button>
      </td>
    </tr>
  )
}
