import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Range } from '../../core/series'
import { stage } from './stage'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 16))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const whole = { from: 0, to: 100 }

function made() {
  const told: (Range | undefined)[] = []
  const one = stage(range => told.push(range))
  one.settle(whole, undefined)
  return { one, told }
}

it('shows what a hand chooses at once, and tells only where it rests', () => {
  const { one, told } = made()
  one.move({ from: 10, to: 90 })
  vi.advanceTimersByTime(100)
  one.move({ from: 20, to: 80 })
  expect(one.shown).toEqual({ from: 20, to: 80 })
  expect(told).toEqual([])
  vi.runAllTimers()
  expect(told).toEqual([{ from: 20, to: 80 }])
})

it('does not let an answer that comes between move what a hand holds', () => {
  const { one } = made()
  one.move({ from: 10, to: 90 })
  one.settle({ from: 0, to: 200 }, { from: 0, to: 50 })
  expect(one.shown).toEqual({ from: 10, to: 90 })
  vi.runAllTimers()
  one.settle({ from: 0, to: 200 }, { from: 0, to: 50 })
  expect(one.shown).toEqual({ from: 0, to: 50 })
})

it('does not bring back a part that was chosen before something else was', () => {
  const { one, told } = made()
  one.move({ from: 10, to: 90 })
  one.drop()
  one.settle(whole, undefined)
  vi.runAllTimers()
  expect(told).toEqual([])
  expect(one.shown).toEqual(whole)
})

it('draws each chart once a frame, the one under the hand first', () => {
  const { one } = made()
  const drawn: string[] = []
  one.chart('a', () => drawn.push('a'))
  one.chart('b', () => drawn.push('b'))
  one.move({ from: 10, to: 90 }, 'b')
  one.move({ from: 20, to: 80 }, 'b')
  vi.advanceTimersByTime(20)
  expect(drawn).toEqual(['b', 'a'])
})
