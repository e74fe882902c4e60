import { assert, constantFrom, property, record, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import type { SavedView } from '../api/views'
import { grouped, savable } from './saved'

const view = (name: string, page: string): SavedView => ({
  id: `${page} ${name}`,
  name,
  page,
  address: '#/',
  revision: 0,
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'Ada',
  updatedAt: '2026-01-01T00:00:00Z',
  updatedBy: 'Grace',
})

const some = uniqueArray(
  record({ name: constantFrom('a', 'b', 'B 10', 'B 9'), page: constantFrom('runs', 'compare', 'tree') }).map(each =>
    view(each.name, each.page),
  ),
  { selector: each => each.id },
)

test('each view is in one group, and the page of the reader comes first', () => {
  assert(
    property(some, constantFrom('runs' as const, 'compare' as const), (views, here) => {
      const groups = grouped(views, here, '')
      expect(new Set(groups.flatMap(group => group.views))).toEqual(new Set(views))
      expect(groups.flatMap(group => group.views)).toHaveLength(views.length)
      if (views.some(each => each.page === here)) expect(groups[0]?.page).toBe(here)
    }),
  )
})

test('numbers in names are ordered as numbers', () => {
  const [group] = grouped([view('B 10', 'runs'), view('B 9', 'runs')], 'runs', '')
  expect(group?.views.map(each => each.name)).toEqual(['B 9', 'B 10'])
})

test('every word must be there, in the name, the page or who made it', () => {
  const views = [view('Collapse', 'compare'), view('Failed', 'runs')]
  expect(grouped(views, 'runs', 'coll ADA').map(group => group.page)).toEqual(['compare'])
  expect(grouped(views, 'runs', 'coll runs')).toEqual([])
})

test('what leads nowhere cannot be saved', () => {
  expect(savable('#/moon')).toBeUndefined()
  expect(savable('')).toEqual({ page: 'runs', address: '#/' })
  expect(savable('#/compare?runs=a')).toEqual({ page: 'compare', address: '#/compare?runs=a' })
})
