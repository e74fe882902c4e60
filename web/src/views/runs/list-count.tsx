import { count } from '../../core/numbers'

interface CountProps {
  read: number
  groups: number | undefined
  whole: boolean
  /** About how many there are, where that is known. */
  total: number | undefined
  busy: boolean
  cut: boolean
}

/** How many runs, and never more than is known. */
export function ListCount({ read, groups, whole, total, busy, cut }: CountProps) {
  const runs = read === 1 && whole ? 'run' : 'runs'
  const many = whole
    ? `${count(read)} ${runs}`
    : total !== undefined && total > read
      ? `${count(read)} of about ${count(total)} read`
      : `${count(read)}+ runs`
  return (
    <p class="list-count muted" role="status" data-read={read} data-whole={whole}>
      {groups !== undefined && `${count(groups)} ${groups === 1 ? 'group' : 'groups'}, `}
      {many}
      {busy && ' …'}
      {cut && !whole && '; the rest is too much to be read at once: narrow the filter'}
    </p>
  )
}
