import { number } from '../../core/numbers'
import { keyOf, shownValue } from '../../core/phase'
import { short, type Place } from './paper'

/** What stands on an axis of texts, by the keys of the places. */
export function labels(places: readonly Place[]): (key: string) => string {
  const said = new Map(
    places.map(place => [keyOf(place), short(typeof place === 'number' ? number(place) : shownValue(place), 16)]),
  )
  return key => said.get(key) ?? key
}
