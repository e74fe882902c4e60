/** Asks before what cannot be undone, does it run by run, and says of each that was refused why. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { count } from '../../core/numbers'
import { obstacle, summary, trashPlan, type Act, type Refused, type Report } from '../../core/table/acting'
import { asApiError, useApi, useResource } from '../hooks'
import { Dialog } from '../dialog'
import { Failure, Loading } from '../parts'
import { clip } from './clip'

interface ActDialogProps {
  act: Act
  runs: readonly Run[]
  told(run: Run): void
  /** @param done what is left to be said, if anything was asked of the tracker */
  close(done: boolean): void
}

export function ActDialog(props: ActDialogProps) {
  return props.act === 'trash' ? <TrashDialog {...props} /> : <PlainDialog {...props} />
}

const asks: Partial<Record<Act, { title: string; button: string; warning: string }>> = {
  cancel: { title: 'Cancel', button: 'Cancel them', warning: 'What has been recorded stays; nothing more will come.' },
  purge: {
    title: 'Purge',
    button: 'Purge them for good',
    warning:
      'Points, spectra, logs and checkpoints are given up for good; only the events stay in the log. This cannot be undone.',
  },
}

const names: Readonly<Record<Act, string>> = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  archive: 'Archive',
  trash: 'Put into the trash',
  restore: 'Restore',
  purge: 'Purge',
}

function PlainDialog({ act, runs, told, close }: ActDialogProps) {
  const able = runs.filter(run => obstacle(act, run) === undefined)
  const unable = runs.flatMap(run => {
    const why = obstacle(act, run)
    return why === undefined ? [] : [{ name: run.name, why }]
  })
  const ask = asks[act]
  const [sure, setSure] = useState(ask === undefined)
  if (sure) return <Doing act={act} runs={able} before={unable} told={told} close={close} />
  return (
    <Dialog title={`${ask!.title} ${runsWord(able.length)}?`} close={() => close(false)}>
      <p>{ask!.warning}</p>
      <Names runs={able} />
      {unable.length > 0 && (
        <Refusals
          title={`${runsWord(unable.length)} left as ${unable.length === 1 ? 'it is' : 'they are'}`}
          refused={unable}
        />
      )}
      <div class="buttons">
        <button type="button" class="danger" onClick={() => setSure(true)}>
          {able.length === 1 ? ask!.button.replace('them', 'it') : ask!.button}
        </button>
        <button type="button" class="quiet" onClick={() => close(false)}>
          Leave {able.length === 1 ? 'it' : 'them'}
        </button>
      </div>
    </Dialog>
  )
}

/** What hangs on the runs is named before they go: the tracker refuses to trash what a living branch stands on. */
function TrashDialog({ act, runs, told, close }: ActDialogProps) {
  const api = useApi()
  const [along, setAlong] = useState(false)
  const [going, setGoing] = useState<{ ready: readonly Run[]; refused: Refused[] }>()
  const ids = runs.map(run => run.id)
  const family = useResource(ids.join(), async signal => {
    const found = new Map(runs.map(run => [run.id, run]))
    for (const run of runs) {
      // A run below one that was looked up is known by then.
      if (run.branches === 0) continue
      for (const each of await api.descent(run.id, signal)) found.set(each.id, each)
    }
    return [...found.values()]
  })
  if (going) return <Doing act={act} runs={going.ready} before={going.refused} told={told} close={close} />
  if (!family.data) {
    return (
      <Dialog title="Put into the trash?" close={() => close(false)}>
        {family.error ? (
          <Failure error={family.error} retry={family.reload} />
        ) : (
          <Loading what="what hangs on these runs" />
        )}
      </Dialog>
    )
  }
  const plan = trashPlan(ids, family.data, along)
  const refused = [
    ...plan.busy.map(({ run, why }) => ({ name: run.name, why })),
    ...plan.blocked.map(run => ({ name: run.name, why: 'living branches stand on it' })),
  ]
  return (
    <Dialog title={`Put ${runsWord(runs.length)} into the trash?`} close={() => close(false)}>
      {plan.ready.length === 0 ? (
        <p>As it stands nothing can go.</p>
      ) : (
        <>
          <p>From there they can be restored until they are purged.</p>
          <Names runs={plan.ready} />
        </>
      )}
      {plan.hanging.length > 0 && (
        <section class="hanging" aria-label="What hangs on them">
          <p>
            {runsWord(plan.hanging.length)} {plan.hanging.length === 1 ? 'branches' : 'branch'} from the chosen ones and{' '}
            {plan.hanging.length === 1 ? 'lives' : 'live'}. The tracker keeps what{' '}
            {plan.hanging.length === 1 ? 'it inherits' : 'they inherit'}:
          </p>
          <Names runs={plan.hanging} />
          <label class="check">
            <input type="checkbox" checked={along} onChange={event => setAlong(event.currentTarget.checked)} /> Put the
            branches into the trash as well
          </label>
        </section>
      )}
      {refused.length > 0 && <Refusals title={`${runsWord(refused.length)} cannot go`} refused={refused} />}
      <div class="buttons">
        <button
          type="button"
          class="danger"
          disabled={plan.ready.length === 0}
          onClick={() => setGoing({ ready: plan.ready, refused })}
        >
          Put {runsWord(plan.ready.length)} into the trash
        </button>
        <button type="button" class="quiet" onClick={() => close(false)}>
          Leave them
        </button>
      </div>
    </Dialog>
  )
}

