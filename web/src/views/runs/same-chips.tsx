import { useState } from 'preact/hooks'
import { count, number } from '../../core/numbers'
import type { Run } from '../../api/types'
import { plain, shortPath } from '../../core/runs'
import type { Same } from '../../core/table/values'
import { shortId } from '../parts'
import { clip } from './clip'

interface SameProps {
  folded: readonly Same[]
  /** Parameters that are the same in all runs listed. */
  params: readonly string[]
  runs: readonly Run[]
  /** Whether these are all; until then it is said of the first ones. */
  whole: boolean
  nameOf(run: string): string | undefined
  fold: boolean
  setFold(fold: boolean): void
}

/** So many stand in one line; the rest comes when asked for. */
const few = 6

/** What all runs listed have in common, in place of columns that would say the same in every row. */
export function SameChips({ folded, params, runs, whole, nameOf, fold, setFold }: SameProps) {
  const [all, setAll] = useState(false)
  const first = runs[0]
  const columns = folded.map(({ column, value }) => ({
    key: column.key,
    name: column.title,
    about: column.about,
    value: column.key === 'parent' && value !== undefined ? clip(nameOf(value) ?? shortId(value), 40) : shown(value),
  }))
  const others = params
    .filter(path => !folded.some(each => each.column.field?.name === path) && !['experiment', 'name'].includes(path))
    .map(path => ({
      key: `params.${path}`,
      name: shortPath(path),
      about: `parameter ${path}`,
      value: shown(first && plain(first.params[path]!)),
    }))
  const chips = [...columns, ...others]
  if (chips.length === 0 && fold) return null
  const listed = all ? chips : chips.slice(0, few)
  return (
    <div class="same" role="group" aria-label="The same in all">
      <span class="same-title">
        {fold
          ? `Same in ${whole ? 'all' : 'the first'} ${count(runs.length)}:`
          : 'Columns that are the same in all are shown.'}
      </span>
      {fold &&
        listed.map(chip => (
          <span key={chip.key} class="same-chip" data-same={chip.key} title={chip.about}>
            <bdi>{clip(chip.name, 40)}</bdi> <b>{chip.value}</b>
          </span>
        ))}
      {fold && chips.length > few && (
        <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'fewer' : `${chips.length - few} more`}
        </button>
      )}
      {(columns.length > 0 || !fold) && (
        <button type="button" class="link" onClick={() => setFold(!fold)}>
          {fold ? 'unfold columns' : 'fold them away'}
        </button>
      )}
    </div>
  )
}

function shown(value: string | undefined): string {
  if (value === undefined) return '–'
  const figure = Number(value)
  return value.trim() !== '' && Number.isFinite(figure) && value.length < 24 ? number(figure, 6) : clip(value, 40)
}
