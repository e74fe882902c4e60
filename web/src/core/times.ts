/** Spans and moments of wall time, in words. All inputs in milliseconds; `now` is an argument. */

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** The two largest units that matter: "3 min 12 s", "2 h 5 min". */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–'
  const span = Math.max(0, ms)
  if (span < second) return `${Math.round(span)} ms`
  if (span < minute - second / 2) return `${span < 10 * second ? trimmed(span / second) : Math.round(span / second)} s`
  const pairs: [number, string, number, string][] = [
    [day, 'd', hour, 'h'],
    [hour, 'h', minute, 'min'],
    [minute, 'min', second, 's'],
  ]
  for (const [large, largeName, small, smallName] of pairs) {
    const smalls = Math.round(span / small)
    const per = large / small
    if (smalls >= per) {
      const rest = smalls % per
      return `${Math.floor(smalls / per)} ${largeName}${rest ? ` ${rest} ${smallName}` : ''}`
    }
  }
  return `${Math.round(span / second)} s`
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}

/** How long ago, in one unit: "now", "12 s", "3 min", "5 h", "12 d". */
export function age(atMs: number, nowMs: number): string {
  const span = nowMs - atMs
  if (!Number.isFinite(span)) return '–'
  // The two clocks may differ by a little; nothing is in the future.
  if (span < second) return 'now'
  if (span < minute) return `${Math.floor(span / second)} s`
  if (span < hour) return `${Math.floor(span / minute)} min`
  if (span < day) return `${Math.floor(span / hour)} h`
  return `${Math.floor(span / day)} d`
}

/** Local date and time to the second, sortable. */
export function moment(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const two = (n: number): string => String(n).padStart(2, '0')
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** Local time of day to the second. */
export function clock(ms: number): string {
  return moment(new Date(ms).toISOString()).slice(-8)
}

/** The reader's time zone, by name and by its distance from UTC: "Europe/Berlin (UTC+01:00)". */
export function zone(at = new Date()): string {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone
  const offset = -at.getTimezoneOffset()
  if (offset === 0) return name === 'UTC' ? name : `${name} (UTC)`
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0')
  return `${name} (UTC${offset < 0 ? '\u2212' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)})`
}

/** A size in bytes, in powers of 1000. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
  const set = value.toFixed(digits)
  return `${set.includes('.') ? set.replace(/\.?0+$/, '') : set} ${units[unit]}`
}