interface DoingProps {
  act: Act
  runs: readonly Run[]
  /** What was known to be impossible before. */
  before: readonly Refused[]
  told(run: Run): void
  close(done: boolean): void
}

/** One after the other: the order matters, and the tracker answers each in some milliseconds. */
function Doing({ act, runs, before, told, close }: DoingProps) {
  const api = useApi()
  const [report, setReport] = useState<Report>({ done: 0, accepted: 0, refused: before })
  const [over, setOver] = useState(false)
  const begun = useRef(false)
  const stopped = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    const perform = async (): Promise<void> => {
      const so: { done: number; accepted: number; refused: Refused[] } = { done: 0, accepted: 0, refused: [...before] }
      for (const run of runs) {
        if (stopped.current) {
          so.refused.push({ name: run.name, why: 'you stopped before it' })
          continue
        }
        try {
          // A branch must be gone before what it stands on.
          const answer = await api.act(run.id, act)
          if ('run' in answer) {
            so.done++
            told(answer.run)
          } else so.accepted++
        } catch (error) {
          so.refused.push({ name: run.name, why: asApiError(error).message })
        }
        setReport({ ...so, refused: [...so.refused] })
      }
      // With those before which it was stopped.
      setReport(so)
      setOver(true)
      // What went well needs no answer.
      if (so.refused.length === 0 && so.accepted === 0) close(true)
    }
    void perform()
  }, [])
  const dealt = report.done + report.accepted + report.refused.length - before.length
  const leave = (): void => {
    stopped.current = true
    if (over) close(true)
  }
  return (
    <Dialog title={names[act]} close={over ? () => close(true) : leave}>
      {over ? (
        <p role="status">{summary(act, report)}</p>
      ) : (
        <>
          <p role="status">
            {count(dealt)} of {count(runs.length)} …
          </p>
          <progress max={runs.length} value={dealt} aria-label="done so far" />
        </>
      )}
      {report.refused.length > 0 && <Refusals title="Not done" refused={report.refused} />}
      <div class="buttons">
        <button type="button" class="primary" onClick={leave}>
          {over ? 'Close' : 'Stop'}
        </button>
      </div>
    </Dialog>
  )
}

function runsWord(runs: number): string {
  return `${count(runs)} ${runs === 1 ? 'run' : 'runs'}`
}

/** Enough to recognise them by. */
const named = 12

function Names({ runs }: { runs: readonly Run[] }) {
  return (
    <ul class="run-names">
      {runs.slice(0, named).map(run => (
        <li key={run.id}>
          <bdi>{clip(run.name, 80)}</bdi> <span class="muted">{clip(run.experiment, 40)}</span>
        </li>
      ))}
      {runs.length > named && <li class="muted">and {count(runs.length - named)} more</li>}
    </ul>
  )
}

function Refusals({ title, refused }: { title: string; refused: readonly Refused[] }) {
  return (
    <section class="refusals" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {refused.slice(0, 100).map((each, i) => (
          // Two runs may have one name.
          <li key={i}>
            <bdi>{clip(each.name, 80)}</bdi>: {clip(each.why, 600)}
          </li>
        ))}
      </ul>
    </section>
  )
}
