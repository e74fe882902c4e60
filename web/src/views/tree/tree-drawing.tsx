import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { format, runView, type TreeClock } from '../../core/address'
import type { Members } from '../../core/family'
import type { Range } from '../../core/series'
import { walk, type Lane } from '../../core/tree'
import { keyZoom, wheelZoom } from '../../core/zoom'
import { useWidth } from '../hooks'
import { useShortcuts } from '../shortcuts'
import { rowHeight, type Scale } from './scale'
import { TreeAxis } from './tree-axis'
import { TreeLines } from './tree-lines'
import { TreeRow } from './tree-row'
import type { CheckpointsOf } from './use-checkpoints'

interface DrawingProps {
  lanes: readonly Lane<Run>[]
  runs: Members
  along: TreeClock
  /** Of wall time, in ms. */
  origin: number
  at: string | undefined
  found: ReadonlySet<string>
  selected: readonly string[]
  /** What is seen of the axis. */
  range: Range
  zoomedIn: boolean
  whole: Range
  complete: boolean
  checkpoints: CheckpointsOf
  go(id: string): void
  fold(id: string): void
  select(id: string): void
  hover(id: string | undefined): void
  zoom(range: Range | undefined): void
  sight(runs: readonly Run[]): void
  /** Undefined where nobody may. */
  branch: ((run: Run, from?: string) => void) | undefined
}

/** The drawing itself acts on them. */
const treeKeys = [
  { keys: '↑ ↓', says: 'Go to the run above, below' },
  { keys: '← →', says: 'Fold, unfold; to the parent, to the branches' },
  { keys: 'Enter', says: 'Open the run' },
  { keys: 'Space', says: 'Select it, or no longer' },
  { keys: 'b', says: 'Branch from it' },
  { keys: '+ −', says: 'Zoom in and out' },
  { keys: '⇧', says: 'With ← → move along the axis' },
  { keys: '0', says: 'Show all of the axis' },
]

/** Rows drawn above and below those in sight, so that scrolling shows no gaps. */
const spare = 8

/**
 * One row a run: names on the left, their time on the right. Only the rows in sight are in the page, so thousands cost what
 * fifty do. It is one stop of the keyboard; the row in focus is told by aria-activedescendant.
 */
export function TreeDrawing(props: DrawingProps) {
  const { lanes, runs, along, origin, at, range, whole, complete } = props
  useShortcuts('In a tree that has the focus', treeKeys)
  const scroller = useRef<HTMLDivElement>(null)
  const [attach, width] = useWidth()
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(600)
  const focused = useMemo(() => lanes.findIndex(lane => lane.node.id === at), [lanes, at])
  const names = Math.round(Math.min(340, Math.max(160, width * 0.36)))
  const plot = Math.max(60, width - names)

  const first = Math.max(0, Math.floor(top / rowHeight) - spare)
  const last = Math.min(lanes.length - 1, Math.ceil((top + height) / rowHeight) + spare)
  const seen = useMemo(() => lanes.slice(first, last + 1), [lanes, first, last])
  const ids = seen.map(lane => `${lane.node.id} ${lane.node.step}`).join()
  // Told once the rows rest: what flies by is of no use to anybody.
  useEffect(() => {
    const rest = setTimeout(() => props.sight(seen.map(lane => lane.node)), 150)
    return () => clearTimeout(rest)
  }, [ids])

  useLayoutEffect(() => {
    const follow = new ResizeObserver(() => setHeight(scroller.current!.clientHeight))
    follow.observe(scroller.current!)
    return () => follow.disconnect()
  }, [])
  // The row in focus comes into sight when it changes, and when all pages have come.
  useLayoutEffect(() => {
    if (focused >= 0) intoSight(scroller.current!, focused)
  }, [at, complete])

  const scale = useMemo(() => scaleOf(range, plot), [range.from, range.to, plot])
  const panned = usePan(scale, range, props.zoom)
  useWheel(scroller, names, scale, range, whole, props.zoom)

  const pressed = (event: KeyboardEvent): void => {
    const lane = lanes[focused]
    if (!lane || event.ctrlKey || event.metaKey || event.altKey) return
    if (answered(event, lane, focused)) event.preventDefault()
  }
  const answered = (event: KeyboardEvent, lane: Lane<Run>, row: number): boolean => {
    const { key } = event
    switch (key) {
      case 'Enter':
        location.hash = format(runView(lane.node.id))
        return true
      case ' ':
        props.select(lane.node.id)
        return true
      case 'b':
        if (lane.node.kind !== 'external') props.branch?.(lane.node)
        return true
    }
    const zoomKey = event.shiftKey ? key : key.startsWith('Arrow') ? '' : key
    const next = keyZoom(zoomKey, range, 'linear')
    if (next !== undefined) {
      props.zoom(next === 'all' ? undefined : next)
      return true
    }
    const asked = walk(lanes, row, key, Math.max(1, Math.floor(height / rowHeight) - 2))
    if (!asked) return false
    if ('row' in asked) props.go(lanes[asked.row]!.node.id)
    else props.fold(lane.node.id)
    return true
  }
  const under = (event: MouseEvent & { currentTarget: HTMLElement }): string | undefined =>
    lanes[Math.floor((event.clientY - event.currentTarget.getBoundingClientRect().top) / rowHeight)]?.node.id
  const clicked = (event: MouseEvent & { currentTarget: HTMLElement }): void => {
    const id = under(event)
    const own = event.target instanceof Element && event.target.closest('a, button, input, .tree-checkpoint')
    if (id !== undefined && !own) props.go(id)
  }

  return (
    <div
      ref={scroller}
      class="tree-scroll"
      data-rows={lanes.length}
      data-complete={complete}
      data-zoomed={props.zoomedIn}
      onScroll={event => setTop(Math.floor(event.currentTarget.scrollTop / rowHeight) * rowHeight)}
    >
      <div ref={attach} class="tree-inner">
        <TreeAxis names={names} plot={plot} range={range} scale={scale} along={along} origin={origin} />
        {/* Clicks have their keys: Enter, space, arrows, b. */}
        <div
          class="tree-rows"
          role="tree"
          tabIndex={0}
          aria-label={`${lanes.length} runs. Arrows walk, Enter opens, space selects, b branches, plus and minus zoom.`}
          aria-activedescendant={at === undefined ? undefined : `tree-${at}`}
          aria-multiselectable="true"
          style={{ height: `${lanes.length * rowHeight}px` }}
          onKeyDown={pressed}
          onClick={clicked}
          onPointerMove={event => props.hover(event.pointerType === 'touch' ? undefined : under(event))}
          onPointerLeave={() => props.hover(undefined)}
          {...panned}
        >
          {seen.map(lane => (
            <TreeRow
              key={lane.node.id}
              lane={lane}
              parent={lane.node.parent && runs.get(lane.node.parent.run)}
              names={names}
              focused={lane.node.id === at}
              found={props.found.has(lane.node.id)}
              selected={props.selected.includes(lane.node.id)}
              fold={props.fold}
              select={props.select}
            />
          ))}
          {width > 0 && (
            <TreeLines
              lanes={lanes}
              first={first}
              last={last}
              left={names}
              width={plot}
              scale={scale}
              range={range}
              along={along}
              origin={origin}
              checkpoints={props.checkpoints}
              branch={props.branch}
            />
          )}
        </div>
      </div>
    </div>
  )
}

