import { describe, expect, test } from 'vitest'
import { completed, completions, questions } from './complete'
import { caretIn, isWhole } from './text'

/** `|` is the caret. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  return { text, caret: caretIn(text, caret) }
}

function offered(marked: string, answers: string[][] = []): string[] {
  const { caret } = at(marked)
  return caret ? completions(caret, questions(caret), answers).map(each => each.insert) : []
}

describe('what may come next', () => {
  test.each([
    ['st|', ['state', 'step']],
    ['|', ['params.', 'metrics.', 'tags.', 'name']],
    ['metrics.nll |', ['<', '<=', '>', '>=']],
    ['state |', ['=', '!=', 'ilike']],
    ["state = 'r|", ["'running'"]],
    ['state in (|', ["'failed'", "'lost'", "'running'"]],
    ['age < |', ['1h', '1d', '1w']],
    ["name = 'a' |", ['and', 'or']],
    ["(name = 'a' |", ['and', 'or', ')']],
    ['metrics.nll is |', ['null', 'not null']],
    ['not st|', ['state', 'step']],
  ])('%s', (marked, first) => expect(offered(marked).slice(0, first.length)).toEqual(first))

  test('names and values are those the tracker knows', () => {
    expect(questions(at('eta|').caret!)).toEqual([
      { ask: 'params', q: 'eta' },
      { ask: 'metrics', q: 'eta' },
      { ask: 'tags', q: 'eta' },
    ])
    expect(offered('eta|', [['dynamics.eta'], ['eta/loss'], []])).toEqual(['params.dynamics.eta', 'metrics."eta/loss"'])
    expect(questions(at('params.data.kind = |').caret!)).toEqual([
      { ask: 'values', of: 'params', name: 'data.kind', q: '' },
    ])
    expect(offered('params.x = |', [['0.5', "it's", 'true']])).toEqual(['0.5', "'it''s'", 'true'])
    expect(questions(at("experiment = 'de|").caret!)).toEqual([{ ask: 'experiments', q: 'de' }])
  })

  test.each(['nonsense |', 'metrics.nll < < |', '= |'])('nothing for %s', marked => expect(offered(marked)).toEqual([]))
})

test('a text can be written by completions alone', () => {
  const choose = (marked: string, insert: string, answers: string[][] = []): string => {
    const { text, caret } = at(marked)
    const offer = completions(caret!, questions(caret!), answers).find(each => each.insert === insert)
    const next = completed(text, caret!, offer!)
    return `${next.text.slice(0, next.caret)}|${next.text.slice(next.caret)}`
  }
  let text = choose('sta|', 'state')
  text = choose(text, 'in')
  text = choose(text, '(')
  text = choose(text, "'running'")
  text = choose(text, ')')
  text = choose(text, 'and')
  text = choose(text.replace('|', 'lo|'), 'metrics.loss', [[], ['loss'], []])
  text = choose(text, 'is null')
  expect(text).toBe("state in ( 'running' ) and metrics.loss is null |")
  expect(isWhole(text.replace('|', ''))).toBe(true)
})

test('what was typed is replaced, what stands behind it is not', () => {
  const { text, caret } = at("metr| < 3 and state = 'lost'")
  expect(completed(text, caret!, { insert: 'metrics.nll', hint: '' })).toEqual({
    text: "metrics.nll < 3 and state = 'lost'",
    caret: 12,
  })
})
