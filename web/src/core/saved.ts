/** Saved views: how a list of them is shown. */
import type { SavedView } from '../api/views'
import { parse, type View } from './address'

export interface ViewGroup {
  page: string
  views: SavedView[]
}

/** By page, that of `here` first; within a page by name. What does not contain all the words asked for is left out. */
export function grouped(views: readonly SavedView[], here: View['page'], asked: string): ViewGroup[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  const pages = new Map<string, SavedView[]>()
  for (const view of views) {
    const text = `${view.name} ${view.page} ${view.createdBy} ${view.updatedBy}`.toLowerCase()
    if (!words.every(word => text.includes(word))) continue
    pages.set(view.page, [...(pages.get(view.page) ?? []), view])
  }
  return [...pages]
    .map(([page, list]) => ({ page, views: list.toSorted((a, b) => order(a.name, b.name)) }))
    .toSorted((a, b) => Number(b.page === here) - Number(a.page === here) || order(a.page, b.page))
}

function order(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/** What can be saved of an address; nothing can of one that leads nowhere. */
export function savable(hash: string): { page: string; address: string } | undefined {
  const { page } = parse(hash)
  return page === 'unknown' ? undefined : { page, address: hash.startsWith('#/') ? hash : '#/' }
}
