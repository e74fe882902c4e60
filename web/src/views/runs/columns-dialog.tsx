/** Chooses and orders the columns; thousands of names are searched, never listed. */
import { useRef, useState } from 'preact/hooks'
import { builtInKeys, column, columnsOf, curveColumn, moved, usualColumns, type Column } from '../../core/table/columns'
import { fieldText } from '../../core/search/fields'
import { useApi } from '../hooks'
import { Dialog } from '../dialog'
import { clip } from './clip'
import { SearchList, type Choosable } from './picker'
import { useDragged } from './use-dragged'

interface ColumnsProps {
  columns: readonly Column[]
  choose(keys: string[]): void
  close(): void
}

export function ColumnsDialog({ columns, choose, close }: ColumnsProps) {
  const keys = columns.map(each => each.key)
  const api = useApi()
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)

  const find = async (text: string, signal: AbortSignal): Promise<Choosable[]> => {
    const fits = (word: string): boolean => word.toLowerCase().includes(text.toLowerCase())
    const fixed = builtInKeys
      .map(key => column(key)!)
      .filter(each => fits(each.title) || fits(each.key))
      .map(each => ({ key: each.key, shown: each.title, hint: each.about }))
    const [params, metrics, tags] = await Promise.all([
      api.names({ ask: 'params', q: text }, signal),
      api.names({ ask: 'metrics', q: text }, signal),
      api.names({ ask: 'tags', q: text }, signal),
    ])
    const measured = metrics.flatMap(name => [
      { key: fieldText({ of: 'metrics', name, part: 'last' }), shown: clip(name), hint: 'metric, last value' },
      { key: curveColumn(name), shown: `${clip(name)} ∿`, hint: 'metric, its course' },
      { key: fieldText({ of: 'metrics', name, part: 'min' }), shown: `least ${clip(name)}`, hint: 'metric' },
      { key: fieldText({ of: 'metrics', name, part: 'max' }), shown: `greatest ${clip(name)}`, hint: 'metric' },
    ])
    const others = [
      ...params.map(name => ({ key: fieldText({ of: 'params', name }), shown: clip(name), hint: 'parameter' })),
      ...tags.map(name => ({ key: fieldText({ of: 'tags', name }), shown: clip(name), hint: 'tag' })),
    ]
    // What one searches for stands first; without a text the fixed ones do.
    const all = text === '' ? [...fixed, ...measured, ...others] : [...measured, ...others, ...fixed]
    return all.filter(each => !keys.includes(each.key))
  }

  const move = (from: number, to: number): void => {
    if (to < 0 || to >= keys.length) return
    choose(moved(keys, from, to))
    setSaid(`${columns[from]!.title} is column ${to + 1} of ${keys.length}`)
  }
  const drag = useDragged(move)

  return (
    <Dialog title="Columns" close={close}>
      <div class="columns-dialog">
        <section aria-label="Shown">
          <ol ref={list} class="shown-columns">
            {columns.map((each, i) => (
              <li key={each.key} data-column={each.key} {...drag(i)}>
                <span class="grip" aria-hidden="true">
                  ⠿
                </span>
                <span class="shown-name" title={each.about}>
                  <bdi>{clip(each.title)}</bdi>
                </span>
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Move ${each.title} up`}
                  disabled={i === 0}
                  onClick={() => move(i, i - 1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Move ${each.title} down`}
                  disabled={i === keys.length - 1}
                  onClick={() => move(i, i + 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Remove ${each.title}`}
                  disabled={keys.length === 1}
                  onClick={() => choose(keys.filter(key => key !== each.key))}
                >
                  ×
                </button>
              </li>
            ))}
          </ol>
          <p class="visually-hidden" role="status">
            {said}
          </p>
        </section>
        <section aria-label="To add">
          <SearchList
            key={keys.join()}
            label="Search columns to add"
            placeholder="Add: a metric, parameter, tag …"
            none="Nothing that is not shown already has this in its name."
            find={find}
            choose={key => choose([...keys, key])}
          />
        </section>
      </div>
      <div class="buttons">
        <button type="button" class="primary" onClick={close}>
          Done
        </button>
        <button type="button" class="quiet" onClick={() => choose([])} disabled={isUsual(keys)}>
          The usual columns
        </button>
      </div>
    </Dialog>
  )
}

function isUsual(keys: readonly string[]): boolean {
  return (
    keys.join('\n') ===
    columnsOf(usualColumns)
      .map(each => each.key)
      .join('\n')
  )
}
