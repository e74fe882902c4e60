/** Leads to the tree or the aging of what there is: runs that were branched, and experiments. */
import { useState } from 'preact/hooks'
import type { Run } from '../api/types'
import type { View } from '../core/address'
import { waitingTime } from '../core/aging'
import { count, number } from '../core/numbers'
import { age } from '../core/times'
import { useApi, useNow, useResource } from './hooks'
import { Empty, Failure, Link, Loading, Typeset } from './parts'

interface ChooserProps {
  to(whose: { of: string } | { experiment: string }): View
}

interface Branched {
  id: string
  name: string
  experiment: string
  branches: number
  /** The shortest and longest waiting time above 0. */
  from: number | undefined
  to: number | undefined
  /** When it was branched last. */
  at: string
}

/** As many as a person reads; the others are found by their experiment. */
const most = 50

export function FamilyChooser({ to }: ChooserProps) {
  const api = useApi()
  const now = useNow(10_000)
  const [text, setText] = useState('')
  const experiments = useResource('experiments', signal => api.experiments(signal))
  const branched = useResource('branched', async signal => {
    const parents = byParent(await api.branches(signal)).slice(0, most)
    const named = new Map(
      (
        await api.named(
          parents.map(each => each.id),
          signal,
        )
      ).map(run => [run.id, run]),
    )
    return parents.map(each => ({ ...each, name: named.get(each.id)?.name ?? `${each.id.slice(-8)} (not known)` }))
  })
  const error = experiments.error ?? branched.error
  const fits = (words: string): boolean => words.toLowerCase().includes(text.toLowerCase().trim())
  const runs = branched.data?.filter(each => fits(`${each.name} ${each.experiment} ${each.id}`))
  const groups = experiments.data?.filter(each => fits(each.name))
  if (error) {
    const retry = (): void => {
      experiments.reload()
      branched.reload()
    }
    return <Failure error={error} retry={retry} />
  }
  if (!runs || !groups) return <Loading what="what there is" />
  return (
    <div class="chooser">
      <input
        type="search"
        aria-label="Filter"
        placeholder="Filter by name"
        value={text}
        onInput={event => setText(event.currentTarget.value)}
      />
      <div class="chooser-lists">
        <section class="panel" aria-label="Runs with branches">
          <h2>Runs with branches</h2>
          {runs.length === 0 && (
            <Empty>{text === '' ? 'No run has been branched yet.' : 'None of them is called so.'}</Empty>
          )}
          <ul>
            {runs.map(each => (
              <li key={each.id}>
                <Link to={to({ of: each.id })}>{each.name}</Link>
                <span class="muted">
                  {each.experiment} · {count(each.branches)} {each.branches === 1 ? 'branch' : 'branches'}
                  {each.from !== undefined && each.to !== undefined && (
                    <>
                      {' '}
                      ·{' '}
                      <Typeset text={`τw ${number(each.from)}${each.to > each.from ? ` to ${number(each.to)}` : ''}`} />
                    </>
                  )}{' '}
                  · {ago(each.at, now)}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section class="panel" aria-label="Experiments">
          <h2>Experiments</h2>
          {groups.length === 0 && <Empty>{text === '' ? 'There is no experiment yet.' : 'None is called so.'}</Empty>}
          <ul>
            {groups.map(each => (
              <li key={each.name}>
                <Link to={to({ experiment: each.name })}>{each.name}</Link>
                <span class="muted">
                  {count(each.runs)} {each.runs === 1 ? 'run' : 'runs'}
                  {each.running > 0 && ` · ${count(each.running)} running`} · {ago(each.lastActivityAt, now)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  )
}

function ago(at: string, now: number): string {
  const words = age(Date.parse(at), now)
  return words === 'now' ? words : `${words} ago`
}

/** The last branched first. */
function byParent(branches: readonly Run[]): Branched[] {
  const parents = new Map<string, Branched>()
  for (const run of branches) {
    if (!run.parent) continue
    const { run: id } = run.parent
    const tw = waitingTime(run)
    const known = parents.get(id) ?? {
      id,
      name: '',
      experiment: run.experiment,
      branches: 0,
      from: undefined,
      to: undefined,
      at: run.createdAt,
    }
    known.branches++
    if (run.createdAt > known.at) known.at = run.createdAt
    if (tw !== undefined) {
      known.from = Math.min(known.from ?? tw, tw)
      known.to = Math.max(known.to ?? tw, tw)
    }
    parents.set(id, known)
  }
  return [...parents.values()].toSorted((a, b) => (a.at > b.at ? -1 : 1))
}