const margin = { left: 10, right: 16 }

function scaleOf({ from, to }: Range, plot: number): Scale {
  const perPixel = (to - from) / Math.max(1, plot - margin.left - margin.right)
  return {
    x: value => margin.left + (value - from) / perPixel,
    value: x => from + (x - margin.left) * perPixel,
    perPixel,
  }
}

function intoSight(scroller: HTMLElement, row: number): void {
  const head = scroller.querySelector('.tree-axis-row')?.clientHeight ?? 0
  const above = row * rowHeight
  const below = above + rowHeight + head
  if (above < scroller.scrollTop) scroller.scrollTop = above - rowHeight
  else if (below > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = below + rowHeight - scroller.clientHeight
}

/** Dragging moves the axis; what was dragged was not clicked. */
function usePan(scale: Scale, range: Range, zoom: (range: Range) => void) {
  const drag = useRef<{ x: number; range: Range; perPixel: number; moved: boolean } | undefined>(undefined)
  return {
    onPointerDown(event: PointerEvent): void {
      if (event.button === 0) drag.current = { x: event.clientX, range, perPixel: scale.perPixel, moved: false }
    },
    onPointerMoveCapture(event: PointerEvent & { currentTarget: HTMLElement }): void {
      const begun = drag.current
      if (!begun) return
      if ((event.buttons & 1) === 0) {
        drag.current = undefined
        return
      }
      const pixels = event.clientX - begun.x
      if (!begun.moved && Math.abs(pixels) < 5) return
      if (!begun.moved) event.currentTarget.setPointerCapture(event.pointerId)
      begun.moved = true
      const by = pixels * begun.perPixel
      zoom({ from: begun.range.from - by, to: begun.range.to - by })
    },
    onClickCapture(event: MouseEvent): void {
      if (drag.current?.moved) {
        event.preventDefault()
        event.stopPropagation()
      }
      drag.current = undefined
    },
  }
}

/** With Control the wheel zooms about the pointer, sideways it moves the axis; otherwise it scrolls, as everywhere. */
function useWheel(
  scroller: { current: HTMLDivElement | null },
  names: number,
  scale: Scale,
  range: Range,
  whole: Range,
  zoom: (range: Range | undefined) => void,
): void {
  const latest = useRef({ names, scale, range, whole, zoom })
  latest.current = { names, scale, range, whole, zoom }
  useEffect(() => {
    const element = scroller.current!
    const turned = (event: WheelEvent): void => {
      const { names, scale, range, whole, zoom } = latest.current
      const sideways =
        Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0
      if (!event.ctrlKey && sideways === 0) return
      event.preventDefault()
      if (event.ctrlKey) {
        const about = scale.value(event.clientX - element.getBoundingClientRect().left - names)
        zoom(wheelZoom(range, whole, about, event.deltaY))
      } else zoom({ from: range.from + sideways * scale.perPixel, to: range.to + sideways * scale.perPixel })
    }
    // Not passive: the browser's own zoom must be held back.
    element.addEventListener('wheel', turned, { passive: false })
    return () => element.removeEventListener('wheel', turned)
  }, [scroller])
}
