import { expect, test } from 'vitest'
import { allRuns, type RunsView } from '../address'
import { among, filterAlone, isVerbatim, queryOf } from './query'

const wanted = { metrics: 'nll', params: '' }

test('what the page shows is what the tracker is asked for', () => {
  expect(queryOf(allRuns, '', wanted)).toEqual({
    filter: undefined,
    experiment: undefined,
    state: undefined,
    archived: 'no',
    trashed: 'no',
    order: '-created',
    ...wanted,
  })
  expect(
    queryOf({ ...allRuns, shelf: 'trashed', states: ['failed', 'lost'], experiment: 'x' }, "name = 'a'", wanted),
  ).toMatchObject({
    filter: "name = 'a'",
    state: 'failed,lost',
    experiment: 'x',
    archived: 'yes',
    trashed: 'only',
  })
})

test('an unfinished text is sent as it is, so that the tracker says what is missing where it is', () => {
  expect(queryOf(allRuns, 'metrics.nll <', wanted).filter).toBe('metrics.nll <')
  expect(isVerbatim('metrics.nll <')).toBe(true)
  expect(isVerbatim('ember')).toBe(false)
})

test('some of them alone are asked for beside the filter', () => {
  const query = queryOf(allRuns, "state = 'lost' or state = 'failed'", wanted)
  expect(among(query, ['a', 'b']).filter).toBe("(state = 'lost' or state = 'failed') and id in ('a', 'b')")
  expect(among(queryOf(allRuns, '', wanted), ['a']).filter).toBe("id in ('a')")
})

test('a filter alone says what text and quick filters say together', () => {
  const alone = (part: Partial<RunsView>): string | undefined => filterAlone({ ...allRuns, ...part })
  expect(alone({})).toBe('')
  expect(alone({ text: "state = 'lost' or seed = 1" })).toBe("state = 'lost' or seed = 1")
  expect(alone({ text: 'seed = 1 or seed = 2', experiment: "o'x", states: ['failed', 'lost'] })).toBe(
    "(seed = 1 or seed = 2) and experiment = 'o''x' and state in ('failed', 'lost')",
  )
  expect(alone({ experiment: 'x' })).toBe("experiment = 'x'")
  expect(alone({ mine: true })).toBeUndefined()
  expect(alone({ shelf: 'archived' })).toBeUndefined()
})
