import { array, assert, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { hertz, length, pitchName, sounds } from './chorale'

const notes = array(
  record({
    pitch: integer({ min: 43, max: 96 }),
    start: integer({ min: 0, max: 40 }),
    quarters: integer({ min: 1, max: 8 }),
  }),
  { maxLength: 40 },
)

test('every note sounds once, in time, and none is higher than the highest', () => {
  assert(
    property(notes, integer({ min: 20, max: 300 }), (all, tempo) => {
      const played = sounds(all, tempo)
      expect(played.length).toBe(all.length)
      played.forEach((sound, i) => {
        expect(sound.at).toBeCloseTo((sound.start * 60) / tempo, 9)
        expect(sound.at + sound.seconds).toBeLessThanOrEqual((length(all) * 60) / tempo + 1e-9)
        expect(sound.height).toBeGreaterThanOrEqual(0)
        expect(sound.height).toBeLessThanOrEqual(1)
        if (i > 0) expect(sound.at).toBeGreaterThanOrEqual(played[i - 1]!.at)
      })
    }),
  )
})

test('pitches are those of equal temperament at 440 Hz', () => {
  expect(hertz(69)).toBe(440)
  expect(hertz(81)).toBe(880)
  expect(hertz(60)).toBeCloseTo(261.6256, 4)
  expect([pitchName(60), pitchName(69), pitchName(43), pitchName(70)]).toEqual(['c4', 'a4', 'g2', 'b♭4'])
})

test('the voices of a chord are spread from low to high', () => {
  const chord = [48, 55, 60, 64].map(pitch => ({ pitch, start: 0, quarters: 1 }))
  expect(sounds(chord, 60).map(sound => sound.height)).toEqual([0, 1 / 3, 2 / 3, 1])
})
