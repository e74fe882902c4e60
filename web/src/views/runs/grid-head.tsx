import type { Column } from '../../core/table/columns'
import { parseOrder } from '../../core/table/columns'
import { clip } from './clip'
import { cellId, kind, pinned, type Pins } from './grid-cells'
import type { Dragged } from './use-dragged'

interface HeadProps {
  columns: readonly Column[]
  order: string
  /** The active column, if the head is the active line; 0 is the box that selects. */
  active: number | undefined
  prefix: string
  pins: Pins
  sort(by: string): void
  drag(index: number): Dragged
  all: boolean
  some: boolean
  selectAll(on: boolean): void
  loaded: number
}

export function GridHead({
  pins,
  columns,
  order,
  active,
  prefix,
  sort,
  drag,
  all,
  some,
  selectAll,
  loaded,
}: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th
          scope="col"

          class="c-select"
          id={cellId(prefix, -1, 0)}
          data-active={active === 0 || undefined}
        >
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Select all ${loaded} runs that are read`}
            checked={all}
            ref={box => {
              if (box) box.indeterminate = some && !all
            }}
            onChange={event => selectAll(event.currentTarget.checked)}
          />
        </th>
        {columns.map((column, i) => (
          <Head
            key={column.key}
            column={column}
            id={cellId(prefix, -1, i + 1)}
            active={active === i + 1}
            order={order}
            sort={sort}
            drag={drag(i)}
            pin={pinned(pins, i + 1)}
          />
        ))}
      </tr>
    </thead>
  )
}

interface OneHeadProps {
  column: Column
  id: string
  active: boolean
  order: string
  sort(by: string): void
  drag: Dragged
  pin: ReturnType<typeof pinned>
}

function Head({ column, id, active, order, sort, drag, pin }: OneHeadProps) {
  const { by, descending } = parseOrder(order)
  const isOrder = column.order !== undefined && column.order === by
  const about = column.order === undefined ? `${column.about}; the tracker cannot order by it` : column.about
  return (
    <th
      scope="col"

      id={id}
      class={`${kind(column)} ${column.numeric ? 'num' : ''} ${pin.class}`}
      style={pin.style}
      title={about}
      data-active={active || undefined}
      data-column={column.key}
      aria-sort={isOrder ? (descending ? 'descending' : 'ascending') : undefined}
      {...drag}
    >
      {column.order === undefined ? (
        <span class="head-word">
          <bdi>{clip(column.title)}</bdi>
        </span>
      ) : (
        <button type="button" class="sort" tabIndex={-1} onClick={() => sort(column.order!)}>
          <span class="head-word">
            <bdi>{clip(column.title)}</bdi>
          </span>
          <span aria-hidden="true" class="sort-mark">
            {isOrder ? (descending ? '↓' : '↑') : ''}
          </span>
        </button>
      )}
    </th>
  )
}
