import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { between, drift, emptyList, readAnew, windowOf, withBeat, withNews, withPage, type RunList } from './list'
import { made } from '../made.setup'

const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`
const page = (...ids: string[]) => ({ items: ids.map(id => made(id)) })

test('rows keep their places whatever the stream says, and every run stands once', () => {
  const events = array(
    record({
      id: constantFrom('a', 'b', 'c', 'x', 'y'),
      second: integer({ min: 0, max: 59 }),
      state: constantFrom('running' as const, 'failed' as const),
      paged: boolean(),
    }),
  )
  assert(
    property(events, all => {
      let list: RunList = withPage(emptyList, { ...page('a', 'b', 'c'), next: 'more' })
      for (const { id, second, state, paged } of all) {
        const before = list.ids
        const run = made(id, { updatedAt: at(second), state })
        const known = list.runs.get(id)
        list = paged ? withPage(list, { items: [run], next: 'more' }) : withNews(list, run)
        expect(list.ids.slice(0, before.length)).toEqual(before)
        expect(new Set(list.ids).size).toBe(list.ids.length)
        expect([...list.runs.keys()].toSorted()).toEqual(list.ids.toSorted())
        if (known) expect(list.runs.get(id)!.updatedAt >= known.updatedAt).toBe(true)
      }
    }),
  )
})

describe('what may have moved', () => {
  const list = withPage(emptyList, page('a', 'b'))
  test('is a run that is new, or whose state, name, tags or place has changed', () => {
    expect([...withNews(list, made('new')).changed]).toEqual(['new'])
    for (const change of [
      { state: 'failed' as const },
      { name: 'x' },
      { tags: { a: 'b' } },
      { archived: true },
      { trashedAt: at(3) },
    ]) {
      expect([...withNews(list, made('a', change)).changed]).toEqual(['a'])
    }
  })
  test('is no run that only went on', () => {
    expect(withNews(list, made('a', { step: 5, updatedAt: at(4) })).changed.size).toBe(0)
    const beat = { run: 'a', attempt: 'x', worker: 'w', step: 9, tau: 1, heartbeatAt: at(5) }
    const running = withPage(emptyList, { items: [made('a', { state: 'running' })] })
    expect(withBeat(running, beat).runs.get('a')?.step).toBe(9)
    expect(withBeat(running, beat).changed.size).toBe(0)
  })
  test('has come, or gone, by what the tracker says of it', () =>
    expect(drift(list, ['a', 'b', 'new', 'other'], new Set(['b', 'new']))).toEqual({ come: ['new'], gone: ['a'] }))
})

test('the stream takes no parameter and no metric from a row that it does not carry, whichever of the two comes first', () => {
  const read = { items: [made('a', { params: { seed: 7 }, metrics: { nll: { points: 1 }, grad: { points: 1 } } })] }
  const told = made('a', { state: 'failed', updatedAt: at(9), metrics: { nll: { points: 2 } } })
  const whole = { state: 'failed', params: { seed: 7 }, metrics: { nll: { points: 2 }, grad: { points: 1 } } }
  const list = withPage(emptyList, read)
  expect(withNews(list, told).runs.get('a')).toMatchObject(whole)
  expect(readAnew(withNews(list, told), read).runs.get('a')).toMatchObject(whole)
  expect(readAnew(withNews(withPage(emptyList, page('a')), told), read).runs.get('a')).toMatchObject(whole)
})

test('a list read anew is the answer, but for what the stream knows better', () => {
  const list = withNews(withPage(emptyList, page('a', 'b')), made('b', { state: 'failed', updatedAt: at(9) }))
  const again = readAnew(list, page('b', 'c'))
  expect(again.ids).toEqual(['b', 'c'])
  expect(again.runs.get('b')?.state).toBe('failed')
  expect(again.changed.size).toBe(0)
})

test('a range goes either way, and one end alone is that one', () => {
  expect(between(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd'])
  expect(between(['a', 'b', 'c', 'd'], 'a', 'b')).toEqual(['a', 'b'])
  expect(between(['a', 'b'], 'gone', 'b')).toEqual(['b'])
})

test('the window has all lines in sight and only lines that there are', () => {
  assert(
    property(
      integer({ min: 0, max: 500_000 }),
      integer({ min: 0, max: 2000 }),
      integer({ min: 0, max: 10_000 }),
      (top, height, rows) => {
        const [first, last] = windowOf(top, height, 44, rows, 10)
        expect(0 <= first && first <= last && last <= rows).toBe(true)
        for (const line of [Math.floor(top / 44), Math.ceil((top + height) / 44) - 1]) {
          if (line >= 0 && line < rows && height > 0) expect(first <= line && line < last).toBe(true)
        }
      },
    ),
  )
})
