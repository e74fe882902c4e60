/** Numbers as a person reads them: a true minus sign, thin groups of three, powers of ten raised. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const minus = '\u2212'
const thin = '\u2009'

/** 10 to the `exponent`, as set in print. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map(digit => superscripts[Number(digit)]).join('')
  return `10${exponent < 0 ? '⁻' : ''}${digits}`
}

/**
 * At most `digits` significant digits; powers of ten below 0.001 and from a million on.
 *
 * @param zeros `keep` for columns, where the places should stand under each other
 */
export function number(value: number, digits = 4, zeros: 'drop' | 'keep' = 'drop'): string {
  const trimmed = (decimal: string): string => (zeros === 'keep' ? decimal : withoutZeros(decimal))
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`
  if (value === 0) return '0'
  const [mantissa = '', power = '0'] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e')
  const exponent = Number(power)
  const sign = value < 0 ? minus : ''
  if (exponent >= -3 && exponent < 6) {
    return sign + grouped(trimmed(Math.abs(value).toFixed(Math.max(0, digits - 1 - exponent))))
  }
  const short = trimmed(mantissa)
  return (
    sign +
    (Number(short) === 1 && zeros === 'drop' ? powerOfTen(exponent) : `${short}${thin}×${thin}${powerOfTen(exponent)}`)
  )
}

/** A whole number with all its digits in groups of three. */
export function count(value: number): string {
  return (value < 0 ? minus : '') + grouped(String(Math.abs(Math.round(value))))
}

function withoutZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  // Four digits stay together, as in print.
  const groups = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thin) : whole
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
