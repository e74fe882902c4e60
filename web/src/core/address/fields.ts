/** The part of an address behind its question mark: what equals the default is left out, what makes no sense is passed over. */

/** Puts an address's fields together. */
export class Fields {
  private readonly parts: string[] = []

  text(name: string, value: string, normal = ''): void {
    if (value !== normal) this.parts.push(`${name}=${readable(value)}`)
  }

  number(name: string, value: number | undefined): void {
    if (value !== undefined) this.parts.push(`${name}=${value}`)
  }

  list(name: string, values: readonly string[]): void {
    // A comma inside a value is escaped twice, so that it is not taken for one between values.
    if (values.length > 0) this.parts.push(`${name}=${values.map(v => readable(v.replace(/[%,]/g, escape))).join(',')}`)
  }

  toString(): string {
    return this.parts.length > 0 ? `?${this.parts.join('&')}` : ''
  }
}

function escape(character: string): string {
  return character === ',' ? '%2C' : '%25'
}

/** Percent-encoded where it must be; slashes and colons stay readable. */
function readable(value: string): string {
  return encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%20', '+')
}

export function list(value: string | null): string[] {
  const items = (value ?? '').split(',').filter(item => item !== '')
  return [...new Set(items.map(decoded))]
}

/** An address typed by hand may hold a lone percent sign. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

export function finite(value: string | null): number | undefined {
  const number = value === null || value === '' ? NaN : Number(value)
  return Number.isFinite(number) ? number : undefined
}

export function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find(each => each === value)
}
