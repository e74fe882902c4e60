/** Whether the tracker answers. Every call tells how it went; while none gets through, one small question is asked again and again. */
import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'

const firstPause = 1000
const longestPause = 10_000

export class Connection {
  /** Since when it does not answer, in ms; undefined while it does. */
  lostSince: number | undefined
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private pause = firstPause
  /** The small question. It tells how it went as every other call does. */
  ask: () => Promise<unknown> = () => Promise.resolve()

  answered(): void {
    if (this.lostSince === undefined) return
    this.lostSince = undefined
    this.pause = firstPause
    clearTimeout(this.timer)
    this.tell()
  }

  unanswered(): void {
    if (this.lostSince !== undefined) return
    this.lostSince = Date.now()
    this.askLater()
    this.tell()
  }

  askNow(): void {
    clearTimeout(this.timer)
    void this.ask()
      .catch(() => undefined)
      .then(() => {
        if (this.lostSince !== undefined) this.askLater()
      })
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private askLater(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.askNow(), this.pause)
    this.pause = Math.min(longestPause, this.pause * 2)
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

export const ConnectionContext = createContext(new Connection())

/** @returns since when the tracker does not answer; undefined while it does */
export function useLostSince(): number | undefined {
  const connection = useContext(ConnectionContext)
  const [since, setSince] = useState(connection.lostSince)
  useEffect(() => {
    const follow = (): void => setSince(connection.lostSince)
    follow()
    return connection.subscribe(follow)
  }, [connection])
  return since
}
