/** Whether who reads may also change. The tracker has the last word; what it would refuse is not offered. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useApi, useResource } from './hooks'

/** Around a page that has what changes something. */
export const MayEdit = createContext(true)

export function useMayEdit(): boolean {
  return useContext(MayEdit)
}

/** Until it is known who reads, they may: most may, and nothing on the page moves when they do. */
export function useEditor(): boolean {
  const api = useApi()
  return useResource('me', () => api.me()).data?.role !== 'viewer'
}
