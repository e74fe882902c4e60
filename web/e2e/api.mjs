// The API of the tracker, as a client uses it that waits until what it asked for is shown.
import { randomUUID } from 'node:crypto'

/**
 * JSON of the API; an answer that is no success is an error with its text. What the tracker has taken but does not show yet (202,
 * without a body) is asked again under the same key, which changes nothing and is answered in full once it is shown; or, if it may
 * come later, answered with undefined.
 */
export async function api(
  url,
  path,
  body,
  { method = body === undefined ? 'GET' : 'POST', token, later = false } = {},
) {
  const request = {
    method,
    headers: {
      Accept: 'application/json, application/problem+json',
      'Content-Type': 'application/json',
      ...(body === undefined ? {} : { 'Idempotency-Key': randomUUID() }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  let answer
  do answer = await fetch(`${url}/api/v1${path}`, request)
  while (answer.status === 202 && !later)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text.slice(0, 500)}`)
  return text === '' ? undefined : JSON.parse(text)
}
