import { number } from '../../core/numbers'
import { Typeset } from '../parts'

/** The scaled time as a line of text, for those who listen and for files. */
export function scaledTime(mu: number): string {
  if (mu === 0) return 't = τ − τw'
  return mu === 1 ? '(τ − τw)/τw' : `(τ − τw)/τw^${number(mu)}`
}

/** The same, set. */
export function ScaledTime({ mu }: { mu: number }) {
  return (
    <>
      <Typeset text={mu === 0 ? 'τ − τw' : '(τ − τw) / τw'} />
      {mu !== 0 && mu !== 1 && <sup>{number(mu)}</sup>}
    </>
  )
}
