import { useEffect, useRef, useState } from 'preact/hooks'
import type { Checkpoint, Run } from '../../api/types'
import { useApi } from '../hooks'

export type CheckpointsOf = ReadonlyMap<string, readonly Checkpoint[]>

/** Requests at a time: rows fly by, and the points of a chart elsewhere wait too. */
const atOnce = 3

/** The checkpoints of the runs in sight, read when they come there and again when a run has got on. */
export function useCheckpoints(inSight: readonly Run[]): CheckpointsOf {
  const api = useApi()
  const [known, setKnown] = useState<CheckpointsOf>(new Map())
  /** At which step each run was when it was asked. */
  const asked = useRef(new Map<string, number>())

  useEffect(() => {
    const abort = new AbortController()
    // A run that another program drives keeps its states where the tracker does not see them.
    const missing = inSight.filter(
      run => run.kind !== 'external' && run.step > 0 && asked.current.get(run.id) !== run.step,
    )
    const next = async (): Promise<void> => {
      for (let run = missing.shift(); run && !abort.signal.aborted; run = missing.shift()) {
        const { id, step } = run
        try {
          const read = await api.checkpoints(id, abort.signal)
          asked.current.set(id, step)
          setKnown(before => new Map(before).set(id, read))
        } catch {
          // They are marks on a drawing: what was not read now is read when the row is in sight again.
          return
        }
      }
    }
    for (let i = 0; i < atOnce; i++) void next()
    return () => abort.abort()
  }, [api, inSight])
  return known
}
