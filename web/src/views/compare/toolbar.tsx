/** What of the curves can be chosen. */
import type { Run } from '../../api/types'
import type { CompareView } from '../../core/address'
import { varying } from '../../core/phase'
import { quantity, type Range } from '../../core/series'
import { smoothings } from '../../core/smoothing'
import { AxisChoices, changedAxes, visiblePart, zoomed } from '../chart'
import type { Navigate } from '../hooks'
import { Choice } from '../parts'
import { ZoomButtons } from '../zoom-buttons'
import { NamePicker } from './name-picker'
import type { Drag } from './stage'

interface ToolbarProps {
  view: CompareView
  navigate: Navigate
  runs: readonly Run[]
  whole: Range | undefined
  bands: boolean
  drag: Drag
  setDrag(drag: Drag): void
}

export function Toolbar({ view, navigate, runs, whole, bands, drag, setDrag }: ToolbarProps) {
  const waiting = runs.some(run => quantity(run.parent?.tau) !== undefined)
  const change = (part: Partial<CompareView>): void => navigate({ ...view, ...part })
  return (
    <>
      <div class="toolbar">
        <AxisChoices
          axes={view}
          noWaitingTime={waiting ? undefined : 'none of these runs has a branch point'}
          change={axes => navigate(changedAxes(view, axes))}
        />
        <ZoomButtons
          visible={visiblePart(view)}
          whole={whole}
          scale={view.xScale}
          zoom={range => navigate(zoomed(view, range))}
        />
        <Choice
          label="drag"
          options={[
            { value: 'choose', text: 'zooms', title: 'a drag chooses the part that is shown' },
            { value: 'move', text: 'moves', title: 'a drag moves what is shown, as it does with the shift key' },
          ]}
          value={drag}
          choose={setDrag}
        />
      </div>
      <div class="toolbar">
        <label class="choice">
          <span class="choice-label">smooth over</span>
          <select value={String(view.smooth)} onChange={event => change({ smooth: Number(event.currentTarget.value) })}>
            {[...new Set([...smoothings, view.smooth])]
              .toSorted((a, b) => a - b)
              .map(share => (
                <option key={share} value={String(share)}>
                  {share === 0 ? 'nothing' : `${Number((share * 100).toPrecision(3))} % of x`}
                </option>
              ))}
          </select>
        </label>
        <Choice
          label="bands"
          options={[
            { value: 'on', text: 'on', title: 'least and greatest of reduced points, or the spread about a mean' },
            { value: 'off', text: 'off' },
          ]}
          value={bands ? 'on' : 'off'}
          choose={value => change({ bands: value })}
        />
        <Grouping view={view} runs={runs} change={change} />
        <label class="choice">
          <span class="choice-label">reference</span>
          <select
            class="run-select"
            value={view.reference}
            onChange={event => change({ reference: event.currentTarget.value })}
          >
            <option value="">none</option>
            {runs.map(run => (
              <option key={run.id} value={run.id}>
                {run.name.slice(0, 80)}
              </option>
            ))}
          </select>
        </label>
        {view.reference !== '' && (
          <Choice
            label="as"
            options={[
              { value: 'difference', text: 'difference' },
              { value: 'ratio', text: 'ratio' },
            ]}
            value={view.relation}
            choose={relation => change({ relation })}
          />
        )}
      </div>
    </>
  )
}

interface GroupingProps {
  view: CompareView
  runs: readonly Run[]
  change(part: Partial<CompareView>): void
}

function Grouping({ view, runs, change }: GroupingProps) {
  if (view.group === '') {
    return (
      <div class="choice" role="group" aria-label="Group">
        <span class="choice-label" aria-hidden="true">
          mean by
        </span>
        <NamePicker
          label="Group by a parameter"
          placeholder="a parameter"
          suggest={part => Promise.resolve(paramsWith(runs, part))}
          choose={group => change({ group, off: [] })}
        />
      </div>
    )
  }
  return (
    <>
      <div class="choice" role="group" aria-label="Group">
        <span class="choice-label" aria-hidden="true">
          mean by
        </span>
        <button
          type="button"
          class="chip"
          aria-pressed="true"
          title="a line for every run again"
          onClick={() => change({ group: '', off: [] })}
        >
          <bdi>{view.group.slice(0, 100)}</bdi>
          <span class="chip-away" aria-hidden="true">
            ×
          </span>
        </button>
      </div>
      <Choice
        label="spread"
        options={[
          {
            value: 'deviation',
            text: '± σ',
            title:
              'one standard deviation of the runs to either side; on a log axis mean and deviation of the logarithms',
          },
          { value: 'range', text: 'min–max', title: 'from the least run to the greatest' },
        ]}
        value={view.spread}
        choose={spread => change({ spread })}
      />
    </>
  )
}

/** Parameters that have this in their path: first those that differ, then those that are the same in all. */
export function paramsWith(runs: readonly Run[], part: string): string[] {
  const different = varying(runs)
  const all = [...new Set(runs.flatMap(run => Object.keys(run.params)))].toSorted()
  const wanted = part.toLowerCase()
  return [...new Set([...different, ...all])].filter(path => path.toLowerCase().includes(wanted)).slice(0, 12)
}
