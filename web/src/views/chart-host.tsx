import type { RefObject } from 'preact'

interface HostProps {
  host: RefObject<HTMLDivElement | null>
  /** What is drawn, over what. */
  about: string
  lines: number
  /** Other keys than those of every chart. */
  keys?: string
}

/** Where a chart is drawn. Keys zoom and move, so it takes the focus. */
export function ChartHost({ host, about, lines, keys = '' }: HostProps) {
  return (
    <div
      ref={host}
      class="chart-host"
      role="application"
      tabIndex={0}
      aria-label={`${about}, ${lines} ${lines === 1 ? 'line' : 'lines'}. Plus and minus zoom, arrows move, 0 shows all${keys}.`}
    />
  )
}
