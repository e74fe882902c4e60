import { array, assert, constantFrom, double, oneof, property } from 'fast-check'
import { expect, test } from 'vitest'
import { courseKey, parseCourses, sparkline } from './spark'

test('courses come from the series as CSV', () => {
  const csv = [
    'run,metric,step,tau,wall_ms,x,value,min,max,count',
    'a,nll,1,0.1,5,1.0,0.5,0.5,0.5,1',
    'a,nll,2,0.2,6,2.0,NaN,NaN,NaN,1',
    'b,"val,""loss""",1,,,1.0,-Infinity,,,1',
    '',
  ].join('\r\n')
  const found = parseCourses(csv)
  expect(found.get(courseKey('a', 'nll'))).toEqual({ xs: [1, 2], values: [0.5, NaN] })
  expect(found.get(courseKey('b', 'val,"loss"'))).toEqual({ xs: [1], values: [-Infinity] })
  expect(parseCourses('').size).toBe(0)
})

test('a sparkline stays in its box and has a point for each number', () => {
  const values = array(oneof(double(), constantFrom(NaN, Infinity, -Infinity, 0)))
  assert(
    property(values, all => {
      const { path, end } = sparkline({ xs: all.map((_, i) => i), values: all }, 100, 30, 3)
      const points = [...path.matchAll(/[ML](\S+?) ([^ML]+)/g)].map(([, x, y]) => [Number(x), Number(y)])
      const finite = all.filter(Number.isFinite)
      expect(points.length).toBe(finite.length)
      for (const [x, y] of points) expect(x! >= 3 && x! <= 97 && y! >= 3 && y! <= 27).toBe(true)
      expect(end === undefined).toBe(finite.length === 0)
    }),
  )
})

test('a gap is a gap', () => {
  expect(sparkline({ xs: [0, 1, 2], values: [1, NaN, 3] }, 10, 10, 0).path).toBe('M0 10M10 0')
})
